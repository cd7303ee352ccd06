"""The steps of a plan over arranged rows: columns added frame by frame, values gathered and brought between.

Values travel between frames in two ways: gathered from parts to their owner (a running sum, read where each
owner's rows begin and end) and brought from a family to its persons (by position). All values that can travel
together do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from esep.engines.polars_engine.arranged import Arranged, Positions
from esep.engines.polars_engine.expressions import Compiler
from esep.law import FAMILY, PERSON, Entity, Plan, Provision
from esep.law.nodes import TRUE, Aggregate, Call, Node, OfFamily
from esep.law.planning import calls_in

Travelling = Aggregate | OfFamily
_LEAST, _MOST = np.iinfo(np.int64).min, np.iinfo(np.int64).max


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


class Evaluation:
    """Computes a plan over arranged rows.

    ``given`` are values that need not be computed: for an entity a frame with a column for each provision,
    in the order of the rows. ``plan`` is then one without them (:func:`without_given`).
    """

    def __init__(
        self, plan: Plan, rows: Arranged, given: Mapping[Entity, pl.DataFrame] | None = None
    ) -> None:
        self._plan = plan
        self._rows = rows
        self._compiler = Compiler(plan)
        self._frames = dict(rows.frames)
        self._steps = {step.name: step for step in plan.steps}
        self._done: set[str] = set()
        for entity, known in (given or {}).items():
            self._frames[entity] = pl.concat([self._frames[entity], known], how="horizontal")
            self._done.update(known.columns)
        self._travelling = [node for node in plan.nodes if isinstance(node, Aggregate | OfFamily)]
        self._needs = {node: _needs_of(node.inputs) for node in self._travelling}
        self._step_needs = {name: _needs_of([step.body]) for name, step in self._steps.items()}

    def frames(self) -> dict[Entity, pl.DataFrame]:
        """The frames of families and persons with a column for every step of the plan."""
        while not self._done.issuperset(self._steps):
            self._gather_parts()
            self._add_steps()
            self._gather_members()
            self._add_steps()
            self._bring()
            self._add_steps()
        return {entity: self._frames[entity] for entity in (FAMILY, PERSON)}

    def _ready(self, needs: set[Travelling | str]) -> bool:
        known = self._compiler.brought
        return all(need in self._done if isinstance(need, str) else need in known for need in needs)

    def _add_steps(self) -> None:
        """Compute every provision whose inputs are there, as many as possible at a time."""
        while True:
            ready: dict[Entity, list[Provision]] = defaultdict(list)
            for name, step in self._steps.items():
                if name not in self._done and self._ready(self._step_needs[name]):
                    ready[step.entity].append(step)
            if not ready:
                return
            for entity, steps in ready.items():
                columns = [self._compiler.of(step.body).alias(step.name) for step in steps]
                self._add(entity, columns)
                self._done.update(step.name for step in steps)

    def _add(self, entity: Entity, columns: Iterable[pl.Expr]) -> None:
        self._frames[entity] = self._frames[entity].lazy().with_columns(columns).collect()

    def _waiting(self) -> Iterator[Travelling]:
        for node in self._travelling:
            if node not in self._compiler.brought and self._ready(self._needs[node]):
                yield node

    def _gather_parts(self) -> None:
        relations: dict[tuple[Entity, Entity], list[Aggregate]] = defaultdict(list)
        for node in self._waiting():
            if isinstance(node, Aggregate) and node.relation != "members":
                relations[node.owner, node.of].append(node)
        for (owner, part), nodes in relations.items():
            self._gather(owner, nodes, self._rows.offsets[part], None)

    def _gather_members(self) -> None:
        nodes = [n for n in self._waiting() if isinstance(n, Aggregate) and n.relation == "members"]
        if not nodes:
            return
        members: Positions | None = self._rows.members
        if members is not None and len(members) == len(self._frames[PERSON]) and _is_whole(members):
            members = None
        self._gather(FAMILY, nodes, self._rows.member_offsets, members)

    def _gather(
        self, owner: Entity, nodes: list[Aggregate], offsets: Positions, rows: Positions | None
    ) -> None:
        """Bring to each owner what its parts come to; ``rows`` are the parts in the order of the owners."""
        parts = self._frames[nodes[0].of]
        columns: dict[str, pl.Expr] = {}
        for number, node in enumerate(nodes):
            value, where = self._compiler.of(node.value), self._compiler.of(node.where)
            everywhere = node.where == TRUE
            if not everywhere:
                columns[f"where:{number}"] = where
            if node.kind == "sum":
                columns[f"value:{number}"] = value if everywhere else pl.when(where).then(value).otherwise(0)
            elif node.kind == "any":
                columns[f"value:{number}"] = value if everywhere else where & value
            elif node.kind == "all":
                columns[f"value:{number}"] = ~value if everywhere else where & ~value
            elif node.kind != "count":
                columns[f"value:{number}"] = value
        kept = [name for name in columns if _is_kept(name, nodes)]
        wanted = [columns[name].alias(name) for name in kept]
        computed = parts.lazy().with_columns(wanted).select(kept).collect() if kept else pl.DataFrame()
        found: list[pl.Series] = []
        filled: list[pl.Expr] = []
        for number, node in enumerate(nodes):
            name = f"brought:{len(self._compiler.brought)}"
            found.append(self._total(node, number, computed, offsets, rows).alias(name))
            self._compiler.brought[node] = name
            if node.empty is not None:
                filled.append(pl.col(name).fill_null(self._compiler.of(node.empty)))
        self._frames[owner] = self._frames[owner].hstack(found)
        if filled:
            self._add(owner, filled)

    def _total(
        self, node: Aggregate, number: int, computed: pl.DataFrame, offsets: Positions, rows: Positions | None
    ) -> pl.Series:
        """What the parts of each owner come to; null for an extreme of none."""

        def column(kind: str) -> NDArray[np.generic]:
            values = computed[f"{kind}:{number}"].to_numpy()
            return values if rows is None else values[rows]

        match node.kind:
            case "count" if node.where == TRUE:
                return pl.Series(np.diff(offsets))
            case "count":
                return pl.Series(_sums(column("where"), offsets))
            case "sum":
                return pl.Series(_sums(column("value"), offsets))
            case "any":
                return pl.Series(_sums(column("value"), offsets) > 0)
            case "all":
                return pl.Series(_sums(column("value"), offsets) == 0)
        where = None if node.where == TRUE else column("where")
        return self._extreme(node, computed[f"value:{number}"], where, offsets, rows)

    def _extreme(
        self,
        node: Aggregate,
        values: pl.Series,
        where: NDArray[np.generic] | None,
        offsets: Positions,
        rows: Positions | None,
    ) -> pl.Series:
        """The largest or smallest value; null for an owner with no part that counts."""
        numbers = values.to_physical().cast(pl.Int64).to_numpy()
        numbers = numbers if rows is None else numbers[rows]
        pick, never = (np.maximum, _LEAST) if node.kind == "largest" else (np.minimum, _MOST)
        if where is not None:
            numbers = np.where(where, numbers, never)
        has_any = np.diff(offsets) > 0 if where is None else _sums(where, offsets) > 0
        # An owner without rows would be given its neighbour's: the end guards the last, has_any the others.
        found = pick.reduceat(np.append(numbers, never), offsets[:-1]) if len(offsets) > 1 else numbers[:0]
        return _typed(found, has_any, values.dtype)

    def _bring(self) -> None:
        nodes = [node for node in self._waiting() if isinstance(node, OfFamily)]
        if not nodes:
            return
        names: dict[Travelling, str] = {
            node: f"brought:{len(self._compiler.brought) + number}" for number, node in enumerate(nodes)
        }
        columns = [self._compiler.of(node.value).alias(names[node]) for node in nodes]
        families = self._frames[FAMILY].lazy().with_columns(columns).select(names.values()).collect()
        at = self._rows.families
        brought = [families[name].gather(at) for name in names.values()]
        if at.null_count():
            self._frames[PERSON] = self._frames[PERSON].with_columns(brought)
            self._add(PERSON, (pl.col(names[n]).fill_null(self._compiler.of(n.without)) for n in nodes))
        else:
            self._frames[PERSON] = self._frames[PERSON].with_columns(brought)
        self._compiler.brought.update(names)


def _is_kept(name: str, nodes: list[Aggregate]) -> bool:
    """A condition is a column of its own only where it is counted, or decides whether there is any value."""
    kind, number = name.split(":")
    return kind == "value" or nodes[int(number)].kind in ("count", "largest", "smallest")


def _is_whole(positions: Positions) -> bool:
    return bool((positions == np.arange(len(positions))).all())


def _sums(values: NDArray[np.generic], offsets: Positions) -> Positions:
    """The sum over each owner's rows. The running sum may leave int64 and return: differences stay right."""
    wide = values.dtype != np.bool_
    running = np.zeros(len(values) + 1, dtype=np.int64 if wide else np.int32)
    np.cumsum(values, out=running[1:], dtype=running.dtype)
    return np.diff(running[offsets]).astype(np.int64, copy=False)


def _typed(found: NDArray[np.int64], has_any: NDArray[np.bool_], dtype: pl.DataType) -> pl.Series:
    """Numbers as the type that they stand for, null where there is none."""
    kept = pl.Series(np.where(has_any, found, 0)).set(pl.Series(~has_any), None)
    return kept.cast(pl.Int32).cast(pl.Date) if dtype == pl.Date else kept


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
