"""What pages read of accounts, roles and the audit log, within a scope."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.fields import CharField
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from esep_site.alphabet import sql_in_order
from esep_site.people.models import Account, AuditEvent, EncryptedDevice, RoleHolding
from esep_site.people.roles import Permission
from esep_site.people.scope import Scope

SHOWN = 50
"""Rows on a page of the audit log."""


def within(column: str, stems: Iterable[str]) -> Q:
    """Whose place lies within one of the places; nothing where there are none."""
    found = Q(pk__in=())
    for each in stems:
        found |= Q(**{f"{column}__startswith": each})
    return found


def kept(scope: Scope) -> QuerySet[Account]:
    """The accounts that an administrator keeps: at work and in every role, today or later, within the place.

    Who also holds a role elsewhere is kept by an administrator of both places: else a district's
    administrator could take over the account of a region's analyst.
    """
    stems = scope.stems(Permission.MANAGE_ACCOUNTS)
    roles = RoleHolding.objects.filter(account=OuterRef("pk")).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=timezone.localdate())
    )
    return Account.objects.filter(
        Q(within("place", stems)) | Q(Exists(roles), place=""), ~Exists(roles.exclude(within("place", stems)))
    )


def listed(scope: Scope, search: str = "") -> QuerySet[Account]:
    """The kept accounts by name, with ``second_factor`` and their roles of today; of a name or login."""
    found = kept(scope).annotate(
        second_factor=Exists(EncryptedDevice.objects.filter(user=OuterRef("pk"), confirmed=True))
    )
    for word in search.split():
        found = found.filter(Q(name__icontains=word) | Q(login__icontains=word))
    return found.order_by(RawSQL(sql_in_order("people_account.name"), ()), "pk")


def roles_of(account: Account) -> QuerySet[RoleHolding]:
    """Every role ever held, the latest first."""
    return account.roleholding_set.order_by(F("valid_to").desc(nulls_first=True), "-valid_from", "-pk")


def roles_today(accounts: Sequence[Account]) -> dict[int, list[RoleHolding]]:
    """The roles that several persons hold today, in one reading."""
    today = timezone.localdate()
    found: dict[int, list[RoleHolding]] = {account.pk: [] for account in accounts}
    held = RoleHolding.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=today), account__in=found, valid_from__lte=today
    )
    for holding in held.order_by("place", "role"):
        found[holding.account_id].append(holding)
    return found


def sign_ins(account: Account, number: int = 10) -> Sequence[AuditEvent]:
    """The last times that somebody signed in, or failed to, under this login."""
    return AuditEvent.objects.filter(
        subject=f"account {account.pk}", action__in=("signed in", "sign-in failed", "locked out")
    ).order_by("-id")[:number]


@dataclass(frozen=True)
class Asked:
    """What is looked for in the audit log; empty fields mean all. ``first`` and ``last`` are days."""

    person: str = ""
    action: str = ""
    subject: str = ""
    first: datetime.date | None = None
    last: datetime.date | None = None


def events(scope: Scope, asked: Asked) -> QuerySet[AuditEvent]:
    """Events that an auditor may read, the latest first.

    An event lies in its place; without one, in the places of work and roles of who did it or whose account
    it is about. An event of nobody (a login that no account has, the installation's own work) is read by
    every auditor.
    """
    stems = scope.stems(Permission.READ_AUDIT)
    roles = RoleHolding.objects.filter(within("place", stems)).values("account")
    people = Account.objects.filter(within("place", stems) | Q(pk__in=roles)).values("pk")
    subjects = people.annotate(
        subject=Concat(Value("account "), Cast("pk", CharField()), output_field=CharField())
    ).values("subject")
    own = Q(account__in=people) | Q(subject__in=subjects)
    nobodys = Q(account__isnull=True) & ~Q(subject__startswith="account ")
    found = AuditEvent.objects.filter(within("place", stems) | (Q(place="") & (own | nobodys)))
    if asked.person:
        named = Account.objects.filter(Q(name__icontains=asked.person) | Q(login__iexact=asked.person))
        found = found.filter(account__in=list(named.values_list("pk", flat=True)))
    if asked.action:
        found = found.filter(action=asked.action)
    if asked.subject:
        found = found.filter(subject=asked.subject)
    return _between(found, asked).select_related("account").order_by("-id")


def _between(found: QuerySet[AuditEvent], asked: Asked) -> QuerySet[AuditEvent]:
    """Days as numbers of events: they grow with time, and the page goes through them by number."""
    for day, before in ((asked.first, True), (asked.last, False)):
        if day is None:
            continue
        day = day if before else day + datetime.timedelta(days=1)
        moment = timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
        edge = (
            AuditEvent.objects.filter(at__gte=moment)
            .order_by("at", "id")
            .values_list("id", flat=True)
            .first()
        )
        if before:
            found = found.filter(id__gte=edge) if edge else found.none()
        elif edge:
            found = found.filter(id__lt=edge)
    return found


def page_of(found: QuerySet[AuditEvent], before: int | None) -> tuple[list[AuditEvent], int | None]:
    """The events older than number ``before``, and the number after which the next page begins."""
    rows = list((found.filter(id__lt=before) if before else found)[: SHOWN + 1])
    return rows[:SHOWN], rows[SHOWN - 1].pk if len(rows) > SHOWN else None


def in_portions(found: QuerySet[AuditEvent], size: int = 2_000) -> Iterator[list[AuditEvent]]:
    """All events, portion after portion, so that a long log does not stand in memory at once."""
    last: int | None = None
    while rows := list((found.filter(id__lt=last) if last else found)[:size]):
        yield rows
        last = rows[-1].pk
