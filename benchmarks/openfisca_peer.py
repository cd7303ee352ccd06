"""Targeted assistance by OpenFisca, in its own environment and process: ``judges/openfisca/judge.py``."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.measurement import ROOT, Measured
from benchmarks.process_tree import Watch

PYTHON = ROOT / ".venv-judges" / "bin" / "python"
JUDGE = ROOT / "judges" / "openfisca" / "judge.py"
MONEY = "float32"


def run_whole(snapshot: Path, day: date, folder: Path) -> Measured:
    """From the Parquet files of a snapshot to answers: start, reading, joining, law, simulation, writing."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return _run(folder, "--snapshot", str(snapshot), "--day", str(day))


def run_prepared(folder: Path) -> Measured:
    """Over the columns that :func:`run_whole` left in ``folder``: start, law, simulation, answers written."""
    for answers in folder.glob(f"*/{MONEY}"):
        shutil.rmtree(answers)
    return _run(folder)


def families(folder: Path) -> pl.Series:
    """The families with members, in the order of :func:`assistance`."""
    return pl.Series(np.load(folder / "families.npy"))


def assistance(folder: Path, day: date) -> np.ndarray:
    """Of each family with members; KZT a month, not rounded."""
    return np.load(folder / str(day) / MONEY / "targeted_assistance.npy").astype(float)


def _run(folder: Path, *further: str) -> Measured:
    started = time.perf_counter()
    process = subprocess.Popen([PYTHON, JUDGE, folder, "--money", MONEY, *further])
    with Watch(process.pid) as watch:
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"OpenFisca failed with {process.returncode}")
    return Measured(wall, used.ru_utime + used.ru_stime, watch.peak)
