"""The signs of a PDF page and how each is turned: text along the margin, heads set upright, water marks."""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from esep.reading.documents.pdf.turns import Turn

SLANTED = 20
"""Degrees between a sign and a quarter of a turn, from which it is slanted: a water mark, and no text."""

LEAST_UPRIGHT = 0.1
"""Share of the signs of a page that stand upright as it is shown, when it is read so."""


@dataclass(frozen=True)
class Sign:
    """A sign of the text layer, its number there, and its turn clockwise in quarters; None when slanted."""

    text: str
    index: int
    degrees: int | None

    @property
    def is_space(self) -> bool:
        """Whether it is a space or the end of a line."""
        return self.text.isspace()


def read_signs(layer: Any) -> list[Sign]:
    """The signs of a page in the order of the file, with spaces and line ends."""
    return [
        Sign(_text(pdfium.FPDFText_GetUnicode(layer, index)), index, _degrees(layer, index))
        for index in range(layer.count_chars())
    ]


def turn_of(signs: Sequence[Sign], degrees: int) -> Turn:
    """The turn by which a page is read: ``degrees``, as it is shown, unless hardly a sign stands upright so.

    Then it is the one by which most signs do.
    """
    turns = Counter(sign.degrees for sign in signs if sign.degrees is not None and not sign.is_space)
    shown = Turn(degrees)
    if turns[shown.upright] >= LEAST_UPRIGHT * turns.total():
        return shown
    return Turn(-max(turns, key=lambda degrees: turns[degrees]) % 360)


def _text(code: int) -> str:
    """The sign of a code that a font gives; a broken font may give one that is no sign of Unicode."""
    is_sign = code <= sys.maxunicode and not 0xD800 <= code <= 0xDFFF
    return chr(code) if is_sign else "\ufffd"


def _degrees(layer: Any, index: int) -> int | None:
    degrees = math.degrees(pdfium.FPDFText_GetCharAngle(layer, index))
    if not math.isfinite(degrees):
        return None
    quarters = round(degrees / 90)
    return quarters * 90 % 360 if abs(degrees - quarters * 90) < SLANTED else None
