"""Draw the members of one household: their roles, sexes and ages."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Mapping
from enum import IntEnum
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from esep.registers.synthesis.assumptions import Kin, Normal, Shape

OLDEST = 99
YOUNGEST_PARTNER, YOUNGEST_GRANDMOTHER = 18, 40


class Role(IntEnum):
    """The role in a family, in the order of the register's list."""

    HEAD = 0
    SPOUSE = 1
    CHILD = 2
    PARENT = 3
    OTHER = 4


class Member(NamedTuple):
    """A member of a household template."""

    role: Role
    male: bool
    age: int


class HouseholdDrawing:
    """Draws households; all chance comes from the one generator, in a fixed order."""

    def __init__(self, kin: Kin, rng: np.random.Generator) -> None:
        self._kin = kin
        self._rng = rng

    def household(self, shape: Shape) -> list[Member]:
        """The members of a household of that shape, the head first."""
        kin = self._kin
        ages = self._child_ages(self._one_of(shape.children), shape.first_child)
        company = "couple" if shape.partners == 2 else "single_parent" if ages else "alone"
        man_heads = self._happens(kin.man_heads[company])
        woman = ages[0] + self._years(kin.mother_at_first_birth) if ages else self._between(shape.head)
        man = min(max(woman + self._years(kin.husband_older), YOUNGEST_PARTNER), OLDEST)
        members = [Member(Role.HEAD, man_heads, man if man_heads else woman)]
        if shape.partners == 2:
            members.append(Member(Role.SPOUSE, not man_heads, woman if man_heads else man))
        members += [Member(Role.CHILD, self._happens(kin.boys), age) for age in ages]
        members += self._grandparents(self._one_of(shape.parents), members[0].age)
        if self._happens(shape.others):
            age = max(man - self._between(kin.brothers.younger), 1)
            members.append(Member(Role.OTHER, self._happens(kin.brothers.share), age))
        return members

    def _child_ages(self, count: int, eldest: tuple[int, int]) -> list[int]:
        """Ages of the children, the eldest first."""
        if not count:
            return []
        gaps = [self._one_of(self._kin.years_between_children) for _ in range(count - 1)]
        low = max(eldest[0], sum(gaps))
        first = self._between((low, max(low, eldest[1])))
        return list(accumulate(gaps, lambda age, gap: age - gap, initial=first))

    def _grandparents(self, count: int, child: int) -> list[Member]:
        if not count:
            return []
        woman = min(max(child + self._between(self._kin.grandmother_older), YOUNGEST_GRANDMOTHER), OLDEST)
        if count == 1:
            return [Member(Role.PARENT, self._happens(self._kin.lone_grandfathers), woman)]
        man = min(woman + self._between(self._kin.grandfather_older), OLDEST)
        return [Member(Role.PARENT, False, woman), Member(Role.PARENT, True, man)]

    def _happens(self, share: float) -> bool:
        return self._rng.random() < share

    def _between(self, bounds: tuple[int, int]) -> int:
        """A whole number of the span, both ends included."""
        first, last = bounds
        return first + int(self._rng.random() * (last - first + 1))

    def _years(self, normal: Normal) -> int:
        return min(max(round(self._rng.normal(normal.mean, normal.spread)), normal.least), normal.most)

    def _one_of(self, weights: Mapping[int, float]) -> int:
        """One of the numbers, as often as their weights say."""
        edges = list(accumulate(weights.values()))
        return list(weights)[min(bisect(edges, self._rng.random() * edges[-1]), len(edges) - 1)]
