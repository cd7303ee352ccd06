"""A pool of household templates: who lives together, how old they are, who earns, who is on assistance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain

import numpy as np
import numpy.typing as npt

from esep.registers.synthesis.assumptions import Assumptions, Population, Shape
from esep.registers.synthesis.kin import OLDEST, HouseholdDrawing, Member, Role

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

TEMPLATES_PER_AREA = 4000
AREAS = ("rural", "urban")


class Doing(IntEnum):
    """What a person lives from, as far as the margins ask."""

    NOTHING = 0
    STUDENT = 1
    STEADY = 2
    UNSTEADY = 3


@dataclass(frozen=True)
class Pool:
    """Templates in columns. Members of template ``t`` are rows ``first[t] : first[t] + size[t]``.

    ``weight`` is the prior share of the template among the households of its area.
    """

    urban: Flags
    family: Flags
    assistance: Flags
    weight: Floats
    size: Ints
    first: Ints
    role: Ints
    male: Flags
    age: Ints
    doing: Ints

    @property
    def member_template(self) -> Ints:
        """For each member row, its template."""
        return np.repeat(np.arange(self.size.size), self.size)

    def likeness(self, working: Flags) -> Ints:
        """The templates in an order in which like ones stand side by side."""
        unsteady = self.total(self.doing == Doing.UNSTEADY)
        return np.lexsort(
            (unsteady, self.total(working), self.size, self.assistance, self.family, self.urban)
        )

    def total(self, counted: Flags) -> Ints:
        """How many members of each template are ``counted``."""
        return np.add.reduceat(counted.astype(np.int64), self.first)


def of_working_age(population: Population, age: Ints, male: Flags) -> Flags:
    """Whether a person is of working age."""
    bounds = population.working_age
    return (age >= bounds.first) & (age <= np.where(male, bounds.last_male, bounds.last_female))


def make_pool(assumptions: Assumptions, rng: np.random.Generator) -> Pool:
    """Draw a pool of templates for the country and for towns, in proportion to the shapes' weights."""
    households: list[list[Member]] = []
    columns: list[tuple[bool, bool, float, float]] = []
    draw = HouseholdDrawing(assumptions.kin, rng)
    for area in AREAS:
        for shape, count, weight in _shares_of_shapes(assumptions.shapes, area):
            households += [draw.household(shape) for _ in range(count)]
            columns += [(area == "urban", shape.family, shape.assistance, weight)] * count
    urban, family, assistance, weights = (np.array(column) for column in zip(*columns, strict=True))
    size = np.array([len(members) for members in households])
    role, male, age = (np.array(column) for column in zip(*chain.from_iterable(households), strict=True))
    helped = rng.random(size.size) < assistance
    return Pool(
        urban=urban,
        family=family,
        assistance=helped,
        weight=weights,
        size=size,
        first=np.concatenate(([0], np.cumsum(size)[:-1])),
        role=role.astype(np.int64),
        male=male.astype(bool),
        age=age.astype(np.int64),
        doing=_doings(role, male, age, np.repeat(helped, size), assumptions, rng),
    )


def _shares_of_shapes(shapes: Mapping[str, Shape], area: str) -> list[tuple[Shape, int, float]]:
    """For each shape: how many templates it gets (fifty at least), and the prior weight of one."""
    weights = {name: shape.rural if area == "rural" else shape.urban for name, shape in shapes.items()}
    whole = sum(weights.values())
    result = []
    for name, shape in shapes.items():
        share = weights[name] / whole
        count = max(50, round(TEMPLATES_PER_AREA * share))
        result.append((shape, count, share / count))
    return result


def _doings(
    role: Ints, male: Flags, age: Ints, helped: Flags, assumptions: Assumptions, rng: np.random.Generator
) -> Ints:
    """Draw who studies and who has a steady income; persons outside working age do neither."""
    activity = assumptions.activity
    studies = np.array([activity.student.get(years, 0.0) for years in range(OLDEST + 1)])
    student = (rng.random(age.size) < studies[age]) & (role > Role.SPOUSE)
    steady_share = np.where(male, activity.steady["male"], activity.steady["female"])
    steady_share = steady_share * np.where(helped, activity.steady["on_assistance"], 1.0)
    steady = rng.random(age.size) < steady_share
    doing = np.where(student, Doing.STUDENT, np.where(steady, Doing.STEADY, Doing.UNSTEADY))
    return np.where(of_working_age(assumptions.population, age, male), doing, Doing.NOTHING).astype(np.int64)
