"""The thirty answers of the family map by the memory engine, the judge of the others: plain Python."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from esep.engines import memory
from esep.engines.boundary import tables_read
from esep.familymap import CORE_PROVISIONS, plan_of
from esep.kazakhstan import law
from esep.law import FAMILY
from esep.registers import open_snapshot


def write_answers(snapshot: str, target: str) -> None:
    """Answer for every family of a snapshot's folder in one Parquet file; all its rows are held in memory."""
    opened = open_snapshot(snapshot)
    plan = plan_of(law(), opened.date, CORE_PROVISIONS)
    tables = {
        name: opened.scan(name).select(columns).collect().to_dicts()
        for name, columns in tables_read(plan).items()
    }
    pl.DataFrame(memory.run(plan, tables)[FAMILY], infer_schema_length=None).write_parquet(Path(target))
