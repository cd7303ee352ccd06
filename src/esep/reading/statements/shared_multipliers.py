"""Numbers that take their neighbour's multiplier: «18,6 млрд тенге, из них 12,4 из РБ», «5 и 7 млн тенге».

A bare number that is measured as its neighbour is told in the same thousands or millions, where it would be
absurd without them: a fraction of people, some tenge among milliards.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from esep.language import is_measure
from esep.language.interval import Interval
from esep.language.making import remade
from esep.language.meanings import plain
from esep.language.numbers import parse_digits
from esep.language.units import CURRENCIES
from esep.reading.sentences.passage import DASHES, Draft
from esep.reading.statements.bare_numbers import is_of_year
from esep.reading.statements.headless import HEADLESS
from esep.reading.statements.part_sizes import RELATIVE
from esep.reading.statements.part_words import speaks_of_a_part
from esep.reading.statements.rows import ROW

_RULE = "multiplier of the figure beside"
_MULTIPLIERS = frozenset(Decimal(10) ** power for power in (3, 6, 9, 12))
_LARGEST = 1000
"""From here on a number has no multiplier left out."""
_MOST = 10
"""Times that a number which takes its neighbour's multiplier can be the neighbour."""
_MILLION = 10**6
_EACH = "по"
_INHERITED = frozenset(["noun of the figure before", "noun of the subject"])
_FROM = frozenset(["с", "со", "от"])
_NEAR = 6
"""Figures on either side among which the neighbour is sought."""
_HALF = Decimal("0.5")


def share_multipliers(drafts: Sequence[Draft]) -> None:
    """Multiply out the bare numbers whose multiplier is told with their neighbour alone."""
    bare = [place for place, draft in enumerate(drafts) if _is_bare(draft)]
    # In a row the last number has the multiplier, and gives it to the one before it in turn.
    for place in reversed(bare):
        if _is_of_row(drafts[place]) or _begins_range(drafts, place):
            _share(drafts[place], drafts[place + 1 : place + _NEAR], in_row=True)
    for place in bare:
        if _RULE not in drafts[place].rules:
            _share(drafts[place], drafts[max(0, place - _NEAR) : place][::-1])
    for place in bare:
        if _RULE not in drafts[place].rules and _is_fraction_of_things(drafts[place]):
            _leave_without_unit(drafts[place])


def _is_fraction_of_things(draft: Draft) -> bool:
    """«Из шести котлов в работе четыре, давление 5,2 атм.»: no fraction of a boiler."""
    value = draft.quantity.value
    if value is None or value == value.to_integral_value() or is_measure(draft.unit):
        return False
    return not _INHERITED.isdisjoint(draft.rules)


def _leave_without_unit(draft: Draft) -> None:
    draft.unit, draft.noun, draft.qualifiers = None, "", ()
    draft.rules = [rule for rule in draft.rules if rule not in _INHERITED] + [HEADLESS]


def _begins_range(drafts: Sequence[Draft], place: int) -> bool:
    """«сократился с 14,5 до 9,2 тысячи», «14,5-тен 9,2 мыңға дейін»: the level that another one follows."""
    draft = drafts[place]
    if place + 1 == len(drafts) or drafts[place + 1].passage is not draft.passage:
        return False
    tokens = draft.passage.tokens
    between = [token.key for token in tokens[draft.last : drafts[place + 1].first]]
    if draft.passage.sentence.language == "kk":
        return draft.case == "ablative" and not between
    is_start = draft.first > 0 and tokens[draft.first - 1].key in _FROM
    return is_start and (between == ["до"] or (not between and tokens[drafts[place + 1].first].key == "до"))


def _share(draft: Draft, nearby: Sequence[Draft], in_row: bool = False) -> None:
    """Give the figure the multiplier of the nearest measured as it is; a part, that of the nearest it fits.

    «512,4 млрд, с увеличением на 18,2 млрд. Из них собственные – 148,9»: of the 512.4.
    """
    beside = [other for other in nearby if _is_beside(other, draft)]
    for other in beside if speaks_of_a_part(draft) else beside[:1]:
        factor = _factor(other)
        if factor is not None and _takes(draft, other, factor, in_row):
            _multiply(draft, factor)
            return


def _is_of_row(draft: Draft) -> bool:
    return ROW in draft.rules or "noun shared on the right" in draft.rules


def _is_bare(draft: Draft) -> bool:
    """Whether only the number itself is written, its unit elsewhere."""
    quantity = draft.quantity
    if (
        quantity.unit is not None
        or not (draft.unit or draft.noun)
        or draft.unit in RELATIVE
        or quantity.value is None
    ):
        return False
    if quantity.form != "digits" or quantity.value >= _LARGEST or "counted noun" in draft.rules:
        return False
    return quantity.value == _written(draft)


def _written(draft: Draft) -> Decimal | None:
    """The number without its multiplier."""
    parsed = parse_digits(draft.passage.tokens[draft.number].text)
    return parsed[0] if parsed is not None else None


def _is_beside(other: Draft, draft: Draft) -> bool:
    distance = draft.passage.index - other.passage.index
    return other.unit == draft.unit and (
        distance == 0 or (distance == 1 and (draft.passage.lead is not None or speaks_of_a_part(draft)))
    )


def _factor(draft: Draft) -> Decimal | None:
    """The multiplier with which a figure is told, written or taken from its own neighbour."""
    written = _written(draft) if draft.quantity.form == "digits" else None
    if not written or draft.quantity.value is None:
        return None
    factor = draft.quantity.value / written
    return factor if factor in _MULTIPLIERS else None


def _takes(draft: Draft, beside: Draft, factor: Decimal, is_row: bool) -> bool:
    value, level = draft.quantity.value, beside.quantity.value
    assert value is not None
    assert level is not None
    tokens = draft.passage.tokens
    before = tokens[draft.first - 1] if draft.first else None
    is_part = speaks_of_a_part(draft)
    if (before is not None and before.key == _EACH) or value * factor > (level if is_part else level * _MOST):
        return False
    if _is_of_one(draft, beside):
        return False
    is_row = is_row or _is_of_row(draft)
    if draft.unit in CURRENCIES:
        is_sum = factor >= _MILLION or value != value.to_integral_value()
        return is_row or is_part or is_sum
    if value == value.to_integral_value():
        return is_row or (is_of_year(draft) and value * factor * _MOST >= level)
    beside_dash = [tokens[at].text for at in (draft.first - 1, draft.last) if 0 <= at < len(tokens)]
    return is_row or is_part or not is_measure(draft.unit) or not DASHES.isdisjoint(beside_dash)


_OF_ONE = (
    *("цен", "тариф", "курс", "ставк", "средн", "урожайност", "надой", "надое", "надоя", "производительност"),
    *("баға", "бағам", "орташа", "өнімділі", "түсім"),
)
"""Begins the words for what is told of one of many: a price, a mean, a yield."""


def _is_of_one(draft: Draft, beside: Draft) -> bool:
    """«собрано 500 тыс. тонн, урожайность – 12,4»: not told in the thousands of the whole."""
    if beside.passage is not draft.passage or beside.last > draft.first:
        return False
    between = draft.passage.tokens[beside.last : draft.first]
    return any(token.key.startswith(_OF_ONE) for token in between)


def _multiply(draft: Draft, factor: Decimal) -> None:
    quantity = draft.quantity
    value = quantity.value
    assert value is not None
    around = quantity.interval
    if around.is_exact:
        around = Interval(value - _HALF, value + _HALF, includes_high=False)
    draft.quantity = remade(quantity, value=plain(value * factor), interval=around * factor)
    draft.rules.append(_RULE)
