"""Many plans over small tables as the items of one job: worked cases, made-up populations."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from esep.engines import Answers, Engine, Tables, run_columns
from esep.engines.runners import Runner
from esep.law import Plan

AT_ONCE = 16
"""Plans in one item: to hand an item out takes as long as some small plans do."""

Numbered = tuple[int, Plan, Tables]


def batch_in_tasks(runner: Runner, batch: Sequence[tuple[Plan, Tables]]) -> list[Answers]:
    """The answers of each plan over its tables, in the order of the batch."""
    numbered = [(number, plan, tables) for number, (plan, tables) in enumerate(batch)]
    groups = [numbered[first : first + AT_ONCE] for first in range(0, len(numbered), AT_ONCE)]
    found = dict(chain.from_iterable(runner(_answers, groups)))
    return [found[number] for number in range(len(numbered))]


def engine_in_tasks(runner: Runner) -> Engine:
    """An engine in the form of ``ENGINES``: every call is a job of one item, so prefer batches."""

    def run(plan: Plan, tables: Tables) -> Answers:
        (answers,) = batch_in_tasks(runner, [(plan, tables)])
        return answers

    return run


def _answers(group: Sequence[Numbered]) -> list[tuple[int, Answers]]:
    return [(number, run_columns(plan, tables)) for number, plan, tables in group]
