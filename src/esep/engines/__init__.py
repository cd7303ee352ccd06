"""A plan of the law and the rows of a snapshot become answers; every engine gives the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from esep.engines import memory, polars_engine
from esep.engines.source import RowSource, Source, family_rows
from esep.law import Entity, Plan

Tables = Mapping[str, Sequence[Mapping[str, Any]]]
Answers = Mapping[Entity, Sequence[Mapping[str, Any]]]


class Engine(Protocol):
    """What every engine does with rows: the answers of a plan for each family and each person."""

    def __call__(self, plan: Plan, tables: Tables) -> Answers:
        """Rows of answers in the order of the tables; InputRefused when a row breaks the vocabulary."""
        ...


def run_columns(plan: Plan, tables: Tables) -> Answers:
    """The columnar engine over lists of dicts, for examples and comparisons."""
    frames = polars_engine.run(plan, RowSource(tables))
    return {entity: frame.to_dicts() for entity, frame in frames.items()}


ENGINES: Mapping[str, Engine] = {"memory": memory.run, "polars": run_columns}
"""Every engine by name, in the one form in which they can be compared."""

__all__ = [
    "ENGINES",
    "Answers",
    "Engine",
    "RowSource",
    "Source",
    "Tables",
    "family_rows",
    "memory",
    "polars_engine",
    "run_columns",
]
