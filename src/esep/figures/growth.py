"""Growth against its level.

Growth on last year: where the text gives both years' levels and the growth between them, the three must meet.
Last year's level is known by its period, or by «өткен жылы», «прошлого года» in the sentence that also tells
the growth; this year's is then the only level of that unit in the sentence before. So loose a link confirms
and never contradicts; nor does money or people without a named programme, which can be of any purpose.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from esep.figures.finding import Finding
from esep.figures.official_text import OfficialText, is_level, rounded, year_of
from esep.figures.shown import Amount
from esep.figures.words import has_any, words
from esep.language import Interval
from esep.messages import messages_of
from esep.reading.statement import Statement

_, _n = messages_of(__package__)

RULE = "growth"
PER_CENT = 100


def check_growth(text: OfficialText) -> Iterator[Finding]:
    """Each stated growth against the levels of its two years."""
    yield from _by_period(text)
    yield from _in_words(text)


def _by_period(text: OfficialText) -> Iterator[Finding]:
    for index, change in enumerate(text.statements):
        if change.kind != "change" or change.unit not in ("percent", "times") or index == 0:
            continue
        now = text.statements[index - 1 if change.related_to is None else change.related_to]
        if not is_level(now) or text.sentence_of(now) != text.sentence_of(change):
            continue
        for before in text.statements:
            if _is_the_same_a_year_earlier(before, now):
                for finding in _judge(text, change, now, before):
                    if finding.outcome == "confirmation" or _is_specific(now):
                        yield finding


def _in_words(text: OfficialText) -> Iterator[Finding]:
    for change, before in _after_last_year(text):
        sentence = text.sentence_of(before)
        levels = [
            now
            for now in text.statements
            if text.sentence_of(now) == sentence - 1
            and now.part_of is None
            and is_level(now)
            and (now.unit, now.kind) == (before.unit, before.kind)
        ]
        if len(levels) != 1:
            continue
        found = _judge(text, change, levels[0], before)
        yield from (finding for finding in found if finding.outcome == "confirmation")


def _after_last_year(text: OfficialText) -> Iterator[tuple[Statement, Statement]]:
    """Each stated growth with last year's level, which stands before it in the same sentence."""
    for before, change in pairwise(text.statements):
        sentence = text.sentence_of(before)
        told = change.kind == "change" and change.unit in ("percent", "times") and is_level(before)
        if not told or sentence != text.sentence_of(change) or sentence == 0:
            continue
        if has_any(text.sentences[sentence].text.lower(), words().last_year):
            yield change, before


def _is_the_same_a_year_earlier(before: Statement, now: Statement) -> bool:
    year, last = year_of(now), year_of(before)
    same = (before.unit, before.noun, before.programme, before.place, before.qualifiers, before.kind) == (
        now.unit,
        now.noun,
        now.programme,
        now.place,
        now.qualifiers,
        now.kind,
    )
    return same and is_level(before) and year is not None and last == year - 1


def _is_specific(statement: Statement) -> bool:
    """True when unit or programme tell what is counted; sums of money and people are of any purpose."""
    general = statement.unit == "person" or (statement.unit or "").startswith("KZT")
    return statement.programme is not None or not general


def _judge(text: OfficialText, change: Statement, now: Statement, before: Statement) -> Iterator[Finding]:
    base = before.quantity.interval
    if not base.low or base.low <= 0:
        return
    ratio = now.quantity.interval / base
    clause = text.clause_of(change)
    if change.unit == "times":
        stated = rounded(change)
    elif has_any(clause, words().fall):
        stated = Interval.of(1) - rounded(change) / PER_CENT
    else:
        stated = Interval.of(1) + rounded(change) / PER_CENT
    spans = (text.span(now), text.span(change), text.span(before))
    values = {
        "now": Amount.of(now),
        "before": Amount.of(before),
        "ratio": Amount(ratio * PER_CENT),
        "stated": Amount(stated * PER_CENT),
    }
    by = stated - ratio
    if ratio.meets(stated):
        sentence = _("{now} are {ratio} % of last year's {before}, as the text says ({stated} %).", **values)
        yield Finding("confirmation", RULE, spans, by, sentence)
    else:
        sentence = _("{now} are {ratio} % of last year's {before}, but the text says {stated} %.", **values)
        yield Finding("contradiction", RULE, spans, by, sentence)
