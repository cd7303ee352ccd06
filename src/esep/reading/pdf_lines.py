"""Lines of a PDF page with their places, and how they join back into paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium

SHORT_LINE = 0.85
"""A line that ends before this share of the page's text width ends its paragraph."""
INDENT = 0.02
"""A line that begins further right than this share of the text width begins a paragraph."""
WIDE_STEP = 1.5
"""A step down larger than this many usual steps parts two paragraphs."""
OTHER_SIZE = 0.1
"""A line whose letters are larger or smaller by this share than those above begins a paragraph."""
CELL_GAP = 1.5
"""A gap in a line wider than this many letter heights parts two cells of a table."""

_ITEM = re.compile(r"(?:[–—•▪●*-]\s|\d{1,3}[.)]\s)")
_WORD_END = re.compile(r"[^\W\d_]+$")
_WORD_START = re.compile(r"[^\W\d_]+")
_LINE_ENDS = "\r\n\x02"
"""What parts lines: pdfium gives no line break after a word that it takes for hyphenated, only this sign."""
_HYPHENS = "-\u2010\u00ad\ufffe\x02"
"""Hyphens at a line's end: written ones, and those that the PDF or its reader marks as soft."""


@dataclass(frozen=True)
class Line:
    """One line of a page: its text, its edges and its base in points from the lower left, and its height.

    ``words`` says of each word but the first where in the text it begins, and its left edge.
    """

    text: str
    left: float
    right: float
    base: float
    height: float
    words: tuple[tuple[int, float], ...] = ()

    @property
    def is_row(self) -> bool:
        """Whether the line is a row of a table."""
        return " | " in self.text


@dataclass(frozen=True)
class Column:
    """Lines that follow one another; ``begins_anew`` where no paragraph goes on from the column before."""

    lines: Sequence[Line]
    begins_anew: bool = False


def page_pieces(layer: Any) -> list[Line]:
    """The pieces of a page's text layer in the order of the file: lines, cut where a wide gap is."""
    pieces: list[Line] = []
    characters: list[tuple[str, int]] = []
    for index in range(layer.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(layer, index))
        if character not in "\r\n":
            characters.append((character, index))
        if character in _LINE_ENDS:
            pieces += _pieces(layer, characters)
            characters = []
    return pieces + _pieces(layer, characters)


def rows_joined(pieces: Sequence[Line]) -> list[Line]:
    """Lines, where pieces that stand on one base line, each further right, are cells of one row."""
    lines: list[Line] = []
    for piece in pieces:
        if lines and abs(lines[-1].base - piece.base) < 1 and piece.left > lines[-1].right:
            before = lines.pop()
            piece = Line(
                f"{before.text} | {piece.text}", before.left, piece.right, before.base, before.height
            )
        lines.append(piece)
    return lines


def _pieces(layer: Any, characters: Sequence[tuple[str, int]]) -> list[Line]:
    visible = [(character, index) for character, index in characters if not character.isspace()]
    if not visible:
        return []
    boxes = {index: layer.get_charbox(index, loose=True) for _character, index in visible}
    pieces: list[Line] = []
    first, text = visible[0][1], visible[0][0]
    words: list[tuple[int, float]] = []
    for (_before, one), (character, other) in pairwise(visible):
        if other > one + 1:
            gap, height = boxes[other][0] - boxes[one][2], boxes[one][3] - boxes[one][1]
            if gap > CELL_GAP * height:
                pieces.append(_piece(text, boxes[first], boxes[one], words))
                first, text, words = other, character, []
                continue
            text += " "
            words.append((len(text), boxes[other][0]))
        text += character
    return [*pieces, _piece(text, boxes[first], boxes[visible[-1][1]], words)]


def _piece(
    text: str, first: Sequence[float], last: Sequence[float], words: Sequence[tuple[int, float]]
) -> Line:
    return Line(text, first[0], last[2], first[1], first[3] - first[1], tuple(words))


@dataclass(frozen=True)
class _Measure:
    """The usual left edge, text width and step from line to line of one column."""

    left: float
    width: float
    step: float

    @classmethod
    def of(cls, lines: Sequence[Line]) -> _Measure:
        left = min((line.left for line in lines), default=0.0)
        right = max((line.right for line in lines), default=0.0)
        steps = [upper.base - lower.base for upper, lower in pairwise(lines) if upper.base > lower.base]
        return cls(left, right - left, median(steps) if steps else 0.0)

    def ends_paragraph(self, line: Line) -> bool:
        return line.is_row or line.right < self.left + SHORT_LINE * self.width

    def begins_paragraph(self, line: Line, above: Line | None) -> bool:
        if line.is_row or line.left > self.left + INDENT * self.width or _ITEM.match(line.text):
            return True
        if above is not None and abs(line.height - above.height) > OTHER_SIZE * above.height:
            return True
        return above is not None and above.base - line.base > WIDE_STEP * self.step > 0


def join_lines(pages: Sequence[Sequence[Column]]) -> list[str]:
    """The text of each page, from the lines of its columns; pages join without a sign between.

    A paragraph goes on over the end of a column or a page. A hyphen at a line's end is dropped unless the
    document writes the word with a hyphen elsewhere.
    """
    words = _whole_words([column.lines for columns in pages for column in columns])
    texts: list[list[str]] = []
    before: Line | None = None
    ended = True
    for columns in pages:
        texts.append([])
        for column in columns:
            measure = _Measure.of(column.lines)
            above: Line | None = None
            ended = ended or column.begins_anew
            for line in column.lines:
                if before is None:
                    joint = ""
                elif ended or measure.begins_paragraph(line, above):
                    joint = "\n"
                else:
                    joint = _joint(before.text, line.text, words)
                texts[-1].append(joint + _without_hyphen(line.text))
                before = above = line
                ended = measure.ends_paragraph(line)
    return ["".join(parts) for parts in texts]


def _without_hyphen(text: str) -> str:
    """The line without the hyphen that breaks its last word; a dash after a space stays."""
    return text[:-1] if text[-1] in _HYPHENS and text[-2:-1].isalpha() else text


def _joint(before: str, after: str, words: frozenset[str]) -> str:
    """What stands between a line and the one that continues it."""
    if _without_hyphen(before) == before:
        return " "
    head, tail = _WORD_END.search(before[:-1]), _WORD_START.match(after)
    if head is None or tail is None:
        return "-"
    hyphenated, whole = f"{head.group()}-{tail.group()}".lower(), f"{head.group()}{tail.group()}".lower()
    return "-" if hyphenated in words and whole not in words else ""


def _whole_words(blocks: Sequence[Sequence[Line]]) -> frozenset[str]:
    return frozenset(word for lines in blocks for line in lines for word in _words(line.text))


def _words(text: str) -> Iterator[str]:
    for found in re.finditer(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower()):
        yield found.group()
