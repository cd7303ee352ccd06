"""The day that a document gives itself in its first lines, by which «до 1 мая» and «биыл» are read."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from esep.periods import Span, find_periods
from esep.yaml_texts import packaged_yaml

_HEAD = 800
"""Characters of a document in which its day is sought, and"""
_MOST_LINES = 10
"""lines that are not empty."""
_LONGEST_LINE = 160
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class StatedDay:
    """A day and the place in the document that tells it."""

    day: datetime.date
    start: int
    end: int


def stated_day(text: str) -> StatedDay | None:
    """The one full date that has a line of the head to itself, or follows the title of the document.

    None where there is none, or where two such dates differ.
    """
    if _YEAR.search(text, 0, _HEAD) is None:
        return None
    found = list(_days(text))
    return found[0] if found and len({one.day for one in found}) == 1 else None


def _days(text: str) -> Iterator[StatedDay]:
    for start, line in _lines(text):
        if len(line) > _LONGEST_LINE or _YEAR.search(line) is None:
            continue
        for mention in find_periods(line):
            period = mention.period
            is_day = isinstance(period, Span) and period.first == period.last and mention.doubt is None
            if is_day and period is not None and _tells_day(line, mention.start, mention.end):
                yield StatedDay(period.first, start + mention.start, start + mention.end)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The first lines that are not empty, each with its place."""
    place = lines = 0
    for line in text[:_HEAD].splitlines(keepends=True):
        if line.strip():
            yield place, line.rstrip()
            lines += 1
        place += len(line)
        if lines == _MOST_LINES:
            return


def _tells_day(line: str, start: int, end: int) -> bool:
    title, beside, another = _patterns()
    if beside.fullmatch(line[:start]) and beside.fullmatch(line[end:]):
        return True
    if title.search(line) is None or another.search(line) is not None:
        return False
    is_russian = re.search(r"\bот\s+$", line[:start]) is not None and title.match(line) is not None
    return (is_russian and beside.fullmatch(line[end:]) is not None) or title.search(line, end) is not None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    content = content_of_days()
    titles = re.compile(rf"\b(?:{'|'.join(content['titles'])})\b", re.IGNORECASE)
    words = "|".join(content["beside"])
    beside = re.compile(rf"(?:\s|[.,;–—-]|\b(?:{words})(?!\w)|№\s*[\w/-]+)*", re.IGNORECASE)
    return titles, beside, re.compile("|".join(content["another"]), re.IGNORECASE)


@cache
def content_of_days() -> dict[str, Any]:
    """``document_day.yaml``."""
    content: dict[str, Any] = packaged_yaml(__package__, "document_day.yaml")
    return content
