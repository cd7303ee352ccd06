"""From one level to another, and the change that the text tells of it.

«Увеличить с A до B» with B below A (or a fall with B above A) contradicts itself. Where the change stands
beside the two levels («на 4 п.п. – с 31,2% до 34,2%», «2 есе, 40 млрд теңгеден 80 млрд теңгеге дейін»), the
three must meet; of percentages a change in per cent may be told in points too. Only what cannot meet is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from esep.figures.finding import Finding
from esep.figures.official_text import OfficialText, is_level, rounded
from esep.figures.shown import Amount
from esep.figures.words import has_any, limits, words
from esep.language import Interval
from esep.messages import messages_of
from esep.reading.statement import Statement

_, _n = messages_of(__package__)

RULE = "growth"
PER_CENT = 100
NEAR = 40
"""How many letters after the second figure the verb of growth or fall may begin."""
_BESIDE = re.compile(r"(?:\s|[.,:;(–—-]|\b(?:с|со|от|на|то есть|т\.е\.|или|яғни|до|бұл|это)\b)*")
"""What may stand between the levels and the change told of them."""


def check_changes(text: OfficialText) -> Iterator[Finding]:
    """Each "from A to B" against its verb and against the change that stands beside it."""
    for place, (first, second) in enumerate(pairwise(text.statements)):
        if not _is_near(text, first, second):
            continue
        yield from _against_verb(text, first, second)
        if second.relation == "change of" and second.related_to == place:
            for change in _changes_beside(text, place):
                yield from _against_change(text, first, second, change)


def _is_near(text: OfficialText, first: Statement, second: Statement) -> bool:
    near = second.start - first.end <= NEAR and first.unit == second.unit
    return near and text.sentence_of(first) == text.sentence_of(second)


def _against_verb(text: OfficialText, first: Statement, second: Statement) -> Iterator[Finding]:
    direction = _direction(text, first, second)
    low, high = _level(first), _level(second)
    values = {"first": Amount.of(first), "second": Amount(high)}
    spans = (text.span(first), text.span(second))
    if direction > 0 and high.below(low):
        sentence = _("The text speaks of growth from {first} to {second}, which is a fall.", **values)
        yield Finding("contradiction", RULE, spans, low - high, sentence)
    elif direction < 0 and low.below(high):
        sentence = _("The text speaks of a fall from {first} to {second}, which is growth.", **values)
        yield Finding("contradiction", RULE, spans, high - low, sentence)


def _level(statement: Statement) -> Interval:
    """A level as it was reached: «34,2%-ға дейін» is 34.2 and no bound at the end of "from A to B"."""
    quantity = statement.quantity
    if quantity.approximation == "<" and quantity.value is not None:
        return Interval.of(quantity.value)
    return quantity.interval


def _direction(text: OfficialText, first: Statement, second: Statement) -> int:
    """1 for "grows from A to B", -1 for "falls from A to B", 0 for anything else."""
    between = text.text[first.end : second.start]
    tail = text.text[second.end : second.end + NEAR].lower()
    head = text.words_before(first)[-NEAR:]
    kazakh = first.quote.lower().endswith(words().from_to_start) and (
        second.relation == "change of" or has_any(f"{second.quote} {tail}".lower(), words().from_to_end)
    )
    russian = head.rstrip().endswith((" с", " со", " от")) and between.strip().lower() == "до"
    if not (kazakh or russian):
        return 0
    around = tail if kazakh else head
    return int(has_any(around, words().growth)) - int(has_any(around, words().fall))


def _changes_beside(text: OfficialText, place: int) -> Iterator[Statement]:
    """The change right before the first level, or right behind the second."""
    first, second = text.statements[place : place + 2]
    sentence = text.sentence_of(first)
    if place:
        before = text.statements[place - 1]
        between = text.text[before.end : first.start].lower()
        if _tells_change(before) and text.sentence_of(before) == sentence and _BESIDE.fullmatch(between):
            yield before
    if place + 2 < len(text.statements):
        behind = text.statements[place + 2]
        between = text.text[second.end : behind.start].lower()
        if _tells_change(behind) and text.sentence_of(behind) == sentence and _BESIDE.fullmatch(between):
            yield behind


def _tells_change(statement: Statement) -> bool:
    """True for a change; points between two levels are one whatever the verb."""
    return statement.is_change or statement.unit == "percentage_point"


def _against_change(
    text: OfficialText, first: Statement, second: Statement, change: Statement
) -> Iterator[Finding]:
    low, high = _level(first), _level(second)
    if not is_level(first):
        low, high = rounded(first), rounded(second) if second.quantity.approximation is None else high
    computed = _computed(low, high, change, first)
    if not computed or any(way.meets(_stated(change)) for way in computed):
        return
    sentence = _(
        "From {first} to {second} the change is {computed}, but the text says {stated}.",
        first=Amount.of(first),
        second=Amount(_level(second)),
        computed=Amount(computed[0]),
        stated=Amount.of(change),
    )
    spans = (text.span(change), text.span(first), text.span(second))
    yield Finding("contradiction", RULE, spans, _stated(change) - computed[0], sentence)


def _stated(change: Statement) -> Interval:
    """The change as written; a whole number of times means what is nearer to it than the declared limit."""
    value = change.quantity.value
    if change.unit == "times" and value is not None and value == int(value):
        return Interval(value - limits().whole_times, value + limits().whole_times)
    return rounded(change) if change.unit in words().rates else change.quantity.interval


def _computed(low: Interval, high: Interval, change: Statement, first: Statement) -> list[Interval]:
    """The ways in which the change from one level to the other can be told in the unit of the change."""
    above, below = (low, high) if high.below(low) else (high, low)
    of_percents = first.unit == "percent"
    if change.unit == first.unit and not of_percents:
        return [above - below]
    if change.unit == "percentage_point":
        return [above - below] if of_percents else []
    if not low.low or low.low <= 0 or not below.low or below.low <= 0:
        return []
    if change.unit == "times":
        return [above / below]
    if change.unit == "percent":
        ratio = (above - below) * PER_CENT
        return [ratio / low, *([above - below] if of_percents else [])]
    return []
