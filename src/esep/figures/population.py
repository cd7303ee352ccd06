"""Jobs and people against the population of the region.

A count of jobs or of people that is larger than everyone who can have lived in the region at the time
contradicts the published population. The limit is generous: the nearest published figure, widened by the
declared growth for the time between. People who come from elsewhere or are counted at each visit (tourists,
passengers, callers) are left out, and so are sentences that speak of the country or the world.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from esep.errors import NotFound
from esep.figures.finding import Finding
from esep.figures.official_text import OfficialText, is_level, regions_named, year_of
from esep.figures.shown import Amount, Day
from esep.figures.words import has_any, limits, words
from esep.language import Interval
from esep.language.interval import exact
from esep.messages import messages_of
from esep.places import Place, Population, places, population_of
from esep.reading.statement import Statement

_, _n = messages_of(__package__)

RULE = "people of the region"
DAYS_OF_YEAR = 365


@dataclass(frozen=True)
class Expected:
    """The published populations nearest to a statement's time, and what they allow for that time."""

    published: tuple[Population, ...]
    interval: Interval
    is_dated: bool
    """False when neither the text nor the statement tells the year: all the declared years are allowed."""

    def nearest_to(self, number: Interval) -> Population:
        """The published population that lies nearest to the number."""
        middle = Fraction(number.low or 0) if number.high is None else Fraction(number.high)
        return min(self.published, key=lambda population: abs(population.value - middle))


def check_population(text: OfficialText) -> Iterator[Finding]:
    """Each count of jobs or people that exceeds the population of its region."""
    for statement in text.statements:
        if statement.unit not in words().people_units or not is_level(statement):
            continue
        low = statement.quantity.interval.low
        if low is None or low < limits().smallest_region:
            continue
        sentence = text.sentences[text.sentence_of(statement)].text.lower()
        if has_any(sentence, words().passing) or has_any(sentence, words().beyond_region):
            continue
        expected = expected_population(text, statement)
        if expected is None or not expected.interval.below(statement.quantity.interval):
            continue
        if _knows_region(text, statement):
            nearest = expected.nearest_to(statement.quantity.interval)
            told = _(
                "The text says {stated}, more than everyone who can have lived in the region: "
                "{published} people on {date}, at most {most} at the time of the text.",
                stated=Amount.of(statement),
                published=Amount(Interval.of(nearest.value)),
                date=Day(nearest.date),
                most=Amount(Interval.of(expected.interval.high or 0)),
            )
            by = statement.quantity.interval - expected.interval
            yield Finding("contradiction", RULE, (text.span(statement),), by, told)


def _knows_region(text: OfficialText, statement: Statement) -> bool:
    """True unless the text names its region only behind the statement, where another matter may begin."""
    end = text.sentences[text.sentence_of(statement)].end
    return text.place is not None or bool(regions_named(text.text[:end]))


def expected_population(text: OfficialText, statement: Statement) -> Expected | None:
    """What the published population allows for the statement's region and time; None where none is published.

    The region is the one that the sentence names, else that of the text. The time is the statement's year,
    else the day or the year of the text, else all the declared years.
    """
    region = _region(text, statement)
    if region is None:
        return None
    days = _days(text, statement)
    published = [(day, population_of(region, day)) for day in days]
    known = [(day, population) for day, population in published if population is not None]
    if not known:
        return None
    allowed = _allowed(*known[0])
    for day, population in known[1:]:
        allowed = allowed.hull(_allowed(day, population))
    found = tuple(dict.fromkeys(population for _day, population in known))
    return Expected(found, allowed, len(days) <= len(_days_of(0)))


def _region(text: OfficialText, statement: Statement) -> Place | None:
    """The one region that the statement's sentence names, else the region that the text speaks for."""
    named = regions_named(text.sentences[text.sentence_of(statement)].text)
    code = named.pop() if len(named) == 1 else None if named else text.region
    try:
        return places().get(code) if code is not None else None
    except NotFound:
        return None


def _days(text: OfficialText, statement: Statement) -> tuple[date, ...]:
    year = year_of(statement)
    if year is None and text.date is not None:
        return (text.date,)
    year = text.year if year is None else year
    if year is not None:
        return _days_of(year)
    first, last = limits().undated_years
    return tuple(day for year in range(first, last + 1) for day in _days_of(year))


def _days_of(year: int) -> tuple[date, ...]:
    """The first and the last day of a year: between them a region may have been divided."""
    year = max(year, 1)
    return date(year, 1, 1), date(year, 12, 31)


def _allowed(day: date, population: Population) -> Interval:
    """The published population, widened by the declared growth for the time between, at least for a year.

    A census revises the published figures of the years before it by about as much.
    """
    years = max(Fraction(abs((population.date - day).days), DAYS_OF_YEAR), Fraction(1))
    growth = Fraction(limits().yearly_change) * years
    return Interval(
        exact(population.value * max(1 - growth, Fraction(0))), exact(population.value * (1 + growth))
    )
