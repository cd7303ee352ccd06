"""Periods: months, quarters, half-years, years, spans, read and printed; working days."""

from esep.periods.grammar import Role
from esep.periods.period import HalfYear, Month, Period, Quarter, Span, WrongPeriod, Year
from esep.periods.reading import PeriodMention, find_periods, may_name_period, parse_period
from esep.periods.work_calendar import MovedDay, WorkCalendar, work_calendar

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
    "work_calendar",
]
