"""The straight lines drawn on a PDF page: the rulings of its tables."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import c_float, c_int
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

import pypdfium2.raw as pdfium
from pypdfium2 import PdfMatrix

from esep.reading.documents.pdf.turns import FARTHEST, Point, Turn

MOST_PATHS = 20_000
"""Drawings on a page, above which it is a map or a picture, and its lines part no cells."""
MOST_POINTS = 1_000
"""Points of one drawing, above which it is no ruling: the whole grid of a table takes a few hundred."""
MOST_PAGE_POINTS = 100_000
"""Points of all rulings of a page, above which it is a picture."""
LEAST_LENGTH = 4.0
"""Points, below which a line is the end of a thicker one, or a part of a sign."""
STRAIGHT = 0.5
"""Points by which the ends of a line may differ across its direction."""
_DEPTH = 4
"""Forms within forms that are looked into."""


@dataclass(frozen=True)
class Ruling:
    """A line at ``at`` points on one axis, that goes from ``first`` to ``last`` on the other."""

    at: float
    first: float
    last: float


def rulings_of(page: Any, turn: Turn) -> tuple[list[Ruling], list[Ruling]]:
    """The lines across a page and those down it, in points, of a page that is shown with ``turn``.

    The edges of filled rectangles are lines too: many programs draw a border as a very thin rectangle.
    """
    across: list[Ruling] = []
    down: list[Ruling] = []
    paths = list(islice(_paths(page), MOST_PATHS + 1))
    counts = [pdfium.FPDFPath_CountSegments(path) for path, _outer in paths]
    if len(paths) > MOST_PATHS or sum(count for count in counts if count <= MOST_POINTS) > MOST_PAGE_POINTS:
        return [], []
    for (path, outer), count in zip(paths, counts, strict=True):
        if count > MOST_POINTS:
            continue
        for start, end in _strokes(path, outer):
            if not all(abs(place) < FARTHEST for place in (*start, *end)):
                continue
            (x, y), (to_x, to_y) = turn.point(*start), turn.point(*end)
            if abs(y - to_y) <= STRAIGHT and abs(x - to_x) >= LEAST_LENGTH:
                across.append(Ruling((y + to_y) / 2, min(x, to_x), max(x, to_x)))
            elif abs(x - to_x) <= STRAIGHT and abs(y - to_y) >= LEAST_LENGTH:
                down.append(Ruling((x + to_x) / 2, min(y, to_y), max(y, to_y)))
    return across, down


def _paths(page: Any) -> Iterator[tuple[Any, list[PdfMatrix]]]:
    """The visible drawings of a page, and the matrices of the forms that hold them, the innermost first."""
    kinds = [pdfium.FPDF_PAGEOBJ_PATH]
    for drawing in page.get_objects(filter=kinds, max_depth=_DEPTH):
        fill, stroke = c_int(), c_int()
        pdfium.FPDFPath_GetDrawMode(drawing, fill, stroke)
        if fill.value or stroke.value:
            outer, form = [], drawing.container
            while form is not None:
                outer.append(form.get_matrix())
                form = form.container
            yield drawing, outer


def _strokes(path: Any, outer: list[PdfMatrix]) -> Iterator[tuple[Point, Point]]:
    """The straight lines of a drawing, each by its two ends on the page."""
    matrices = [path.get_matrix(), *outer]
    part: list[Point] = []
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        x, y = c_float(), c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (x.value, y.value)
        for matrix in matrices:
            point = matrix.on_point(*point)
        if kind == pdfium.FPDF_SEGMENT_LINETO and part:
            part.append(point)
        else:
            yield from pairwise(part)
            part = [point]
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield from pairwise([*part, part[0]])
            part = []
    yield from pairwise(part)
