"""Find the term of an instruction as it is written: «до 1 декабря», «жыл соңына дейін», «срочно»."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from esep.reading.sentence_language import TextLanguage

BETWEEN = "; "
"""What stands between two terms of one instruction."""


class _Phrases(BaseModel):
    model_config = ConfigDict(extra="forbid")
    month: str
    number: str
    year: str
    phrases: tuple[str, ...]


@cache
def _patterns(language: TextLanguage) -> tuple[re.Pattern[str], ...]:
    content = yaml.safe_load(files(__package__).joinpath("deadlines.yaml").read_text("utf-8"))
    known = _Phrases(**content[language])
    lists = {"{month}": known.month, "{number}": known.number, "{year}": known.year}
    return tuple(re.compile(rf"\b{_filled(phrase, lists)}(?!\w)", re.IGNORECASE) for phrase in known.phrases)


def _filled(phrase: str, lists: dict[str, str]) -> str:
    for name, alternatives in lists.items():
        phrase = phrase.replace(name, alternatives)
    return phrase


def find_deadlines(text: str, language: TextLanguage) -> list[tuple[int, int]]:
    """Places of the terms in ``text``, in order; where two meet, the earlier and then the longer stands."""
    places = {match.span() for pattern in _patterns(language) for match in pattern.finditer(text)}
    chosen: list[tuple[int, int]] = []
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if not chosen or start >= chosen[-1][1]:
            chosen.append((start, end))
    return chosen


def deadline_in(text: str, language: TextLanguage) -> str | None:
    """The terms in ``text`` as written, joined by a semicolon; None when there are none."""
    terms = [text[start:end] for start, end in find_deadlines(text, language)]
    return BETWEEN.join(dict.fromkeys(terms)) or None
