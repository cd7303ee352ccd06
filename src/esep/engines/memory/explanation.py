"""Why a family's answer is what it is: each provision with the values, parameters and articles behind it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from esep.engines.boundary import MEMBERSHIPS
from esep.engines.memory.evaluation import Evaluation, evaluation_of
from esep.engines.memory.population import Row, Tables, Thing, populate
from esep.errors import NotFound
from esep.law import FAMILY, PERSON, Act, Plan, Provision, Unit
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
from esep.law.vocabulary import Entity, Value
from esep.messages import LANGUAGES, Message, Name, messages_of

_, _n = messages_of("esep.engines")

Kind = Literal["provision", "parameter", "column", "moment", "gathered", "part"]


@dataclass(frozen=True)
class Standing:
    """Where a rule or a value stands, since when, and how sure that is."""

    act: str
    article: str
    source: str
    confidence: str
    first_day: date
    act_name: Name | None = None


@dataclass(frozen=True)
class Explained:
    """One value with what it follows from.

    ``formula`` is a provision's rule in words. ``repeated`` marks a provision explained further up.
    """

    kind: Kind
    name: str
    title: Name | Message
    entity: str
    id: int | None
    value: Any
    unit: Unit
    standing: Standing | None = None
    formula: str = ""
    inputs: tuple[Explained, ...] = ()
    repeated: bool = False

    def as_data(self) -> dict[str, Any]:
        """The value and all beneath it as plain data."""
        standing = self.standing
        return {
            "kind": self.kind,
            "name": self.name,
            "title": {language: self.title.in_language(language) for language in LANGUAGES},
            "entity": self.entity,
            "id": self.id,
            "value": _plain(self.value),
            "unit": str(self.unit),
            "standing": standing
            and {
                "act": standing.act,
                "article": standing.article,
                "source": standing.source,
                "confidence": standing.confidence,
                "from": standing.first_day.isoformat(),
            },
            "formula": self.formula,
            "repeated": self.repeated,
            "inputs": [below.as_data() for below in self.inputs],
        }


@dataclass(frozen=True)
class Explanation:
    """The account of one family on one date: a tree for each provision asked for."""

    family: int
    date: date
    values: tuple[Explained, ...]
    changes: tuple[str, ...] = ()

    def value(self, name: str, person: int | None = None) -> Explained:
        """The tree of one provision, of the family or of one of its persons; NotFound when it is not here."""
        for found in self.values:
            if found.name == name and person in (None, found.id):
                return found
        raise NotFound(_("The explanation of family {family} has no {name}.", family=self.family, name=name))

    def to_json(self) -> str:
        """The whole tree as JSON; dates are ISO texts."""
        data = {
            "family": self.family,
            "date": self.date.isoformat(),
            "changes": list(self.changes),
            "values": [value.as_data() for value in self.values],
        }
        return json.dumps(data, ensure_ascii=False, indent=1)


def explain(plan: Plan, tables: Tables, family_id: int) -> Explanation:
    """Explain every provision asked for, for one family and each of its members.

    ``tables`` may hold only the family's rows or a whole population; only the family's rows are used.
    NotFound when there is no such family.
    """
    population = populate(plan, _rows_of(family_id, plan.date, tables))
    family = population.families.get(family_id)
    if family is None:
        raise NotFound(_("There is no family {family} in these tables.", family=family_id))
    tracer = _Tracer(plan, evaluation_of(plan))
    things = [family, *(person for person in population.persons.values())]
    values = [
        tracer.provision(plan.by_name[name], thing)
        for thing in things
        for name in plan.asked_of(thing.entity)
    ]
    return Explanation(family_id, plan.date, tuple(values), plan.changes)


def _rows_of(family_id: int, day: date, tables: Tables) -> dict[str, list[Row]]:
    """The family's own rows: of memberships that hold on the day, of those persons, of all that is theirs."""

    def holds(row: Row) -> bool:
        return bool(row["valid_from"] <= day and (row["valid_to"] is None or day <= row["valid_to"]))

    memberships = [row for row in tables.get(MEMBERSHIPS, ()) if row["family"] == family_id and holds(row)]
    members = {row["person"] for row in memberships}

    def owned(entity: Entity, keys: set[int]) -> Iterator[tuple[str, list[Row]]]:
        for part in (entity, *(Entity(name) for name in entity.declared.parts.values() if name != "person")):
            declared = part.declared
            yield declared.table, [row for row in tables.get(declared.table, ()) if row[declared.key] in keys]

    return {MEMBERSHIPS: memberships, **dict(owned(FAMILY, {family_id})), **dict(owned(PERSON, members))}


class _Tracer:
    """Walks the trees of one family's values and keeps what decided them."""

    def __init__(self, plan: Plan, evaluation: Evaluation) -> None:
        self._plan = plan
        self._evaluation = evaluation
        self._told: set[tuple[str, Thing]] = set()

    def provision(self, step: Provision, thing: Thing) -> Explained:
        """The value of a provision and what it follows from; told in full only once."""
        key = (step.name, thing)
        repeated = key in self._told
        self._told.add(key)
        return Explained(
            "provision",
            step.name,
            step.title,
            thing.entity.name,
            thing.id,
            self._evaluation.steps[step.name](thing),
            step.unit,
            standing_of(step.act, step.article, step.first_day),
            step.formula,
            () if repeated else self._inputs(step.body, thing),
            repeated,
        )

    def _inputs(self, node: Node, thing: Thing) -> tuple[Explained, ...]:
        return _once(self._trace(node, thing))

    def _trace(self, node: Node, thing: Thing) -> Iterator[Explained]:
        match node:
            case Call(name=name):
                yield self.provision(self._plan.by_name[name], thing)
            case Column(name=name, declared=declared):
                value = thing.row[name]
                yield Explained("column", name, declared.title, thing.entity.name, thing.id, value, node.unit)
            case ParameterValue(name=name):
                yield self._parameter(name, self._plan.content(name))
            case Moment(at=at):
                title = _("date ({moment})", moment=str(at))
                yield Explained("moment", str(at), title, "", None, at.at(self._plan.date), node.unit)
            case Choose():
                yield from self._choice(node, thing)
            case Aggregate():
                yield self._gathered(node, thing)
            case OfFamily():
                known = thing.family
                yield from (
                    self._trace(node.without, thing) if known is None else self._trace(node.value, known)
                )
            case LookUp(table=table, key=key):
                yield from self._trace(key, thing)
                entry = self._plan.table(table).get(self._of(key)(thing))
                if entry is None:
                    yield from self._trace(node.otherwise, thing)
                else:
                    yield self._parameter(table, entry)
            case Bands(table=table):
                yield from self._trace(node.value, thing)
                yield self._parameter(table, self._of(node)(thing))
            case OneOf(parameter=str(name)):
                yield from self._trace(node.value, thing)
                yield self._parameter(name, ", ".join(str(option) for option in self._plan.options(node)))
            case Logic():
                yield from self._conditions(node, thing)
            case _:
                for below in node.inputs:
                    yield from self._trace(below, thing)

    def _of(self, node: Node) -> Callable[[Thing], Any]:
        return self._evaluation.of(node)

    def _choice(self, node: Choose, thing: Thing) -> Iterator[Explained]:
        """The conditions up to the one that held, and the value it chose."""
        for condition, value in node.cases:
            yield from self._trace(condition, thing)
            if self._of(condition)(thing):
                yield from self._trace(value, thing)
                return
        yield from self._trace(node.otherwise, thing)

    def _conditions(self, node: Logic, thing: Thing) -> Iterator[Explained]:
        """The conditions up to the one that decided."""
        deciding = {"and": False, "or": True}.get(node.word)
        for condition in node.conditions:
            yield from self._trace(condition, thing)
            if self._of(condition)(thing) is deciding:
                return

    def _gathered(self, node: Aggregate, thing: Thing) -> Explained:
        """The parts that were counted; dates of the law, the same for all, stand once above them."""
        unit = node.unit if node.kind == "count" else node.value.unit
        moments: list[Explained] = []
        parts = []
        for part in thing.parts[node.relation]:
            if not self._of(node.where)(part):
                continue
            inputs = (*self._inputs(node.where, part), *self._inputs(node.value, part))
            moments += [told for told in inputs if told.kind == "moment"]
            own = _once(told for told in inputs if told.kind != "moment")
            title, value = node.of.declared.title, self._of(node.value)(part)
            parts.append(
                Explained("part", node.of.name, title, node.of.name, part.id, value, unit, inputs=own)
            )
        return Explained(
            "gathered",
            node.relation,
            _TITLES[node.kind](node.of.declared.title),
            thing.entity.name,
            thing.id,
            self._of(node)(thing),
            node.unit,
            inputs=(*_once(moments), *parts),
        )

    def _parameter(self, name: str, value: object) -> Explained:
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
        return Explained("parameter", name, parameter.title, "", None, value, parameter.measure, standing)


def standing_of(act: Act, article: str, first_day: date) -> Standing:
    """Where a provision stands."""
    return Standing(act.id, article, act.source, act.confidence, first_day, act.name)


_TITLES: dict[str, Callable[[Name], Message]] = {
    "sum": lambda part: _("sum: {part}", part=part),
    "count": lambda part: _("number: {part}", part=part),
    "any": lambda part: _("at least one: {part}", part=part),
    "all": lambda part: _("each: {part}", part=part),
    "largest": lambda part: _("largest: {part}", part=part),
    "smallest": lambda part: _("smallest: {part}", part=part),
}


def _once(told: Iterable[Explained]) -> tuple[Explained, ...]:
    """Each value once, as it was told first; what was gathered twice may differ in its conditions."""
    found: dict[tuple[object, ...], Explained] = {}
    for number, each in enumerate(told):
        apart = number if each.kind == "gathered" else None
        found.setdefault((each.kind, each.name, each.entity, each.id, each.value, apart), each)
    return tuple(found.values())


def _plain(value: Value) -> Value:
    return value.isoformat() if isinstance(value, date) else value
