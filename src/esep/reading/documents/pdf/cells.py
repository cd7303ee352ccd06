"""Cells of a PDF table that stand so near that they look like one: «Меркенский 3» beside «Шуский | 12»."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from esep.reading.documents.pdf.lines import Line, in_rows

SAME_EDGE = 1.5
"""Points by which the left edges of the cells of one column may differ."""
LEAST_ROWS = 2
"""Rows that have a cell at an edge, without which it is no edge of a column."""


def cells_parted(pieces: Sequence[Line]) -> list[Line]:
    """The pieces of a page, those of the rows of a table cut where the cells of its other rows begin.

    Only pieces that stand beside others on their line are cut, at the beginning of a word.
    """
    rows = list(in_rows(pieces))
    made: list[Line] = []
    for number, row in enumerate(rows):
        edges = _edges(rows, number) if len(row) > 1 else []
        for at, piece in enumerate(row):
            until = row[at + 1].left if at + 1 < len(row) else float("inf")
            made += _cut(piece, [edge for edge in edges if piece.left + SAME_EDGE < edge < until - SAME_EDGE])
    return made


def _edges(rows: Sequence[Sequence[Line]], number: int) -> list[float]:
    """The left edges of columns of the table in which the row ``number`` stands: of the rows beside it."""
    first = last = number
    while first and len(rows[first - 1]) > 1:
        first -= 1
    while last + 1 < len(rows) and len(rows[last + 1]) > 1:
        last += 1
    found = Counter(round(piece.left) for row in rows[first : last + 1] for piece in row[1:])
    return [float(edge) for edge, count in sorted(found.items()) if count >= LEAST_ROWS]


def _cut(piece: Line, edges: Sequence[float]) -> Iterator[Line]:
    start, left, done = 0, piece.left, 0
    for number, (offset, place) in enumerate(piece.words):
        if not any(abs(place - edge) < SAME_EDGE for edge in edges):
            continue
        words = tuple((at - start, where) for at, where in piece.words[done:number])
        yield replace(piece, text=piece.text[start : offset - 1], left=left, right=place - 1, words=words)
        start, left, done = offset, place, number + 1
    words = tuple((at - start, where) for at, where in piece.words[done:])
    yield replace(piece, text=piece.text[start:], left=left, words=words)
