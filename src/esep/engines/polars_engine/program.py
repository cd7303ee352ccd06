"""A plan turned into operations over frames, once; then run over any number of portions.

Values travel between frames in two ways: gathered from parts to their owner (a running sum, read where each
owner's rows begin and end) and brought from a family to its persons (by position). All values that can travel
together do. Between these, columns are added to frames, as many waves as possible in one go.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import polars as pl

from esep.engines.polars_engine.expressions import Compiler
from esep.engines.polars_engine.gathering import Gathering, gathering_of
from esep.engines.polars_engine.simplifying import simplified
from esep.law import Entity, Plan, Provision
from esep.law.nodes import Aggregate, Call, Node, OfFamily
from esep.law.planning import calls_in

Travelling = Aggregate | OfFamily


@dataclass(frozen=True)
class Adding:
    """Columns that are added to the frame of an entity."""

    entity: Entity
    columns: tuple[pl.Expr, ...]


@dataclass(frozen=True)
class Bringing:
    """Columns of families that are brought to persons; ``without``: what stands for who has no family."""

    columns: tuple[pl.Expr, ...]
    without: tuple[pl.Expr, ...]


Operation = Adding | Gathering | Bringing


def without_given(plan: Plan, given: Iterable[str]) -> Plan:
    """The plan without the steps that are given and without those that only they need."""
    known, needed = set(given), set[str]()
    bodies = {step.name: step.body for step in plan.steps}

    def visit(name: str) -> None:
        if name in known or name in needed:
            return
        needed.add(name)
        for called in calls_in(bodies[name]):
            visit(called)

    for name in plan.names:
        visit(name)
    return replace(plan, steps=tuple(step for step in plan.steps if step.name in needed))


def program_of(plan: Plan, given: Iterable[str] = ()) -> tuple[Operation, ...]:
    """The operations that compute a plan; ``given`` provisions are columns of the frames already.

    ``plan`` is one without them (:func:`without_given`). Every step that is asked for becomes a column; of
    the others those that are needed.
    """
    return tuple(_Writer(simplified(plan), given).operations())


class _Writer:
    def __init__(self, plan: Plan, given: Iterable[str]) -> None:
        self._compiler = Compiler(plan)
        self._steps = {step.name: step for step in plan.steps}
        self._done = set(given)
        self._travelling = [node for node in plan.nodes if isinstance(node, Aggregate | OfFamily)]
        self._needs = {node: _needs_of(node.inputs) for node in self._travelling}
        self._step_needs = {name: _needs_of([step.body]) for name, step in self._steps.items()}

    def operations(self) -> Iterator[Operation]:
        """All operations, each after those that it needs."""
        while not self._done.issuperset(self._steps):
            yield from self._gather(members=False)
            yield from self._add()
            yield from self._gather(members=True)
            yield from self._add()
            yield from self._bring()
            yield from self._add()

    def _ready(self, needs: set[Travelling | str]) -> bool:
        known = self._compiler.brought
        return all(need in self._done if isinstance(need, str) else need in known for need in needs)

    def _add(self) -> Iterator[Operation]:
        """Every provision whose inputs are there, wave after wave."""
        while True:
            ready: dict[Entity, list[Provision]] = defaultdict(list)
            for name, step in self._steps.items():
                if name not in self._done and self._ready(self._step_needs[name]):
                    ready[step.entity].append(step)
            if not ready:
                return
            for entity, steps in ready.items():
                yield Adding(entity, tuple(self._compiler.of(step.body).alias(step.name) for step in steps))
                self._done.update(step.name for step in steps)

    def _waiting(self) -> Iterator[Travelling]:
        for node in self._travelling:
            if node not in self._compiler.brought and self._ready(self._needs[node]):
                yield node

    def _gather(self, *, members: bool) -> Iterator[Operation]:
        relations: dict[tuple[Entity, Entity], list[Aggregate]] = defaultdict(list)
        for node in self._waiting():
            if isinstance(node, Aggregate) and (node.relation == "members") == members:
                relations[node.owner, node.of].append(node)
        for (owner, part), nodes in relations.items():
            first = len(self._compiler.brought)
            names = {node: f"brought:{first + n}" for n, node in enumerate(nodes)}
            yield gathering_of(owner, part, names, self._compiler)
            for node, name in names.items():
                self._compiler.brought[node] = name

    def _bring(self) -> Iterator[Operation]:
        nodes = [node for node in self._waiting() if isinstance(node, OfFamily)]
        if not nodes:
            return
        first = len(self._compiler.brought)
        names: Mapping[Travelling, str] = {node: f"brought:{first + n}" for n, node in enumerate(nodes)}
        yield Bringing(
            tuple(self._compiler.of(node.value).alias(names[node]) for node in nodes),
            tuple(pl.col(names[node]).fill_null(self._compiler.of(node.without)) for node in nodes),
        )
        self._compiler.brought.update(names)


def _needs_of(nodes: Iterable[Node]) -> set[Travelling | str]:
    """The provisions and travelling values that expressions use themselves, on their own frame."""
    found: set[Travelling | str] = set()
    for node in nodes:
        match node:
            case Call(name=name):
                found.add(name)
            case Aggregate() | OfFamily():
                found.add(node)
            case _:
                found |= _needs_of(node.inputs)
    return found
