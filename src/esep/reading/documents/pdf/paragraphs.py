"""Lines of the pages of a PDF joined back into paragraphs, and its tables written among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from esep.reading.documents.pdf.hyphens import joint, without_hyphen
from esep.reading.documents.pdf.lines import Column, Line
from esep.reading.documents.pdf.tables import TableLine
from esep.reading.documents.tables import MOST_TABLE_CELLS, Cell, Table
from esep.reading.documents.written_text import BETWEEN_CELLS, composed

SHORT_LINE = 0.85
"""A line that ends before this share of the page's text width can end its paragraph."""
SPACE = 0.25
"""The width of a space, in heights of letters."""
INDENT = 0.02
"""A line that begins further right than this share of the text width begins a paragraph."""
WIDE_STEP = 1.5
"""A step down larger than this many usual steps parts two paragraphs."""
OTHER_SIZE = 0.1
"""A line whose letters are larger or smaller by this share than those above begins a paragraph."""

LABEL_REACH = 2.0
"""Heights of its letters below a large number within which its label stands."""
OFF_CENTRE = 2.0
"""Points by which the middles of the lines of a centred title may differ."""
SAME_EDGE = 1.0
"""Points by which the left edges of lines of one paragraph may differ."""

_DASHES = "–—-"
_NUMBER = re.compile(r"[$€>~]?\d[\d \u00a0]*(?:[.,]\d+)?\+?%?(?: ?(?:мың|тыс|млн|млрд|трлн)\.?)?")
_ENDS = ".;:!?"
_ITEM = re.compile(r"(?:[–—•▪●*-]\s|\d{1,3}[.)]\s)")


@dataclass(frozen=True)
class PdfText:
    """The text of a PDF, the offset where each page begins, and its tables whose grid is drawn."""

    text: str
    pages: tuple[int, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True)
class _Measure:
    """The usual left edge, text width and step from line to line of one column."""

    left: float
    width: float
    step: float

    @classmethod
    def of(cls, lines: Sequence[Line]) -> _Measure:
        lines = [line for line in lines if not isinstance(line, TableLine)]
        left = min((line.left for line in lines), default=0.0)
        right = max((line.right for line in lines), default=0.0)
        steps = [upper.base - lower.base for upper, lower in pairwise(lines) if upper.base > lower.base]
        return cls(left, right - left, median(steps) if steps else 0.0)

    def ends_paragraph(self, line: Line, below: Line) -> bool:
        """Whether a line is short though the first word of the line below would have stood on it."""
        if line.is_row or isinstance(line, TableLine):
            return True
        free = self.left + self.width - line.right - SPACE * line.height
        return line.right < self.left + SHORT_LINE * self.width and free > below.first_word

    def begins_paragraph(self, line: Line, above: Line | None) -> bool:
        if line.is_row or (_ITEM.match(line.text) and not _is_dash_within(line, above)):
            return True
        if line.left > self.left + INDENT * self.width and not (
            _goes_on_below(line, above) or self._goes_on_centred(line, above)
        ):
            return True
        if above is not None and _is_other_size(line, above):
            return True
        return above is not None and above.base - line.base > WIDE_STEP * self.step > 0

    def _goes_on_centred(self, line: Line, above: Line | None) -> bool:
        """Whether a line in small letters goes on a centred title, on which no more had room."""
        if (
            above is None
            or not (line.text[0].islower() or line.text[0].isdigit())
            or above.text[-1:] in _ENDS
        ):
            return False
        is_centred = abs(line.left + line.right - above.left - above.right) < 2 * OFF_CENTRE
        free = self.width - (above.right - above.left) - SPACE * line.height
        return is_centred and free <= line.first_word


def _is_other_size(line: Line, above: Line) -> bool:
    return abs(line.height - above.height) > OTHER_SIZE * above.height


def _is_label_of(line: Line, number: Line) -> bool:
    """Whether a line in smaller letters says what the number over it counts: «48,9 мың» over «жұмыс орны»."""
    if _NUMBER.fullmatch(number.text) is None or line.height > number.height * (1 - OTHER_SIZE):
        return False
    is_below = 0 < number.base - line.base < LABEL_REACH * number.height
    is_over = line.left < number.right and number.left < line.right
    return is_below and is_over and line.text[0].islower() and not any(map(str.isdigit, line.text))


def _is_dash_within(line: Line, above: Line | None) -> bool:
    """Whether a dash at the left edge stands within a sentence: «их доля в бюджете⏎– 39,7%.»"""
    if above is None or line.text[0] not in _DASHES or _ITEM.match(above.text):
        return False
    return above.text[-1:].isalnum() and abs(line.left - above.left) < SAME_EDGE


def _goes_on_below(line: Line, above: Line | None) -> bool:
    """Whether a line in small letters goes on an item that is set in as far."""
    if above is None or not line.text[0].islower() or above.text[-1:] in _ENDS:
        return False
    return abs(line.left - above.left) < SAME_EDGE


def written(pages: Sequence[Sequence[Column]], words: frozenset[str]) -> PdfText:
    """The text of the pages, from the lines of their columns; ``words`` are those of the document.

    A paragraph goes on over the end of a column or a page.
    """
    writing = _Writing()
    before: Line | None = None
    before_in = _Measure(0.0, 0.0, 0.0)
    for number, columns in enumerate(pages):
        writing.reach(number)
        for column in columns:
            measure = _Measure.of(column.lines)
            above: Line | None = None
            anew = column.begins_anew
            for line in column.lines:
                if isinstance(line, TableLine):
                    writing.table(line)
                    before, above = line, None
                    continue
                ended = before is None or anew or before_in.ends_paragraph(before, line)
                ended = ended or (above is None and before is not None and _is_other_size(line, before))
                if above is not None and _is_label_of(line, above):
                    writing.add(f" {without_hyphen(line.text)}")
                elif before is None or ended or measure.begins_paragraph(line, above):
                    writing.paragraph(without_hyphen(line.text))
                else:
                    writing.add(joint(before.text, line.text, words) + without_hyphen(line.text))
                before = above = line
                before_in, anew = measure, False
    return writing.done()


class _Writing:
    """A text that grows, the offsets of its pages and its tables."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._pages: list[int] = []
        self._tables: list[Table] = []

    def reach(self, page: int) -> None:
        """What follows stands on this page."""
        self._pages += [self._length] * (page + 1 - len(self._pages))

    def paragraph(self, text: str) -> None:
        self.add(("\n" if self._length else "") + text)

    def add(self, text: str) -> None:
        self._parts.append(composed(text))
        self._length += len(self._parts[-1])

    def table(self, table: TableLine) -> None:
        """Write a table, a line for each row."""
        cells = []
        for number, row in enumerate(table.rows):
            self.reach(row.page)
            texts = [composed(cell.text) for cell in row.cells]
            self.paragraph(BETWEEN_CELLS.join(texts))
            start = self._length - len(BETWEEN_CELLS.join(texts))
            for cell, text in zip(row.cells, texts, strict=True):
                cells.append(Cell(start, start + len(text), number, cell.column, cell.rows, cell.columns))
                start += len(text) + len(BETWEEN_CELLS)
        if 0 < len(cells) <= MOST_TABLE_CELLS:
            self._tables.append(Table(tuple(cells), table.is_doubtful))

    def done(self) -> PdfText:
        return PdfText("".join(self._parts), tuple(self._pages), tuple(self._tables))
