"""What became of the families between two snapshots: who came, who left, who moved from level to level."""

from __future__ import annotations

from typing import Any

import polars as pl

from esep.familymap import Assessment


def flows(before: Assessment, after: Assessment) -> dict[str, Any]:
    """``came``, ``left``, ``stayed``: numbers of families with members; ``levels``: ``{"C": {"D": 12}}``,
    from the first to the second; ``assistance``: families to whom it became due, still is, is no longer due.

    Families are the same when their numbers are, so both snapshots must have been built with one key.
    """
    was, now = (_families(each) for each in (before, after))
    both = was.join(now, on="family", how="inner", suffix="_now").collect(engine="streaming")
    moved = both.group_by("level", "level_now").len().sort("level", "level_now")
    levels: dict[str, dict[str, int]] = {}
    for level, level_now, number in moved.iter_rows():
        levels.setdefault(level, {})[level_now] = number
    due, due_now = both["due"], both["due_now"]
    return {
        "came": _count(now) - len(both),
        "left": _count(was) - len(both),
        "stayed": len(both),
        "levels": levels,
        "assistance": {
            "became_due": int((~due & due_now).sum()),
            "stayed_due": int((due & due_now).sum()),
            "no_longer_due": int((due & ~due_now).sum()),
        },
    }


def _families(assessment: Assessment) -> pl.LazyFrame:
    families = assessment.families.filter(pl.col("family_size") > 0)
    level = "level" if "level" in families.collect_schema() else pl.lit("").alias("level")
    return families.select("family", level, due=pl.col("targeted_assistance") > 0)


def _count(families: pl.LazyFrame) -> int:
    return int(families.select(pl.len()).collect().item())
