"""Lines of a PDF page with their places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from esep.reading.documents.pdf.signs import Sign
from esep.reading.documents.pdf.turns import FARTHEST, Box, Turn

CELL_GAP = 1.5
"""A gap in a line wider than this many letter heights parts two cells of a table."""
EVEN_GAPS = 1.25
"""The gaps of a justified line differ by no more than this many times."""
LEAST_WORDS = 12
"""Letters of a line of words, without which even gaps part cells."""
SAME_BASE = 1.0
"""Points by which the pieces of one base line may stand higher or lower."""
TOUCHING = 0.1
"""Share of the height of letters below which a gap between them parts no cells."""

_LINE_ENDS = "\r\n\x02"
"""What parts lines: pdfium gives no line break after a word that it takes for hyphenated, only this sign."""
_FIRM_SPACES = "\u00a0\u2007\u2009\u202f"
"""Spaces that do not grow when a line is justified."""

CellOf = Callable[[float, float], tuple[int, int] | None]
"""The grid and its cell, by their numbers, that a point of the page lies in."""


@dataclass(frozen=True)
class Line:
    """One line of a page: its text, its edges and its base in points from the lower left, and its height.

    ``words`` says of each word but the first where in the text it begins, and its left edge. ``cell`` is the
    grid and the cell, by their numbers, in which the line stands.
    """

    text: str
    left: float
    right: float
    base: float
    height: float
    words: tuple[tuple[int, float], ...] = ()
    cell: tuple[int, int] | None = None

    @property
    def first_word(self) -> float:
        """The width of the first word, with the space behind it where others follow."""
        return (self.words[0][1] if self.words else self.right) - self.left

    @property
    def is_row(self) -> bool:
        """Whether the line is a row of a table."""
        return " | " in self.text


@dataclass(frozen=True)
class Column:
    """Lines that follow one another; ``begins_anew`` where no paragraph goes on from the column before."""

    lines: Sequence[Line]
    begins_anew: bool = False


def page_pieces(layer: Any, signs: Sequence[Sign], turn: Turn, cell_of: CellOf) -> list[Line]:
    """The pieces of lines that ``signs`` make, in the order of the file; ``turn`` is how the page is seen.

    A line is cut where it crosses the border of a cell, and where a gap is so wide that it parts cells.
    """
    pieces: list[Line] = []
    line: list[Sign] = []
    for sign in signs:
        if sign.text not in "\r\n":
            line.append(sign)
        if sign.text in _LINE_ENDS:
            pieces += _pieces(layer, line, turn, cell_of)
            line = []
    return pieces + _pieces(layer, line, turn, cell_of)


def box_of(layer: Any, sign: Sign, turn: Turn) -> Box | None:
    """The place of a sign on its page; None when it stands nowhere on it."""
    box = turn.box(layer.get_charbox(sign.index, loose=True))
    return box if all(abs(edge) < FARTHEST for edge in box) else None


def by_base_lines(pieces: Iterable[Line], share: float = 0.0) -> list[list[Line]]:
    """The pieces by the base lines on which they stand, from the top, each from the left.

    Those of one line may stand higher or lower by ``share`` of the height of letters, and by SAME_BASE.
    """
    lines: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.base):
        if lines and lines[-1][0].base - piece.base < max(SAME_BASE, share * lines[-1][0].height):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda piece: piece.left) for line in lines]


def in_rows(pieces: Iterable[Line]) -> Iterator[list[Line]]:
    """The pieces in their order, those together that follow each other to the right on one base line."""
    row: list[Line] = []
    for piece in pieces:
        is_beside = bool(row) and abs(row[-1].base - piece.base) < SAME_BASE and piece.left > row[-1].right
        if row and not is_beside:
            yield row
            row = []
        row.append(piece)
    if row:
        yield row


def rows_joined(pieces: Iterable[Line]) -> list[Line]:
    """Lines, where pieces that stand on one base line, each further right, are cells of one row."""
    return [row[0] if len(row) == 1 else _joined(row) for row in in_rows(pieces)]


def _joined(row: Sequence[Line]) -> Line:
    said = " | ".join(piece.text for piece in row)
    return Line(said, row[0].left, row[-1].right, row[0].base, row[0].height)


@dataclass(frozen=True)
class _Word:
    """A word of a line, its box and its cell; ``is_firm`` when the space before it does not grow."""

    text: str
    box: Box
    cell: tuple[int, int] | None
    is_firm: bool = False


def _pieces(layer: Any, signs: Sequence[Sign], turn: Turn, cell_of: CellOf) -> list[Line]:
    words = list(_words(layer, signs, turn, cell_of))
    if not words:
        return []
    parting = _parting_gaps(words)
    pieces, first = [], 0
    for number, (before, word) in enumerate(pairwise(words), 1):
        if number in parting or before.cell != word.cell:
            pieces.append(_piece(words[first:number]))
            first = number
    return [*pieces, _piece(words[first:])]


def _words(layer: Any, signs: Sequence[Sign], turn: Turn, cell_of: CellOf) -> Iterator[_Word]:
    """The words of a line: a space parts them, and the border of a cell."""
    made: _Word | None = None
    spaces = ""
    for sign in signs:
        if sign.text.isspace():
            spaces += sign.text
            continue
        box = box_of(layer, sign, turn)
        if box is None:
            continue
        cell = cell_of((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        if made is not None and not spaces and (made.cell == cell or _goes_on(made.box, box)):
            made = _Word(made.text + sign.text, (*made.box[:2], *box[2:]), made.cell, made.is_firm)
        else:
            if made is not None:
                yield made
            made = _Word(sign.text, box, cell, bool(spaces) and set(spaces) <= set(_FIRM_SPACES))
        spaces = ""
    if made is not None:
        yield made


def _goes_on(box: Box, after: Box) -> bool:
    """Whether a letter stands right at the one before: a word longer than its cell goes over the border."""
    return after[0] - box[2] < TOUCHING * (box[3] - box[1])


def _parting_gaps(words: Sequence[_Word]) -> set[int]:
    """The words before which a gap parts cells: a wide one, unless all gaps of a justified line are even."""
    gaps = {number: word.box[0] - before.box[2] for number, (before, word) in enumerate(pairwise(words), 1)}
    height = words[0].box[3] - words[0].box[1]
    wide = {number for number, gap in gaps.items() if gap > CELL_GAP * height}
    growing = [gap for number, gap in gaps.items() if not words[number].is_firm]
    is_even = len(growing) > 1 and max(growing) <= EVEN_GAPS * min(growing)
    letters = sum(sign.isalpha() for word in words for sign in word.text)
    return set() if is_even and letters >= LEAST_WORDS else wide


def _piece(words: Sequence[_Word]) -> Line:
    text, places = words[0].text, []
    for word in words[1:]:
        text += " "
        places.append((len(text), word.box[0]))
        text += word.text
    (left, bottom, _right, top), (_left, _bottom, right, _top) = words[0].box, words[-1].box
    return Line(text, left, right, bottom, top - bottom, tuple(places), words[0].cell)
