"""Where an engine reads its rows: a snapshot, or lists of dicts in tests and trials."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import polars as pl

from esep.law import FAMILY, PERSON, Entity
from esep.law.vocabulary import EntityDeclaration

_TYPES: Mapping[str, type[pl.DataType]] = {
    "bool": pl.Boolean,
    "date": pl.Date,
    "text": pl.String,
    "level": pl.String,
}
_MEMBERSHIP: Mapping[str, type[pl.DataType]] = {
    "person": pl.Int64,
    "family": pl.Int64,
    "role": pl.String,
    "valid_from": pl.Date,
    "valid_to": pl.Date,
}


class Source(Protocol):
    """Anything that gives the tables of a snapshot by name."""

    def scan(self, table: str) -> pl.LazyFrame:
        """The rows of a table, read when they are needed."""
        ...


class RowSource:
    """Lists of dicts as a source; columns of the vocabulary that no row has are left out."""

    def __init__(self, tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        self._tables = tables

    def scan(self, table: str) -> pl.LazyFrame:
        """The rows of a table with the declared types; a table that is not there has no rows."""
        rows = self._tables.get(table, ())
        schema = _schema(table)
        given = {name: type_ for name, type_ in schema.items() if not rows or name in rows[0]}
        return pl.DataFrame([dict(row) for row in rows], schema=given, orient="row").lazy()


def _schema(table: str) -> dict[str, type[pl.DataType]]:
    if table == "memberships":
        return dict(_MEMBERSHIP)
    declared = _by_table()[table]
    columns = {name: _TYPES.get(column.unit, pl.Int64) for name, column in declared.columns.items()}
    columns.pop("role", None)
    return {declared.key: pl.Int64, **columns}


def _by_table() -> dict[str, EntityDeclaration]:
    parts = [*FAMILY.declared.parts.values(), *PERSON.declared.parts.values()]
    declared = [Entity(name).declared for name in ("family", *parts)]
    return {entity.table: entity for entity in declared}


def family_rows(source: Source, family: int) -> dict[str, list[dict[str, Any]]]:
    """All rows of one family, of whoever was ever its member and of what is theirs, to be explained."""
    members = source.scan("memberships").filter(pl.col("family") == family).collect()
    rows = {"memberships": members.to_dicts()}
    persons = members["person"].unique().to_list()
    for owner, keys in ((FAMILY, [family]), (PERSON, persons)):
        parts = [Entity(name) for name in owner.declared.parts.values() if Entity(name) != PERSON]
        for entity in (owner, *parts):
            key = pl.col(entity.declared.key)
            found = source.scan(entity.declared.table).filter(key.is_in(keys)).collect()
            rows[entity.declared.table] = found.to_dicts()
    return rows
