"""Whole households: round the weights so that every control stays met."""

from __future__ import annotations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from esep.errors import WrongSettings
from esep.messages import messages_of
from esep.registers.synthesis.calibration import name_impossible
from esep.registers.synthesis.margins import Control
from esep.registers.synthesis.templates import Floats, Ints

_, _n = messages_of("esep.registers")

NODES = 2000
REACH = 3
COLUMNS = (1000, 3000)
DECIMALS = 4


def whole_households(
    controls: list[Control], weights: Floats, likeness: Ints, rng: np.random.Generator
) -> Ints:
    """Numbers of households, one per template, that meet every control within its slack.

    The weights are rounded in the order of ``likeness`` (like templates side by side), so that sums over like
    templates are kept almost whole; then a small integer programme changes as few households as it can. Its
    limit is a number of nodes, not a time, so the answer is the same on every machine.
    """
    counts = np.empty(weights.size, dtype=np.int64)
    # The last bits of the weights depend on the number of processors that solved for them.
    sums = np.cumsum(np.round(weights, DECIMALS)[likeness])
    edges = np.floor(np.concatenate(([0.0], sums)) + rng.random())
    counts[likeness] = np.diff(edges).astype(np.int64)
    matrix = np.array([control.row for control in controls])
    target = np.array([control.target for control in controls])
    slack = np.array([control.slack for control in controls])
    for columns in (*COLUMNS, weights.size):
        chosen = np.sort(rng.permutation(weights.size)[:columns])
        change = _change(matrix[:, chosen], target - matrix @ counts, slack, counts[chosen])
        if change is not None:
            counts[chosen] += change
            return counts
    name_impossible(controls)
    raise WrongSettings(
        _("The region is too small for its margins to be met in whole households; ask for more persons.")
    )


def _change(matrix: Ints, missing: Ints, slack: Ints, counts: Ints) -> Ints | None:
    """The fewest households to add to or take from ``counts``; None when the programme finds no way."""
    templates = counts.size
    upper = np.concatenate((np.full(templates, REACH), np.minimum(counts, REACH))).astype(np.float64)
    answer = milp(
        np.ones(2 * templates),
        constraints=LinearConstraint(np.hstack((matrix, -matrix)), missing - slack, missing + slack),
        bounds=Bounds(np.zeros(2 * templates), upper),
        integrality=np.ones(2 * templates, dtype=np.int64),
        options={"node_limit": NODES, "mip_rel_gap": 1.0},
    )
    if answer.x is None:
        return None
    change = np.rint(answer.x).astype(np.int64)
    difference = change[:templates] - change[templates:]
    return difference if np.all(np.abs(missing - matrix @ difference) <= slack) else None
