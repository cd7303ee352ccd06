"""The reading order of PDF pages: columns one after another, without running heads and feet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median

from esep.reading.documents.pdf.areas import with_areas
from esep.reading.documents.pdf.cells import cells_parted
from esep.reading.documents.pdf.lines import Column, Line, by_base_lines, rows_joined
from esep.reading.documents.pdf.paragraphs import WIDE_STEP
from esep.reading.documents.pdf.tables import TableLine

EDGE_LINES = 2
"""Lines at the top and at the bottom of a page that can be its running head or foot."""
SAME_PLACE = 3.0
"""Points by which a running head may move from page to page."""
LEAST_COLUMN_LINES = 3
"""Lines on both sides of an empty strip without which it parts no columns."""
FULL_LINE = 0.6
"""Share of a column's width that its usual line fills; cells of a table are shorter."""
MIDDLE = (0.25, 0.75)
"""Where across the text the strip between two columns can lie."""
LEAST_LETTERS = 12
"""Letters in the usual line of a column of text."""

_DIGITS = re.compile(r"\d{1,4}(?!\d)")


def without_repeated(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without running heads and feet: lines at one place at the edge of half of the pages or more.

    A wide step parts them from the text. A number in them may count the pages.
    """
    edges = [_edge_lines(page) for page in pages]
    seen: Counter[tuple[str, int]] = Counter()
    for number, edge in enumerate(edges):
        seen.update({key for line in edge for key in _keys(line, number)})
    repeated = {key for key, count in seen.items() if count > 1 and 2 * count >= len(pages)}
    return [
        [line for line in page if line not in edge or not repeated.intersection(_keys(line, number))]
        for number, (page, edge) in enumerate(zip(pages, edges, strict=True))
    ]


def _edge_lines(page: Sequence[Line]) -> list[Line]:
    """The lines above the first wide step of a page and below its last, those in a grid left out."""
    bases = sorted({line.base for line in page}, reverse=True)
    steps = [upper - lower for upper, lower in pairwise(bases)]
    if len(bases) < 2 * EDGE_LINES:
        return []
    wide = WIDE_STEP * median(steps)
    upper = next((at + 1 for at in range(EDGE_LINES) if steps[at] > wide), 0)
    lower = next((at + 1 for at in range(EDGE_LINES) if steps[-1 - at] > wide), 0)
    near = {*bases[:upper], *bases[len(bases) - lower :]}
    return [line for line in page if line.base in near and line.cell is None]


def _keys(line: Line, number: int) -> Iterator[tuple[str, int]]:
    """What a line says and where, as written, and with each of its numbers less the page's."""
    places = {round(line.base / SAME_PLACE), round(line.base / SAME_PLACE + 0.5)}
    texts = [line.text]
    for found in _DIGITS.finditer(line.text):
        relative = int(found.group()) - number
        texts.append(f"{line.text[: found.start()]}#{relative}{line.text[found.end() :]}")
    yield from ((text, place) for text in texts for place in places)


def in_reading_order(pages: Sequence[Sequence[Line]]) -> list[list[Column]]:
    """The columns of each page, from the left, with their lines; a page without columns is one."""
    return [list(_columns(number, page)) for number, page in enumerate(pages)]


def _columns(number: int, page: Sequence[Line]) -> Iterator[Column]:
    strip = _strip_of(page)
    if strip is None:
        yield Column(_lines(number, page))
        return
    for place, band in enumerate(_bands(page, strip)):
        left = [line for line in band if line.right <= strip]
        right = [line for line in band if line.left >= strip]
        across = [line for line in band if line.left < strip < line.right]
        for at, column in enumerate(filter(None, (across, left, right))):
            lines = sorted(column, key=lambda line: (-round(line.base), line.left))
            yield Column(_lines(number, lines), begins_anew=place > 0 and at == 0)


def _lines(page: int, pieces: Sequence[Line]) -> list[Line]:
    """The pieces of a column as lines, cells of a row joined; the tables among them stay as they are."""
    in_rows = [line for drawn, run in _runs(pieces) for line in (run if drawn else with_areas(page, run))]
    lines: list[Line] = []
    for is_table, run in _runs(in_rows):
        lines += run if is_table else rows_joined(cells_parted(run))
    return lines


def _runs(pieces: Sequence[Line]) -> Iterator[tuple[bool, list[Line]]]:
    """Tables, and the pieces between them."""
    for is_table, run in groupby(pieces, key=lambda piece: isinstance(piece, TableLine)):
        yield is_table, list(run)


def _bands(page: Sequence[Line], strip: float) -> Iterator[list[Line]]:
    """The page from its top in bands: lines over the whole width, or those of both columns."""
    band: list[Line] = []
    is_across = False
    for line in sorted(page, key=lambda line: -line.base):
        here = line.left < strip < line.right
        if band and here != is_across:
            yield band
            band = []
        band.append(line)
        is_across = here
    if band:
        yield band


def _strip_of(page: Sequence[Line]) -> float | None:
    """Where, in points from the left, an empty strip parts two columns of running text; None without one."""
    page = [line for line in page if not isinstance(line, TableLine)]
    if len(page) < 2 * LEAST_COLUMN_LINES:
        return None
    first, last = min(line.left for line in page), max(line.right for line in page)
    width = last - first
    low, high = first + MIDDLE[0] * width, first + MIDDLE[1] * width
    places = sorted({line.left for line in page if low <= line.left <= high})
    return next((place - 0.5 for place in places if _parts_columns(page, place - 0.5)), None)


def _parts_columns(page: Sequence[Line], strip: float) -> bool:
    left = by_base_lines(line for line in page if line.right <= strip)
    right = by_base_lines(line for line in page if line.left >= strip)
    across = by_base_lines(line for line in page if line.left < strip < line.right)
    if min(len(left), len(right)) < LEAST_COLUMN_LINES or len(across) > min(len(left), len(right)):
        return False
    return all(_is_running_text(side) for side in (left, right))


def _is_running_text(side: Sequence[Sequence[Line]]) -> bool:
    """Whether the lines fill their column and are words: cells of a table are short, and many are numbers."""
    edges = [(min(piece.left for piece in line), max(piece.right for piece in line)) for line in side]
    width = max(right for _left, right in edges) - min(left for left, _right in edges)
    usual = median(right - left for left, right in edges)
    letters = median(sum(sign.isalpha() for piece in line for sign in piece.text) for line in side)
    return usual >= FULL_LINE * width and letters >= LEAST_LETTERS
