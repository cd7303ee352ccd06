"""Each node of a plan as a plain Python function of one family, person or part: the reference.

Whole numbers are Python's own, which never overflow; a floor division is Python's ``//``.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from esep.engines.memory.population import Thing
from esep.law import Plan
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

Compute = Callable[[Thing], Any]

_ARITHMETIC: Mapping[str, Callable[[int, int], int]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}
_COMPARISON: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


_CONSTANT = (Literally, ParameterValue, Moment)
"""Nodes that are the same for everybody."""


class Evaluation:
    """The functions of a plan's nodes, made once for the plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._made: dict[Node, Compute] = {}
        self.steps: dict[str, Compute] = {}
        for step in plan.steps:
            self.steps[step.name] = _remembered(step.name, self.of(step.body))

    def of(self, node: Node) -> Compute:
        """The function that computes a node."""
        found = self._made.get(node)
        if found is None:
            found = self._made[node] = self._make(node)
        return found

    def _make(self, node: Node) -> Compute:
        match node:
            case Literally() | ParameterValue() | Moment():
                return _always(self.plan.constant(node))
            case Column(name=name):
                return lambda thing: thing.row[name]
            case Call(name=name):
                return self.steps[name]
            case Arithmetic(sign=sign):
                return self._applied(_ARITHMETIC[sign], node.left, node.right)
            case Comparison(sign=sign):
                return self._applied(_COMPARISON[sign], node.left, node.right)
            case Division():
                return self._division(node)
            case Logic():
                return self._logic(node)
            case Choose():
                return self._choose(node)
            case Clip():
                return self._clip(node)
            case OneOf():
                value, options = self.of(node.value), frozenset(self.plan.options(node))
                return lambda thing: value(thing) in options
            case Age():
                return self._age(node)
            case LookUp():
                key, table, otherwise = (
                    self.of(node.key),
                    self.plan.table(node.table),
                    self.of(node.otherwise),
                )
                return lambda thing: table[k] if (k := key(thing)) in table else otherwise(thing)
            case Bands():
                return self._bands(node)
            case Aggregate():
                return self._aggregate(node)
            case OfFamily():
                inner, without = self.of(node.value), self.of(node.without)
                return lambda thing: without(thing) if thing.family is None else inner(thing.family)
        raise AssertionError(f"no evaluation for {node}")

    def _applied(self, function: Callable[[Any, Any], Any], left: Node, right: Node) -> Compute:
        """A function of two nodes; a column beside a constant, the commonest, without calls between."""
        if isinstance(right, _CONSTANT):
            constant = self.plan.constant(right)
            if isinstance(left, Column):
                name = left.name
                return lambda thing: function(thing.row[name], constant)
            of_left = self.of(left)
            return lambda thing: function(of_left(thing), constant)
        return _applied(function, self.of(left), self.of(right))

    def _division(self, node: Division) -> Compute:
        above, factor, below = self.of(node.numerator), self.of(node.factor), self.of(node.denominator)
        rounded = node.rounding.quotient
        zero = None if node.when_zero is None else self.of(node.when_zero)
        if isinstance(node.denominator, _CONSTANT) and isinstance(node.factor, _CONSTANT):
            by, times = self.plan.constant(node.denominator), self.plan.constant(node.factor)
            if isinstance(by, int) and by and times == 1:
                return lambda thing: rounded(above(thing), by)

        def divide(thing: Thing) -> Any:
            divisor = below(thing)
            if divisor == 0 and zero is not None:
                return zero(thing)
            return rounded(above(thing) * factor(thing), divisor)

        return divide

    def _logic(self, node: Logic) -> Compute:
        conditions = [self.of(condition) for condition in node.conditions]
        if node.word == "not":
            only = conditions[0]
            return lambda thing: not only(thing)
        if len(conditions) == 2:
            first, second = conditions
            if node.word == "and":
                return lambda thing: first(thing) and second(thing)
            return lambda thing: first(thing) or second(thing)
        deciding = node.word == "or"

        def decided(thing: Thing) -> Any:
            for condition in conditions:
                if condition(thing) is deciding:
                    return deciding
            return not deciding

        return decided

    def _choose(self, node: Choose) -> Compute:
        cases = [(self.of(condition), self.of(value)) for condition, value in node.cases]
        otherwise = self.of(node.otherwise)

        def chosen(thing: Thing) -> Any:
            for condition, value in cases:
                if condition(thing):
                    return value(thing)
            return otherwise(thing)

        return chosen

    def _clip(self, node: Clip) -> Compute:
        result = self.of(node.value)
        if node.lower is not None:
            result = _applied(max, result, self.of(node.lower))
        if node.upper is not None:
            result = _applied(min, result, self.of(node.upper))
        return result

    def _age(self, node: Age) -> Compute:
        birth, at = self.of(node.birth), self.of(node.at)
        full = full_years if node.counted_in == "year" else full_months
        return lambda thing: full(birth(thing), at(thing))

    def _bands(self, node: Bands) -> Compute:
        number, bands = self.of(node.value), self.plan.bands(node.table)

        def banded(thing: Thing) -> Value:
            found = number(thing)
            return next(band.value for band in bands if band.below is None or found < band.below)

        return banded

    def _aggregate(self, node: Aggregate) -> Compute:
        value, where = self.of(node.value), self.of(node.where)
        relation = node.relation

        def values(thing: Thing) -> list[Any]:
            return [value(part) for part in thing.parts[relation] if where(part)]

        match node.kind:
            case "sum":
                return lambda thing: sum(values(thing))
            case "count":
                return lambda thing: len(values(thing))
            case "any":
                return lambda thing: any(values(thing))
            case "all":
                return lambda thing: all(values(thing))
        assert node.empty is not None
        empty, pick = self.of(node.empty), max if node.kind == "largest" else min
        return lambda thing: pick(values(thing), default=empty(thing))


@lru_cache(maxsize=64)
def evaluation_of(plan: Plan) -> Evaluation:
    """The functions of a plan; made once, then kept."""
    return Evaluation(plan)


def full_years(birth: date, at: date) -> int:
    """Years full on a day; born on 29 February, a year is full on 1 March where there is no 29th."""
    return at.year - birth.year - ((birth.month, birth.day) > (at.month, at.day))


def full_months(birth: date, at: date) -> int:
    """Months full on a day, by the day of the month."""
    return (at.year - birth.year) * 12 + at.month - birth.month - (birth.day > at.day)


def _applied(function: Callable[[Any, Any], Any], left: Compute, right: Compute) -> Compute:
    return lambda thing: function(left(thing), right(thing))


def _always(constant: Value) -> Compute:
    return lambda _thing: constant


def _remembered(name: str, compute: Compute) -> Compute:
    def remembered(thing: Thing) -> Any:
        known = thing.known
        if name not in known:
            known[name] = compute(thing)
        return known[name]

    return remembered
