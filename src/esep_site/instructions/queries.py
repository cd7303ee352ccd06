"""What pages read of instructions. The database itself shows only those of the scope (``row_policy.py``)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When

from esep_site.bodies.models import Body
from esep_site.instructions.alike import keys_of_word
from esep_site.instructions.colours import Colour
from esep_site.instructions.models import Assignment, Instruction, Seat, today
from esep_site.instructions.states import FINISHED, State
from esep_site.people.models import Account
from esep_site.people.roles import Permission
from esep_site.people.scope import Scope, stem

OPEN = ~Q(state__in=[str(state) for state in FINISHED])
WAITS = Q(state=State.REPORT_SUBMITTED)


def is_late(on: datetime.date) -> Q:
    """Red on a day: lapsed, or its term has passed and nobody has reported."""
    return Q(state=State.LAPSED) | (OPEN & ~WAITS & Q(late_from__lte=on))


def is_stale(on: datetime.date) -> Q:
    """Grey on a day: open, not late, without a fresh report."""
    return OPEN & ~is_late(on) & (Q(stale_from__isnull=True) | Q(stale_from__lte=on))


def is_at_risk(on: datetime.date) -> Q:
    """Amber on a day."""
    turned = (~WAITS & Q(near_from__lte=on)) | Q(behind_from__lte=on)
    return OPEN & ~is_late(on) & Q(stale_from__gt=on) & turned


def colour(on: datetime.date) -> Case:
    """The computed colour of a day as a column; NULL of what is finished."""
    return Case(
        When(~OPEN, then=Value(None)),
        When(is_late(on), then=Value(str(Colour.RED))),
        When(Q(stale_from__isnull=True) | Q(stale_from__lte=on), then=Value(str(Colour.GREY))),
        When(is_at_risk(on), then=Value(str(Colour.AMBER))),
        default=Value(str(Colour.GREEN)),
        output_field=CharField(null=True),
    )


def bodies_of(account: Account, on: datetime.date | None = None) -> set[int]:
    """The bodies that somebody has a seat in on a day: for them, and no other, the account acts."""
    return set(_seats_on(on or today()).filter(account=account).values_list("body", flat=True))


def concerns(account: Account, own: set[int]) -> Q:
    """Instructions that somebody must do: told to the person, to an own body, or helped by one."""
    helped = Assignment.objects.filter(body__in=own).values("instruction")
    return Q(person=account) | Q(responsible__in=own, person__isnull=True) | Q(pk__in=helped)


def people_of(bodies: Iterable[int], on: datetime.date | None = None) -> dict[int, list[int]]:
    """Body → the accounts with a seat in it."""
    found: dict[int, list[int]] = {}
    rows = _seats_on(on or today()).filter(body__in=set(bodies), account__is_active=True)
    for body, account in rows.order_by("id").values_list("body", "account"):
        found.setdefault(body, []).append(account)
    return found


def _seats_on(on: datetime.date) -> QuerySet[Seat]:
    return Seat.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)


def in_places(stems: Iterable[str], column: str = "place") -> Q:
    """Whose place lies within one of the stems, by ranges of codes; nothing where there are none."""
    found = Q(pk__in=())
    for each in stems:
        found |= Q(**{f"{column}__gte": each, f"{column}__lt": f"{each}:"})
    return found


def controlled(scope: Scope) -> Q:
    """Instructions whose issuers are at work where somebody controls."""
    return in_places(scope.stems(Permission.CONTROL), "issuer__place")


def by_body(found: QuerySet[Instruction], on: datetime.date, number: int = 20) -> list[dict[str, Any]]:
    """Open instructions of each responsible body by colour, those with most late ones first."""
    rows = list(
        found.filter(OPEN)
        .values("responsible")
        .annotate(
            all=Count("pk"),
            red=Count("pk", filter=is_late(on)),
            amber=Count("pk", filter=is_at_risk(on)),
            grey=Count("pk", filter=is_stale(on)),
        )
        .order_by("-red", "-grey", "-all", "responsible")[:number]
    )
    bodies = Body.objects.in_bulk([row["responsible"] for row in rows])
    for row in rows:
        row["body"] = bodies[row["responsible"]]
        row["green"] = row["all"] - row["red"] - row["amber"] - row["grey"]
    return rows


def above(body: Body) -> tuple[str, ...]:
    """The codes of the bodies that a body is part of, the nearest first."""
    codes: list[str] = []
    while body.parent is not None and body.parent.code not in codes and len(codes) < 10:
        body = body.parent
        codes.append(body.code)
    return tuple(codes)


@dataclass(frozen=True)
class Asked:
    """What a list of instructions asks; empty fields ask nothing. ``colour`` is the computed one."""

    q: str = ""
    place: str = ""
    state: str = ""
    colour: str = ""
    theme: str = ""
    body: str = ""
    issuer: str = ""
    person: int | None = None
    source: int | None = None
    due_from: datetime.date | None = None
    due_to: datetime.date | None = None
    disagree: bool = False
    finished: bool = False


def listed(asked: Asked, on: datetime.date) -> QuerySet[Instruction]:
    """Instructions that fit, by their due day; those without a day last. Every row has its ``colour``."""
    found = Instruction.objects.annotate(colour=colour(on))
    found = found.filter(_conditions(asked, on))
    for word in asked.q.split():
        number = word.lstrip("№#")
        by_number = Q(pk=int(number)) if number.isdecimal() and len(number) < 18 else Q(pk__in=())
        found = found.filter(Q(keys__overlap=keys_of_word(word)) | by_number)
    return found.order_by(F("due").asc(nulls_last=True), "id")


def _conditions(asked: Asked, on: datetime.date) -> Q:
    wanted = Q() if asked.finished or asked.state else OPEN
    if asked.place:
        low = stem(asked.place)
        wanted &= Q(place__gte=low, place__lt=f"{low}:")
    plain = {
        "state": asked.state,
        "theme": asked.theme,
        "issuer__code": asked.issuer,
        "person": asked.person,
        "source": asked.source,
        "due__gte": asked.due_from,
        "due__lte": asked.due_to,
    }
    wanted &= Q(**{name: value for name, value in plain.items() if value})
    if asked.body:
        helped = Assignment.objects.filter(body__code=asked.body).values("instruction")
        wanted &= Q(responsible__code=asked.body) | Q(pk__in=helped)
    if asked.colour:
        wanted &= Q(colour=asked.colour)
    if asked.disagree:
        wanted &= OPEN & ~Q(declared="") & ~Q(declared=F("colour"))
    return wanted


def rows_of(keys: Iterable[int], on: datetime.date) -> list[Instruction]:
    """Rows in the order of their keys, with bodies, persons and colours.

    Keys are found and sorted first, in their index; then the few rows that are shown are read.
    """
    ordered = list(keys)
    rows = with_bodies(Instruction.objects.filter(pk__in=ordered)).annotate(colour=colour(on)).in_bulk()
    return [rows[key] for key in ordered if key in rows]


def with_bodies(found: QuerySet[Instruction]) -> QuerySet[Instruction]:
    """Rows with their bodies and persons, in one reading; without the columns that no page shows."""
    return found.select_related("responsible", "issuer", "person").defer("seen", "keys", "marks")


def counts(found: QuerySet[Instruction], on: datetime.date) -> Mapping[str, int]:
    """Open instructions by computed colour, and ``all``, ``lapsed``, ``waiting``, ``disagree``; one query."""
    counted: dict[str, int] = found.aggregate(
        all=Count("pk", filter=OPEN),
        red=Count("pk", filter=is_late(on)),
        grey=Count("pk", filter=is_stale(on)),
        amber=Count("pk", filter=is_at_risk(on)),
        waiting=Count("pk", filter=WAITS),
        issued=Count("pk", filter=Q(state=State.ISSUED)),
    )
    counted["green"] = counted["all"] - counted["red"] - counted["grey"] - counted["amber"]
    return counted


def about(instruction: Instruction) -> dict[str, Any]:
    """What hangs on an instruction, for its card: a fixed number of queries."""
    return {
        "assignments": list(instruction.assignments.select_related("body")),
        "reports": list(
            instruction.reports.select_related("body", "by", "decided_by").prefetch_related("evidence")
        ),
        "extensions": list(instruction.extensions.select_related("asked_by", "decided_by")),
        "changes": list(instruction.changes.select_related("by")),
        "parts": list(
            with_bodies(Instruction.objects.filter(parent=instruction.pk)).annotate(colour=colour(today()))
        ),
        "duplicates": list(with_bodies(Instruction.objects.filter(duplicate_of=instruction.pk))),
    }
