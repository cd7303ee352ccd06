"""What time does with instructions: terms lapse, reminders fall due, the ladder is climbed. Run once a day.

Running it again on the same day, or after days on which nobody ran it, does what is left to do and nothing
twice.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from esep.places import places
from esep_site.instructions.across import marks_of
from esep_site.instructions.ladder import reminder, rungs_reached
from esep_site.instructions.models import Change, Instruction, Reminder
from esep_site.instructions.queries import OPEN, WAITS
from esep_site.instructions.rules import rules
from esep_site.instructions.states import RUNNING, Move, State
from esep_site.instructions.working import working_days
from esep_site.instructions.writing import move
from esep_site.people import audit
from esep_site.people.roles import Permission
from esep_site.people.scope import Scope, enforced

AT_ONCE = 500


@dataclass(frozen=True)
class Turned:
    """How many terms lapsed, how many reminders and rungs fell due."""

    lapsed: int = 0
    reminded: int = 0
    escalated: int = 0


def everywhere() -> Scope:
    """The scope of the clock: it sees every instruction and nothing else."""
    return Scope(places={Permission.SEE_INSTRUCTIONS: tuple(each.code for each in places().regions)})


def turn(on: datetime.date) -> Turned:
    """Do what the day asks; each portion in a transaction of its own, so that what is done stays done.

    Texts that were issued before their marks were kept are read for them.
    """
    for keys in _portions(Instruction.objects.filter(marks=None)):
        _read(keys)
    return Turned(
        sum(_lapse(keys) for keys in _portions(_lapsing(on))),
        sum(_remind(keys, on) for keys in _portions(_near(on))),
        sum(_climb(keys, on) for keys in _portions(_late())),
    )


def _read(keys: list[int]) -> None:
    with enforced(everywhere()):
        rows = Instruction.objects.filter(pk__in=keys).only("text", "language", "issued_on")
        for row in rows:
            marks = marks_of(row.text, "ru" if row.language == "ru" else "kk", row.issued_on)
            Instruction.objects.filter(pk=row.pk).update(marks=[str(mark) for mark in marks])


def _lapsing(on: datetime.date) -> QuerySet[Instruction]:
    return Instruction.objects.filter(state__in=[str(each) for each in RUNNING], late_from__lte=on)


def _near(on: datetime.date) -> QuerySet[Instruction]:
    last = working_days().add_working_days(on, max(rules().reminders.value) + 1)
    return Instruction.objects.filter(OPEN & ~WAITS, due__gte=on, due__lte=last)


def _late() -> QuerySet[Instruction]:
    highest = max(rung.late for rung in rules().ladder.rungs)
    return Instruction.objects.filter(state=State.LAPSED, rung__lt=highest, due__isnull=False)


def _portions(found: QuerySet[Instruction]) -> Iterator[list[int]]:
    with enforced(everywhere()):
        keys = list(found.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        yield keys[start : start + AT_ONCE]


def _lapse(keys: list[int]) -> int:
    with enforced(everywhere()), audit.recording():
        rows = Instruction.objects.select_for_update(of=("self",), skip_locked=True).filter(pk__in=keys)
        lapsed = 0
        for row in rows.filter(state__in=[str(each) for each in RUNNING]):
            move(row, row.version, Move.LAPSE, by=None, event="instruction lapsed")
            lapsed += 1
    return lapsed


def _remind(keys: list[int], on: datetime.date) -> int:
    working, before = working_days(), rules().reminders.value
    with enforced(everywhere()):
        rows = Instruction.objects.filter(pk__in=keys).values_list("pk", "due")
        told = [(key, due, reminder(due, on, before, working)) for key, due in rows]
        return _new(
            Reminder(instruction_id=key, due=due, late=False, days=days, told="responsible", day=on)
            for key, due, days in told
            if days is not None
        )


def _climb(keys: list[int], on: datetime.date) -> int:
    working, rungs = working_days(), rules().ladder.rungs
    with enforced(everywhere()):
        rows = Instruction.objects.filter(pk__in=keys, state=State.LAPSED, due__isnull=False)
        found, told, highest = [], [], {}
        for key, due, climbed in rows.values_list("pk", "due", "rung"):
            for rung in rungs_reached(due, on, rungs, working):
                if rung.late > climbed:
                    given = {"due": due, "late": True, "days": rung.late, "told": rung.to, "day": on}
                    found.append(Reminder(instruction_id=key, **given))
                    told.append(Change(instruction_id=key, what="escalate", note=rung.to))
                    highest[key] = rung.late
        Change.objects.bulk_create(told)
        for late in set(highest.values()):
            reached = [key for key, rung in highest.items() if rung == late]
            Instruction.objects.filter(pk__in=reached).update(rung=late)
        return _new(found)


def _new(reminders: Iterable[Reminder]) -> int:
    """Write those that are not there yet; how many."""
    wanted = {(each.instruction_id, each.due, each.late, each.days): each for each in reminders}
    known = Reminder.objects.filter(instruction__in={key for key, *_rest in wanted})
    for there in known.values_list("instruction", "due", "late", "days"):
        wanted.pop(there, None)
    return len(Reminder.objects.bulk_create(wanted.values(), ignore_conflicts=True))
