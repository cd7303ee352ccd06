"""Targeted assistance by OpenFisca: a snapshot as columns for ``judges/openfisca/judge.py``, and a run of it.

What is prepared here, by Polars, is measured apart from OpenFisca's process: who is a living member of which
family, and what each received in each of the three months, counted benefits included.
"""

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
from esep.registers import Snapshot, open_snapshot

PYTHON = ROOT / ".venv-judges" / "bin" / "python"
JUDGE = ROOT / "judges" / "openfisca" / "judge.py"
MONEY = "float32"

MONTHS = (date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1))
NOT_INCOME = ("scholarship", "benefit")
BENEFITS = ("large_family", "mother_award", "child_care", "disability", "survivor", "job_loss", "other")
BENEFITS_OF_DISABLED_CHILDREN = ("survivor", "other")


def prepare_from(snapshot: str, folder: str) -> None:
    """The columns of a snapshot's folder, in a process of its own, to be measured."""
    prepare(open_snapshot(snapshot), Path(folder))


def prepare(snapshot: Snapshot, folder: Path) -> pl.Series:
    """Write the columns of the snapshot's day below ``folder``; its families with members by id, in order."""
    day = snapshot.date
    if (day.year, day.month) != (2026, 4):
        raise ValueError(f"the months of the quarter before are those for April 2026, not for {day}")
    into = folder / str(day)
    into.mkdir(parents=True)
    persons = _members(snapshot, day)
    families = persons.select("family").unique(maintain_order=True).with_row_index("number")
    homes = families.join(
        snapshot.scan("families").select("family", "region").collect(), on="family", how="left"
    )
    persons = persons.join(families, on="family", how="left", maintain_order="left")
    columns = {
        "family": persons["number"].cast(pl.Int64),
        "birth_date": persons["birth_date"],
        "stands_as_child": persons["role"].cast(pl.String).is_in(["child", "other"]),
        "studies_full_time": persons["full_time_student"],
        "region": homes["region"].cast(pl.String).str.head(2).cast(pl.Int64),
        "median_income": pl.zeros(len(homes), pl.Int64, eager=True),
    }
    columns |= {f"receipts-{month:%Y-%m}": _received(snapshot, persons, month) for month in MONTHS}
    for name, column in columns.items():
        np.save(into / f"{name}.npy", column.to_numpy())
    return homes["family"]


def run_openfisca(folder: Path) -> Measured:
    """The judge over the prepared columns, its whole process: start, law, simulation, answers written."""
    for answers in folder.glob(f"*/{MONEY}"):
        shutil.rmtree(answers)
    started = time.perf_counter()
    process = subprocess.Popen([PYTHON, JUDGE, folder, "--money", MONEY])
    with Watch(process.pid) as watch:
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"OpenFisca failed with {process.returncode}")
    return Measured(wall, used.ru_utime + used.ru_stime, watch.peak)


def assistance(folder: Path, day: date) -> np.ndarray:
    """Of each family with members, in the order of :func:`prepare`; KZT a month, not rounded."""
    return np.load(folder / str(day) / MONEY / "targeted_assistance.npy").astype(float)


def _members(snapshot: Snapshot, day: date) -> pl.DataFrame:
    alive = pl.col("death_date").is_null() | (pl.col("death_date") > day)
    persons = snapshot.scan("persons").filter(alive)
    holds = (pl.col("valid_from") <= day) & (pl.col("valid_to").is_null() | (pl.col("valid_to") >= day))
    members = snapshot.scan("memberships").filter(holds).select("person", "family", "role")
    wanted = persons.select("person", "birth_date", "full_time_student", "disability")
    return members.join(wanted, on="person", how="inner", maintain_order="left").collect()


def _received(snapshot: Snapshot, persons: pl.DataFrame, month: date) -> pl.Series:
    """What counts of a month, of each person."""
    receipts = snapshot.scan("incomes").filter(
        pl.col("month") == month, ~pl.col("kind").cast(pl.String).is_in(NOT_INCOME)
    )
    held = (pl.col("valid_from") <= month) & (pl.col("valid_to").is_null() | (pl.col("valid_to") >= month))
    disabled_child = pl.col("disability").cast(pl.String) == "child"
    kind = pl.col("kind").cast(pl.String)
    counts = (
        pl.when(disabled_child)
        .then(kind.is_in(BENEFITS_OF_DISABLED_CHILDREN))
        .otherwise(kind.is_in(BENEFITS))
    )
    whose = persons.lazy().select("person", "disability")
    benefits = snapshot.scan("benefits").filter(held).join(whose, on="person", how="inner").filter(counts)
    paid = pl.concat([rows.select("person", "amount") for rows in (receipts, benefits)])
    sums = paid.group_by("person").agg(pl.col("amount").sum())
    found = persons.lazy().select("person").join(sums, on="person", how="left", maintain_order="left")
    return found.select(pl.col("amount").fill_null(0)).collect().to_series()
