"""The family map of a country: Esep beside its peers as the number of persons grows.

Every size is some copies of the region of Zhambyl. In one round each program runs once on a size, one after
the other, so that ratios are of the same minutes and the same load.
"""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from benchmarks import copies as making
from benchmarks import (
    duckdb_peer,
    family_answers,
    familymap,
    memory_answers,
    numpy_peer,
    reading_peer,
    reforming,
    spark_sql_peer,
)
from benchmarks.agreement import answers_in, compare
from benchmarks.measurement import BUILD, Line, Measured, in_turn, run_job, written
from benchmarks.reforming import assessed_in
from esep.engines.boundary import tables_read
from esep.familymap import CORE_PROVISIONS, QUERIES, Assessment, plan_of
from esep.kazakhstan import law
from esep.registers import Snapshot

COPIES = (1, 4, 18)
COUNTRY = 18
"""Copies from which a size is a country: the bars hold there."""

MOST_OF_READING, MOST_OF_DUCKDB, MOST_MEMORY = 4.0, 0.65, 2048

READING, OURS, WHOLE = "reading the same columns", "Esep, the thirty answers", "Esep, all answers and tables"
ANEW, BESIDE = "Esep, all answers under a reform", "Esep, the reform beside the law as it is"
JUDGE = "Esep, the thirty answers by the memory engine"
"""Of one region only: plain Python takes seventy times as long."""
PEERS: dict[str, Callable[[str, str], None]] = {
    "DuckDB": duckdb_peer.write_answers,
    "NumPy": numpy_peer.write_answers,
    "Spark SQL": spark_sql_peer.write_answers,
}
"""Programs that write the thirty answers of a snapshot's folder to a file or folder of Parquet.

A further engine, as the cluster, belongs here: it is measured and compared as the others are.
"""
COUNTED = (
    "familymap.overview",
    "familymap.by_district",
    "familymap.by_place",
    "familymap.by_kind",
    "familymap.by_level",
    "familymap.by_district_and_level",
    "familymap.workforce",
)
"""Tables that hold counts alone; shares do not grow with the country."""


def run(runs: int, copies: Sequence[int] = COPIES) -> Iterator[Line]:
    """The lines of the table; RuntimeError when a peer has another answer or a copy other counts."""
    found: dict[int, dict[str, Measured]] = {}
    persons: dict[int, int] = {}
    single: dict[str, pl.DataFrame] | None = None
    for size in sorted({1, *copies}):
        snapshot = making.snapshot(size)
        persons[size] = snapshot.manifest.files["persons.parquet"].rows
        with TemporaryDirectory(dir=BUILD) as folder:
            if size in copies:
                found[size] = _measure(snapshot, Path(folder), runs, judged=size == 1)
                agreed = _agreed(Path(folder))
            else:
                run_job(familymap.assess_region, snapshot.folder, Path(folder) / WHOLE)
            counts = _counts(assessed_in(Path(folder) / WHOLE))
        single = single or counts
        _check_counts(single, counts, size)
        if size in copies:
            yield from _lines(size, persons[size], found[size], agreed)
    yield from _growth(persons, found)


def _measure(snapshot: Snapshot, into: Path, runs: int, *, judged: bool) -> dict[str, Measured]:
    plan = plan_of(law(), snapshot.date, CORE_PROVISIONS)
    columns = json.dumps(tables_read(plan))

    def afresh(name: str, job: Callable[..., object], *further: object) -> Callable[[], Measured]:
        def measured() -> Measured:
            target = into / name
            shutil.rmtree(target, ignore_errors=True)
            return run_job(job, snapshot.folder, target, *further)

        return measured

    jobs = {READING: lambda: run_job(reading_peer.read_columns, snapshot.folder, columns)}
    jobs[OURS] = afresh(OURS, family_answers.write_answers)
    jobs |= {name: afresh(name, job) for name, job in PEERS.items()}
    if judged:
        jobs[JUDGE] = afresh(JUDGE, memory_answers.write_answers)
    jobs[WHOLE] = afresh(WHOLE, familymap.assess_region)
    jobs[ANEW] = afresh(ANEW, reforming.assess_anew)
    jobs[BESIDE] = afresh(BESIDE, reforming.assess_beside, into / WHOLE)
    return in_turn(jobs, runs)


def _agreed(folder: Path) -> int:
    """How many families have one answer from everybody, and one under the reform."""
    compare(assessed_in(folder / ANEW).families, assessed_in(folder / BESIDE).families, "the second run")
    ours = answers_in(folder / OURS)
    others = [name for name in (*PEERS, JUDGE) if (folder / name).exists()]
    return min(compare(ours, answers_in(folder / name), name) for name in others)


def _counts(assessment: Assessment) -> dict[str, pl.DataFrame]:
    return {name: QUERIES[name](assessment) for name in COUNTED}


def _check_counts(single: dict[str, pl.DataFrame], several: dict[str, pl.DataFrame], copies: int) -> None:
    """RuntimeError unless every count of the copies is that of the single one so many times."""
    for name, counts in single.items():
        expected = counts.with_columns(pl.col(pl.Int64) * copies)
        if not expected.equals(several[name]):
            found = several[name]
            raise RuntimeError(f"{name} of {copies} copies is not {copies} times that of one:\n{found}")


def _lines(size: int, persons: int, found: dict[str, Measured], agreed: int) -> Iterator[Line]:
    ours = found[OURS]
    bars = size >= COUNTRY
    yield Line(f"{persons / 1e6:.1f} million persons: {OURS}", written(ours))
    if bars:
        yield Line("  its memory", f"{ours.memory:.0f} MiB", f"{MOST_MEMORY} MiB", ours.memory < MOST_MEMORY)
    most = {READING: MOST_OF_READING, "DuckDB": MOST_OF_DUCKDB}
    for name in (READING, *PEERS):
        yield Line(f"  peer: {name}", written(found[name]))
        ratio, bar = ours.wall / found[name].wall, most.get(name)
        shown = f"{ratio:.2f} (processor {ours.processor / found[name].processor:.2f})"
        if bars and bar:
            yield Line(f"  Esep / {name}", shown, f"{bar}", ratio <= bar)
        else:
            yield Line(f"  Esep / {name}", shown)
    yield Line(f"  families on which all {1 + len(PEERS)} agree in 30 answers", f"{agreed:,}", "all", True)
    for name in (WHOLE, ANEW, BESIDE, JUDGE):
        if name in found:
            yield Line(f"  {name}", written(found[name]))
    yield Line("  beside / under a reform", f"{found[BESIDE].wall / found[ANEW].wall:.2f}")


def _growth(persons: dict[int, int], found: dict[int, dict[str, Measured]]) -> Iterator[Line]:
    """Between two sizes: seconds for a million persons more, and the slope of time on a doubly log scale."""
    sizes = sorted(found)
    for less, more in pairwise(sizes):
        for name in found[more]:
            small, large = found[less][name], found[more][name]
            million = (persons[more] - persons[less]) / 1e6
            slope = math.log(large.wall / small.wall) / math.log(persons[more] / persons[less])
            wall = (large.wall - small.wall) / million
            processor = (large.processor - small.processor) / million
            yield Line(
                f"growth, {persons[less] / 1e6:.1f} to {persons[more] / 1e6:.1f} million: {name}",
                f"{wall:.2f} s, {processor:.2f} s of processor a million; slope {slope:.2f}",
            )
