"""Benefits: who has a right by the common rules, and who of them draws it; assistance by the income."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from esep.registers.synthesis.assumptions import Payments
from esep.registers.synthesis.circumstances import CHILD, GROUP_1, KUMIS_ALKA, NO_AWARD, NO_DISABILITY, State
from esep.registers.synthesis.employment import STATUSES, Employment
from esep.registers.synthesis.kin import Role
from esep.registers.synthesis.people import People, by_household
from esep.registers.synthesis.templates import Flags, Floats, Ints

KINDS = (
    "targeted_assistance",
    "large_family",
    "mother_award",
    "birth",
    "child_care",
    "disability",
    "survivor",
    "job_loss",
    "housing_aid",
    "other",
)
LARGE = 4
ADULT, STUDENT_UNTIL, CARE_DAYS, BIRTH_DAYS = 18, 23, 548, 90
COUNTED = ("large_family", "mother_award", "child_care", "disability", "survivor", "job_loss")
NEVER = -1


@dataclass(frozen=True)
class Benefits:
    """Rows of the benefits' table; days from 1970-01-01, ``until`` -1 where there is no end."""

    person: Ints
    kind: Ints
    amount: Ints
    since: Ints
    until: Ints

    def monthly(self, people: People, kinds: tuple[str, ...]) -> Floats:
        """What each household draws a month of those kinds."""
        chosen = np.isin(self.kind, [KINDS.index(kind) for kind in kinds])
        household = people.household[self.person[chosen]]
        return by_household(people, household, self.amount[chosen].astype(np.float64))


def joined(*parts: Benefits) -> Benefits:
    """All rows of the parts."""
    return Benefits(
        *(
            np.concatenate([getattr(part, name) for part in parts])
            for name in ("person", "kind", "amount", "since", "until")
        )
    )


def ordinary(
    people: People, state: State, work: Employment, widowed: Flags, date: int, paid: Payments,
    rng: np.random.Generator,
) -> Benefits:  # fmt: skip
    """The payments that do not ask for income; ``widowed``: households that lost their breadwinner."""
    parts = [
        _large_families(people, state, date, paid, rng),
        _awards(state, date, paid, rng),
        *_young_children(people, date, paid, rng),
        _disability(people, state, date, paid, rng),
        _survivors(people, widowed, date, paid, rng),
        _job_losses(work, date, paid, rng),
    ]
    return joined(*parts)


def assistance(
    people: People,
    income: Floats,
    line: float,
    quarter: tuple[int, int],
    child: int,
    rng: np.random.Generator,
) -> Benefits:
    """Targeted assistance of the households that draw it: what they lack to the line, and the supplement.

    ``income`` of the household a month; ``quarter``: first and last day of the quarter it is granted for.
    """
    households = np.flatnonzero(people.assistance)
    lack = np.maximum(line * people.size - income, 1000.0)
    small = people.count((people.age >= 1) & (people.age <= 6))
    amount = np.floor(lack + child * small).astype(np.int64)[households]
    since = np.where(rng.random(households.size) < 0.4, quarter[0], quarter[0] - 90)
    return _rows(_receivers(people)[households], "targeted_assistance", amount, since, quarter[1])


def housing_aid(people: People, poor: Flags, date: int, paid: Payments, rng: np.random.Generator) -> Benefits:
    """Housing aid: a few of the ``poor`` households in towns."""
    drawn = np.flatnonzero(poor & (rng.random(poor.size) < paid.housing_aid.drawn) & people.urban)
    amount = np.full(drawn.size, paid.housing_aid.amount)
    return _rows(people.first[drawn], "housing_aid", amount, date - 120, date + 60)


def _receivers(people: People) -> Ints:
    """Who draws a family's payment: the mother, or else the head."""
    return np.where(people.mother >= 0, people.mother, people.first)


def _rows(person: Ints, kind: str, amount: Ints, since: Ints | int, until: Ints | int = NEVER) -> Benefits:
    return Benefits(
        person=person,
        kind=np.full(person.size, KINDS.index(kind)),
        amount=amount.astype(np.int64),
        since=np.broadcast_to(np.asarray(since, dtype=np.int64), person.shape),
        until=np.broadcast_to(np.asarray(until, dtype=np.int64), person.shape),
    )


def _by_number(amounts: Mapping[int, int], number: Ints) -> Ints:
    """The amount for a number of children; the last amount for more."""
    listed = [amounts.get(index, 0) for index in range(max(amounts) + 1)]
    return np.array(listed)[np.minimum(number, len(listed) - 1)]


def _large_families(
    people: People, state: State, date: int, paid: Payments, rng: np.random.Generator
) -> Benefits:
    young = (people.age < ADULT) | (state.full_time_student & (people.age < STUDENT_UNTIL))
    children = people.count(young & (people.role == Role.CHILD))
    rules = paid.large_family
    drawn = np.flatnonzero((children >= LARGE) & (rng.random(children.size) < rules.drawn))
    number = children[drawn]
    amount = np.where(number >= 8, rules.each_from_eight * number, _by_number(rules.amounts, number))
    since = date - rng.integers(30, 1500, drawn.size)
    return _rows(_receivers(people)[drawn], "large_family", amount, since)


def _awards(state: State, date: int, paid: Payments, rng: np.random.Generator) -> Benefits:
    rules = paid.mother_award
    drawn = np.flatnonzero((state.award != NO_AWARD) & (rng.random(state.award.size) < rules.drawn))
    amount = np.where(state.award[drawn] == KUMIS_ALKA, rules.kumis_alka, rules.altyn_alka)
    return _rows(drawn, "mother_award", amount, date - rng.integers(60, 3000, drawn.size))


def _young_children(people: People, date: int, paid: Payments, rng: np.random.Generator) -> list[Benefits]:
    """The grant for a birth of the last three months and the payment for care to eighteen months."""
    days = np.where(people.role == Role.CHILD, date - people.birth, NEVER)
    youngest = np.minimum.reduceat(np.where(days >= 0, days, 10**6), people.first)
    children = people.count(people.role == Role.CHILD)
    born = date - youngest
    mother = people.mother
    chance = rng.random(children.size)
    new = np.flatnonzero((mother >= 0) & (youngest < BIRTH_DAYS) & (chance < paid.birth.drawn))
    grant = np.where(children[new] <= 3, paid.birth.first_three, paid.birth.others)
    cared = np.flatnonzero((mother >= 0) & (youngest < CARE_DAYS - 30) & (chance < paid.child_care.drawn))
    amount = _by_number(paid.child_care.amounts, children[cared])
    return [
        _rows(mother[new], "birth", grant, born[new], born[new] + 30),
        _rows(mother[cared], "child_care", amount, born[cared], born[cared] + CARE_DAYS),
    ]


def _disability(
    people: People, state: State, date: int, paid: Payments, rng: np.random.Generator
) -> Benefits:
    rules = paid.disability
    has = (state.disability != NO_DISABILITY) & (rng.random(people.age.size) < rules.drawn)
    drawn = np.flatnonzero(has)
    groups = np.array([0, rules.child, rules.group_1, rules.group_2, rules.group_3])
    assert (CHILD, GROUP_1) == (1, 2)
    longest = np.minimum(2500, np.maximum(date - people.birth[drawn], 2))
    since = date - 1 - np.floor(rng.random(drawn.size) * (longest - 1)).astype(np.int64)
    return _rows(drawn, "disability", groups[state.disability[drawn]], since)


def _survivors(
    people: People, widowed: Flags, date: int, paid: Payments, rng: np.random.Generator
) -> Benefits:
    children = people.count((people.age < ADULT) & (people.role == Role.CHILD))
    drawn = np.flatnonzero(widowed & (children > 0) & (rng.random(children.size) < paid.survivor.drawn))
    amount = _by_number(paid.survivor.amounts, children[drawn])
    return _rows(_receivers(people)[drawn], "survivor", amount, date - rng.integers(60, 2000, drawn.size))


def _job_losses(work: Employment, date: int, paid: Payments, rng: np.random.Generator) -> Benefits:
    unemployed = work.status == STATUSES.index("unemployed")
    drawn = np.flatnonzero(unemployed & (rng.random(unemployed.size) < paid.job_loss.drawn))
    amount = np.full(drawn.size, paid.job_loss.amount) + 500 * rng.integers(-50, 80, drawn.size)
    since = date - rng.integers(10, 120, drawn.size)
    return _rows(drawn, "job_loss", amount, since, since + 180)
