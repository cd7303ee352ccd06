"""Esep's thirty answers beside one benefit by OpenFisca, whole processes, over copies of the region.

Both begin with the Parquet files of one snapshot and end with answers written; their starts, the building of
the law and of the simulation are counted. Esep checks every row and gives thirty answers; OpenFisca, whose
columns Polars joins from the same files in the same process, gives eight answers of targeted assistance in
32-bit floats. What its process takes over columns that are ready is shown too.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import polars as pl

from benchmarks import copies as making
from benchmarks import family_answers
from benchmarks.agreement import answers_in
from benchmarks.measurement import BUILD, Line, Measured, in_turn, run_job, written
from benchmarks.openfisca_peer import PYTHON, assistance, families, run_prepared, run_whole

COPIES = 4
MOST_OF_OPENFISCA = 0.5


def run(runs: int, copies: int = COPIES) -> Iterator[Line]:
    """The lines of the table; RuntimeError when both have another answer for a family."""
    if not PYTHON.is_file():
        yield Line("OpenFisca", "not set up: make judges")
        return
    snapshot = making.snapshot(copies)
    with TemporaryDirectory(dir=BUILD) as folder:
        columns, answers = Path(folder) / "columns", Path(folder) / "answers"

        def ours() -> Measured:
            shutil.rmtree(answers, ignore_errors=True)
            return run_job(family_answers.write_answers, snapshot.folder, answers)

        jobs = {
            "ours": ours,
            "whole": lambda: run_whole(snapshot.folder, snapshot.date, columns),
            "prepared": lambda: run_prepared(columns),
        }
        found = in_turn(jobs, runs)
        known = families(columns)
        _compare(answers_in(answers), known, assistance(columns, snapshot.date))
    esep, whole, prepared = found["ours"], found["whole"], found["prepared"]
    millions = snapshot.manifest.files["persons.parquet"].rows / 1e6
    yield Line(f"{millions:.1f} million persons: Esep, the thirty answers", written(esep))
    yield Line("  peer: OpenFisca, eight answers, from the same Parquet", written(whole))
    ratio = esep.wall / whole.wall
    yield Line("  Esep / OpenFisca", f"{ratio:.2f}", f"{MOST_OF_OPENFISCA}", ratio <= MOST_OF_OPENFISCA)
    yield Line("  OpenFisca's process over columns that are ready", written(prepared))
    yield Line("  Esep / that", f"{esep.wall / prepared.wall:.2f}")
    yield Line("  families on which both agree, to 32 bits", f"{len(known):,}", "all", True)


def _compare(ours: pl.LazyFrame, known: pl.Series, theirs: np.ndarray) -> None:
    """Within half a tenge of Esep's whole tenge, and what 32 bits leave of the amount."""
    both = pl.LazyFrame({"family": known, "theirs": theirs}).join(ours, on="family", how="left")
    apart = (pl.col("targeted_assistance") - pl.col("theirs")).abs()
    unlike = (
        both.filter((apart > 0.55) | apart.is_null())
        .select("family", "targeted_assistance", "theirs")
        .collect()
    )
    if len(unlike):
        raise RuntimeError(f"{len(unlike):,} families have two answers:\n{unlike.head()}")
