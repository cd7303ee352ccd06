"""Intervals and spans as they stand in a sentence of a finding, in the sentence's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from babel.dates import format_date

from esep.language import Interval, Number, format_number
from esep.messages import Language, messages_of
from esep.reading.statement import Statement

_, _n = messages_of(__package__)

DASH = "–\u2060"
"""A dash after which no line ends."""
MILLION, BILLION = 10**6, 10**9
WHOLE_FROM = 1000
"""From this size on, the bounds of an interval are shown in whole numbers."""


@dataclass(frozen=True)
class Amount:
    """An interval in words: ``47 514``, ``236–336``, ``at least 84 000``, ``at most 33``."""

    interval: Interval

    @classmethod
    def of(cls, statement: Statement) -> Amount:
        """The number of a statement as written, or its interval where it is a range or approximate."""
        quantity = statement.quantity
        if quantity.value is None or quantity.approximation is not None:
            return cls(quantity.interval)
        return cls(Interval.of(quantity.value))

    def in_language(self, language: Language) -> str:
        """The interval with the numbers of ``language``."""
        low, high = self.interval.low, self.interval.high
        if low == 0 and high:
            low = None
        scale = _scale(low, high)
        if low is not None and high is not None:
            first, last = _written(low, scale, language), _written(high, scale, language)
            number = first if first == last else f"{first}{DASH}{last}"
            return _scaled(number, scale, language)
        bound = high if low is None else low
        if bound is None:
            return _("any number").in_language(language)
        number = _scaled(_written(bound, scale, language), scale, language)
        said = _("at most {number}", number=number) if low is None else _("at least {number}", number=number)
        return said.in_language(language)


def _scale(*bounds: Number | None) -> int:
    """A billion, a million or one: the largest in which all the bounds have at most two decimal places."""
    known = [Fraction(bound) for bound in bounds if bound is not None]
    for scale in (BILLION, MILLION):
        if known and all(abs(bound) >= scale and not bound % (scale // 100) for bound in known):
            return scale
    return 1


def _scaled(number: str, scale: int, language: Language) -> str:
    if scale == BILLION:
        return _("{number} billion", number=number).in_language(language)
    if scale == MILLION:
        return _("{number} million", number=number).in_language(language)
    return number


def _written(number: Number, scale: int, language: Language) -> str:
    fraction = Fraction(number) / scale
    # 5 874,55 is told as it is; of a quotient, with digits without end, only the whole
    is_written = (fraction * 100).denominator == 1
    places = 0 if abs(fraction) >= WHOLE_FROM and not is_written else 2
    rounded = round(fraction, places)
    exact = Decimal(rounded.numerator) / Decimal(rounded.denominator)
    return format_number(exact.normalize() if exact % 1 else exact.to_integral_value(), language)


@dataclass(frozen=True)
class Day:
    """A date as it is written in each language's short form."""

    date: date

    def in_language(self, language: Language) -> str:
        """``31.12.2026`` in Kazakh and Russian, ``31 December 2026`` in English."""
        if language == "en":
            return format_date(self.date, "d MMMM y", locale="en")
        return format_date(self.date, "dd.MM.y", locale=language)
