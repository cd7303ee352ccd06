"""A comparison: what a reform does to the families and persons of one snapshot on one date.

The units that gain and lose are families that have members, and persons without family. Everything that can
be added up is added up once, in :attr:`Comparison.cells`; the tables of :mod:`esep.familymap.whatif.tables`
are sums of its rows, so that they agree with one another. Counts and tenge a month are int.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from esep.errors import WrongSettings
from esep.familymap.assessment import Assessment
from esep.familymap.whatif.help import TOTAL, Help
from esep.law import FAMILY, PERSON, Entity
from esep.messages import messages_of

_, _n = messages_of("esep.familymap")

WITHOUT_FAMILY = "without_family"
"""In place of the kind of family, for persons who are in none."""

NO_LEVEL = "none"
TESTS = ("below_subsistence", "below_poverty_line")
SIDES = ("before", "after")
KEYS = ("district", "family_kind", *(f"{name}_{side}" for name in ("level", *TESTS) for side in SIDES))
MEASURED = (
    "gaining_families",
    "losing_families",
    "gaining_persons",
    "losing_persons",
    "gained",
    "lost",
    "cost_before",
    "cost_after",
    "families_before",
    "families_after",
)
"""What is counted of each payment: families and persons that gain or lose by it, tenge a month, and families
that get it. A person without family counts among persons only."""

Frames = Mapping[Entity, pl.LazyFrame]


@dataclass(frozen=True)
class Comparison:
    """Two assessments of one snapshot on one date, and the payments to compare.

    ``further``: frames by entity, keyed like the assessments, with payments that the second assessment does
    not hold because only the reform knows them.
    """

    before: Assessment
    after: Assessment
    help: tuple[Help, ...]
    further: Frames = field(default_factory=dict)

    def __post_init__(self) -> None:
        first, second = self.before.manifest, self.after.manifest
        if (first.snapshot, first.law_date) != (second.snapshot, second.law_date):
            raise WrongSettings(
                _(
                    "Only assessments of one snapshot on one day can be compared; these are of {first} and "
                    "{second}.",
                    first=f"{first.snapshot[:12]}, {first.law_date}",
                    second=f"{second.snapshot[:12]}, {second.law_date}",
                )
            )

    @property
    def units(self) -> pl.LazyFrame:
        """A row for each family that has members and each person without family.

        ``family`` or ``person`` (the other is null), ``place``, ``district``, ``family_kind``, ``families``
        (1 or 0), ``persons``, level and tests before and after, and ``<payment>:before``, ``:after``.
        """
        return pl.concat([self._families(), self._alone()], how="diagonal").with_columns(
            pl.sum_horizontal([self._money(one, side) for one in self.help] or [pl.lit(0, pl.Int64)]).alias(
                f"{TOTAL}:{side}"
            )
            for side in SIDES
        )

    @cached_property
    def cells(self) -> pl.DataFrame:
        """Families, persons and :data:`MEASURED` of each payment, for each combination of :data:`KEYS`."""
        sums = [pl.col("families", "persons").sum()]
        for name in (*(one.name for one in self.help), TOTAL):
            sums += _measured(name)
        return self.units.group_by(KEYS).agg(sums).sort(KEYS).collect(engine="streaming")

    def _money(self, one: Help, side: str) -> pl.Expr:
        return pl.col(f"{one.name}:{side}")

    def _families(self) -> pl.LazyFrame:
        whose = self.before.families.filter(pl.col("family_size") > 0).select(
            "family",
            "place",
            "district",
            "family_kind",
            pl.lit(1, pl.Int64).alias("families"),
            pl.col("family_size").cast(pl.Int64).alias("persons"),
        )
        for side in SIDES:
            whose = whose.join(self._standing(side), on="family", how="left")
            whose = whose.join(self._of_members(side), on="family", how="left").with_columns(
                self._money(one, side).fill_null(0) for one in self.help
            )
        return whose

    def _standing(self, side: str) -> pl.LazyFrame:
        """Level, tests and payments of each family on one side."""
        families = self._with_further(self._assessment(side).families, FAMILY, side)
        known = families.collect_schema().names()
        level = pl.col("level").cast(pl.String) if "level" in known else pl.lit(NO_LEVEL)
        tests = [pl.col(test).alias(f"{test}_{side}") for test in TESTS]
        money = self._columns([one for one in self.help if one.is_of_family], side, known)
        return families.select("family", level.alias(f"level_{side}"), *tests, *money)

    def _of_members(self, side: str) -> pl.LazyFrame:
        """The payments of the members of each family that has any, added up."""
        of_persons = [one for one in self.help if not one.is_of_family]
        persons = self._with_further(self._assessment(side).persons, PERSON, side)
        money = self._columns(of_persons, side, persons.collect_schema().names())
        names = [f"{one.name}:{side}" for one in of_persons]
        if not names:
            return pl.LazyFrame(schema={"family": pl.Int64})
        paid = persons.filter(pl.col("family").is_not_null()).select("family", *money)
        return paid.filter(pl.any_horizontal(pl.col(names) != 0)).group_by("family").agg(pl.col(names).sum())

    def _alone(self) -> pl.LazyFrame:
        """Persons without family; they have no level and are below no line."""
        alone = self.before.persons.filter(pl.col("family").is_null()).select(
            "person",
            "place",
            "district",
            pl.lit(WITHOUT_FAMILY).alias("family_kind"),
            pl.lit(0, pl.Int64).alias("families"),
            pl.lit(1, pl.Int64).alias("persons"),
            *(pl.lit(NO_LEVEL).alias(f"level_{side}") for side in SIDES),
            *(pl.lit(False).alias(f"{test}_{side}") for test in TESTS for side in SIDES),
        )
        for side in SIDES:
            persons = self._with_further(self._assessment(side).persons, PERSON, side)
            of_persons = [one for one in self.help if not one.is_of_family]
            money = self._columns(of_persons, side, persons.collect_schema().names())
            paid = persons.filter(pl.col("family").is_null()).select("person", *money)
            alone = alone.join(paid, on="person", how="left").with_columns(
                pl.lit(0, pl.Int64).alias(f"{one.name}:{side}") for one in self.help if one.is_of_family
            )
        return alone

    def _columns(self, help: Iterable[Help], side: str, known: Iterable[str]) -> list[pl.Expr]:
        """The payments on one side; nothing where that law does not grant them."""
        return [
            (pl.col(one.name).cast(pl.Int64) if one.name in known else pl.lit(0, pl.Int64)).alias(
                f"{one.name}:{side}"
            )
            for one in help
        ]

    def _with_further(self, rows: pl.LazyFrame, entity: Entity, side: str) -> pl.LazyFrame:
        if side == "before" or entity not in self.further:
            return rows
        return rows.join(self.further[entity], on=entity.declared.key, how="left")

    def _assessment(self, side: str) -> Assessment:
        return self.before if side == "before" else self.after


def _measured(name: str) -> list[pl.Expr]:
    before, after = (pl.col(f"{name}:{side}") for side in SIDES)
    change = after - before
    sums = (
        pl.col("families").filter(change > 0),
        pl.col("families").filter(change < 0),
        pl.col("persons").filter(change > 0),
        pl.col("persons").filter(change < 0),
        change.filter(change > 0),
        -change.filter(change < 0),
        before,
        after,
        pl.col("families").filter(before != 0),
        pl.col("families").filter(after != 0),
    )
    return [one.sum().alias(f"{name}:{of}") for one, of in zip(sums, MEASURED, strict=True)]
