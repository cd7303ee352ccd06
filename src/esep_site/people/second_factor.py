"""The second factor: who needs one, and which step of signing in is still missing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction

from esep_site.people.encryption import encrypted, is_of_today
from esep_site.people.models import Account, EncryptedDevice
from esep_site.people.roles import Permission
from esep_site.people.scope import Scope

COMPULSORY = (
    Permission.SEE_FAMILIES,
    Permission.LOAD_SNAPSHOTS,
    Permission.MANAGE_ACCOUNTS,
    Permission.READ_AUDIT,
)
"""Who may do one of these signs in with a second factor."""


def is_required(scope: Scope) -> bool:
    """Whether a role that is held today asks for a second factor; never in a trial without."""
    return bool(settings.SECOND_FACTOR) and any(scope.may(each) for each in COMPULSORY)


def has_second_factor(account: Account) -> bool:
    """Whether a device of the person was confirmed."""
    return EncryptedDevice.objects.filter(user=account.pk, confirmed=True).exists()


def next_step(user: Any, scope: Scope) -> str:
    """The address of what is missing before somebody with the right password is signed in; "" for nothing.

    The code comes before a new password, so that a stolen password alone changes nothing. ``user`` is the
    request's, which django-otp told whether the code was given in this session.
    """
    if settings.SECOND_FACTOR and not user.is_verified():
        if has_second_factor(user):
            return "people:code"
        if not user.must_change_password and is_required(scope):
            return "people:second-factor"
    return "people:password" if user.must_change_password else ""


@transaction.atomic
def renew_keys() -> list[str]:
    """Encrypt by the secret key of now what earlier ones encrypted; returns the logins of what none opens."""
    closed = []
    for device in (
        EncryptedDevice.objects.select_related("user").select_for_update(of=("self",)).order_by("pk")
    ):
        if is_of_today(device.key):
            continue
        if not device.is_readable:
            closed.append(device.user.get_username())
            continue
        device.key = encrypted(device.bin_key)
        device.save(update_fields=["key"])
    return closed
