"""The same rows under the law of other days: stretches of days in which only the date itself moves.

A stretch ends where a version of a provision or a value of a parameter begins or ends, where a member joins,
leaves or dies. Within it the plan and the members stand, and the date of the law is a span.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from esep.engines.boundary import MEMBERSHIPS
from esep.engines.memory.explanation import rows_of
from esep.engines.memory.population import Population, Row, Tables, populate
from esep.engines.memory.span_evaluation import DAY, Box, span_evaluation_of
from esep.engines.memory.spans import Possible
from esep.engines.memory.turning import first_day, last_day
from esep.errors import LawError
from esep.law import FAMILY, PERSON, Entity, Law, Plan

Held = dict[tuple[str, str, int], Any]
"""Values of provisions that stay as they are while the date moves, by provision, entity and id."""


class DatedPlans:
    """The plans of some provisions on any day, each made once; a provision not in force is left out."""

    def __init__(self, law: Law, names: Iterable[str]) -> None:
        self._law = law
        self._names = tuple(names)
        self._made: dict[date, Plan | None] = {}
        self.changes = sorted(_changes(law))

    def on(self, day: date) -> Plan | None:
        """The plan that holds on a day, made for the first day on which it holds; None without one."""
        before = bisect(self.changes, day)
        since = self.changes[before - 1] if before else date.min
        if since not in self._made:
            self._made[since] = self._plan(max(since, date(1900, 1, 1)))
        return self._made[since]

    def _plan(self, day: date) -> Plan | None:
        with suppress(LawError):
            return self._law.plan(self._names, on=day)
        sound = []
        for name in self._names:
            with suppress(LawError):
                self._law.plan([name], on=day)
                sound.append(name)
        return self._law.plan(sound, on=day) if sound else None


@dataclass(frozen=True)
class Stretch:
    """Days from ``first`` to ``last`` on which plan and members are the same.

    ``boxes``: what is known of each span of days already; the provisions asked about have much in common.
    """

    first: date
    last: date
    plan: Plan
    population: Population
    held: frozenset[str]
    boxes: dict[Possible, Box] = field(default_factory=dict)

    def answers(self, name: str, entity: Entity, id: int) -> Callable[[Possible], Possible] | None:
        """What a provision can answer while the day lies in a span; None where there is no such answer."""
        things = self.population.families if entity == FAMILY else self.population.persons
        if name not in self.plan.by_name or id not in things:
            return None
        spans = span_evaluation_of(self.plan, DAY, self.held)
        thing, boxes = things[id], self.boxes
        return lambda days: spans.answer(name, thing, boxes.get(days) or boxes.setdefault(days, Box(days)))


class Stretches:
    """The stretches of one family's rows, each made when it is asked for.

    ``held`` are values that do not move with the date, such as receipts of a quarter whose rows are known
    while those of the next are not.
    """

    def __init__(self, plans: DatedPlans, tables: Tables, family: int, held: Held) -> None:
        self._plans = plans
        self._tables = tables
        self._family = family
        self._held = held
        self._made: dict[date, Stretch | None] = {}
        self._cuts = sorted({*plans.changes, *_changes_of_members(tables, family)})

    def next_granted(self, name: str, entity: Entity, id: int, first: date, last: date) -> date | None:
        """The first day from ``first`` to ``last`` on which a provision grants; None when there is none."""
        return self._search(first_day, list(self._between(first, last)), name, entity, id)

    def last_granted(self, name: str, entity: Entity, id: int, first: date, last: date) -> date | None:
        """The last day from ``first`` to ``last`` on which a provision granted; None when there is none."""
        return self._search(last_day, list(self._between(first, last))[::-1], name, entity, id)

    def _search(
        self,
        search: Callable[[Callable[[Possible], Possible], date, date], date | None],
        within: list[tuple[date, date]],
        name: str,
        entity: Entity,
        id: int,
    ) -> date | None:
        for first, last in within:
            stretch = self._stretch(first, last)
            answer = None if stretch is None else stretch.answers(name, entity, id)
            found = None if answer is None else search(answer, first, last)
            if found is not None:
                return found
        return None

    def _between(self, first: date, last: date) -> Iterator[tuple[date, date]]:
        starts = [first, *(cut for cut in self._cuts if first < cut <= last)]
        yield from ((a, b - timedelta(days=1)) for a, b in pairwise(starts))
        yield starts[-1], last

    def _stretch(self, first: date, last: date) -> Stretch | None:
        if first not in self._made:
            plan = self._plans.on(first)
            self._made[first] = None if plan is None else self._populated(plan, first, last)
        return self._made[first]

    def _populated(self, plan: Plan, first: date, last: date) -> Stretch:
        population = populate(plan, rows_of(self._family, first, self._tables), first)
        things = {FAMILY.name: population.families, PERSON.name: population.persons}
        for (name, entity, id), value in self._held.items():
            if id in things[entity]:
                things[entity][id].known[name] = value
        return Stretch(first, last, plan, population, frozenset(name for name, _entity, _id in self._held))


def _changes(law: Law) -> set[date]:
    """The days on which some version or value of the law begins, or the day after it ends."""
    found = set()
    for begins, ends in (
        *((p.first_day, p.last_day) for p in law.provisions),
        *((v.first_day, v.last_day) for p in law.parameters.values() for v in p.values),
    ):
        found.add(begins)
        if ends is not None and ends < date.max:
            found.add(ends + timedelta(days=1))
    return found


def _changes_of_members(tables: Tables, family: int) -> Iterator[date]:
    """The days from which somebody is a member, or is no more."""
    ever: set[Any] = set()
    row: Row
    for row in tables.get(MEMBERSHIPS, ()):
        if row["family"] == family:
            ever.add(row["person"])
            yield row["valid_from"]
            if row["valid_to"] is not None and row["valid_to"] < date.max:
                yield row["valid_to"] + timedelta(days=1)
    for row in tables.get(PERSON.declared.table, ()):
        if row["person"] in ever and row["death_date"] is not None:
            yield row["death_date"]
