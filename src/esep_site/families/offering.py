"""What one family is offered now: the rights that it does not draw, then the measures that fit it, in order.

The same catalogue and law as :func:`esep.support.propose`, asked of one family's own rows.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from esep.engines.memory import populate, rows_of
from esep.engines.memory.evaluation import evaluation_of
from esep.kazakhstan import Measure, law, measures
from esep.law import FAMILY, Plan
from esep.support import Offer, law_with_offers, offered

Rows = dict[str, list[dict[str, Any]]]


def offers_to(rows: Rows, family: int, on: date) -> list[Offer]:
    """The offers to a family and its members under the law of a day; ``rows`` of the registers by table."""
    plan = _plan(on)
    population = populate(plan, rows_of(family, on, rows))
    whole = population.families[family]
    things = [whole, *population.persons.values()]
    steps = evaluation_of(plan).steps
    found = []
    for measure in measures(on):
        for thing in things:
            if thing.entity == measure.entity and steps[offered(measure)](thing):
                person = None if measure.entity == FAMILY else thing.id
                first = measure.comes_first is not None and bool(steps[measure.comes_first](thing))
                amount = int(steps[measure.amount](thing)) if measure.amount else None
                found.append(Offer(measure, person, first, amount, _cost(measure, amount, on)))
    return sorted(found, key=lambda offer: (offer.measure.order, offer.person or 0))


def measure_of(name: str, on: date) -> Measure | None:
    """The measure of the catalogue of a day by its id."""
    return next((each for each in measures(on) if each.id == name), None)


def _cost(measure: Measure, amount: int | None, on: date) -> int | None:
    index = law().parameters["mci"].on(on).value
    assert isinstance(index, int)
    stated = measure.cost.tenge(index)
    if stated is None and amount is not None:
        return amount * (measure.cost.months or 1)
    return stated


@lru_cache(maxsize=32)
def _plan(on: date) -> Plan:
    catalogue = measures(on)
    names = [offered(measure) for measure in catalogue]
    names += [measure.comes_first for measure in catalogue if measure.comes_first]
    names += [measure.amount for measure in catalogue if measure.amount]
    return law_with_offers(law(), catalogue).plan(names, on=on)
