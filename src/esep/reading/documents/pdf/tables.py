"""Tables of a PDF whose grid is drawn: the text of each cell whole, and tables that go on over pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from esep.reading.documents.pdf.grids import Grid
from esep.reading.documents.pdf.hyphens import joined
from esep.reading.documents.pdf.lines import Column, Line, by_base_lines
from esep.reading.documents.pdf.stacks import CellLines, rows_within
from esep.reading.documents.written_text import WrittenCell

SAME_EDGES = 3.0
"""Points by which the columns of a table may move from page to page."""
MOST_CELL_LINES = 60
"""Lines in one cell, above which a grid frames a page of text."""
MOST_FRAMED_LINES = 15
"""Lines in one cell of a grid of one row, above which it frames columns of text."""
SAME_LINE = 0.4
"""Share of the height of its letters by which the pieces of one line may stand higher or lower."""


@dataclass(frozen=True)
class Row:
    """A row of a table and the page, counted from 0, on which it stands."""

    page: int
    cells: tuple[WrittenCell, ...]


@dataclass(frozen=True)
class TableLine(Line):
    """A table among the lines of a page; ``base`` is its top. ``lefts`` are the left edges of its columns.

    ``is_doubtful`` when its cells hold numbers of more rows than the grid has.
    """

    rows: tuple[Row, ...] = ()
    lefts: tuple[float, ...] = ()
    is_doubtful: bool = False


def with_tables(
    pages: Sequence[Sequence[Line]], grids: Sequence[Sequence[Grid]], words: frozenset[str]
) -> list[list[Line]]:
    """The lines of each page, those in the cells of a grid put together into a table.

    A grid of which one column only is filled is no table; ``words`` are those of the document.
    """
    return [
        _with_tables(number, page, drawn, words)
        for number, (page, drawn) in enumerate(zip(pages, grids, strict=True))
    ]


def _with_tables(
    page: int, lines: Sequence[Line], grids: Sequence[Grid], words: frozenset[str]
) -> list[Line]:
    inside: dict[int, dict[int, list[Line]]] = {}
    for line in lines:
        if line.cell is not None:
            inside.setdefault(line.cell[0], {}).setdefault(line.cell[1], []).append(line)
    tables: dict[int, TableLine] = {}
    for number, filled in inside.items():
        cells = {cell: by_base_lines(pieces, SAME_LINE) for cell, pieces in filled.items()}
        parted = rows_within(grids[number], cells)
        if _is_table(grids[number], cells, parted):
            tables[number] = _table(page, grids[number], cells, parted, words)
    found: list[Line] = []
    for line in lines:
        if line.cell is None or line.cell[0] not in inside:
            found.append(line)
        elif line.cell[0] not in tables:
            found.append(replace(line, cell=None))
        elif line is next(iter(inside[line.cell[0]].values()))[0]:
            found.append(tables[line.cell[0]])
    return _from_the_top(found)


def _from_the_top(lines: list[Line]) -> list[Line]:
    """The lines of a page, those over a table before it: programs write the merged cell of a title last."""
    for table in [line for line in lines if isinstance(line, TableLine)]:
        at = lines.index(table)
        over = [line for line in lines[at + 1 :] if _is_over(line, table)]
        if over:
            rest = [line for line in lines[at + 1 :] if line not in over]
            lines = [*lines[:at], *sorted(over, key=lambda line: -line.base), table, *rest]
    return lines


def _is_over(line: Line, table: TableLine) -> bool:
    is_beside = line.right <= table.left or table.right <= line.left
    return line.base >= table.base and not is_beside and not isinstance(line, TableLine)


def _is_table(grid: Grid, cells: Mapping[int, CellLines], parted: dict[int, int] | None) -> bool:
    """Whether a grid holds a table; a frame round columns of text, without rows of numbers, is none."""
    columns = {grid.cells[number].column for number in cells}
    longest = MOST_FRAMED_LINES if len(grid.tops) == 2 else MOST_CELL_LINES
    return len(columns) > 1 and (parted != {} or max(map(len, cells.values())) <= longest)


def _table(
    page: int, grid: Grid, cells: Mapping[int, CellLines], told: dict[int, int] | None, words: frozenset[str]
) -> TableLine:
    """The table of a grid; ``told`` says into how many rows some rows of it fall, None when in doubt."""
    parted = told or {}
    starts = [0]
    for row in range(len(grid.tops) - 1):
        starts.append(starts[-1] + parted.get(row, 1))
    rows: list[list[WrittenCell]] = [[] for _row in range(starts[-1])]
    for number, cell in enumerate(grid.cells):
        lines = cells.get(number, [])
        if lines and cell.row in parted:
            for at, line in enumerate(lines):
                said = WrittenCell(_said([line], words), cell.column, cell.columns)
                rows[starts[cell.row] + at].append(said)
            continue
        height = starts[cell.row + cell.rows] - starts[cell.row]
        rows[starts[cell.row]].append(WrittenCell(_said(lines, words), cell.column, cell.columns, height))
    rows = _with_merged_heads([sorted(row, key=lambda cell: cell.column) for row in rows])
    return TableLine(
        text="",
        left=grid.lefts[0],
        right=grid.lefts[-1],
        base=grid.tops[0],
        height=grid.tops[0] - grid.tops[-1],
        rows=tuple(Row(page, tuple(row)) for row in rows),
        lefts=grid.lefts,
        is_doubtful=told is None,
    )


def _with_merged_heads(rows: list[list[WrittenCell]]) -> list[list[WrittenCell]]:
    """The rows, where empty cells below the heads beside one of several columns are part of those heads.

    Programs that do not know cells merged downwards draw them so: «Срок | Сумма» over « | 2024 | 2025».
    """
    if len(rows) < 2 or all(cell.columns == 1 for cell in rows[0]):
        return rows
    wide = {
        at for cell in rows[0] if cell.columns > 1 for at in range(cell.column, cell.column + cell.columns)
    }
    if not wide or any(bool(cell.text) != (cell.column in wide) for cell in rows[1]):
        return rows
    above = {cell.column: cell for cell in rows[0] if cell.columns == cell.rows == 1}
    kept = []
    for cell in rows[1]:
        if not cell.text and cell.column in above:
            above[cell.column].rows += cell.rows
        else:
            kept.append(cell)
    return [rows[0], kept, *rows[2:]]


def _said(lines: Sequence[Sequence[Line]], words: frozenset[str]) -> str:
    return joined((" ".join(piece.text for piece in line) for line in lines), words)


def tables_joined(pages: Sequence[Sequence[Column]]) -> list[list[Column]]:
    """The pages, with each table whole that goes on at the top of the next page.

    Head rows written again on top of a page are left out.
    """
    made: list[list[Column]] = []
    last: list[Line] = []
    for page in pages:
        made.append([])
        for column in page:
            lines = list(column.lines)
            table, after = (last[-1], lines[0]) if last and lines else (None, None)
            if isinstance(table, TableLine) and isinstance(after, TableLine) and _goes_on(table, after):
                last[-1] = _longer(table, after)
                del lines[0]
            made[-1].append(replace(column, lines=lines))
            last = lines or last
    return made


def _longer(table: TableLine, after: TableLine) -> TableLine:
    rows = (*table.rows, *_new_rows(table.rows, after.rows))
    return replace(table, rows=rows, is_doubtful=table.is_doubtful or after.is_doubtful)


def _goes_on(table: TableLine, after: TableLine) -> bool:
    return (
        table.rows[-1].page < after.rows[0].page
        and bool(table.lefts)
        and len(table.lefts) == len(after.lefts)
        and all(abs(a - b) <= SAME_EDGES for a, b in zip(table.lefts, after.lefts, strict=True))
    )


def _new_rows(before: Sequence[Row], after: Sequence[Row]) -> Sequence[Row]:
    """The rows of a page without the head that the page before begins with too."""
    same = 0
    while same < min(len(before), len(after)) and before[same].cells == after[same].cells:
        same += 1
    return after[same:]
