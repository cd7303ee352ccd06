"""Cells of a drawn grid that hold the numbers of several rows: no line parts the rows of such a table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Literal

from esep.reading.documents.pdf.grids import Grid
from esep.reading.documents.pdf.lines import Line

SAME_ROW = 2.0
"""Points by which the lines of one row may stand higher or lower in its cells."""
FULL = 0.97
"""Share of a cell's width from which two parts of a number would not stand on one line."""
ROOMY = 0.75
"""Share of a cell's width up to which they clearly would."""

_NUMBER = re.compile(r"[+−–-]?\d[\d\s]*(?:[.,]\d+)?%?")
_FIRST_GROUPS = re.compile(r"[+−–-]?\d{1,3}(?: \d{3})*")
_NEXT_GROUP = re.compile(r"\d{3}(?:[ .,].*)?%?")

CellLines = Sequence[Sequence[Line]]
"""The lines of a cell from the top, each as its pieces from the left."""


def rows_within(grid: Grid, cells: Mapping[int, CellLines]) -> dict[int, int] | None:
    """Into how many rows those rows of the grid fall whose cells hold several numbers; None when in doubt.

    They fall into rows where all their filled cells have lines on the same base lines.
    """
    padding = _padding(grid, cells)
    held = {number: _held(lines, grid, number, padding) for number, lines in cells.items()}
    if "unclear" in held.values():
        return None
    parted: dict[int, int] = {}
    for row in {grid.cells[number].row for number, what in held.items() if what == "rows"}:
        bases = [
            [line[0].base for line in lines]
            for number, lines in cells.items()
            if grid.cells[number].row == row
        ]
        if any(grid.cells[number].rows > 1 for number in cells if grid.cells[number].row == row):
            return None
        if not all(_same(one, bases[0]) for one in bases):
            return None
        parted[row] = len(bases[0])
    return parted


def _same(bases: Sequence[float], others: Sequence[float]) -> bool:
    return len(bases) == len(others) and all(
        abs(base - other) < SAME_ROW for base, other in zip(bases, others, strict=True)
    )


def _padding(grid: Grid, cells: Mapping[int, CellLines]) -> float:
    """The least space between a border and what stands in a cell: none where something stands over it."""
    spaces = [
        space
        for number, lines in cells.items()
        for line in lines
        for space in (line[0].left - _left(grid, number), _right(grid, number) - line[-1].right)
    ]
    return max(0.0, min(spaces, default=0.0))


def _left(grid: Grid, number: int) -> float:
    return grid.lefts[grid.cells[number].column]


def _right(grid: Grid, number: int) -> float:
    return grid.lefts[grid.cells[number].column + grid.cells[number].columns]


def _held(lines: CellLines, grid: Grid, number: int, padding: float) -> Literal["one", "rows", "unclear"]:
    """Whether a cell holds one number or text, or the numbers of several rows.

    A number too wide for its cell goes on in the next line: «142 | 300,5».
    """
    numbers = [[_NUMBER.fullmatch(piece.text) is not None for piece in line] for line in lines]
    if any(sum(line) > 1 for line in numbers):
        return "unclear"
    if sum(map(all, numbers)) < 2:
        return "one"
    if not all(map(all, numbers)):
        return "rows"
    width = _right(grid, number) - _left(grid, number) - 2 * padding
    wraps: set[bool | None] = set()
    for upper, lower in pairwise(line[0] for line in lines):
        joined = upper.right - upper.left + lower.right - lower.left + upper.height / 4
        groups = _FIRST_GROUPS.fullmatch(upper.text) and _NEXT_GROUP.fullmatch(lower.text)
        if not groups or joined < ROOMY * width:
            wraps.add(False)
        else:
            wraps.add(True if joined >= FULL * width else None)
    return "one" if wraps == {True} else "rows" if wraps == {False} else "unclear"
