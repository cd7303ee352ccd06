"""The rows that a plan reads, checked against the law's vocabulary before anything is computed.

A first pass over the columns asks only whether there is a fault; the rows are looked for only then.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from esep.engines.boundary import (
    MEMBERSHIPS,
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
from esep.engines.polars_engine.arranged import Arranged, members_on
from esep.engines.polars_engine.expressions import column_name
from esep.engines.source import Source
from esep.errors import Fault
from esep.law import FAMILY, PERSON, Entity, Plan
from esep.law.nodes import Column
from esep.law.vocabulary import FAR_DATE, MOST_MEMBERS, ColumnDeclaration

MOST_FAULTS = 1000
"""As many faulty rows of one column are listed; the rest would not help anybody."""


def check(plan: Plan, source: Source) -> None:
    """InputRefused with every fault of the tables that the plan reads; nothing when there is none."""
    absent_columns(plan, source)
    faults: list[Fault] = []
    entities = entities_of(plan)
    parts = [entity for entity in entities if entity not in (FAMILY, PERSON)]
    joined = needs_memberships(plan)
    questions = [_column_question(entity, plan, source) for entity in entities]
    questions += [_most_rows(source.scan(part.declared.table), part.declared.key) for part in parts]
    questions += _membership_questions(plan, source) if joined else []
    answers = pl.collect_all(questions, engine="streaming")
    for entity, answer in zip(entities, answers, strict=False):
        for name in answer.columns:
            if answer[name].item():
                faults += _faulty_rows(entity, name, source)
    for part, answer in zip(parts, answers[len(entities) :], strict=False):
        declared = part.declared
        if (answer.item() or 0) > declared.most_parts:
            faults.append(Fault(declared.table, 0, declared.key, too_many(declared.key, declared.most_parts)))
    if joined:
        faults += _membership_faults(*answers[-2:])
    if faults:
        raise refused(faults)


def absent_columns(plan: Plan, source: Source) -> None:
    """InputRefused when a table lacks columns that the plan reads."""
    faults = []
    for table, names in tables_read(plan).items():
        present = source.scan(table).collect_schema().names()
        faults += [absent(table, name) for name in names if name not in present]
    if faults:
        raise refused(faults)


def is_faulty(plan: Plan, rows: Arranged) -> bool:
    """Whether arranged rows break the law's vocabulary: :func:`check` would then say where."""
    for entity, frame in rows.frames.items():
        names = [name for name in columns_read(entity, plan) if column_name(Column(entity, name)) in frame]
        wrong = [_wrong(column_name(Column(entity, name)), entity.column(name)).any() for name in names]
        if wrong and frame.select(pl.any_horizontal(wrong)).item():
            return True
    for part, offsets in rows.offsets.items():
        if len(offsets) > 1 and np.diff(offsets).max() > part.declared.most_parts:
            return True
    members = np.diff(rows.member_offsets)
    if len(members) and members.max() > MOST_MEMBERS:
        return True
    return len(rows.members) > 0 and int(np.bincount(rows.members).max()) > 1


def _wrong(name: str, column: ColumnDeclaration) -> pl.Expr:
    """Whether a cell is empty without meaning, or a number out of bounds."""
    cell = pl.col(name)
    if column.missing is not None:
        return pl.lit(False)
    if column.most is None:
        return cell.is_null()
    return cell.is_null() | (cell < (column.least or 0)) | (cell > column.most)


def _column_question(entity: Entity, plan: Plan, source: Source) -> pl.LazyFrame:
    names = columns_read(entity, plan)
    wrong = [_wrong(name, entity.column(name)).any().alias(name) for name in names]
    return source.scan(entity.declared.table).select(wrong or pl.lit(False).alias(entity.declared.key))


def _most_rows(rows: pl.LazyFrame, key: str) -> pl.LazyFrame:
    return rows.group_by(key).len().select(pl.col("len").max())


def _faulty_rows(entity: Entity, name: str, source: Source) -> Iterator[Fault]:
    column = entity.column(name)
    rows = source.scan(entity.declared.table).select(name).with_row_index("row", offset=2)
    for row, value in rows.filter(_wrong(name, column)).head(MOST_FAULTS).collect().iter_rows():
        message = empty() if value is None else outside(column, value)
        yield Fault(entity.declared.table, row, name, message)


def _membership_questions(plan: Plan, source: Source) -> list[pl.LazyFrame]:
    dead = source.scan(PERSON.declared.table).filter(pl.col("death_date").fill_null(FAR_DATE) <= plan.date)
    alive = members_on(plan, source).join(dead.select("person"), on="person", how="anti")
    return [_most_rows(alive, "person"), _most_rows(alive, "family")]


def _membership_faults(per_person: pl.DataFrame, per_family: pl.DataFrame) -> Iterator[Fault]:
    if (per_person.item() or 0) > 1:
        yield Fault(MEMBERSHIPS, 0, "person", two_families())
    if (per_family.item() or 0) > MOST_MEMBERS:
        yield Fault(MEMBERSHIPS, 0, "family", too_many("family", MOST_MEMBERS))
