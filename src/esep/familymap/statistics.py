"""Poverty and inequality of a weighted population.

Each function takes ``values`` (income per head, any unit of money) and ``weights`` (how many persons stand
behind each value), two arrays of equal length in any order. They describe; they decide no right, which is
why they may work in floating point. Definitions follow Eurostat's Laeken indicators and, for head-count,
gap and severity, Foster, Greer and Thorbecke (1984).
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def _sorted(values: ArrayLike, weights: ArrayLike) -> tuple[Array, Array]:
    value = np.asarray(values, dtype=np.float64)
    weight = np.asarray(weights, dtype=np.float64)
    if value.shape != weight.shape or value.ndim != 1:
        raise ValueError(
            f"values and weights must be two rows of one length, not {value.shape} and {weight.shape}"
        )
    if (weight < 0).any():
        raise ValueError("a weight is negative")
    kept = weight > 0
    value, weight = value[kept], weight[kept]
    order = np.argsort(value, kind="stable")
    return value[order], weight[order]


def weighted_quantile(values: ArrayLike, weights: ArrayLike, share: Fraction) -> float:
    """The first value, in order, at which the cumulated weight exceeds ``share`` of all of it.

    Where the cumulated weight equals the share exactly, the mean of that value and the next (the rule of
    the R package laeken, with which Eurostat's figures are reproduced). NaN for a population of nobody.
    """
    value, weight = _sorted(values, weights)
    if not len(value):
        return float("nan")
    reached = np.cumsum(weight)
    goal = float(share) * float(reached[-1])
    at = min(int(np.searchsorted(reached, goal, side="left")), len(value) - 1)
    if reached[at] == goal and at + 1 < len(value):
        return float((value[at] + value[at + 1]) / 2)
    return float(value[at])


def weighted_median(values: ArrayLike, weights: ArrayLike) -> float:
    """The middle income: half of the persons have no more."""
    return weighted_quantile(values, weights, Fraction(1, 2))


def risk_threshold(values: ArrayLike, weights: ArrayLike, share: Fraction = Fraction(60, 100)) -> float:
    """At-risk-of-poverty threshold: a share (60 % by custom) of the weighted median income."""
    return float(share) * weighted_median(values, weights)


def rate_below(values: ArrayLike, weights: ArrayLike, line: ArrayLike) -> float:
    """Share (0 to 1) of persons whose income is strictly below ``line`` (one for all, or one each)."""
    value, weight, limit = np.broadcast_arrays(
        np.asarray(values, dtype=np.float64),
        np.asarray(weights, dtype=np.float64),
        np.asarray(line, dtype=np.float64),
    )
    total = float(weight.sum())
    return float(weight[value < limit].sum()) / total if total else float("nan")


def poverty(values: ArrayLike, weights: ArrayLike, line: ArrayLike, degree: int) -> float:
    """Foster, Greer and Thorbecke's measure: degree 0 is the head-count, 1 the gap, 2 the severity (0 to 1).

    A person is poor when the income is strictly below the line; a negative income counts as it is.
    """
    value, weight, limit = np.broadcast_arrays(
        np.asarray(values, dtype=np.float64),
        np.asarray(weights, dtype=np.float64),
        np.asarray(line, dtype=np.float64),
    )
    total = float(weight.sum())
    if not total:
        return float("nan")
    poor = value < limit
    shortfall = (limit[poor] - value[poor]) / limit[poor]
    return float((weight[poor] * shortfall**degree).sum()) / total


def relative_gap(values: ArrayLike, weights: ArrayLike, line: float) -> float:
    """Median shortfall of those below ``line``, as a share of the line (0 to 1); NaN when nobody is."""
    value, weight = _sorted(values, weights)
    poor = value < line
    return (line - weighted_median(value[poor], weight[poor])) / line if poor.any() else float("nan")


def gini(values: ArrayLike, weights: ArrayLike) -> float:
    """Gini coefficient (0 to 1): half the mean difference of two persons, over the mean income."""
    value, weight = _sorted(values, weights)
    income = float((weight * value).sum())
    if not income:
        return float("nan")
    reached = np.cumsum(weight)
    spread = 2 * (weight * value * reached).sum() - (weight**2 * value).sum()
    return float(spread / (reached[-1] * income)) - 1


def quintile_ratio(values: ArrayLike, weights: ArrayLike) -> float:
    """Income of those above the fourth quintile over income of those up to the first (S80/S20)."""
    value, weight = _sorted(values, weights)
    poorest = value <= weighted_quantile(value, weight, Fraction(1, 5))
    richest = value > weighted_quantile(value, weight, Fraction(4, 5))
    low, high = float((weight * value)[poorest].sum()), float((weight * value)[richest].sum())
    return high / low if low else float("nan")
