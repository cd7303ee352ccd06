"""Counts of places, added up from the rows of families and persons while they pass.

Each place counts for itself and for every place that it lies in. Names of counts are those of the library's
tables (:mod:`esep.familymap.tables`) where these have them.
"""

from __future__ import annotations

import polars as pl

from esep.familymap import QUERIES, Assessment
from esep.places import places
from esep_site.families.rows import PortionRows

SCHEMA = {"place": pl.String, "measure": pl.String, "breakdown": pl.String, "value": pl.Int64}

_MEMBERS = pl.col("members") > 0
OF_FAMILIES = {
    "families": _MEMBERS,
    "families_without_members": ~_MEMBERS,
    "rural_families": _MEMBERS & pl.col("rural"),
    "persons": pl.col("members"),
    "children": pl.col("children"),
    "families_below_subsistence": pl.col("below_minimum"),
    "families_below_poverty_line": pl.col("below_line"),
    "multidimensionally_poor_families": pl.col("poor"),
    "targeted_assistance_families": _MEMBERS & (pl.col("assistance") > 0),
    "targeted_assistance_persons": pl.when(pl.col("assistance") > 0).then("members").otherwise(0),
    "targeted_assistance_amount": pl.when(_MEMBERS).then("assistance").otherwise(0),
    "payments_amount": pl.when(_MEMBERS).then("payments").otherwise(0),
    "families_with_undrawn_rights": pl.col("undrawn"),
}
"""What is counted of families: how many of them, how many persons, or tenge a month."""
OF_PERSONS = {
    "rural_person": "rural_persons",
    "rural_working_age": "rural_working_age",
    "rural_without_steady_income": "rural_without_steady_income",
    "self_employed_uninsured": "self_employed_uninsured",
    "neither_works_nor_studies": "neither_works_nor_studies",
    "working_age": "working_age",
}
"""Provision of a person → the count of persons."""
BROKEN_DOWN = {"level": "level", "kind": "kind", "rights": "right", "flags": "flag"}
"""Column of the rows → the count of families by each of its values; ``persons_by_level`` stands beside."""
OF_REGION = ("head_count", "poverty_gap", "poverty_severity", "gini", "at_risk_of_poverty")
"""Measures of poverty, in ten-thousandths, of the region only: they are no sums."""


class Counter:
    """Collects portions (:meth:`add`) and gives the counts of every place (:meth:`result`)."""

    def __init__(self) -> None:
        self._parts: list[pl.DataFrame] = []

    def add(self, rows: PortionRows) -> None:
        """Count a portion."""
        families, persons = rows.families, rows.workforce
        counts = families.group_by("place").agg(
            condition.cast(pl.Int64).sum().alias(name) for name, condition in OF_FAMILIES.items()
        )
        self._parts += [_long(counts), _long(persons.rename(OF_PERSONS, strict=False))]
        members = families.filter(_MEMBERS)
        for column, measure in BROKEN_DOWN.items():
            by = members.select("place", "members", breakdown=column)
            if column in ("rights", "flags"):
                by = by.with_columns(pl.col("breakdown").str.strip_chars("{}").str.split(",")).explode(
                    "breakdown"
                )
            by = by.filter(pl.col("breakdown") != "").group_by("place", "breakdown")
            self._add(measure, by.agg(value=pl.len().cast(pl.Int64)))
            if column == "level":
                self._add("persons_by_level", by.agg(value=pl.col("members").cast(pl.Int64).sum()))

    def result(self, assessment: Assessment) -> pl.DataFrame:
        """The counts (:data:`SCHEMA`) of settlements, rural districts, districts and the region."""
        counted = pl.concat([pl.DataFrame(schema=SCHEMA), *self._parts]).filter(pl.col("value") != 0)
        within = _places_around(counted["place"].unique().to_list())
        rolled = (
            counted.join(within, on="place")
            .group_by("around", "measure", "breakdown")
            .agg(pl.col("value").sum())
        )
        named = rolled.select("measure", "breakdown", "value", place="around").select(*SCHEMA)
        return pl.concat([named, _of_region(assessment, within)]).sort("place", "measure", "breakdown")

    def _add(self, measure: str, counted: pl.DataFrame) -> None:
        self._parts.append(counted.with_columns(measure=pl.lit(measure)).select(*SCHEMA))


def _long(counts: pl.DataFrame) -> pl.DataFrame:
    rows = counts.unpivot(index="place", variable_name="measure", value_name="value")
    return rows.with_columns(breakdown=pl.lit("")).select(*SCHEMA)


def _places_around(codes: list[str]) -> pl.DataFrame:
    """For each place itself and all that it lies in."""
    known = places()
    pairs = [
        (code, around.code)
        for code in codes
        for place in [known.get(code)]
        for around in (place, *place.ancestors)
    ]
    return pl.DataFrame(pairs, schema={"place": pl.String, "around": pl.String}, orient="row")


def _of_region(assessment: Assessment, within: pl.DataFrame) -> pl.DataFrame:
    regions = within.filter(pl.col("around").str.ends_with("0000000"))["around"].unique().to_list()
    if len(regions) != 1:
        return pl.DataFrame(schema=SCHEMA)
    (row,) = QUERIES["familymap.poverty"](assessment).to_dicts()
    found = [(regions[0], name, "", row[name]) for name in OF_REGION if row[name] is not None]
    return pl.DataFrame(found, schema=SCHEMA, orient="row")
