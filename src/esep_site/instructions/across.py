"""The same task told in Kazakh and in Russian: found by what both texts share whatever their language.

That is figures with their units, days, places, the record or indicator that is served, and things and deeds
that ``concepts.yaml`` names in both languages. Nothing here knows of the database.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from esep.language import TextLanguage, read_quantities
from esep.periods.reading import find_periods
from esep.places import find_in_text, places
from esep.yaml_texts import read_yaml
from esep_site.instructions.alike import key_of

WEIGHTS: Mapping[str, int] = {
    "record": 4, "figure": 3, "indicator": 3, "day": 2, "place": 2, "thing": 2, "deed": 1,
}  # fmt: skip
"""Kinds of marks, and how much one of each tells of a task."""
LEAST = 4
"""Two tasks that share less than this, all marks together, say too little to be told the same."""
SMALL = 10
"""A smaller number without a unit («two stages») is no figure."""
LONG = 5
"""Letters from which on a Russian key stands for every word that begins so: «питан» for «питанием», too."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, order=True)
class Mark:
    """What a task says in any language: a figure «12 km», a day, a place's code, the code of a concept."""

    kind: str
    value: str

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"

    @classmethod
    def read(cls, written: str) -> Mark:
        """A mark as ``str`` wrote it."""
        kind, _space, value = written.partition(" ")
        return cls(kind, value)


def marks_of(text: str, language: TextLanguage, day: datetime.date) -> list[Mark]:
    """The marks of a text of a day, each once, in order."""
    periods = find_periods(text, language, day)
    found = {Mark("day", each.period.last.isoformat()) for each in periods if each.period}
    found |= set(_figures(text, language, [(each.start, each.end) for each in periods]))
    found |= {mark for each in find_in_text(text, language) for mark in place_mark(each.candidates[0].code)}
    found |= set(_concepts(text, language))
    return sorted(found)


def place_mark(code: str) -> Iterator[Mark]:
    """The mark of a place; none of a whole region, which every task of it has."""
    if set(code[2:]) != {"0"}:
        yield Mark("place", code)


def shared(one: Iterable[Mark], other: Iterable[Mark]) -> tuple[Fraction, list[Mark]]:
    """The share of the weights of all marks of two tasks that both have, 0 to 1, and the marks of both.

    0 where they tell of different things: name no thing or record in common, other figures of the same unit,
    places of which neither lies in the other.
    """
    first, second = set(one), set(other)
    both, either = first & second, first | second
    told = sum(WEIGHTS[mark.kind] for mark in both)
    about = any(mark.kind in ("thing", "record") for mark in both)
    if told < LEAST or not about or _differ(first, second):
        return Fraction(0), []
    by_weight = sorted(both, key=lambda mark: (-WEIGHTS[mark.kind], mark))
    return Fraction(told, sum(WEIGHTS[mark.kind] for mark in either)), by_weight


def _differ(first: set[Mark], second: set[Mark]) -> bool:
    if (_units(first) & _units(second)) - _units(first & second):
        return True
    here, there = ({mark.value for mark in marks if mark.kind == "place"} for marks in (first, second))
    return bool(here and there) and not any(_is_within(a, b) or _is_within(b, a) for a in here for b in there)


def _units(marks: Iterable[Mark]) -> set[str]:
    return {mark.value.partition(" ")[2] for mark in marks if mark.kind == "figure"}


def _is_within(code: str, other: str) -> bool:
    known = places()
    if code == other or code not in known:
        return code == other
    return other in {each.code for each in known.get(code).ancestors}


def _figures(text: str, language: TextLanguage, dates: Sequence[tuple[int, int]]) -> Iterator[Mark]:
    for each in read_quantities(text, language, dates):
        if each.value is not None and (each.unit or each.value >= SMALL):
            yield Mark("figure", f"{each.value.normalize():f} {each.unit or ''}".strip())


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    kk: tuple[str, ...]
    ru: tuple[str, ...]


class _Concepts(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    things: dict[str, _Words]
    deeds: dict[str, _Words]


@cache
def concepts() -> _Concepts:
    """The things and deeds that are known by their words in both languages."""
    return _Concepts.model_validate(
        read_yaml(files(__package__).joinpath("concepts.yaml").read_text("utf-8"))
    )


def words_of(mark: Mark) -> tuple[str, str]:
    """The words for a thing or deed in Kazakh and in Russian."""
    known = concepts()
    words = (known.things if mark.kind == "thing" else known.deeds)[mark.value]
    return words.kk[0], words.ru[0]


@dataclass(frozen=True)
class _Phrase:
    """Words one after another; each is a key, or with ``begins`` what the word begins with."""

    mark: Mark
    words: tuple[tuple[str, bool], ...]

    def stands(self, spoken: Sequence[tuple[str, str]], at: int) -> bool:
        """Whether the phrase stands there; ``spoken`` are words with their keys."""
        found = spoken[at : at + len(self.words)]
        return len(found) == len(self.words) and all(
            word.startswith(known) if begins else key == known
            for (known, begins), (word, key) in zip(self.words, found, strict=True)
        )


@cache
def _phrases(language: TextLanguage) -> tuple[_Phrase, ...]:
    known = concepts()
    return tuple(
        _Phrase(Mark(kind, code), tuple(_known(word, language) for word in phrase.split()))
        for kind, concepts in (("thing", known.things), ("deed", known.deeds))
        for code, words in concepts.items()
        for phrase in getattr(words, language)
    )


def _known(word: str, language: TextLanguage) -> tuple[str, bool]:
    if word.endswith("-"):
        return word[:-1], True
    key = key_of(word, language == "kk")
    return key, language == "ru" and len(key) >= LONG


def _concepts(text: str, language: TextLanguage) -> Iterator[Mark]:
    """The concepts of a text; a word of a phrase («детский сад») counts for that phrase alone."""
    words = [word.replace("ё", "е") for word in _WORD.findall(text.lower())]
    spoken = [(word, key_of(word, language == "kk")) for word in words]
    taken: dict[int, int] = {}
    for phrase in sorted(_phrases(language), key=lambda each: -len(each.words)):
        length = len(phrase.words)
        for at in range(len(spoken) - length + 1):
            if phrase.stands(spoken, at) and all(
                taken.get(i, length) == length for i in range(at, at + length)
            ):
                taken |= dict.fromkeys(range(at, at + length), length)
                yield phrase.mark
