"""One family explained by the reference engine, warm: with its rows at hand, and from the snapshot."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from statistics import median

from benchmarks import region
from benchmarks.measurement import Line
from esep.engines.memory import explain
from esep.familymap import plan_of
from esep.familymap.nearest import nearest_changes
from esep.kazakhstan import law

MOST_MILLISECONDS = 5
MOST_MILLISECONDS_OF_CHANGES = 50
FAMILIES = 50


def run(runs: int) -> Iterator[Line]:
    """The lines of the table: medians over families that lie all over the region."""
    snapshot = region.snapshot()
    plan = plan_of(law(), snapshot.date)
    found = snapshot.scan("families").select("family").collect()["family"]
    families = found.gather_every(len(found) // FAMILIES).to_list()

    def rows(family: int) -> dict[str, list[dict[str, object]]]:
        return {name: frame.to_dicts() for name, frame in snapshot.family(family).items()}

    at_hand = {family: rows(family) for family in families}
    explaining = _milliseconds(lambda family: explain(plan, at_hand[family], family), families, runs)
    whole = _milliseconds(lambda family: explain(plan, rows(family), family), families, runs)
    yield Line(
        "one family explained, its rows at hand",
        f"{explaining:.1f} ms",
        f"{MOST_MILLISECONDS} ms",
        explaining < MOST_MILLISECONDS,
    )
    yield Line("  with reading its rows from the snapshot", f"{whole:.1f} ms")
    changing = _milliseconds(
        lambda family: nearest_changes(law(), plan, at_hand[family], family), families, runs
    )
    yield Line(
        "  what would turn each refusal, its rows at hand",
        f"{changing:.1f} ms",
        f"{MOST_MILLISECONDS_OF_CHANGES} ms",
        changing < MOST_MILLISECONDS_OF_CHANGES,
    )


def _milliseconds(work: Callable[[int], object], families: list[int], runs: int) -> float:
    times = []
    for family in families * runs:
        started = time.perf_counter()
        work(family)
        times.append(1000 * (time.perf_counter() - started))
    return median(times)
