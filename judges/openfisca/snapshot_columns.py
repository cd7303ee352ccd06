"""A snapshot as columns for ``judge.py``: who is a living member of which family, and what each received.

Only Polars reads here, by joins of keys: this is what an OpenFisca user would have to write to begin from the
same Parquet. Nothing of Esep is imported.
"""

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

MONTHS = (date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1))
NOT_INCOME = ("scholarship", "benefit")
BENEFITS = ("large_family", "mother_award", "child_care", "disability", "survivor", "job_loss", "other")
BENEFITS_OF_DISABLED_CHILDREN = ("survivor", "other")


def prepare(snapshot: Path, day: date, folder: Path) -> None:
    """Write the columns of a day below ``folder``, and ``families.npy``: those with members, in order."""
    if (day.year, day.month) != (2026, 4):
        raise ValueError(f"the months of the quarter before are those for April 2026, not for {day}")
    into = folder / str(day)
    into.mkdir(parents=True)
    persons = _members(snapshot, day)
    families = persons.select("family").unique(maintain_order=True).with_row_index("number")
    homes = families.join(
        _table(snapshot, "families").select("family", "region").collect(), on="family", how="left"
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
    np.save(folder / "families.npy", homes["family"].to_numpy())


def _table(snapshot: Path, name: str) -> pl.LazyFrame:
    return pl.scan_parquet(snapshot / f"{name}.parquet")


def _members(snapshot: Path, day: date) -> pl.DataFrame:
    alive = pl.col("death_date").is_null() | (pl.col("death_date") > day)
    persons = _table(snapshot, "persons").filter(alive)
    holds = (pl.col("valid_from") <= day) & (pl.col("valid_to").is_null() | (pl.col("valid_to") >= day))
    members = _table(snapshot, "memberships").filter(holds).select("person", "family", "role")
    wanted = persons.select("person", "birth_date", "full_time_student", "disability")
    return members.join(wanted, on="person", how="inner", maintain_order="left").collect()


def _received(snapshot: Path, persons: pl.DataFrame, month: date) -> pl.Series:
    """What counts of a month, of each person."""
    receipts = _table(snapshot, "incomes").filter(
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
    benefits = _table(snapshot, "benefits").filter(held).join(whose, on="person", how="inner").filter(counts)
    paid = pl.concat([rows.select("person", "amount") for rows in (receipts, benefits)])
    sums = paid.group_by("person").agg(pl.col("amount").sum())
    found = persons.lazy().select("person").join(sums, on="person", how="left", maintain_order="left")
    return found.select(pl.col("amount").fill_null(0)).collect().to_series()
