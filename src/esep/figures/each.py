"""So much to each.

«На 3 объекта направлено 600 млн тенге, по 200 млн тенге на каждый»: where one count and one sum stand before
it in the sentence, the count times what each gets must meet the sum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from esep.figures.finding import Finding
from esep.figures.official_text import OfficialText, is_level
from esep.figures.shown import Amount
from esep.figures.words import has_any, words
from esep.language import is_measure
from esep.messages import messages_of
from esep.reading.statement import Statement

_, _n = messages_of(__package__)

RULE = "so much to each"
_PIECE = re.compile(r"[,;:()]")


def check_each(text: OfficialText) -> Iterator[Finding]:
    """Each "so much to each" against the count and the sum before it."""
    for place in range(2, len(text.statements)):
        each = text.statements[place]
        count, total = text.statements[place - 2 : place]
        if _is_measured(count):
            count, total = total, count
        if not _is_of_each(text, each) or not _stand_alone(text, place):
            continue
        if _is_measured(count) or total.unit != each.unit or not _is_measured(total):
            continue
        yield from _judge(text, count, total, each)


def _is_measured(statement: Statement) -> bool:
    return statement.unit is not None and is_measure(statement.unit)


def _is_of_each(text: OfficialText, each: Statement) -> bool:
    """True for «по 200 млн тенге на каждый», «әрқайсысына 200 млн теңгеден»."""
    lead = _PIECE.split(text.lead_of(each))[-1]
    behind = _PIECE.split(text.text[each.end :].lower())[0]
    words_behind = " ".join(behind.split()[:2])
    return has_any(f"{lead} {words_behind}", words().each) and is_level(each)


def _stand_alone(text: OfficialText, place: int) -> bool:
    """True when the count and the sum are all that the sentence has said before."""
    sentence = text.sentence_of(text.statements[place])
    near = [text.sentence_of(other) == sentence for other in text.statements[max(0, place - 3) : place]]
    return near[-2:] == [True, True] and near[:-2] != [True]


def _judge(text: OfficialText, count: Statement, total: Statement, each: Statement) -> Iterator[Finding]:
    number = count.quantity.interval
    if not (is_level(count) and is_level(total) and number.is_exact and number.low is not None):
        return
    made = each.quantity.interval * number.low
    values = {
        "count": Amount.of(count),
        "each": Amount.of(each),
        "made": Amount(made),
        "total": Amount.of(total),
    }
    spans = (text.span(total), text.span(count), text.span(each))
    by = total.quantity.interval - made
    if made.meets(total.quantity.interval):
        sentence = _("{count} times {each} make {made}, as the text says ({total}).", **values)
        yield Finding("confirmation", RULE, spans, by, sentence)
    else:
        sentence = _("{count} times {each} make {made}, but the text says {total}.", **values)
        yield Finding("contradiction", RULE, spans, by, sentence)
