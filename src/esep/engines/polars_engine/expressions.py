"""Each node of a plan as a Polars expression over the frame of its entity.

Whole numbers are Int64 throughout. Polars wraps silently on overflow, so the plan has proved beforehand that
no number can leave int64; a product that could is computed as quotient and remainder. Dates are compared with
dates; ages are taken apart only where the age itself is a number of the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import reduce
from typing import Any

import polars as pl

from esep.law import Plan, Rounding
from esep.law.moments import shifted
from esep.law.nodes import (
    Age,
    Aggregate,
    Arithmetic,
    Bands,
    Call,
    Choose,
    Clip,
    Column,
    Comparison,
    ComparisonSign,
    Division,
    Literally,
    Logic,
    LookUp,
    Moment,
    Node,
    OfFamily,
    OneOf,
    ParameterValue,
)
from esep.law.vocabulary import Value

_MIRRORED: Mapping[ComparisonSign, ComparisonSign] = {
    "==": "==",
    "!=": "!=",
    "<": ">",
    "<=": ">=",
    ">": "<",
    ">=": "<=",
}
_COMPARED: Mapping[str, Callable[[pl.Expr, pl.Expr], pl.Expr]] = {
    "==": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}


def column_name(node: Column) -> str:
    """The name of a snapshot's column within a frame; apart from the names of provisions."""
    return f"column:{node.name}"


class Compiler:
    """Makes expressions; ``brought`` names the frame's column of each value brought from another entity."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self.brought: dict[Aggregate | OfFamily, str] = {}

    def of(self, node: Node) -> pl.Expr:
        """The expression of a node: Int64, Boolean, Date or String."""
        match node:
            case Literally() | ParameterValue() | Moment():
                return literal(self._plan.constant(node))
            case Column():
                column = pl.col(column_name(node))
                return column.cast(pl.String) if node.unit.type == "text" else column
            case Call(name=name):
                return pl.col(name)
            case Aggregate() | OfFamily():
                return pl.col(self.brought[node])
            case Arithmetic():
                return self._arithmetic(node)
            case Comparison(sign=sign, left=left, right=right):
                return self._comparison(sign, left, right)
            case Division():
                return self._division(node)
            case Logic():
                return self._logic(node)
            case Choose():
                return self._choose(node)
            case Clip():
                return self._clip(node)
            case OneOf():
                options = list(self._plan.options(node))
                return self._compared(node.value).is_in(options) if options else pl.lit(False)
            case Age():
                return self._age(node)
            case LookUp():
                table, otherwise = self._plan.table(node.table), self.of(node.otherwise)
                type_ = pl.String if node.unit.type == "text" else pl.Int64
                key = self._compared(node.key)
                return key.replace_strict(table, default=otherwise, return_dtype=type_)
            case Bands():
                return self._bands(node)
        raise AssertionError(f"no expression for {node}")

    def _compared(self, node: Node) -> pl.Expr:
        """A value that is only compared: an enumeration may stay as it is stored."""
        return pl.col(column_name(node)) if isinstance(node, Column) else self.of(node)

    def _arithmetic(self, node: Arithmetic) -> pl.Expr:
        left, right = self.of(node.left), self.of(node.right)
        if node.sign == "+":
            return left + right
        return left - right if node.sign == "-" else left * right

    def _comparison(self, sign: ComparisonSign, left: Node, right: Node) -> pl.Expr:
        constant = self._constant(right)
        if constant is None and self._constant(left) is not None:
            return self._comparison(_MIRRORED[sign], right, left)
        if isinstance(left, Age) and isinstance(constant, int):
            return self._age_compared(sign, left, constant)
        if isinstance(left, Age) and isinstance(right, Choose):
            cases = tuple((condition, Comparison(sign, left, value)) for condition, value in right.cases)
            return self._choose(Choose(cases, Comparison(sign, left, right.otherwise)))
        if constant is not None:
            return _COMPARED[sign](self._compared(left), literal(constant))
        return _COMPARED[sign](self.of(left), self.of(right))

    def _constant(self, node: Node) -> Value | None:
        return self._plan.constant(node) if isinstance(node, Literally | ParameterValue | Moment) else None

    def _division(self, node: Division) -> pl.Expr:
        above, factor, below = self.of(node.numerator), self.of(node.factor), self.of(node.denominator)
        if node in self._plan.in_two_steps:
            # The rest has the sign of the divisor, as in Python. A whole part rounded down may lie below
            # int64 by less than the factor: both wrap, and the sum is right again.
            result = (above // below) * factor + _rounded(node.rounding, above % below * factor, below)
        else:
            product = above if self._constant(node.factor) == 1 else above * factor
            result = (
                product if self._constant(node.denominator) == 1 else _rounded(node.rounding, product, below)
            )
        if node.when_zero is None:
            return result
        return pl.when(below == 0).then(self.of(node.when_zero)).otherwise(result)

    def _logic(self, node: Logic) -> pl.Expr:
        conditions = [self.of(condition) for condition in node.conditions]
        if node.word == "not":
            return ~conditions[0]
        if node.word == "and":
            return reduce(lambda left, right: left & right, conditions)
        return reduce(lambda left, right: left | right, conditions)

    def _choose(self, node: Choose) -> pl.Expr:
        result = self.of(node.otherwise)
        for condition, value in reversed(node.cases):
            result = pl.when(self.of(condition)).then(self.of(value)).otherwise(result)
        return result

    def _clip(self, node: Clip) -> pl.Expr:
        result = self.of(node.value)
        if node.lower is not None:
            result = pl.max_horizontal(result, self.of(node.lower))
        if node.upper is not None:
            result = pl.min_horizontal(result, self.of(node.upper))
        return result

    def _bands(self, node: Bands) -> pl.Expr:
        *cut, last = self._plan.bands(node.table)
        result = literal(last.value)
        for band in reversed(cut):
            assert band.below is not None
            below = self._comparison("<", node.value, Literally(band.below))
            result = pl.when(below).then(literal(band.value)).otherwise(result)
        return result

    def _age(self, node: Age) -> pl.Expr:
        birth, at = self.of(node.birth), self._at(node)
        years = at.year - birth.dt.year().cast(pl.Int64)
        month, day = birth.dt.month().cast(pl.Int64), birth.dt.day().cast(pl.Int64)
        if node.counted_in == "month":
            return years * 12 + at.month - month - (day > at.day).cast(pl.Int64)
        return years - (month * 100 + day > at.month * 100 + at.day).cast(pl.Int64)

    def _age_compared(self, sign: str, node: Age, full: int) -> pl.Expr:
        """An age against a number, as a date of birth against the last day on which that age is full."""
        birth = self.of(node.birth)

        def at_least(age: int) -> pl.Expr:
            months = age * (12 if node.counted_in == "year" else 1)
            try:
                return birth <= shifted(self._at(node), -months)
            except ValueError:
                return pl.lit(age < 0)

        match sign:
            case ">=":
                return at_least(full)
            case ">":
                return at_least(full + 1)
            case "<":
                return ~at_least(full)
            case "<=":
                return ~at_least(full + 1)
            case "==":
                return at_least(full) & ~at_least(full + 1)
        return ~at_least(full) | at_least(full + 1)

    def _at(self, node: Age) -> date:
        at: Any = self._constant(node.at)
        assert isinstance(at, date)
        return at


def literal(value: Value) -> pl.Expr:
    """A value as it stands in a frame."""
    if isinstance(value, int) and not isinstance(value, bool):
        return pl.lit(value, dtype=pl.Int64)
    return pl.lit(value)


def _rounded(rounding: Rounding, above: pl.Expr, below: pl.Expr) -> pl.Expr:
    if rounding is Rounding.DOWN:
        return above // below
    if rounding is Rounding.UP:
        return -((-above) // below)
    return (above * 2 + below) // (below * 2)
