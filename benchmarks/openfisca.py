"""Esep's thirty answers beside one benefit by OpenFisca, whole processes, over copies of the region.

Counted for Esep: its start, the law, reading Parquet, checking every row, thirty answers, writing Parquet.
Counted for OpenFisca: its start, the law, reading prepared columns (``.npy``), building the simulation, eight
answers of targeted assistance in 32-bit floats, writing them; and, apart, preparing those columns from the
same Parquet. Each has a process of its own, in turn.
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
from benchmarks.openfisca_peer import PYTHON, assistance, prepare, prepare_from, run_openfisca

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
        families = prepare(snapshot, columns)

        def ours() -> Measured:
            shutil.rmtree(answers, ignore_errors=True)
            return run_job(family_answers.write_answers, snapshot.folder, answers)

        def prepared() -> Measured:
            again = Path(folder) / "prepared again"
            shutil.rmtree(again, ignore_errors=True)
            return run_job(prepare_from, snapshot.folder, again)

        jobs = {"ours": ours, "prepared": prepared, "theirs": lambda: run_openfisca(columns)}
        found = in_turn(jobs, runs)
        _compare(answers_in(answers), families, assistance(columns, snapshot.date))
    esep, before, peer = found["ours"], found["prepared"], found["theirs"]
    millions = snapshot.manifest.files["persons.parquet"].rows / 1e6
    yield Line(f"{millions:.1f} million persons: Esep, the thirty answers", written(esep))
    yield Line("  peer: OpenFisca, targeted assistance alone, columns prepared", written(peer))
    yield Line("  what prepares its columns from the same Parquet, by Polars", written(before))
    yield Line("  Esep (30 answers) / OpenFisca's process (8 answers)", f"{esep.wall / peer.wall:.2f}")
    ratio = esep.wall / (before.wall + peer.wall)
    yield Line(
        "  Esep / both, Parquet to answers",
        f"{ratio:.2f}",
        f"{MOST_OF_OPENFISCA}",
        ratio <= MOST_OF_OPENFISCA,
    )
    yield Line("  families on which both agree, to 32 bits", f"{len(families):,}", "all", True)


def _compare(ours: pl.LazyFrame, families: pl.Series, theirs: np.ndarray) -> None:
    """Within half a tenge of Esep's whole tenge, and what 32 bits leave of the amount."""
    both = pl.LazyFrame({"family": families, "theirs": theirs}).join(ours, on="family", how="left")
    apart = (pl.col("targeted_assistance") - pl.col("theirs")).abs()
    unlike = (
        both.filter((apart > 0.55) | apart.is_null())
        .select("family", "targeted_assistance", "theirs")
        .collect()
    )
    if len(unlike):
        raise RuntimeError(f"{len(unlike):,} families have two answers:\n{unlike.head()}")
