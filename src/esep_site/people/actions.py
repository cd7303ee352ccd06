"""What is done with accounts and roles: each in one transaction, permitted, and recorded."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from esep_site.people.audit import record
from esep_site.people.models import Account, RoleHolding
from esep_site.people.roles import Permission, Role
from esep_site.people.scope import scope_of


def _check(by: Account | None, place: str | None = None) -> None:
    """``by`` None is the installation itself: the command line of the server."""
    if by is not None and not scope_of(by).may(Permission.MANAGE_ACCOUNTS, place):
        raise PermissionDenied


@transaction.atomic
def open_account(
    *, by: Account | None, login: str, name: str, password: str, email: str = "", language: str = "kk"
) -> Account:
    """A new account; its password must be changed at the first signing in."""
    _check(by)
    account = Account(login=login.lower(), name=name, email=email, language=language)
    account.set_password(password)
    account.full_clean()
    account.save()
    record("account opened", by=by, subject=f"account {account.pk}", details={"login": account.login})
    return account


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
    """Let somebody hold a role for a place (a classifier's code) and a period."""
    _check(by, place)
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
        subject=f"account {to.pk}",
        place=place,
        reason=reason,
        details={"role": role.value, "from": str(holding.valid_from), "to": str(valid_to or "")},
    )
    return holding
