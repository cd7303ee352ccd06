"""The view of a text that the rules share: statements, the sentences they stand in, the words around them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from esep.figures.finding import Span
from esep.figures.words import limits, words
from esep.language import Interval
from esep.places import find_in_text
from esep.reading.sentences.sentence import Sentence
from esep.reading.statement import Statement

REGION_DIGITS = 2
CODE_DIGITS = 9
WORD = re.compile(r"[^\W\d]+")
"""A run of letters."""
PIECE = re.compile(r"[,;:()]")
"""What ends a piece of a sentence."""
CLAUSE = re.compile(r"[,;:(–—]")
"""What begins a clause; a dash is for a verb."""


@dataclass(frozen=True)
class OfficialText:
    """A text to check: its name, its words and what the reader found in it.

    ``date`` is the day of publication and ``place`` the KATO code of the region that speaks, where known.
    """

    name: str
    text: str
    statements: Sequence[Statement]
    sentences: Sequence[Sentence]
    date: date | None = None
    place: str | None = None

    def span(self, statement: Statement) -> Span:
        """The statement as a quoted place of this text."""
        return Span(self.name, statement.start, statement.end, self.text[statement.start : statement.end])

    def sentence_of(self, statement: Statement) -> int:
        """Index of the sentence that holds the statement's number; the last sentence before it otherwise."""
        return max(bisect_right(self._sentence_starts, statement.number_start) - 1, 0)

    def in_brackets(self, statement: Statement) -> bool:
        """True when the statement stands inside round brackets opened in its own sentence."""
        start = self.sentences[self.sentence_of(statement)].start if self.sentences else 0
        before = self.text[start : statement.number_start]
        return before.count("(") > before.count(")")

    def words_before(self, statement: Statement) -> str:
        """The text of the statement's sentence before it, in small letters."""
        start = self.sentences[self.sentence_of(statement)].start if self.sentences else 0
        return self.text[start : statement.start].lower()

    def words_behind(self, statement: Statement) -> str:
        """The text of the statement's sentence behind it, in small letters."""
        end = self.sentences[self.sentence_of(statement)].end if self.sentences else len(self.text)
        return self.text[statement.end : end].lower()

    def clause_of(self, statement: Statement) -> str:
        """The words that belong to the statement: its quote and what surrounds it up to its neighbours."""
        sentence = self.sentences[self.sentence_of(statement)]
        following = bisect_left(self._starts, statement.end)
        after = min([sentence.end, *self._starts[following : following + 1]])
        return self.text[self._end_before(statement, sentence.start) : after].lower()

    def lead_of(self, statement: Statement) -> str:
        """The words between the figure before it (or the sentence's start) and it, in small letters."""
        start = self.sentences[self.sentence_of(statement)].start if self.sentences else 0
        return self.text[self._end_before(statement, start) : statement.start].lower()

    def place_of(self, statement: Statement) -> int:
        """The index of one of the statements."""
        return self._places[id(statement)]

    def _end_before(self, statement: Statement, start: int) -> int:
        """Where the last statement before this one ends, or ``start``."""
        place = bisect_right(self._ends, statement.start)
        return max([start, *self._ends[max(0, place - 1) : place]])

    @cached_property
    def _places(self) -> dict[int, int]:
        return {id(statement): place for place, statement in enumerate(self.statements)}

    @cached_property
    def _starts(self) -> list[int]:
        return sorted(statement.start for statement in self.statements)

    @cached_property
    def _ends(self) -> list[int]:
        return sorted(statement.end for statement in self.statements)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def region(self) -> str | None:
        """KATO code of the region that speaks: the given one, or the one that the text names.

        A text that names other regions too speaks for none of them: it may be about the whole country.
        """
        named = regions_named(self.text) | ({region_of(self.place)} if self.place is not None else set())
        return named.pop() if len(named) == 1 else None

    @cached_property
    def year(self) -> int | None:
        """The year of publication, else the latest year that a statement is about."""
        if self.date is not None:
            return self.date.year
        years = [year for s in self.statements if (year := year_of(s)) is not None and not is_planned(s)]
        return max(years, default=None)


def regions_named(text: str) -> set[str]:
    """Codes of the regions that a text names or names a place of."""
    return {region_of(mention.candidates[0].code) for mention in find_in_text(text)}


def region_of(code: str) -> str:
    """The region's code of any place's code: 311035100 lies in 310000000."""
    return code[:REGION_DIGITS].ljust(CODE_DIGITS, "0")


def year_of(statement: Statement) -> int | None:
    """The first year of the statement's period, where the words of the text fix one."""
    iso = statement.period.iso if statement.period is not None else None
    return int(iso[:4]) if iso and iso[:4].isdigit() else None


def is_planned(statement: Statement) -> bool:
    """True for what is still to be done."""
    return statement.kind in ("plan", "target")


def is_level(statement: Statement) -> bool:
    """True when the statement is an amount or a count: neither a change, nor a rate, share or ratio."""
    return not statement.is_change and statement.unit not in words().rates


def rounded(measure: Statement) -> Interval:
    """What a share, a rate or a ratio can mean: its last digit is rounded, so 53 % is 52.5 to 53.5."""
    interval, value = measure.quantity.interval, measure.quantity.value
    if not interval.is_exact or value is None:
        return interval
    half = _last_digit(value) / 2
    return Interval(value - half, value + half)


def roughly(measure: Statement) -> Interval:
    """What a share or a rate is not contradicted by, though it is no exact rounding of it.

    Its last digit can have been cut off (64,3 % is 64.3 to below 64.4), a whole percentage be told roughly.
    """
    value = measure.quantity.value
    if value is None or measure.quantity.approximation is not None or measure.unit not in words().rates:
        return measure.quantity.interval
    if measure.unit == "percent" and value == value.to_integral_value():
        return Interval(value - limits().whole_percent, value + limits().whole_percent)
    return Interval(value, value + _last_digit(value), True, False)


def _last_digit(value: Decimal) -> Decimal:
    """One of the last digit that is written: 0.1 of 64.3, 1 of 53."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)


def comparable(first: Statement, second: Statement) -> bool:
    """True when both count the same kind of thing: one unit, or things that have no unit of measure."""
    if first.unit == second.unit:
        return True
    known = words().known_units
    return first.unit not in known and second.unit not in known


def total_of(statements: Sequence[Statement]) -> Interval:
    """The interval in which the sum of the statements lies."""
    total = Interval.of(0)
    for statement in statements:
        total = total + statement.quantity.interval
    return total
