"""A plan over a snapshot, portion by portion: memory for one portion at a time, in whatever order or place.

A person is answered in the portion of the family that the person belongs to on the date of the plan. Almost
all are kept there; the rows of the few **guests** who are kept elsewhere are read beforehand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from esep.engines.boundary import entities_of, needs_memberships
from esep.engines.polars_engine.arranged import (
    Arranged,
    Memberships,
    Positions,
    begins,
    holds,
    joined,
    parts_of,
    selection,
)
from esep.engines.polars_engine.checking import absent_columns, check, is_faulty
from esep.engines.polars_engine.evaluating import Evaluation, without_given
from esep.law import FAMILY, PERSON, Entity, Plan
from esep.registers import Snapshot
from esep.registers.layout import AWAY, FAMILIES, MEMBERSHIPS, PERSONS, Portion

MOST_PERSONS = 250_000
"""Persons in a portion: about 250 MB at work, and few enough that starting one costs nothing beside it."""

Columns = Mapping[Entity, Sequence[str]]


@dataclass(frozen=True)
class Guests:
    """Members who are kept with another family than theirs on the date of a plan, with their rows.

    ``memberships`` in the order of the register; ``persons`` in that order; ``parts`` in the order of the
    persons, ``counts`` how many each has.
    """

    memberships: pl.DataFrame
    persons: pl.DataFrame
    parts: Mapping[Entity, pl.DataFrame] = field(default_factory=dict)
    counts: Mapping[Entity, NDArray[np.int64]] = field(default_factory=dict)


class PortionRun:
    """A plan made ready for the portions of a snapshot.

    ``given``: provisions whose values will be handed in with each portion and are not computed. ``beside``:
    columns of families and persons that are wanted beside the answers. InputRefused when the snapshot lacks
    a column.
    """

    def __init__(
        self, plan: Plan, snapshot: Snapshot, *, given: Iterable[str] = (), beside: Columns | None = None
    ) -> None:
        self.whole = plan
        self.plan = without_given(plan, given)
        self.snapshot = snapshot
        self._beside = dict(beside or {})
        self._columns = {entity: self._selection(entity) for entity in entities_of(self.plan)}
        self.reads_persons = bool(
            self._beside.get(PERSON)
            or plan.asked_of(PERSON)
            or needs_memberships(self.plan)
            or any(step.entity == PERSON for step in self.plan.steps)
        )
        absent_columns(self.plan, snapshot)
        self.guests = self._find_guests()

    def portions(self, most_persons: int = MOST_PERSONS) -> tuple[Portion, ...]:
        """The portions of the snapshot."""
        return self.snapshot.layout.portions(most_persons)

    def answers(
        self, portion: Portion, given: Mapping[Entity, pl.DataFrame] | None = None
    ) -> dict[Entity, pl.DataFrame]:
        """Of every family of a portion and of every person answered in it: key, ``beside``, all steps.

        A frame of persons has ``family`` too, null for who has none. ``given`` holds the given provisions in
        the order of these very frames. InputRefused when rows break the law's vocabulary, with every fault of
        the snapshot.
        """
        rows, there = self._arranged(portion)
        if is_faulty(self.plan, rows):
            check(self.plan, self.snapshot)
        known = dict(given or {})
        if there is not None and PERSON in known:
            known[PERSON] = _spread(known[PERSON], there)
        frames = Evaluation(self.plan, rows, known).frames()
        if self.reads_persons:
            persons = frames[PERSON]
            if needs_memberships(self.plan):
                keys = frames[FAMILY][FAMILY.declared.key].gather(rows.families)  # type: ignore[arg-type]
                persons = persons.with_columns(keys.alias(FAMILY.declared.key))
            frames[PERSON] = persons if there is None else persons.filter(pl.Series(there))
        return frames

    def _selection(self, entity: Entity) -> list[pl.Expr]:
        chosen = selection(entity, self.plan)
        if entity in (FAMILY, PERSON):
            return [*(pl.col(name) for name in (entity.declared.key, *self._beside.get(entity, ()))), *chosen]
        return chosen

    def _rows(self, entity: Entity, portion: Portion) -> pl.DataFrame:
        return self.snapshot.rows(entity.declared.table, portion, self._columns[entity])

    def _arranged(self, portion: Portion) -> tuple[Arranged, NDArray[np.bool_] | None]:
        """The rows of a portion and its guests, and which persons are answered here (None: all)."""
        frames = {FAMILY: self._rows(FAMILY, portion)}
        counts = self._counts(FAMILIES, portion, "families")
        offsets: dict[Entity, Positions] = {}
        if not self.reads_persons:
            frames[PERSON] = pl.DataFrame(schema={PERSON.declared.key: pl.Int64})
        else:
            frames[PERSON] = self._rows(PERSON, portion)
        for part in parts_of(self.plan):
            frames[part] = self._rows(part, portion)
            of_family = part.declared.key == FAMILY.declared.key
            counted = counts if of_family else self._counts(PERSONS, portion, "persons")
            offsets[part] = begins(counted[part.declared.table].to_numpy())
        if not needs_memberships(self.plan):
            return joined(self.plan, frames, offsets, None), None
        guests = self._guests_of(portion)
        memberships = self._memberships(portion, counts, guests)
        self._receive(frames, offsets, guests)
        there = self._answered_here(portion, len(frames[PERSON]))
        return joined(self.plan, frames, offsets, memberships), there

    def _counts(self, file: str, portion: Portion, table: str) -> pl.DataFrame:
        return self._layout(file).slice(portion.first[table], portion.rows[table]).collect()  # type: ignore[index]

    def _layout(self, file: str) -> pl.LazyFrame:
        return self.snapshot.layout.scan(file)

    def _memberships(self, portion: Portion, counts: pl.DataFrame, guests: NDArray[np.int64]) -> Memberships:
        terms = self.snapshot.rows("memberships", portion, ["role", "valid_from", "valid_to"])
        offset = (
            self._layout(MEMBERSHIPS).slice(portion.first["memberships"], portion.rows["memberships"]).collect()
        )["offset"].to_numpy()
        family = np.repeat(np.arange(len(counts)), counts["memberships"].to_numpy())
        person = counts["persons"].to_numpy()[family] - portion.first["persons"] + offset
        now = terms.select(holds(self.plan)).to_series()
        if not now.all():
            kept = now.to_numpy()
            family, person, terms = family[kept], person[kept], terms.filter(now)
            rows = np.flatnonzero(kept)
        else:
            rows = np.arange(len(person))
        away = (person < 0) | (person >= portion.rows["persons"])
        if away.any():
            named = self.guests.memberships["membership_row"].to_numpy()[guests]
            at = np.searchsorted(named, rows[away] + portion.first["memberships"])
            person[away] = portion.rows["persons"] + at
        return Memberships(person, pl.Series(family), terms["role"])

    def _find_guests(self) -> Guests:
        """Whoever is kept elsewhere on the date, read once for all portions."""
        if not needs_memberships(self.plan):
            return Guests(pl.DataFrame(), pl.DataFrame())
        away = self._layout(AWAY).filter(holds(self.plan)).sort("membership_row").collect()
        key = PERSON.declared.key
        order = away.select(key, pl.int_range(pl.len(), dtype=pl.Int64).alias("order"))
        if away.is_empty():
            return Guests(away, pl.DataFrame())
        ids = pl.lit(away[key].implode())

        def rows(entity: Entity) -> pl.DataFrame:
            wanted = self.snapshot.scan(entity.declared.table).filter(pl.col(key).is_in(ids))
            columns = [column for column in self._columns[entity] if column.meta.output_name() != key]
            found = wanted.select(key, *columns).collect(engine="streaming")
            return order.join(found, on=key, how="inner", maintain_order="left_right").sort(
                "order", maintain_order=True
            )

        parts, counts = {}, {}
        for part in parts_of(self.plan):
            if part.declared.key == key:
                found = rows(part)
                counts[part] = np.bincount(found["order"].to_numpy(), minlength=len(away))
                parts[part] = found.drop(key)
        persons = rows(PERSON).drop("order")
        return Guests(away, persons, parts, counts)

    def _guests_of(self, portion: Portion) -> NDArray[np.int64]:
        """Which guests belong to families of a portion and are kept outside of it."""
        if self.guests.memberships.is_empty():
            return np.zeros(0, dtype=np.int64)
        family_here = _within(self.guests.memberships["family_row"], portion, "families")
        person_here = _within(self.guests.memberships["person_row"], portion, "persons")
        return np.flatnonzero(family_here & ~person_here)

    def _receive(
        self, frames: dict[Entity, pl.DataFrame], offsets: dict[Entity, Positions], guests: NDArray[np.int64]
    ) -> None:
        """Put the guests of a portion behind the persons who are kept there."""
        if not len(guests):
            return
        frames[PERSON] = pl.concat([frames[PERSON], self.guests.persons[guests].select(frames[PERSON].columns)])
        for part, rows in self.guests.parts.items():
            chosen = rows.filter(pl.col("order").is_in(pl.lit(pl.Series(guests).implode()))).drop("order")
            frames[part] = pl.concat([frames[part], chosen.select(frames[part].columns)])
            counts = np.concatenate([np.diff(offsets[part]), self.guests.counts[part][guests]])
            offsets[part] = begins(counts)

    def _answered_here(self, portion: Portion, persons: int) -> NDArray[np.bool_] | None:
        """All persons of a portion but those who belong to a family of another portion."""
        if self.guests.memberships.is_empty():
            return None
        family_here = _within(self.guests.memberships["family_row"], portion, "families")
        person_here = _within(self.guests.memberships["person_row"], portion, "persons")
        elsewhere = self.guests.memberships["person_row"].to_numpy()[person_here & ~family_here]
        if not len(elsewhere):
            return None
        there = np.ones(persons, dtype=np.bool_)
        there[elsewhere - portion.first["persons"]] = False
        return there


def _within(rows: pl.Series, portion: Portion, table: str) -> NDArray[np.bool_]:
    first: int = portion.first[table]  # type: ignore[index]
    found = rows.to_numpy()
    return (found >= first) & (found < first + portion.rows[table])  # type: ignore[index, no-any-return]


def _spread(known: pl.DataFrame, there: NDArray[np.bool_]) -> pl.DataFrame:
    """Values of those who are answered here, at their places; any value for the others, who count nowhere."""
    at = np.where(there, np.cumsum(there) - 1, 0)
    return known[at] if len(known) else known
