"""What was asked of a made-up region and what its written extracts hold, margin by margin."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import polars as pl
from pydantic import BaseModel, ConfigDict

from esep.places import places
from esep.registers.schema import TABLES, TableName
from esep.registers.synthesis.drawing import month_starts
from esep.registers.synthesis.spec import COMPARED, Figure, MarginName, RegionSpec

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
    """The margins of a made-up region, measured in its extracts, and the number of rows of each table."""

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


Scan = Callable[[TableName], pl.LazyFrame]


def measured(
    scan: Scan, figures: Mapping[MarginName, Figure], spec: RegionSpec, seed: int
) -> SynthesisReport:
    """Measure the extracts that ``scan`` opens, by the definitions of the margins and nothing else."""
    got = _counts(scan, spec) | _money(scan, spec)
    rows = {name: int(scan(name).select(pl.len()).collect().item()) for name in TABLES}
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
    return SynthesisReport(seed=seed, date=spec.date, margins=results, rows=rows)


def scanner(folder: Path, suffix: str) -> Scan:
    """Open the extracts of a folder, Parquet or CSV, with typed columns."""

    def scan(table: TableName) -> pl.LazyFrame:
        file = folder / f"{table}.{suffix}"
        if suffix == "parquet":
            return pl.scan_parquet(file)
        columns: dict[str, pl.DataType] = {
            name: column.dtype for name, column in TABLES[table].input_columns.items()
        }
        text: dict[str, pl.DataType] = {
            name: pl.String() for name, dtype in columns.items() if name in ("iin", "family_number")
        }
        return pl.scan_csv(file, schema_overrides=columns | text)

    return scan


def _counts(scan: Scan, spec: RegionSpec) -> dict[MarginName, float]:
    """The margins that count persons, families and settlements."""
    day = pl.lit(spec.date)
    rural = [
        place.code for code in spec.regions for place in places() if place.region.code == code and place.rural
    ]
    living = (
        scan("persons")
        .filter(pl.col("death_date").is_null())
        .with_columns(rural=pl.col("place").is_in(rural), age=_age(spec.date))
    )
    bounds = spec.assumptions.population.working_age
    last = pl.when(pl.col("sex") == "male").then(bounds.last_male).otherwise(bounds.last_female)
    working = pl.col("age").is_between(bounds.first, last)
    steady = (
        scan("work").filter(_valid(day) & pl.col("pension_contributions")).select("iin", steady=True).unique()
    )
    persons = (
        living.join(steady, on="iin", how="left")
        .with_columns(
            without=working & ~pl.col("full_time_student") & pl.col("steady").is_null(), working=working
        )
        .group_by("rural")
        .agg(
            pl.len(),
            pl.col("working", "without").sum(),
            pl.col("age").sum(),
            men=(pl.col("sex") == "male").sum(),
        )
        .collect(engine="streaming")
    )
    families = _families(scan, day, rural, spec.date)
    country, town = (_sums(persons.filter(pl.col("rural") == here)) for here in (True, False))
    far, near = (_sums(families.filter(pl.col("rural") == here)) for here in (True, False))
    whole = country["len"] + town["len"]
    return {
        "persons": whole,
        "rural_persons": country["len"],
        "rural_households": far["households"],
        "rural_settlements": far["places"],
        "rural_working_age": country["working"],
        "rural_without_steady_income": country["without"],
        "urban_households": near["households"],
        "urban_working_age": town["working"],
        "urban_without_steady_income": town["without"],
        "assistance_families": far["helped"] + near["helped"],
        "assistance_persons": far["helped_persons"] + near["helped_persons"],
        "rural_assistance_families": far["helped"],
        "rural_assistance_persons": far["helped_persons"],
        "large_families": far["large"] + near["large"],
        "men_share": 10_000 * (country["men"] + town["men"]) / whole,
        "mean_age": 100 * (country["age"] + town["age"]) / whole,
    }


def _families(scan: Scan, day: pl.Expr, rural: list[str], on: date) -> pl.DataFrame:
    """By rural or not: families with members, their places, those on assistance and their members."""
    helped = scan("benefits").filter((pl.col("kind") == "targeted_assistance") & _valid(day))
    members = scan("memberships").filter(_valid(day)).select("iin", "family_number")
    ages = scan("persons").select("iin", child=_age(on) < ADULT)
    draws = members.join(helped.select("iin").unique(), on="iin", how="semi").select("family_number").unique()
    return (
        members.join(ages, on="iin")
        .group_by("family_number")
        .agg(pl.len().alias("size"), pl.col("child").sum().alias("children"))
        .join(draws.with_columns(helped=True), on="family_number", how="left")
        .join(scan("families").select("family_number", "place"), on="family_number")
        .with_columns(pl.col("helped").fill_null(value=False))
        .group_by(pl.col("place").is_in(rural).alias("rural"))
        .agg(
            pl.len().alias("households"),
            pl.col("place").n_unique().alias("places"),
            pl.col("helped").sum(),
            pl.col("size").filter("helped").sum().alias("helped_persons"),
            (pl.col("children") >= LARGE_FAMILY).sum().alias("large"),
        )
        .collect(engine="streaming")
    )


def _money(scan: Scan, spec: RegionSpec) -> dict[MarginName, float]:
    """Mean money income a month, mean wage, and the share of persons below the subsistence minimum."""
    first = pl.from_epoch(pl.lit(int(month_starts(spec)[0])), time_unit="d")
    incomes = scan("incomes").filter(pl.col("month") >= first)
    earned = incomes.group_by("iin").agg(pl.col("amount").sum() / spec.months)
    monthly = pl.when(pl.col("kind") == "birth").then(pl.col("amount") / 3).otherwise(pl.col("amount"))
    born_before = pl.col("kind") == "birth"
    drawn = (
        scan("benefits")
        .filter(_valid(pl.lit(spec.date)) | born_before)
        .group_by("iin")
        .agg(monthly.sum().alias("amount"))
    )
    members = scan("memberships").filter(_valid(pl.lit(spec.date))).select("iin", "family_number")
    living = scan("persons").filter(pl.col("death_date").is_null()).select("iin")
    money = pl.concat([earned, drawn]).group_by("iin").agg(pl.col("amount").sum())
    heads = (
        living.join(money, on="iin", how="left")
        .join(members, on="iin", how="left")
        .with_columns(pl.col("amount").fill_null(0.0), pl.coalesce("family_number", "iin").alias("unit"))
        .group_by("unit")
        .agg(pl.col("amount").sum(), pl.len().alias("size"))
        .select(
            pl.col("amount").sum() / pl.col("size").sum(),
            below=10_000
            * pl.col("size")
            .filter(pl.col("amount") < spec.assumptions.incomes.subsistence_minimum * pl.col("size"))
            .sum()
            / pl.col("size").sum(),
        )
        .collect(engine="streaming")
    )
    wage = incomes.filter(pl.col("kind") == "wage").select(pl.col("amount").mean()).collect().item()
    return {
        "money_income_per_head": heads["amount"].item(),
        "below_minimum_share": heads["below"].item(),
        "mean_wage": wage or 0.0,
    }


def _valid(day: pl.Expr) -> pl.Expr:
    return (pl.col("valid_from") <= day) & (pl.col("valid_to").is_null() | (pl.col("valid_to") >= day))


def _age(on: date) -> pl.Expr:
    """Whole years on a day; who is born on 29 February is a year older on 1 March of common years."""
    born = pl.col("birth_date")
    before = (born.dt.month() > on.month) | ((born.dt.month() == on.month) & (born.dt.day() > on.day))
    return pl.lit(on.year) - born.dt.year() - before.cast(pl.Int32)


def _sums(frame: pl.DataFrame) -> dict[str, float]:
    return {name: float(frame[name].sum()) for name in frame.columns if name != "rural"}
