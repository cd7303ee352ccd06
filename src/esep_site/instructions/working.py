"""The calendar of working days by which terms are reckoned: the packaged one, and the installation's table.

The table is ``work_calendar.yaml`` in the folder of the installation, of the form that
``docs/how-to/add-a-working-day.md`` tells; it is read again when it changes.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path

from esep.periods import MovedDay, WorkCalendar, work_calendar
from esep_site.folder import folder

_DAY = datetime.timedelta(days=1)
_FIRST_YEAR = 2000


class CountedCalendar(WorkCalendar):
    """The same working days, counted year by year once: a list asks how late hundreds of instructions are."""

    def __init__(self, moved: Iterable[MovedDay] = ()) -> None:
        super().__init__(moved)
        self._years: dict[int, list[int]] = {}
        self._before: dict[int, int] = {_FIRST_YEAR: 0}

    def working_days_between(self, start: datetime.date, end: datetime.date) -> int:
        """As :meth:`WorkCalendar.working_days_between`."""
        if min(start, end).year <= _FIRST_YEAR:
            return super().working_days_between(start, end)
        if end < start:
            return self._up_to(end - _DAY) - self._up_to(start - _DAY)
        return self._up_to(end) - self._up_to(start)

    def _up_to(self, day: datetime.date) -> int:
        """Working days from the first year up to ``day``, with it."""
        return self._until(day.year) + self._of(day.year)[day.timetuple().tm_yday - 1]

    def _until(self, year: int) -> int:
        if year not in self._before:
            self._before[year] = self._until(year - 1) + self._of(year - 1)[-1]
        return self._before[year]

    def _of(self, year: int) -> list[int]:
        """How many working days a year has had by each of its days."""
        if year not in self._years:
            first, after = datetime.date(year, 1, 1), datetime.date(year + 1, 1, 1)
            days = (first + _DAY * number for number in range((after - first).days))
            self._years[year] = list(accumulate(int(self.is_working(day)) for day in days))
        return self._years[year]


def working_days() -> WorkCalendar:
    """The calendar in force."""
    table = folder().root / "work_calendar.yaml"
    return _with(table, table.stat().st_mtime_ns) if table.is_file() else _packaged()


@cache
def _packaged() -> WorkCalendar:
    return CountedCalendar(work_calendar().moved)


@lru_cache(maxsize=1)
def _with(table: Path, _changed: int) -> WorkCalendar:
    return CountedCalendar(WorkCalendar.load(table).moved)
