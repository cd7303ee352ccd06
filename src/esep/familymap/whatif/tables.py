"""Tables of a comparison: named queries, each the same rows whenever it is asked again.

Counts are int; money is tenge a month (int); shares are ten-thousandths (int).
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from esep.familymap.tables import LEVELS
from esep.familymap.whatif.comparison import KEYS, MEASURED, SIDES, TESTS, WITHOUT_FAMILY, Comparison
from esep.familymap.whatif.help import TOTAL
from esep.familymap.whatif.measures import poverty_measures
from esep.familymap.whatif.moves import COUNTED, move, with_every_move


def gains(comparison: Comparison, *keys: str) -> pl.DataFrame:
    """Who gains and who loses by each payment and by all together, and what it costs a month.

    A row for each payment (``provision``; the last is ``total_help``), of the region or by ``keys``
    (``"district"``, ``"family_kind"``). ``gained - lost = cost_after - cost_before = change``.
    """
    cells = comparison.cells
    names = [*(one.name for one in comparison.help), TOTAL]
    pieces = []
    for order, name in enumerate(names):
        piece = cells.select(*keys, *COUNTED, *(pl.col(f"{name}:{of}").alias(of) for of in MEASURED))
        summed = _summed(piece, keys)
        pieces.append(summed.with_columns(pl.lit(name).alias("provision"), pl.lit(order).alias("order")))
    table = pl.concat(pieces).sort(*keys, "order")
    return table.select(
        *keys,
        "provision",
        *COUNTED,
        "gaining_families",
        "losing_families",
        (pl.col("families") - pl.col("gaining_families") - pl.col("losing_families")).alias(
            "unchanged_families"
        ),
        "gaining_persons",
        "losing_persons",
        (pl.col("persons") - pl.col("gaining_persons") - pl.col("losing_persons")).alias("unchanged_persons"),
        *MEASURED[4:8],
        (pl.col("cost_after") - pl.col("cost_before")).alias("change"),
        *MEASURED[8:],
    )


def by_provision(comparison: Comparison) -> pl.DataFrame:
    """:func:`gains` of the whole region."""
    return gains(comparison)


def by_district(comparison: Comparison) -> pl.DataFrame:
    """:func:`gains` by district; a person without family belongs where registered."""
    return gains(comparison, "district")


def by_kind(comparison: Comparison) -> pl.DataFrame:
    """:func:`gains` by kind of family; ``without_family`` are persons who are in none."""
    return gains(comparison, "family_kind")


def levels(comparison: Comparison) -> pl.DataFrame:
    """Families and persons by level before and after, every pair of A to E, also where nobody is.

    No rows at a date on which the law knew no levels.
    """
    pair = [f"level_{side}" for side in SIDES]
    counted = _of_families(comparison).group_by(pair).agg(pl.col(COUNTED).sum())
    if not set(counted["level_before"]) & set(LEVELS):
        return counted.clear()
    every = pl.DataFrame({pair[0]: list(LEVELS)}).join(pl.DataFrame({pair[1]: list(LEVELS)}), how="cross")
    return every.join(counted, on=pair, how="left", maintain_order="left").with_columns(
        pl.col(COUNTED).fill_null(0)
    )


def poverty_moves(comparison: Comparison, *keys: str) -> pl.DataFrame:
    """Families and persons that the reform takes below each line, lifts above it, or leaves on their side.

    A row for each test (``below_subsistence``, ``below_poverty_line``) and each ``move`` (``entered``,
    ``left``, ``stayed_below``, ``stayed_above``), of the region or by ``keys``.
    """
    pieces = []
    for test in TESTS:
        before, after = (pl.col(f"{test}_{side}") for side in SIDES)
        moved = _of_families(comparison).with_columns(
            pl.lit(test).alias("test"), move(before, after).alias("move")
        )
        counted = moved.group_by(*keys, "test", "move").agg(pl.col(COUNTED).sum())
        pieces.append(with_every_move(counted, keys))
    return pl.concat(pieces)


def poverty_moves_by_district(comparison: Comparison) -> pl.DataFrame:
    """:func:`poverty_moves` by district."""
    return poverty_moves(comparison, "district")


def _of_families(comparison: Comparison) -> pl.DataFrame:
    return comparison.cells.filter(pl.col("family_kind") != WITHOUT_FAMILY).select(*KEYS, *COUNTED)


def _summed(piece: pl.DataFrame, keys: tuple[str, ...]) -> pl.DataFrame:
    sums = pl.all().sum() if not keys else pl.exclude(keys).sum()
    return piece.group_by(keys).agg(sums) if keys else piece.select(sums)


QUERIES: dict[str, Callable[[Comparison], pl.DataFrame]] = {
    "whatif.by_provision": by_provision,
    "whatif.by_district": by_district,
    "whatif.by_kind": by_kind,
    "whatif.levels": levels,
    "whatif.poverty_moves": poverty_moves,
    "whatif.poverty_moves_by_district": poverty_moves_by_district,
    "whatif.poverty": poverty_measures,
}
"""The named queries of a comparison."""
