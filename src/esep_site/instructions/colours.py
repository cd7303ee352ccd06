"""The colour of an instruction as the program computes it, beside the one that people declare.

Green needs a fresh report: who says nothing is grey, never green. Nothing here knows of the database.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from esep.periods import WorkCalendar
from esep_site.instructions.ladder import days_left, is_late
from esep_site.instructions.rules import Rules
from esep_site.instructions.states import FINISHED, State


class Colour(StrEnum):
    """How an instruction stands."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"


@dataclass(frozen=True)
class Standing:
    """What a colour is computed from.

    ``due`` is the next working day on which it falls due; ``begun`` the day of issue; ``reported`` the day of
    the last report; ``progress`` what that report says is done, as a share of what is to be done.
    """

    state: State
    due: datetime.date | None
    begun: datetime.date
    reported: datetime.date | None = None
    progress: Fraction | None = None


def computed(standing: Standing, today: datetime.date, rules: Rules, working: WorkCalendar) -> Colour | None:
    """The colour of today; None of what is finished.

    Red is late; grey has no fresh report; amber is near its term without a report, or behind its time; green
    is the rest.
    """
    state = standing.state
    if state in FINISHED:
        return None
    waits = state == State.REPORT_SUBMITTED
    if state == State.LAPSED or (not waits and is_late(standing.due, today, working)):
        return Colour.RED
    if not is_fresh(standing.reported, today, rules.fresh.value, working):
        return Colour.GREY
    left = days_left(standing.due, today, working)
    if not waits and left is not None and left <= rules.at_risk.value:
        return Colour.AMBER
    if is_behind(standing, today, rules.behind.share, working):
        return Colour.AMBER
    return Colour.GREEN


def is_fresh(reported: datetime.date | None, today: datetime.date, days: int, working: WorkCalendar) -> bool:
    """Whether the last report is at most ``days`` working days old."""
    return reported is not None and working.working_days_between(reported, today) <= days


def is_behind(standing: Standing, today: datetime.date, share: Fraction, working: WorkCalendar) -> bool:
    """Whether less is done than ``share`` of what the working days that have passed ask for."""
    if standing.progress is None or standing.due is None:
        return False
    whole = working.working_days_between(standing.begun, standing.due)
    passed = working.working_days_between(standing.begun, min(today, standing.due))
    return whole > 0 and standing.progress < share * Fraction(max(passed, 0), whole)


def disagree(declared: Colour | None, found: Colour | None) -> bool:
    """Whether people say another colour than the program finds; nothing declared disagrees with nothing."""
    return declared is not None and found is not None and declared != found
