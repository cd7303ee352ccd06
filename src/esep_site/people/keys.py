"""Keys of the API: a program with one acts for an account, within what both may do."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterable

from django.utils import timezone

from esep_site.people.models import ApiKey
from esep_site.people.roles import Permission
from esep_site.people.scope import Scope, scope_of
from esep_site.people.second_factor import has_second_factor, is_required

OFFERED = (
    Permission.SEE_COUNTS,
    Permission.SEE_FAMILIES,
    Permission.TRY_REFORMS,
    Permission.SEE_RECORDS,
    Permission.EDIT_RECORDS,
    Permission.RUN_PROGRAMMES,
    Permission.SEE_INSTRUCTIONS,
)
"""What a key may be made for: what the API has addresses for."""
LONGEST_DAYS = 366
_FORM = re.compile(r"esep_[A-Za-z0-9_-]{43}")
MARK = 9


def new_key() -> str:
    """A key of 256 bits of chance."""
    return "esep_" + secrets.token_urlsafe(32)


def hash_of(key: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


def opened_by(key: str) -> ApiKey | None:
    """The valid key of an account that may sign in, None otherwise.

    An account that was blocked, must change its password or lacks the second factor that its roles ask for
    is not reached by its keys either.
    """
    if not _FORM.fullmatch(key):
        return None
    found = ApiKey.objects.select_related("account").filter(hash=hash_of(key)).first()
    if found is None or not found.is_valid:
        return None
    account = found.account
    if not account.is_active or account.must_change_password:
        return None
    if is_required(scope_of(account)) and not has_second_factor(account):
        return None
    today = timezone.localdate()
    if found.used_on != today:
        ApiKey.objects.filter(pk=found.pk).update(used_on=today)
    return found


def narrowed(scope: Scope, permissions: Iterable[str]) -> Scope:
    """The scope with these permissions only."""
    kept = set(permissions)
    places = {each: where for each, where in scope.places.items() if each.value in kept}
    return Scope(scope.account, scope.holdings, places)
