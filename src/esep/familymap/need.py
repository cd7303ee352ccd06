"""Tables of need beside the levels: deprivation, the scoring pilot, and who is left out.

Each is a query like those of ``tables.py``. Where an assessment does not hold the columns that a table needs,
the table has no rows. Families without members are left out.
"""

from __future__ import annotations

from functools import reduce

import polars as pl

from esep.errors import WrongSettings
from esep.familymap.assessment import Assessment
from esep.familymap.multidimensional import Measured, ten_thousandths
from esep.kazakhstan import law as law_of_kazakhstan
from esep.kazakhstan.deprivation import CUTOFF, DIMENSIONS, INDICATORS, WEIGHTS
from esep.law import Law
from esep.messages import messages_of

_, _n = messages_of(__package__)

CATEGORIES = (1, 2, 3, 4, 5, 6)
PERSON_FLAGS = (
    "self_employed_uninsured",
    "without_steady_income",
    "neither_works_nor_studies",
    "has_disability",
    "misses_school",
    "in_arrears",
)
"""Flags of inclusion that a person has."""
FAMILY_FLAGS = (
    "large_family",
    "single_parent",
    "has_member_with_disability",
    "has_overdue_loan",
    "has_child_missing_school",
)
"""Flags of inclusion that a family has."""

_SIZE = pl.col("family_size").cast(pl.Int64)
_POOR = pl.col("multidimensionally_poor")
_NEEDED = {"family_size", "deprivation_score", "multidimensionally_poor", *INDICATORS}


def measured(
    assessment: Assessment, *keys: str, law: Law | None = None
) -> dict[tuple[str, ...], Measured] | None:
    """The deprivation of each group of families by ``keys``, exact; of all families when there are none.

    Each family counts as many times as it has members. None when the assessment holds no deprivation.
    ``law`` is the law that the assessment was made with, of Kazakhstan when not given; WrongSettings when its
    weights and cut-off do not give the stored scores.
    """
    if not set(assessment.families.collect_schema()) >= _NEEDED:
        return None
    weights, cutoff = _settings(assessment, law or law_of_kazakhstan())
    families = assessment.families.filter(_SIZE > 0)
    counts = _counts(weights, cutoff)
    rows = (families.group_by(*keys).agg(counts).sort(*keys) if keys else families.select(counts)).collect()
    if not rows["agrees"].all():
        raise WrongSettings(
            _(
                "The deprivation scores in {folder} were made with other weights or another cut-off. "
                "Give the law that the assessment was made with.",
                folder=assessment.folder,
            )
        )
    return {
        tuple(row[key] for key in keys): Measured(
            tuple(weights.values()),
            cutoff,
            row["persons"],
            row["poor"],
            tuple(row[f"all {name}"] for name in weights),
            tuple(row[f"poor {name}"] for name in weights),
        )
        for row in rows.to_dicts()
    }


def _settings(assessment: Assessment, law: Law) -> tuple[dict[str, int], int]:
    on = assessment.manifest.law_date
    weights, cutoff = law.parameters[WEIGHTS].on(on).value, law.parameters[CUTOFF].on(on).value
    assert isinstance(weights, dict)
    assert isinstance(cutoff, int)
    return {name: int(weights.get(name, 0)) for name in INDICATORS}, cutoff


def _counts(weights: dict[str, int], cutoff: int) -> list[pl.Expr]:
    score = reduce(pl.Expr.add, [pl.col(name).cast(pl.Int64) * weight for name, weight in weights.items()])
    agrees = (score == pl.col("deprivation_score")) & ((score >= cutoff) == _POOR)
    return [
        agrees.all().alias("agrees"),
        _SIZE.sum().alias("persons"),
        _SIZE.filter(_POOR).sum().alias("poor"),
        *(_SIZE.filter(pl.col(name)).sum().alias(f"all {name}") for name in weights),
        *(_SIZE.filter(pl.col(name) & _POOR).sum().alias(f"poor {name}") for name in weights),
    ]


_MEASURES = (
    "persons",
    "poor_persons",
    "head_count",
    "intensity",
    "adjusted_head_count",
    *(f"contribution_{dimension.id}" for dimension in DIMENSIONS),
)


def _measures(found: Measured) -> dict[str, int | None]:
    places = {name: place for place, name in enumerate(INDICATORS)}
    shares = {
        "head_count": found.head_count,
        "intensity": found.intensity,
        "adjusted_head_count": found.adjusted_head_count,
    }
    for dimension in DIMENSIONS:
        of = [places[indicator.name] for indicator in dimension.indicators]
        shares[f"contribution_{dimension.id}"] = found.contribution(*of)
    rounded = {name: ten_thousandths(share) for name, share in shares.items()}
    return {"persons": found.persons, "poor_persons": found.poor, **rounded}


def deprivation(assessment: Assessment) -> pl.DataFrame:
    """Incidence H, intensity A and adjusted head-count M0 of each district, and where they come from.

    ``contribution_…`` is the part of the district's M0 that comes from a dimension. Shares are
    ten-thousandths, rounded to the nearest, a half upwards; empty where nobody is poor.
    """
    found = measured(assessment, "district") or {}
    rows = [{"district": district, **_measures(each)} for (district,), each in found.items()]
    return pl.DataFrame(rows, schema={"district": pl.String, **dict.fromkeys(_MEASURES, pl.Int64)})


def deprivation_overview(assessment: Assessment) -> pl.DataFrame:
    """One row: H, A, M0 of the whole region and the contributions of the dimensions."""
    found = measured(assessment) or {}
    return pl.DataFrame(
        [_measures(each) for each in found.values()], schema=dict.fromkeys(_MEASURES, pl.Int64)
    )


def deprivation_by_indicator(assessment: Assessment) -> pl.DataFrame:
    """Each indicator of the whole region: its weight, the deprived, the poor among them, its part of M0."""
    schema = {
        "dimension": pl.String,
        "indicator": pl.String,
        "weight": pl.Int64,
        "deprived_persons": pl.Int64,
        "poor_and_deprived_persons": pl.Int64,
        "contribution": pl.Int64,
    }
    found = measured(assessment)
    if found is None:
        return pl.DataFrame(schema=schema)
    [whole] = found.values()
    dimensions = [dimension.id for dimension in DIMENSIONS for _indicator in dimension.indicators]
    contributions = [ten_thousandths(whole.contribution(place)) for place in range(len(INDICATORS))]
    columns = (
        dimensions,
        INDICATORS,
        whole.weights,
        whole.deprived,
        whole.poor_and_deprived,
        contributions,
    )
    return pl.DataFrame(dict(zip(schema, map(list, columns), strict=True)), schema=schema)


def by_scoring_category(assessment: Assessment) -> pl.DataFrame:
    """Families, persons and excluded families of each category of the scoring pilot, also of an empty one.

    No rows where no family of the assessment is in the pilot.
    """
    schema = {"category": pl.Int64, "families": pl.Int64, "persons": pl.Int64, "excluded_families": pl.Int64}
    needed = {"scoring_pilot_category", "scoring_pilot_excluded"}
    if not needed <= set(assessment.families.collect_schema()):
        return pl.DataFrame(schema=schema)
    category = pl.col("scoring_pilot_category").cast(pl.Int64).alias("category")
    counts = (pl.len(), _SIZE.sum(), pl.col("scoring_pilot_excluded").sum())
    named = [count.cast(pl.Int64).alias(name) for name, count in zip(list(schema)[1:], counts, strict=True)]
    found = assessment.families.filter(category > 0).group_by(category).agg(named).collect()
    if found.is_empty():
        return pl.DataFrame(schema=schema)
    every = pl.DataFrame({"category": list(CATEGORIES)}, schema={"category": pl.Int64})
    return every.join(found, on="category", how="left", maintain_order="left").fill_null(0)


def inclusion(assessment: Assessment) -> pl.DataFrame:
    """How many persons and families of each district have each flag of inclusion that the assessment holds.

    Persons are counted where they live, also those without family; families where they have members.
    """
    schema = {"district": pl.String, "flag": pl.String, "of": pl.String, "number": pl.Int64}
    families = assessment.families.filter(_SIZE > 0)
    parts = [pl.DataFrame(schema=schema)]
    for of, frame, flags in (
        ("person", assessment.persons, PERSON_FLAGS),
        ("family", families, FAMILY_FLAGS),
    ):
        stored = [flag for flag in flags if flag in frame.collect_schema()]
        if not stored:
            continue
        sums = [pl.col(flag).sum().cast(pl.Int64) for flag in stored]
        counts = frame.group_by("district").agg(sums).sort("district").collect()
        long = counts.unpivot(stored, index="district", variable_name="flag", value_name="number")
        parts.append(long.select("district", "flag", pl.lit(of).alias("of"), pl.col("number").cast(pl.Int64)))
    return pl.concat(parts).sort("district", maintain_order=True)
