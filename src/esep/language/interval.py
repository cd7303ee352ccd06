"""What a written figure can mean: an interval of exact numbers.

«47,8 мың» says that the count lies in [47,750, 47,850); «более 122 тысяч» says that it starts at 122,000.
Arithmetic is exact. A bound is a :class:`~decimal.Decimal`; only a quotient without a finite decimal form
(one third) is a :class:`~fractions.Fraction`. ``None`` stands for no bound on that side.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

Number = Decimal | Fraction
_End = tuple[Fraction | None, bool]


def exact(value: Fraction | Decimal | int) -> Number:
    """The number as a Decimal where it has a finite decimal form, else as a Fraction."""
    if isinstance(value, Decimal):
        return value
    fraction = Fraction(value)
    rest, twos, fives = fraction.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return fraction
    places = max(twos, fives)
    digits = fraction.numerator * (10**places // fraction.denominator)
    return Decimal((int(digits < 0), tuple(int(d) for d in str(abs(digits))), -places))


@dataclass(frozen=True)
class Interval:
    """All numbers between two bounds; each bound may belong to it or not.

    An infinite bound never belongs to the interval. The bounds must leave room for at least one number.
    """

    low: Number | None
    high: Number | None
    includes_low: bool = True
    includes_high: bool = True

    def __post_init__(self) -> None:
        if self.low is None or self.high is None:
            object.__setattr__(self, "includes_low", self.includes_low and self.low is not None)
            object.__setattr__(self, "includes_high", self.includes_high and self.high is not None)
            return
        low, high = self.low, self.high
        if type(low) is not Decimal or type(high) is not Decimal:  # Decimals are compared exactly as they are
            low, high = Fraction(low), Fraction(high)
        if low > high or (low == high and not (self.includes_low and self.includes_high)):
            raise ValueError(f"An interval from {self.low} to {self.high} holds no number.")

    @classmethod
    def of(cls, value: Number | int) -> Interval:
        """The interval that holds ``value`` alone."""
        bound = exact(value)
        return cls(bound, bound)

    @property
    def is_exact(self) -> bool:
        """Whether exactly one number belongs to the interval."""
        return self.low is not None and self.high is not None and Fraction(self.low) == Fraction(self.high)

    def contains(self, value: Number | int) -> bool:
        """Whether ``value`` belongs to the interval."""
        return self.meets(Interval.of(value))

    def meets(self, other: Interval) -> bool:
        """Whether some number belongs to both intervals."""
        return not (self.below(other) or other.below(self))

    def below(self, other: Interval) -> bool:
        """Whether every number of this interval is smaller than every number of ``other``."""
        if self.high is None or other.low is None:
            return False
        high, low = Fraction(self.high), Fraction(other.low)
        return high < low or (high == low and not (self.includes_high and other.includes_low))

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        low, includes_low = _least(self._low, other._low)
        high, includes_high = _greatest(self._high, other._high)
        return _interval(low, includes_low, high, includes_high)

    def __neg__(self) -> Interval:
        return self * -1

    def __add__(self, other: Interval | Number | int) -> Interval:
        other = _as_interval(other)
        low, high = _sum(self._low, other._low), _sum(self._high, other._high)
        return _interval(*low, *high)

    def __radd__(self, other: Number | int) -> Interval:
        return self + other

    def __sub__(self, other: Interval | Number | int) -> Interval:
        return self + -_as_interval(other)

    def __mul__(self, other: Interval | Number | int) -> Interval:
        other = _as_interval(other)
        products = [
            _product(mine, my_side, theirs, their_side)
            for mine, my_side in ((self._low, -1), (self._high, 1))
            for theirs, their_side in ((other._low, -1), (other._high, 1))
        ]
        low = min(products, key=lambda p: (p[0], not p[2]))
        high = max(products, key=lambda p: (p[0], p[2]))
        return _interval(low[1], low[2], high[1], high[2])

    def __rmul__(self, other: Number | int) -> Interval:
        return self * other

    def __truediv__(self, other: Interval | Number | int) -> Interval:
        """The quotient; raises ZeroDivisionError when zero belongs to the divisor or bounds it."""
        other = _as_interval(other)
        low, high = other._low[0], other._high[0]
        if not ((low is not None and low > 0) or (high is not None and high < 0)):
            raise ZeroDivisionError("The divisor may be zero.")
        inverse_low = (Fraction(0), False) if high is None else (1 / high, other.includes_high)
        inverse_high = (Fraction(0), False) if low is None else (1 / low, other.includes_low)
        return self * _interval(*inverse_low, *inverse_high)

    @property
    def _low(self) -> _End:
        return (None if self.low is None else Fraction(self.low), self.includes_low)

    @property
    def _high(self) -> _End:
        return (None if self.high is None else Fraction(self.high), self.includes_high)

    def __str__(self) -> str:
        opening, closing = "[" if self.includes_low else "(", "]" if self.includes_high else ")"
        low = "-∞" if self.low is None else f"{self.low}"
        high = "∞" if self.high is None else f"{self.high}"
        return f"{opening}{low}, {high}{closing}"


def _as_interval(value: Interval | Number | int) -> Interval:
    return value if isinstance(value, Interval) else Interval.of(value)


def _interval(
    low: Fraction | None, includes_low: bool, high: Fraction | None, includes_high: bool
) -> Interval:
    return Interval(
        None if low is None else exact(low),
        None if high is None else exact(high),
        includes_low,
        includes_high,
    )


def _least(first: _End, second: _End) -> _End:
    if first[0] is None or second[0] is None:
        return None, False
    return min(first, second, key=lambda end: (end[0], not end[1]))


def _greatest(first: _End, second: _End) -> _End:
    if first[0] is None or second[0] is None:
        return None, False
    return max(first, second, key=lambda end: (end[0], end[1]))


def _sum(first: _End, second: _End) -> _End:
    if first[0] is None or second[0] is None:
        return None, False
    return first[0] + second[0], first[1] and second[1]


def _product(
    mine: _End, my_side: int, theirs: _End, their_side: int
) -> tuple[float | Fraction, Fraction | None, bool]:
    """Product of two ends: a key that orders it (infinities included), its value, whether it is reached."""
    a, b = mine[0], theirs[0]
    if a is not None and b is not None:
        reached = (mine[1] and theirs[1]) or (a == 0 and mine[1]) or (b == 0 and theirs[1])
        return a * b, a * b, reached
    if a == 0 or b == 0:  # zero times an unbounded factor stays zero
        return Fraction(0), Fraction(0), (a == 0 and mine[1]) or (b == 0 and theirs[1])
    sign_a = my_side if a is None else (1 if a > 0 else -1)
    sign_b = their_side if b is None else (1 if b > 0 else -1)
    return sign_a * sign_b * float("inf"), None, False
