"""From one level to another, and the change that the text tells of it.

«Увеличить с A до B» with B below A (or a fall with B above A) contradicts itself. Where the change stands
beside the two levels («на 4 п.п. – с 31,2% до 34,2%», «2 есе, 40 млрд теңгеден 80 млрд теңгеге дейін»), the
three must meet; of percentages a change in per cent may be told in points too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from esep.figures.change_sizes import Step, against_direction, against_size, direction_in
from esep.figures.finding import Finding
from esep.figures.official_text import OfficialText, is_level, rounded
from esep.figures.shown import Amount
from esep.figures.words import has_any, words
from esep.language import Interval
from esep.reading.statement import Statement

NEAR = 40
"""How many letters after the second figure the verb of growth or fall may begin."""
_WORD = re.compile(r"\w+")
_BESIDE = re.compile(r"[\s\w.,:;()–—-]*")


def check_changes(text: OfficialText) -> Iterator[Finding]:
    """Each "from A to B" against its verb and against the change that stands beside it."""
    for place, (first, second) in enumerate(pairwise(text.statements)):
        if _is_near(text, first, second):
            yield from _of_pair(text, place, first, second)
        step = _step_of_range(text, first)
        if step is not None and _is_beside(text, first, second) and direction_in(text.clause_of(second)):
            yield from filter(None, [against_size(text, step, second)])


def _of_pair(text: OfficialText, place: int, first: Statement, second: Statement) -> Iterator[Finding]:
    wrong = against_direction(_step(text, first, second), _direction(text, first, second))
    if wrong is not None:
        yield wrong
    elif (second.relation == "change of" and second.related_to == place) or _is_to_this_year(
        text, first, second
    ):
        step = _rounded_step(text, first, second)
        for change in _changes_beside(text, place):
            yield from filter(None, [against_size(text, step, change)])


def _is_to_this_year(text: OfficialText, first: Statement, second: Statement) -> bool:
    """True for «214 млрд теңгеден биыл 400 млрд теңгеге»."""
    between = text.text[first.end : second.start].lower().split()
    case = (first.quantity.case, second.quantity.case)
    return (
        case == ("ablative", "dative")
        and bool(between)
        and all(has_any(w, words().this_year) for w in between)
    )


def _is_near(text: OfficialText, first: Statement, second: Statement) -> bool:
    near = second.start - first.end <= NEAR and first.unit == second.unit
    return near and text.sentence_of(first) == text.sentence_of(second)


def _step(text: OfficialText, first: Statement, second: Statement) -> Step:
    low, high = first.quantity.interval, second.quantity.interval
    reached = second.quantity.value
    shown = (Amount.of(first), Amount.of(second))
    if second.quantity.approximation == "<" and reached is not None:
        # «34,2%-ға дейін» at the end of "from A to B" is no bound; it is written as exactly as A is
        half = _half_width(low)
        high, shown = Interval(reached - half, reached + half), (shown[0], Amount(Interval.of(reached)))
    return Step(low, high, first.unit, shown, (text.span(first), text.span(second)))


def _half_width(level: Interval) -> Decimal:
    if isinstance(level.low, Decimal) and isinstance(level.high, Decimal):
        return (level.high - level.low) / 2
    return Decimal(0)


def _rounded_step(text: OfficialText, first: Statement, second: Statement) -> Step:
    """The step between two levels, or between two shares, whose last digit is rounded."""
    step = _step(text, first, second)
    if is_level(first):
        return step
    high = rounded(second) if second.quantity.approximation is None else step.second
    return Step(rounded(first), high, step.unit, step.shown, step.spans)


def _step_of_range(text: OfficialText, statement: Statement) -> Step | None:
    """«12 500-ден 13 100-ге дейін», which is read as one range of numbers."""
    low, high = statement.quantity.low, statement.quantity.high
    told = statement.quote.lower()
    if low is None or high is None or not has_any(told.rpartition(" ")[2], words().from_to_end):
        return None
    if not any(word.endswith(words().from_to_start) for word in _WORD.findall(told)):
        return None
    first, second = Interval.of(low), Interval.of(high)
    return Step(first, second, statement.unit, (Amount(first), Amount(second)), (text.span(statement),))


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
    if place and _is_beside(text, text.statements[place - 1], first):
        yield text.statements[place - 1]
    if place + 2 < len(text.statements) and _is_beside(text, second, text.statements[place + 2]):
        yield text.statements[place + 2]


def _is_beside(text: OfficialText, former: Statement, latter: Statement) -> bool:
    """True for a level and a change of one sentence with nothing between but what joins them.

    «Снизилось на 15% (с 240 до 204)», «150-ден 120-ға түсіп, 20%-ға азайды».
    """
    between = text.text[former.end : latter.start].lower()
    joining = (*words().growth, *words().fall, *words().reaching, *words().more, *words().less)
    return (
        text.sentence_of(former) == text.sentence_of(latter)
        and (_tells_change(former) or _tells_change(latter))
        and _BESIDE.fullmatch(between) is not None
        and all(word in words().beside or word.startswith(joining) for word in _WORD.findall(between))
    )


def _tells_change(statement: Statement) -> bool:
    """True for a change; points between two levels are one whatever the verb."""
    return statement.is_change or statement.unit == "percentage_point"
