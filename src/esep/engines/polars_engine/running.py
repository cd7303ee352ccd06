"""Run a plan over a snapshot, or over any source of the same tables."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import polars as pl

from esep.engines.polars_engine.arranged import arrange
from esep.engines.polars_engine.checking import check
from esep.engines.polars_engine.evaluating import evaluate
from esep.engines.polars_engine.portions import PortionRun
from esep.engines.polars_engine.program import program_of
from esep.engines.source import Source
from esep.law import FAMILY, PERSON, Entity, Plan
from esep.registers import Snapshot


def run(plan: Plan, source: Source, *, checked: bool = False) -> dict[Entity, pl.DataFrame]:
    """Every provision asked for, for each family and each person.

    ``source`` is a snapshot or anything with ``scan(table) -> pl.LazyFrame``. The answer has a row for each
    family (``family`` and its provisions), empty ones too, and for each person, in a family or not, in the
    order of their tables; persons of a snapshot who have moved stand with their present family. The rows are
    checked first and InputRefused lists what breaks the law's vocabulary; ``checked=True`` says that this
    source has been checked for the same columns before.
    """
    if isinstance(source, Snapshot):
        return _over_snapshot(plan, source)
    if not checked:
        check(plan, source)
    frames = evaluate(program_of(plan), arrange(plan, source))
    return {entity: _asked(plan, entity, frame) for entity, frame in frames.items()}


def _asked(plan: Plan, entity: Entity, frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(entity.declared.key, *plan.asked_of(entity))


def _over_snapshot(plan: Plan, snapshot: Snapshot) -> dict[Entity, pl.DataFrame]:
    ready = PortionRun([plan], snapshot)
    with ThreadPoolExecutor(pl.thread_pool_size()) as pool:
        found = [only for (only,) in pool.map(ready.answers, ready.portions())]
    return {
        entity: pl.concat([_asked(plan, entity, frames[entity]) for frames in found])
        for entity in (FAMILY, PERSON)
    }
