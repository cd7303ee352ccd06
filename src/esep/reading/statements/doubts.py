"""What the reader could not decide: places that can be read in more than one way, or that say too little."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence

from esep.language.quantity import Flag
from esep.messages import Message, messages_of
from esep.periods import find_periods
from esep.places import places, population_of
from esep.reading.sentences.passed_over import doubts_of_passed_over
from esep.reading.sentences.sentence import Sentence
from esep.reading.statement import Doubt, Statement, doubt_of
from esep.reading.statements.denied import doubts_of_denied
from esep.reading.statements.figure_places import PLACE_LEFT_OPEN
from esep.reading.statements.headless import HEADLESS
from esep.reading.statements.minus_signs import doubts_of_minus_signs
from esep.reading.statements.rule_names import rules_in

_, _n = messages_of("esep.reading")

_RULES: Mapping[Flag, str] = {
    "ambiguous_separator": "thousands or decimals",
    "suspicious_multiplier": "suspicious multiplier",
}
_DAY = datetime.date(2025, 1, 1)
"""The day of the population that figures are held against, whatever the day of their text."""
_PEOPLE = ("person", "job")
_UNCLEAR_DATE = re.compile(r"\d(?<!\w.)\d?[./]\d{1,2}[./](?:\d{2}|\d{4})\b(?![-–]\d)")
"""Not the number of a standard: «СНиП 2.04.05-91»."""
_FRACTION = re.compile(r"[\d\s]+[.,]\d")


def find_doubts(
    statements: Sequence[Statement], sentences: Sequence[Sentence] = (), prose: Sequence[Sentence] = ()
) -> list[Doubt]:
    """The doubts about ``statements`` and about the dates of ``sentences``, in the order of the text.

    ``prose`` are the sentences outside tables: those with too many numbers are told.
    """
    found = [
        *_of_figures(statements),
        *doubts_of_denied(statements, prose),
        *doubts_of_minus_signs(statements, sentences),
        *_of_dates(sentences),
        *doubts_of_passed_over(prose),
    ]
    return sorted(found, key=lambda doubt: (doubt.start, doubt.end))


def _of_figures(statements: Sequence[Statement]) -> Iterator[Doubt]:
    for statement in statements:
        reasons = [(_reason(flag, statement), _RULES[flag]) for flag in statement.quantity.flags]
        rules = rules_in(statement.rule)
        if HEADLESS in rules:
            reasons.append((_headless(statement), HEADLESS))
        if PLACE_LEFT_OPEN in rules:
            open_place = _(
                "“{quote}”: which place it belongs to is left open, "
                "for several are meant beside it or could be.",
                quote=statement.quote,
            )
            reasons.append((open_place, PLACE_LEFT_OPEN))
        for reason, rule in reasons:
            if reason is not None:
                yield doubt_of(statement, reason, rule)


def _reason(flag: Flag, statement: Statement) -> Message | None:
    quote = statement.quote
    if flag != "suspicious_multiplier":
        return _("“{quote}”: the sign in the number may part thousands or decimals.", quote=quote)
    number = quote[statement.number_start - statement.start :]
    if _FRACTION.match(number) is not None:
        return None  # «1 119,5 тыс.» was written with care: thousands with a fraction
    if statement.unit in _PEOPLE:
        residents = _residents(statement)
        value = statement.quantity.value
        if residents is not None and value is not None:
            if value <= residents and statement.unit == "person":
                return None
            if value > residents:
                return _(
                    "“{quote}” is more than the {residents} residents; the multiplier may be a slip. "
                    "It was read as written.",
                    quote=quote,
                    residents=f"{residents:,}".replace(",", "\u00a0"),
                )
    return _(
        "“{quote}” is a thousand thousands or more; the multiplier may be a slip. It was read as written.",
        quote=quote,
    )


def _residents(statement: Statement) -> int | None:
    """The published population of the statement's region, else of the country."""
    place = places().get(statement.place) if statement.place is not None else None
    while place is not None:
        known = population_of(place, _DAY)
        if known is not None:
            return known.value
        place = place.parent
    known = population_of(None, _DAY)
    return known.value if known is not None else None


def _headless(statement: Statement) -> Message:
    if statement.unit is not None:
        return _("“{quote}” names no currency; it was taken for tenge.", quote=statement.quote)
    return _("The text does not say what “{quote}” counts.", quote=statement.quote)


def _of_dates(sentences: Sequence[Sentence]) -> Iterator[Doubt]:
    """Dates that cannot be read alone: a year of two digits, a day and a month that may change places."""
    for sentence in sentences:
        if _UNCLEAR_DATE.search(sentence.text) is None:
            continue
        for mention in find_periods(sentence.text, sentence.language):
            date = _UNCLEAR_DATE.search(sentence.text, mention.start)  # «к 12.03.24» begins before its date
            if mention.doubt is not None and date is not None and date.start() < mention.end:
                quote = sentence.text[mention.start : mention.end]
                start, end = sentence.start + mention.start, sentence.start + mention.end
                yield Doubt(start, end, quote, mention.doubt, "unclear date", sentence.language)
