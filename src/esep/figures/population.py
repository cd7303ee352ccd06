"""Jobs and people against the population of the region.

A count of jobs or of people that is larger than everyone who can have lived in the region at the time
contradicts the published population. The limit is generous: the nearest published figure, widened by the
declared growth for each year between, with the regions that have since been divided off. People who come from
elsewhere or are counted at each visit (tourists, passengers, callers) are left out, and so are sentences that
speak of the country or the world.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from esep.figures.finding import Finding
from esep.figures.official_text import OfficialText, is_level, region_of, year_of
from esep.figures.shown import Amount, Day
from esep.figures.words import has_any, limits, words
from esep.language import Interval
from esep.messages import messages_of
from esep.places import population_of
from esep.reading.statement import Statement

_, _n = messages_of(__package__)

RULE = "people of the region"
EARLIEST = date(1991, 12, 16)


@dataclass(frozen=True)
class Expected:
    """The published population nearest to a statement's time, and what it allows for that time."""

    published: Decimal
    date: date
    interval: Interval
    is_dated: bool
    """False when neither the text nor the statement tells the year: the interval is then the widest."""


def check_population(text: OfficialText) -> Iterator[Finding]:
    """Each count of jobs or people that exceeds the population of its region."""
    for statement in text.statements:
        if statement.unit not in words().people_units or not is_level(statement):
            continue
        sentence = text.sentences[text.sentence_of(statement)].text.lower()
        if has_any(sentence, words().passing) or has_any(sentence, words().beyond_region):
            continue
        expected = expected_population(text, statement)
        if expected is not None and expected.interval.below(statement.quantity.interval):
            told = _(
                "The text says {stated}, more than everyone who can have lived in the region: "
                "{published} people on {date}, at most {most} at the time of the text.",
                stated=Amount(statement.quantity.interval),
                published=Amount(Interval.of(expected.published)),
                date=Day(expected.date),
                most=Amount(Interval.of(expected.interval.high or 0)),
            )
            by = statement.quantity.interval - expected.interval
            yield Finding("contradiction", RULE, (text.span(statement),), by, told)


def expected_population(text: OfficialText, statement: Statement) -> Expected | None:
    """What the published population allows for the statement's region and time; None where none is published.

    The region is that of the statement, else of the text. Only regions are judged: a statement about the
    country names no region.
    """
    region = region_of(statement.place) if statement.place is not None else text.region
    if region is None:
        return None
    year = year_of(statement) or text.year
    published = population_of(region, date(year, 7, 1) if year is not None else EARLIEST)
    if published is None:
        return None
    value, day, _source = published
    years = abs(day.year - year) if year is not None else limits().years_when_undated
    growth = limits().fast_growing.get(region, limits().yearly_change) * years
    low, high = value * max(1 - growth, Decimal(0)), value * (1 + growth)
    high += sum((_parted(code, day) * (1 + growth) for code in _divided_off(region, year)), Decimal(0))
    return Expected(Decimal(value), day, Interval(low, high), year is not None)


def _divided_off(region: str, year: int | None) -> tuple[str, ...]:
    """Regions that a text of that year (or of an unknown year) may count under ``region``."""
    for change in limits().border_changes:
        if change.region == region and (year is None or year <= change.until):
            return change.parted
    return ()


def _parted(code: str, day: date) -> Decimal:
    published = population_of(code, day)
    return Decimal(published[0]) if published is not None else Decimal(0)
