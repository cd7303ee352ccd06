"""How large the change from one level to another is, in the unit in which the text tells it."""

from __future__ import annotations

from dataclasses import dataclass

from esep.figures.finding import Finding, Span
from esep.figures.official_text import OfficialText, roughly, rounded
from esep.figures.shown import Amount
from esep.figures.words import has_any, has_word, limits, words
from esep.language import Interval
from esep.messages import messages_of
from esep.reading.statement import Statement

_, _n = messages_of(__package__)

RULE = "growth"
PER_CENT = 100


@dataclass(frozen=True)
class Step:
    """From one level to another: what each can be, how it is shown, and where the text gives them."""

    first: Interval
    second: Interval
    unit: str | None
    shown: tuple[Amount, Amount]
    spans: tuple[Span, ...]


def direction_in(told: str) -> int:
    """1 for growth or more in the words (small letters), -1 for a fall or less, 0 for neither or both."""
    more = has_any(told, words().growth) or has_word(told, words().more)
    less = has_any(told, words().fall) or has_word(told, words().less)
    return int(more) - int(less)


def compares(word: str) -> bool:
    """True for the words (small letters) of which a comparison is made: «что», «больше», «составив»."""
    return word in (*words().beside, *words().more, *words().less) or word.startswith(
        (
            *words().growth,
            *words().fall,
            *words().earlier,
            *words().earlier_behind,
            *words().compared_time,
            *words().reaching,
        )
    )


def against_direction(step: Step, direction: int) -> Finding | None:
    """A step down of which the text speaks as of growth, or a step up that is told as a fall."""
    first, second = step.shown
    if direction > 0 and step.second.below(step.first):
        sentence = _(
            "The text speaks of growth from {first} to {second}, which is a fall.", first=first, second=second
        )
        return Finding("contradiction", RULE, step.spans, step.first - step.second, sentence)
    if direction < 0 and step.first.below(step.second):
        sentence = _(
            "The text speaks of a fall from {first} to {second}, which is growth.", first=first, second=second
        )
        return Finding("contradiction", RULE, step.spans, step.second - step.first, sentence)
    return None


def against_size(text: OfficialText, step: Step, change: Statement) -> Finding | None:
    """The change that the text tells of a step, held against it; None where that decides nothing."""
    computed, stated = _computed(step, change), _stated(change)
    if not computed:
        return None
    meeting = next((way for way in computed if way.meets(stated)), None)
    values = {
        "first": step.shown[0],
        "second": step.shown[1],
        "computed": Amount(meeting or computed[0]),
        "stated": Amount.of(change),
    }
    spans = (text.span(change), *step.spans)
    if meeting is not None:
        sentence = _(
            "From {first} to {second} the change is {computed}, as the text says ({stated}).", **values
        )
        return Finding("confirmation", RULE, spans, stated - meeting, sentence)
    if any(way.meets(roughly(change)) for way in computed):
        return None
    sentence = _("From {first} to {second} the change is {computed}, but the text says {stated}.", **values)
    return Finding("contradiction", RULE, spans, stated - computed[0], sentence)


def _stated(change: Statement) -> Interval:
    """The change as written; a whole number of times means what is nearer to it than the declared limit."""
    value = change.quantity.value
    if change.unit == "times" and value is not None and value == int(value):
        return Interval(value - limits().whole_times, value + limits().whole_times)
    return rounded(change) if change.unit in words().rates else change.quantity.interval


def _computed(step: Step, change: Statement) -> list[Interval]:
    """The ways in which the change from one level to the other can be told in the unit of the change."""
    first, second = step.first, step.second
    above, below = (first, second) if second.below(first) else (second, first)
    of_percents = step.unit == "percent"
    if change.unit == step.unit and not of_percents:
        return [above - below]
    if change.unit == "percentage_point":
        return [above - below] if of_percents else []
    if not first.low or first.low <= 0 or not below.low or below.low <= 0:
        return []
    if change.unit == "times":
        return [above / below]
    if change.unit == "percent":
        ratio = (above - below) * PER_CENT
        return [ratio / first, *([above - below] if of_percents else [])]
    return []
