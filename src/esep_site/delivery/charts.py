"""Where the lines of a trajectory stand in its drawing: months or years, upwards the jobs so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from esep_site.delivery.trajectory import MONTHS

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 70, 20, 14, 34


@dataclass(frozen=True)
class Mark:
    """A text at a place of the drawing; where, as SVG writes it in every language."""

    x: str
    y: str
    value: int


@dataclass(frozen=True)
class Trajectory:
    """All that a template draws; ``points`` of lines as SVG writes them."""

    target: str
    fact: str
    forecast: str
    steps: tuple[Mark, ...]
    levels: tuple[Mark, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    base: int = HEIGHT - BOTTOM


def trajectory(
    wanted: Mapping[int, int], created: Mapping[int, int], months_done: int, expected: int
) -> Trajectory:
    """The drawing of a year: ``wanted`` at the end of each month (empty without a target), jobs ``created``
    by month, and what is ``expected`` at the end."""
    so_far = [0]
    for month in range(1, months_done + 1):
        so_far.append(so_far[-1] + created.get(month, 0))
    fact = [(float(month), value) for month, value in enumerate(so_far)]
    ahead = [fact[-1], (float(MONTHS), expected)] if months_done < MONTHS else []
    way = [(float(month), value) for month, value in sorted({0: 0, **wanted}.items())] if wanted else []
    return _drawn(range(1, MONTHS + 1), way, fact, ahead)


def trajectory_of_years(
    years: Sequence[int], wanted: Mapping[int, int], so_far: Mapping[int, int], of_last: float
) -> Trajectory:
    """The drawing of several years: ``wanted`` at the end of each, jobs created until the end of each year
    that began; ``of_last`` is the part of the last of those that is over."""
    ends = {year: float(at) for at, year in enumerate(years, start=1)}
    way = [(0.0, 0), *((ends[year], wanted[year]) for year in years)]
    last = max(so_far, default=0)
    fact = [(0.0, 0)]
    fact += [
        (ends[year] - (1 - of_last if year == last else 0), value) for year, value in sorted(so_far.items())
    ]
    return _drawn(years, way, fact, [])


_Points = Sequence[tuple[float, int]]


def _drawn(steps: Sequence[int], way: _Points, fact: _Points, ahead: _Points) -> Trajectory:
    top = _round_up(max(value for _at, value in (*way, *fact, *ahead, (0, 1))))

    def point(at: float, value: int) -> tuple[float, float]:
        x = LEFT + (WIDTH - LEFT - RIGHT) * at / len(steps)
        y = HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top
        return round(x, 1), round(y, 1)

    target, facts, forecast = (_line([point(*each) for each in line]) for line in (way, fact, ahead))
    marks = tuple(Mark(f"{point(at + 0.5, 0)[0]}", f"{HEIGHT - 12}", value) for at, value in enumerate(steps))
    levels = tuple(Mark(f"{LEFT - 8}", f"{point(0, top * at // 4)[1]}", top * at // 4) for at in range(5))
    return Trajectory(target, facts, forecast, marks, levels)


def _line(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)


def _round_up(value: int) -> int:
    """The next 4, 8, 12, 20 or 40 times a power of ten: four equal steps of whole jobs."""
    power = 1
    while True:
        for times in (4, 8, 12, 20):
            if value <= times * power:
                return times * power
        power *= 10
