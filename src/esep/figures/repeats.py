"""One figure stated twice: «21 689» jobs of a programme, later «21,7 мың».

Two statements with one unit about one named programme that are written differently and can be the same number
confirm one another. That they differ proves nothing: a programme has many figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from esep.figures.finding import Finding
from esep.figures.official_text import OfficialText, is_level
from esep.figures.shown import Amount
from esep.messages import messages_of
from esep.reading.statement import Statement

_, _n = messages_of(__package__)

RULE = "repeated figure"
_YEARS = re.compile(r"[\s\-–—]*\d{4}(?:\s*[\-–—]\s*\d{4})?$")


def check_repeats(text: OfficialText) -> Iterator[Finding]:
    """Each pair of statements that give one number of one programme in two ways."""
    levels = [s for s in text.statements if is_level(s) and programme_key(s) is not None and s.unit]
    for first, second in combinations(levels, 2):
        if _same_matter(first, second) and _one_number(first, second):
            sentence = _(
                "Both figures are about one programme, and they agree: {first} and {second}.",
                first=Amount.of(first),
                second=Amount.of(second),
            )
            spans = (text.span(first), text.span(second))
            by = first.quantity.interval - second.quantity.interval
            yield Finding("confirmation", RULE, spans, by, sentence)


def programme_key(statement: Statement) -> str | None:
    """The programme's name without quotation marks, small letters, without the years at its end."""
    if statement.programme is None:
        return None
    name = statement.programme.lower().strip(" «»\"“”„'")
    return _YEARS.sub("", name) or None


def _same_matter(first: Statement, second: Statement) -> bool:
    return (programme_key(first), first.unit, first.place) == (
        programme_key(second),
        second.unit,
        second.place,
    )


def _one_number(first: Statement, second: Statement) -> bool:
    written = first.quantity.value != second.quantity.value
    approximate = first.quantity.approximation or second.quantity.approximation
    return written and not approximate and first.quantity.interval.meets(second.quantity.interval)
