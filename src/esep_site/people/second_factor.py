"""The second factor: who needs one, and which step of signing in is still missing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django_otp.plugins.otp_static.models import StaticToken

from esep_site.people.encryption import decrypted, encrypted, is_of_today, is_readable
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
    """Encrypt by the secret key of now what earlier ones encrypted: keys of devices and one-time codes.

    Returns the logins of those of whom something is encrypted that no secret key of the installation opens.
    """
    devices = EncryptedDevice.objects.select_related("user").select_for_update(of=("self",))
    codes = StaticToken.objects.select_related("device__user").select_for_update(of=("self",))
    closed = {each.user for each in devices.order_by("pk") if not _renewed(each, "key")}
    closed |= {each.device.user for each in codes.order_by("pk") if not _renewed(each, "token")}
    return sorted(user.get_username() for user in closed)


def _renewed(row: EncryptedDevice | StaticToken, column: str) -> bool:
    """Whether what stands in the column can be read; it is encrypted anew where an earlier key did it."""
    token = getattr(row, column)
    if is_of_today(token):
        return True
    if not is_readable(token):
        return False
    setattr(row, column, encrypted(decrypted(token)))
    row.save(update_fields=[column])
    return True
