"""Worked examples of provisions: computed by hand or printed in an official source, run on every engine.

A ``cases.yaml`` beside the provisions holds a list of cases: ``on`` (the date of the law), one ``family``
with its ``persons``, ``dwellings``, ``holdings`` and ``social_contracts``, and what to ``expect``. What an
example does not name is the default of the law's vocabulary. A value of persons is expected as a list, one
for each in order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from esep.errors import LawError
from esep.law.law import Law
from esep.law.planning import Plan
from esep.law.vocabulary import FAMILY, PERSON, Entity, EntityDeclaration
from esep.messages import messages_of
from esep.yaml_texts import read_yaml

_, _n = messages_of(__package__)

FILE = "cases.yaml"
FAMILY_ID = 1

Rows = dict[str, list[dict[str, Any]]]
Run = Callable[[Plan, Rows], Mapping[Entity, Sequence[Mapping[str, Any]]]]


class Case(BaseModel):
    """One worked example."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    on: date
    family: dict[str, Any] | None = Field(default_factory=dict)
    persons: tuple[dict[str, Any], ...] = ()
    dwellings: tuple[dict[str, Any], ...] = ()
    holdings: tuple[dict[str, Any], ...] = ()
    social_contracts: tuple[dict[str, Any], ...] = ()
    expect: dict[str, Any] = Field(min_length=1)
    worked: str = Field(min_length=1)
    source: str = Field(min_length=1)


@dataclass(frozen=True)
class Difference:
    """An example that an engine answers otherwise than it was worked."""

    case: str
    provision: str
    expected: Any
    given: Any


def read_cases(path: Path) -> tuple[Case, ...]:
    """Read a ``cases.yaml``; LawError naming the case and what is wrong with it."""
    cases = []
    for number, entry in enumerate(read_yaml(path.read_text("utf-8")) or [], start=1):
        try:
            cases.append(Case.model_validate(_with_word_on(entry)))
        except ValidationError as error:
            raise LawError(
                _(
                    "Case {number} in {file} is wrong: {reason}",
                    number=number,
                    file=str(path),
                    reason=str(error),
                )
            ) from error
    return tuple(cases)


def _with_word_on(entry: Any) -> Any:
    """YAML 1.1 reads the bare word ``on`` as true."""
    if not isinstance(entry, dict):
        return entry
    return {"on" if key is True else key: value for key, value in entry.items()}


def tables_of(case: Case) -> Rows:
    """The case's rows, in the tables of a snapshot; ``family: null`` leaves the persons without family."""
    rows: Rows = {table: [] for table in ("memberships", *(entity.table for entity in _declared()))}
    if case.family is not None:
        rows["families"].append(_row(FAMILY, FAMILY_ID, case.family, case))
    for relation in ("dwellings", "holdings", "social_contracts"):
        part, given = Entity(FAMILY.declared.parts[relation]), getattr(case, relation)
        rows[part.declared.table] += [_row(part, FAMILY_ID, entry, case) for entry in given]
    for number, person in enumerate(case.persons, start=1):
        parts = {name: person[name] for name in PERSON.declared.parts if name in person}
        own = {name: value for name, value in person.items() if name not in parts and name != "role"}
        rows["persons"].append(_row(PERSON, number, own, case))
        for relation, entries in parts.items():
            part = Entity(PERSON.declared.parts[relation])
            rows[part.declared.table] += [_row(part, number, entry, case) for entry in entries]
        if case.family is not None:
            role = person.get("role", PERSON.column("role").default)
            rows["memberships"].append(
                {
                    "person": number,
                    "family": FAMILY_ID,
                    "role": role,
                    "valid_from": date.min,
                    "valid_to": None,
                }
            )
    return rows


def differences(case: Case, law: Law, run: Run) -> list[Difference]:
    """What an engine answers otherwise than the case expects; empty when all agree."""
    plan = law.plan(case.expect, on=case.on)
    answers = run(plan, tables_of(case))
    found = []
    for name, expected in case.expect.items():
        entity = plan.by_name[name].entity
        given: Any = [row[name] for row in answers[entity]]
        if entity == FAMILY:
            given = given[0] if given else None
        if given != expected:
            found.append(Difference(case.name, name, expected, given))
    return found


def _declared() -> list[EntityDeclaration]:
    names = ["family", "person", *FAMILY.declared.parts.values(), *PERSON.declared.parts.values()]
    return [Entity(name).declared for name in names]


def _row(entity: Entity, key: int, given: Mapping[str, Any], case: Case) -> dict[str, Any]:
    declared = entity.declared
    for name in given:
        if name not in declared.columns:
            raise LawError(
                _(
                    "The case {case} gives {entity} the column {column}, which it does not have.",
                    case=repr(case.name),
                    entity=entity.name,
                    column=repr(name),
                )
            )
    columns = {name: column for name, column in declared.columns.items() if name != "role"}
    row = {name: given.get(name, column.default) for name, column in columns.items()}
    for name, column in columns.items():
        if row[name] is None and column.missing is None:
            raise LawError(
                _(
                    "The case {case} must state the column {column} of {entity}: it has no default.",
                    case=repr(case.name),
                    column=repr(name),
                    entity=entity.name,
                )
            )
    return {declared.key: key, **row}
