"""Poverty and inequality before and after a reform, of the region, its districts and kinds of family.

Two incomes are measured. ``counted`` is the income per head that the law counts, against the regional minimum
of each law. ``with_help`` is what families have when they draw their rights: counted income, payments that
the law does not count as income, and what the reform adds to or takes from the others; against the minimum of
the law before the reform, so that a change is one of money and not of the yardstick.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from esep.familymap import statistics
from esep.familymap.whatif.comparison import SIDES, Comparison
from esep.familymap.whatif.help import TOTAL

NOT_COUNTED = ("targeted_assistance", "child_supplement", "housing_aid")
"""Payments that are never income of the quarter, as the parameter ``counted_benefit_kinds`` has it."""

BASES = ("counted", "with_help")
MEASURES = ("head_count", "poverty_gap", "poverty_severity", "gini", "at_risk_of_poverty")

Array = NDArray[np.float64]


def poverty_measures(comparison: Comparison) -> pl.DataFrame:
    """Each measure before and after, weighted by persons; ten-thousandths, rounded to the nearest.

    Columns ``by`` (``region``, ``district``, ``family_kind``), ``group``, ``income`` (:data:`BASES`),
    ``measure``, ``before``, ``after``, ``difference``; null where there is nobody to measure.
    """
    rows = _families(comparison)
    found = []
    for by, group, members in _groups(rows):
        for basis in BASES:
            sides = [_measured(members, basis, side) for side in SIDES]
            for measure in MEASURES:
                before, after = (side[measure] for side in sides)
                found.append((by, group, basis, measure, before, after))
    table = pl.DataFrame(
        found,
        schema={
            "by": pl.String,
            "group": pl.String,
            "income": pl.String,
            "measure": pl.String,
            "before": pl.Int64,
            "after": pl.Int64,
        },
        orient="row",
    )
    return table.with_columns((pl.col("after") - pl.col("before")).alias("difference"))


def _families(comparison: Comparison) -> pl.DataFrame:
    """Of each family its group and members; incomes and minimums of both laws, tenge per head and month."""
    rows = comparison.units.filter(pl.col("families") == 1)
    for side, assessment in zip(SIDES, (comparison.before, comparison.after), strict=True):
        own = assessment.families.select(
            "family",
            pl.col("income_per_head").alias(f"counted_{side}"),
            pl.col("regional_minimum").alias(f"minimum_{side}"),
        )
        rows = rows.join(own, on="family", how="left")
    known = [one.name for one in comparison.help if one.name in NOT_COUNTED]
    right = pl.sum_horizontal([pl.col(f"{name}:before") for name in known] or [pl.lit(0)])
    change = pl.col(f"{TOTAL}:after") - pl.col(f"{TOTAL}:before")
    return rows.select(
        pl.col("district").cast(pl.Categorical),
        pl.col("family_kind").cast(pl.Categorical),
        "persons",
        *(f"{name}_{side}" for name in ("counted", "minimum") for side in SIDES),
        (pl.col("counted_before") + right / pl.col("persons")).alias("with_help_before"),
        (pl.col("counted_before") + (right + change) / pl.col("persons")).alias("with_help_after"),
    ).collect(engine="streaming")


def _groups(rows: pl.DataFrame) -> Iterator[tuple[str, str, pl.DataFrame]]:
    yield "region", "", rows
    for by in ("district", "family_kind"):
        for group in sorted(rows[by].cast(pl.String).unique()):
            yield by, group, rows.filter(pl.col(by) == group)


def _measured(rows: pl.DataFrame, basis: str, side: str) -> Mapping[str, int | None]:
    income = rows[f"{basis}_{side}"].to_numpy()
    persons = rows["persons"].to_numpy()
    line = rows["minimum_before" if basis == "with_help" else f"minimum_{side}"].to_numpy()
    threshold = statistics.risk_threshold(income, persons)
    found = {
        "head_count": statistics.poverty(income, persons, line, 0),
        "poverty_gap": statistics.poverty(income, persons, line, 1),
        "poverty_severity": statistics.poverty(income, persons, line, 2),
        "gini": statistics.gini(income, persons),
        "at_risk_of_poverty": statistics.rate_below(income, persons, threshold),
    }
    return {name: None if np.isnan(value) else round(value * 10_000) for name, value in found.items()}
