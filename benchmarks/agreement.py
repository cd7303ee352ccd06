"""Whether a peer has the very answers of Esep, for every family and in every value."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from esep.familymap import CORE_PROVISIONS

AT_ONCE = 6
"""Answers compared in one go: a country's are not held in memory all together."""


def answers_in(path: Path) -> pl.LazyFrame:
    """The answers in a Parquet file, or in a folder of them."""
    return pl.scan_parquet(path / "*.parquet" if path.is_dir() else path)


def compare(ours: pl.LazyFrame, theirs: pl.LazyFrame, peer: str) -> int:
    """How many families have one answer from both; RuntimeError when one family has two, or only one side."""
    if lacking := set(CORE_PROVISIONS) - set(theirs.collect_schema().names()):
        raise RuntimeError(f"{peer} does not answer {', '.join(sorted(lacking))}")
    families = ours.select(pl.len()).collect().item()
    for first in range(0, len(CORE_PROVISIONS), AT_ONCE):
        names = CORE_PROVISIONS[first : first + AT_ONCE]
        of_peer = theirs.select("family", *(pl.col(name).alias(f"{name} of {peer}") for name in names))
        both = ours.select("family", *names).join(of_peer, on="family", how="full", coalesce=True)
        same = [pl.col(name).eq_missing(pl.col(f"{name} of {peer}")) for name in names]
        unlike = both.filter(~pl.all_horizontal(same))
        asked = [unlike.select(pl.len()), unlike.head(5), both.select(pl.len())]
        differing, examples, together = pl.collect_all(asked, engine="streaming")
        if differing.item() or together.item() != families:
            raise RuntimeError(f"{differing.item():,} families have two answers:\n{examples}")
    return families
