"""Permanent jobs against all jobs of the same programme, place and period.

Where the text names the permanent jobs as a part of all, the rule of parts judges them; this one judges
figures that stand apart and name the same programme.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from esep.figures.finding import Finding
from esep.figures.official_text import OfficialText, is_level
from esep.figures.repeats import programme_key
from esep.figures.shown import Amount
from esep.figures.words import has_any, words
from esep.messages import messages_of
from esep.reading.statement import Statement

_, _n = messages_of(__package__)

RULE = "permanent against all"


def check_permanent(text: OfficialText) -> Iterator[Finding]:
    """Each number of permanent jobs that cannot be a part of all jobs of its programme."""
    jobs = [s for s in text.statements if s.unit == "job" and is_level(s) and programme_key(s) is not None]
    for permanent, every in permutations(jobs, 2):
        if not _is_permanent(permanent) or _is_permanent(every) or not _same_matter(permanent, every):
            continue
        whole, part = every.quantity.interval, permanent.quantity.interval
        if whole.below(part):
            sentence = _(
                "{permanent} permanent jobs cannot be among {every} jobs of the same programme.",
                permanent=Amount.of(permanent),
                every=Amount.of(every),
            )
            spans = (text.span(every), text.span(permanent))
            yield Finding("contradiction", RULE, spans, part - whole, sentence)


def _is_permanent(statement: Statement) -> bool:
    told = " ".join((statement.quote, statement.noun, *statement.qualifiers)).lower()
    return has_any(told, words().permanent)


def _same_matter(first: Statement, second: Statement) -> bool:
    return (programme_key(first), first.place, first.period, first.kind) == (
        programme_key(second),
        second.place,
        second.period,
        second.kind,
    )
