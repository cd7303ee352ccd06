"""The frames of a run: one row for each family and each person, to which columns are joined step by step.

Values travel between frames in two ways: gathered from parts to their owner (group by, then join) and brought
from a family to its persons (join). All values that can travel together do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import polars as pl

from esep.engines.boundary import MEMBERSHIPS, NO_ROLE, columns_read, entities_of, needs_memberships
from esep.engines.polars_engine.expressions import Compiler, column_name
from esep.engines.source import Source
from esep.law import FAMILY, PERSON, Entity, Plan, Provision
from esep.law.nodes import TRUE, Aggregate, Call, Column, Node, OfFamily
from esep.law.vocabulary import FAR_DATE

Travelling = Aggregate | OfFamily
_FAMILY_KEY = "membership:family"


class Frames:
    """Builds the lazy frames of a plan over a source."""

    def __init__(self, plan: Plan, source: Source) -> None:
        self._plan = plan
        self._compiler = Compiler(plan)
        self._frames = {entity: _scanned(entity, plan, source) for entity in entities_of(plan)}
        if needs_memberships(plan):
            self._frames[PERSON] = _with_family(self._frames[PERSON], plan, source)
        self._steps = {step.name: step for step in plan.steps}
        self._done: set[str] = set()
        self._travelling = [node for node in plan.nodes if isinstance(node, Aggregate | OfFamily)]
        self._needs = {node: _needs_of(node.inputs) for node in self._travelling}
        self._step_needs = {name: _needs_of([step.body]) for name, step in self._steps.items()}

    def answers(self) -> dict[Entity, pl.LazyFrame]:
        """Key and asked-for provisions of each family and each person, in the order of their tables."""
        while len(self._done) < len(self._steps):
            self._gather("parts")
            self._add_steps()
            self._share(PERSON, any(isinstance(node, Aggregate) for node in self._waiting()))
            self._gather("members")
            self._add_steps()
            self._share(FAMILY, any(isinstance(node, OfFamily) for node in self._waiting()))
            self._bring()
            self._add_steps()
        return {
            entity: self._frames[entity].select(entity.declared.key, *self._plan.asked_of(entity))
            for entity in (FAMILY, PERSON)
        }

    def _share(self, entity: Entity, wanted: bool) -> None:
        """Compute a frame once for what travels from it and for what is still added to it."""
        if wanted:
            self._frames[entity] = self._frames[entity].cache()

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
                self._frames[entity] = self._frames[entity].with_columns(columns)
                self._done.update(step.name for step in steps)

    def _waiting(self) -> Iterable[Travelling]:
        for node in self._travelling:
            if node not in self._compiler.brought and self._ready(self._needs[node]):
                yield node

    def _gather(self, which: str) -> None:
        relations: dict[tuple[Entity, str], list[Aggregate]] = defaultdict(list)
        for node in self._waiting():
            if isinstance(node, Aggregate) and (node.relation == "members") == (which == "members"):
                relations[node.owner, node.relation].append(node)
        for (owner, relation), nodes in relations.items():
            part = nodes[0].of
            key = _FAMILY_KEY if relation == "members" else owner.declared.key
            gathered = self._gathered(self._frames[part], key, nodes)
            joined = self._frames[owner].join(
                gathered, left_on=owner.declared.key, right_on=key, how="left", maintain_order="left"
            )
            self._frames[owner] = joined.with_columns(
                pl.col(self._compiler.brought[node]).fill_null(self._over_none(node)) for node in nodes
            )

    def _gathered(self, parts: pl.LazyFrame, key: str, nodes: list[Aggregate]) -> pl.LazyFrame:
        if key == _FAMILY_KEY:
            parts = parts.filter(pl.col(key).is_not_null())
        wheres = list(dict.fromkeys(node.where for node in nodes))
        if TRUE not in wheres:
            parts = parts.filter(pl.any_horizontal([self._compiler.of(where) for where in wheres]))
        alone = len(wheres) == 1
        columns, totals = [], []
        for node in nodes:
            name = f"brought:{len(self._compiler.brought)}"
            columns.append(self._each(node, alone).alias(name))
            totals.append(_TOTALS[node.kind](pl.col(name)))
            self._compiler.brought[node] = name
        return parts.select(key, *columns).group_by(key).agg(totals)

    def _each(self, node: Aggregate, alone: bool) -> pl.Expr:
        """What one part adds; nothing where the condition does not hold."""
        value, where = self._compiler.of(node.value), self._compiler.of(node.where)
        everywhere = alone or node.where == TRUE
        match node.kind:
            case "count":
                return pl.lit(1, dtype=pl.Int64) if everywhere else where.cast(pl.Int64)
            case "sum":
                return value if everywhere else pl.when(where).then(value).otherwise(0)
            case "any":
                return value if everywhere else where & value
            case "all":
                return value if everywhere else ~where | value
        return value if everywhere else pl.when(where).then(value).otherwise(None)

    def _over_none(self, node: Aggregate) -> pl.Expr:
        match node.kind:
            case "sum" | "count":
                return pl.lit(0, dtype=pl.Int64)
            case "any" | "all":
                return pl.lit(node.kind == "all")
        assert node.empty is not None
        return self._compiler.of(node.empty)

    def _bring(self) -> None:
        nodes = [node for node in self._waiting() if isinstance(node, OfFamily)]
        if not nodes:
            return
        names: dict[Travelling, str] = {
            node: f"brought:{len(self._compiler.brought) + number}" for number, node in enumerate(nodes)
        }
        columns = [self._compiler.of(node.value).alias(names[node]) for node in nodes]
        key = FAMILY.declared.key
        joined = self._frames[PERSON].join(
            self._frames[FAMILY].select(key, *columns),
            left_on=_FAMILY_KEY,
            right_on=key,
            how="left",
            maintain_order="left",
        )
        self._frames[PERSON] = joined.with_columns(
            pl.col(names[node]).fill_null(self._compiler.of(node.without)) for node in nodes
        )
        self._compiler.brought.update(names)


_TOTALS = {
    "sum": pl.Expr.sum,
    "count": pl.Expr.sum,
    "any": pl.Expr.any,
    "all": pl.Expr.all,
    "largest": pl.Expr.max,
    "smallest": pl.Expr.min,
}


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


def _scanned(entity: Entity, plan: Plan, source: Source) -> pl.LazyFrame:
    """The entity's key and the columns that the plan reads; empty cells as the vocabulary declares."""
    columns = []
    for name in columns_read(entity, plan):
        declared = entity.column(name)
        column = pl.col(name).cast(pl.Int64) if declared.most is not None else pl.col(name)
        filled = column if declared.missing is None else column.fill_null(declared.missing)
        columns.append(filled.alias(column_name(Column(entity, name))))
    if entity == PERSON and needs_memberships(plan):
        columns.append(pl.col("death_date").fill_null(FAR_DATE).alias("membership:death"))
    return source.scan(entity.declared.table).select(entity.declared.key, *columns)


def members_on(plan: Plan, source: Source) -> pl.LazyFrame:
    """Person, family and role of the memberships that hold on the plan's date."""
    holds = (pl.col("valid_from") <= plan.date) & (pl.col("valid_to").fill_null(FAR_DATE) >= plan.date)
    return source.scan(MEMBERSHIPS).filter(holds).select("person", "family", "role")


def _with_family(persons: pl.LazyFrame, plan: Plan, source: Source) -> pl.LazyFrame:
    """Each person with family and role; neither for who is in no family or has died."""
    role = column_name(Column(PERSON, "role"))
    memberships = members_on(plan, source).select(
        "person", pl.col("family").alias(_FAMILY_KEY), pl.col("role").cast(pl.String).alias(role)
    )
    alive = pl.col("membership:death") > plan.date
    return persons.join(memberships, on="person", how="left", maintain_order="left").with_columns(
        pl.when(alive).then(_FAMILY_KEY),
        pl.when(alive).then(pl.col(role).fill_null(NO_ROLE)).otherwise(pl.lit(NO_ROLE)).alias(role),
    )
