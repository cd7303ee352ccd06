"""What was asked of a made-up region and what its written extracts hold, margin by margin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl
from pydantic import BaseModel, ConfigDict

from esep.places import places
from esep.registers.schema import TABLES, TableName
from esep.registers.synthesis.spec import COMPARED, COUNTED, Figure, MarginName, RegionSpec

LARGE_FAMILY = 4
ADULT = 18


class MarginResult(BaseModel):
    """One margin: the figure asked and its source, the one measured, and whether it was to be met.

    ``fitted`` is false for figures that are only measured beside the published one.
    """

    model_config = ConfigDict(frozen=True)

    name: MarginName
    asked: int
    got: int
    source: str
    note: str
    fitted: bool

    @property
    def difference(self) -> int:
        """Measured less asked."""
        return self.got - self.asked

    @property
    def relative(self) -> float:
        """The difference as a share of the figure asked; 0 when both are 0."""
        return self.difference / self.asked if self.asked else float(self.difference != 0)


class SynthesisReport(BaseModel):
    """The margins of a made-up region, counted in its extracts, and the number of rows of each table."""

    model_config = ConfigDict(frozen=True)

    seed: int
    date: date
    margins: tuple[MarginResult, ...]
    rows: Mapping[TableName, int]

    def margin(self, name: MarginName) -> MarginResult:
        """The result of one margin; KeyError when it was not asked."""
        for result in self.margins:
            if result.name == name:
                return result
        raise KeyError(name)

    @property
    def largest_difference(self) -> float:
        """The largest relative difference of a margin that was to be met."""
        return max((abs(result.relative) for result in self.margins if result.fitted), default=0.0)


class Tally:
    """Counts the margins in the tables of batch after batch; a household never spans two batches."""

    def __init__(self, spec: RegionSpec) -> None:
        self._spec = spec
        self._day = pl.lit(spec.date)
        self._rural = pl.Series(_rural_places(spec))
        self._sums: Counter[str] = Counter()
        self._rows: Counter[TableName] = Counter()
        self._settlements: set[str] = set()

    def add(self, tables: Mapping[TableName, pl.DataFrame]) -> None:
        """Count one batch, by the definitions of the margins and nothing else."""
        self._rows.update({name: frame.height for name, frame in tables.items()})
        members = tables["memberships"].lazy().filter(_valid(self._day)).select("iin", "family_number")
        living = tables["persons"].lazy().filter(pl.col("death_date").is_null())
        living = living.with_columns(age=_age(self._spec.date))
        counted = pl.collect_all(
            [
                self._persons(tables, living),
                self._families(tables, members, living),
                self._money(tables, members, living),
                _wages(tables),
            ]
        )
        for frame in counted:
            for row in frame.drop("places", strict=False).iter_rows(named=True):
                self._add_row(row)
        for places_of in counted[1].filter("rural")["places"]:
            self._settlements.update(places_of)

    def report(self, figures: Mapping[MarginName, Figure], seed: int) -> SynthesisReport:
        """The margins asked for beside those counted."""
        got = self._counted()
        results = tuple(
            MarginResult(
                name=name,
                asked=figure.value,
                got=round(got[name]),
                source=figure.source,
                note=figure.note,
                fitted=name not in COMPARED,
            )
            for name, figure in figures.items()
        )
        rows = {name: self._rows[name] for name in TABLES}
        return SynthesisReport(seed=seed, date=self._spec.date, margins=results, rows=rows)

    def _add_row(self, row: dict[str, Any]) -> None:
        """Add the sums of a row; those of a rural or urban row bear the area in their names."""
        area = {True: "rural_", False: "urban_", None: ""}[row.pop("rural", None)]
        self._sums.update({f"{area}{name}": value for name, value in row.items() if value is not None})

    def _counted(self) -> dict[MarginName, float]:
        sums = self._sums
        both = {
            name: sums[f"rural_{name}"] + sums[f"urban_{name}"]
            for name in (
                "persons",
                "men",
                "age",
                "assistance_families",
                "assistance_persons",
                "large_families",
            )
        }
        persons = max(both["persons"], 1)
        direct: dict[MarginName, float] = {name: sums[name] for name in COUNTED}
        return direct | {
            "persons": both["persons"],
            "rural_settlements": len(self._settlements),
            "assistance_families": both["assistance_families"],
            "assistance_persons": both["assistance_persons"],
            "large_families": both["large_families"],
            "money_income_per_head": sums["money"] / self._spec.months / persons,
            "men_share": 10_000 * both["men"] / persons,
            "mean_age": 100 * both["age"] / persons,
            "below_minimum_share": 10_000 * sums["below_minimum"] / persons,
            "mean_wage": sums["wages"] / max(sums["wage_months"], 1),
        }

    def _persons(self, tables: Mapping[TableName, pl.DataFrame], living: pl.LazyFrame) -> pl.LazyFrame:
        """By rural or not: persons, of working age, without steady income, men, and years of age."""
        bounds = self._spec.assumptions.population.working_age
        last = pl.when(pl.col("sex") == "male").then(bounds.last_male).otherwise(bounds.last_female)
        working = pl.col("age").is_between(bounds.first, last)
        work = tables["work"].lazy().filter(_valid(self._day) & pl.col("pension_contributions"))
        steady = work.select("iin").unique().with_columns(steady=True)
        return (
            living.join(steady, on="iin", how="left")
            .with_columns(working=working, without=~pl.col("full_time_student") & pl.col("steady").is_null())
            .group_by(pl.col("place").is_in(self._rural.implode()).alias("rural"))
            .agg(
                persons=pl.len(),
                working_age=pl.col("working").sum(),
                without_steady_income=(pl.col("working") & pl.col("without")).sum(),
                men=(pl.col("sex") == "male").sum(),
                age=pl.col("age").sum(),
            )
        )

    def _families(
        self, tables: Mapping[TableName, pl.DataFrame], members: pl.LazyFrame, living: pl.LazyFrame
    ) -> pl.LazyFrame:
        """By rural or not: families with members, their places, those on assistance and their members."""
        helped = (
            tables["benefits"].lazy().filter((pl.col("kind") == "targeted_assistance") & _valid(self._day))
        )
        draws = members.join(helped, on="iin", how="semi").select("family_number").unique()
        return (
            members.join(living, on="iin")
            .group_by("family_number")
            .agg(size=pl.len(), children=(pl.col("age") < ADULT).sum())
            .join(draws.with_columns(helped=True), on="family_number", how="left")
            .join(tables["families"].lazy().select("family_number", "place"), on="family_number")
            .with_columns(pl.col("helped").fill_null(value=False))
            .group_by(pl.col("place").is_in(self._rural.implode()).alias("rural"))
            .agg(
                households=pl.len(),
                places=pl.col("place").unique(),
                assistance_families=pl.col("helped").sum(),
                assistance_persons=pl.col("size").filter("helped").sum(),
                large_families=(pl.col("children") >= LARGE_FAMILY).sum(),
            )
        )

    def _money(
        self, tables: Mapping[TableName, pl.DataFrame], members: pl.LazyFrame, living: pl.LazyFrame
    ) -> pl.LazyFrame:
        """Money of all persons over the spec's months, and the persons below the subsistence minimum.

        Incomes of those months, and benefits in force on the day for each of them; the grant for a birth,
        paid once, counts as a third a month.
        """
        months = self._spec.months
        monthly = pl.when(pl.col("kind") == "birth").then(pl.col("amount") // 3).otherwise("amount")
        valid = _valid(self._day) | (pl.col("kind") == "birth")
        drawn = tables["benefits"].lazy().filter(valid).select("iin", amount=monthly * months)
        earned = tables["incomes"].lazy().select("iin", "amount")
        money = pl.concat([earned, drawn]).group_by("iin").agg(pl.col("amount").sum())
        minimum = self._spec.assumptions.incomes.subsistence_minimum * months
        return (
            living.join(money, on="iin", how="left")
            .join(members, on="iin", how="left")
            .group_by(unit=pl.coalesce("family_number", "iin"))
            .agg(pl.col("amount").sum(), size=pl.len())
            .select(
                money=pl.col("amount").sum(),
                below_minimum=pl.col("size").filter(pl.col("amount") < minimum * pl.col("size")).sum(),
            )
        )


def _rural_places(spec: RegionSpec) -> list[str]:
    regions = set(spec.regions)
    return [place.code for place in places() if place.rural and place.region.code in regions]


def _wages(tables: Mapping[TableName, pl.DataFrame]) -> pl.LazyFrame:
    wages = tables["incomes"].lazy().filter(pl.col("kind") == "wage")
    return wages.select(wages=pl.col("amount").sum(), wage_months=pl.len())


def _valid(day: pl.Expr) -> pl.Expr:
    return (pl.col("valid_from") <= day) & (pl.col("valid_to").is_null() | (pl.col("valid_to") >= day))


def _age(on: date) -> pl.Expr:
    """Whole years on a day; who is born on 29 February is a year older on 1 March of common years."""
    born = pl.col("birth_date")
    before = (born.dt.month() > on.month) | ((born.dt.month() == on.month) & (born.dt.day() > on.day))
    return pl.lit(on.year) - born.dt.year() - before.cast(pl.Int32)
