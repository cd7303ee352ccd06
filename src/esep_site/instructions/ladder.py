"""Reminders before the term and the escalation ladder after it, counted in working days.

Nothing here knows of the database.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from esep.periods import WorkCalendar
from esep_site.instructions.rules import Rung


def days_late(due: datetime.date | None, today: datetime.date, working: WorkCalendar) -> int:
    """How many working days have passed after the due day, up to today and with it; none before it."""
    if due is None or today <= due:
        return 0
    return working.working_days_between(due, today)


def days_left(due: datetime.date | None, today: datetime.date, working: WorkCalendar) -> int | None:
    """How many working days are left after today, up to the due day; below 0 when it is late.

    None without a due day.
    """
    return None if due is None else working.working_days_between(today, due)


def is_late(due: datetime.date | None, today: datetime.date, working: WorkCalendar) -> bool:
    """Whether a working day has begun after the due day: on days off nobody becomes late."""
    return days_late(due, today, working) > 0


def rungs_reached(
    due: datetime.date | None, today: datetime.date, rungs: Iterable[Rung], working: WorkCalendar
) -> tuple[Rung, ...]:
    """The rungs that an instruction without a report has climbed, from the first."""
    late = days_late(due, today, working)
    return tuple(sorted((rung for rung in rungs if rung.late <= late), key=lambda rung: rung.late))


def reminder(
    due: datetime.date | None, today: datetime.date, before: Iterable[int], working: WorkCalendar
) -> int | None:
    """Which reminder is due today: the working days before the term that it was set for; None for none.

    A reminder whose day was missed is given with the next working day: the nearest that was passed counts.
    """
    left = days_left(due, today, working)
    if left is None or left < 0 or (due is not None and today > due):
        return None
    passed = [days for days in before if left <= days]
    return min(passed, default=None)
