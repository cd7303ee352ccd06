"""Why a family's answer is what it is: each provision with the values, parameters and articles behind it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from esep.engines.boundary import MEMBERSHIPS
from esep.engines.memory.explained import Explained
from esep.engines.memory.population import Row, Tables, populate
from esep.engines.memory.tracing import AllBut, Told, tracing_of
from esep.errors import NotFound
from esep.law import FAMILY, PERSON, Plan
from esep.law.vocabulary import Entity
from esep.messages import messages_of

_, _n = messages_of("esep.engines")


@dataclass(frozen=True)
class Explanation:
    """The account of one family on one date by the rules of ``plan``: a tree for each provision asked for."""

    family: int
    date: date
    values: tuple[Explained, ...]
    changes: tuple[str, ...] = ()
    plan: Plan | None = field(default=None, compare=False, repr=False)

    def value(self, name: str, person: int | None = None) -> Explained:
        """The tree of one provision, of the family or of one of its persons; NotFound when it is not here."""
        for found in self.values:
            if found.name == name and person in (None, found.id):
                return found
        raise NotFound(_("The explanation of family {family} has no {name}.", family=self.family, name=name))

    def as_data(self) -> dict[str, Any]:
        """The whole tree as plain data; dates are ISO texts."""
        return {
            "family": self.family,
            "date": self.date.isoformat(),
            "changes": list(self.changes),
            "values": [value.as_data() for value in self.values],
        }

    def to_json(self) -> str:
        """The whole tree as JSON."""
        return json.dumps(self.as_data(), ensure_ascii=False, indent=1)


def explain(
    plan: Plan,
    tables: Tables,
    family_id: int,
    *,
    names: Collection[str] | None = None,
    one_step: bool = False,
) -> Explanation:
    """Explain every provision asked for, for one family and each of its members.

    ``tables`` may hold only the family's rows or a whole population; only the family's rows are used.
    ``names``: only these of the plan's. ``one_step``: what a value follows from at once, and no further;
    the provisions beneath are marked as repeated. NotFound when there is no such family.
    """
    population = populate(plan, rows_of(family_id, plan.date, tables))
    family = population.families.get(family_id)
    if family is None:
        raise NotFound(_("There is no family {family} in these tables.", family=family_id))
    tracing, told = tracing_of(plan), Told()
    things = [family, *(person for person in population.persons.values())]
    values = [
        tracing.provision(name, thing, AllBut((name, thing)) if one_step else told)
        for thing in things
        for name in plan.asked_of(thing.entity)
        if names is None or name in names
    ]
    return Explanation(family_id, plan.date, tuple(values), plan.changes, plan)


def rows_of(family_id: int, day: date | None, tables: Tables) -> dict[str, list[Row]]:
    """The family's own rows: of memberships that hold on the day, of those persons, of all that is theirs.

    Without a day, the rows of everybody who was ever a member.
    """

    def holds(row: Row) -> bool:
        return day is None or bool(
            row["valid_from"] <= day and (row["valid_to"] is None or day <= row["valid_to"])
        )

    memberships = [row for row in tables.get(MEMBERSHIPS, ()) if row["family"] == family_id and holds(row)]
    members = {row["person"] for row in memberships}

    def owned(entity: Entity, keys: set[int]) -> Iterator[tuple[str, list[Row]]]:
        for part in (entity, *(Entity(name) for name in entity.declared.parts.values() if name != "person")):
            declared = part.declared
            yield declared.table, [row for row in tables.get(declared.table, ()) if row[declared.key] in keys]

    return {MEMBERSHIPS: memberships, **dict(owned(FAMILY, {family_id})), **dict(owned(PERSON, members))}
