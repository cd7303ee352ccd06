"""The year's work plan: bars of instructions over the months, for an SVG made on the server.

Nothing here knows of the database.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LEFT, WIDTH, ROW, HEAD = 285, 940, 26, 34
"""Pixels of the picture's own scale: the names, the year, a row, the heads of months."""
NAME = 34
"""Letters of a name that fit beside the bars."""


@dataclass(frozen=True)
class Task:
    """A bar from ``first`` to ``last``, both within; None goes on beyond the year. ``url`` is of its card."""

    name: str
    first: datetime.date
    last: datetime.date | None
    colour: str
    url: str
    is_part: bool = False


@dataclass(frozen=True)
class Bar:
    """Where a bar stands in the picture."""

    task: Task
    x: float
    y: int
    width: float
    is_open: bool

    @property
    def middle(self) -> int:
        """The height of the name's line."""
        return self.y + ROW - 9

    @property
    def short_name(self) -> str:
        """As much of the name as fits."""
        name = ("– " if self.task.is_part else "") + self.task.name
        return name if len(name) <= NAME else name[: NAME - 1].rstrip() + "…"


@dataclass(frozen=True)
class Gantt:
    """The picture: its size, the lines of months, today's line, the bars."""

    width: int
    height: int
    months: Sequence[tuple[int, float, float]]
    today: float | None
    bars: Sequence[Bar]


def gantt(tasks: Iterable[Task], year: int, today: datetime.date) -> Gantt:
    """The bars of a year, each in its row; what lies outside of the year is left out."""
    first, after = datetime.date(year, 1, 1), datetime.date(year + 1, 1, 1)
    days = (after - first).days

    def at(day: datetime.date) -> float:
        inside = min(max(day, first), after)
        return round(LEFT + WIDTH * (inside - first).days / days, 1)

    bars = []
    for task in tasks:
        if task.first >= after or (task.last is not None and task.last < first):
            continue
        end = after if task.last is None else task.last + datetime.timedelta(days=1)
        start = at(task.first)
        width = max(round(at(end) - start, 1), 2.0)
        bars.append(Bar(task, start, HEAD + len(bars) * ROW, width, task.last is None or end > after))
    starts = [datetime.date(year, month, 1) for month in range(1, 13)]
    ends = [*starts[1:], after]
    months = [
        (month, at(start), round((at(start) + at(end)) / 2, 1))
        for month, (start, end) in enumerate(zip(starts, ends, strict=True), 1)
    ]
    line = at(today) if first <= today < after else None
    return Gantt(LEFT + WIDTH, HEAD + len(bars) * ROW + 8, months, line, bars)
