"""Where rows stand: from a family to its persons and from each owner to its rows, without a key being read.

The tables of a snapshot are sorted alike, so the rows of one owner stand together and a count for each owner
says where. The layout holds those counts, and cuts the families into **portions**: ranges of families with
all rows that are kept with them, small enough to be computed at once, on one machine or on several.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import polars as pl

from esep.registers.schema import TABLES, TableName

FAMILIES, PERSONS = "layout_families.parquet", "layout_persons.parquet"
MEMBERSHIPS, AWAY, BLOCKS = (
    "layout_memberships.parquet",
    "layout_away.parquet",
    "layout_blocks.parquet",
)

BLOCK = 1024
"""Families in a block; portions begin at the beginning of a block."""

OF_FAMILY: tuple[TableName, ...] = (
    "memberships",
    *(name for name, table in TABLES.items() if table.subject == "family" and name != "families"),
)
"""Tables whose rows are kept with a family."""

OF_PERSON: tuple[TableName, ...] = tuple(
    name
    for name, table in TABLES.items()
    if table.subject == "person" and name not in ("persons", "memberships")
)
"""Tables whose rows stand in the order of the persons."""


@dataclass(frozen=True)
class Portion:
    """A range of families with all rows kept with them: of each table the first row and how many rows.

    It is the ``number``-th, from 0, ``of`` so many.
    """

    number: int
    of: int
    first: Mapping[str, int]
    rows: Mapping[str, int]


def layout_of(folder: Path) -> dict[str, pl.DataFrame]:
    """The layout of the tables and the index of families in a folder, as a frame for each file.

    ``layout_families``: for each family the row of its first person (``persons``) and how many rows of every
    other table are kept with it. ``layout_persons``: for each person how many rows of every table are the
    person's. ``layout_memberships``: how many rows after the first person of the family the member's row
    stands. ``layout_away``: the memberships of persons who are kept with another family.
    ``layout_blocks``: for each block of :data:`BLOCK` families the first row of every table, then the end.
    """
    scans = {name: pl.scan_parquet(folder / f"{name}.parquet", glob=False) for name in TABLES}
    persons = scans["persons"].select("person").with_row_index("row").collect()
    families = _families(folder, scans["families"], len(persons))
    counts = _counts(persons, scans)
    memberships, away = _memberships(scans["memberships"], persons, families)
    return {
        FAMILIES: families.select(
            pl.col("persons_first").alias("persons"),
            *(pl.col(f"{name}_rows").alias(name) for name in OF_FAMILY),
        ),
        PERSONS: counts,
        MEMBERSHIPS: memberships,
        AWAY: away,
        BLOCKS: _blocks(families, counts),
    }


def _families(folder: Path, families: pl.LazyFrame, persons: int) -> pl.DataFrame:
    index = pl.scan_parquet(folder / "index.parquet", glob=False)
    spans = index.select("family", "persons_first", "persons_rows", *(f"{name}_rows" for name in OF_FAMILY))
    found = families.select("family").join(spans, on="family", how="left", maintain_order="left").collect()
    # A family with whom nobody is kept begins where the next one does.
    first = pl.when(pl.col("persons_rows") > 0).then("persons_first").fill_null(strategy="backward")
    return found.with_columns(first.fill_null(persons).alias("persons_first")).with_row_index("family_row")


def _counts(persons: pl.DataFrame, scans: Mapping[TableName, pl.LazyFrame]) -> pl.DataFrame:
    counted = persons.select("person")
    for name in OF_PERSON:
        rows = scans[name].group_by("person").len(name=name).collect(engine="streaming")
        counted = counted.join(rows, on="person", how="left", maintain_order="left")
    return counted.select(pl.col(name).fill_null(0).cast(pl.UInt32) for name in OF_PERSON)


def _memberships(
    memberships: pl.LazyFrame, persons: pl.DataFrame, families: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    named = families.select("family", "family_row", "persons_first", "persons_rows")
    found = (
        memberships.select("person", "family", "valid_from", "valid_to")
        .with_row_index("membership_row")
        .join(persons.lazy(), on="person", how="left", maintain_order="left")
        .join(named.lazy(), on="family", how="left", maintain_order="left")
        .with_columns(pl.col("row").cast(pl.Int64), pl.col("family_row", "membership_row").cast(pl.Int64))
        .with_columns(offset=pl.col("row") - pl.col("persons_first"))
        .collect()
    )
    away = found.filter((pl.col("offset") < 0) | (pl.col("offset") >= pl.col("persons_rows")))
    return found.select("offset"), away.select(
        "membership_row", "family_row", pl.col("row").alias("person_row"), "person", "valid_from", "valid_to"
    )


def _blocks(families: pl.DataFrame, counts: pl.DataFrame) -> pl.DataFrame:
    """The first row of each table in every block; those of persons follow from the first person."""
    ends = families.select(
        pl.col("family_row").cast(pl.Int64).alias("families"),
        pl.col("persons_first").alias("persons"),
        *(_before(f"{name}_rows").alias(name) for name in OF_FAMILY),
    ).gather_every(BLOCK)
    last = families.select(
        pl.len().cast(pl.Int64).alias("families"),
        pl.lit(len(counts), dtype=pl.Int64).alias("persons"),
        *(pl.col(f"{name}_rows").sum().cast(pl.Int64).alias(name) for name in OF_FAMILY),
    )
    blocks = pl.concat([ends, last])
    if len(blocks) > 1:  # whoever stands before the first family belongs to the first block
        blocks = blocks.with_columns(
            pl.when(pl.int_range(pl.len()) == 0).then(0).otherwise("persons").alias("persons")
        )
    reached = counts.select(pl.col(name).cast(pl.Int64).cum_sum().alias(name) for name in OF_PERSON)
    before = pl.concat([reached.clear(1), reached]).with_columns(pl.all().fill_null(0))
    return pl.concat([blocks, before[blocks["persons"]]], how="horizontal").select(list(TABLES))


def _before(name: str) -> pl.Expr:
    rows = pl.col(name).cast(pl.Int64)
    return rows.cum_sum() - rows


class Layout:
    """The layout of a published snapshot; its files are read when they are asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def scan(self, file: str) -> pl.LazyFrame:
        """One of the files of the layout, lazily."""
        return pl.scan_parquet(self._folder / file, glob=False)

    def rows(self, file: str, first: int, rows: int) -> pl.DataFrame:
        """Some rows of a file of the layout."""
        return self._scans[file].slice(first, rows).collect()

    @cached_property
    def _scans(self) -> Mapping[str, pl.LazyFrame]:
        return {file: self.scan(file) for file in (FAMILIES, PERSONS, MEMBERSHIPS)}

    @cached_property
    def blocks(self) -> pl.DataFrame:
        """For each block the first row of every table, and at the end how many rows there are."""
        return self.scan(BLOCKS).collect()

    def portions(self, most_persons: int) -> tuple[Portion, ...]:
        """The whole snapshot in portions of about ``most_persons`` persons: whole blocks, at least one each.

        A snapshot without families is one portion.
        """
        cuts, begun = [0], 0
        persons = self.blocks["persons"].to_list()
        for block in range(1, len(persons)):
            if persons[block] - persons[begun] > most_persons and block - 1 > begun:
                begun = block - 1
                cuts.append(begun)
        cuts.append(len(persons) - 1)
        if len(persons) == 1:
            cuts = [0, 0]
        count = len(cuts) - 1
        return tuple(self._portion(number, count, a, b) for number, (a, b) in enumerate(pairwise(cuts)))

    def _portion(self, number: int, of: int, first: int, end: int) -> Portion:
        begins, ends = self.blocks.row(first, named=True), self.blocks.row(end, named=True)
        if first == end:  # no family at all: every row that there is
            begins = dict.fromkeys(begins, 0)
        return Portion(number, of, begins, {name: ends[name] - begins[name] for name in begins})
