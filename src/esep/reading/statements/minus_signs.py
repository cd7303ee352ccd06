"""Numbers with a minus before them: «минус 25 градусов», «(-0,6%)», «– -573,1 млн», «прирост -5,4%».

Where it is plainly a sign, the number is below zero: behind the word «минус», first in brackets or in a cell,
behind a preposition or a verb of amount, which no dash follows, and behind another dash. Elsewhere a hyphen
before a number is a minus or a dash typed without its space: the number is read without it, and who reads on
is told.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from esep.language import Quantity
from esep.language.interval import Interval
from esep.messages import messages_of
from esep.reading.sentences.sentence import Sentence
from esep.reading.statement import Doubt, Statement

_, _n = messages_of("esep.reading")

SIGNED = "minus before the number"
"""The rule of these doubts and of numbers below zero."""
_HYPHENS = "-–"
_BEFORE_NUMBER = frozenset("-– ")
_BEFORE_SPACE = frozenset("сС-–")
_MINUS = re.compile(r"(?<!\w)минус\s+\Z", re.IGNORECASE)
_PLAIN = re.compile(
    r"[(|\t]\s*\Z|[–-]\s+\Z|(?<!\w)(?:до|от|с|со|на|ниже|выше|около|почти|составил[аои]?|составля[ею]т|равн[аоы]?)\s\Z",
    re.IGNORECASE,
)
"""Behind these no dash stands: a bracket, a cell, another dash, a preposition, a verb of amount."""
_SECOND_DASH = re.compile(r"[–-]\s+[–-]\s\Z")
_SIGNED_END = re.compile(r"…\s?[-–]\s?\d")
_BALANCE = re.compile(
    r"(?<!\w)(?:при)?рост[аеу]?\s\Z|(?:сальдо|динамика|отклонение|өсім\w*|айырма\w*|ауытқу\w*)\s\Z",
    re.IGNORECASE,
)
"""What can be below zero in any unit."""
_MEASURED = frozenset(["percent", "percentage_point", "degree"])
_FIRST_IN_CELL = "|\t("


def with_minus_signs(statements: Sequence[Statement], sentences: Sequence[Sentence]) -> tuple[Statement, ...]:
    """The statements, those below zero before which a minus plainly stands; their quotes begin with it."""
    starts = [sentence.start for sentence in sentences]
    return tuple(_with_sign(statement, sentences, starts) for statement in statements)


def _with_sign(statement: Statement, sentences: Sequence[Sentence], starts: Sequence[int]) -> Statement:
    at = bisect_right(starts, statement.number_start) - 1
    if at < 0 or not _may_have_sign(sentences[at].text, statement.number_start - starts[at]):
        return statement
    text, shift = sentences[at].text, starts[at]
    sign = _sign_before(text, statement.number_start - shift, statement)
    if sign is None or not sign[1]:
        return statement
    start = min(statement.start, shift + sign[0])
    quantity = replace(negated(statement.quantity), start=start)
    quote = text[start - shift : statement.start - shift] + statement.quote
    rule = f"{statement.rule}, {SIGNED}"
    return replace(statement, start=start, quote=quote, quantity=quantity, rule=rule)


def _may_have_sign(text: str, offset: int) -> bool:
    """Whether a hyphen or «минус» can stand before the number at ``offset``; for most numbers none does."""
    before = text[max(0, offset - 2) : offset]
    return before[-1:] in _BEFORE_NUMBER and (before[-1:] != " " or before[:1] in _BEFORE_SPACE)


def negated(quantity: Quantity) -> Quantity:
    """The quantity below zero; «ниже минус 20» lies below its number, as «ниже 20» does."""
    interval, value = -quantity.interval, None if quantity.value is None else -quantity.value
    if value is not None and quantity.approximation == "<":
        interval = Interval(None, value)
    elif value is not None and quantity.approximation == ">":
        interval = Interval(value, None)
    return replace(
        quantity,
        value=value,
        low=None if quantity.high is None else -quantity.high,
        high=None if quantity.low is None else -quantity.low,
        interval=interval,
    )


def doubts_of_minus_signs(statements: Sequence[Statement], sentences: Sequence[Sentence]) -> Iterator[Doubt]:
    """A doubt about each figure before which a minus may stand."""
    starts = [sentence.start for sentence in sentences]
    for statement in statements:
        at = bisect_right(starts, statement.number_start) - 1
        if at < 0:
            continue
        text, offset = sentences[at].text, statement.number_start - starts[at]
        sign = _sign_before(text, offset, statement)
        if sign is not None and not sign[1]:
            start, end = starts[at] + sign[0], statement.end
            quote = text[sign[0] : end - starts[at]]
            reason = _("“{quote}”: a minus may stand before the number; it was read without it.", quote=quote)
            yield Doubt(start, end, quote, reason, SIGNED, statement.language)


def _sign_before(text: str, offset: int, statement: Statement) -> tuple[int, bool] | None:
    """Where a minus, or a hyphen that may be one, stands before the number at ``offset``; whether plainly."""
    last = text[offset - 1 : offset]
    if last == " ":
        found = _MINUS.search(text, max(0, offset - 7), offset) if text[offset - 2] in "сС" else None
        if found is not None:
            return found.start(), True
        # «тапшылығы – - 573 082,7 мың теңге»
        return (offset - 2, True) if _SECOND_DASH.search(text, max(0, offset - 8), offset) else None
    if not last or last not in _HYPHENS:
        return None
    before = text[: offset - 1].rstrip(" ")
    if not before or text[offset - 2] not in " …" + _FIRST_IN_CELL:
        return None  # a mark of a list, «А-12», «5-7»
    if _PLAIN.search(text, max(0, offset - 20), offset - 1) or _SIGNED_END.search(statement.quote):
        return offset - 1, True
    if before[-1] in _FIRST_IN_CELL or statement.unit in _MEASURED or _BALANCE.search(text, 0, offset - 1):
        return offset - 1, False
    return None
