"""A pool of household templates: who lives together, how old they are, who earns, who is on assistance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from esep.registers.synthesis.assumptions import Assumptions, Population, Shape

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

TEMPLATES_PER_AREA = 4000
AREAS = ("rural", "urban")
OLDEST = 99


class Role(IntEnum):
    """The role in a family, in the order of the register's list."""

    HEAD = 0
    SPOUSE = 1
    CHILD = 2
    PARENT = 3
    OTHER = 4


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


@dataclass
class _Member:
    role: Role
    male: bool
    age: int


def make_pool(assumptions: Assumptions, rng: np.random.Generator) -> Pool:
    """Draw a pool of templates for the country and for towns, in proportion to the shapes' weights."""
    households: list[list[_Member]] = []
    urban: list[bool] = []
    family: list[bool] = []
    assistance: list[bool] = []
    doing: list[Ints] = []
    weights: list[float] = []
    for area in AREAS:
        for shape, count, weight in _shares_of_shapes(assumptions.shapes, area):
            for _ in range(count):
                members = _household(shape, rng)
                helped = bool(rng.random() < shape.assistance)
                households.append(members)
                urban.append(area == "urban")
                family.append(shape.family)
                assistance.append(helped)
                doing.append(_doings(members, helped, assumptions, rng))
                weights.append(weight)
    size = np.array([len(members) for members in households])
    return Pool(
        urban=np.array(urban),
        family=np.array(family),
        assistance=np.array(assistance),
        weight=np.array(weights),
        size=size,
        first=np.concatenate(([0], np.cumsum(size)[:-1])),
        role=np.array([int(member.role) for members in households for member in members]),
        male=np.array([member.male for members in households for member in members]),
        age=np.array([member.age for members in households for member in members]),
        doing=np.concatenate(doing),
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


def _household(shape: Shape, rng: np.random.Generator) -> list[_Member]:
    children = _drawn(shape.children, rng)
    ages = _child_ages(children, shape.first_child, rng)
    head_male = bool(rng.random() < (0.86 if shape.partners == 2 else (0.13 if children else 0.45)))
    if ages:
        mother = ages[0] + int(np.clip(round(rng.normal(24.5, 3.5)), 18, 38))
    else:
        mother = int(rng.integers(shape.head[0], shape.head[1] + 1))
    father = int(np.clip(mother + round(rng.normal(2.4, 2.5)), 18, OLDEST))
    members = [_Member(Role.HEAD, head_male, father if head_male else mother)]
    if shape.partners == 2:
        members.append(_Member(Role.SPOUSE, not head_male, mother if head_male else father))
    members += [_Member(Role.CHILD, bool(rng.random() < 0.514), age) for age in ages]
    members += _parents(_drawn(shape.parents, rng), father if head_male else mother, rng)
    if rng.random() < shape.others:
        age = int(np.clip(father - rng.integers(2, 12), 1, OLDEST))
        members.append(_Member(Role.OTHER, bool(rng.random() < 0.5), age))
    return members


def _drawn(weights: Mapping[int, float], rng: np.random.Generator) -> int:
    shares = np.array(list(weights.values()))
    return int(rng.choice(list(weights), p=shares / shares.sum()))


def _child_ages(count: int, eldest: tuple[int, int], rng: np.random.Generator) -> list[int]:
    """Ages of the children, the eldest first, one to five years apart."""
    if not count:
        return []
    gaps = rng.choice([1, 2, 3, 4, 5], size=count - 1, p=[0.16, 0.34, 0.26, 0.15, 0.09])
    low = max(eldest[0], int(gaps.sum()))
    first = int(rng.integers(low, max(low, eldest[1]) + 1))
    return [first, *(first - np.cumsum(gaps)).tolist()]


def _parents(count: int, child: int, rng: np.random.Generator) -> list[_Member]:
    if not count:
        return []
    mother = int(np.clip(child + rng.integers(19, 33), 40, OLDEST - 3))
    if count == 1:
        return [_Member(Role.PARENT, bool(rng.random() < 0.2), mother)]
    father = min(mother + int(rng.integers(0, 6)), OLDEST)
    return [_Member(Role.PARENT, False, mother), _Member(Role.PARENT, True, father)]


def _doings(members: list[_Member], helped: bool, assumptions: Assumptions, rng: np.random.Generator) -> Ints:
    """Draw who studies and who has a steady income; persons outside working age do neither."""
    age = np.array([member.age for member in members])
    male = np.array([member.male for member in members])
    activity = assumptions.activity
    study = np.array([activity.student.get(int(years), 0.0) for years in age])
    partner = np.array([member.role in (Role.HEAD, Role.SPOUSE) for member in members])
    student = (rng.random(age.size) < study) & ~partner
    steady_share = np.where(male, activity.steady["male"], activity.steady["female"])
    if helped:
        steady_share = steady_share * activity.steady["on_assistance"]
    steady = rng.random(age.size) < steady_share
    doing = np.where(student, Doing.STUDENT, np.where(steady, Doing.STEADY, Doing.UNSTEADY))
    return np.where(of_working_age(assumptions.population, age, male), doing, Doing.NOTHING).astype(np.int64)
