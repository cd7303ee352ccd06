"""Totals told behind their parts: «бюджеттен 1 млрд, несиеден 3 млрд, барлығы 4 млрд теңге»."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from esep.reading.sentences.passage import Draft, Passage
from esep.reading.statements.part_sizes import RELATIVE
from esep.reading.statements.part_sums import LEAST_SUM

_SUMS = ("всего", "итого", "барлығы", "барлық", "жалпы", "жиыны", "бәрі", "общ")
"""Begins the words before a total."""
_REACH = 3
"""Tokens before a total in which such a word stands."""
_LEAST_PARTS = 2


def find_totals_behind(drafts: Sequence[Draft]) -> None:
    """Make figures the parts of a total behind them in their sentence, if they add up to its last digit."""
    for place, total in enumerate(drafts):
        if total.quantity.value is None or total.unit in RELATIVE or not _is_called_total(total):
            continue
        for part in _parts(drafts[:place], total):
            part.part_of = total
            part.rules.append("adds up to the total")


def _is_called_total(draft: Draft) -> bool:
    sums = _sums_named(draft.passage)
    if not sums:
        return False
    near = draft.passage.tokens[max(0, draft.first - _REACH) : draft.first]
    return any(token.key in sums for token in near)


@lru_cache(maxsize=8)
def _sums_named(passage: Passage) -> frozenset[str]:
    """The words of a sentence that call a figure a total."""
    return frozenset(key for key in passage.keys if key.startswith(_SUMS))


def _parts(before: Sequence[Draft], total: Draft) -> list[Draft]:
    """The figures right before ``total`` that count what it counts, where they add up to it; else none."""
    found: list[Draft] = []
    left = total.quantity.value or Decimal(0)
    if left < LEAST_SUM:
        return []
    for draft in reversed(before):
        if draft.passage is not total.passage or left <= 0:
            break
        value = draft.quantity.value
        if draft.part_of is not None or draft.unit != total.unit or draft.is_change or value is None:
            continue
        found.append(draft)
        left -= value
    return found if left == 0 and len(found) >= _LEAST_PARTS else []
