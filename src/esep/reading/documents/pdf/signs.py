"""The signs of a PDF page and how each is turned: text along the margin, heads set upright, water marks."""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2.raw as pdfium

from esep.reading.documents.footnotes import set_high
from esep.reading.documents.pdf.turns import Box, Turn

SLANTED = 20
"""Degrees between a sign and a quarter of a turn, from which it is slanted: a water mark, and no text."""

MARK_HEIGHT, MARK_RISE, MARK_WIDTH = 0.8, 0.1, 2.0
"""Height and rise of the mark of a footnote, and the most width of marks, in heights of letters."""
_BEFORE_MARKS = '»”")%'

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
    signs = [
        Sign(_text(pdfium.FPDFText_GetUnicode(layer, index)), index, _degrees(layer, index))
        for index in range(layer.count_chars())
    ]
    return _with_marks(layer, signs)


def _with_marks(layer: Any, signs: list[Sign]) -> list[Sign]:
    """The signs, with the digits that stand high behind a word set so; a line goes on behind them."""
    kept: list[Sign] = []
    word: Sign | None = None  # the last sign before the marks
    for sign in signs:
        before = kept[-1] if kept else None
        if word is not None and sign.text in "\r\n":
            kept.append(sign)
            continue
        if word is not None and before is not None and before.is_space and _stands_beside(layer, word, sign):
            while kept[-1].is_space:
                kept.pop()
        if not (sign.text.isdecimal() and sign.degrees == 0):
            word = None
        elif word is None and before is not None and (before.text.isalpha() or before.text in _BEFORE_MARKS):
            word = before
        if word is not None and _stands_high(layer, word, sign):
            kept.append(replace(sign, text=set_high(sign.text)))
        else:
            word = None
            kept.append(sign)
    return kept


def _stands_high(layer: Any, before: Sign, sign: Sign) -> bool:
    """Whether a sign is smaller than the one before it and stands above its base line."""
    box, other = _box(layer, sign), _box(layer, before)
    height = other[3] - other[1]
    return box[3] - box[1] < MARK_HEIGHT * height and box[1] - other[1] > MARK_RISE * height


def _box(layer: Any, sign: Sign) -> Box:
    left, bottom, right, top = layer.get_charbox(sign.index, loose=True)
    return float(left), float(bottom), float(right), float(top)


def _stands_beside(layer: Any, before: Sign, sign: Sign) -> bool:
    """Whether a sign goes on in the line of another one, right behind the marks between them."""
    box, other = _box(layer, sign), _box(layer, before)
    height = other[3] - other[1]
    return abs(box[1] - other[1]) < MARK_RISE * height and 0 <= box[0] - other[2] < MARK_WIDTH * height


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
