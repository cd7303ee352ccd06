"""Figures that add up to a total."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from esep.language import is_measure
from esep.reading.sentences.passage import Draft
from esep.reading.statements.part_sizes import RELATIVE
from esep.reading.statements.part_words import content

_CHANCE = 2
"""Digits of a number that is the sum of two others by chance."""
LEAST_SUM = 10
"""Smaller numbers add up by chance."""
_COMPLETES = 40
"""Figures between a part and the one that completes the total."""
_REMAINDER_REACH = 4
"""Sentences between a part and the figure that completes the total."""


def complete_totals(drafts: Sequence[Draft]) -> None:
    """Figures that complete a total to the last digit belong to it too."""
    parts: list[tuple[int, Draft, Draft]] = []
    for place, draft in enumerate(drafts):
        if draft.part_of is None and parts and _is_plain(draft):
            for number, part, total in reversed(parts):
                if number < place - _COMPLETES or draft.passage.index - part.passage.index > _REMAINDER_REACH:
                    break
                if _adds_up(total, part, draft):
                    draft.part_of = total
                    draft.rules.append("completes the total")
                    break
        if draft.part_of is not None:
            parts.append((place, draft, draft.part_of))
    for (first, second), total in zip(pairwise(drafts[1:]), drafts, strict=False):
        inside = total.passage is first.passage is second.passage
        if not inside or first.part_of is not None or second.part_of is not None:
            continue
        if _adds_up(total, first, second) and _is_no_chance(total, first):
            first.part_of = second.part_of = total
            first.rules.append("adds up to the total")
            second.rules.append("adds up to the total")


def _is_no_chance(total: Draft, first: Draft) -> bool:
    """Whether what adds up is a total: the text says so, or it counts things to three digits and more.

    «Доход 12 млн, расход 11 млн, прибыль 1 млн» adds up too, and «12 мектеп, 5, 7 мектеп» by chance.
    """
    keys = {token.key for token in total.passage.tokens[: first.first]}
    if any(key.startswith(tuple(content()["totals"])) for key in keys):
        return True
    value = total.quantity.value
    assert value is not None
    return not is_measure(total.unit) and len(str(int(value)).rstrip("0")) > _CHANCE


def _is_plain(draft: Draft) -> bool:
    return draft.bracket is None and draft.unit not in RELATIVE and draft.relation is None


def _adds_up(total: Draft, part: Draft, other: Draft) -> bool:
    if total is other or not total.unit == part.unit == other.unit or total.unit in RELATIVE:
        return False
    values = (total.quantity.value, part.quantity.value, other.quantity.value)
    whole, one, two = values
    if whole is None or one is None or two is None:
        return False
    return whole == one + two and min(one, two) > 0 and whole >= LEAST_SUM
