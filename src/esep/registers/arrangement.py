"""The order of a snapshot's rows: by place, then family, then person; and where each family's rows begin.

A person stands with the *home* family: that of the latest membership begun by the snapshot's date, or else
of the first one after it. A person without any membership stands at the end of the own place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from esep.messages import messages_of
from esep.registers.faults import Faults
from esep.registers.pseudonyms import pseudonyms
from esep.registers.schema import Table, TableName

_, _n = messages_of("esep.registers")

_HOME = "_home"
_AT = "_at"


@dataclass(frozen=True)
class Arrangement:
    """Numbers of the registers with their pseudonyms and their places in the order.

    ``persons``: iin, person, ``_home`` (position of the home family, null without), ``_at`` (own position).
    ``families``: family_number, family, ``_at``. Positions count from 0 in the order of the rows.
    """

    persons: pl.DataFrame
    families: pl.DataFrame

    def arranged(self, table: Table, frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.Series]:
        """The declared columns in order, and the position of the family that each row is kept with."""
        if "iin" in frame.columns:
            frame = frame.join(self.persons, on="iin", how="left")
        if "family_number" in frame.columns:
            # Here the row is kept with the family it names, not with the person's home family.
            families = self.families.select("family_number", "family", pl.col(_AT).alias("_family_at"))
            frame = frame.join(families, on="family_number", how="left")
            frame = frame.with_columns(pl.col("_family_at").alias(_HOME), pl.col("_family_at").alias(_AT))
        names = [column.name for column in table.columns]
        # A person and a family have one position each; other rows share it, and all their columns decide.
        ties = [] if table.name in ("persons", "families") else names
        ordered = frame.sort(_AT, *ties, nulls_last=True)
        return ordered.select(names).cast(table.polars_schema), ordered[_HOME]


def arrange(core: Mapping[TableName, pl.DataFrame], *, on: date, key: bytes, faults: Faults) -> Arrangement:
    """Pseudonyms and order of all persons and families; a fault when two numbers share a pseudonym."""
    persons, families, memberships = core["persons"], core["families"], core["memberships"]
    family_ids = pseudonyms(families["family_number"], "family", key)
    person_ids = pseudonyms(persons["iin"].cast(pl.String).str.zfill(12), "person", key)
    for ids in (family_ids, person_ids):
        if ids.n_unique() != len(ids):
            faults.add("", _("Two numbers have the same pseudonym under this key. Use another key."))
    placed = families.select("family_number", family_ids, "place").sort("place", "family")
    ordered_families = placed.with_row_index(_AT)
    homes = _homes(memberships, on).join(ordered_families, on="family_number")
    ordered_persons = (
        persons.select("iin", person_ids, own_place="place")
        .join(homes.select("iin", "place", pl.col(_AT).alias(_HOME)), on="iin", how="left")
        .sort(pl.col("place").fill_null(pl.col("own_place")), _HOME, "person", nulls_last=True)
        .select("iin", "person", _HOME)
        .with_row_index(_AT)
    )
    return Arrangement(ordered_persons, ordered_families.select("family_number", "family", _AT))


def _homes(memberships: pl.DataFrame, on: date) -> pl.DataFrame:
    """One row per member: iin and the number of the home family."""
    begun = pl.col("valid_from") <= on
    # Nearest first: memberships begun by the date from the latest back, then later ones from the earliest on.
    distance = (pl.col("valid_from") - pl.lit(on)).dt.total_days().abs()
    return (
        memberships.select("iin", "family_number", begun.alias("begun"), distance.alias("distance"))
        .sort("iin", "begun", "distance", descending=[False, True, False])
        .unique("iin", keep="first", maintain_order=True)
        .select("iin", "family_number")
    )


def index_of_families(
    arrangement: Arrangement, kept_with: Mapping[TableName, pl.Series], memberships: pl.DataFrame
) -> pl.DataFrame:
    """Where each family's rows stand: one row per family, sorted by pseudonym.

    For each table the number of the first row (``<table>_first``) and of rows (``<table>_rows``);
    ``elsewhere`` lists the home families of those members who are kept with another family.
    """
    index = arrangement.families.select("family", _AT)
    for name, homes in kept_with.items():
        index = index.join(_spans(name, homes), on=_AT, how="left")
    counts = [pl.col(f"{name}_rows").fill_null(0) for name in kept_with]
    firsts = [pl.col(f"{name}_first").fill_null(0) for name in kept_with]
    elsewhere = _elsewhere(arrangement, memberships)
    joined = index.with_columns(*counts, *firsts).join(elsewhere, on="family", how="left")
    return joined.with_columns(pl.col("elsewhere").fill_null([])).drop(_AT).sort("family")


def _spans(name: TableName, homes: pl.Series) -> pl.DataFrame:
    rows = pl.DataFrame({_AT: homes}).with_row_index("row").drop_nulls(_AT)
    return rows.group_by(_AT).agg(
        pl.col("row").min().cast(pl.Int64).alias(f"{name}_first"),
        pl.len().cast(pl.Int64).alias(f"{name}_rows"),
    )


def _elsewhere(arrangement: Arrangement, memberships: pl.DataFrame) -> pl.DataFrame:
    """For each family with members kept elsewhere, the sorted list of their home families."""
    homes = arrangement.persons.select("person", pl.col(_HOME).alias(_AT)).drop_nulls()
    home_families = homes.join(arrangement.families.select(_AT, home="family"), on=_AT)
    away = memberships.select("person", "family").join(home_families, on="person")
    return (
        away.filter(pl.col("family") != pl.col("home"))
        .group_by("family")
        .agg(pl.col("home").unique().sort().alias("elsewhere"))
    )
