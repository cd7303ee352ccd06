"""The operations of a program over arranged rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl
import polars.selectors as cs

from esep.engines.polars_engine.arranged import Arranged, Positions
from esep.engines.polars_engine.gathering import MEMBER, Gathering, gathered
from esep.engines.polars_engine.program import Adding, Bringing, Operation
from esep.law import FAMILY, PERSON, Entity

Given = Mapping[Entity, pl.DataFrame]


def evaluate(
    program: Sequence[Operation], rows: Arranged, given: Given | None = None
) -> dict[Entity, pl.DataFrame]:
    """The frames of families and persons with a column for every step of the program's plan.

    ``given`` are values that need not be computed: for an entity a frame with a column for each provision, in
    the order of the rows.
    """
    return _Evaluation(rows, given or {}).of(program)


class _Evaluation:
    """The frames of one run. Columns wait to be added until something is gathered or brought from a frame."""

    def __init__(self, rows: Arranged, given: Given) -> None:
        self._rows = rows
        self._frames = dict(rows.frames)
        for entity, known in given.items():
            self._frames[entity] = pl.concat([self._frames[entity], known], how="horizontal")
        self._waves: dict[Entity, list[Sequence[pl.Expr]]] = {entity: [] for entity in self._frames}
        self._members = _Members(rows, len(self._frames[PERSON]))

    def of(self, program: Sequence[Operation]) -> dict[Entity, pl.DataFrame]:
        for operation in program:
            match operation:
                case Adding(entity=entity, columns=columns):
                    self._waves[entity].append(columns)
                case Gathering():
                    self._gather(operation)
                case Bringing():
                    self._bring(operation)
        # What was brought between frames has served; its columns come in no fixed order.
        return {entity: self._settled(entity).drop(cs.starts_with("brought:")) for entity in (FAMILY, PERSON)}

    def _settled(self, entity: Entity) -> pl.DataFrame:
        """The frame of an entity with all columns that wait for it."""
        if self._waves[entity]:
            lazy = self._frames[entity].lazy()
            for columns in self._waves[entity]:
                lazy = lazy.with_columns(columns)
            self._frames[entity] = lazy.collect()
            self._waves[entity] = []
        return self._frames[entity]

    def _gather(self, step: Gathering) -> None:
        parts = self._settled(step.part)
        if step.over_members:
            parts = parts.with_columns(self._members.flags)
            columns = gathered(step, parts, self._members.offsets, self._members.order)
            counts = np.diff(self._rows.member_offsets)
            columns = columns.with_columns(pl.Series(name, counts) for name in step.counts)
        else:
            columns = gathered(step, parts, self._rows.offsets[step.part], None)
        self._frames[step.owner] = self._frames[step.owner].hstack(columns)
        empty = [pl.col(extreme.name).fill_null(extreme.empty) for extreme in step.extremes]
        if empty:
            self._waves[step.owner].append(empty)

    def _bring(self, step: Bringing) -> None:
        names = [column.meta.output_name() for column in step.columns]
        families = self._settled(FAMILY).lazy().with_columns(step.columns).select(names).collect()
        at = self._rows.families
        self._frames[PERSON] = self._frames[PERSON].hstack([families[name].gather(at) for name in names])
        if at.null_count():
            self._waves[PERSON].append(step.without)


class _Members:
    """Where the members of each family stand among the persons.

    ``flags``: whether each person is a member. Where members stand family by family, as in almost every
    portion, ``offsets`` are rows of persons, others among them; else ``order`` puts them so.
    """

    def __init__(self, rows: Arranged, persons: int) -> None:
        members = rows.members
        flags = np.zeros(persons, dtype=np.bool_)
        flags[members] = True
        self.flags = pl.Series(MEMBER, flags)
        self.order: Positions | None = None
        self.offsets = rows.member_offsets
        if len(members) and (members[1:] > members[:-1]).all():
            self.offsets = np.append(members, persons)[rows.member_offsets]
        elif len(members):
            self.order = members
