"""The tables of a page as its own tree has them: which columns and rows each cell covers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from esep.reading.documents.tables import MOST_TABLE_CELLS, MOST_TABLE_COLUMNS
from esep.reading.documents.written_text import MOST_COLUMNS, WrittenCell

LEAST_COMMON = 0.8
"""The part of the cells of an extracted table that its table in the page has, too."""
_NO_TEXT = frozenset(["script", "style", "noscript", "template"])
_BLOCKS = frozenset(
    ["p", "div", "li", "ul", "ol", "br", "tr", "td", "th", "dd", "dt", "h1", "h2", "h3", "h4"]
)
_GROUPS = frozenset(["thead", "tbody", "tfoot"])

Rows = list[list[WrittenCell]]


class PageTables:
    """The tables of a page, to be asked for the one that an extracted table was made from."""

    def __init__(self, tree: Any) -> None:
        tables = [_rows(table) for table in tree.iter("table") if _is_leaf(table)]
        self._tables = [(rows, {cell.text for row in rows for cell in row}) for rows in tables]

    def rows_like(self, cells: Sequence[str]) -> Rows | None:
        """The rows of the page's table that has these cells, taken once; None when no table has them.

        ``cells`` are the texts of a table that the extraction of the main text left, spans lost.
        """
        filled = {cell for cell in cells if cell}
        for place, (rows, said) in enumerate(self._tables):
            if filled and len(filled & said) >= LEAST_COMMON * len(filled):
                del self._tables[place]
                return rows
        return None


def _is_leaf(table: Any) -> bool:
    """Whether no table stands in it: those that hold others lay out the page."""
    return next(table.iterdescendants("table"), None) is None


def _rows(table: Any) -> Rows:
    """The rows with each cell at its column; a caption is a row of one cell over all columns."""
    rows = [list(row.iterchildren("td", "th")) for row in _table_rows(table)]
    rows = [row for row in rows if row]
    written = _placed(rows)
    width = max((_end(row) for row in written if len(row) > 1), default=max(map(_end, written), default=1))
    for row in written:
        for cell in row:  # «colspan="100"» means all the columns that there are
            cell.columns = max(1, min(cell.columns, width - cell.column))
    size = sum(cell.columns * cell.rows for row in written for cell in row)
    if width > MOST_TABLE_COLUMNS or size > MOST_TABLE_CELLS:
        written = [[WrittenCell(_said(cell), at) for at, cell in enumerate(row)] for row in rows]
    caption = next((said for found in table.iterchildren("caption") if (said := _said(found))), "")
    return ([[WrittenCell(caption, 0, width)]] if caption else []) + written


def _end(row: Sequence[WrittenCell]) -> int:
    return max((cell.column + cell.columns for cell in row), default=0)


def _placed(rows: Sequence[Sequence[Any]]) -> Rows:
    """The cells of the rows, put behind those that reach down from the rows above.

    No cell reaches down from beyond the columns that a table can have: such a table is read without spans.
    """
    covered: dict[int, int] = {}  # columns that cells of rows above cover, and for how many rows more
    written: Rows = []
    for number, row in enumerate(rows):
        column, cells = 0, []
        for cell in row:
            while covered.get(column):
                column += 1
            down = _span(cell, "rowspan") or len(rows)  # «rowspan="0"» is down to the last row
            across = max(_span(cell, "colspan"), 1)
            cells.append(WrittenCell(_said(cell), column, across, min(down, len(rows) - number)))
            column += across
        covered = {at: left - 1 for at, left in covered.items() if left > 1}
        for one in cells:
            if one.rows > 1 and one.column <= MOST_TABLE_COLUMNS:
                covered |= dict.fromkeys(range(one.column, one.column + one.columns), one.rows - 1)
        written.append(cells)
    return written


def _table_rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in _GROUPS:
            yield from child.iterchildren("tr")


def _span(cell: Any, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(int(value), MOST_COLUMNS) if value.isascii() and value.isdigit() else 1


def _said(element: Any) -> str:
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _NO_TEXT:
            border = " " if child.tag in _BLOCKS else ""
            yield border
            yield from _pieces(child)
            yield border
        yield child.tail or ""
