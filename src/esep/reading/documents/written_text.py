"""A text written line by line, with the tables whose cells stand in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from esep.reading.documents.tables import MOST_TABLE_CELLS, Cell, Table

MOST_COLUMNS = 1_000
"""Columns that a merged cell can cover; a larger number is a slip of the program that wrote the document."""

_LINE_END = re.compile("\r\n?")
BETWEEN_CELLS = " | "


def composed(text: str) -> str:
    """The text with lines ended by ``\\n`` and composed letters (Unicode NFC)."""
    return unicodedata.normalize("NFC", _LINE_END.sub("\n", text))


@dataclass
class WrittenCell:
    """A cell before it is written: its text, its first column, how many columns and rows it covers."""

    text: str
    column: int
    columns: int = 1
    rows: int = 1


class WrittenText:
    """Lines and tables of a document in their order. Offsets of the tables are those of :attr:`text`."""

    def __init__(self) -> None:
        self.tables: list[Table] = []
        self._lines: list[str] = []
        self._length = 0

    @property
    def text(self) -> str:
        """What was written, lines parted by ``\\n``."""
        return "\n".join(self._lines)

    def line(self, text: str) -> None:
        """Write a paragraph."""
        text = composed(text)
        self._lines.append(text)
        self._length += len(text) + 1

    def table(self, rows: Sequence[Sequence[WrittenCell]]) -> None:
        """Write a table, a line for each row, cells parted by `` | ``."""
        cells = []
        for row, written in enumerate(rows):
            start, texts = self._length, []
            for cell in written:
                text = composed(" ".join(cell.text.split("\n")))
                texts.append(text)
                cells.append(Cell(start, start + len(text), row, cell.column, cell.rows, cell.columns))
                start += len(text) + len(BETWEEN_CELLS)
            self.line(BETWEEN_CELLS.join(texts))
        if 0 < len(cells) <= MOST_TABLE_CELLS:
            self.tables.append(Table(tuple(cells)))
