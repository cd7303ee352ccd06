"""Which counts are too small to be shown to somebody who may not see the families behind them.

A count of one to four is hidden, and with it as many others as it takes that nobody can subtract it from the
rest: every sum that is shown (of the parts of a place, of the levels) either hides nothing or hides several
cells that together are at least :data:`LEAST`. What could still be solved for is found by linear algebra.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

Cell = Hashable
LEAST = 5
"""The smallest count that is shown."""


@dataclass(frozen=True)
class Sum:
    """A total and the parts that it is the sum of."""

    total: Cell
    parts: tuple[Cell, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All that takes part."""
        return (self.total, *self.parts)


def is_small(value: int) -> bool:
    """Whether a count by itself points at few families; nought points at none."""
    return 0 < value < LEAST


def hidden_cells(
    values: Mapping[Cell, int],
    sums: Sequence[Sum],
    also: Iterable[Cell] = (),
    known: Callable[[Cell], bool] = lambda _cell: False,
    *,
    is_tree: bool = False,
) -> frozenset[Cell]:
    """The cells to hide: small ones, those in ``also``, and what protects them.

    ``values`` are counts, absent is nought. ``known`` are cells that the reader may see whatever they are.
    ``is_tree``: each cell is a part of one sum at most. Then two hidden cells in each sum are enough: along
    a path of hidden cells from part to total, or to a part beside, one may rise as the next falls.
    """
    hidden = {cell for cell, value in values.items() if is_small(value)} | {
        cell for cell in also if values.get(cell, 0)
    }
    hidden = {cell for cell in hidden if not known(cell)}
    free = {cell for cell, value in values.items() if value and not known(cell)}
    first = frozenset(hidden)
    while True:
        _protect(hidden, values, sums, free)
        if is_tree:
            return frozenset(hidden)
        weak = [cell for cell in _solvable(hidden, sums) if cell in first]
        if not any(_hide_beside(cell, hidden, values, sums, free) for cell in weak):
            return frozenset(hidden)


def _protect(hidden: set[Cell], values: Mapping[Cell, int], sums: Sequence[Sum], free: set[Cell]) -> None:
    """Hide until no sum gives away the cells that it hides."""
    changed = True
    while changed:
        changed = False
        for each in sums:
            unknown = [cell for cell in each.cells if cell in hidden]
            parts = [cell for cell in unknown if cell != each.total]
            alone = len(unknown) == 1
            few = each.total not in hidden and parts and sum(values[cell] for cell in parts) < LEAST
            if (alone or few) and _hide_one_of(each, hidden, values, free):
                changed = True


def _hide_one_of(each: Sum, hidden: set[Cell], values: Mapping[Cell, int], free: set[Cell]) -> bool:
    """Hide the smallest shown part, else the total; whether there was one."""
    shown = [cell for cell in each.parts if cell in free and cell not in hidden]
    if not shown and each.total in free and each.total not in hidden:
        shown = [each.total]
    if not shown:
        return False
    hidden.add(min(shown, key=lambda cell: (values[cell], str(cell))))
    return True


def _hide_beside(
    cell: Cell, hidden: set[Cell], values: Mapping[Cell, int], sums: Sequence[Sum], free: set[Cell]
) -> bool:
    return any(_hide_one_of(each, hidden, values, free) for each in sums if cell in each.cells)


def _solvable(hidden: set[Cell], sums: Sequence[Sum]) -> list[Cell]:
    """The hidden cells that follow from shown ones: their unit vector lies in the row space of the sums."""
    cells = list(hidden)
    number = {cell: at for at, cell in enumerate(cells)}
    rows = []
    for each in sums:
        row = np.zeros(len(cells))
        for cell in each.parts:
            if cell in number:
                row[number[cell]] += 1
        if each.total in number:
            row[number[each.total]] -= 1
        if row.any():
            rows.append(row)
    if not rows:
        return []
    _left, sizes, directions = np.linalg.svd(np.array(rows), full_matrices=False)
    basis = directions[sizes > 1e-9]
    return [cell for cell in cells if (basis[:, number[cell]] ** 2).sum() > 1 - 1e-9]
