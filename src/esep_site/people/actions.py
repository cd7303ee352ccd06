"""What is done with accounts and roles: each in one transaction, permitted, and recorded."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Iterable

from axes.models import AccessAttempt
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from esep.places import places
from esep_site.editing import write
from esep_site.people import keys
from esep_site.people.audit import record
from esep_site.people.models import Account, ApiKey, EncryptedCodes, EncryptedDevice, RoleHolding
from esep_site.people.queries import kept
from esep_site.people.roles import Permission, Role
from esep_site.people.scope import scope_of

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Of one-time passwords and codes: without letters that look like others."""
CODES = 10


def one_time_password() -> str:
    """Sixteen letters in four groups: 79 bits of chance."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


@transaction.atomic
def open_account(
    *,
    by: Account | None,
    login: str,
    name: str,
    password: str,
    email: str = "",
    language: str = "kk",
    place: str = "",
) -> Account:
    """A new account; its password must be changed at the first signing in.

    ``by`` None is the installation itself: the command line of the server. Only it may leave the place of
    work open.
    """
    _check_place(by, place)
    account = Account(login=login.lower(), name=name, email=email, language=language, place=place)
    account.set_password(password)
    account.full_clean()
    account.save()
    record(
        "account opened",
        by=by,
        subject=_subject(account),
        place=place,
        details={"login": account.login},
    )
    return account


@transaction.atomic
def change_account(
    *, by: Account, account: Account, version: int, name: str, email: str, language: str, place: str
) -> None:
    """Another name, address, language or place of work; Conflict when somebody else was quicker."""
    _check_account(by, account)
    _check_place(by, place)
    _write(account, version, name=name, email=email, language=language, place=place)
    record("account changed", by=by, subject=_subject(account), place=place)


@transaction.atomic
def change_own(*, by: Account, version: int, name: str, email: str, language: str) -> None:
    """What everybody may change of the own account."""
    _write(by, version, name=name, email=email, language=language)
    record("account changed", by=by, subject=_subject(by))


@transaction.atomic
def block(*, by: Account | None, account: Account, version: int, blocked: bool, reason: str = "") -> None:
    """Let somebody sign in no more (open sessions end with the next page), or again."""
    _check_account(by, account)
    _write(account, version, is_active=not blocked)
    record(
        "account blocked" if blocked else "account unblocked",
        by=by,
        subject=_subject(account),
        place=account.place,
        reason=reason,
    )


@transaction.atomic
def give_role(
    *,
    by: Account | None,
    to: Account,
    role: Role,
    place: str,
    reason: str,
    valid_from: datetime.date | None = None,
    valid_to: datetime.date | None = None,
) -> RoleHolding:
    """Let somebody else hold a role for a place (a classifier's code) and a period."""
    _check_place(by, place)
    _check_account(by, to)
    if place not in places():
        raise ValidationError({"place": _("The classifier has no place with this code.")})
    holding = RoleHolding(
        account=to,
        role=role,
        place=place,
        reason=reason,
        valid_from=valid_from or timezone.localdate(),
        valid_to=valid_to,
    )
    holding.full_clean()
    holding.save()
    record(
        "role given",
        by=by,
        subject=_subject(to),
        place=place,
        reason=reason,
        details={"role": role.value, "from": str(holding.valid_from), "to": str(valid_to or "")},
    )
    return holding


@transaction.atomic
def end_role(
    *, by: Account | None, holding: RoleHolding, version: int, last_day: datetime.date, reason: str
) -> None:
    """The role is held until ``last_day``; one that has not begun by then is taken away whole."""
    _check_place(by, holding.place)
    _check_account(by, holding.account)
    write(holding, version, valid_to=max(last_day, holding.valid_from))
    if last_day < holding.valid_from:
        RoleHolding.objects.filter(pk=holding.pk).delete()
    record(
        "role ended",
        by=by,
        subject=_subject(holding.account),
        place=holding.place,
        reason=reason,
        details={"role": holding.role, "from": str(holding.valid_from), "to": str(last_day)},
    )


@transaction.atomic
def give_new_password(*, by: Account | None, account: Account) -> str:
    """A one-time password in place of a forgotten one; a lock-out ends with it."""
    _check_account(by, account)
    password = one_time_password()
    account.set_password(password)
    account.must_change_password = True
    account.save(update_fields=["password", "must_change_password"])
    AccessAttempt.objects.filter(username=account.login).delete()
    record("password reset", by=by, subject=_subject(account), place=account.place)
    return password


@transaction.atomic
def change_own_password(*, by: Account, password: str) -> None:
    """The other sessions of the person end with it."""
    by.set_password(password)
    by.must_change_password = False
    by.save(update_fields=["password", "must_change_password"])
    record("password changed", by=by, subject=_subject(by))


def begin_second_factor(*, by: Account) -> EncryptedDevice:
    """The device that waits to be confirmed by its first code, made where there is none that can be read."""
    device = EncryptedDevice.objects.filter(user=by.pk, confirmed=False).first()
    return device if device and device.is_readable else EncryptedDevice.unconfirmed(by)


@transaction.atomic
def confirm_second_factor(*, by: Account, device: EncryptedDevice) -> list[str]:
    """The device counts from now on, alone; returns the one-time codes, which are shown once."""
    if device.user_id != by.pk:
        raise PermissionDenied
    EncryptedDevice.objects.filter(user=by.pk).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    record("second factor set up", by=by, subject=_subject(by))
    return _new_codes(by)


@transaction.atomic
def make_new_codes(*, by: Account) -> list[str]:
    """Ten new one-time codes; the old ones end."""
    record("one-time codes made", by=by, subject=_subject(by))
    return _new_codes(by)


@transaction.atomic
def reset_second_factor(*, by: Account | None, account: Account) -> None:
    """The person sets up a new device at the next signing in: a telephone was lost."""
    _check_account(by, account)
    EncryptedDevice.objects.filter(user=account.pk).delete()
    EncryptedCodes.objects.filter(user=account.pk).delete()
    record("second factor reset", by=by, subject=_subject(account), place=account.place)


def _new_codes(account: Account) -> list[str]:
    codes = ["".join(secrets.choice(LETTERS) for _ in range(8)) for _ in range(CODES)]
    EncryptedCodes.of(account, codes)
    return codes


def _subject(account: Account) -> str:
    return f"account {account.pk}"


def _write(account: Account, version: int, **values: object) -> None:
    for name, value in values.items():
        setattr(account, name, value)
    account.full_clean(exclude=["password"])
    write(account, version, **values)


def _check_place(by: Account | None, place: str) -> None:
    if by is not None and not scope_of(by).may(Permission.MANAGE_ACCOUNTS, place):
        raise PermissionDenied


def _check_account(by: Account | None, account: Account) -> None:
    """Nobody keeps the own account, and nobody one that reaches beyond the own place."""
    if by is not None and (by.pk == account.pk or not kept(scope_of(by)).filter(pk=account.pk).exists()):
        raise PermissionDenied


@transaction.atomic
def make_api_key(
    *, by: Account, name: str, permissions: Iterable[Permission], valid_to: datetime.date
) -> tuple[ApiKey, str]:
    """A key for the own account, with some of what the account may do; the key itself is shown once."""
    scope, wanted = scope_of(by), set(permissions)
    if not wanted <= set(keys.OFFERED) or not all(scope.may(each) for each in wanted):
        raise PermissionDenied
    today = timezone.localdate()
    if not today <= valid_to <= today + datetime.timedelta(days=keys.LONGEST_DAYS):
        raise ValidationError({"valid_to": _("A key lasts a year at most.")})
    secret = keys.new_key()
    made = ApiKey(
        account=by,
        name=name,
        mark=secret[: keys.MARK],
        hash=keys.hash_of(secret),
        permissions=sorted(each.value for each in wanted),
        valid_to=valid_to,
    )
    made.full_clean()
    made.save()
    record(
        "key made",
        by=by,
        subject=f"key {made.pk}",
        details={"permissions": made.permissions, "to": str(valid_to)},
    )
    return made, secret


@transaction.atomic
def end_api_key(*, by: Account, key: ApiKey) -> None:
    """The key opens nothing any more."""
    if key.account_id != by.pk:
        raise PermissionDenied
    if key.ended_at is None:
        ApiKey.objects.filter(pk=key.pk).update(ended_at=timezone.now())
        record("key ended", by=by, subject=f"key {key.pk}")
