"""The days on which the computed colour turns, so that a list of thousands needs no calendar.

What :func:`esep_site.instructions.colours.computed` finds for any day follows from four days that are kept
with the instruction and change with its term and its reports only. Nothing here knows of the database.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from esep.periods import WorkCalendar
from esep_site.instructions.colours import Colour, Standing
from esep_site.instructions.rules import Rules
from esep_site.instructions.states import FINISHED, State


@dataclass(frozen=True)
class Turning:
    """From which day on it is late, its report stale, its term near, its work behind; None: never."""

    late_from: datetime.date | None
    stale_from: datetime.date | None
    near_from: datetime.date | None
    behind_from: datetime.date | None


def turning(standing: Standing, rules: Rules, working: WorkCalendar) -> Turning:
    """The days of an instruction; ``stale_from`` is None of what was never reported on: always stale."""
    due, reported = standing.due, standing.reported
    return Turning(
        late_from=working.add_working_days(due, 1) if due else None,
        stale_from=working.add_working_days(reported, rules.fresh.value + 1) if reported else None,
        near_from=working.add_working_days(due, -rules.at_risk.value) if due else None,
        behind_from=_behind_from(standing, rules, working),
    )


def _behind_from(standing: Standing, rules: Rules, working: WorkCalendar) -> datetime.date | None:
    if standing.progress is None or standing.due is None:
        return None
    whole = working.working_days_between(standing.begun, standing.due)
    if whole <= 0:
        return None
    passed = int(standing.progress * whole / rules.behind.share) + 1
    return working.add_working_days(standing.begun, passed) if passed <= whole else None


def colour_on(state: State, days: Turning, today: datetime.date) -> Colour | None:
    """The colour of a day."""

    def has_come(day: datetime.date | None) -> bool:
        return day is not None and day <= today

    waits = state == State.REPORT_SUBMITTED
    if state in FINISHED:
        return None
    if state == State.LAPSED or (not waits and has_come(days.late_from)):
        return Colour.RED
    if days.stale_from is None or has_come(days.stale_from):
        return Colour.GREY
    if (not waits and has_come(days.near_from)) or has_come(days.behind_from):
        return Colour.AMBER
    return Colour.GREEN
