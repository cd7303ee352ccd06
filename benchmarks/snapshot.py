"""The snapshot of 1.1 million persons from Parquet extracts: checked, pseudonymised, sorted, published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from benchmarks import region
from benchmarks.measurement import BUILD, Line, Measured, in_turn, run_job, written
from esep.registers import TABLES, build_snapshot
from esep.registers.synthesis import zhambyl


def build(registers: str, target: str) -> None:
    """From extracts to a published snapshot."""
    build_snapshot(registers, target, date=zhambyl().date, key=region.KEY)


def copy(registers: str, target: str) -> None:
    """The peer: Polars reads every extract, sorts it by its first column and writes it."""
    for name in TABLES:
        rows = pl.read_parquet(Path(registers) / f"{name}.parquet")
        rows.sort(rows.columns[0]).write_parquet(Path(target) / f"{name}.parquet")


def run(runs: int) -> Iterator[Line]:
    """The lines of the table."""
    registers = region.registers()
    with TemporaryDirectory(dir=BUILD) as folder:
        targets = iter(Path(folder) / str(number) for number in range(2 * runs))

        def copied() -> Measured:
            target = next(targets)
            target.mkdir()
            return run_job(copy, registers, target)

        found = in_turn({"built": lambda: run_job(build, registers, next(targets)), "copied": copied}, runs)
    built, peer = found["built"], found["copied"]
    yield Line("snapshot of 1.1 million persons built", written(built))
    yield Line("  peer: read, sorted and written by Polars, unchecked", written(peer))
    yield Line("  snapshot / peer", f"{built.wall / peer.wall:.1f}")
