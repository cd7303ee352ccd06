"""A made-up region of 1.1 million persons: its register extracts as Parquet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measurement import BUILD, Line, in_turn, run_job, written
from benchmarks.region import SEED
from esep.registers.synthesis import synthesize, zhambyl

MOST_SECONDS = 30


def make_up(target: str) -> None:
    """The region of Zhambyl at its full size."""
    synthesize(zhambyl(), target, seed=SEED)


def run(runs: int) -> Iterator[Line]:
    """The lines of the table."""
    BUILD.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=BUILD) as folder:
        targets = iter(Path(folder) / str(number) for number in range(runs))
        found = in_turn({"made": lambda: run_job(make_up, next(targets))}, runs)["made"]
    yield Line(
        "region of 1.1 million persons made up",
        written(found),
        f"{MOST_SECONDS} s",
        found.wall < MOST_SECONDS,
    )
