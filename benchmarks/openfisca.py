"""Esep's thirty answers beside one benefit by OpenFisca, whole processes, over copies of the region.

Counted for Esep: its start, the law, reading Parquet, checking every row, thirty answers, writing Parquet.
Counted for OpenFisca: its start, the law, reading prepared columns (``.npy``), building the simulation, eight
answers of targeted assistance in 32-bit floats, writing them. Both have a process of their own, in turn.
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
from benchmarks.openfisca_peer import PYTHON, assistance, prepare, run_openfisca

COPIES = 4


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

        found = in_turn({"ours": ours, "theirs": lambda: run_openfisca(columns)}, runs)
        _compare(answers_in(answers), families, assistance(columns, snapshot.date))
    esep, peer = found["ours"], found["theirs"]
    millions = snapshot.manifest.files["persons.parquet"].rows / 1e6
    yield Line(f"{millions:.1f} million persons: Esep, the thirty answers", written(esep))
    yield Line("  peer: OpenFisca, targeted assistance alone, columns prepared", written(peer))
    yield Line("  Esep (30 answers) / OpenFisca (1 benefit)", f"{esep.wall / peer.wall:.2f}")
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
