"""Tables of a PDF without drawn lines: rows as they stand on the page, or a doubt where rows disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from esep.reading.documents.captions import begins_caption
from esep.reading.documents.pdf.cells import SAME_EDGE, cells_parted
from esep.reading.documents.pdf.lines import Line, by_base_lines
from esep.reading.documents.pdf.tables import Row, TableLine
from esep.reading.documents.written_text import WrittenCell

LONE_TEXT = 0.6
"""Share of the width of its column that a lone line of running text fills; one within a table is shorter."""
FARTHEST_ROW = 4.0
"""Steps down in heights of letters, above which lines are of no one table."""
NEXT_LINE = 1.6
"""Steps down in heights of letters, up to which a line goes on in the next one of its cell."""
LONE_STEP = 2.2
"""Steps down in heights of letters, above which a lone line is a caption or a paragraph behind a table."""
LEAST_ROWS = 2
LEAST_NUMBERS = 2
"""Rows of several cells, and cells that are numbers, without which an area is no table of numbers."""
LEAST_WIDE_ROWS = 3
"""Rows of three cells or more, without which an area is no table of words."""
MOST_HEADS = 2
"""Rows of heads: a third one is the rest of heads whose lines wrap."""

_NUMBERS = re.compile(r"(?=.*\d)[\d\s.,%+−–-]+")

BaseLine = Sequence[Line]
"""The pieces that stand on one base line, from the left."""


def with_areas(page: int, pieces: Sequence[Line]) -> list[Line]:
    """The pieces of a column, those of each table without a grid in the order of its rows.

    A table whose rows disagree in their cells becomes one doubtful table: cells of more lines than one do not
    tell which line is of which row.
    """
    replaced: dict[int, list[Line]] = {}
    inside: set[int] = set()
    for area in _areas(by_base_lines(pieces), _width(pieces)):
        rows = by_base_lines(cells_parted([piece for row in area for piece in row]))
        ids = {id(piece) for row in area for piece in row}
        inside |= ids
        first = next(id(piece) for piece in pieces if id(piece) in ids)
        replaced[first] = [_doubtful(page, rows)] if _disagree(rows) else [p for row in area for p in row]
    made: list[Line] = []
    for piece in pieces:
        made += replaced.get(id(piece), [] if id(piece) in inside else [piece])
    return made


def _width(pieces: Sequence[Line]) -> float:
    return max((piece.right for piece in pieces), default=0.0) - min(
        (piece.left for piece in pieces), default=0.0
    )


def _areas(lines: Sequence[BaseLine], width: float) -> Iterator[Sequence[BaseLine]]:
    """The lines from the first of several pieces to the last, between lines of running text."""
    run: list[BaseLine] = []
    for line in [*lines, ()]:
        if run and (not line or _ends(run[-1], line, width)):
            yield from _trimmed(run)
            run = []
        if line and (len(line) > 1 or run):
            run.append(line)


def _ends(upper: BaseLine, line: BaseLine, width: float) -> bool:
    """Whether a table ends above ``line``: before running text, a caption, or a wide gap."""
    if len(line) > 1:
        return _step(upper, line) > FARTHEST_ROW
    is_text = line[0].right - line[0].left > LONE_TEXT * width
    return is_text or begins_caption(line[0].text) or _step(upper, line) > LONE_STEP


def _trimmed(run: list[BaseLine]) -> Iterator[Sequence[BaseLine]]:
    """The run without the lone lines behind its last row, but for those in which its cells go on."""
    last = max(at for at, line in enumerate(run) if len(line) > 1)
    while last + 1 < len(run) and _goes_on(run[last], run[last + 1]):
        last += 1
    area = run[: last + 1]
    numbers = sum(_NUMBERS.fullmatch(piece.text) is not None for line in area for piece in line)
    of_numbers = sum(len(line) > 1 for line in area) >= LEAST_ROWS and numbers >= LEAST_NUMBERS
    if of_numbers or sum(len(line) > 2 for line in area) >= LEAST_WIDE_ROWS:
        yield area


def _step(upper: BaseLine, lower: BaseLine) -> float:
    return (upper[0].base - lower[0].base) / max(upper[0].height, 1.0)


def _goes_on(upper: BaseLine, lower: BaseLine) -> bool:
    return _step(upper, lower) <= NEXT_LINE and all(_begins_small(piece) for piece in lower)


def _begins_small(piece: Line) -> bool:
    return piece.text[0].islower()


def _disagree(rows: Sequence[BaseLine]) -> bool:
    """Whether some row has not one piece for each column: cells go on in other lines, or are empty."""
    most = max(map(len, rows))
    left = min(piece.left for row in rows for piece in row)
    body = next(at for at, row in enumerate(rows) if _NUMBERS.fullmatch(row[-1].text) or at == len(rows) - 1)
    heads = [len(row) for row in rows[:body]]
    if len(heads) > MOST_HEADS or heads != sorted(heads) or 1 in heads:
        return True
    for at, row in enumerate(rows[body:], body):
        if len(row) > 1 and len(row) != most:
            return True
        if len(row) == 1:
            is_section = row[0].left < left + SAME_EDGE and not _begins_small(row[0])
            if not is_section or at + 1 == len(rows) or len(rows[at + 1]) == 1:
                return True
            if _begins_small(rows[at + 1][0]) and not row[0].text.endswith(":"):
                return True
    return False


def _doubtful(page: int, rows: Sequence[BaseLine]) -> TableLine:
    pieces = [piece for row in rows for piece in row]
    return TableLine(
        text="",
        left=min(piece.left for piece in pieces),
        right=max(piece.right for piece in pieces),
        base=rows[0][0].base,
        height=rows[0][0].base - rows[-1][0].base + rows[0][0].height,
        rows=tuple(
            Row(page, tuple(WrittenCell(piece.text, column) for column, piece in enumerate(row)))
            for row in rows
        ),
        is_doubtful=True,
    )
