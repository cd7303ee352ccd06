"""Figures of a Kazakh form that speaks of now and of the time to come, told of a year after the text's own.

«2027 жылы көлемі 5 млн тоннаны құрайды» in a text of 2025 is a plan: the verb is one for both.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from esep.reading.sentences.passage import Draft
from esep.reading.statements.figure_periods import FigurePeriods
from esep.reading.statements.rule_names import AS_BEFORE, BY_DEFAULT

_OPEN = frozenset(["habitual present", "habit", BY_DEFAULT, AS_BEFORE, "tense of the clause before"])
"""Rules of facts in whose place the year stands."""
_RULE = "year to come"
_YEAR_DIGITS = 4


def plan_years_to_come(
    drafts: Sequence[Draft], periods: Sequence[FigurePeriods], reference: datetime.date | None
) -> None:
    """Make plans of the facts that are told of a year after ``reference``, the day of the text."""
    if reference is None:
        return
    for draft, told in zip(drafts, periods, strict=True):
        is_open = draft.kind in ("fact", "change") and not _OPEN.isdisjoint(draft.rules)
        if is_open and draft.passage.sentence.language == "kk" and _is_to_come(draft, told, reference):
            draft.kind = "plan"
            draft.rules.append(_RULE)


def _is_to_come(draft: Draft, told: FigurePeriods, reference: datetime.date) -> bool:
    """Whether the period, named in the sentence itself, begins in a later year."""
    if told.period is None or told.period.iso is None:
        return False
    year = told.period.iso[:_YEAR_DIGITS]
    return year.isdecimal() and int(year) > reference.year and told.period.text in draft.passage.sentence.text
