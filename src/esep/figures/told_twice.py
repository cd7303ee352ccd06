"""One change told twice, as an amount and as a percentage, with the level that it led to.

«Недоимка увеличилась на 33,7 млрд тенге, или на 76%, и составила 78 млрд», «бересі 33,7 млрд теңгеге немесе
76%-ға ұлғайып, 78 млрд теңгені құрады»: the level less the amount is that of which the percentage is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from esep.figures.change_sizes import Step, against_size, compares, direction_in
from esep.figures.finding import Finding
from esep.figures.official_text import CLAUSE, WORD, OfficialText, is_level, is_planned
from esep.figures.shown import Amount
from esep.figures.words import has_any, words
from esep.reading.statement import Statement


def check_told_twice(text: OfficialText) -> Iterator[Finding]:
    """Each pair of equal changes against the level right behind or right before them."""
    for place in range(1, len(text.statements)):
        amount, rate = text.statements[place - 1 : place + 1]
        is_pair = amount.is_change and rate.is_change and rate.relation == "equals"
        if not is_pair or rate.related_to != place - 1 or rate.unit not in ("percent", "times"):
            continue
        for level in _levels(text, place):
            if level.unit == amount.unit and is_level(level) and not is_planned(level):
                yield from _judge(text, amount, rate, level)
                break


def _levels(text: OfficialText, place: int) -> Iterator[Statement]:
    amount, rate = text.statements[place - 1 : place + 1]
    if place + 1 < len(text.statements):
        behind = text.statements[place + 1]
        between = text.text[rate.end : behind.start].lower()
        is_reached = has_any(f"{between} {_word_behind(text, behind)}", words().reaching)
        if is_reached and _only_joins(between) and text.sentence_of(behind) == text.sentence_of(rate):
            yield behind
    if place > 1:
        before = text.statements[place - 2]
        between = text.text[before.end : amount.start].lower()
        if text.sentence_of(before) == text.sentence_of(amount) and _only_joins(CLAUSE.split(between)[-1]):
            yield before


def _word_behind(text: OfficialText, level: Statement) -> str:
    """The word behind a Kazakh level: «78 млрд теңгені құрады»."""
    return " ".join(text.words_behind(level).split()[:1])


def _only_joins(between: str) -> bool:
    return all(map(compares, WORD.findall(between)))


def _judge(text: OfficialText, amount: Statement, rate: Statement, level: Statement) -> Iterator[Finding]:
    direction = direction_in(f"{text.clause_of(amount)} {text.clause_of(rate)}")
    if not direction:
        return
    now, change = level.quantity.interval, amount.quantity.interval
    began = now - change if direction > 0 else now + change
    if began.low is None or began.low <= 0:
        return
    step = Step(
        began, now, level.unit, (Amount(began), Amount.of(level)), (text.span(amount), text.span(level))
    )
    yield from filter(None, [against_size(text, step, rate)])
