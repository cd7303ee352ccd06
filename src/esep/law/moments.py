"""Dates that follow from the date of the law: the first of its month, its quarter, the quarter before."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

Anchor = Literal[
    "law_date",
    "month_first",
    "quarter_first",
    "previous_quarter_first",
    "previous_quarter_last",
    "year_first",
]


@dataclass(frozen=True)
class MomentOfLaw:
    """A date counted from the date of the law: an anchor, then whole months, then days."""

    anchor: Anchor
    months: int = 0
    days: int = 0

    def months_before(self, count: int) -> MomentOfLaw:
        """``count`` months earlier, on the same day or the last day of the shorter month."""
        return replace(self, months=self.months - count)

    def days_before(self, count: int) -> MomentOfLaw:
        """``count`` days earlier; days are counted after months."""
        return replace(self, days=self.days - count)

    def at(self, law_date: date) -> date:
        """The calendar date for a law applied on ``law_date``."""
        return shifted(_anchored(self.anchor, law_date), self.months) + timedelta(days=self.days)

    def __str__(self) -> str:
        return f"{self.anchor}{self.months:+d}m{self.days:+d}d" if self.months or self.days else self.anchor


class _Moments:
    """The anchors, as ``moment.law_date`` and so on."""

    law_date = MomentOfLaw("law_date")
    month_first = MomentOfLaw("month_first")
    quarter_first = MomentOfLaw("quarter_first")
    previous_quarter_first = MomentOfLaw("previous_quarter_first")
    previous_quarter_last = MomentOfLaw("previous_quarter_last")
    year_first = MomentOfLaw("year_first")


moment = _Moments()


def shifted(day: date, months: int) -> date:
    """``day`` moved by whole months; the last day of a month that has no such day."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    if day.day <= 28:
        return date(year, month0 + 1, day.day)
    return date(year, month0 + 1, min(day.day, calendar.monthrange(year, month0 + 1)[1]))


def _anchored(anchor: Anchor, day: date) -> date:
    quarter = date(day.year, day.month - (day.month - 1) % 3, 1)
    match anchor:
        case "law_date":
            return day
        case "month_first":
            return day.replace(day=1)
        case "quarter_first":
            return quarter
        case "previous_quarter_first":
            return shifted(quarter, -3)
        case "previous_quarter_last":
            return quarter - timedelta(days=1)
        case "year_first":
            return date(day.year, 1, 1)
