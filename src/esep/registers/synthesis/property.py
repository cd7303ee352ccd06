"""Dwellings, vehicles, land and livestock of the families of a batch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from esep.registers.synthesis.assumptions import Property
from esep.registers.synthesis.people import People
from esep.registers.synthesis.templates import Flags, Ints

DWELLINGS = ("house", "apartment", "room", "dormitory")
HOLDINGS = ("household_plot", "land", "cattle", "sheep", "horses", "poultry")
LEAST_AREA = 900


@dataclass(frozen=True)
class Vehicles:
    """What the families' table says of vehicles, machines and commercial property."""

    cars: Ints
    commercial_vehicles: Ints
    farm_machinery: Ints
    commercial_property: Flags


@dataclass(frozen=True)
class Dwellings:
    """Rows of the dwellings' table; ``area`` in hundredths of a square metre."""

    household: Ints
    kind: Ints
    area: Ints
    owned: Flags


@dataclass(frozen=True)
class Holdings:
    """Rows of the holdings' table; ``quantity`` in hundredths of a hectare or head, ``value`` in tenge."""

    household: Ints
    kind: Ints
    quantity: Ints
    value: Ints


def _area_name(people: People) -> str:
    return "urban" if people.urban else "rural"


def vehicles(people: People, assumed: Property, rng: np.random.Generator) -> Vehicles:
    """Draw vehicles and machines; families on assistance have fewer cars."""
    households, area = people.size.size, _area_name(people)
    mean = np.where(people.assistance, assumed.cars["on_assistance"], assumed.cars[area])
    mean = mean * np.clip(people.size / 4, 0.4, 1.5)
    commercial = rng.random(households) < assumed.commercial_vehicles[area]
    machinery = rng.random(households) < assumed.farm_machinery[area]
    return Vehicles(
        cars=rng.poisson(mean).astype(np.int64),
        commercial_vehicles=(commercial & ~people.assistance).astype(np.int64),
        farm_machinery=np.where(machinery & ~people.assistance, rng.integers(1, 4, households), 0),
        commercial_property=(rng.random(households) < assumed.commercial_property) & ~people.assistance,
    )


def dwellings(people: People, assumed: Property, rng: np.random.Generator) -> Dwellings:
    """Draw dwellings: one for most families, none for a few, a second one for some."""
    households, area = people.size.size, _area_name(people)
    number = np.ones(households, dtype=np.int64)
    number[rng.random(households) < assumed.dwellings["none"]] = 0
    number += (number > 0) & (rng.random(households) < assumed.dwellings["second"]) & ~people.assistance
    number[~people.family] = 0
    household = np.repeat(np.arange(households), number)
    shares = np.array([assumed.kinds[area].get(kind, 0.0) for kind in DWELLINGS])
    kind = rng.choice(len(DWELLINGS), size=household.size, p=shares / shares.sum())
    median = np.array([assumed.area[name][0] for name in DWELLINGS])[kind]
    spread = np.array([assumed.area[name][1] for name in DWELLINGS])[kind]
    crowding = np.sqrt(np.clip(people.size[household] / 4, 0.5, 2))
    metres = median * crowding * np.exp(rng.normal(0, spread))
    hundredths = np.maximum(np.rint(metres * 10).astype(np.int64) * 10, LEAST_AREA)
    return Dwellings(household, kind, hundredths, rng.random(household.size) < assumed.dwellings["owned"])


def holdings(people: People, assumed: Property, rng: np.random.Generator) -> Holdings:
    """Draw land and livestock; families on assistance have fewer animals and no land but their plot."""
    rows: list[tuple[Ints, Ints, Ints, Ints]] = []
    for index, kind in enumerate(HOLDINGS):
        rules = assumed.holdings[kind]
        share = rules.urban if people.urban else rules.rural
        chance = share * np.where(people.assistance, rules.on_assistance, 1.0) * people.family
        household = np.flatnonzero(rng.random(chance.size) < chance)
        amount = rules.median * np.exp(rng.normal(0, rules.spread, household.size))
        quantity = np.maximum(np.rint(amount), 1).astype(np.int64)
        price = rules.value * rng.uniform(0.8, 1.2, household.size)
        value = np.floor(quantity * price / 1000).astype(np.int64) * 1000
        rows.append((household, np.full(household.size, index), quantity, value))
    household, kinds, quantity, value = (np.concatenate(column) for column in zip(*rows, strict=True))
    order = np.argsort(household, kind="stable")
    return Holdings(household[order], kinds[order], quantity[order], value[order])
