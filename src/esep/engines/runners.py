"""Who does the portions of a run: threads of this process here, the tasks of a cluster in ``cluster``."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

MOST_THREADS = 2
"""Portions at work at a time: two keep the cores of Polars busy, more would only need more memory."""


class Runner(Protocol):
    """Does a piece of work for each item, in any order and anywhere; the results in the order in which they
    come."""

    def __call__(self, work: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        """Run; the error of an item ends the run."""
        ...


def in_threads(work: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
    """Two items at a time in this process. When it is stopped, only items at work are still ended."""
    pool = ThreadPoolExecutor(min(MOST_THREADS, os.cpu_count() or 1))
    try:
        for done in as_completed([pool.submit(work, item) for item in items]):
            yield done.result()
    finally:
        pool.shutdown(cancel_futures=True)
