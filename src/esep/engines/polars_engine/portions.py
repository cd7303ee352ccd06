"""Plans over a snapshot, portion by portion: memory for one portion at a time, in whatever order or place.

A person is answered in the portion of the family that the person belongs to on the date of the plan. Almost
all are kept there; the rows of the few **guests** who are kept elsewhere are read beforehand. Several plans
(a year of months, a law and its reform) are answered in one reading; what two of them compute alike is
computed once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from esep.engines.boundary import entities_of, needs_memberships
from esep.engines.polars_engine.arranged import (
    DEATH,
    DEATH_ON,
    Arranged,
    Memberships,
    Positions,
    begins,
    holds,
    joined,
    selection,
)
from esep.engines.polars_engine.checking import absent_columns, check, is_faulty
from esep.engines.polars_engine.evaluating import evaluate
from esep.engines.polars_engine.guests import GuestsOfPortion, find_guests
from esep.engines.polars_engine.program import Operation, program_of, without_given
from esep.engines.polars_engine.simplifying import simplified
from esep.law import FAMILY, PERSON, Entity, Plan
from esep.law.planning import calls_in
from esep.registers import Snapshot
from esep.registers.layout import FAMILIES, MEMBERSHIPS, PERSONS, Portion

MOST_PERSONS = 300_000
"""Persons in a portion: some 300 MB at work, and so many that starting one costs little beside it."""

Answers = dict[Entity, pl.DataFrame]


@dataclass(frozen=True)
class _Ready:
    """A plan with its program. ``taken``: fingerprints of steps that an earlier plan computes, by entity and
    name; ``kept``: of those that later plans may take from this one."""

    plan: Plan
    program: tuple[Operation, ...]
    taken: Mapping[tuple[Entity, str], str]
    kept: Mapping[tuple[Entity, str], str]


def _ready_each(plans: Sequence[Plan], given: frozenset[str]) -> Iterator[_Ready]:
    """Each plan made ready beside those before it."""
    computed: set[tuple[Entity, str]] = set()
    for plan in plans:
        several = len(plans) > 1
        prints = (
            {(step.entity, step.name): plan.fingerprints[step.name] for step in plan.steps} if several else {}
        )
        taken = {key: value for key, value in prints.items() if (key[0], value) in computed}
        names = {name for _entity, name in taken}
        rest = simplified(without_given(plan, given | names))
        needed = {name for step in rest.steps for name in calls_in(step.body)} | set(plan.names)
        taken = {key: value for key, value in taken.items() if key[1] in needed}
        kept = {(step.entity, step.name): prints[step.entity, step.name] for step in rest.steps if several}
        computed |= {(entity, value) for (entity, _name), value in kept.items()}
        yield _Ready(plan, program_of(rest, {*given, *names}), taken, kept)


class PortionRun:
    """Plans made ready for the portions of a snapshot.

    ``given``: provisions whose values will be handed in with each portion and are not computed. ``beside``:
    columns of families and persons that are wanted beside the answers; those of a person's family stand with
    the person as ``family:<column>``. ``living``: leave out who has died by the date of the plan.
    InputRefused when the snapshot lacks a column.
    """

    def __init__(
        self,
        plans: Sequence[Plan],
        snapshot: Snapshot,
        *,
        given: Iterable[str] = (),
        beside: Mapping[Entity, Sequence[str]] | None = None,
        living: bool = False,
    ) -> None:
        known = frozenset(given)
        self._living = living
        self._of_family = tuple((beside or {}).get(FAMILY, ()))
        self.plans = tuple(without_given(plan, known) for plan in plans)
        self.snapshot = snapshot
        for plan in self.plans:
            absent_columns(plan, snapshot)
        self._joins = any(needs_memberships(plan) for plan in self.plans)
        self.reads_persons = self._joins or any(
            step.entity == PERSON for plan in self.plans for step in plan.steps
        )
        self._parts = tuple(
            dict.fromkeys(
                entity
                for plan in self.plans
                for entity in entities_of(plan)
                if entity not in (FAMILY, PERSON)
            )
        )
        self._columns = {
            entity: self._selection(entity, (beside or {}).get(entity, ()))
            for entity in (FAMILY, PERSON, *self._parts)
        }
        self._ready = tuple(_ready_each(self.plans, known))
        self._guests = (
            find_guests([plan.date for plan in self.plans], snapshot, self._columns) if self._joins else None
        )

    def portions(self, most_persons: int = MOST_PERSONS) -> tuple[Portion, ...]:
        """The portions of the snapshot."""
        return self.snapshot.layout.portions(most_persons)

    def answers(self, portion: Portion, given: Mapping[Entity, pl.DataFrame] | None = None) -> list[Answers]:
        """For each plan: of every family of a portion and every person answered in it, all columns.

        A row has the key, ``beside`` and all steps; one of a person has ``family`` too, null for who has
        none, and the day of death (:data:`DEATH`). ``given`` holds the given provisions in the order of these
        very rows. InputRefused when rows break the law's vocabulary, with every fault of the snapshot.
        """
        frames, offsets, guests = self._rows(portion)
        computed: dict[tuple[Entity, str], pl.Series] = {}
        return [
            self._answer(ready, portion, dict(frames), offsets, guests, given, computed)
            for ready in self._ready
        ]

    def _answer(
        self,
        ready: _Ready,
        portion: Portion,
        frames: dict[Entity, pl.DataFrame],
        offsets: Mapping[Entity, Positions],
        guests: GuestsOfPortion | None,
        given: Mapping[Entity, pl.DataFrame] | None,
        computed: dict[tuple[Entity, str], pl.Series],
    ) -> Answers:
        plan = ready.plan
        there = self._answered(plan, frames[PERSON], guests)
        memberships = self._memberships(plan, portion, guests) if needs_memberships(plan) else None
        rows = joined(plan, frames, offsets, memberships)
        if is_faulty(plan, rows):
            check(plan, self.snapshot)
        known = dict(given or {})
        if there is not None and PERSON in known:
            known[PERSON] = _spread(known[PERSON], there)
        found = self._evaluated(ready, rows, known, computed)
        if memberships is not None:
            families, key = found[FAMILY], FAMILY.declared.key
            brought = [
                families[name].gather(rows.families).alias(f"family:{name}") for name in self._of_family
            ]
            own = families[key].gather(rows.families)
            found[PERSON] = found[PERSON].with_columns(own, *brought)
        if there is not None:
            found[PERSON] = found[PERSON].filter(pl.Series(there))
        return found

    def _answered(
        self, plan: Plan, persons: pl.DataFrame, guests: GuestsOfPortion | None
    ) -> NDArray[np.bool_] | None:
        """Which persons of the frame are answered; None: all."""
        here = None if guests is None else guests.answered(plan.date)
        if not self._living or not self.reads_persons:
            return here
        alive: NDArray[np.bool_] = (persons[DEATH] > plan.date).to_numpy()
        return alive if here is None else alive & here

    def _evaluated(
        self,
        ready: _Ready,
        rows: Arranged,
        given: Mapping[Entity, pl.DataFrame],
        computed: dict[tuple[Entity, str], pl.Series],
    ) -> Answers:
        """Run a plan; what an earlier plan has computed of the same rows is taken from it."""
        known = {entity: list(frame) for entity, frame in given.items() if frame.width}
        for (entity, name), fingerprint in ready.taken.items():
            known.setdefault(entity, []).append(computed[entity, fingerprint].alias(name))
        found = evaluate(ready.program, rows, {entity: pl.DataFrame(own) for entity, own in known.items()})
        for (entity, name), fingerprint in ready.kept.items():
            computed[entity, fingerprint] = found[entity][name]
        return found

    def _selection(self, entity: Entity, beside: Sequence[str]) -> list[pl.Expr]:
        own = [pl.col(name) for name in (entity.declared.key, *beside)] if entity in (FAMILY, PERSON) else []
        if entity == PERSON:
            own.append(DEATH_ON)
        chosen = {
            column.meta.output_name(): column for plan in self.plans for column in selection(entity, plan)
        }
        chosen.pop(DEATH, None)
        # A frame without columns would not know how many rows it has.
        return [*own, *chosen.values()] or [pl.col(entity.declared.key)]

    def _rows(
        self, portion: Portion
    ) -> tuple[dict[Entity, pl.DataFrame], dict[Entity, Positions], GuestsOfPortion | None]:
        """The rows of a portion, and of its guests behind them."""
        frames = {FAMILY: self._read(FAMILY, portion)}
        none = pl.DataFrame(schema={PERSON.declared.key: pl.Int64, DEATH: pl.Date})
        frames[PERSON] = self._read(PERSON, portion) if self.reads_persons else none
        offsets: dict[Entity, Positions] = {}
        for file, key in ((FAMILIES, FAMILY.declared.key), (PERSONS, PERSON.declared.key)):
            owned = [part for part in self._parts if part.declared.key == key]
            counts = self._counts(file, portion) if owned else pl.DataFrame()
            for part in owned:
                frames[part] = self._read(part, portion)
                offsets[part] = begins(counts[part.declared.table].to_numpy())
        guests = None if self._guests is None else self._guests.of_portion(portion)
        if guests is not None and len(guests.memberships):
            guests.join(frames, offsets)
        return frames, offsets, guests

    def _read(self, entity: Entity, portion: Portion) -> pl.DataFrame:
        return self.snapshot.rows(entity.declared.table, portion, self._columns[entity])

    def _counts(self, file: str, portion: Portion) -> pl.DataFrame:
        table = {FAMILIES: "families", PERSONS: "persons", MEMBERSHIPS: "memberships"}[file]
        return self.snapshot.layout.rows(file, portion.first[table], portion.rows[table])

    def _memberships(self, plan: Plan, portion: Portion, guests: GuestsOfPortion | None) -> Memberships:
        """The memberships of a portion's families on the date of a plan, by position."""
        terms = self.snapshot.rows("memberships", portion, ["role", "valid_from", "valid_to"])
        counts = self._counts(FAMILIES, portion)
        offset = self._counts(MEMBERSHIPS, portion)["offset"].to_numpy()
        family = np.repeat(np.arange(len(counts)), counts["memberships"].to_numpy())
        person = counts["persons"].to_numpy()[family] - portion.first["persons"] + offset
        now = terms.select(holds(plan.date)).to_series()
        kept = now.to_numpy()
        rows, family, person = np.flatnonzero(kept), family[kept], person[kept]
        away = (person < 0) | (person >= portion.rows["persons"])
        if away.any() and guests is not None:
            named = guests.memberships["membership_row"].to_numpy()
            at = np.searchsorted(named, rows[away] + portion.first["memberships"])
            person[away] = portion.rows["persons"] + at
        return Memberships(person, pl.Series(family), terms["role"].filter(now))


def _spread(known: pl.DataFrame, there: NDArray[np.bool_]) -> pl.DataFrame:
    """Values of those who are answered here, at their places; any value for the others, who count nowhere."""
    at = np.where(there, np.cumsum(there) - 1, 0)
    return known[at] if len(known) else known
