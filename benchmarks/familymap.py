"""The family map of 1.1 million persons, beside two peers: reading its columns, and NumPy written by hand.

How it grows with the country, and beside other engines, is measured by ``country``.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from benchmarks import region
from benchmarks.agreement import compare
from benchmarks.measurement import BUILD, Line, Measured, in_turn, run_job, written
from benchmarks.numpy_peer import write_answers
from benchmarks.reading_peer import read_columns
from esep.engines.boundary import tables_read
from esep.familymap import (
    FAMILY_PROVISIONS,
    PERSON_PROVISIONS,
    QUERIES,
    assess,
    open_assessment,
    plan_of,
)
from esep.kazakhstan import law
from esep.registers import open_snapshot

MOST_SECONDS, MOST_MEMORY = 15, 1024
BAR_OF_A_COUNTRY = "4 at 20 million"
PEER_ANSWERS = BUILD / "numpy_peer.parquet"


def assess_region(folder: str, into: str) -> None:
    """Parquet to Parquet, and every table of the map."""
    snapshot = open_snapshot(folder)
    assessment = assess(snapshot, into, on=snapshot.date)
    for query in QUERIES.values():
        query(assessment)


def run(runs: int) -> Iterator[Line]:
    """The lines of the table; RuntimeError when the peer has another answer for a family."""
    snapshot = region.snapshot()
    folder, columns = snapshot.folder, json.dumps(tables_read(plan_of(law(), snapshot.date)))
    with TemporaryDirectory(dir=BUILD) as into:

        def afresh() -> Measured:
            shutil.rmtree(into)
            return run_job(assess_region, folder, into)

        found = in_turn(
            {
                "map": afresh,
                "reading": lambda: run_job(read_columns, folder, columns),
                "numpy": lambda: run_job(write_answers, folder, PEER_ANSWERS),
            },
            runs,
        )
        ours = open_assessment(next(Path(into).iterdir())).families
        agreed = compare(ours, pl.scan_parquet(PEER_ANSWERS), "NumPy")
    whole, reading, numpy = found["map"], found["reading"], found["numpy"]
    answers = len(FAMILY_PROVISIONS) + len(PERSON_PROVISIONS)
    yield Line(
        "family map of 1.1 million persons", written(whole), f"{MOST_SECONDS} s", whole.wall < MOST_SECONDS
    )
    yield Line("  its memory", f"{whole.memory:.0f} MiB", f"{MOST_MEMORY} MiB", whole.memory < MOST_MEMORY)
    yield Line("  peer: reading the same columns", written(reading))
    yield Line("  map / reading", f"{whole.wall / reading.wall:.1f}", BAR_OF_A_COUNTRY)
    yield Line(f"  peer: {len(FAMILY_PROVISIONS)} answers of families, NumPy by hand", written(numpy))
    yield Line(
        f"  map ({answers} answers, tables) / NumPy ({len(FAMILY_PROVISIONS)} answers)",
        f"{whole.wall / numpy.wall:.1f}",
    )
    yield Line("  families on which both agree in every answer", f"{agreed:,}", "all", True)
