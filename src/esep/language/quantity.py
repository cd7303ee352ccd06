"""A quantity as a text states it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from esep.language.interval import Interval

Approximation = Literal[">", "<", "~"]
Flag = Literal["ambiguous_separator", "suspicious_multiplier"]


@dataclass(frozen=True)
class Quantity:
    """A number with its multiplier, approximator and unit, and where it stands in the text.

    ``value`` is the number as written, multiplied out («47,8 мың» is 47800); None for a range, which has
    ``low`` and ``high`` instead, and for a number that can be read in two ways (flag
    ``ambiguous_separator``). Shares told in words («треть») are values below 1 in thousandths, unit
    ``share``. ``unit`` is a code of ``units.yaml`` or None. ``interval`` is what the writing can mean.

    ``start`` and ``end`` bound the whole wording, ``number_start`` and ``number_end`` the number with its
    multiplier, all as character offsets. ``case`` is the Kazakh case that the wording carries, ``possessive``
    whether it carries the third person's ending («395 мыңының»). ``form`` tells how the number is written.
    """

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    approximation: Approximation | None
    unit: str | None
    interval: Interval
    start: int
    end: int
    number_start: int
    number_end: int
    form: Literal["digits", "words", "share", "ratio"] = "digits"
    case: str | None = None
    possessive: bool = False
    flags: tuple[Flag, ...] = ()

    @property
    def candidates(self) -> tuple[Decimal, ...]:
        """Both numbers that an ambiguous one can be, the smaller first: 1.2 and 1200; else none."""
        ends = (self.interval.low, self.interval.high)
        if "ambiguous_separator" not in self.flags or self.low is not None:
            return ()
        numbers = (end for end in ends if isinstance(end, Decimal))
        return tuple(end if end == end.to_integral_value() else end.normalize() for end in numbers)
