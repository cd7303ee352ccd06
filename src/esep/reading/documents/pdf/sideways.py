"""Text that is set sideways in the cells of a table, as long heads of narrow columns are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from esep.reading.documents.pdf.hyphens import joined
from esep.reading.documents.pdf.lines import CellOf, Line, box_of
from esep.reading.documents.pdf.signs import Sign
from esep.reading.documents.pdf.turns import Box, Turn

SAME_LINE = 0.5
"""Share of the height of letters by which the signs of one line may stand higher or lower."""
SPACE = 0.15
"""Share of the height of letters from which a gap parts words."""

Place = tuple[int, int]


def sideways_pieces(layer: Any, signs: Sequence[Sign], turn: Turn, cell_of: CellOf) -> list[Line]:
    """One piece for each cell of a grid in which ``signs`` stand sideways; ``turn`` is that of the page.

    What stands sideways outside of grids is left out: it is written along the margin.
    """
    cells: dict[Place, list[tuple[Sign, Box]]] = {}
    for sign in signs:
        box = box_of(layer, sign, turn)
        cell = None if box is None else cell_of((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        if box is not None and cell is not None:
            cells.setdefault(cell, []).append((sign, box))
    return list(_pieces(cells, turn))


def _pieces(cells: Mapping[Place, Sequence[tuple[Sign, Box]]], turn: Turn) -> Iterator[Line]:
    for cell, held in cells.items():
        upright = Turn((-(held[0][0].degrees or 0) - turn.degrees) % 360)
        text = joined(_lines([(sign.text, upright.box(box)) for sign, box in held]), frozenset())
        left, right = min(box[0] for _sign, box in held), max(box[2] for _sign, box in held)
        top, height = max(box[3] for _sign, box in held), held[0][1][2] - held[0][1][0]
        yield Line(text, left, right, top - height, height, cell=cell)


def _lines(signs: Sequence[tuple[str, Box]]) -> Iterator[str]:
    """The lines of signs whose boxes stand upright, from the top."""
    line: list[tuple[str, Box]] = []
    for sign in sorted(signs, key=lambda sign: -sign[1][1]):
        if line and line[0][1][1] - sign[1][1] > SAME_LINE * (sign[1][3] - sign[1][1]):
            yield _words(line)
            line = []
        line.append(sign)
    yield _words(line)


def _words(line: Sequence[tuple[str, Box]]) -> str:
    text, right = "", 0.0
    for sign, box in sorted(line, key=lambda sign: sign[1][0]):
        text += " " if text and box[0] - right > SPACE * (box[3] - box[1]) else ""
        text += sign
        right = box[2]
    return text
