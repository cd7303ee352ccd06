"""Social protection: contracts, breadwinners, insured income, lost jobs, absence from school, utilities."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from esep.registers.synthesis.assumptions import Protection as Assumed
from esep.registers.synthesis.circumstances import SCHOOL, State
from esep.registers.synthesis.employment import STATUSES, Employment
from esep.registers.synthesis.incomes import KINDS as INCOME_KINDS
from esep.registers.synthesis.incomes import Streams
from esep.registers.synthesis.kin import Role
from esep.registers.synthesis.payments import KINDS, Benefits
from esep.registers.synthesis.people import People
from esep.registers.synthesis.property import DWELLINGS, Dwellings
from esep.registers.synthesis.templates import Flags, Floats, Ints

ADULT, STUDENT_UNTIL = 18, 23
NOBODY_LOST, ONE_LOST, BOTH_LOST = range(3)
EARNED = ("wage", "self_employment", "business")
MONTH_DAYS = 30
MOST_CONTRIBUTIONS = 240
NEVER = -1


@dataclass(frozen=True)
class Contracts:
    """Rows of the table of social contracts; days from 1970-01-01, ``broken`` -1 where empty."""

    household: Ints
    since: Ints
    until: Ints
    broken: Ints


@dataclass(frozen=True)
class Insurance:
    """Columns of the persons' table: tenge a month, months, and the day of the lost job (-1: none)."""

    income: Ints
    months: Ints
    job_lost_on: Ints


def social_contracts(
    people: People, quarter: tuple[int, int], able: Flags, assumed: Assumed, rng: np.random.Generator
) -> Contracts:
    """Contracts of the households on assistance with an ``able`` member, and a few broken ones of others."""
    chance, age = rng.random(people.size.size), rng.integers(5, 400, people.size.size)
    bound = people.assistance & (people.count(able) > 0) & people.family
    kept = bound & (chance < assumed.contract_kept)
    share = np.where(bound, assumed.contract_broken, assumed.contract_broken_before)
    broken = people.family & (chance > 1 - share)
    household = np.flatnonzero(kept | broken)
    day = quarter[0] - age[household]
    over = broken[household]
    return Contracts(
        household=household,
        since=np.where(over, day - 45, quarter[0]),
        until=np.where(over, day + 45, quarter[1]),
        broken=np.where(over, day, NEVER),
    )


def breadwinners(
    people: People, state: State, widowed: Flags, assumed: Assumed, rng: np.random.Generator
) -> Ints:
    """Whom a person has lost: one parent in ``widowed`` households, both for some minors with other kin."""
    dependent = (people.age < ADULT) | (state.full_time_student & (people.age < STUDENT_UNTIL))
    one = dependent & (people.role == Role.CHILD) & widowed[people.household]
    taken_in = (people.age < ADULT) & (people.role == Role.OTHER)
    both = taken_in & (rng.random(people.age.size) < assumed.full_orphan)
    return np.select([both, one], [BOTH_LOST, ONE_LOST], NOBODY_LOST)


def absences(state: State, assumed: Assumed, rng: np.random.Generator) -> Flags:
    """Pupils who are absent from school without a reason."""
    return np.asarray((state.education == SCHOOL) & (rng.random(state.education.size) < assumed.absent))


def insurance(
    work: Employment, streams: Streams, benefits: Benefits, date: int, assumed: Assumed,
    rng: np.random.Generator,
) -> Insurance:  # fmt: skip
    """Insured income and contributions of those who earn steadily or have lost their job."""
    persons = work.status.size
    earned = np.isin(streams.kind, [INCOME_KINDS.index(kind) for kind in EARNED])
    income: Floats = np.bincount(
        streams.person[earned], weights=streams.amount[earned], minlength=persons
    ) * rng.uniform(0.85, 1.0, persons)
    months = np.minimum((date - work.since) // MONTH_DAYS, MOST_CONTRIBUTIONS)
    drawn = np.flatnonzero(benefits.kind == KINDS.index("job_loss"))
    drawing = np.zeros(persons, dtype=bool)
    drawing[benefits.person[drawn]] = True
    jobless = work.status == STATUSES.index("unemployed")
    lost = drawing | (jobless & (rng.random(persons) < assumed.job_lost))
    day = date - rng.integers(5, 700, persons)
    day[benefits.person[drawn]] = benefits.since[drawn] - rng.integers(1, 20, drawn.size)
    former = assumed.former_income.median * np.exp(rng.normal(0, assumed.former_income.spread, persons))
    former = np.maximum(former, assumed.former_income.least)
    paid = np.where(lost, rng.integers(3, 90, persons), months)
    insured = work.contributions | lost
    rounded = np.rint(np.where(lost, former, income) / 100).astype(np.int64) * 100
    return Insurance(
        income=np.where(insured, rounded, 0),
        months=np.where(insured, np.maximum(paid, 1), 0).astype(np.int64),
        job_lost_on=np.where(lost, day, NEVER),
    )


def utility_costs(rows: Dwellings, assumed: Assumed, rng: np.random.Generator) -> Ints:
    """Tenge a month for each dwelling, by its kind and area, in tens."""
    per_metre = np.array([assumed.utility_costs[kind] for kind in DWELLINGS])[rows.kind]
    costs = rows.area / 100 * per_metre * np.exp(rng.normal(0, assumed.utility_spread, rows.area.size))
    return np.asarray(np.rint(costs / 10).astype(np.int64) * 10)
