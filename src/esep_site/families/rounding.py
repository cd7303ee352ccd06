"""How the numbers of a what-if are rounded for who may not see the families behind them.

Two what-ifs that hardly differ could be subtracted from one another. Counts in fives hide whether one
family more or less gains; money is rounded to what five families gain or lose on average, so that a sum tells
no more than its count. Numbers of today, which are the same in every what-if, stay as they are.
"""

from __future__ import annotations

from esep_site.families.small_counts import LEAST


def rounded(count: int) -> int:
    """To the nearest multiple of :data:`LEAST`."""
    return (count + LEAST // 2) // LEAST * LEAST


def rounded_money(value: int, moved: int, families: int) -> int:
    """Tenge, to the nearest step; ``moved`` tenge are gained or lost by so many families."""
    step = step_of(moved, families)
    return (abs(value) + step // 2) // step * step * (1 if value >= 0 else -1)


def step_of(moved: int, families: int) -> int:
    """The least of 1, 2, 5, 10, 20 … tenge that is not less than what :data:`LEAST` families make of it."""
    share = -(-LEAST * abs(moved) // max(families, 1))
    step = 1
    while step < share:
        step *= 10
    return next(each for each in (step // 5, step // 2, step) if each and each >= share) if share > 1 else 1
