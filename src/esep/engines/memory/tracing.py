"""What stands behind a value, followed to its rows: a function for each node of a plan, made once.

A trace appends what a node's value follows from to a list, only what decided it: the branch that was chosen,
the conditions up to the one that settled the matter, the parts that were counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from esep.engines.memory.evaluation import Compute, evaluation_of
from esep.engines.memory.explained import Explained, Standing
from esep.engines.memory.population import Thing
from esep.law import Act, Plan, Provision, Unit
from esep.law.formulas import moment_name
from esep.law.nodes import (
    Aggregate,
    Bands,
    Call,
    Choose,
    Column,
    Logic,
    LookUp,
    Moment,
    Node,
    OfFamily,
    OneOf,
    ParameterValue,
)
from esep.messages import Message, Name, messages_of

_, _n = messages_of("esep.engines")

Told = set[tuple[str, Thing]]
"""The provisions of things that were told in full already, in one explanation."""
Trace = Callable[[Thing, Told, list[Explained]], None]


class AllBut(Told):
    """As though every provision but one had been told: that one is told a step deep."""

    def __init__(self, one: tuple[str, Thing]) -> None:
        super().__init__()
        self._one = one

    def __contains__(self, key: object) -> bool:
        return key != self._one


class Tracing:
    """The traces of a plan's nodes, made once for the plan."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._of = evaluation_of(plan).of
        self._made: dict[Node, Trace | None] = {}
        self._parameters: dict[tuple[str, object], Explained] = {}
        self._tellers: dict[str, Callable[[Thing, Told], Explained]] = {}
        for step in plan.steps:
            self._tellers[step.name] = self._teller(step)

    def provision(self, name: str, thing: Thing, told: Told) -> Explained:
        """The value of a provision and what it follows from; told in full only once."""
        return self._tellers[name](thing, told)

    def _teller(self, step: Provision) -> Callable[[Thing, Told], Explained]:
        name, title, unit, formula, entity = step.name, step.title, step.unit, step.formula, step.entity.name
        compute = evaluation_of(self._plan).steps[name]
        standing = standing_of(step.act, step.article, step.first_day)
        inputs = self._inputs(step.body)

        def tell(thing: Thing, told: Told) -> Explained:
            key = (name, thing)
            repeated = key in told
            told.add(key)
            below = () if repeated else inputs(thing, told)
            return Explained(
                "provision",
                name,
                title,
                entity,
                thing.id,
                compute(thing),
                unit,
                standing,
                formula,
                below,
                repeated,
            )

        return tell

    def _inputs(self, node: Node) -> Callable[[Thing, Told], tuple[Explained, ...]]:
        trace = self._trace(node)
        if trace is None:
            return lambda _thing, _told: ()

        def inputs(thing: Thing, told: Told) -> tuple[Explained, ...]:
            out: list[Explained] = []
            trace(thing, told, out)
            return _once(out) if len(out) > 1 else tuple(out)

        return inputs

    def _trace(self, node: Node) -> Trace | None:
        """The trace of a node; None where nothing is to be told, as of a written number."""
        if node not in self._made:
            self._made[node] = self._make(node)
        return self._made[node]

    def _make(self, node: Node) -> Trace | None:
        match node:
            case Call(name=name):
                teller = self._tellers[name]
                return lambda thing, told, out: out.append(teller(thing, told))
            case Column():
                return _of_column(node)
            case ParameterValue(name=name):
                return _always(self._parameter(name, self._plan.content(name)))
            case Moment(at=at):
                day = at.at(self._plan.date)
                return _always(Explained("moment", str(at), moment_name(at), "", None, day, node.unit))
            case Choose():
                return self._choice(node)
            case Aggregate():
                return self._gathered(node)
            case OfFamily():
                return self._of_family(node)
            case LookUp():
                return self._looked_up(node)
            case Bands(table=table):
                banded = self._of(node)
                return _in_turn(
                    [
                        self._trace(node.value),
                        lambda thing, _told, out: out.append(self._parameter(table, banded(thing))),
                    ]
                )
            case OneOf(parameter=str(name)):
                options = ", ".join(str(option) for option in self._plan.options(node))
                return _in_turn([self._trace(node.value), _always(self._parameter(name, options))])
            case Logic(word="and" | "or"):
                return self._conditions(node)
        return _in_turn([self._trace(below) for below in node.inputs])

    def _choice(self, node: Choose) -> Trace:
        """The conditions up to the one that held, and the value it chose."""
        cases = [(self._trace(when), self._of(when), self._trace(value)) for when, value in node.cases]
        otherwise = self._trace(node.otherwise)

        def choice(thing: Thing, told: Told, out: list[Explained]) -> None:
            for condition, holds, value in cases:
                if condition is not None:
                    condition(thing, told, out)
                if holds(thing):
                    chosen = value
                    break
            else:
                chosen = otherwise
            if chosen is not None:
                chosen(thing, told, out)

        return choice

    def _conditions(self, node: Logic) -> Trace:
        """The conditions up to the one that decided."""
        deciding = node.word == "or"
        conditions = [(self._trace(condition), self._of(condition)) for condition in node.conditions]

        def decided(thing: Thing, told: Told, out: list[Explained]) -> None:
            for condition, holds in conditions:
                if condition is not None:
                    condition(thing, told, out)
                if holds(thing) is deciding:
                    return

        return decided

    def _of_family(self, node: OfFamily) -> Trace:
        inner, without = self._trace(node.value), self._trace(node.without)

        def brought(thing: Thing, told: Told, out: list[Explained]) -> None:
            family = thing.family
            if family is not None and inner is not None:
                inner(family, told, out)
            elif family is None and without is not None:
                without(thing, told, out)

        return brought

    def _looked_up(self, node: LookUp) -> Trace:
        key, entries = self._of(node.key), self._plan.table(node.table)
        of_key, otherwise = self._trace(node.key), self._trace(node.otherwise)

        def looked_up(thing: Thing, told: Told, out: list[Explained]) -> None:
            if of_key is not None:
                of_key(thing, told, out)
            entry = entries.get(key(thing))
            if entry is not None:
                out.append(self._parameter(node.table, entry))
            elif otherwise is not None:
                otherwise(thing, told, out)

        return looked_up

    def _gathered(self, node: Aggregate) -> Trace:
        """The parts that were counted; dates of the law, the same for all, stand once above them."""
        unit = node.unit if node.kind == "count" else node.value.unit
        where, value, whole = self._of(node.where), self._of(node.value), self._of(node)
        of_where, of_value = self._inputs(node.where), self._inputs(node.value)
        title, own_title = _TITLES[node.kind](node.of.declared.title), node.of.declared.title

        def gathered(thing: Thing, told: Told, out: list[Explained]) -> None:
            moments: list[Explained] = []
            parts = []
            for part in thing.parts[node.relation]:
                if not where(part):
                    continue
                own: list[Explained] = []
                for each in (*of_where(part, told), *of_value(part, told)):
                    (moments if each.kind == "moment" else own).append(each)
                parts.append(_part(node, own_title, part, value, unit, own))
            out.append(
                Explained(
                    "gathered",
                    node.relation,
                    title,
                    thing.entity.name,
                    thing.id,
                    whole(thing),
                    node.unit,
                    inputs=(*_once(moments), *parts),
                )
            )

        return gathered

    def _parameter(self, name: str, value: object) -> Explained:
        found = self._parameters.get((name, value))
        if found is None:
            parameter, dated = self._plan.parameters[name], self._plan.values[name]
            act = self._plan.acts.get(dated.act)
            standing = Standing(
                dated.act,
                dated.article,
                dated.source,
                dated.confidence,
                dated.first_day,
                act.name if act else None,
            )
            found = Explained(
                "parameter", name, parameter.title, "", None, value, parameter.measure, standing
            )
            self._parameters[name, value] = found
        return found


@lru_cache(maxsize=64)
def tracing_of(plan: Plan) -> Tracing:
    """The traces of a plan; made once, then kept."""
    return Tracing(plan)


def standing_of(act: Act, article: str, first_day: date) -> Standing:
    """Where a provision stands."""
    return Standing(act.id, article, act.source, act.confidence, first_day, act.name)


_TITLES: Mapping[str, Callable[[Name], Message]] = {
    "sum": lambda part: _("sum: {part}", part=part),
    "count": lambda part: _("number: {part}", part=part),
    "any": lambda part: _("at least one: {part}", part=part),
    "all": lambda part: _("each: {part}", part=part),
    "largest": lambda part: _("largest: {part}", part=part),
    "smallest": lambda part: _("smallest: {part}", part=part),
}


def _always(told: Explained) -> Trace:
    return lambda _thing, _told, out: out.append(told)


def _of_column(node: Column) -> Trace:
    name, title, unit = node.name, node.declared.title, node.unit
    return lambda thing, _told, out: out.append(
        Explained("column", name, title, thing.entity.name, thing.id, thing.row[name], unit)
    )


def _part(
    node: Aggregate, title: Name, part: Thing, value: Compute, unit: Unit, inputs: list[Explained]
) -> Explained:
    own = _once(inputs)
    return Explained("part", node.of.name, title, node.of.name, part.id, value(part), unit, inputs=own)


def _in_turn(traces: Sequence[Trace | None]) -> Trace | None:
    real = [trace for trace in traces if trace is not None]
    if len(real) < 2:
        return real[0] if real else None
    if len(real) == 2:
        first, second = real

        def both(thing: Thing, told: Told, out: list[Explained]) -> None:
            first(thing, told, out)
            second(thing, told, out)

        return both

    def in_turn(thing: Thing, told: Told, out: list[Explained]) -> None:
        for trace in real:
            trace(thing, told, out)

    return in_turn


def _once(told: Iterable[Explained]) -> tuple[Explained, ...]:
    """Each value once, as it was told first; what was gathered twice may differ in its conditions."""
    found: dict[tuple[object, ...], Explained] = {}
    for number, each in enumerate(told):
        apart = number if each.kind == "gathered" else None
        found.setdefault((each.kind, each.name, each.entity, each.id, each.value, apart), each)
    return tuple(found.values())
