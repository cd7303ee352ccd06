"""What a value can be while one input is not settled: a span of numbers or dates, some words, or unsure.

A value that is certain stands as itself, so that an input settled to one value gives exact answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from itertools import product
from typing import Any, Final, NamedTuple

from esep.law.nodes import Rounding
from esep.law.units import ValueType


class Span(NamedTuple):
    """All numbers or dates from ``least`` to ``most``, both included; ``least`` is below ``most``."""

    least: Any
    most: Any


class _Truth(Enum):
    UNSURE = "true or false"


UNSURE: Final = _Truth.UNSURE
"""A truth that is not settled."""

Possible = Any
"""A certain value (int, bool, date, str), a :class:`Span`, a frozenset of words, or :data:`UNSURE`."""


def ends(value: Possible) -> tuple[Any, Any]:
    """The least and the most of a number or date."""
    return value if type(value) is Span else (value, value)


def span(least: Any, most: Any) -> Possible:
    """The values from one to another; the value itself when they are one."""
    return least if least == most else Span(least, most)


def joined(values: Iterable[Possible], of: ValueType) -> Possible:
    """What a value can be that is one of several."""
    found = list(values)
    if len(found) == 1:
        return found[0]
    if of == "bool":
        return found[0] if all(each is found[0] for each in found) else UNSURE
    if of == "text":
        words = frozenset[str]().union(*map(words_in, found))
        return next(iter(words)) if len(words) == 1 else words
    least, most = zip(*map(ends, found), strict=True)
    return span(min(least), max(most))


def words_in(value: Possible) -> frozenset[str]:
    """The words that a text can be."""
    return value if isinstance(value, frozenset) else frozenset((value,))


def calculated(sign: str, left: Possible, right: Possible) -> Possible:
    """Sum, difference or product."""
    a, b = ends(left)
    c, d = ends(right)
    if sign == "+":
        return span(a + c, b + d)
    if sign == "-":
        return span(a - d, b - c)
    corners = (a * c, a * d, b * c, b * d)
    return span(min(corners), max(corners))


def divided(above: Possible, below: Possible, rounding: Rounding, zero: Callable[[], Possible]) -> Possible:
    """The rounded quotient; ``zero`` answers where the divisor is zero.

    A quotient is monotone in each side while the divisor keeps its sign, so its ends lie at corners.
    """
    least, most = ends(below)
    divisors = {each for each in (least, most, -1, 1) if each and least <= each <= most}
    found = [rounding.quotient(a, b) for a, b in product(set(ends(above)), divisors)]
    parts = [span(min(found), max(found))] if found else []
    if least <= 0 <= most:
        parts.append(zero())
    return joined(parts, "int")


def compared(sign: str, left: Possible, right: Possible) -> Possible:
    """Whether two values stand so to one another; UNSURE when both can be."""
    if sign in ("==", "!="):
        return _same(left, right) if sign == "==" else contrary(_same(left, right))
    if sign in (">", ">="):
        left, right, sign = right, left, "<" if sign == ">" else "<="
    a, b = ends(left)
    c, d = ends(right)
    if b < c or (sign == "<=" and b == c):
        return True
    if a > d or (sign == "<" and a == d):
        return False
    return UNSURE


def contrary(truth: Possible) -> Possible:
    """Not so."""
    return UNSURE if truth is UNSURE else not truth


def _same(left: Possible, right: Possible) -> Possible:
    if left is UNSURE or right is UNSURE:
        return UNSURE
    if isinstance(left, frozenset | str) or isinstance(right, frozenset | str):
        a, b = words_in(left), words_in(right)
        return UNSURE if len(a) + len(b) > 2 and a & b else a == b
    least, most = ends(left)
    low, high = ends(right)
    if most < low or high < least:
        return False
    return True if least == most == low == high else UNSURE


def clipped(value: Possible, lower: Possible | None, upper: Possible | None) -> Possible:
    """A number or date kept between two others."""
    least, most = ends(value)
    if lower is not None:
        low, high = ends(lower)
        least, most = max(least, low), max(most, high)
    if upper is not None:
        low, high = ends(upper)
        least, most = min(least, low), min(most, high)
    return span(least, most)


def among(value: Possible, options: frozenset[Any]) -> Possible:
    """Whether a value is one of several."""
    if type(value) is Span:
        return UNSURE if any(value.least <= option <= value.most for option in options) else False
    if isinstance(value, frozenset):
        inside = len(value & options)
        return UNSURE if 0 < inside < len(value) else inside > 0
    return UNSURE if value is UNSURE else value in options


def aged(full: Callable[[date, date], int], birth: Possible, at: Possible) -> Possible:
    """Whole years or months between two dates: the fewest for the latest birth at the earliest moment."""
    (early, late), (first, last) = ends(birth), ends(at)
    return span(full(late, first), full(early, last))
