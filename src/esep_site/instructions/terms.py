"""The term of an instruction: a day, a period, again and again, or until it is done; and its due days.

A term speaks of calendar days; the day on which something is due is a working day of the calendar
(:func:`working_due`). Nothing here knows of the database.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from esep.periods import WorkCalendar

_DAY = datetime.timedelta(days=1)


class Kind(StrEnum):
    """How a term is said."""

    DAY = "day"
    PERIOD = "period"
    RECURRING = "recurring"
    UNTIL_DONE = "until_done"


class Every(StrEnum):
    """How often a standing task falls due; the words are those of the library's reader."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"


_MONTHS: Mapping[Every, int] = {
    Every.MONTHLY: 1,
    Every.QUARTERLY: 3,
    Every.HALF_YEARLY: 6,
    Every.YEARLY: 12,
}


class WrongTerm(ValueError):
    """A term that cannot be: its parts do not fit its kind, or its last day lies before its first."""


@dataclass(frozen=True)
class Term:
    """By when an instruction is due.

    ``first`` is the day from which work is done, of a recurring term the first day on which it falls due;
    ``last`` the last day: of a day's term that day, of a recurring one the last on which it may fall due,
    None where it has no end. ``every`` is there for a recurring term only.
    """

    kind: Kind
    first: datetime.date | None = None
    last: datetime.date | None = None
    every: Every | None = None

    def __post_init__(self) -> None:
        needs_last = self.kind in (Kind.DAY, Kind.PERIOD)
        needs_first = self.kind in (Kind.PERIOD, Kind.RECURRING)
        if needs_last and self.last is None:
            raise WrongTerm("last")
        if needs_first and self.first is None:
            raise WrongTerm("first")
        if (self.every is not None) != (self.kind == Kind.RECURRING):
            raise WrongTerm("every")
        if self.kind == Kind.UNTIL_DONE and self.last is not None:
            raise WrongTerm("last")
        if self.first is not None and self.last is not None and self.last < self.first:
            raise WrongTerm("last")

    @classmethod
    def on(cls, day: datetime.date) -> Term:
        """Due on a day."""
        return cls(Kind.DAY, last=day)

    @classmethod
    def until_done(cls) -> Term:
        """Without a day."""
        return cls(Kind.UNTIL_DONE)

    @property
    def recurs(self) -> bool:
        """Whether it falls due again."""
        return self.kind == Kind.RECURRING

    def said_days(self) -> Iterator[datetime.date]:
        """The days on which it falls due as said, in order; without an end where the term has none.

        A daily term falls due on every day here; :func:`due_days` keeps the working ones. What falls on the
        31st falls on the last day of a shorter month.
        """
        if not self.recurs:
            if self.last is not None:
                yield self.last
            return
        assert self.first is not None
        assert self.every is not None
        number = 0
        while True:
            try:
                day = _occurrence(self.first, self.every, number)
            except (OverflowError, ValueError):
                return
            if self.last is not None and day > self.last:
                return
            yield day
            number += 1


def _occurrence(first: datetime.date, every: Every, number: int) -> datetime.date:
    if every in _MONTHS:
        month = first.year * 12 + first.month - 1 + number * _MONTHS[every]
        year, month = divmod(month, 12)
        longest = calendar.monthrange(year, month + 1)[1]
        return datetime.date(year, month + 1, min(first.day, longest))
    return first + datetime.timedelta(days=number * (7 if every == Every.WEEKLY else 1))


def working_due(day: datetime.date, working: WorkCalendar, rule: str = "next") -> datetime.date:
    """The working day on which something said for ``day`` is due.

    ``rule``: «next» working day when nobody works on the day, the one «before» it, or the «same» day.
    """
    if rule == "same":
        return day
    step = _DAY if rule == "next" else -_DAY
    while not working.is_working(day):
        day += step
    return day


def due_days(term: Term, working: WorkCalendar, rule: str = "next") -> Iterator[datetime.date]:
    """The working days on which the term falls due, in order, each once."""
    before: datetime.date | None = None
    for said in term.said_days():
        if term.every == Every.DAILY and not working.is_working(said):
            continue
        due = working_due(said, working, rule)
        if before is None or due > before:
            yield due
            before = due


def next_due(
    term: Term, after: datetime.date | None, working: WorkCalendar, rule: str = "next"
) -> datetime.date | None:
    """The first working day after ``after`` on which the term falls due; the first of all without ``after``.

    None where it does not fall due any more, or never does by a day.
    """
    start = term
    if term.recurs and after is not None and term.first is not None and (after - term.first).days > 31:
        start = _later_start(term, after)
    found = (day for day in due_days(start, working, rule) if after is None or day > after)
    return next(found, None)


def _later_start(term: Term, after: datetime.date) -> Term:
    """The same term from an occurrence that surely lies before ``after``: years are not walked through.

    Terms by months go on from the very first day: the 31st must not turn into the 28th.
    """
    if term.every in _MONTHS:
        return term
    assert term.first is not None
    step = 7 if term.every == Every.WEEKLY else 1
    skipped = ((after - term.first).days - 31) // step
    return Term(term.kind, term.first + datetime.timedelta(days=skipped * step), term.last, term.every)


OFTEN = list(Every)
"""From the most often to the least."""


def is_within(child: Term, parent: Term) -> bool:
    """Whether a part of an instruction ends no later than the whole, and falls due as often.

    Whatever has no last day lies only within what has none. A part may begin before the whole was told.
    """
    if parent.last is not None and (child.last is None or child.last > parent.last):
        return False
    if child.every is not None and parent.every is not None:
        return OFTEN.index(child.every) <= OFTEN.index(parent.every)
    return True


def is_realistic(
    term: Term, issued: datetime.date, least: int, working: WorkCalendar, rule: str = "next"
) -> bool:
    """Whether at least ``least`` working days lie between the day of issue and the first due day, with it."""
    due = next_due(term, None, working, rule)
    return due is None or due >= working.add_working_days(issued, least)
