"""Run a plan over rows."""

from __future__ import annotations

from typing import Any

from esep.engines.memory.evaluation import evaluation_of
from esep.engines.memory.population import Tables, populate
from esep.law import FAMILY, PERSON, Entity, Plan


def run(plan: Plan, tables: Tables) -> dict[Entity, list[dict[str, Any]]]:
    """Every provision asked for, for each family and each person, in the order of their tables.

    ``tables`` maps the names of a snapshot's tables to lists of dicts. The answer has a row for each family
    (``family`` and its provisions), empty ones too, and for each person, with a family or without.
    InputRefused when a row breaks what the law's vocabulary declares.
    """
    population = populate(plan, tables)
    steps = evaluation_of(plan).steps
    return {
        entity: [
            {entity.declared.key: id, **{name: steps[name](thing) for name in plan.asked_of(entity)}}
            for id, thing in things.items()
        ]
        for entity, things in ((FAMILY, population.families), (PERSON, population.persons))
    }
