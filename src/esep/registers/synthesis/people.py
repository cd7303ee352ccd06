"""The persons of a batch of households, in columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from esep.registers.synthesis.kin import Role
from esep.registers.synthesis.spreading import Batch
from esep.registers.synthesis.templates import Flags, Floats, Ints, Pool


@dataclass(frozen=True)
class People:
    """Persons in the order of their households; persons of household ``h`` start at row ``first[h]``.

    Days are counted from 1970-01-01. ``mother`` is the row of the woman who heads the household or is
    married to its head, -1 when there is none; ``father`` likewise.
    """

    urban: bool
    place: Ints
    family: Flags
    assistance: Flags
    size: Ints
    first: Ints
    household: Ints
    role: Ints
    male: Flags
    age: Ints
    doing: Ints
    birth: Ints
    mother: Ints
    father: Ints

    @property
    def partner(self) -> Flags:
        """Who heads a household or is married to its head."""
        return self.role <= Role.SPOUSE

    def count(self, persons: Flags) -> Ints:
        """How many of ``persons`` live in each household."""
        return np.add.reduceat(persons.astype(np.int64), self.first)

    def total(self, amounts: Floats) -> Floats:
        """The sum of the persons' ``amounts`` in each household."""
        return np.add.reduceat(amounts, self.first)


def expand(batch: Batch, pool: Pool, date: np.datetime64, rng: np.random.Generator) -> People:
    """Make the persons of ``batch``: everyone of the template, with a day of birth that gives that age."""
    size = pool.size[batch.template]
    first = np.concatenate(([0], np.cumsum(size)[:-1]))
    household = np.repeat(np.arange(size.size), size)
    member = np.repeat(pool.first[batch.template] - first, size) + np.arange(household.size)
    role, male, age = pool.role[member], pool.male[member], pool.age[member]
    partner = role <= Role.SPOUSE
    return People(
        urban=batch.urban,
        place=batch.place,
        family=pool.family[batch.template],
        assistance=pool.assistance[batch.template],
        size=size,
        first=first,
        household=household,
        role=role,
        male=male,
        age=age,
        doing=pool.doing[member],
        birth=births(age, date, rng),
        mother=_row_in(household, partner & ~male, size.size),
        father=_row_in(household, partner & male, size.size),
    )


def by_household(people: People, household: Ints, amounts: Floats) -> Floats:
    """The sum of ``amounts`` for each household; ``household`` tells whose each amount is."""
    sums = np.bincount(household, weights=amounts, minlength=people.size.size)
    return np.asarray(sums, dtype=np.float64)


def births(age: Ints, date: np.datetime64, rng: np.random.Generator) -> Ints:
    """A random day of birth for each age in whole years on ``date``."""
    latest = same_day(date, age)
    earliest = same_day(date, age + 1)
    days: Ints = np.floor(rng.random(age.size) * (latest - earliest)).astype(np.int64)
    return np.asarray(latest - days, dtype=np.int64)


def same_day(date: np.datetime64, years: Ints) -> Ints:
    """The day ``years`` before ``date``; the last day of the month when there is no such day."""
    month = date.astype("datetime64[M]")
    day = (date - month.astype("datetime64[D]")).astype(np.int64)
    months = month - 12 * years
    end = (months + 1).astype("datetime64[D]") - np.timedelta64(1, "D")
    same = np.minimum(months.astype("datetime64[D]") + day, end)
    return np.asarray(same.astype(np.int64), dtype=np.int64)


def _row_in(household: Ints, persons: Flags, households: int) -> Ints:
    """For each household the row of its (only) person among ``persons``, or -1."""
    result = np.full(households, -1, dtype=np.int64)
    rows = np.flatnonzero(persons)
    result[household[rows]] = rows
    return result
