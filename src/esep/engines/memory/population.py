"""Rows become things that know one another: a family its members, a person the family and the incomes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from esep.engines.boundary import (
    MEMBERSHIPS,
    NO_ROLE,
    absent,
    columns_read,
    empty,
    entities_of,
    needs_memberships,
    outside,
    refused,
    tables_read,
    too_many,
    two_families,
)
from esep.errors import Fault
from esep.law import FAMILY, PERSON, Entity, Plan
from esep.law.vocabulary import FAR_DATE, MOST_MEMBERS, Value

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]


@dataclass(eq=False, slots=True)
class Thing:
    """A family, a person or a part: its columns, whom it belongs to, what belongs to it.

    ``known`` holds the provisions already computed for it.
    """

    entity: Entity
    id: int
    row: dict[str, Value]
    family: Thing | None = None
    parts: dict[str, list[Thing]] = field(default_factory=dict)
    known: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Population:
    """Families and persons by id, in the order of their tables."""

    families: Mapping[int, Thing]
    persons: Mapping[int, Thing]


def populate(plan: Plan, tables: Tables, day: date | None = None) -> Population:
    """Link the rows that a plan reads, on the plan's date; InputRefused with every fault of the rows.

    A person belongs to the family of the one membership that holds on the date; who died on or before the
    date belongs to none. ``day`` takes the members of another day, on which the same plan holds.
    """
    faults = [
        absent(table, name)
        for table, names in tables_read(plan).items()
        for name in names
        if (rows := tables.get(table, ())) and name not in rows[0]
    ]
    if faults:
        raise refused(faults)
    entities = entities_of(plan)
    families = {thing.id: thing for thing in _things(FAMILY, plan, tables, faults)}
    persons = {thing.id: thing for thing in _things(PERSON, plan, tables, faults)}
    if needs_memberships(plan):
        _join_families(day or plan.date, families, persons, tables, faults)
    owners = {FAMILY: families, PERSON: persons}
    for owner, things in owners.items():
        for relation, name in owner.declared.parts.items():
            part = Entity(name)
            if relation != "members" and part in entities:
                _give_parts(relation, things, list(_things(part, plan, tables, faults)), part, faults)
    if faults:
        raise refused(faults)
    return Population(families, persons)


def _things(entity: Entity, plan: Plan, tables: Tables, faults: list[Fault]) -> Iterable[Thing]:
    declared = entity.declared
    columns = _bounds(entity, plan)
    for number, row in enumerate(tables.get(declared.table, ()), start=2):
        cells: dict[str, Value] = {}
        for name, missing, least, most in columns:
            value: Any = row.get(name)
            if value is None:
                value = missing
            if value is None:
                faults.append(Fault(declared.table, number, name, empty()))
            elif most is not None and not least <= value <= most:
                faults.append(Fault(declared.table, number, name, outside(declared.columns[name], value)))
            else:
                cells[name] = value
        yield Thing(entity, row[declared.key], cells)


@lru_cache(maxsize=1024)
def _bounds(entity: Entity, plan: Plan) -> tuple[tuple[str, Any, int, int | None], ...]:
    """Of each column that is read: its name, what stands for an empty cell, the least and the most."""
    declared = ((name, entity.declared.columns[name]) for name in columns_read(entity, plan))
    return tuple((name, column.missing, column.least or 0, column.most) for name, column in declared)


def _join_families(
    day: date, families: dict[int, Thing], persons: dict[int, Thing], tables: Tables, faults: list[Fault]
) -> None:
    deaths = {row["person"]: row["death_date"] for row in tables.get(PERSON.declared.table, ())}
    for thing in persons.values():
        thing.row["role"] = NO_ROLE
    for family in families.values():
        family.parts["members"] = []
    joined: set[int] = set()
    for number, row in enumerate(tables.get(MEMBERSHIPS, ()), start=2):
        person = persons.get(row["person"])
        if person is None or not row["valid_from"] <= day <= (row["valid_to"] or FAR_DATE):
            continue
        if (deaths[person.id] or FAR_DATE) <= day:
            continue
        if person.id in joined:
            faults.append(Fault(MEMBERSHIPS, number, "person", two_families()))
            continue
        joined.add(person.id)
        person.row["role"] = row["role"]
        person.family = families.get(row["family"])
        if person.family is not None:
            person.family.parts["members"].append(person)
    if any(len(family.parts["members"]) > MOST_MEMBERS for family in families.values()):
        faults.append(Fault(MEMBERSHIPS, 0, "family", too_many("family", MOST_MEMBERS)))


def _give_parts(
    relation: str, owners: Mapping[int, Thing], parts: list[Thing], part: Entity, faults: list[Fault]
) -> None:
    for owner in owners.values():
        owner.parts[relation] = []
    for thing in parts:
        if thing.id in owners:
            owners[thing.id].parts[relation].append(thing)
    most = part.declared.most_parts
    if any(len(owner.parts[relation]) > most for owner in owners.values()):
        faults.append(Fault(part.declared.table, 0, part.declared.key, too_many(part.declared.key, most)))
