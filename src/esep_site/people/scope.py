"""Which places somebody may see, as the pages and the database both know it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection, transaction

from esep.places import places
from esep_site.people.database_role import ROLE
from esep_site.people.models import Account
from esep_site.people.roles import GRANTS, Permission, Role
from esep_site.people.seal import sealed

SETTINGS: Mapping[str, Permission] = {
    "esep.families": Permission.SEE_FAMILIES,
    "esep.records": Permission.SEE_RECORDS,
    "esep.records_kept": Permission.EDIT_RECORDS,
    "esep.instructions": Permission.SEE_INSTRUCTIONS,
}
"""Setting of a transaction that row policies look at → the permission whose places it holds."""
ALL_SETTINGS = ("role", "esep.account", *SETTINGS)


def stem(place: str) -> str:
    """What the codes of all places within ``place`` begin with: «31» of a region, «3152» of a district."""
    for digits in (2, 4, 6):
        if set(place[digits:]) <= {"0"}:
            return place[:digits]
    return place


@dataclass(frozen=True)
class Scope:
    """What somebody may do, and where. Nobody's scope is empty."""

    account: Account | None = None
    holdings: tuple[tuple[Role, str], ...] = ()
    places: dict[Permission, tuple[str, ...]] = field(default_factory=dict)

    def may(self, permission: Permission, place: str | None = None) -> bool:
        """Whether it is granted at all, or for the place (a classifier's code)."""
        granted = self.places.get(permission, ())
        return bool(granted) if place is None else any(place.startswith(stem(each)) for each in granted)

    def stems(self, permission: Permission) -> tuple[str, ...]:
        """The stems of the places for which it is granted."""
        return tuple(stem(place) for place in self.places.get(permission, ()))


def scope_of(account: Account) -> Scope:
    """What the roles that somebody holds today grant; nothing to somebody who was blocked.

    An account that a request came with knows its roles as they were when the request began.
    """
    if not account.is_active:
        return Scope(account)
    known = account.known_roles
    if known is None:
        known = tuple((held.role, held.place) for held in account.holdings_on())
    holdings = tuple((Role(role), place) for role, place in known)
    return Scope(account, holdings, _places(holdings))


def _places(holdings: Iterable[tuple[Role, str]]) -> dict[Permission, tuple[str, ...]]:
    found: dict[Permission, list[str]] = {}
    for role, place in holdings:
        for permission in GRANTS[role]:
            found.setdefault(permission, []).append(place)
    return {permission: tuple(dict.fromkeys(places)) for permission, places in found.items()}


@contextmanager
def enforced(scope: Scope) -> Iterator[None]:
    """One transaction in which the database itself shows and takes only what the scope allows.

    The work runs as a database role without rights of its own; the row policies of the tables look at the
    settings of :data:`SETTINGS`: the stems of the places for which a permission is held, sealed. Inside
    another transaction the role and places that held before hold again at the end.
    """
    before = _held() if connection.in_atomic_block else None
    with transaction.atomic():
        stems = (sealed(name, ",".join(scope.stems(asked))) for name, asked in SETTINGS.items())
        _hold((ROLE, str(scope.account.pk if scope.account else ""), *stems))
        yield
        if before and not connection.needs_rollback:
            _hold(before)


def _held() -> tuple[str, ...]:
    """As they stand, seals and all: what no seal is on goes back without one."""
    asked = ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in ALL_SETTINGS)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}")
        return tuple(cursor.fetchone())


def _hold(values: Iterable[str]) -> None:
    told = ", ".join(f"set_config('{name}', %s, true)" for name in ALL_SETTINGS)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {told}", list(values))


@contextmanager
def unrestricted() -> Iterator[None]:
    """Within a request's transaction, a look at the records of all places, for sums that reach across them.

    Families stay those of the scope. What is read in it decides numbers and refusals; no row of it may be
    shown.
    """
    before = _held()
    everywhere = ",".join(stem(region.code) for region in places().regions)
    own = ("role", "esep.account", "esep.families")
    now = zip(ALL_SETTINGS, before, strict=True)
    _hold(value if name in own else sealed(name, everywhere) for name, value in now)
    try:
        yield
    finally:
        if not connection.needs_rollback:
            _hold(before)
