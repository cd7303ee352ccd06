"""What can be a part of what: by unit, and by size."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from esep.language import is_measure
from esep.reading.sentences.passage import Draft
from esep.reading.statements.part_words import content

RELATIVE = frozenset(["percent", "share", "times", "percentage_point"])
ALL = 100
"""Per cent of a whole."""


@cache
def _group(name: str) -> frozenset[str]:
    return frozenset(content()[name])


def are_people(*units: str | None) -> bool:
    """Whether all the units are of people and of their work: a person may be a part of a number of jobs."""
    return _group("people").issuperset(units)


def is_other_count(unit: str | None, held: str | None) -> bool:
    """Whether a bracket counts other things than the figure before it counts.

    «1 960 семей (9 870 человек)» are the same people, «7 школ (1 450 мест)» what the schools hold.
    """
    if unit == held or unit is None or held not in _group("held"):
        return False
    return not are_people(unit, held)


def are_counted_together(unit: str | None, other: str | None) -> bool:
    """Whether one thing is counted in both units: families and their people."""
    return _group("counted_together").issuperset((unit, other))


def of_unit(totals: Sequence[Draft], draft: Draft) -> Draft | None:
    """The last of the ``totals`` that has the unit of the figure."""
    return next((d for d in reversed(totals) if d.unit == draft.unit and draft.unit not in RELATIVE), None)


def may_hold_or_same(total: Draft, part: Draft) -> bool:
    """Whether the total has the unit of the part, or can hold it."""
    return total.unit == part.unit or may_hold(total, part)


def may_hold(total: Draft, part: Draft) -> bool:
    """Whether the total can hold a part of another unit: a percentage of it, or things among things."""
    if total.unit in RELATIVE:
        return False
    if part.unit in RELATIVE:
        return True
    return not is_measure(total.unit) and not is_measure(part.unit)


def fits(part: Draft, total: Draft) -> bool:
    """Whether the part is not larger than the total."""
    if part.unit in RELATIVE:
        return part.quantity.value is None or part.quantity.value <= ALL
    if part.quantity.value is None or total.quantity.value is None:
        return False
    return part.quantity.value <= total.quantity.value
