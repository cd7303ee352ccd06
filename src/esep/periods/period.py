"""Period: a stretch of whole days: a month, a quarter, a half-year, a year, or a span of days."""

from __future__ import annotations

import datetime
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import total_ordering

from esep.errors import EsepError
from esep.messages import Language, messages_of
from esep.periods.printing import printed_span, printed_unit

_, _n = messages_of(__package__)

_FIRST_YEAR, _LAST_YEAR = 1900, 2199


class WrongPeriod(EsepError):
    """What was written is no period, or an impossible one."""

    exit_code = 2


@total_ordering
class Period(ABC):
    """A stretch of whole days. Periods are ordered by their first day, then by their last."""

    @property
    @abstractmethod
    def first(self) -> datetime.date:
        """The first day."""

    @property
    @abstractmethod
    def last(self) -> datetime.date:
        """The last day; it belongs to the period."""

    @property
    def days(self) -> int:
        """How many days the period has."""
        return (self.last - self.first).days + 1

    @property
    def months(self) -> Sequence[Month]:
        """The months that the period touches, in order."""
        start = self.first.year * 12 + self.first.month - 1
        end = self.last.year * 12 + self.last.month
        return tuple(Month(number // 12, number % 12 + 1) for number in range(start, end))

    def contains(self, day: datetime.date) -> bool:
        """Whether ``day`` belongs to the period."""
        return self.first <= day <= self.last

    def previous(self) -> Period:
        """The period of the same kind and length right before."""
        return self._moved(-1)

    def next(self) -> Period:
        """The period of the same kind and length right after."""
        return self._moved(1)

    @abstractmethod
    def _moved(self, steps: int) -> Period: ...

    @abstractmethod
    def in_language(self, language: Language) -> str:
        """The period in words: «2020 жылғы I тоқсан», "I квартал 2020 года", "first quarter of 2020"."""

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        return (self.first, self.last, type(self).__name__) < (other.first, other.last, type(other).__name__)


@dataclass(frozen=True, order=False)
class _Part(Period):
    """A part of a year that has a number: the ``number``-th month, quarter or half."""

    year: int
    number: int = 1

    _months = 12
    _sign = ""

    def __post_init__(self) -> None:
        _check_year(self.year)
        if not 1 <= self.number <= 12 // self._months:
            message = _(
                "There is no number {number} among the {count} parts of a year. Write 1 to {count}.",
                number=self.number,
                count=12 // self._months,
            )
            raise WrongPeriod(message)

    @property
    def first(self) -> datetime.date:
        return datetime.date(self.year, (self.number - 1) * self._months + 1, 1)

    @property
    def last(self) -> datetime.date:
        return last_day(self.year, self.number * self._months)

    def _moved(self, steps: int) -> Period:
        parts = 12 // self._months
        position = self.year * parts + self.number - 1 + steps
        return type(self)(position // parts, position % parts + 1)

    def in_language(self, language: Language) -> str:
        return printed_unit(type(self).__name__, self.year, self.number, language)

    def __str__(self) -> str:
        return f"{self.year}-{self._sign}{self.number}"


@dataclass(frozen=True, order=False)
class Month(_Part):
    """A calendar month: ``Month(2026, 3)``."""

    _months = 1

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02}"


@dataclass(frozen=True, order=False)
class Quarter(_Part):
    """A quarter of a year: ``Quarter(2026, 1)``."""

    _months = 3
    _sign = "Q"


@dataclass(frozen=True, order=False)
class HalfYear(_Part):
    """Half a year: ``HalfYear(2026, 1)``."""

    _months = 6
    _sign = "H"


@dataclass(frozen=True, order=False)
class Year(Period):
    """A calendar year: ``Year(2026)``."""

    year: int

    def __post_init__(self) -> None:
        _check_year(self.year)

    @property
    def first(self) -> datetime.date:
        """The first day."""
        return datetime.date(self.year, 1, 1)

    @property
    def last(self) -> datetime.date:
        """The last day; it belongs to the period."""
        return datetime.date(self.year, 12, 31)

    def _moved(self, steps: int) -> Period:
        return Year(self.year + steps)

    def in_language(self, language: Language) -> str:
        """The period in words."""
        return printed_unit("Year", self.year, 1, language)

    def __str__(self) -> str:
        return str(self.year)


@dataclass(frozen=True, order=False)
class Span(Period):
    """Days from ``first_day`` to ``last_day``, both within: ``Span(date(2026, 3, 1), date(2026, 4, 15))``."""

    first_day: datetime.date
    last_day: datetime.date

    def __post_init__(self) -> None:
        _check_year(self.first_day.year)
        _check_year(self.last_day.year)
        if self.last_day < self.first_day:
            message = _(
                "The period ends on {last}, before its first day {first}. Write the earlier day first.",
                last=self.last_day.isoformat(),
                first=self.first_day.isoformat(),
            )
            raise WrongPeriod(message)

    @property
    def first(self) -> datetime.date:
        """The first day."""
        return self.first_day

    @property
    def last(self) -> datetime.date:
        """The last day; it belongs to the period."""
        return self.last_day

    def _moved(self, steps: int) -> Period:
        """By whole months when the span consists of them, else by its number of days."""
        if self.first.day == 1 and self.last == last_day(self.last.year, self.last.month):
            first = self.first.year * 12 + self.first.month - 1 + steps * len(self.months)
            last = first + len(self.months) - 1
            return Span(datetime.date(first // 12, first % 12 + 1, 1), last_day(last // 12, last % 12 + 1))
        shift = datetime.timedelta(days=steps * self.days)
        return Span(self.first + shift, self.last + shift)

    def in_language(self, language: Language) -> str:
        """The period in words."""
        return printed_span(self.first, self.last, language)

    def __str__(self) -> str:
        first, last = self.first.isoformat(), self.last.isoformat()
        return first if first == last else f"{first}/{last}"


def last_day(year: int, month: int) -> datetime.date:
    """The last day of a month; ``month`` is 1 to 12."""
    after = datetime.date(year + month // 12, month % 12 + 1, 1)
    return after - datetime.timedelta(days=1)


def _check_year(year: int) -> None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        message = _(
            "The year {year} lies outside {first} to {last}. Write the year with four digits.",
            year=year,
            first=_FIRST_YEAR,
            last=_LAST_YEAR,
        )
        raise WrongPeriod(message)
