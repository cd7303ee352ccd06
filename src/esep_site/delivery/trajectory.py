"""The way to a target and where it will end: pure reckoning in whole jobs, every division declared."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

MONTHS = 12


def value_at(
    day: datetime.date, first_year: int, last_year: int, value: int, points: Sequence[Sequence[object]] = ()
) -> int:
    """What should be reached at the end of a day: straight lines between the points, rounded down.

    From nought on the last day before ``first_year``, over ``points`` (ISO days with values), to ``value`` on
    the last day of ``last_year``; before and after it stands still.
    """
    start = datetime.date(first_year - 1, 12, 31)
    end = datetime.date(last_year, 12, 31)
    between = [(datetime.date.fromisoformat(str(when)), int(str(number))) for when, number in points]
    way = [(start, 0), *sorted(each for each in between if start < each[0] < end), (end, value)]
    if day <= start:
        return 0
    for (before, low), (after, high) in pairwise(way):
        if day <= after:
            return low + (high - low) * (day - before).days // (after - before).days
    return value


@dataclass(frozen=True)
class Forecast:
    """What a year will end with. ``by_pace`` goes on as until now; ``by_plan`` adds the plans of the months
    to come, as far as plans were kept so far; ``likely`` is by plan where there is one, else by pace."""

    created: int
    by_pace: int
    by_plan: int | None

    @property
    def likely(self) -> int:
        """The one that is shown first."""
        return self.by_pace if self.by_plan is None else self.by_plan

    @property
    def low(self) -> int:
        """The lower of the two ways to reckon."""
        return min(self.by_pace, self.likely)

    @property
    def high(self) -> int:
        """The higher of the two."""
        return max(self.by_pace, self.likely)


def forecast(created: Mapping[int, int], planned: Mapping[int, int], months_done: int) -> Forecast:
    """Of a year by its months (1 to 12): jobs created until ``months_done``, jobs planned in all months.

    Divisions are rounded down; a plan that was over-fulfilled promises no more than itself. Without a month
    done nothing is known of the pace: then it is nought and the plan is believed.
    """
    done = range(1, months_done + 1)
    so_far = sum(created.get(month, 0) for month in done)
    ahead = sum(number for month, number in planned.items() if month > months_done)
    was_planned = sum(planned.get(month, 0) for month in done)
    pace = so_far + (so_far * (MONTHS - months_done) // months_done if months_done else 0)
    if not ahead:
        return Forecast(so_far, pace, so_far if was_planned and months_done == MONTHS else None)
    kept = min(so_far, was_planned)
    return Forecast(so_far, pace, so_far + (ahead * kept // was_planned if was_planned else ahead))


@dataclass(frozen=True)
class Closing:
    """A project that could close a gap: what is left of its jobs, and what is left of the gap after it."""

    record: int
    remaining: int
    gap_after: int


def closing(gap: int, remaining: Sequence[tuple[int, int]]) -> list[Closing]:
    """Projects (number, jobs that remain to be created), the largest first, until the gap is closed."""
    found: list[Closing] = []
    for record, number in sorted(remaining, key=lambda each: (-each[1], each[0])):
        if gap <= 0:
            break
        gap = max(0, gap - number)
        found.append(Closing(record, number, gap))
    return found
