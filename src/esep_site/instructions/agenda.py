"""The daily agenda of a person: one message, each instruction once, with its latest state first; never empty.

An instruction stands under the most urgent reason for which it concerns the person; below it stands what
happened since the working day before, the latest first.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from esep_site.instructions import queries
from esep_site.instructions.models import (
    Change,
    Extension,
    ExtensionState,
    Instruction,
    Reminder,
)
from esep_site.instructions.states import State
from esep_site.instructions.working import working_days
from esep_site.people.models import Account
from esep_site.people.roles import Permission
from esep_site.people.scope import Scope

MOST = 200
"""Instructions of an agenda; more is a list, and the agenda says how many."""
REASONS = ("escalated", "decide", "late", "new", "due", "returned", "news")
"""From the most urgent."""


@dataclass(frozen=True)
class Line:
    """One instruction: why it is on the agenda, how it stands, what happened, the latest first."""

    row: Instruction
    reason: str
    happened: list[Change] = field(default_factory=list)


@dataclass(frozen=True)
class DaysAgenda:
    """What concerns a person on a day; ``left_out`` are instructions beyond :data:`MOST`."""

    day: datetime.date
    lines: list[Line]
    left_out: int = 0

    def by_reason(self) -> list[tuple[str, list[Line]]]:
        """The lines of each reason, the most urgent reason first."""
        parts = ((reason, [line for line in self.lines if line.reason == reason]) for reason in REASONS)
        return [(reason, lines) for reason, lines in parts if lines]


def agenda_of(account: Account, scope: Scope, on: datetime.date) -> DaysAgenda:
    """The agenda of somebody on a day, within the scope that is enforced; a fixed number of queries."""
    own = queries.bodies_of(account, on)
    reasons: dict[int, str] = {}
    found = _found(account, scope, own, on)
    for reason in REASONS:
        for key in found.get(reason, ()):
            reasons.setdefault(key, reason)
    rows = queries.with_bodies(Instruction.objects.filter(pk__in=reasons)).annotate(colour=queries.colour(on))
    ordered = sorted(
        rows, key=lambda row: (REASONS.index(reasons[row.pk]), row.due or datetime.date.max, row.pk)
    )
    shown = ordered[:MOST]
    happened = _happened(shown, on)
    lines = [Line(row, reasons[row.pk], happened.get(row.pk, [])) for row in shown]
    return DaysAgenda(on, lines, len(ordered) - len(shown))


def _found(account: Account, scope: Scope, own: set[int], on: datetime.date) -> dict[str, Iterable[int]]:
    """Reason → the instructions for which it holds."""
    found: dict[str, Iterable[int]] = {"escalated": _told_of(account, scope, own, on)}
    decide: set[int] = set()
    if scope.may(Permission.CONTROL):
        decide |= _keys(Instruction.objects.filter(queries.WAITS, queries.controlled(scope)))
    if scope.may(Permission.ISSUE_INSTRUCTIONS):
        asked = Extension.objects.filter(state=ExtensionState.ASKED, instruction__issuer__in=own)
        decide |= set(asked.values_list("instruction", flat=True)[: MOST * 2])
    found["decide"] = decide
    if not scope.may(Permission.REPORT_ON_INSTRUCTIONS):
        return found
    rows = Instruction.objects.filter(queries.OPEN, queries.concerns(account, own))
    since = working_days().add_working_days(on, -1)
    returned = Change.objects.filter(what="return_report", at__date__gte=since).values("instruction")
    found["late"] = _keys(rows.filter(queries.is_late(on)))
    found["new"] = _keys(rows.filter(state=State.ISSUED))
    reminded = Reminder.objects.filter(late=False, day__gt=since, day__lte=on).values("instruction")
    near = Q(near_from__lte=on) | Q(pk__in=reminded)
    found["due"] = _keys(rows.filter(~queries.WAITS, near))
    found["returned"] = _keys(rows.filter(pk__in=returned))
    changed = Change.objects.filter(at__date__gte=since).exclude(by=account).values("instruction")
    found["news"] = _keys(rows.filter(pk__in=changed))
    return found


def _told_of(account: Account, scope: Scope, own: set[int], on: datetime.date) -> set[int]:
    """Late instructions whose ladder reached the person after the working day before: as control, as issuer,
    as the body above. An issuer with nobody above hears the last rung itself."""
    told = Q(pk__in=())
    if scope.may(Permission.CONTROL):
        stems = scope.stems(Permission.CONTROL)
        told |= Q(told="control") & queries.in_places(stems, "instruction__issuer__place")
    if own:
        told |= Q(told="issuer", instruction__issuer__in=own)
        told |= Q(told="head", instruction__issuer__parent__in=own)
        told |= Q(told="head", instruction__issuer__parent=None, instruction__issuer__in=own)
    since = working_days().add_working_days(on, -1)
    rows = Reminder.objects.filter(told, late=True, day__gt=since, day__lte=on)
    return set(rows.values_list("instruction", flat=True)[: MOST * 2])


def _keys(rows: QuerySet[Instruction]) -> set[int]:
    return set(rows.order_by("due", "id").values_list("pk", flat=True)[: MOST * 2])


def _happened(rows: list[Instruction], on: datetime.date) -> dict[int, list[Change]]:
    since = working_days().add_working_days(on, -1)
    changes = Change.objects.filter(instruction__in=rows, at__date__gte=since).select_related("by")
    found: dict[int, list[Change]] = {}
    for change in changes.order_by("-id"):
        found.setdefault(change.instruction_id, []).append(change)
    return found
