"""What each table of a snapshot holds: one declaration per table, in ``tables/<name>.yaml``.

From the declaration follow the Polars schema of the snapshot, the columns that an extract must or may have,
their defaults and allowed values, the checks of single cells, the empty templates and the reference page.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal, Self

import polars as pl
from pydantic import BaseModel, ConfigDict, Field, model_validator

from esep.messages import Name
from esep.yaml_texts import read_yaml

TableName = Literal[
    "persons",
    "families",
    "memberships",
    "dwellings",
    "incomes",
    "benefits",
    "work",
    "holdings",
    "social_contracts",
]
ColumnType = Literal["person", "family", "place", "text", "choice", "flag", "date", "month", "integer"]

_DTYPES: Mapping[ColumnType, pl.DataType] = {
    "person": pl.Int64(),
    "family": pl.Int64(),
    "place": pl.String(),
    "text": pl.String(),
    "flag": pl.Boolean(),
    "date": pl.Date(),
    "month": pl.Date(),
    "integer": pl.Int64(),
}
_INPUT_NAMES: Mapping[str, str] = {"person": "iin", "family": "family_number"}


class _Declaration(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Column(_Declaration):
    """One column: its type, what may stand in it, and what it means in the three languages.

    ``derived`` columns are computed and do not stand in an extract. A ``required`` column must be there
    and filled in every row; any other column may be missing, or empty in a row, and then holds
    ``default`` (null where none is declared). ``past`` dates are not after the snapshot's date;
    ``not_before`` names a date column of the same row that must not be later.
    """

    name: str
    type: ColumnType
    title: Name
    derived: bool = False
    required: bool = False
    default: bool | int | str | None = None
    values: Mapping[str, Name] = Field(default_factory=dict)
    unit: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    earliest: date | None = None
    past: bool = False
    not_before: str | None = None

    @model_validator(mode="after")
    def _is_sound(self) -> Self:
        if (self.type == "choice") != bool(self.values):
            raise ValueError(f"{self.name}: values are declared for a choice, and only for a choice")
        if self.required and (self.default is not None or self.derived):
            raise ValueError(f"{self.name}: a required column has no default and is not derived")
        if self.type == "choice" and self.default is not None and self.default not in self.values:
            raise ValueError(f"{self.name}: the default {self.default!r} is not an allowed value")
        return self

    @property
    def input_name(self) -> str:
        """The column's name in an extract: ``iin`` for a person, ``family_number`` for a family."""
        return _INPUT_NAMES.get(self.type, self.name)

    @property
    def nullable(self) -> bool:
        """Whether a snapshot may hold null here."""
        return not (self.required or self.derived) and self.default is None

    @property
    def dtype(self) -> pl.DataType:
        """The Polars type in a snapshot."""
        return pl.Enum(list(self.values)) if self.type == "choice" else _DTYPES[self.type]


class Table(_Declaration):
    """One table: its columns in order, what a row is, and whether an extract must be there for it."""

    name: TableName
    title: Name
    row: Name
    columns: tuple[Column, ...]
    required: bool = False

    @model_validator(mode="before")
    @classmethod
    def _named_columns(cls, declared: Any) -> Any:
        columns = [{"name": name, **rest} for name, rest in declared["columns"].items()]
        return {**declared, "columns": columns}

    @model_validator(mode="after")
    def _is_sound(self) -> Self:
        names = {column.name for column in self.columns}
        if unknown := {column.not_before for column in self.columns if column.not_before} - names:
            raise ValueError(f"{self.name}: no such columns: {sorted(unknown)}")
        return self

    @cached_property
    def polars_schema(self) -> pl.Schema:
        """The Polars schema of the table in a snapshot."""
        return pl.Schema({column.name: column.dtype for column in self.columns})

    @cached_property
    def input_columns(self) -> Mapping[str, Column]:
        """The columns of an extract, by the name they bear there."""
        return {column.input_name: column for column in self.columns if not column.derived}

    @property
    def input_schema(self) -> pl.Schema:
        """The Polars schema of the checked rows of an extract: families' numbers are still text."""
        return pl.Schema(
            {
                name: pl.String() if column.type == "family" else column.dtype
                for name, column in self.input_columns.items()
            }
        )

    def column(self, name: str) -> Column:
        """The column of that name in the snapshot; KeyError when the table has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def subject(self) -> Literal["person", "family"]:
        """Whom the rows speak of: the column by which they hang on a person or on a family."""
        return "person" if self.columns[0].type == "person" else "family"


def _load(name: TableName) -> Table:
    text = files(__package__).joinpath("tables", f"{name}.yaml").read_text(encoding="utf-8")
    return Table.model_validate({"name": name, **read_yaml(text)})


_ORDER: tuple[TableName, ...] = (
    "persons",
    "families",
    "memberships",
    "dwellings",
    "incomes",
    "benefits",
    "work",
    "holdings",
    "social_contracts",
)

TABLES: Mapping[TableName, Table] = MappingProxyType({name: _load(name) for name in _ORDER})
"""The nine tables of a snapshot, by name."""
