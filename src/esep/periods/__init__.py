"""Periods: months, quarters, half-years, years, spans, read and printed; working days."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from esep.periods.grammar import Role
from esep.periods.period import HalfYear, Month, Period, Quarter, Span, WrongPeriod, Year
from esep.periods.reading import PeriodMention, find_periods, may_name_period, parse_period, period_in_year
from esep.periods.work_calendar import WorkCalendar, work_calendar

if TYPE_CHECKING:
    from esep.periods.moved_days import MovedDay

__all__ = [
    "HalfYear",
    "Month",
    "MovedDay",
    "Period",
    "PeriodMention",
    "Quarter",
    "Role",
    "Span",
    "WorkCalendar",
    "WrongPeriod",
    "Year",
    "find_periods",
    "may_name_period",
    "parse_period",
    "period_in_year",
    "work_calendar",
]


def __getattr__(name: str) -> Any:
    """Imports what a text is read without when it is asked for."""
    if name != "MovedDay":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module("esep.periods.moved_days").MovedDay
