"""Targeted assistance written a second time, by hand, in NumPy: nothing of Esep's law or engines is used.

The rule and its figures for the region of Zhambyl on 1 April 2026, from their sources:

* the line of the family is 38,485 tenge a member and month (70 % of 54,979, to the nearest tenge);
* income is that of January to March 2026: receipts of every kind but scholarships and benefits; and of the
  state's benefits those of large families, award mothers, child care, disability, survivors, the loss of
  work and others, for each of the three months on whose first day they held; of a child with disability
  only those of survivors and others;
* assistance is a third of what the quarter's income lacks to three lines of the family, to the nearest tenge.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

LINE = 38_485
DAY = np.datetime64("2026-04-01")
FAR = date(9999, 12, 31)
MONTHS = np.array(["2026-01-01", "2026-02-01", "2026-03-01"], dtype="datetime64[D]")
NOT_INCOME = ["scholarship", "benefit"]
BENEFITS = ["large_family", "mother_award", "child_care", "disability", "survivor", "job_loss", "other"]
BENEFITS_OF_DISABLED_CHILDREN = ["survivor", "other"]


def write_assistance(snapshot: str, target: str) -> None:
    """Compute the assistance of every family and write it as Parquet."""
    pl.DataFrame(assistance_of_families(Path(snapshot))).write_parquet(target)


def assistance_of_families(snapshot: Path) -> dict[str, Ints]:
    """``family`` and ``assistance`` (KZT a month) of every family of a snapshot's folder."""
    family = _column(snapshot, "families", "family")
    person, home, counts_little = _members(snapshot)
    receipts = _receipts(snapshot, person) + _benefits(snapshot, person, counts_little)
    at, known = _find(home, family)
    members = np.zeros(len(family), np.int64)
    income = np.zeros(len(family), np.int64)
    np.add.at(members, at[known], 1)
    np.add.at(income, at[known], receipts[known])
    lacking = np.maximum(LINE * members * 3 - income, 0)
    return {"family": family, "assistance": (2 * lacking + 3) // 6}


def _members(snapshot: Path) -> tuple[Ints, Ints, Flags]:
    """Persons alive in a family on the day: person, family, and whether a child with disability."""
    terms = pl.read_parquet(
        snapshot / "memberships.parquet", columns=["person", "family", "valid_from", "valid_to"]
    )
    persons = pl.read_parquet(snapshot / "persons.parquet", columns=["person", "disability", "death_date"])
    first, last = terms["valid_from"].to_numpy(), terms["valid_to"].fill_null(FAR).to_numpy()
    holds = (first <= DAY) & (last >= DAY)
    person, home = terms["person"].to_numpy()[holds], terms["family"].to_numpy()[holds]
    at, _ = _find(person, persons["person"].to_numpy())
    alive = (persons["death_date"].fill_null(FAR).to_numpy() > DAY)[at]
    disabled_child = (persons["disability"].cast(pl.String) == "child").to_numpy()[at]
    return person[alive], home[alive], disabled_child[alive]


def _receipts(snapshot: Path, person: Ints) -> Ints:
    rows = pl.read_parquet(snapshot / "incomes.parquet", columns=["person", "month", "kind", "amount"])
    month = rows["month"].to_numpy()
    counts = (month >= MONTHS[0]) & (month <= MONTHS[-1])
    counts &= ~rows["kind"].cast(pl.String).is_in(NOT_INCOME).to_numpy()
    return _added(rows["person"].to_numpy()[counts], rows["amount"].to_numpy()[counts], person)


def _benefits(snapshot: Path, person: Ints, counts_little: Flags) -> Ints:
    rows = pl.read_parquet(
        snapshot / "benefits.parquet", columns=["person", "kind", "amount", "valid_from", "valid_to"]
    )
    first, last = rows["valid_from"].to_numpy(), rows["valid_to"].fill_null(FAR).to_numpy()
    months = sum(((first <= month) & (last >= month)).astype(np.int64) for month in MONTHS)
    at, known = _find(rows["person"].to_numpy(), person)
    kind = rows["kind"].cast(pl.String)
    counts = np.where(
        counts_little[at],
        kind.is_in(BENEFITS_OF_DISABLED_CHILDREN).to_numpy(),
        kind.is_in(BENEFITS).to_numpy(),
    )
    amounts = rows["amount"].to_numpy() * months
    return _added(rows["person"].to_numpy()[counts & known], amounts[counts & known], person)


def _added(whose: Ints, amounts: Ints, person: Ints) -> Ints:
    """The sum of the amounts of each person."""
    at, known = _find(whose, person)
    sums = np.zeros(len(person), np.int64)
    np.add.at(sums, at[known], amounts[known])
    return sums


def _find(wanted: Ints, among: Ints) -> tuple[Ints, Flags]:
    """Where each of ``wanted`` stands in ``among`` (unique, in any order), and whether it is there at all."""
    order = np.argsort(among)
    at = np.searchsorted(among[order], wanted)
    found = order[np.minimum(at, len(among) - 1)]
    return found, among[found] == wanted


def _column(snapshot: Path, table: str, name: str) -> Ints:
    return pl.read_parquet(snapshot / f"{table}.parquet", columns=[name])[name].to_numpy()
