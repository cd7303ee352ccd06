"""The day that a document gives itself in its first lines, by which «до 1 мая» and «биыл» are read."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from esep.periods import Span, find_periods
from esep.places import find_in_text
from esep.reading.sentences.document_head import lines_of_head, names_of_acts
from esep.yaml_texts import packaged_yaml

_HEAD = 800
"""Characters of a document in which lines of its head begin that can tell its day."""
_LONGEST_LINE = 160
_LONGEST_BARE_TITLE = 4
_OF_MEETING = re.compile(
    r"(?:[дт]ағы|[дт]егі)?\s+(?:\w+\s+){0,3}(?:отырыс|жиын|кеңес|мәжіліс|жиналыс|сапар)\w*\s+(?:кезінде\s+)?бер(?:ген|ілген)\b"
)
"""Behind the date of a title that goes on: «… 6 тамыздағы жұмыс сапары кезінде берген (тапсырмалары)»."""
_ENDS = ".!?…"
_LONGEST_GATHERING = 14
"""Words of «Поручения акима по итогам объезда 9 июля 2025 года»."""
_QUOTED_DAY = re.compile(r"[«\"“](\d{1,2})[»\"”]")
"""«17» марта 2025 года: as the day is filled in on forms."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class StatedDay:
    """A day and the place in the document that tells it."""

    day: datetime.date
    start: int
    end: int


def stated_day(text: str) -> StatedDay | None:
    """The one full date that has a line of the head to itself, or follows the title of the document.

    Beside it a number, a town, a time of day may stand; the act that approved a plan tells its date too.

    None where there is none, or where two such dates differ.
    """
    if _YEAR.search(text, 0, _HEAD) is None:
        return None
    found = list(_days(text))
    return found[0] if found and len({one.day for one in found}) == 1 else None


def _days(text: str) -> Iterator[StatedDay]:
    title = ""
    for start, line in lines_of_head(text):
        if start > _HEAD:
            return
        before, title = title, line if len(line.split()) <= _LONGEST_BARE_TITLE else ""
        line = _QUOTED_DAY.sub(r" \1 ", line.rstrip())
        if len(line) > _LONGEST_LINE or _YEAR.search(line) is None:
            continue
        for mention in find_periods(line):
            period = mention.period
            is_day = isinstance(period, Span) and period.first == period.last and mention.doubt is None
            is_day = is_day and mention.role != "deadline"  # «2025 жылғы 1 наурызға дейін қаулы жобасын …»
            if is_day and period is not None and _tells_day(line, mention.start, mention.end, before):
                yield StatedDay(period.first, start + mention.start, start + mention.end)


def _tells_day(line: str, start: int, end: int, before: str) -> bool:
    """Whether the date of a line is that of the document; ``before`` is the line above, if it is short."""
    title, beside, another, approved, gathering = _patterns()
    is_last = beside.fullmatch(line[end:]) is not None
    is_short = (
        len(line.split()) <= _LONGEST_GATHERING and beside.fullmatch(line[end:].rstrip(" :")) is not None
    )
    if is_short and gathering.search(line, 0, start) is not None:
        return True
    if _OF_MEETING.match(line, end) is not None and line.rstrip()[-1:] not in _ENDS:
        return True
    if _is_beside(line[:start], beside) and _is_beside(line[end:], beside):
        return True
    if approved.search(line) is not None:
        return another.search(line) is None and _is_dated(line, start, end)
    is_from = re.search(r"\bот\s+$", line[:start]) is not None
    if is_from and is_last and title.match(before.strip()) is not None and another.search(line) is None:
        return True  # «ПРОТОКОЛ», and below: «совещания … от 14 января 2026 года № 5»
    if title.search(line) is None or another.search(line) is not None:
        return False
    is_russian = is_from and title.match(line) is not None
    return (is_russian and is_last) or title.search(line, end) is not None


def tells_day_of_act(line: str) -> bool:
    """Whether a date of the line is that of an act: «Утверждён постановлением от 5 апреля 2024 года»."""
    title, _beside, _another, approved, _gathering = _patterns()
    return approved.search(line) is not None or title.match(line) is not None


def _is_beside(said: str, beside: re.Pattern[str]) -> bool:
    """Whether nothing but what may stand beside a date is said: «Астана, », « № 5»."""
    if beside.fullmatch(said) is not None:
        return True
    for mention in reversed(find_in_text(said)):
        said = said[: mention.start] + said[mention.end :]
    return beside.fullmatch(said) is not None


def _is_dated(line: str, start: int, end: int) -> bool:
    """Whether the date is that of the act named in the line: «от 5 апреля», «5 сәуірдегі № 78»."""
    return re.search(r"\bот\s+$", line[:start]) is not None or re.match(r"\w*\s+№", line[end:]) is not None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    content = content_of_days()
    titles = re.compile(rf"\b(?:{'|'.join([names_of_acts(), *content['titles']])})\b", re.IGNORECASE)
    words = "|".join(content["beside"])
    beside = re.compile(rf"(?:\s|[.,;|()–—-]|\b(?:{words})(?!\w)|№\s*[\w/-]+)*", re.IGNORECASE)
    lists = (
        re.compile("|".join(content[name]), re.IGNORECASE) for name in ("another", "approved", "gatherings")
    )
    return titles, beside, *lists


@cache
def content_of_days() -> dict[str, Any]:
    """``document_day.yaml``."""
    content: dict[str, Any] = packaged_yaml(__package__, "document_day.yaml")
    return content
