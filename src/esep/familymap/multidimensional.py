"""Multidimensional poverty of a population, by Alkire and Foster (2011): whole numbers and exact fractions.

What each person or family lacks is a row of yes and no; what an indicator weighs and the cut-off are whole
points. A row whose points reach the cut-off is poor, also one that stands exactly on it: no binary fraction
is formed, so nobody is lost to one. The adjusted head-count M0 is the incidence H times the intensity A.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike, NDArray

from esep.law import Rounding

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Measured:
    """What was counted in a population; every measure follows from it as a fraction.

    ``weights`` are the points of each indicator and ``cutoff`` the least points of who is poor; ``persons``
    and ``poor`` are numbers of persons; ``deprived`` and ``poor_and_deprived`` give for each indicator how
    many persons are deprived in it, and how many of these are poor. A measure of nobody is None.
    """

    weights: tuple[int, ...]
    cutoff: int
    persons: int
    poor: int
    deprived: tuple[int, ...]
    poor_and_deprived: tuple[int, ...]

    @property
    def head_count(self) -> Fraction | None:
        """H, the incidence: the share of persons who are poor."""
        return Fraction(self.poor, self.persons) if self.persons else None

    @property
    def intensity(self) -> Fraction | None:
        """A: the mean points of the poor over all points; None where nobody is poor."""
        return Fraction(self.points, self.poor * sum(self.weights)) if self.poor else None

    @property
    def adjusted_head_count(self) -> Fraction | None:
        """M0 = H × A: the points of the poor over the points of everybody deprived of everything."""
        return Fraction(self.points, self.persons * sum(self.weights)) if self.persons else None

    @property
    def points(self) -> int:
        """The points of all the poor together: the censored scores."""
        pairs = zip(self.weights, self.poor_and_deprived, strict=True)
        return sum(weight * persons for weight, persons in pairs)

    def contribution(self, *indicators: int) -> Fraction | None:
        """The part of M0 that comes from some indicators (their places); None where M0 is 0."""
        points = sum(self.weights[place] * self.poor_and_deprived[place] for place in indicators)
        return Fraction(points, self.points) if self.points else None

    def __add__(self, other: Measured) -> Measured:
        """Both populations together; ValueError when they were measured with other weights or cut-off."""
        if (self.weights, self.cutoff) != (other.weights, other.cutoff):
            raise ValueError("populations measured with other weights or another cut-off do not add up")
        return Measured(
            self.weights,
            self.cutoff,
            self.persons + other.persons,
            self.poor + other.poor,
            tuple(a + b for a, b in zip(self.deprived, other.deprived, strict=True)),
            tuple(a + b for a, b in zip(self.poor_and_deprived, other.poor_and_deprived, strict=True)),
        )


def measure(
    deprivations: ArrayLike, weights: Sequence[int], cutoff: int, persons: ArrayLike | None = None
) -> Measured:
    """Measure a population: a row of 0 and 1 for each person or family, a column for each indicator.

    ``weights`` are whole points, one for each column, ``cutoff`` the least points of a poor row, ``persons``
    how many persons stand behind each row (one when not given). ValueError on anything that is neither 0 nor
    1: what is not known is no absence of deprivation, so the caller leaves out or fills rows with gaps.
    """
    matrix = _matrix(deprivations, len(weights))
    points = _whole(weights, "weights")
    behind = np.ones(len(matrix), np.int64) if persons is None else _whole(persons, "persons")
    if len(behind) != len(matrix):
        raise ValueError(f"{len(matrix)} rows of deprivations, but {len(behind)} numbers of persons")
    if isinstance(cutoff, bool) or not isinstance(cutoff, int) or cutoff < 1:
        raise ValueError(f"the cut-off is a whole number of points from 1, not {cutoff!r}")
    poor = matrix @ points >= cutoff
    return Measured(
        tuple(int(weight) for weight in points),
        cutoff,
        int(behind.sum()),
        int(behind[poor].sum()),
        tuple(int(number) for number in behind @ matrix),
        tuple(int(number) for number in behind[poor] @ matrix[poor]),
    )


def measure_groups(
    groups: Sequence[str],
    deprivations: ArrayLike,
    weights: Sequence[int],
    cutoff: int,
    persons: ArrayLike | None = None,
) -> dict[str, Measured]:
    """Measure each group of rows on its own, in alphabetical order; they add up to the whole with ``+``."""
    matrix = np.asarray(deprivations)
    if len(groups) != len(matrix):
        raise ValueError(f"{len(matrix)} rows of deprivations, but {len(groups)} names of groups")
    behind = np.ones(len(matrix), np.int64) if persons is None else np.asarray(persons)
    names, place = np.unique(np.asarray(groups), return_inverse=True)
    order = np.argsort(place, kind="stable")
    ends = np.cumsum(np.bincount(place, minlength=len(names)))[:-1]
    rows_of = np.split(order, ends)  # sorted once, so that many groups cost no more than few
    return {
        str(name): measure(matrix[rows], weights, cutoff, behind[rows])
        for name, rows in zip(names, rows_of, strict=True)
    }


def ten_thousandths(share: Fraction | None) -> int | None:
    """A share in ten-thousandths, rounded to the nearest, a half upwards; None stays None."""
    if share is None:
        return None
    return Rounding.HALF_UP.quotient(share.numerator * 10_000, share.denominator)


def _matrix(deprivations: ArrayLike, columns: int) -> Counts:
    given = np.asarray(deprivations)
    if given.size == 0:
        given = given.reshape(0, columns)
    if given.ndim != 2 or given.shape[1] != columns:
        raise ValueError(f"a column for each of {columns} weights is needed, not the shape {given.shape}")
    if not ((given == 0) | (given == 1)).all():
        raise ValueError("a deprivation is neither 0 nor 1; leave out or fill what is not known")
    return given.astype(np.int64)


def _whole(numbers: ArrayLike, name: str) -> Counts:
    given = np.asarray(numbers)
    if given.size == 0:
        return np.zeros(0, np.int64)
    if not np.issubdtype(given.dtype, np.integer) or (given < 0).any():
        raise ValueError(f"{name} are whole numbers from 0, not {given.dtype}")
    return given.astype(np.int64)
