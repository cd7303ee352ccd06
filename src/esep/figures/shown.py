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
        if low is not None and high is not None:
            first, last = _written(low, language), _written(high, language)
            return first if first == last else f"{first}{DASH}{last}"
        if low is not None:
            return _("at least {number}", number=_written(low, language)).in_language(language)
        if high is not None:
            return _("at most {number}", number=_written(high, language)).in_language(language)
        return _("any number").in_language(language)


def _written(number: Number, language: Language) -> str:
    fraction = Fraction(number)
    places = 0 if abs(fraction) >= WHOLE_FROM else 2
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
