"""Where an answer turns from refused to granted: the nearest number, and the first or last day.

Branch and bound over spans: a span in which the answer is surely refused is left, one in which it is surely
granted gives its nearest end, any other is cut in two. One value is always decided, so what is found is the
nearest of all, whatever the shape of the law; nothing is sampled and nothing is taken to be monotone.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from esep.engines.memory.spans import UNSURE, Possible, Span, contrary, span
from esep.law.moments import shifted

MOST_SPANS = 5_000
"""Spans examined before a search is given up; a tree of the law's usual shape needs about a hundred."""

_REFUSALS: frozenset[object] = frozenset((False, 0, "none"))

Enclosing = Callable[[Possible], Possible]
"""What an answer can be while the input lies in a span, or is one value."""


def is_refused(value: object) -> bool:
    """Whether an answer refuses: no, nothing (0), or the word ``none``."""
    return value in _REFUSALS


def grants(answer: Possible) -> Possible:
    """Whether a possible answer grants: True, False or UNSURE."""
    if answer is UNSURE:
        return UNSURE
    if type(answer) is Span:
        return UNSURE if answer.least <= 0 <= answer.most else True
    if isinstance(answer, frozenset):
        return UNSURE if "none" in answer else True
    return not is_refused(answer)


@dataclass(frozen=True)
class Turn:
    """The nearest number at which an answer turns; ``onwards``: every number beyond, to the bound, grants."""

    value: int
    onwards: bool


Outcome = Turn | Literal["none", "undecided"]


def nearest_number(answer: Enclosing, now: int, least: int, most: int) -> Outcome:
    """The number from ``least`` to ``most`` nearest to ``now`` at which ``answer`` grants; the lower of two.

    ``none`` when no number grants; ``undecided`` when the search was given up.
    """
    found = _nearest(lambda values: grants(answer(values)), now, least, most)
    if not isinstance(found, int):
        return found
    beyond = (least, found) if found < now else (found, most)
    against = _nearest(lambda values: contrary(grants(answer(values))), found, *beyond)
    return Turn(found, against == "none")


def _nearest(holds: Enclosing, now: int, least: int, most: int) -> int | Literal["none", "undecided"]:
    """The number nearest to ``now`` where a condition holds, by best first search."""
    waiting = [
        (abs(near - now), side, near, far)
        for side, near, far in ((0, min(now, most), least), (1, max(now + 1, least), most))
        if (near >= far if side == 0 else near <= far)
    ]
    heapq.heapify(waiting)
    for _attempt in range(MOST_SPANS):
        if not waiting:
            return "none"
        _distance, side, near, far = heapq.heappop(waiting)
        truth = holds(span(*sorted((near, far))))
        if truth is True:
            return near
        if truth is UNSURE:
            middle = (near + far) // 2 if side else -((-near - far) // 2)
            next_ = middle + 1 if side else middle - 1
            heapq.heappush(waiting, (abs(near - now), side, near, middle))
            heapq.heappush(waiting, (abs(next_ - now), side, next_, far))
    return "undecided"


def first_day(answer: Enclosing, first: date, last: date) -> date | None:
    """The earliest day from ``first`` to ``last`` on which ``answer`` grants; None when there is none."""
    waiting = [(first, last)]
    while waiting:
        start, end = waiting.pop()
        truth = grants(answer(span(start, end)))
        if truth is True:
            return start
        if truth is UNSURE:
            middle = _cut(start, end)
            waiting += [(middle, end), (start, middle - timedelta(days=1))]
    return None


def last_day(answer: Enclosing, first: date, last: date) -> date | None:
    """The latest day from ``first`` to ``last`` on which ``answer`` grants; None when there is none."""
    waiting = [(first, last)]
    while waiting:
        start, end = waiting.pop()
        truth = grants(answer(span(start, end)))
        if truth is True:
            return end
        if truth is UNSURE:
            middle = _cut(start, end)
            waiting += [(start, middle - timedelta(days=1)), (middle, end)]
    return None


def _cut(start: date, end: date) -> date:
    """Where a span of days is cut: at a quarter's first day near its middle, else a month's, else there.

    The law counts by quarters and months, so that spans which do not cross one are decided sooner.
    """
    middle = start + (end - start) // 2 + timedelta(days=(end - start).days % 2)
    month = middle.replace(day=1)
    quarter = shifted(month, -((month.month - 1) % 3))
    for day in (quarter, shifted(quarter, 3), month, shifted(month, 1)):
        if start < day <= end:
            return day
    return middle
