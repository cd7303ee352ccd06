"""Tables of the help proposed: by measure and by district. Counts are int, cost is KZT (int).

Persons without family are counted among the proposals of a measure, not among the families. The cost of
undrawn rights is that of the rights whose amount the law gives; of the others the amount is not known.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from esep.support.proposals import Proposals

_FAMILIES = pl.col("family").drop_nulls().n_unique().cast(pl.Int64)
_RIGHTS = pl.col("family").filter(pl.col("is_right")).drop_nulls().n_unique().cast(pl.Int64)


def by_measure(proposals: Proposals) -> pl.DataFrame:
    """For each measure that is offered, in order: families, offers, and their cost, empty when not known."""
    grouped = proposals.rows.group_by("measure", "order", "is_right").agg(
        families_proposed=_FAMILIES,
        proposals=pl.len().cast(pl.Int64),
        cost=pl.when(pl.col("cost").is_not_null().all()).then(pl.col("cost").sum()).otherwise(None),
    )
    return (
        grouped.sort("order", "measure")
        .select("measure", "is_right", "families_proposed", "proposals", "cost")
        .collect(engine="streaming")
    )


def by_district(proposals: Proposals) -> pl.DataFrame:
    """For each district: families with a proposal or an undrawn right, the known cost of these rights."""
    grouped = proposals.rows.group_by("district").agg(
        families_proposed=_FAMILIES,
        families_with_undrawn_rights=_RIGHTS,
        cost_of_rights=pl.col("cost").filter(pl.col("is_right")).sum(),
    )
    return grouped.sort("district").collect(engine="streaming")


def overview(proposals: Proposals) -> pl.DataFrame:
    """One row: families with a proposal, those with an undrawn right, the known cost of these rights."""
    return proposals.rows.select(
        families_proposed=_FAMILIES,
        families_with_undrawn_rights=_RIGHTS,
        cost_of_rights=pl.col("cost").filter(pl.col("is_right")).sum(),
    ).collect(engine="streaming")


QUERIES: dict[str, Callable[[Proposals], pl.DataFrame]] = {
    "support.by_measure": by_measure,
    "support.by_district": by_district,
    "support.overview": overview,
}
"""The named queries: what a published figure's basis names."""
