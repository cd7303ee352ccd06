"""A family with further members, or with fewer, and how many it takes until an answer turns.

Tried one by one. Newcomers of whom the law asks the same are tried once: all that a family's answer can know
of a member is what its gathered conditions and values say of him.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from typing import Any

from esep.engines.boundary import NO_ROLE
from esep.engines.memory.evaluation import evaluation_of
from esep.engines.memory.population import Thing
from esep.engines.memory.turning import is_refused
from esep.law import FAMILY, PERSON, Plan
from esep.law.moments import shifted
from esep.law.nodes import Aggregate, Call, Node, OfFamily, walk
from esep.law.vocabulary import Value

ADULT_AGE = 18 * 12
OLDEST = 110 * 12
"""Ages in months: who joins as a child is younger than the first; nobody is older than the second."""

NEWCOMER = -1
"""The id of a newcomer; no register has it."""

_Home = tuple[Value | None, ...]
_HOME = ("place", "region", "district")


@dataclass(frozen=True)
class Newcomers:
    """``count`` further members in one role, all of an age from ``youngest`` to ``oldest`` full months.

    They are silent in all else: no income, no work, no benefit, no disability, the family's own place.
    """

    count: int
    role: str
    youngest: int
    oldest: int


def members_matter(plan: Plan, name: str) -> bool:
    """Whether the answer of a provision gathers over the members of the family."""
    return bool(_gathered(plan, name))


def further_members(plan: Plan, name: str, thing: Thing, role: str, most: int) -> tuple[Newcomers, ...]:
    """The fewest further members in a role that turn a refusal: each range of ages that does.

    Empty when up to ``most`` of them do not. ``thing`` is a family or one of its persons.
    """
    family = thing if thing.entity == FAMILY else thing.family
    if family is None:
        return ()
    home = tuple(family.row.get(cell) for cell in _HOME)
    kinds = _kinds_of_age(plan, name, role, home)
    for count in range(1, most + 1):
        found = [
            replace(kind, count=count)
            for kind in kinds
            if not _refused(
                plan, name, thing, family, added=_newcomers(plan, replace(kind, count=count), home)
            )
        ]
        if found:
            return tuple(_adjoining(found))
    return ()


def fewer_members(plan: Plan, name: str, thing: Thing, most: int) -> tuple[tuple[int, ...], ...]:
    """The smallest sets of persons without whom a refusal turns; empty when up to ``most`` do not.

    One member stays, and so does the person whom the answer is about.
    """
    family = thing if thing.entity == FAMILY else thing.family
    if family is None:
        return ()
    members = [member for member in family.parts.get("members", ()) if member is not thing]
    stay = 1 if thing is family else 0
    for count in range(1, min(most, len(members) - stay) + 1):
        found = [
            tuple(member.id for member in leaving)
            for leaving in combinations(members, count)
            if not _refused(plan, name, thing, family, without=leaving)
        ]
        if found:
            return tuple(found)
    return ()


def _refused(
    plan: Plan,
    name: str,
    thing: Thing,
    family: Thing,
    *,
    added: Iterable[Thing] = (),
    without: Iterable[Thing] = (),
) -> bool:
    """The answer with other members. What members know of themselves stays, unless it follows the family."""
    gone = set(without)
    changed = Thing(FAMILY, family.id, family.row, family.family, dict(family.parts))
    mutual = _mutual(plan, name)
    members = []
    asked = changed
    for member in [each for each in family.parts.get("members", ()) if each not in gone] + list(added):
        if mutual or member is thing or member.family is None:
            fresh = Thing(PERSON, member.id, member.row, changed, member.parts)
            asked = fresh if member is thing else asked
            members.append(fresh)
        else:
            members.append(member)
    changed.parts["members"] = members
    return is_refused(evaluation_of(plan).steps[name](asked))


@lru_cache(maxsize=1024)
def _kinds_of_age(plan: Plan, name: str, role: str, home: _Home) -> tuple[Newcomers, ...]:
    """The ranges of ages of whom the law asks the same: each with its youngest and oldest."""
    first, last = (0, ADULT_AGE - 1) if role == "child" else (ADULT_AGE, OLDEST)
    apart = _mutual(plan, name)
    of = evaluation_of(plan).of
    asked = [(of(node.where), of(node.value)) for node in _gathered(plan, name)]
    found: list[Newcomers] = []
    before: tuple[Any, ...] | None = None
    for months in range(first, last + 1):
        kind = Newcomers(1, role, months, months)
        (newcomer,) = _newcomers(plan, kind, home)
        says = (months,) if apart else tuple((where(newcomer), value(newcomer)) for where, value in asked)
        if says == before:
            found[-1] = replace(found[-1], oldest=months)
        else:
            found.append(kind)
        before = says
    return tuple(found)


def _newcomers(plan: Plan, kind: Newcomers, home: _Home) -> list[Thing]:
    row = {**_silent(plan, home), "role": kind.role, "birth_date": shifted(plan.date, -kind.youngest)}
    parts: dict[str, list[Thing]] = {relation: [] for relation in PERSON.declared.parts}
    return [Thing(PERSON, NEWCOMER - number, row, parts=parts) for number in range(kind.count)]


@lru_cache(maxsize=1024)
def _silent(plan: Plan, home: _Home) -> dict[str, Any]:
    """The columns of somebody who says nothing and lives with the family."""
    columns = PERSON.declared.columns
    row: dict[str, Any] = {
        name: NO_ROLE if name == "role" else columns[name].missing or columns[name].default
        for name in {*plan.columns_of(PERSON), "role"}
    }
    return row | {
        name: cell for name, cell in zip(_HOME, home, strict=True) if name in row and cell is not None
    }


def _adjoining(found: list[Newcomers]) -> Iterator[Newcomers]:
    """Ranges of ages that follow one another as one."""
    open_: Newcomers | None = None
    for each in found:
        if open_ is not None and open_.oldest + 1 == each.youngest:
            open_ = replace(open_, oldest=each.oldest)
            continue
        if open_ is not None:
            yield open_
        open_ = each
    if open_ is not None:
        yield open_


@lru_cache(maxsize=1024)
def _reached(plan: Plan, bodies: tuple[Node, ...]) -> tuple[Node, ...]:
    """Every node beneath some, through the provisions that they call."""
    found: dict[Node, None] = {}
    waiting = list(bodies)
    while waiting:
        for node in walk(waiting.pop()):
            if node not in found:
                found[node] = None
                if isinstance(node, Call):
                    waiting.append(plan.by_name[node.name].body)
    return tuple(found)


@lru_cache(maxsize=1024)
def _gathered(plan: Plan, name: str) -> tuple[Aggregate, ...]:
    """What a provision gathers over members."""
    reached = _reached(plan, (plan.by_name[name].body,))
    return tuple(node for node in reached if isinstance(node, Aggregate) and node.relation == "members")


@lru_cache(maxsize=1024)
def _mutual(plan: Plan, name: str) -> bool:
    """Whether what is gathered of members follows the family in turn."""
    beneath = _reached(
        plan, tuple(part for node in _gathered(plan, name) for part in (node.where, node.value))
    )
    return any(isinstance(node, OfFamily) for node in beneath)
