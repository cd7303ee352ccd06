"""What a written number can mean: its plain value, its interval, and what makes it doubtful."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from esep.language.interval import Interval, exact
from esep.language.lexicon import reading_rules
from esep.language.making import made
from esep.language.numbers import ReadNumber
from esep.language.quantity import Approximation, Flag


def plain(value: Decimal) -> Decimal:
    """The same number without idle zeros and without an exponent: 47800, not 47800.0 or 4.78E+4."""
    whole = value.to_integral_value()
    return whole.quantize(_ONE) if value == whole else value.normalize()


_ONE = Decimal(1)


def lower_of(number: ReadNumber, high: ReadNumber) -> ReadNumber:
    """The lower number of a range, with the multiplier that is said only once: «от 5 до 7 тысяч»."""
    if number.has_multiplier or not high.has_multiplier or not high.leading:
        return number
    factor = high.value / high.leading
    lifted = number.value * factor
    if lifted >= high.value:
        return number
    return ReadNumber(lifted, (number.step or Decimal(1)) * factor, number.last, number.form, True)


def flags_of(number: ReadNumber, unit: str | None) -> tuple[Flag, ...]:
    """What makes a number doubtful: a sign that can be read in two ways, a multiplier too large."""
    if number.alternative is None and not number.has_multiplier:
        return ()
    flags: list[Flag] = []
    rules = reading_rules()
    if number.alternative is not None:
        flags.append("ambiguous_separator")
    is_large = number.has_multiplier and number.leading >= rules.suspicious_from
    if is_large and unit not in rules.money_units:
        flags.append("suspicious_multiplier")
    return tuple(flags)


def interval_of(
    number: ReadNumber,
    high: ReadNumber | None,
    unit: str | None,
    sign: Approximation | None,
    share: Fraction | None,
) -> Interval:
    """What the writing can mean; the rules and widths are declared in ``quantities.yaml``."""
    rules = reading_rules()
    if number.alternative is not None:
        return Interval(min(number.value, number.alternative), max(number.value, number.alternative))
    if share is not None:
        margin = Fraction(rules.share_width)
        around = Interval(exact(max(share - margin, Fraction(0))), exact(share + margin))
    elif high is not None:
        return _rounded(number, unit).hull(_rounded(high, unit))
    else:
        around = _rounded(number, unit)
    value = exact(share) if share is not None else number.value
    if sign == ">":
        return Interval(value, None)
    if sign == "<":
        return Interval(Decimal(0), value)
    if sign == "~" and share is None:
        width = abs(number.value) * rules.approximation_width
        return around.hull(Interval(number.value - width, number.value + width))
    return around


def _rounded(number: ReadNumber, unit: str | None) -> Interval:
    step = number.step
    if step is None:
        if unit not in reading_rules().rounded_units:
            return _between(number.value, number.value, True)
        step = _ONE
    return _between(number.value - step / 2, number.value + step / 2, False)


def _between(low: Decimal, high: Decimal, includes_high: bool) -> Interval:
    """The interval between two bounds that are known to leave room for a number."""
    return made(Interval, low=low, high=high, includes_low=True, includes_high=includes_high)
