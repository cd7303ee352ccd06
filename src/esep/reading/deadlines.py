"""Find the term of an instruction as it is written: «до 1 декабря», «жыл соңына дейін», «срочно»."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from esep.periods import Period, find_periods
from esep.reading.sentence_language import TextLanguage
from esep.yaml_texts import read_yaml

BETWEEN = "; "
"""What stands between two terms of one instruction."""


@dataclass(frozen=True)
class Deadline:
    """A term in a text: its place, and its calendar period where the words fix one (due by its last day)."""

    start: int
    end: int
    period: Period | None


class _Phrases(BaseModel):
    model_config = ConfigDict(extra="forbid")
    number: str
    year: str
    phrases: tuple[str, ...]


@cache
def _patterns(language: TextLanguage) -> tuple[re.Pattern[str], ...]:
    content = read_yaml(files(__package__).joinpath("deadlines.yaml").read_text("utf-8"))
    known = _Phrases(**content[language])
    return tuple(
        re.compile(
            rf"\b{phrase.replace('{number}', known.number).replace('{year}', known.year)}(?!\w)",
            re.IGNORECASE,
        )
        for phrase in known.phrases
    )


def find_deadlines(
    text: str, language: TextLanguage, reference: datetime.date | None = None
) -> list[Deadline]:
    """The terms in ``text``, in order; where two meet, the earlier and then the longer stands.

    ``reference`` is the day of the text: with it «до конца года» gets its calendar period.
    """
    mentions = find_periods(text, language, reference)
    places = {(mention.start, mention.end) for mention in mentions if mention.role == "deadline"}
    places |= {found.span() for pattern in _patterns(language) for found in pattern.finditer(text)}
    chosen: list[Deadline] = []
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if not chosen or start >= chosen[-1].end:
            inside = (mention.period for mention in mentions if start <= mention.start and mention.end <= end)
            chosen.append(Deadline(start, end, next(filter(None, inside), None)))
    return chosen


def term_period(text: str, language: TextLanguage, reference: datetime.date | None = None) -> Period | None:
    """The calendar period of a text that is nothing but a term: «1 декабря 2026 года»."""
    return next(
        (mention.period for mention in find_periods(text, language, reference) if mention.period), None
    )


def as_written(text: str, deadlines: Sequence[Deadline]) -> str | None:
    """The words of the terms, joined by a semicolon; None when there are none."""
    terms = [text[deadline.start : deadline.end] for deadline in deadlines]
    return BETWEEN.join(dict.fromkeys(terms)) or None


def due_period(deadlines: Sequence[Deadline]) -> Period | None:
    """The calendar period of the first term that has one."""
    return next((deadline.period for deadline in deadlines if deadline.period is not None), None)
