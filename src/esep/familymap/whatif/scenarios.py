"""Two scenarios of one snapshot: the law as it is, and the law with a reform."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import polars as pl

from esep.engines.polars_engine import run
from esep.engines.runners import Runner, in_threads
from esep.familymap.assessment import assess, plan_of
from esep.familymap.stored import FAMILY_PROVISIONS, PERSON_PROVISIONS
from esep.familymap.whatif.comparison import Comparison
from esep.familymap.whatif.help import Help, help_of
from esep.familymap.whatif.reform import Reform
from esep.law import Entity
from esep.registers import Progress, Snapshot


def compare(
    snapshot: Snapshot,
    reform: Reform,
    into: Path | str,
    *,
    on: date,
    progress: Progress | None = None,
    runner: Runner = in_threads,
) -> Comparison:
    """Assess a snapshot under the law of a date without and with a reform, and compare the two.

    Both assessments are published below ``into``, unless they are there already; the second computes only
    what the reform changes. ``runner`` does the portions of both. LawError when a law cannot be applied on
    the date, Busy when another run writes the same assessment.
    """
    before = assess(snapshot, into, on=on, law=reform.before, progress=progress, runner=runner)
    after = assess(snapshot, into, on=on, law=reform.law, reuse=before, progress=progress, runner=runner)
    new = further_help(reform, on)
    return Comparison(before, after, (*stored_help(reform, on), *new), _computed(snapshot, reform, new, on))


def stored_help(reform: Reform, on: date) -> tuple[Help, ...]:
    """The payments that an assessment holds, by the law with the reform or without it."""
    found = {one.name: one for law in (reform.law, reform.before) for one in help_of(law, on)}
    return tuple(found[name] for name in FAMILY_PROVISIONS + PERSON_PROVISIONS if name in found)


def further_help(reform: Reform, on: date) -> tuple[Help, ...]:
    """The payments that only the reform knows and that are in force on the date."""
    return help_of(reform.law, on, reform.added)


def changes_nothing(reform: Reform, on: date) -> bool:
    """Whether every answer of the map is the same with the reform as without it on a date."""
    if further_help(reform, on):
        return False
    before, after = (plan_of(law, on) for law in (reform.before, reform.law))
    asked = set(before.names) | set(after.names)
    return all(before.fingerprints.get(name) == after.fingerprints.get(name) for name in asked)


def _computed(
    snapshot: Snapshot, reform: Reform, new: tuple[Help, ...], on: date
) -> Mapping[Entity, pl.LazyFrame]:
    """What the assessment of the reform does not hold, computed for its comparison."""
    if not new:
        return {}
    answers = run(reform.law.plan([one.name for one in new], on=on), snapshot)
    return {one.entity: answers[one.entity].lazy() for one in new}
