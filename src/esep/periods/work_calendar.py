"""WorkCalendar: the working days of Kazakhstan in a week of five days."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from esep.errors import NotFound
from esep.messages import messages_of

if TYPE_CHECKING:
    from esep.periods.moved_days import MovedDay

_, _n = messages_of(__package__)

_DAY = datetime.timedelta(days=1)


class WorkCalendar:
    """Working days: Monday to Friday but for holidays, with the days that decrees moved.

    The holidays and the moves known to the package ``holidays`` are the seed; ``moved`` stands above it.
    The first day of Kurban Ait in a coming year is an estimate until it is announced.
    """

    def __init__(self, moved: Iterable[MovedDay] = ()) -> None:
        self.moved = tuple(moved)
        self._off = {move.day_off for move in self.moved}
        self._working = {move.worked for move in self.moved if move.worked is not None}
        holidays = import_module("holidays")  # slow to import too
        self._holidays = holidays.country_holidays("KZ")

    @classmethod
    def load(cls, path: str | Path) -> WorkCalendar:
        """The packaged calendar with the table at ``path`` laid over it (form: ``work_calendar.yaml``)."""
        path = Path(path)
        if not path.is_file():
            raise NotFound(_("There is no work calendar {path}. Check the path.", path=str(path)))
        return cls((*work_calendar().moved, *_moved_days(path.read_text("utf-8"), path.name)))

    def is_working(self, day: datetime.date) -> bool:
        """Whether people work on ``day``."""
        if day in self._working:
            return True
        return day not in self._off and bool(self._holidays.is_working_day(day))

    def add_working_days(self, day: datetime.date, number: int) -> datetime.date:
        """The working day that is ``number`` working days after ``day``; before it when negative.

        The day itself does not count: a term of 15 working days from a Friday ends on a Friday when no
        holiday lies between. Zero gives ``day``, or the next working day when nobody works on it.
        """
        step = _DAY if number >= 0 else -_DAY
        left = abs(number)
        if left == 0:
            while not self.is_working(day):
                day += _DAY
        while left:
            day += step
            left -= self.is_working(day)
        return day

    def working_days_between(self, start: datetime.date, end: datetime.date) -> int:
        """How many working days lie after ``start`` up to ``end``, with it; negative when reversed."""
        if end < start:
            return -self.working_days_between(end - _DAY, start - _DAY)
        return sum(self.is_working(start + _DAY * number) for number in range(1, (end - start).days + 1))


@cache
def work_calendar() -> WorkCalendar:
    """The calendar that is packaged here."""
    text = files(__package__).joinpath("work_calendar.yaml").read_text("utf-8")
    return WorkCalendar(_moved_days(text, "work_calendar.yaml"))


def _moved_days(text: str, file: str) -> tuple[MovedDay, ...]:
    reader = import_module("esep.periods.moved_days")  # slow to import, and texts are read without it
    days: tuple[MovedDay, ...] = reader.read_moved_days(text, file)
    return days
