"""Which places somebody may see, as the pages and the database both know it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection, transaction

from esep_site.people.database_role import ROLE
from esep_site.people.models import Account
from esep_site.people.roles import GRANTS, Permission, Role


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
    """What the roles that somebody holds today grant; nothing to somebody who was blocked."""
    if not account.is_active:
        return Scope(account)
    holdings = tuple((Role(held.role), held.place) for held in account.holdings_on())
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

    The work runs as a database role without rights of its own; the row policies of the tables with families
    look at ``esep.families``, the stems of the places whose families may be seen. Inside another transaction
    the role and places that held before hold again at the end.
    """
    before = _held() if connection.in_atomic_block else None
    with transaction.atomic():
        _hold(
            ROLE,
            ",".join(scope.stems(Permission.SEE_FAMILIES)),
            str(scope.account.pk if scope.account else ""),
        )
        yield
        if before and not connection.needs_rollback:
            _hold(*before)


def _held() -> tuple[str, str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('role'), current_setting('esep.families', true), "
            "current_setting('esep.account', true)"
        )
        role, families, account = cursor.fetchone()
    return role, families or "", account or ""


def _hold(role: str, families: str, account: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('role', %s, true), set_config('esep.families', %s, true), "
            "set_config('esep.account', %s, true)",
            [role, families, account],
        )
