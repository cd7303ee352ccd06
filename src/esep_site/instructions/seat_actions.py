"""Who works for which body, and who may read the feed of whose terms: given and ended."""

from __future__ import annotations

import datetime
from hashlib import sha256
from secrets import token_urlsafe

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from esep_site.bodies.models import Body
from esep_site.editing import write
from esep_site.instructions.models import FeedKey, Seat
from esep_site.people.audit import record, whole
from esep_site.people.models import Account
from esep_site.people.queries import kept
from esep_site.people.roles import Permission
from esep_site.people.scope import scope_of


@whole()
def give_seat(*, by: Account | None, account: Account, body: Body, valid_from: datetime.date) -> Seat:
    """Somebody works for a body from a day on; ``by`` None is the installation itself.

    An administrator gives seats in bodies of the own place, to accounts that are kept there, never the own.
    """
    _check(by, account, body)
    if Seat.objects.filter(account=account, body=body, valid_to=None).exists():
        raise ValidationError(_("This person has a seat there already."))
    seat = Seat.objects.create(account=account, body=body, valid_from=valid_from)
    record(
        "seat given", by=by, subject=f"account {account.pk}", place=body.place, details={"body": body.code}
    )
    return seat


@whole()
def end_seat(*, by: Account | None, seat: Seat, version: int, last_day: datetime.date) -> None:
    """The seat is held until a day."""
    _check(by, seat.account, seat.body)
    write(seat, version, valid_to=max(last_day, seat.valid_from))
    record(
        "seat ended",
        by=by,
        subject=f"account {seat.account.pk}",
        place=seat.body.place,
        details={"body": seat.body.code},
    )


def _check(by: Account | None, account: Account, body: Body) -> None:
    if by is None:
        return
    scope = scope_of(by)
    if not scope.may(Permission.MANAGE_ACCOUNTS, body.place) or account.pk == by.pk:
        raise PermissionDenied
    if not kept(scope).filter(pk=account.pk).exists():
        raise PermissionDenied


@whole()
def make_feed_key(*, by: Account) -> str:
    """A key for the feed of the own terms; the one before ends. It is shown once."""
    key = token_urlsafe(32)
    FeedKey.objects.update_or_create(account=by, defaults={"hash": hash_of(key)})
    record("calendar key made", by=by, subject=f"account {by.pk}")
    return key


@whole()
def end_feed_key(*, by: Account) -> None:
    """The feed of the own terms ends."""
    if FeedKey.objects.filter(account=by).delete()[0]:
        record("calendar key ended", by=by, subject=f"account {by.pk}")


def hash_of(key: str) -> str:
    """By which a key is kept: 256 bits of chance need no slow hash."""
    return sha256(key.encode()).hexdigest()
