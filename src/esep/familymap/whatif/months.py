"""A snapshot followed month by month: the law of the first day of each month, on the same registers.

What changes from month to month is the law and what the registers say of each day: births and deaths, members
who come and go, the quarter whose income counts. Families are below a line by the two tests of the map.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from esep.engines.runners import Runner, in_threads
from esep.errors import WrongSettings
from esep.familymap.assessment import Assessment, assess_each
from esep.familymap.whatif.comparison import Comparison
from esep.familymap.whatif.help import Help, help_of
from esep.familymap.whatif.reform import Reform
from esep.familymap.whatif.scenarios import compare
from esep.kazakhstan import law as law_of_kazakhstan
from esep.law import Law
from esep.law.moments import moment, shifted
from esep.messages import messages_of
from esep.registers import Progress, Snapshot

_, _n = messages_of("esep.familymap")

MOST_MONTHS = 60
MONTHS_OF_A_QUARTER = 3


@dataclass(frozen=True)
class Month:
    """One day of the law: its assessment, the payments it knows, and with a reform the comparison."""

    day: date
    assessment: Assessment
    help: tuple[Help, ...]
    comparison: Comparison | None = None


def follow(
    snapshot: Snapshot,
    into: Path | str,
    *,
    first: date,
    last: date,
    law: Law | None = None,
    reform: Reform | None = None,
    progress: Progress | None = None,
    runner: Runner = in_threads,
) -> tuple[Month, ...]:
    """Assess a snapshot on the first day of each month from that of ``first`` to that of ``last``.

    With a ``reform`` each month is also compared with it. Assessments are published below ``into``;
    ``runner`` does their portions.
    WrongSettings when the months are in the wrong order or too many, or when the registers hold no income of
    a quarter that counts; LawError when a law cannot be applied on a day.
    """
    days = month_days(first, last)
    _refuse_without_incomes(snapshot, days)
    applied = reform.before if reform else law or law_of_kazakhstan()
    if reform is not None:
        compared = [compare(snapshot, reform, into, on=day, progress=progress, runner=runner) for day in days]
        return tuple(Month(made.before.manifest.law_date, made.before, made.help, made) for made in compared)
    made = assess_each(snapshot, into, [(applied, day) for day in days], progress=progress, runner=runner)
    return tuple(Month(day, one, help_of(applied, day)) for day, one in zip(days, made, strict=True))


def month_days(first: date, last: date) -> tuple[date, ...]:
    """The first day of each month from one to the other, both included; WrongSettings when there is none."""
    start, end = first.replace(day=1), last.replace(day=1)
    count = (end.year - start.year) * 12 + end.month - start.month + 1
    if not 1 <= count <= MOST_MONTHS:
        raise WrongSettings(
            _(
                "From {first} to {last} there are {count} months; from 1 to {most} can be followed.",
                first=first.isoformat(),
                last=last.isoformat(),
                count=count,
                most=MOST_MONTHS,
            )
        )
    return tuple(shifted(start, months) for months in range(count))


def _refuse_without_incomes(snapshot: Snapshot, days: tuple[date, ...]) -> None:
    """Registers that hold no income of a quarter would make everybody poor in it."""
    held = set(snapshot.scan("incomes").select(pl.col("month").unique()).collect()["month"])
    needed = {
        shifted(moment.previous_quarter_first.at(day), months): day
        for day in reversed(days)
        for months in range(MONTHS_OF_A_QUARTER)
    }
    lacking = sorted(month for month in needed if month not in held)
    if lacking:
        raise WrongSettings(
            _(
                "The registers hold no incomes of {months}, which count on {day}. Everybody would seem poor. "
                "Choose later months, or load the incomes.",
                months=", ".join(f"{month:%Y-%m}" for month in lacking),
                day=needed[lacking[0]].isoformat(),
            )
        )
