"""Interval evaluation: what a plan can answer while one number, or the date of the law, runs over a span.

Each answer encloses every answer within the span, and is exact when the span is one value. What does not
depend on the open input is computed by the ordinary evaluation, once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from esep.engines.memory.evaluation import evaluation_of, full_months, full_years
from esep.engines.memory.population import Thing
from esep.engines.memory.spans import (
    UNSURE,
    Possible,
    aged,
    among,
    calculated,
    clipped,
    compared,
    contrary,
    divided,
    ends,
    joined,
    span,
    words_in,
)
from esep.law import Plan
from esep.law.moments import MomentOfLaw
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
    Logic,
    LookUp,
    Moment,
    Node,
    OfFamily,
    OneOf,
    walk,
)

DAY = "date of the law"
Open = Column | Call | str
"""The input that is not settled: a column or a provision of one thing, or :data:`DAY`."""


@dataclass(slots=True)
class Box:
    """What the open input can be: ``value`` of ``thing``, or the days of the law when there is no thing."""

    value: Possible
    thing: Thing | None = None
    known: dict[tuple[str, Thing], Possible] = field(default_factory=dict)
    moments: dict[str, Possible] = field(default_factory=dict)


Enclose = Callable[[Thing, Box], Possible]


class SpanEvaluation:
    """The enclosures of a plan's nodes for one open input, made once.

    ``held`` names provisions that keep the values that their things already know.
    """

    def __init__(self, plan: Plan, unsettled: Open, held: frozenset[str]) -> None:
        self._plan = plan
        self._open = unsettled
        self._exact = evaluation_of(plan)
        self._dependent = dependent_nodes(plan, unsettled, held)
        self._made: dict[Node, Enclose] = {}
        self._steps: dict[str, Enclose] = {}
        for step in plan.steps:
            call = Call(step.name, step.entity, step.unit)
            if call == unsettled:
                self._steps[step.name] = self._opened(self._exact.steps[step.name])
            elif call in self._dependent:
                self._steps[step.name] = _remembered(step.name, self.of(step.body))
            else:
                self._steps[step.name] = _settled(self._exact.steps[step.name])

    def depends(self, name: str) -> bool:
        """Whether the answer of a provision can follow the open input at all."""
        step = self._plan.by_name[name]
        return Call(step.name, step.entity, step.unit) in self._dependent

    def answer(self, name: str, thing: Thing, box: Box) -> Possible:
        """What a provision can answer for a thing while the open input lies in the box."""
        return self._steps[name](thing, box)

    def of(self, node: Node) -> Enclose:
        """The function that encloses a node's values."""
        found = self._made.get(node)
        if found is None:
            settled = node not in self._dependent
            made = _settled(self._exact.of(node)) if settled else self._make(node)
            found = self._made[node] = made
        return found

    def _opened(self, otherwise: Callable[[Thing], Any]) -> Enclose:
        return lambda thing, box: box.value if thing is box.thing else otherwise(thing)

    def _make(self, node: Node) -> Enclose:
        match node:
            case Column():
                return self._opened(self._exact.of(node))
            case Call(name=name):
                return self._steps[name]
            case Moment(at=at):
                return _moment(at)
            case Arithmetic(sign=sign):
                return _pair(calculated, sign, self.of(node.left), self.of(node.right))
            case Comparison(sign=sign):
                return _pair(compared, sign, self.of(node.left), self.of(node.right))
            case Division():
                return self._division(node)
            case Logic():
                return self._logic(node)
            case Choose():
                return self._choose(node)
            case Clip():
                return self._clip(node)
            case OneOf():
                value, options = self.of(node.value), frozenset(self._plan.options(node))
                return lambda thing, box: among(value(thing, box), options)
            case Age():
                birth, moment = self.of(node.birth), self.of(node.at)
                full = full_years if node.counted_in == "year" else full_months
                return lambda thing, box: aged(full, birth(thing, box), moment(thing, box))
            case LookUp():
                return self._look_up(node)
            case Bands():
                return self._bands(node)
            case Aggregate():
                return self._aggregate(node)
            case OfFamily():
                inner, without = self.of(node.value), self.of(node.without)
                return lambda thing, box: (
                    without(thing, box) if thing.family is None else inner(thing.family, box)
                )
        raise AssertionError(f"no enclosure for {node}")

    def _division(self, node: Division) -> Enclose:
        above, factor, below = self.of(node.numerator), self.of(node.factor), self.of(node.denominator)
        zero = _never if node.when_zero is None else self.of(node.when_zero)

        def divide(thing: Thing, box: Box) -> Possible:
            product = calculated("*", above(thing, box), factor(thing, box))
            return divided(product, below(thing, box), node.rounding, lambda: zero(thing, box))

        return divide

    def _logic(self, node: Logic) -> Enclose:
        conditions = [self.of(condition) for condition in node.conditions]
        if node.word == "not":
            only = conditions[0]
            return lambda thing, box: contrary(only(thing, box))
        deciding = node.word == "or"

        def decided(thing: Thing, box: Box) -> Possible:
            result: Possible = not deciding
            for condition in conditions:
                truth = condition(thing, box)
                if truth is deciding:
                    return deciding
                if truth is UNSURE:
                    result = UNSURE
            return result

        return decided

    def _choose(self, node: Choose) -> Enclose:
        cases = [(self.of(condition), self.of(value)) for condition, value in node.cases]
        otherwise, of_type = self.of(node.otherwise), node.unit.type

        def chosen(thing: Thing, box: Box) -> Possible:
            found = []
            for condition, value in cases:
                truth = condition(thing, box)
                if truth is not False:
                    found.append(value(thing, box))
                if truth is True:
                    return joined(found, of_type)
            return joined([*found, otherwise(thing, box)], of_type)

        return chosen

    def _clip(self, node: Clip) -> Enclose:
        value = self.of(node.value)
        lower = _nothing if node.lower is None else self.of(node.lower)
        upper = _nothing if node.upper is None else self.of(node.upper)
        return lambda thing, box: clipped(value(thing, box), lower(thing, box), upper(thing, box))

    def _look_up(self, node: LookUp) -> Enclose:
        key, table, otherwise = self.of(node.key), self._plan.table(node.table), self.of(node.otherwise)
        of_type = node.unit.type

        def looked_up(thing: Thing, box: Box) -> Possible:
            words = words_in(key(thing, box))
            found = [table[word] if word in table else otherwise(thing, box) for word in sorted(words)]
            return joined(found, of_type)

        return looked_up

    def _bands(self, node: Bands) -> Enclose:
        value, bands, of_type = self.of(node.value), self._plan.bands(node.table), node.unit.type

        def banded(thing: Thing, box: Box) -> Possible:
            least, most = ends(value(thing, box))
            found = []
            for band in bands:
                if band.below is None or least < band.below:
                    found.append(band.value)
                    if band.below is None or most < band.below:
                        break
            return joined(found, of_type)

        return banded

    def _aggregate(self, node: Aggregate) -> Enclose:
        where, value, relation, kind = self.of(node.where), self.of(node.value), node.relation, node.kind
        empty = _nothing if node.empty is None else self.of(node.empty)

        def gathered(thing: Thing, box: Box) -> Possible:
            sure: list[Possible] = []
            perhaps: list[Possible] = []
            for part in thing.parts[relation]:
                counts = where(part, box)
                if counts is not False:
                    (sure if counts is True else perhaps).append(value(part, box))
            if kind in ("largest", "smallest"):
                return farthest(kind, sure, perhaps, empty(thing, box))
            return total(kind, sure, perhaps)

        return gathered


@lru_cache(maxsize=256)
def span_evaluation_of(plan: Plan, unsettled: Open, held: frozenset[str] = frozenset()) -> SpanEvaluation:
    """The enclosures of a plan for an open input; made once, then kept."""
    return SpanEvaluation(plan, unsettled, held)


def dependent_nodes(plan: Plan, unsettled: Open, held: frozenset[str]) -> frozenset[Node]:
    """The nodes whose values can follow the open input, and calls of the provisions that can."""
    found: set[Node] = set()
    if not isinstance(unsettled, str):
        found.add(unsettled)
    for step in plan.steps:
        if step.name in held:
            continue
        for node in _each(step.body):
            if (unsettled == DAY and isinstance(node, Moment)) or any(each in found for each in node.inputs):
                found.add(node)
        if step.body in found:
            found.add(Call(step.name, step.entity, step.unit))
    return frozenset(found)


@lru_cache(maxsize=4096)
def _each(body: Node) -> tuple[Node, ...]:
    return tuple(walk(body))


def _settled(exact: Callable[[Thing], Any]) -> Enclose:
    return lambda thing, _box: exact(thing)


def _moment(at: MomentOfLaw) -> Enclose:
    """The days that a moment can be; found once for a box, since it is the same for all its things."""
    key = str(at)

    def days(_thing: Thing, box: Box) -> Possible:
        found = box.moments.get(key)
        if found is None:
            found = box.moments[key] = span(*map(at.at, ends(box.value)))
        return found

    return days


def _nothing(_thing: Thing, _box: Box) -> Possible:
    return None


def _never(_thing: Thing, _box: Box) -> Possible:
    raise AssertionError("the plan proved that this divisor is never zero")


def _pair(
    function: Callable[[str, Possible, Possible], Possible], sign: str, left: Enclose, right: Enclose
) -> Enclose:
    return lambda thing, box: function(sign, left(thing, box), right(thing, box))


def total(kind: str, sure: list[Possible], perhaps: list[Possible]) -> Possible:
    """The sum, count, any or all of what surely counts and what may."""
    return _TOTALS[kind](sure, perhaps)


def _sum(sure: list[Possible], perhaps: list[Possible]) -> Possible:
    least, most = (sum(side) for side in zip((0, 0), *map(ends, sure), strict=True))
    low, high = zip((0, 0), *map(ends, perhaps), strict=True)
    return span(least + sum(min(0, each) for each in low), most + sum(max(0, each) for each in high))


def _count(sure: list[Possible], perhaps: list[Possible]) -> Possible:
    return span(len(sure), len(sure) + len(perhaps))


def _any(sure: list[Possible], perhaps: list[Possible]) -> Possible:
    if True in sure:
        return True
    return UNSURE if any(each is not False for each in (*sure, *perhaps)) else False


def _all(sure: list[Possible], perhaps: list[Possible]) -> Possible:
    if False in sure:
        return False
    return UNSURE if any(each is not True for each in (*sure, *perhaps)) else True


_TOTALS: Mapping[str, Callable[[list[Possible], list[Possible]], Possible]] = {
    "sum": _sum,
    "count": _count,
    "any": _any,
    "all": _all,
}


def farthest(kind: str, sure: list[Possible], perhaps: list[Possible], empty: Possible) -> Possible:
    """The largest or smallest: at least what is surely there, at most what may be."""
    always = [*map(ends, sure)]
    ever = [*always, *map(ends, perhaps)]
    if not always:
        ever.append(ends(empty))
    least, most = zip(*(always or ever), strict=True)
    low, high = zip(*ever, strict=True)
    if kind == "largest":
        return span(max(least) if always else min(low), max(high))
    return span(min(low), min(most) if always else max(high))


def _remembered(name: str, enclose: Enclose) -> Enclose:
    def remembered(thing: Thing, box: Box) -> Possible:
        key, known = (name, thing), box.known
        if key not in known:
            known[key] = enclose(thing, box)
        return known[key]

    return remembered
