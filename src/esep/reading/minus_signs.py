"""Numbers with a minus before them: «минус 25 градусов», «прирост -5,4%», «(-3%)».

A hyphen before a number is a minus or a dash typed without its space, so the number is read without it, and
who reads on is told.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from esep.messages import messages_of
from esep.reading.sentences import Sentence
from esep.reading.statement import Doubt, Statement

_, _n = messages_of(__package__)

SIGNED = "minus before the number"
"""The rule of these doubts."""
_HYPHENS = "-–"
_MINUS = re.compile(r"(?<!\w)минус\s+\Z", re.IGNORECASE)
_BALANCE = re.compile(
    r"(?<!\w)(?:при)?рост[аеу]?\s\Z|(?:сальдо|динамика|отклонение|өсім\w*|айырма\w*|ауытқу\w*)\s\Z",
    re.IGNORECASE,
)
"""What can be below zero in any unit."""
_MEASURED = frozenset(["percent", "percentage_point", "degree"])
_FIRST_IN_CELL = "|\t("


def doubts_of_minus_signs(statements: Sequence[Statement], sentences: Sequence[Sentence]) -> Iterator[Doubt]:
    """A doubt about each figure before which a minus may stand."""
    starts = [sentence.start for sentence in sentences]
    for statement in statements:
        at = bisect_right(starts, statement.number_start) - 1
        if at < 0:
            continue
        text, offset = sentences[at].text, statement.number_start - starts[at]
        sign = _sign_before(text, offset, statement.unit)
        if sign is not None:
            start, end = starts[at] + sign, statement.end
            quote = text[sign : end - starts[at]]
            reason = _("“{quote}”: a minus may stand before the number; it was read without it.", quote=quote)
            yield Doubt(start, end, quote, reason, SIGNED, statement.language)


def _sign_before(text: str, offset: int, unit: str | None) -> int | None:
    """Where a minus, or a hyphen that may be one, stands before the number at ``offset``; else None."""
    last = text[offset - 1 : offset]
    if last == " ":
        found = _MINUS.search(text, max(0, offset - 7), offset) if text[offset - 2] in "сС" else None
        return found.start() if found is not None else None
    if not last or last not in _HYPHENS:
        return None
    before = text[: offset - 1].rstrip(" ")
    if not before or text[offset - 2] not in " …" + _FIRST_IN_CELL:
        return None  # a mark of a list, «А-12», «5-7»
    if before[-1] in _FIRST_IN_CELL or unit in _MEASURED or _BALANCE.search(text, 0, offset - 1):
        return offset - 1
    return None
