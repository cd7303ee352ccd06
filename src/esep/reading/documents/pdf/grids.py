"""The grids that the rulings of a PDF page draw: cells of tables with their places on the page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from esep.reading.documents.pdf.rulings import Ruling
from esep.reading.documents.tables import MOST_TABLE_CELLS

NEAR = 3.0
"""Points between lines that are one line: the edges of a border, a double border, a small gap in it."""
MOST_RULINGS = 400
"""Lines of a page in one direction, above which it is a drawing and no table."""


@dataclass(frozen=True)
class GridCell:
    """A cell, merged or not: its first row and column, counted from 0, and how many of each it covers."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True)
class Grid:
    """A grid: the places of its lines from the left and from the top, in points, and its cells row by row."""

    lefts: tuple[float, ...]
    tops: tuple[float, ...]
    cells: tuple[GridCell, ...]

    @cached_property
    def _covered(self) -> dict[tuple[int, int], int]:
        return {
            (row, column): number
            for number, cell in enumerate(self.cells)
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }

    @cached_property
    def _depths(self) -> list[float]:
        """The places of the lines across, growing down the page."""
        return [-top for top in self.tops]

    def cell_at(self, x: float, y: float) -> int | None:
        """The number of the cell that holds a point of the page; None outside."""
        column = bisect_right(self.lefts, x) - 1
        row = bisect_right(self._depths, -y) - 1
        return self._covered.get((row, column))


def grids_of(across: Sequence[Ruling], down: Sequence[Ruling]) -> list[Grid]:
    """The grids of two columns or more that the lines of a page draw, from the top."""
    across, down = _joined(across), _joined(down)
    if max(len(across), len(down)) > MOST_RULINGS:
        return []
    grids = (_grid(*part) for part in _parts(across, down))
    return sorted((grid for grid in grids if grid is not None), key=lambda grid: -grid.tops[0])


def _joined(rulings: Sequence[Ruling]) -> list[Ruling]:
    """Lines of one place as one, where they touch."""
    joined: list[Ruling] = []
    for near in _near(sorted(rulings, key=lambda ruling: ruling.at)):
        at = sum(ruling.at for ruling in near) / len(near)
        ends: list[tuple[float, float]] = []
        for ruling in sorted(near, key=lambda ruling: ruling.first):
            if ends and ruling.first <= ends[-1][1] + NEAR:
                ends[-1] = (ends[-1][0], max(ends[-1][1], ruling.last))
            else:
                ends.append((ruling.first, ruling.last))
        joined += [Ruling(at, first, last) for first, last in ends]
    return joined


def _near(ordered: Sequence[Ruling]) -> Iterator[list[Ruling]]:
    """Lines whose places are near to each other."""
    group: list[Ruling] = []
    for ruling in ordered:
        if group and ruling.at > group[0].at + NEAR:
            yield group
            group = []
        group.append(ruling)
    if group:
        yield group


def _parts(across: Sequence[Ruling], down: Sequence[Ruling]) -> Iterator[tuple[list[Ruling], list[Ruling]]]:
    """The lines that hang together by crossing each other."""
    left_across, left_down = list(across), list(down)
    while left_across:
        part: tuple[list[Ruling], list[Ruling]] = ([left_across.pop()], [])
        grown = True
        while grown:
            found = [line for line in left_down if any(_cross(other, line) for other in part[0])]
            left_down = [line for line in left_down if line not in found]
            part[1].extend(found)
            more = [line for line in left_across if any(_cross(line, other) for other in found)]
            left_across = [line for line in left_across if line not in more]
            part[0].extend(more)
            grown = bool(more)
        yield part


def _cross(across: Ruling, down: Ruling) -> bool:
    return (
        across.first - NEAR <= down.at <= across.last + NEAR
        and down.first - NEAR <= across.at <= down.last + NEAR
    )


def _grid(across: Sequence[Ruling], down: Sequence[Ruling]) -> Grid | None:
    """The grid of lines that hang together; where no line closes a side, their ends do."""
    lefts = _places(down, across)
    tops = _places(across, down)[::-1]
    if len(lefts) < 3 or len(tops) < 2 or len(lefts) * len(tops) > MOST_TABLE_CELLS:
        return None
    return Grid(lefts, tops, tuple(_cells(lefts, tops, _Borders(across, down))))


def _places(rulings: Sequence[Ruling], others: Sequence[Ruling]) -> tuple[float, ...]:
    places = {ruling.at for ruling in rulings}
    for end in (min(other.first for other in others), max(other.last for other in others)) if others else ():
        if all(abs(end - place) > NEAR for place in places):
            places.add(end)
    return tuple(sorted(places))


class _Borders:
    """The lines of a grid by their places."""

    def __init__(self, across: Sequence[Ruling], down: Sequence[Ruling]) -> None:
        self._across, self._down = _by_place(across), _by_place(down)

    def is_down(self, at: float, row: tuple[float, float]) -> bool:
        """Whether a line down the page at ``at`` parts the cells of a row."""
        return _covers(self._down.get(at, ()), sum(row) / 2)

    def is_across(self, at: float, column: tuple[float, float]) -> bool:
        """Whether a line across the page at ``at`` parts the cells of a column."""
        return _covers(self._across.get(at, ()), sum(column) / 2)


def _by_place(rulings: Sequence[Ruling]) -> dict[float, list[Ruling]]:
    found: dict[float, list[Ruling]] = {}
    for ruling in rulings:
        found.setdefault(ruling.at, []).append(ruling)
    return found


def _covers(rulings: Sequence[Ruling], place: float) -> bool:
    return any(ruling.first <= place <= ruling.last for ruling in rulings)


def _cells(lefts: Sequence[float], tops: Sequence[float], borders: _Borders) -> Iterator[GridCell]:
    """The cells: the least places of the grid, joined where no line is drawn between them."""
    columns, rows = list(pairwise(lefts)), list(pairwise(tops))
    taken: set[tuple[int, int]] = set()

    def goes_right(row: int, column: int) -> bool:
        free = column + 1 < len(columns) and (row, column + 1) not in taken
        return free and not borders.is_down(lefts[column + 1], rows[row])

    def goes_down(row: int, span: range) -> bool:
        free = row + 1 < len(rows) and not any((row + 1, at) in taken for at in span)
        return (
            free
            and not any(borders.is_across(tops[row + 1], columns[at]) for at in span)
            and all(goes_right(row + 1, at) for at in span[:-1])
        )

    for row in range(len(rows)):
        for column in range(len(columns)):
            if (row, column) in taken:
                continue
            last, bottom = column, row
            while goes_right(row, last):
                last += 1
            span = range(column, last + 1)
            while goes_down(bottom, span):
                bottom += 1
            taken |= {(at, across) for at in range(row, bottom + 1) for across in span}
            yield GridCell(row, column, bottom + 1 - row, len(span))
