"""Tables of a document: cells with their places in the text and in the grid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

MOST_TABLE_CELLS = 20_000
"""Cells of one table that are read as such; a larger one is read as plain text."""
MOST_TABLE_COLUMNS = 500
"""Columns of one table: a wider one is no table that a person reads."""

_RULE_OF_SIGNS = re.compile(r"[\s|:+=_–—-]*")
"""A line of a table drawn with signs: «|---|---|»."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: ``text[start:end]`` is what it says; it begins at ``row`` and ``column`` of the grid.

    ``rows`` and ``columns`` tell how many of each a merged cell covers.
    """

    start: int
    end: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Table:
    """A table: its cells in the order of the text. ``row`` and ``column`` of cells count from 0.

    ``is_doubtful`` when its document does not show which cells its numbers stand in: no figure is read.
    ``stop`` is where its text ends, if that is behind its last cell.
    """

    cells: tuple[Cell, ...]
    is_doubtful: bool = False
    stop: int | None = None

    @property
    def start(self) -> int:
        """Where the first cell begins."""
        return self.cells[0].start

    @property
    def end(self) -> int:
        """Where its text ends."""
        return self.cells[-1].end if self.stop is None else self.stop

    @cached_property
    def height(self) -> int:
        """The number of rows."""
        return max(cell.row + cell.rows for cell in self.cells)

    @cached_property
    def width(self) -> int:
        """The number of columns."""
        return max(cell.column + cell.columns for cell in self.cells)

    @cached_property
    def grid(self) -> dict[tuple[int, int], Cell]:
        """The cell that covers each place (row, column) of the grid."""
        return {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }


def tables_in(text: str) -> list[Table]:
    """The tables written in a text: rows of cells parted by ``|``, or by tabs, on lines that follow another.

    Two rows at least, of two cells at least. A single tab that indents or numbers a line makes no table.
    """
    if "|" not in text and "\t" not in text:
        return []
    found: list[Table] = []
    rows: list[list[tuple[int, int]]] = []
    sign = ""
    for start, end in _lines(text):
        line = text[start:end]
        if rows and _RULE_OF_SIGNS.fullmatch(line) and line.strip():
            continue
        here = "|" if "|" in line else "\t" if "\t" in line.strip() else ""
        cells = list(_cells(text, start, end, here)) if here else []
        if len(cells) < 2 or (rows and here != sign):
            found += _table(rows)
            rows = []
        if len(cells) > 1:
            rows.append(cells)
            sign = here
    return found + _table(rows)


def tables_beside(text: str, tables: Sequence[Table]) -> list[Table]:
    """The ``tables`` known already, and those written in the text outside them, in the order of the text."""
    written = (
        table
        for table in tables_in(text)
        if not any(table.start < known.end and known.start < table.end for known in tables)
    )
    return sorted([*tables, *written], key=lambda table: table.start)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def _cells(text: str, start: int, end: int, sign: str) -> Iterator[tuple[int, int]]:
    """The spans between the signs."""
    borders = [start - 1, *(at for at in range(start, end) if text[at] == sign), end]
    for left, right in pairwise(borders):
        inner = text[left + 1 : right]
        first = left + 1 + len(inner) - len(inner.lstrip())
        yield first, max(first, left + 1 + len(inner.rstrip()))


def _table(rows: Sequence[Sequence[tuple[int, int]]]) -> list[Table]:
    """The table of these rows; where every line begins, or ends, with a sign, that sign is its frame."""
    for first, last, edge in ((1, None, 0), (0, -1, -1)):
        if rows and all(row[edge][0] == row[edge][1] and len(row) > 1 for row in rows):
            rows = [row[first:last] for row in rows]
    too_large = sum(map(len, rows)) > MOST_TABLE_CELLS or max(map(len, rows), default=0) > MOST_TABLE_COLUMNS
    if len(rows) < 2 or too_large:
        return []
    cells = tuple(
        Cell(start, end, row, column)
        for row, spans in enumerate(rows)
        for column, (start, end) in enumerate(spans)
    )
    return [Table(cells)]
