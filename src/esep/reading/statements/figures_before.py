"""The figure before a number that the number goes on with: a total, or the last one counted."""

from __future__ import annotations

from collections.abc import Sequence

from esep.language import is_measure
from esep.reading.sentences.passage import Draft
from esep.reading.statements.bare_numbers import is_count_alone, is_of_year
from esep.reading.statements.part_sizes import RELATIVE
from esep.reading.statements.part_words import speaks_of_a_part
from esep.reading.statements.plan_and_fact import told_as
from esep.reading.statements.rows import is_item
from esep.reading.statements.unit_words import unit_words

_OF_THEM = frozenset(["олардың", "солардың", "бұлардың"])
_LEAST_WITH_MULTIPLIER = 1000
"""From here on a whole number may be told in thousands, and so be no count."""


def figure_before(draft: Draft, before: Sequence[Draft]) -> Draft | None:
    """The last figure with a noun in this sentence or the one before it; one outside brackets first."""
    if draft.bracket is None and before and before[-1].bracket is not None:
        before = [other for other in before if other.bracket is None or other.passage is not draft.passage]
    farthest = 1
    for other in reversed(before):
        distance = draft.passage.index - other.passage.index
        if distance > farthest or (distance and not _may_reach_back(draft)):
            return None
        if distance and is_measure(other.unit) and _is_of_things(draft):
            farthest = 2  # «Онда 7 станса бар. Құны – 22 млрд теңге. Оның үшеуі іске қосылды»
            continue
        if other.unit in RELATIVE or _is_per_people(other.unit) or (other.unit is None and not other.noun):
            continue
        if is_measure(other.unit) and distance and not (draft.bracket or speaks_of_a_part(draft)):
            if _counts_some(draft):
                continue
            return None
        if not is_measure(other.unit) or _may_measure(draft):
            return other
    return None


def named_total(draft: Draft, before: Sequence[Draft]) -> Draft | None:
    """The figure of the sentence that «из» stands before: what is told after it are its parts."""
    for other in reversed(before):
        if other.passage is not draft.passage:
            return None
        tokens = other.passage.tokens
        if other.first and tokens[other.first - 1].key == "из" and (other.unit is not None or other.noun):
            return other
    return None


def lead_total(draft: Draft, before: Sequence[Draft]) -> Draft | None:
    """The last figure of the sentence whose colon opens the list in which the number is an item."""
    lead = draft.passage.lead
    if lead is None or not is_item(draft):
        return None
    named = [d for d in before if d.passage is lead and d.unit is not None and d.unit not in RELATIVE]
    return named[-1] if named and not is_measure(named[-1].unit) else None


def is_lead_item(draft: Draft, total: Draft) -> bool:
    """Whether the number is an item of the list that the sentence of ``total`` opens."""
    return total.passage is draft.passage.lead and is_item(draft)


def is_possessed_part(draft: Draft, total: Draft) -> bool:
    """«37 шақырым жолдың 12-сі»: a Kazakh part of a length is measured as its whole is."""
    return draft.quantity.possessive and total.passage is draft.passage and is_measure(total.unit)


def _counts_some(draft: Draft) -> bool:
    """«71-ін пайдалануға беру»: some of the things, so not of the money, that was told of before."""
    value = draft.quantity.value
    is_count = value is not None and value == value.to_integral_value() and value < _LEAST_WITH_MULTIPLIER
    return is_count and draft.quantity.possessive


def _is_of_things(draft: Draft) -> bool:
    """«үшеуі», «олардың 15-і»: a collective number in words, or some of several, counts things or people."""
    if not draft.quantity.possessive or not _counts_some(draft):
        return False
    before = draft.passage.tokens[draft.first - 1].key if draft.first else ""
    return draft.quantity.form == "words" or before in _OF_THEM


def _is_per_people(unit: str | None) -> bool:
    """Whether a unit is a rate of people («person/10000»), in which nothing else is counted."""
    return unit is not None and unit.rpartition("/")[2].isdigit()


def _may_reach_back(draft: Draft) -> bool:
    """Whether a bare number can go on with what the sentence before counted."""
    near = draft.passage.tokens[max(0, draft.first - 3) : draft.first]
    return (
        is_count_alone(draft)
        or any(token.key in unit_words().more for token in near)
        or draft.bracket is not None
        or _may_measure(draft)
        or speaks_of_a_part(draft)
    )


def _may_measure(draft: Draft) -> bool:
    """Whether a bare number can be an amount of money or length: it has a multiplier or a fraction.

    «почти 70 из них», «по 1 500» are told of what was measured before.
    """
    if draft.quantity.possessive or _is_told_again(draft) or is_of_year(draft) or told_as(draft) is not None:
        return True
    value = draft.quantity.value
    return draft.after_number > draft.number + 1 or (value is not None and value != value.to_integral_value())


def _is_told_again(draft: Draft) -> bool:
    tokens = draft.passage.tokens
    before = tokens[draft.first - 1].key if draft.first else ""
    after = [token.key for token in tokens[draft.last : draft.last + 2]]
    return before == "по" or after in (["из", "них"], ["из", "которых"])
