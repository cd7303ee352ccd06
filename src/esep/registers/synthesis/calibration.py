"""Household weights nearest to the prior (least relative entropy) that meet every control."""

from __future__ import annotations

import numpy as np
from scipy.optimize import linprog

from esep.errors import WrongSettings
from esep.messages import messages_of
from esep.registers.synthesis.margins import Control
from esep.registers.synthesis.templates import Floats

_, _n = messages_of("esep.registers")

STEPS = 200
PRECISE = 1e-9
IMPOSSIBLE = 0.5


def calibrate(controls: list[Control], prior: Floats) -> Floats:
    """Weights ``prior * exp(A' m)`` with ``A weights = targets``: Newton's method on the dual.

    Raises :class:`esep.errors.WrongSettings` naming the margins that cannot be met together.
    """
    matrix = np.array([control.row for control in controls], dtype=np.float64)
    target = np.array([control.target for control in controls], dtype=np.float64)
    scale = np.maximum(target, 1.0)
    scaled, asked = matrix / scale[:, None], target / scale
    multipliers: Floats = np.zeros(len(controls))
    weights, value = prior, float(prior.sum())
    for _step in range(STEPS):
        gap: Floats = asked - scaled @ weights
        if np.max(np.abs(gap)) < PRECISE:
            return weights
        hessian = (scaled * weights) @ scaled.T
        hessian[np.diag_indices_from(hessian)] *= 1 + 1e-12
        hessian[np.diag_indices_from(hessian)] += 1e-14
        step: Floats = np.linalg.solve(hessian, gap).astype(np.float64)
        found = _search(scaled, asked, prior, multipliers, step, value, float(gap @ step))
        if found is None:
            break
        multipliers, weights, value = found
    name_impossible(controls)
    names = ", ".join(control.name for control in controls if not control.slack)
    raise WrongSettings(
        _(
            "The margins leave hardly any choice of families. Change one of them a little: {names}.",
            names=names,
        )
    )


def _search(
    scaled: Floats,
    asked: Floats,
    prior: Floats,
    multipliers: Floats,
    step: Floats,
    value: float,
    slope: float,
) -> tuple[Floats, Floats, float] | None:
    """Halve the Newton step until the dual falls enough; None when no step helps."""
    length = 1.0
    while length > 1e-10:
        trial = multipliers + length * step
        exponent = trial @ scaled
        if np.max(exponent) < 60:
            weights = prior * np.exp(exponent)
            new_value = float(weights.sum() - trial @ asked)
            if new_value <= value - 1e-4 * length * slope or length * slope < 1e-12 * abs(value):
                return trial, weights, new_value
        length /= 2
    return None


def name_impossible(controls: list[Control]) -> None:
    """Raise, naming the margins that must give way, when no weights at all meet the controls.

    The smallest sum of relative differences is found by linear programming; a margin whose difference stays
    is one that the others rule out.
    """
    matrix = np.array([control.row for control in controls], dtype=np.float64)
    target = np.array([control.target for control in controls], dtype=np.float64)
    rows, templates = matrix.shape
    importance = np.array([1.0 if control.slack else 10.0 for control in controls]) / np.maximum(target, 1.0)
    cost = np.concatenate((np.zeros(templates), importance, importance))
    equal = np.hstack((matrix, np.eye(rows), -np.eye(rows)))
    answer = linprog(cost, A_eq=equal, b_eq=target, bounds=(0, None), method="highs")
    if answer.x is None:
        return
    nearest = matrix @ answer.x[:templates]
    failing = [
        f"{control.name}{' (assumption)' if control.slack else ''}: {control.target} → {round(got)}"
        for control, got in zip(controls, nearest, strict=True)
        if abs(control.target - got) > max(control.slack, IMPOSSIBLE)
    ]
    if failing:
        raise WrongSettings(
            _(
                "The margins cannot be met together. These would have to change, to about: {margins}.",
                margins="; ".join(failing),
            )
        )
