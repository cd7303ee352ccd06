"""Figures that add up although the text does not join them: jobs of businesses and of programmes.

Only exactly written figures of one unit that stand near one another are tried, and the sum must come first
or last. Such a sum confirms; figures that do not add up were perhaps never meant to, and nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from esep.figures.finding import Finding
from esep.figures.official_text import OfficialText, is_level
from esep.figures.shown import Amount
from esep.figures.words import limits
from esep.messages import messages_of
from esep.reading.statement import Statement

_, _n = messages_of(__package__)

RULE = "sum of siblings"
LEAST_DIGITS = 3


def check_siblings(text: OfficialText) -> Iterator[Finding]:
    """Each total that exactly one pair of its neighbours adds up to."""
    written_out = [s for s in text.statements if is_level(s) and s.unit is not None and _is_written_out(s)]
    for total in filter(_is_narrow, written_out):
        near = _neighbours(text, total, written_out)
        if len(near) > limits().most_neighbours:
            continue  # among many figures some add up by chance
        pairs = [pair for pair in combinations(near, 2) if _adds(text, total, pair)]
        if len(pairs) == 1:
            yield _finding(text, total, pairs[0])


def _is_written_out(statement: Statement) -> bool:
    """True for a number of three significant digits or more, neither "about" nor "more than"."""
    value = statement.quantity.value
    if value is None or value <= 0 or statement.quantity.approximation is not None:
        return False
    return len(value.normalize().as_tuple().digits) >= LEAST_DIGITS


def _is_narrow(statement: Statement) -> bool:
    """True when the interval is narrow beside its size."""
    low, high = statement.quantity.interval.low, statement.quantity.interval.high
    return (
        low is not None
        and high is not None
        and Fraction(high) - Fraction(low) <= limits().narrow * Fraction(high)
    )


def _neighbours(text: OfficialText, total: Statement, written_out: Sequence[Statement]) -> list[Statement]:
    """Statements of the same kind near the total; roughly rounded ones only where they are its parts."""
    index = text.place_of(total)
    apart = limits().sentences_apart_for_money if total.unit == "KZT" else limits().sentences_apart
    own = text.sentence_of(total)
    return [
        other
        for other in written_out
        if other is not total
        and (other.unit, other.kind, other.place) == (total.unit, total.kind, total.place)
        and other.part_of in (None, index)
        and abs(text.sentence_of(other) - own) <= apart
        and (other.part_of == index or _is_narrow(other))
    ]


def _in_one_list(text: OfficialText, first: Statement, second: Statement) -> bool:
    """True when one list of parts names both: the rule of parts has judged them."""
    return first.part_of == second.part_of and (text.sentence_of(first), text.in_brackets(first)) == (
        text.sentence_of(second),
        text.in_brackets(second),
    )


def _adds(text: OfficialText, total: Statement, pair: tuple[Statement, Statement]) -> bool:
    first, second = pair
    outside = total.start < min(first.start, second.start) or total.start > max(first.start, second.start)
    if not outside or (first.part_of is not None and _in_one_list(text, first, second)):
        return False
    return (first.quantity.interval + second.quantity.interval).meets(total.quantity.interval)


def _finding(text: OfficialText, total: Statement, pair: tuple[Statement, Statement]) -> Finding:
    first, second = (statement.quantity.interval for statement in pair)
    sentence = _(
        "{first} and {second} add up to {total}.",
        first=Amount.of(pair[0]),
        second=Amount.of(pair[1]),
        total=Amount.of(total),
    )
    spans = (text.span(total), text.span(pair[0]), text.span(pair[1]))
    return Finding("confirmation", RULE, spans, total.quantity.interval - (first + second), sentence)
