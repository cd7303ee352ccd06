"""Marks of footnotes: digits set high behind a word become the signs «¹²³», so that none is a number."""

from __future__ import annotations

import re

_HIGH = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MARK = re.compile(r"\d{1,3}")


def set_high(digits: str) -> str:
    """Digits as they are written when they stand above the line; other texts stay as they are."""
    return digits.translate(_HIGH) if _MARK.fullmatch(digits.strip()) else digits
