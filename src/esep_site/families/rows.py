"""From a snapshot and its assessment to the rows of families and the counts of places, portion by portion.

Memory is that of one portion, some hundred thousand persons, whatever the size of the region.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from esep.engines.polars_engine import PortionRun
from esep.engines.polars_engine.portions import MOST_PERSONS
from esep.familymap import LEVELS, Assessment
from esep.kazakhstan import Measure, measures
from esep.kazakhstan import law as law_of_kazakhstan
from esep.kazakhstan.deprivation import INDICATORS
from esep.law import FAMILY, PERSON
from esep.registers import Snapshot, layout
from esep.registers.layout import Portion
from esep.support.offering import law_with_offers, offered
from esep_site.alphabet import column_in_order
from esep_site.families.words import MARKED, folded_column, mark, mark_of_level, mark_of_right

MONTHLY = (
    "assistance_due",
    "large_family_allowance",
    "child_care_allowance",
    "survivor_allowance",
    "housing_aid",
)
"""Provisions of a family that are paid by the month; assistance with its supplement, unless it is barred."""
MONTHLY_OF_PERSONS = ("mother_award_allowance", "disability_allowance", "job_loss_payment")
RIGHTS = (
    *("targeted_assistance", "child_supplement", "large_family_allowance", "child_care_allowance"),
    *("birth_allowance", "survivor_allowance", "housing_aid"),
    *MONTHLY_OF_PERSONS,
)
"""Payments that ``rights`` names when the law grants them to the family or a member."""
FLAGS = (
    *("large_family", "single_parent", "has_member_with_disability", "has_overdue_loan"),
    *("has_child_missing_school", "contract_missing", "assistance_barred"),
    *INDICATORS,
)
"""Provisions that ``flags`` names when they hold: who the family is, and what it lacks."""
WORKFORCE = (
    *("rural_person", "rural_working_age", "rural_without_steady_income"),
    *("self_employed_uninsured", "neither_works_nor_studies", "working_age"),
)
"""Provisions of persons that are counted by place."""

_NAMES = ("surname", "given_name", "patronymic")
_PERSON = ("person", *_NAMES, "birth_date")


@dataclass(frozen=True)
class PortionRows:
    """The rows of a portion's families, in the form of the table, and what persons add to counts by place."""

    families: pl.DataFrame
    workforce: pl.DataFrame


class RowMaker:
    """Makes the rows of one assessment; iterate :meth:`portions`, call :meth:`rows`."""

    def __init__(self, snapshot: Snapshot, assessment: Assessment) -> None:
        self._snapshot = snapshot
        self._on = assessment.manifest.law_date
        self.portions = snapshot.layout.portions(MOST_PERSONS)
        self._files = {
            name: sorted((assessment.folder / name).glob("*.parquet")) for name in ("families", "persons")
        }
        if {len(files) for files in self._files.values()} != {len(self.portions)}:
            raise ValueError(f"The assessment {assessment.folder} is cut into other portions.")
        self._rights: tuple[Measure, ...] = tuple(
            each for each in measures(self._on) if each.group == "right"
        )
        law = law_with_offers(law_of_kazakhstan(), measures(self._on))
        self._plan = law.plan([offered(each) for each in self._rights], on=self._on)
        stored = {FAMILY: self._schema("families"), PERSON: self._schema("persons")}
        self._given = {
            entity: [step.name for step in self._plan.steps if step.entity == entity and step.name in columns]
            for entity, columns in stored.items()
        }
        known = [name for names in self._given.values() for name in names]
        self._run = PortionRun([self._plan], snapshot, given=known, living=True)
        self._guests = self._names_of_guests()

    def __iter__(self) -> Iterator[PortionRows]:
        return (self.rows(portion) for portion in self.portions)

    def rows(self, portion: Portion) -> PortionRows:
        """The rows of one portion."""
        families = pl.read_parquet(self._files["families"][portion.number])
        persons = pl.read_parquet(self._files["persons"][portion.number])
        given = {FAMILY: families.select(self._given[FAMILY]), PERSON: persons.select(self._given[PERSON])}
        (answers,) = self._run.answers(portion, given)
        families = families.with_columns(undrawn=pl.any_horizontal(self._asked(answers[FAMILY], FAMILY)))
        persons = persons.with_columns(undrawn=pl.any_horizontal(self._asked(answers[PERSON], PERSON)))
        rows = (
            families.join(_of_members(persons), on="family", how="left", maintain_order="left")
            .join(self._names(portion, persons), on="family", how="left", maintain_order="left")
            .pipe(_as_table)
        )
        counted = persons.group_by("place").agg(pl.col(_there(persons, WORKFORCE)).cast(pl.Int64).sum())
        return PortionRows(rows, counted)

    def _schema(self, name: str) -> pl.Schema:
        return pl.read_parquet_schema(self._files[name][0]) if self._files[name] else pl.Schema()

    def _asked(self, answers: pl.DataFrame, entity: object) -> list[pl.Series]:
        asked = [answers[offered(each)] for each in self._rights if each.entity == entity]
        return asked or [pl.Series([False]).new_from_index(0, len(answers)).alias("none")]

    def _names_of_guests(self) -> pl.DataFrame:
        """The names of persons who are kept with another family than their own; few."""
        away = self._snapshot.layout.scan(layout.AWAY).select("person").unique()
        return self._snapshot.scan("persons").select(_PERSON).join(away, on="person", how="semi").collect()

    def _names(self, portion: Portion, persons: pl.DataFrame) -> pl.DataFrame:
        """Of each family: its head, the head's year of birth, and the words of all members' names."""
        here = self._snapshot.rows("persons", portion, _PERSON)
        named = pl.concat([here, self._guests]).unique("person", maintain_order=True)
        heads = self._snapshot.rows("memberships", portion, ["person", "family", "role"]).filter(role="head")
        members = (
            persons.filter(pl.col("family").is_not_null())
            .select("person", "family")
            .join(named, on="person", how="left", maintain_order="left")
            .join(
                heads.unique(["person", "family"]), on=["person", "family"], how="left", maintain_order="left"
            )
        )
        full = pl.concat_str(*_NAMES, separator=" ", ignore_nulls=True)
        first = members.sort(pl.col("role").is_null(), "birth_date", "person").group_by("family").first()
        heads_of = first.select("family", head=full, birth_year=pl.col("birth_date").dt.year())
        words = members.select("family", word=folded_column(full).str.split(" ")).explode("word")
        found = words.unique(maintain_order=True).group_by("family", maintain_order=True).agg(pl.col("word"))
        return heads_of.join(found.select("family", names=pl.col("word").list.join(" ")), on="family")


def _there(frame: pl.DataFrame, names: tuple[str, ...]) -> list[str]:
    """Those of the columns that the law of the date has."""
    return [name for name in names if name in frame.columns]


def _of_members(persons: pl.DataFrame) -> pl.DataFrame:
    """What persons bring to their family: sums of payments, and whether one draws a right not."""
    sums = pl.col(_there(persons, MONTHLY_OF_PERSONS)).sum()
    members = persons.filter(pl.col("family").is_not_null())
    return members.group_by("family").agg(sums, pl.col("undrawn").any().alias("undrawn_of_members"))


def _as_table(rows: pl.DataFrame) -> pl.DataFrame:
    """The columns of the table, in its order, without nulls but in ``birth_year``."""

    def whole(name: str) -> pl.Expr:
        return pl.col(name).fill_null(0) if name in rows.columns else pl.lit(0)

    def holds(name: str) -> pl.Expr:
        return pl.col(name).fill_null(value=False) if name in rows.columns else pl.lit(value=False)

    def text(name: str) -> pl.Expr:
        return pl.col(name).fill_null("") if name in rows.columns else pl.lit("")

    no_members = pl.col("family_size") == 0
    level = pl.when(no_members).then(pl.lit("")).otherwise(text("level"))
    held = {
        "below_minimum": holds("below_subsistence") & ~no_members,
        "below_line": holds("below_poverty_line") & ~no_members,
        "poor": holds("multidimensionally_poor") & ~no_members,
        "undrawn": holds("undrawn") | holds("undrawn_of_members"),
    }
    rights = {name: whole(name) > 0 for name in RIGHTS}
    flags = {name: holds(name) & ~no_members for name in FLAGS}
    written = {
        "family": pl.col("family"),
        "place": pl.col("place"),
        "region": pl.col("region"),
        "district": pl.col("district"),
        "okrug": pl.col("place").str.head(6) + "000",
        "rural": holds("rural"),
        "level": level,
        "points": whole("wellbeing_score"),
        "members": whole("family_size"),
        "children": whole("minors"),
        "head": text("head"),
        "head_order": column_in_order(text("head")),
        "birth_year": pl.col("birth_year"),
        "names": pl.concat_str(
            text("names"), _joined(_marks(level, rights, flags, held), " "), separator=" "
        ).str.strip_chars(" "),
        "kind": text("family_kind"),
        "income_per_head": whole("income_per_head"),
        "line": whole("poverty_line"),
        "minimum": whole("regional_minimum"),
        "below_minimum": held["below_minimum"],
        "below_line": held["below_line"],
        "poor": held["poor"],
        "deprivation": whole("deprivation_score"),
        "assistance": whole("targeted_assistance"),
        "payments": pl.sum_horizontal([whole(name) for name in (*MONTHLY, *MONTHLY_OF_PERSONS)]),
        "undrawn": held["undrawn"],
        "rights": _listed(rights),
        "flags": _listed(flags),
    }
    return rows.select(**written)


def _marks(
    level: pl.Expr, rights: dict[str, pl.Expr], flags: dict[str, pl.Expr], held: dict[str, pl.Expr]
) -> dict[str, pl.Expr]:
    """The marks of the index of words, each with whether a family has it."""
    return {
        **{mark_of_level(each): level == each for each in LEVELS},
        **{mark_of_right(name): holding for name, holding in rights.items()},
        **{mark(name): holding for name, holding in flags.items()},
        **{mark(name): held[name] for name in MARKED},
    }


def _listed(named: dict[str, pl.Expr]) -> pl.Expr:
    """The names that hold, as an array is written in PostgreSQL: «{large_family,single_parent}»."""
    return pl.lit("{") + _joined(named, ",") + pl.lit("}")


def _joined(named: dict[str, pl.Expr], separator: str) -> pl.Expr:
    parts = [pl.when(holds).then(pl.lit(name)) for name, holds in named.items()]
    return pl.concat_str(parts, separator=separator, ignore_nulls=True)
