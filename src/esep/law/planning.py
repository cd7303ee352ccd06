"""A plan: the provisions asked for and all they need, bound to the values in force on one date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import cast

from esep.errors import LawError
from esep.law.acts import Act
from esep.law.bounds import Bounds, BoundsFinder
from esep.law.fingerprints import fingerprints_of
from esep.law.nodes import (
    Bands,
    Call,
    Column,
    Division,
    Literally,
    LookUp,
    Moment,
    Node,
    OneOf,
    ParameterValue,
    walk,
)
from esep.law.parameters import Band, Content, DatedValue, Parameter
from esep.law.provisions import Provision
from esep.law.vocabulary import Entity, Value
from esep.messages import messages_of

_, _n = messages_of(__package__)


@dataclass(frozen=True, eq=False)
class Plan:
    """What an engine runs: ``steps`` in an order in which each needs only those before it.

    ``names`` are the provisions asked for, in the order asked; ``parameters`` the dated value of each
    parameter used; ``bounds`` the least and the most of each number; ``in_two_steps`` the divisions whose
    product would leave int64 and which are therefore done as quotient and remainder.
    """

    date: date
    names: tuple[str, ...]
    steps: tuple[Provision, ...]
    parameters: Mapping[str, Parameter]
    values: Mapping[str, DatedValue]
    bounds: Mapping[str, Bounds]
    in_two_steps: frozenset[Division]
    changes: tuple[str, ...] = ()
    acts: Mapping[str, Act] = field(default_factory=dict)

    def __getstate__(self) -> dict[str, object]:
        """What travels to another process: the fields, and nothing that is worked out from them."""
        return {entry.name: getattr(self, entry.name) for entry in fields(self)}

    @cached_property
    def by_name(self) -> Mapping[str, Provision]:
        """The steps by name."""
        return {step.name: step for step in self.steps}

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every node of the plan once, inputs before what needs them."""
        return tuple(dict.fromkeys(node for step in self.steps for node in walk(step.body)))

    @cached_property
    def fingerprints(self) -> Mapping[str, str]:
        """What each step computes, in one word (64 hexadecimal digits): equal ones in two plans have equal
        values on one snapshot. See :mod:`esep.law.fingerprints`."""
        return fingerprints_of(self)

    def asked_of(self, entity: Entity) -> tuple[str, ...]:
        """The names asked for that are provisions of an entity."""
        return tuple(name for name in self.names if self.by_name[name].entity == entity)

    def columns_of(self, entity: Entity) -> tuple[str, ...]:
        """The columns of an entity that the plan reads, in alphabetical order."""
        return self._columns.get(entity, ())

    @cached_property
    def _columns(self) -> Mapping[Entity, tuple[str, ...]]:
        found: dict[Entity, set[str]] = defaultdict(set)
        for node in self.nodes:
            if isinstance(node, Column):
                found[node.of].add(node.name)
        return {entity: tuple(sorted(names)) for entity, names in found.items()}

    def content(self, parameter: str) -> Content:
        """The value of a parameter, list or table on the date of the plan."""
        content = self.values[parameter].value
        assert content is not None
        return content

    def table(self, parameter: str) -> dict[str, Value]:
        """The content of a parameter that is a table by text key."""
        return cast(dict[str, Value], self.content(parameter))

    def bands(self, parameter: str) -> tuple[Band, ...]:
        """The content of a parameter that is a list of bands."""
        return cast(tuple[Band, ...], self.content(parameter))

    def options(self, node: OneOf) -> tuple[Value, ...]:
        """The values among which a value is looked for."""
        return (
            node.options if node.parameter is None else cast(tuple[Value, ...], self.content(node.parameter))
        )

    def constant(self, node: Literally | ParameterValue | Moment) -> Value:
        """The value that stands for a node that is the same for everybody."""
        if isinstance(node, Literally):
            return node.value
        if isinstance(node, Moment):
            return node.at.at(self.date)
        return cast(Value, self.content(node.name))

    @cached_property
    def hash(self) -> str:
        """Hexadecimal SHA-256 of what is computed: date, names, trees and values; the same on every run."""
        lines = [self.date.isoformat(), ",".join(self.names)]
        lines += [f"{step.name} {step.entity} {step.unit} {step.body!r}" for step in self.steps]
        lines += [f"{name} {value.value!r}" for name, value in sorted(self.values.items())]
        return sha256("\n".join(lines).encode()).hexdigest()


def make_plan(
    names: Iterable[str],
    on: date,
    *,
    in_force: Callable[[str, date], Provision],
    parameters: Mapping[str, Parameter],
    changes: tuple[str, ...] = (),
    acts: Mapping[str, Act] | None = None,
) -> Plan:
    """Order the provisions, take the values of the date, and prove that no number leaves int64."""
    asked = tuple(dict.fromkeys(names))
    steps = _ordered(asked, on, in_force)
    used = sorted({name for step in steps for name in parameters_in(step.body)})
    values = {name: parameters[name].on(on) for name in used}
    for step in steps:
        _check_kinds(step, values)

    def content_of(name: str) -> Content:
        content = values[name].value
        assert content is not None
        return content

    finder = BoundsFinder(content_of)
    for step in steps:
        try:
            for node in walk(step.body):
                if node.unit.type == "int":
                    finder.of(node)
        except LawError as error:
            raise LawError(
                _("The provision {name}: {reason}", name=step.name, reason=error.message)
            ) from error
        if step.unit.type == "int":
            finder.steps[step.name] = finder.of(step.body)
    return Plan(
        on,
        asked,
        steps,
        {name: parameters[name] for name in used},
        values,
        finder.steps,
        frozenset(finder.in_two_steps),
        changes,
        acts or {},
    )


def parameters_in(body: Node) -> set[str]:
    """The names of the parameters that a tree uses itself."""
    names = set()
    for node in walk(body):
        match node:
            case ParameterValue(name=name) | LookUp(table=name) | Bands(table=name):
                names.add(name)
            case OneOf(parameter=str(name)):
                names.add(name)
    return names


def calls_in(body: Node) -> list[str]:
    """The names of the provisions that a tree calls itself, in order."""
    return list(dict.fromkeys(node.name for node in walk(body) if isinstance(node, Call)))


def _ordered(
    asked: tuple[str, ...], on: date, in_force: Callable[[str, date], Provision]
) -> tuple[Provision, ...]:
    ordered: dict[str, Provision] = {}
    open_names: list[str] = []

    def visit(name: str) -> None:
        if name in ordered:
            return
        if name in open_names:
            circle = " → ".join([*open_names[open_names.index(name) :], name])
            raise LawError(_("The provisions call one another in a circle: {circle}.", circle=circle))
        open_names.append(name)
        step = in_force(name, on)
        for called in calls_in(step.body):
            visit(called)
        open_names.pop()
        ordered[name] = step

    for name in asked:
        visit(name)
    return tuple(ordered.values())


def _check_kinds(step: Provision, values: Mapping[str, DatedValue]) -> None:
    """A table must be given where one is looked up, bands where bands are read, one value elsewhere."""
    for node in walk(step.body):
        match node:
            case ParameterValue(name=name):
                fits, wanted = not isinstance(values[name].value, tuple | dict), "value"
            case LookUp(table=name):
                fits, wanted = isinstance(values[name].value, dict), "table"
            case Bands(table=name):
                content = values[name].value
                fits, wanted = isinstance(content, tuple) and isinstance(content[0], Band), "bands"
            case OneOf(parameter=str(name)):
                content = values[name].value
                fits = isinstance(content, tuple) and not any(isinstance(entry, Band) for entry in content)
                wanted = "list"
            case _:
                continue
        if not fits:
            raise LawError(
                _(
                    "The provision {provision} takes the parameter {parameter} as {kind}, which it is not.",
                    provision=step.name,
                    parameter=name,
                    kind=wanted,
                )
            )
