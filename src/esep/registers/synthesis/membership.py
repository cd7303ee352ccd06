"""Terms of membership: who belonged to which family since when, those who moved, those who died."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from esep.registers.synthesis.assumptions import MembershipShares
from esep.registers.synthesis.kin import Role
from esep.registers.synthesis.people import People
from esep.registers.synthesis.templates import Flags, Floats, Ints

YEAR = 365
ADULT_DAYS = 16 * 366
OPEN = -1


@dataclass(frozen=True)
class Memberships:
    """Rows of the memberships' table; days from 1970-01-01, ``until`` -1 for a term that lasts."""

    person: Ints
    household: Ints
    role: Ints
    since: Ints
    until: Ints


@dataclass(frozen=True)
class Deceased:
    """Persons who died within the last year: brothers or sisters of a member (``kin``)."""

    kin: Ints
    namesake: Ints
    birth: Ints
    death: Ints
    male: Flags
    household: Ints


def memberships(
    people: People, date: int, assumed: MembershipShares, rng: np.random.Generator
) -> Memberships:
    """Draw the terms of everyone who has a family, and the ended terms of some who moved or left."""
    persons = people.age.size
    has_family = people.family[people.household]
    since = _since(people, date, rng)
    moves = has_family & ~people.partner & (people.age >= 18)
    share = moves.mean() if persons else 0.0
    chance = rng.random(persons)
    moved = np.flatnonzero(moves & (chance < assumed.moved_share / max(share, 1e-9)))
    left = np.flatnonzero(~has_family & (chance < assumed.formerly_in_family) & (people.age >= 18))
    families = np.flatnonzero(people.family)
    if families.size < 2:
        moved, left = moved[:0], left[:0]
    day = date - rng.integers(5, YEAR - 1, moved.size + left.size)
    gone = np.concatenate((moved, left))
    since[moved] = day[: moved.size]
    before = families[rng.integers(0, max(families.size, 1), gone.size)] if families.size else gone
    other = families[(np.searchsorted(families, before) + 1) % families.size] if families.size else gone
    before = np.where(before == people.household[gone], other, before)
    began = np.maximum(people.birth[gone], day - rng.integers(200, 3000, gone.size))
    role = np.where(people.role[gone] == Role.HEAD, Role.OTHER, people.role[gone])
    stays = np.flatnonzero(has_family)
    return Memberships(
        person=np.concatenate((stays, gone)),
        household=np.concatenate((people.household[stays], before)),
        role=np.concatenate((people.role[stays], role)),
        since=np.concatenate((since[stays], began)),
        until=np.concatenate((np.full(stays.size, OPEN), day - 1)),
    )


def deceased(people: People, date: int, assumed: MembershipShares, rng: np.random.Generator) -> Deceased:
    """Draw the persons who died within the last year; they are beside the population of the margins."""
    elder = np.flatnonzero((people.age >= 45) & people.family[people.household])
    number = min(int(people.age.size * assumed.deceased + rng.random()), elder.size)
    kin = np.sort(rng.choice(elder, size=number, replace=False)) if number else elder[:0]
    men, women = np.flatnonzero(people.male), np.flatnonzero(~people.male)
    male = people.male[kin]
    namesake = kin.copy()
    for chosen, pool in ((male, men), (~male, women)):
        if pool.size:
            namesake[chosen] = pool[rng.integers(0, pool.size, int(chosen.sum()))]
    birth = people.birth[kin] + rng.integers(-3000, 3000, number)
    return Deceased(kin, namesake, birth, date - rng.integers(1, YEAR, number), male, people.household[kin])


def _since(people: People, date: int, rng: np.random.Generator) -> Ints:
    """Children from birth; partners from before their eldest child and as adults; others some years."""
    chance: Floats = rng.random(people.age.size)
    own_child = people.role == Role.CHILD
    eldest = np.minimum.reduceat(np.where(own_child, people.birth, date), people.first)
    years = np.floor(chance * 20 * YEAR).astype(np.int64)
    together = np.minimum(date - 30 - years, eldest[people.household] - 300)
    together = np.maximum(together, people.birth + ADULT_DAYS)
    since = np.where(people.partner, together, np.maximum(people.birth, date - 180 - years))
    return np.where(own_child, people.birth, np.minimum(since, date))
