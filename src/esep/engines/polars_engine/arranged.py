"""Rows in one order: families, their members, and the parts of each, found by position and not by key.

The rows of one owner stand together, so that an owner's rows are known by where they begin (``offsets``), and
sums are differences of running sums. A snapshot is arranged so when it is built; rows from elsewhere are
arranged here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from esep.engines.boundary import MEMBERSHIPS, NO_ROLE, columns_read, entities_of, needs_memberships
from esep.engines.polars_engine.expressions import column_name
from esep.engines.source import Source
from esep.law import FAMILY, PERSON, Entity, Plan
from esep.law.nodes import Column
from esep.law.vocabulary import FAR_DATE

Positions = NDArray[np.int64]
DEATH = "membership:death"
DEATH_ON = pl.col("death_date").fill_null(FAR_DATE).alias(DEATH)


@dataclass(frozen=True)
class Arranged:
    """The rows that a plan reads, of whole families.

    ``frames``: a frame for each entity, columns named as by :func:`column_name`, the keys as they are.
    ``offsets``: for each entity that is a part, where the rows of each owner begin, then the end.
    ``members``: positions of persons, family by family; ``member_offsets`` where each family's begin.
    ``families``: for each person the position of the family, null for who has none.
    """

    frames: Mapping[Entity, pl.DataFrame]
    offsets: Mapping[Entity, Positions]
    members: Positions
    member_offsets: Positions
    families: pl.Series


@dataclass(frozen=True)
class Memberships:
    """Who belongs to which family on a day: positions of person and family (null: not here), and role."""

    person: Positions
    family: pl.Series
    role: pl.Series


def selection(entity: Entity, plan: Plan) -> list[pl.Expr]:
    """The columns of an entity that a plan reads; empty cells as the vocabulary declares."""
    chosen = []
    for name in columns_read(entity, plan):
        declared = entity.column(name)
        column = pl.col(name).cast(pl.Int64) if declared.most is not None else pl.col(name)
        filled = column if declared.missing is None else column.fill_null(declared.missing)
        chosen.append(filled.alias(column_name(Column(entity, name))))
    if entity == PERSON and needs_memberships(plan):
        chosen.append(DEATH_ON)
    return chosen


def parts_of(plan: Plan) -> tuple[Entity, ...]:
    """The parts that a plan gathers, but for persons."""
    return tuple(entity for entity in entities_of(plan) if entity not in (FAMILY, PERSON))


def begins(counts: NDArray[np.integer]) -> Positions:
    """Where the rows of each owner begin, and the end, from how many each has."""
    offsets = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(counts, out=offsets[1:])
    return offsets


def arrange(plan: Plan, source: Source) -> Arranged:
    """Arrange the rows of any source; rows of owners that are not there are left out."""
    frames = {
        entity: source.scan(entity.declared.table)
        .select(entity.declared.key, *selection(entity, plan))
        .collect()
        for entity in entities_of(plan)
    }
    offsets: dict[Entity, Positions] = {}
    for part in parts_of(plan):
        key = part.declared.key
        owners = frames[FAMILY if key == FAMILY.declared.key else PERSON]
        at = owners.select(key, pl.int_range(pl.len(), dtype=pl.Int64).alias("at"))
        placed = (
            frames[part].join(at, on=key, how="inner", maintain_order="left").sort("at", maintain_order=True)
        )
        frames[part] = placed.drop("at")
        offsets[part] = begins(np.bincount(placed["at"].to_numpy(), minlength=len(owners)))
    memberships = _memberships(plan, source, frames) if needs_memberships(plan) else None
    return joined(plan, frames, offsets, memberships)


def _memberships(plan: Plan, source: Source, frames: Mapping[Entity, pl.DataFrame]) -> Memberships:
    at = {
        entity: frames[entity].select(
            entity.declared.key, pl.int_range(pl.len(), dtype=pl.Int64).alias(entity.name + "_at")
        )
        for entity in (FAMILY, PERSON)
    }
    found = (
        members_on(plan, source)
        .collect()
        .join(at[PERSON], on="person", how="inner", maintain_order="left")
        .join(at[FAMILY], on="family", how="left", maintain_order="left")
    )
    return Memberships(found["person_at"].to_numpy(), found["family_at"], found["role"])


def members_on(plan: Plan, source: Source) -> pl.LazyFrame:
    """Person, family and role of the memberships that hold on the plan's date."""
    return source.scan(MEMBERSHIPS).filter(holds(plan.date)).select("person", "family", "role")


def holds(day: date) -> pl.Expr:
    """Whether a membership holds on a day."""
    return (pl.col("valid_from") <= day) & (pl.col("valid_to").fill_null(FAR_DATE) >= day)


def joined(
    plan: Plan,
    frames: dict[Entity, pl.DataFrame],
    offsets: Mapping[Entity, Positions],
    memberships: Memberships | None,
) -> Arranged:
    """Join persons to families; who has died by the plan's date belongs to none."""
    persons, nobody = len(frames[PERSON]), np.zeros(0, dtype=np.int64)
    if memberships is None:
        alone = pl.Series(values=[None], dtype=pl.UInt32).new_from_index(0, persons)
        return Arranged(frames, offsets, nobody, np.zeros(len(frames[FAMILY]) + 1, np.int64), alone)
    alive = (frames[PERSON][DEATH] > plan.date).to_numpy()[memberships.person]
    person, family, role = memberships.person, memberships.family, memberships.role
    if not alive.all():
        person, family, role = person[alive], family.filter(pl.Series(alive)), role.filter(pl.Series(alive))
    frames[PERSON] = frames[PERSON].with_columns(_roles(person, role, persons))
    if family.null_count():
        known = family.is_not_null()
        person, family = person[known.to_numpy()], family.filter(known)
    at = family.to_numpy()
    families = len(frames[FAMILY])
    if len(at) and (at[1:] < at[:-1]).any():
        order = np.argsort(at, kind="stable")
        person, at = person[order], at[order]
    of_person = np.full(persons, families, dtype=np.uint32)
    of_person[person] = at
    series = pl.Series(of_person)
    return Arranged(
        frames,
        offsets,
        person,
        begins(np.bincount(at, minlength=families)),
        series if len(person) == persons else series.set(series == families, None),
    )


def _roles(person: Positions, role: pl.Series, persons: int) -> pl.Series:
    """The role of each person, «none» for who is in no family."""
    words = pl.Enum(PERSON.column("role").values)
    codes = np.full(persons, PERSON.column("role").values.index(NO_ROLE), dtype=np.uint32)
    codes[person] = role.cast(words).to_physical().cast(pl.UInt32).to_numpy()
    named = words.categories.cast(words).gather(pl.Series(codes))
    return named.alias(column_name(Column(PERSON, "role")))
