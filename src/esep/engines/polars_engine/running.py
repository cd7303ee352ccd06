"""Run a plan over a snapshot."""

from __future__ import annotations

import polars as pl

from esep.engines.polars_engine.checking import check
from esep.engines.polars_engine.frames import Frames
from esep.engines.source import Source
from esep.law import Entity, Plan


def run(plan: Plan, source: Source, *, checked: bool = False) -> dict[Entity, pl.LazyFrame]:
    """Every provision asked for, for each family and each person, in the order of their tables; lazy.

    ``source`` is anything with ``scan(table) -> pl.LazyFrame``, such as a snapshot. The answer has a row for
    each family (``family`` and its provisions), empty ones too, and for each person, in a family or not.
    The rows are checked first and InputRefused lists what breaks the law's vocabulary; ``checked=True`` says
    that a plan reading the same columns has been run on this source before. Collect both frames with
    :func:`collect`, which computes what they share once.
    """
    if not checked:
        check(plan, source)
    return Frames(plan, source).answers()


def collect(answers: dict[Entity, pl.LazyFrame]) -> dict[Entity, pl.DataFrame]:
    """The answers of :func:`run`, computed together by the streaming engine."""
    frames = pl.collect_all(list(answers.values()), engine="streaming")
    return dict(zip(answers, frames, strict=True))
