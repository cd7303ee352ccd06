"""What-ifs that are too near to one another to be told both to somebody who may not see families.

Two are near when they treat at least one and fewer than :data:`APART` families and lone persons differently:
the difference of their numbers would speak of these few. The worker finds it out, family by family, when it
has computed a what-if. Of two that are near the first that is told is told, and no other, whoever asks; it
counts as told when it is deleted, too. What is added up from three and more is covered by rounding
(:mod:`esep_site.families.rounding`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from esep.errors import EsepError
from esep.familymap import Assessment, open_assessment
from esep.familymap.whatif import TOTAL, Comparison
from esep.familymap.whatif.comparison import SIDES, TESTS
from esep_site.families.models import Scenario, ScenarioState
from esep_site.folder import folder
from esep_site.people.audit import record
from esep_site.people.models import Account
from esep_site.people.scope import stem
from esep_site.work_locks import beside

APART = 10
"""So many families at least must be treated differently, or none."""
COUNTING = 0x6E656172  # «near»: the first half of the advisory locks of snapshots whose what-ifs are compared
TREATED = ("gains", "level_after", *(f"{test}_after" for test in TESTS))
"""What the tables of a comparison tell of a family beside amounts; «gains» is 1, 0 or -1."""
COUNTS = ("gaining_families", "losing_families", "unchanged_families")


@contextmanager
def one_after_another(snapshot: int) -> Iterator[None]:
    """Two what-ifs of a snapshot that end at once: the second sees the first."""
    with beside() as opened:
        opened.execute("SELECT pg_advisory_xact_lock(%s, %s)", [COUNTING, snapshot])
        yield


def near_ones(row: Scenario, found: Comparison, result: dict[str, Any]) -> list[int]:
    """The computed what-ifs of the snapshot that are near; ``found`` is the comparison behind ``result``."""
    others = Scenario.objects.filter(snapshot=row.snapshot, state=ScenarioState.DONE).exclude(pk=row.pk)
    return [other.pk for other in others if _is_near(row, found, result, other)]


def _is_near(row: Scenario, found: Comparison, result: dict[str, Any], other: Scenario) -> bool:
    within = max(stem(row.place), stem(other.place), key=len)
    if not all(within.startswith(stem(each.place)) for each in (row, other)):
        return False
    if row.place == other.place and _counts_tell_apart(result, other.result):
        return False
    try:
        after = open_assessment(folder().assessments / row.snapshot.folder / other.result["assessment"])
    except (EsepError, KeyError, OSError):
        return True  # nobody can tell any more, so it is not risked
    theirs = Comparison(found.before, after, found.help)
    return 0 < answered_otherwise(found, theirs, within) < APART


def _counts_tell_apart(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether the totals alone say that enough families differ."""
    pairs = [(one["by_provision"][-1][name], other["by_provision"][-1][name]) for name in COUNTS]
    return any(abs(here - there) >= APART for here, there in pairs)


def answered_otherwise(one: Comparison, other: Comparison, within: str) -> int:
    """How many families, and persons without a family, of a place the two reforms treat differently.

    Who gains or loses, comes to another level or to the other side of a line; where none is treated so, who
    gets another amount.
    """
    here, there = (_treated(each, within) for each in (one, other))
    both = here.join(there, on="who", suffix="|there")
    yes_or_no, amounts = (
        pl.any_horizontal([pl.col(name).ne_missing(pl.col(f"{name}|there")) for name in names])
        for names in (TREATED, [f"{TOTAL}:after"])
    )
    counts = both.select(yes_or_no.sum().alias("treated"), amounts.sum().alias("paid"))
    treated, paid = counts.collect(engine="streaming").row(0)
    return int(treated or paid or 0)


def _treated(comparison: Comparison, within: str) -> pl.LazyFrame:
    before, after = (pl.col(f"{TOTAL}:{side}") for side in SIDES)
    return comparison.units.filter(pl.col("place").str.starts_with(within)).select(
        pl.struct("family", "person").alias("who"),
        *TREATED[1:],
        (after - before).sign().alias(TREATED[0]),
        after,
    )


@transaction.atomic
def tell(row: Scenario, *, by: Account) -> Scenario | None:
    """Note that a what-if is told to ``by``, who sees no families; None, or the near one told before it."""
    near = Q(pk__in=row.near) | Q(near__contains=[row.pk])
    rows = {
        each.pk: each
        for each in Scenario.objects.select_for_update().filter(near | Q(pk=row.pk)).order_by("pk")
    }
    mine = rows.pop(row.pk)
    if mine.told_at is not None:
        return None
    before = [(each.told_at, each.pk) for each in rows.values() if each.told_at is not None]
    if before:
        return rows[min(before)[1]]
    Scenario.objects.filter(pk=row.pk).update(told_at=timezone.now())
    record("reform told", by=by, subject=f"reform {row.pk}", place=row.place)
    return None


def name_of_assessment(after: Assessment) -> str:
    """The name of its folder below those of the snapshot, by which it is found again."""
    return Path(after.folder).name
