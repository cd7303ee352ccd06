"""Recorded work: a status for each person of working age who does not study."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from esep.registers.synthesis.assumptions import Activity, Shares
from esep.registers.synthesis.people import People
from esep.registers.synthesis.templates import Doing, Flags, Ints

STATUSES = ("employee", "self_employed", "sole_trader", "unemployed", "inactive", "carer", "seasonal")
NO_STATUS = -1
NO_BUSINESS, SOLE_TRADER, FOUNDER, BOTH = range(4)
SMALL_CHILD = 3
LONGEST = 3000


@dataclass(frozen=True)
class Employment:
    """For each person the index of the status (-1: none), its first day, and the registered business.

    A steady income means regular pension contributions: this is how the margins count it.
    """

    status: Ints
    since: Ints
    contributions: Flags
    business: Ints


def employment(people: People, date: int, assumed: Activity, rng: np.random.Generator) -> Employment:
    """Draw the statuses of a batch; ``date`` in days from 1970-01-01."""
    persons = people.age.size
    steady, unsteady = people.doing == Doing.STEADY, people.doing == Doing.UNSTEADY
    status = np.full(persons, NO_STATUS)
    status[steady] = _drawn(assumed.steady_status, int(steady.sum()), rng)
    status[unsteady] = _drawn(assumed.unsteady_status, int(unsteady.sum()), rng)
    small = people.count(people.age < SMALL_CHILD) > 0
    mother = np.zeros(persons, dtype=bool)
    rows = people.mother[(people.mother >= 0) & small]
    mother[rows] = True
    cares = mother & unsteady & (rng.random(persons) < assumed.carer_of_small_child)
    status[cares] = STATUSES.index("carer")
    grown = np.maximum(date - people.birth - 16 * 366, 30)
    length = 20 + np.floor(rng.random(persons) * np.minimum(LONGEST, grown)).astype(np.int64)
    founder = steady & (rng.random(persons) < assumed.founder)
    trader = status == STATUSES.index("sole_trader")
    business = np.select([founder & trader, founder, trader], [BOTH, FOUNDER, SOLE_TRADER], NO_BUSINESS)
    return Employment(status, date - length, steady, business)


def _drawn(shares: Shares, count: int, rng: np.random.Generator) -> Ints:
    values = np.array(list(shares.values()))
    drawn = rng.choice(len(values), size=count, p=values / values.sum())
    return np.array([STATUSES.index(name) for name in shares])[drawn]
