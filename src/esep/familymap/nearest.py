"""What is nearest to a refusal: the smallest change of one thing that would turn it into a grant.

One thing changes and all else stays: the counted income of the quarter, the number of members, or the date.
Everything found is the nearest there is within the bounds below, and what is not found is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from esep.engines.memory import (
    Box,
    DatedPlans,
    Newcomers,
    Stretches,
    Tables,
    Thing,
    Turn,
    fewer_members,
    further_members,
    is_refused,
    members_matter,
    nearest_number,
    populate,
    rows_of,
    span_evaluation_of,
)
from esep.engines.memory.evaluation import evaluation_of
from esep.engines.memory.spans import Possible
from esep.law import FAMILY, Law, Plan
from esep.law.moments import shifted
from esep.law.nodes import Call
from esep.messages import Name

RIGHTS = (
    "targeted_assistance",
    "child_supplement",
    "large_family_allowance",
    "child_care_allowance",
    "mother_award_allowance",
    "disability_allowance",
)
"""The payments of the map whose refusal is examined unless something else is asked."""

INCOME = "family_income"
"""The provision whose value is set free: the counted income of a family in the quarter before."""

HELD = ("receipts_of_quarter",)
"""What stays as it is while the date moves: rows of later quarters are not there yet."""

MOST_FURTHER, MOST_FEWER = 10, 3
MONTHS_AHEAD, MONTHS_BACK = 24, 12

Kind = Literal["income", "children", "adults", "fewer", "later", "earlier"]


@dataclass(frozen=True)
class OtherIncome:
    """The counted income of the quarter at which the answer turns, in whole tenge.

    ``onwards``: it stays turned for every income beyond, down to nothing or up to the law's bound.
    """

    now: int
    wanted: int
    onwards: bool

    @property
    def difference(self) -> int:
        """By how much the income would have to be other, in tenge of the quarter; negative for lower."""
        return self.wanted - self.now


Found = OtherIncome | tuple[Newcomers, ...] | tuple[tuple[int, ...], ...] | date
"""Income; ranges of ages of newcomers; sets of persons who leave; a day."""


@dataclass(frozen=True)
class Change:
    """The nearest change of one kind; ``found`` is None when there is none within the bounds.

    ``decided`` is False when the search was given up, so that nothing is known of this kind.
    """

    kind: Kind
    found: Found | None
    decided: bool = True


@dataclass(frozen=True)
class Refusal:
    """A provision that refuses a family or a person, with the nearest change of each kind that can matter."""

    provision: str
    title: Name
    entity: str
    id: int
    changes: tuple[Change, ...]

    def change(self, kind: Kind) -> Change | None:
        """The change of a kind; None where the provision does not follow it."""
        return next((change for change in self.changes if change.kind == kind), None)

    @property
    def can_turn(self) -> bool:
        """Whether some change was found that would grant it."""
        return any(change.found is not None and change.kind != "earlier" for change in self.changes)


def nearest_changes(
    law: Law, plan: Plan, tables: Tables, family: int, *, names: Iterable[str] | None = None
) -> tuple[Refusal, ...]:
    """Each refusal of a family and its members with the nearest changes that would turn it.

    ``names`` are provisions of the plan; without them the :data:`RIGHTS` that the plan has, and of persons
    only what could turn. ``tables`` hold the rows of the family and of whoever was ever its member.
    """
    asked = plan.names if names is None else tuple(names)
    wanted = tuple(name for name in asked if name in plan.by_name and (names is not None or name in RIGHTS))
    search = _Search(law, plan, tables, family, wanted)
    found = [
        search.refusal(name, thing)
        for thing in search.things
        for name in wanted
        if plan.by_name[name].entity == thing.entity
        if is_refused(evaluation_of(plan).steps[name](thing))
    ]
    if names is None:
        return tuple(each for each in found if each.entity == FAMILY.name or each.can_turn)
    return tuple(found)


class _Search:
    """The rows of one family, and the same rows on other days."""

    def __init__(self, law: Law, plan: Plan, tables: Tables, family: int, names: tuple[str, ...]) -> None:
        self._plan = plan
        population = populate(plan, rows_of(family, plan.date, tables))
        self._family = population.families.get(family)
        here = [self._family] if self._family is not None else []
        self.things: list[Thing] = [*here, *population.persons.values()]
        held = dict(_held(plan, rows_of(family, None, tables)))
        self._days = Stretches(_plans(law, names), tables, family, held)
        self._incomes: dict[Possible, Box] = {}

    def refusal(self, name: str, thing: Thing) -> Refusal:
        """The nearest change of each kind that a provision follows."""
        plan = self._plan
        changes = [*self._income(name, thing)]
        if members_matter(plan, name):
            children = further_members(plan, name, thing, "child", MOST_FURTHER)
            adults = further_members(plan, name, thing, "other", MOST_FURTHER)
            changes += [Change("children", children or None), Change("adults", adults or None)]
            changes.append(Change("fewer", fewer_members(plan, name, thing, MOST_FEWER) or None))
        today, one = plan.date, timedelta(days=1)
        entity = thing.entity
        later = self._days.next_granted(name, entity, thing.id, today + one, shifted(today, MONTHS_AHEAD))
        earlier = self._days.last_granted(name, entity, thing.id, shifted(today, -MONTHS_BACK), today - one)
        changes += [Change("later", later), Change("earlier", earlier)]
        return Refusal(name, plan.by_name[name].title, entity.name, thing.id, tuple(changes))

    def _income(self, name: str, thing: Thing) -> list[Change]:
        plan, family = self._plan, self._family
        step = plan.by_name.get(INCOME)
        if step is None or family is None:
            return []
        spans = span_evaluation_of(plan, Call(INCOME, step.entity, step.unit))
        if not spans.depends(name):
            return []
        now, bounds = int(evaluation_of(plan).steps[INCOME](family)), plan.bounds[INCOME]
        turn = nearest_number(
            lambda income: spans.answer(name, thing, self._box(income)),
            now,
            max(bounds.least, 0),
            bounds.most,
        )
        if isinstance(turn, Turn):
            return [Change("income", OtherIncome(now, turn.value, turn.onwards))]
        return [Change("income", None, decided=turn == "none")]

    def _box(self, income: Possible) -> Box:
        """What follows from an income of the family, kept for the provisions that are asked about next."""
        found = self._incomes.get(income)
        if found is None:
            found = self._incomes[income] = Box(income, self._family)
        return found


def _held(plan: Plan, tables: Tables) -> Iterator[tuple[tuple[str, str, int], Any]]:
    """What stays while the date moves, of everybody whose rows are here."""
    ever = populate(plan, tables)
    for name in HELD:
        if name in plan.by_name:
            entity, compute = plan.by_name[name].entity, evaluation_of(plan).steps[name]
            for id, thing in (ever.families if entity == FAMILY else ever.persons).items():
                yield (name, entity.name, id), compute(thing)


_kept: dict[tuple[int, tuple[str, ...]], tuple[Law, DatedPlans]] = {}
_MOST_KEPT = 16


def _plans(law: Law, names: tuple[str, ...]) -> DatedPlans:
    """The plans of a law on other days, kept. A law has no hash; it is held, so that its id stays its own."""
    found = _kept.get((id(law), names))
    if found is None:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        found = _kept[id(law), names] = (law, DatedPlans(law, names))
    return found[1]
