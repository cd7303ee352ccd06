"""Tables of an assessment: by place, by level, by kind of family; poverty; the rural workforce.

Each is a named query: a function of the assessment that gives the same rows whenever it is asked again.
Counts are int, money is KZT a month (int), shares are ten-thousandths (int).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import polars as pl

from esep.familymap import need, statistics
from esep.familymap.assessment import Assessment

LEVELS = ("A", "B", "C", "D", "E")

_HAS_MEMBERS = pl.col("family_size") > 0


def _counts(assessment: Assessment) -> dict[str, pl.Expr]:
    """The counts of a group of families that have members, by their names."""
    counts = {
        "families": pl.len(),
        "persons": pl.col("family_size").sum(),
        "families_below_subsistence": pl.col("below_subsistence").sum(),
        "families_below_poverty_line": pl.col("below_poverty_line").sum(),
        "targeted_assistance_families": (pl.col("targeted_assistance") > 0).sum(),
        "targeted_assistance_amount": pl.col("targeted_assistance").sum(),
    }
    if _has_levels(assessment):
        counts["families_levels_d_e"] = pl.col("level").is_in(["D", "E"]).sum()
    return counts


def _has_levels(assessment: Assessment) -> bool:
    """Levels are known from June 2023; an assessment of an earlier date has none."""
    return "level" in assessment.families.collect_schema()


def _by(assessment: Assessment, *keys: str) -> pl.DataFrame:
    counts = [count.cast(pl.Int64).alias(name) for name, count in _counts(assessment).items()]
    families = assessment.families.filter(_HAS_MEMBERS)
    grouped = families.group_by(*keys).agg(counts).sort(*keys) if keys else families.select(counts)
    return grouped.collect()


def overview(assessment: Assessment) -> pl.DataFrame:
    """One row: the counts of the whole region; families without members are left out."""
    return _by(assessment)


def by_district(assessment: Assessment) -> pl.DataFrame:
    """The counts by district."""
    return _by(assessment, "district")


def by_place(assessment: Assessment) -> pl.DataFrame:
    """The counts by place of registration (settlement, town or rural district)."""
    return _by(assessment, "district", "place")


def by_kind(assessment: Assessment) -> pl.DataFrame:
    """The counts by kind of family."""
    return _by(assessment, "family_kind")


def by_level(assessment: Assessment) -> pl.DataFrame:
    """Families and persons on each level from A to E, also on a level that nobody is on.

    No rows at a date on which the law knew no levels.
    """
    if not _has_levels(assessment):
        return pl.DataFrame(schema={"level": pl.String, "families": pl.Int64, "persons": pl.Int64})
    found = _by(assessment, "level").select("level", "families", "persons")
    return (
        pl.DataFrame({"level": list(LEVELS)})
        .join(found, on="level", how="left", maintain_order="left")
        .with_columns(pl.col("families", "persons").fill_null(0))
    )


def by_district_and_level(assessment: Assessment) -> pl.DataFrame:
    """Families by district and level; no rows at a date on which the law knew no levels."""
    if not _has_levels(assessment):
        return pl.DataFrame(schema={"district": pl.String, "level": pl.String, "families": pl.Int64})
    return _by(assessment, "district", "level").select("district", "level", "families")


def poverty(assessment: Assessment) -> pl.DataFrame:
    """One row of poverty and inequality among persons, by the income per head of their families.

    Head-count, gap and severity are taken at the regional subsistence minimum; at risk of poverty is below
    60 % of the median. All weighted by persons; ten-thousandths, rounded to the nearest.
    """
    rows = assessment.families.filter(_HAS_MEMBERS).select(
        "income_per_head", "regional_minimum", "family_size"
    )
    frame = rows.collect()
    income, minimum, persons = (frame[name].to_numpy() for name in frame.columns)
    threshold = statistics.risk_threshold(income, persons)
    measures = {
        "head_count": statistics.poverty(income, persons, minimum, 0),
        "poverty_gap": statistics.poverty(income, persons, minimum, 1),
        "poverty_severity": statistics.poverty(income, persons, minimum, 2),
        "gini": statistics.gini(income, persons),
        "at_risk_of_poverty": statistics.rate_below(income, persons, threshold),
    }
    return pl.DataFrame(
        {name: [_ten_thousandths(value)] for name, value in measures.items()},
        schema_overrides=dict.fromkeys(measures, pl.Int64),
    )


def _ten_thousandths(share: float) -> int | None:
    return None if np.isnan(share) else round(share * 10_000)


def workforce(assessment: Assessment, *keys: str) -> pl.DataFrame:
    """The rural workforce, of the region or by ``keys`` (``"district"``, where the person lives).

    All rural persons, those of working age, and those of these without a steady income; beside them the
    self-employed outside health insurance and the young who neither work nor study, in town and village.
    """
    counts = {
        "rural_persons": pl.col("rural_person").sum(),
        "rural_working_age": pl.col("rural_working_age").sum(),
        "rural_without_steady_income": pl.col("rural_without_steady_income").sum(),
        "self_employed_uninsured": pl.col("self_employed_uninsured").sum(),
        "neither_works_nor_studies": pl.col("neither_works_nor_studies").sum(),
    }
    named = [count.cast(pl.Int64).alias(name) for name, count in counts.items()]
    persons = assessment.persons
    return (persons.group_by(*keys).agg(named).sort(*keys) if keys else persons.select(named)).collect()


QUERIES: dict[str, Callable[[Assessment], pl.DataFrame]] = {
    "familymap.overview": overview,
    "familymap.by_district": by_district,
    "familymap.by_place": by_place,
    "familymap.by_kind": by_kind,
    "familymap.by_level": by_level,
    "familymap.by_district_and_level": by_district_and_level,
    "familymap.poverty": poverty,
    "familymap.workforce": workforce,
    "familymap.deprivation": need.deprivation,
    "familymap.deprivation_overview": need.deprivation_overview,
    "familymap.deprivation_by_indicator": need.deprivation_by_indicator,
    "familymap.by_scoring_category": need.by_scoring_category,
    "familymap.inclusion": need.inclusion,
}
"""The named queries: what a published figure's basis names."""
