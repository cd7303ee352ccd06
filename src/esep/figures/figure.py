"""A published figure and what it stands on.

A figure without a basis cannot be made: it rests on records (the rows of a named query over one snapshot),
on a statement (a span of an official text) or on a calculation from other figures.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from esep.errors import NotFound, WrongSettings
from esep.messages import messages_of

_, _n = messages_of(__package__)

Aspect = Literal["plan", "target", "fact", "forecast", "stated"]
Cell = str | int | Decimal | None


@dataclass(frozen=True)
class Records:
    """The rows of the named query over one snapshot; ``rows_hash`` is their SHA-256."""

    query: str
    snapshot: str
    rows_hash: str


@dataclass(frozen=True)
class Stated:
    """The characters ``start`` to ``end`` of the text of ``document``."""

    document: str
    start: int
    end: int


@dataclass(frozen=True)
class Calculation:
    """A named calculation from other figures, each with its own basis."""

    name: Literal["share", "sum"]
    inputs: tuple[Figure, ...]


Basis = Records | Stated | Calculation


@dataclass(frozen=True)
class Figure:
    """One value of an indicator.

    ``place`` is a KATO code, ``period`` is ISO-like (``2026-03``, ``2026-Q1``, ``2026-03-01``), ``breakdown``
    holds pairs such as ``("district", "311000000")``; ``value`` is None where nothing was recorded. Counts
    and money are int, shares are ten-thousandths (int), other rates Decimal: never float.
    """

    indicator: str
    place: str
    period: str
    aspect: Aspect
    value: int | Decimal | None
    unit: str
    basis: Basis
    breakdown: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if isinstance(self.value, float):
            raise TypeError(f"{self.indicator}: a figure is int or Decimal, not float")


@dataclass(frozen=True)
class FigureTable:
    """The rows of one named query: key columns, then one column for each indicator.

    ``keys`` name the columns that tell rows apart (``("district",)``, ``("district", "level")``, or none
    for a single row); ``units`` follow ``indicators``. Every cell of an indicator is a :class:`Figure`.
    """

    query: str
    snapshot: str
    place: str
    period: str
    keys: tuple[str, ...]
    indicators: tuple[str, ...]
    units: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    aspect: Aspect = "fact"

    def __post_init__(self) -> None:
        width = len(self.keys) + len(self.indicators)
        if len(self.units) != len(self.indicators) or any(len(row) != width for row in self.rows):
            raise ValueError(f"{self.query}: every row needs {width} cells and every indicator a unit")
        seen = [row[: len(self.keys)] for row in self.rows]
        if len(set(seen)) != len(seen):
            raise ValueError(f"{self.query}: two rows have the same keys")

    @property
    def basis(self) -> Records:
        """The records on which every cell of this table rests."""
        return Records(self.query, self.snapshot, rows_hash((*self.keys, *self.indicators), self.rows))

    def figure(self, indicator: str, *key: str) -> Figure:
        """The figure of ``indicator`` in the row of ``key``; raises NotFound when there is no such cell."""
        for row in self.rows:
            if row[: len(self.keys)] == key and indicator in self.indicators:
                return self._figure(indicator, row)
        raise NotFound(
            _(
                "The query {query} has no cell {indicator} for {key}. Name a column and a row that it holds.",
                query=self.query,
                indicator=indicator,
                key=", ".join(key) or "-",
            )
        )

    def has(self, indicator: str) -> bool:
        """True when the table holds a column of ``indicator``."""
        return indicator in self.indicators

    def figures(self) -> Iterator[Figure]:
        """Every cell as a figure, row by row."""
        for row in self.rows:
            for indicator in self.indicators:
                yield self._figure(indicator, row)

    def _figure(self, indicator: str, row: tuple[Cell, ...]) -> Figure:
        column = self.indicators.index(indicator)
        value = row[len(self.keys) + column]
        if isinstance(value, str):
            raise TypeError(f"{self.query}: {indicator} holds text")
        breakdown = tuple((name, str(cell)) for name, cell in zip(self.keys, row, strict=False))
        return Figure(
            indicator, self.place, self.period, self.aspect, value, self.units[column], self.basis, breakdown
        )


def rows_hash(columns: Iterable[str], rows: Iterable[tuple[Cell, ...]]) -> str:
    """SHA-256 of the header and the rows in their order, one JSON array a line, decimals as text."""
    digest = hashlib.sha256()
    for row in ((*columns,), *rows):
        cells = [str(cell) if isinstance(cell, Decimal) else cell for cell in row]
        digest.update(json.dumps(cells, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    return digest.hexdigest()


def share(part: Figure, whole: Figure, indicator: str) -> Figure:
    """``part`` as a share of ``whole`` in ten-thousandths, half up; no value when the whole is nothing."""
    value = None
    if part.value is not None and whole.value:
        exact = Decimal(part.value) * 10_000 / Decimal(whole.value)
        value = int(exact.quantize(Decimal(1), ROUND_HALF_UP))
    basis = Calculation("share", (part, whole))
    return Figure(indicator, part.place, part.period, part.aspect, value, "share", basis, part.breakdown)


def walk(figure: Figure, tables: Iterable[FigureTable]) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
    """The rows that ``figure`` rests on: pairs of a query's name and its row.

    A calculation is walked through to the rows of its inputs. Raises WrongSettings when the rows at hand are
    not those that the figure was made from, NotFound when the query or its row is missing.
    """
    basis = figure.basis
    if isinstance(basis, Stated):
        return ()
    tables = tuple(tables)
    if isinstance(basis, Calculation):
        return tuple(step for part in basis.inputs for step in walk(part, tables))
    for table in tables:
        if table.query == basis.query and table.snapshot == basis.snapshot:
            if table.basis.rows_hash != basis.rows_hash:
                raise WrongSettings(
                    _(
                        "The rows of the query {query} are not those that made the figure {indicator}. "
                        "Compute the account again from the same snapshot.",
                        query=basis.query,
                        indicator=figure.indicator,
                    )
                )
            key = tuple(value for _name, value in figure.breakdown)
            table.figure(figure.indicator, *key)
            return tuple((basis.query, row) for row in table.rows if row[: len(key)] == key)
    raise NotFound(_("No rows of the query {query} are at hand.", query=basis.query))
