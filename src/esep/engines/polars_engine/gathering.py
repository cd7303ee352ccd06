"""What the parts of each owner come to: differences of running sums, read where the owner's rows end.

A running sum may leave int64 and come back: whole numbers wrap, so the difference of two of its values is
right whenever the sum over one owner lies within int64, which the plan has proved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from esep.engines.polars_engine.arranged import Positions
from esep.engines.polars_engine.expressions import Compiler
from esep.law import PERSON, Entity
from esep.law.nodes import TRUE, Aggregate
from esep.law.units import DATE

MEMBER = "membership:member"
"""Column of persons: whether the person is a member of a family."""

_LEAST, _MOST = np.iinfo(np.int64).min, np.iinfo(np.int64).max


@dataclass(frozen=True)
class Extreme:
    """The largest or smallest value of the parts for which a condition holds, in its column of numbers."""

    name: str
    column: str
    counted: str
    kind: str
    empty: pl.Expr
    is_date: bool


@dataclass(frozen=True)
class Gathering:
    """Columns gathered from parts to their owner.

    ``added``: columns of the parts, of which ``sums`` are running sums over each owner; ``results`` make the
    gathered columns of these sums, by the same names. ``counts`` are gathered columns that merely count all
    parts. Over persons only members count.
    """

    owner: Entity
    part: Entity
    added: tuple[pl.Expr, ...]
    sums: tuple[str, ...]
    results: tuple[pl.Expr, ...]
    counts: tuple[str, ...]
    extremes: tuple[Extreme, ...]

    @property
    def over_members(self) -> bool:
        """Whether the parts are the members of families."""
        return self.part == PERSON


def gathering_of(
    owner: Entity, part: Entity, names: Mapping[Aggregate, str], compiler: Compiler
) -> Gathering:
    """The gathering of aggregates over one relation, each under its name."""
    added, sums, results, counts, extremes = [], [], [], [], []
    for node, name in names.items():
        where = _where(node, compiler)
        if node.kind == "count" and where is None:
            counts.append(name)
            continue
        if node.kind in ("largest", "smallest"):
            added += _filled(node, name, where, compiler)
            counted = f"{name}:counted"
            added.append((pl.lit(True) if where is None else where).cast(pl.UInt8).alias(counted))
            sums.append(counted)
            assert node.empty is not None
            is_date = node.value.unit == DATE
            extremes.append(Extreme(name, name, counted, node.kind, compiler.of(node.empty), is_date))
            continue
        summed = _summed(node, where, compiler)
        added.append((summed if node.kind == "sum" else summed.cast(pl.UInt8)).alias(name))
        sums.append(name)
        results.append(_RESULTS[node.kind](pl.col(name)).alias(name))
    return Gathering(owner, part, tuple(added), tuple(sums), tuple(results), tuple(counts), tuple(extremes))


def _where(node: Aggregate, compiler: Compiler) -> pl.Expr | None:
    """The condition under which a part counts; None where every part does."""
    where = None if node.where == TRUE else compiler.of(node.where)
    if node.of != PERSON:
        return where
    return pl.col(MEMBER) if where is None else pl.col(MEMBER) & where


def _summed(node: Aggregate, where: pl.Expr | None, compiler: Compiler) -> pl.Expr:
    """What one part adds to the running sum."""
    if node.kind == "count":
        assert where is not None
        return where
    value = compiler.of(node.value)
    if node.kind == "sum":
        return value if where is None else pl.when(where).then(value).otherwise(0)
    if node.kind == "all":
        value = ~value
    return value if where is None else where & value


_RESULTS = {
    "count": lambda sums: sums,
    "sum": lambda sums: sums,
    "any": lambda sums: sums > 0,
    "all": lambda sums: sums == 0,
}


def _filled(node: Aggregate, name: str, where: pl.Expr | None, compiler: Compiler) -> list[pl.Expr]:
    """The numbers of which an extreme is taken; where a part does not count, one that never is."""
    never = pl.lit(_LEAST if node.kind == "largest" else _MOST, dtype=pl.Int64)
    number = compiler.of(node.value).to_physical().cast(pl.Int64)
    return [(number if where is None else pl.when(where).then(number).otherwise(never)).alias(name)]


def gathered(
    step: Gathering, parts: pl.DataFrame, offsets: Positions, order: Positions | None
) -> pl.DataFrame:
    """The gathered columns, a row for each owner.

    ``offsets``: where each owner's rows begin in ``parts``, then the end; ``order``: the rows of parts, owner
    by owner, where they do not stand so.
    """
    counted = [pl.Series(name, np.diff(offsets)) for name in step.counts]
    if not step.added:
        return pl.DataFrame(counted)
    if not len(parts):
        return pl.DataFrame([*_over_nothing(step, len(offsets) - 1), *counted])
    own = [*step.sums, *(extreme.column for extreme in step.extremes)]
    rows = parts.lazy().with_columns(step.added).select(own).collect()
    rows = rows if order is None else rows[order]
    found = pl.DataFrame([pl.Series(name, _sums(rows[name], offsets)) for name in step.sums])
    extremes = [_extreme(extreme, rows, found, offsets) for extreme in step.extremes]
    results = found.select(step.results) if step.results else ()
    return pl.DataFrame([*results, *counted, *extremes])


def _sums(column: pl.Series, offsets: Positions) -> Positions:
    """The sum over each owner's rows; NumPy's running sums are several times as fast as those of Polars."""
    values = column.to_numpy()
    running = np.zeros(len(values) + 1, dtype=np.int64 if values.dtype == np.int64 else np.int32)
    np.cumsum(values, out=running[1:], dtype=running.dtype)
    return np.diff(running[offsets]).astype(np.int64, copy=False)


def _extreme(extreme: Extreme, rows: pl.DataFrame, sums: pl.DataFrame, offsets: Positions) -> pl.Series:
    """The largest or smallest of each owner; null where no part counts."""
    pick, never = (np.maximum, _LEAST) if extreme.kind == "largest" else (np.minimum, _MOST)
    # The end guards the last owner: an owner without rows would be given its neighbour's, but counts none.
    numbers = np.append(rows[extreme.column].to_numpy(), never)
    found = pick.reduceat(numbers, offsets[:-1]) if len(offsets) > 1 else numbers[:0]
    has_any = sums[extreme.counted] > 0
    kept = pl.Series(extreme.name, np.where(has_any.to_numpy(), found, 0)).set(~has_any, None)
    return kept.cast(pl.Int32).cast(pl.Date) if extreme.is_date else kept


def _over_nothing(step: Gathering, owners: int) -> list[pl.Series]:
    """The gathered columns where there is no part at all."""
    none = pl.DataFrame([pl.zeros(owners, dtype=pl.Int64, eager=True).alias(name) for name in step.sums])
    results = none.select(step.results) if step.results else ()
    types = [(extreme.name, pl.Date if extreme.is_date else pl.Int64) for extreme in step.extremes]
    return [*results, *(pl.Series(name, [None] * owners, dtype=type_) for name, type_ in types)]
