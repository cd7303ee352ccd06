"""Tables of months: the counts, cost and poverty of each, who entered and left poverty, and for how long.

A family is below a line on a day or it is not; without members it is below none. Counts are int, money is
tenge a month (int), shares are ten-thousandths (int).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import polars as pl

from esep.familymap import tables
from esep.familymap.whatif.comparison import TESTS
from esep.familymap.whatif.help import TOTAL, Help
from esep.familymap.whatif.months import Month
from esep.familymap.whatif.moves import COUNTED, move, with_every_move
from esep.familymap.whatif.tables import by_provision
from esep.law.vocabulary import MOST_MEMBERS

Months = Sequence[Month]

_HAS_MEMBERS = pl.col("family_size") > 0
_SCALE = 10 * MOST_MEMBERS


def overview(months: Months) -> pl.DataFrame:
    """A row for each month: the counts of the region, as ``familymap.overview`` has them."""
    return _by_month(months, lambda month: tables.overview(month.assessment))


def poverty(months: Months) -> pl.DataFrame:
    """A row for each month: poverty and inequality, as ``familymap.poverty`` has them."""
    return _by_month(months, lambda month: tables.poverty(month.assessment))


def cost(months: Months) -> pl.DataFrame:
    """Of each month and payment how many get it (families, or persons where it is theirs), and tenge.

    The last row of a month is ``total_help``; it has no recipients, for a family may get several payments.
    """
    return _by_month(months, _cost)


def compared_cost(months: Months) -> pl.DataFrame:
    """Of each month and payment gainers, losers and cost before and after the reform; empty without one."""
    rows = [
        by_provision(month.comparison).select(pl.lit(month.day).alias("month"), pl.all())
        for month in months
        if month.comparison is not None
    ]
    return pl.concat(rows) if rows else pl.DataFrame()


def moves(months: Months, *keys: str) -> pl.DataFrame:
    """Families and persons that entered or left each poverty since the month before, or stayed.

    A row for each month but the first, each test and each move, of the region or by ``keys``. ``persons`` are
    the members in the later month, of families that left with their members the members of the earlier one.
    """
    pieces = []
    for earlier, later in pairwise(months):
        moved = _moved(earlier, later).group_by(*keys, "test", "move").agg(pl.col(COUNTED).sum())
        counted = with_every_move(moved.collect(engine="streaming"), keys)
        pieces.append(counted.with_columns(pl.lit(later.day).alias("month")))
    order = ("month", *keys, "test", "move", *COUNTED)
    return pl.concat(pieces).select(order) if pieces else pl.DataFrame(schema=order)


def moves_by_district(months: Months) -> pl.DataFrame:
    """:func:`moves` by district."""
    return moves(months, "district")


def moved_families(months: Months) -> pl.LazyFrame:
    """The families behind the counts of those that entered and left: month, test, move, family, where."""
    pieces = [
        _moved(earlier, later)
        .filter(pl.col("move").is_in(["entered", "left"]))
        .select(
            pl.lit(later.day).alias("month"), "test", "move", "district", "place", "family", "family_size"
        )
        for earlier, later in pairwise(months)
    ]
    return pl.concat(pieces) if pieces else pl.LazyFrame()


def durations(months: Months, *keys: str) -> pl.DataFrame:
    """Families and persons by the number of months in which they were below each line, 0 to all.

    Families that had members in some month; ``persons`` are the members in the last such month.
    """
    whose = families_in_months(months)
    pieces = []
    for test in TESTS:
        counted = whose.group_by(*keys, pl.col(f"months_{test}").alias("months")).agg(
            pl.len().cast(pl.Int64).alias("families"), pl.col("family_size").sum().alias("persons")
        )
        pieces.append(counted.with_columns(pl.lit(test).alias("test")).collect(engine="streaming"))
    every = pl.DataFrame({"months": range(len(months) + 1)}, schema={"months": pl.Int64})
    found = pl.concat(pieces)
    groups = found.select(*keys, "test").unique().sort(*keys, "test").join(every, how="cross")
    on = [*keys, "test", "months"]
    return groups.join(found, on=on, how="left", maintain_order="left").with_columns(
        pl.col(COUNTED).fill_null(0)
    )


def persistence(months: Months, *keys: str) -> pl.DataFrame:
    """Families and persons that were below each line never, ever and in all months (chronic poverty)."""
    counted = durations(months, *keys)
    groups = {
        "never": pl.col("months") == 0,
        "ever": pl.col("months") > 0,
        "chronic": pl.col("months") == len(months),
    }
    sums = [
        pl.col(of).filter(which).sum().alias(f"{name}_{of}")
        for of in COUNTED
        for name, which in groups.items()
    ]
    return counted.group_by(*keys, "test", maintain_order=True).agg(sums)


def persistence_by_district(months: Months) -> pl.DataFrame:
    """:func:`persistence` by district."""
    return persistence(months, "district")


def families_in_months(months: Months) -> pl.LazyFrame:
    """A row for each family that had members in some month.

    Where it lives, its members in the last such month (``family_size``), and in how many months it was below
    each line (``months_below_subsistence``, ``months_below_poverty_line``).
    """
    each = pl.concat(
        month.assessment.families.filter(_HAS_MEMBERS).select(
            "family",
            (pl.lit(number * _SCALE, pl.Int64) + pl.col("family_size")).alias("last"),
            *(pl.col(test).cast(pl.Int64).alias(f"months_{test}") for test in TESTS),
        )
        for number, month in enumerate(months)
    )
    whose = each.group_by("family").agg(
        (pl.col("last").max() % _SCALE).alias("family_size"), pl.col(f"months_{test}" for test in TESTS).sum()
    )
    homes = months[-1].assessment.families.select("family", "district", "place")
    return homes.join(whose, on="family", how="inner")


def _by_month(months: Months, table: Callable[[Month], pl.DataFrame]) -> pl.DataFrame:
    rows = [table(month).with_columns(pl.lit(month.day).alias("month")) for month in months]
    found = pl.concat(rows, how="diagonal")
    return found.select("month", pl.exclude("month"))


def _cost(month: Month) -> pl.DataFrame:
    families = month.assessment.families.filter(_HAS_MEMBERS)
    rows = [
        *_paid(families, [one for one in month.help if one.is_of_family]),
        *_paid(month.assessment.persons, [one for one in month.help if not one.is_of_family]),
    ]
    order = {one.name: number for number, one in enumerate(month.help)}
    rows.sort(key=lambda row: order[row[0]])
    rows.append((TOTAL, None, sum(amount for _name, _recipients, amount in rows)))
    schema = {"provision": pl.String, "recipients": pl.Int64, "amount": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _paid(rows: pl.LazyFrame, help: Sequence[Help]) -> list[tuple[str, int | None, int]]:
    names = [one.name for one in help]
    recipients = [(pl.col(name) != 0).sum().cast(pl.Int64).alias(f"{name}:recipients") for name in names]
    found = rows.select(pl.col(names).cast(pl.Int64).sum(), *recipients).collect(engine="streaming")
    return [(name, found[f"{name}:recipients"].item(), found[name].item()) for name in names]


def _moved(earlier: Month, later: Month) -> pl.LazyFrame:
    """A row for each test and family that had members in one of two months, and how it moved."""
    tests = [pl.col(test).alias(f"{test}:before") for test in TESTS]
    before = earlier.assessment.families.select("family", pl.col("family_size").alias("size:before"), *tests)
    both = later.assessment.families.join(before, on="family", how="inner").filter(
        _HAS_MEMBERS | (pl.col("size:before") > 0)
    )
    size = pl.when(_HAS_MEMBERS).then("family_size").otherwise("size:before")
    return pl.concat(
        both.select(
            "family",
            "district",
            "place",
            size.cast(pl.Int64).alias("family_size"),
            pl.lit(1, pl.Int64).alias("families"),
            size.cast(pl.Int64).alias("persons"),
            pl.lit(test).alias("test"),
            move(pl.col(f"{test}:before"), pl.col(test)).alias("move"),
        )
        for test in TESTS
    )


MONTH_QUERIES: dict[str, Callable[[Months], pl.DataFrame]] = {
    "months.overview": overview,
    "months.cost": cost,
    "months.poverty": poverty,
    "months.moves": moves,
    "months.moves_by_district": moves_by_district,
    "months.durations": durations,
    "months.persistence": persistence,
    "months.persistence_by_district": persistence_by_district,
}
"""The named queries of months."""
