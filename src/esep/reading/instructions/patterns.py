"""The patterns and words by which instructions are found, loaded from YAML."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, cached_property, partial
from typing import Any, Literal

from esep.language.remembered import Remembered
from esep.reading.grammar.sentence_language import TextLanguage
from esep.reading.instruction import InstructionType
from esep.word_lists import WordList, word_list
from esep.yaml_texts import packaged_yaml

Need = Literal[
    "statement",
    "infinitive",
    "told_infinitive",
    "named_infinitive",
    "imperative",
    "task",
    "object",
    "told",
    "banned",
    "subject",
    "deadline",
    "future",
    "will",
]


class Example(WordList):
    """A sentence that a pattern must find, and what it must read from it."""

    text: str
    addressee: str | None = None
    deadline: str | None = None


class Description(WordList):
    """What a pattern reads, in one line of each language."""

    kk: str
    ru: str
    en: str


class Pattern(WordList, kw_only=True):
    """One way to tell, require or promise; the keys are explained at the head of instructions_ru.yaml."""

    name: str
    says: Description
    type: InstructionType
    cues: tuple[str, ...]
    find: str
    unless: str | None = None
    needs: Need | None = None
    addressee: Literal["dative", "accusative", "subject", "we", "none"]
    tells: bool = False
    keeps_verb: bool = False
    positive: tuple[Example, ...]
    negative: tuple[str, ...]

    @cached_property
    def trigger(self) -> re.Pattern[str]:
        """``find``, compiled when a sentence first has a cue of the pattern."""
        return re.compile(self.find, re.IGNORECASE)

    @cached_property
    def exception(self) -> re.Pattern[str] | None:
        """``unless``, compiled with it."""
        return None if self.unless is None else re.compile(self.unless, re.IGNORECASE)


def _read(file: str) -> dict[str, Any]:
    content: dict[str, Any] = packaged_yaml(__package__, file)
    return content


@cache
def patterns(language: TextLanguage) -> tuple[Pattern, ...]:
    """The patterns of ``language``, in the order in which they are tried."""
    return tuple(word_list(Pattern, entry) for entry in _read(f"patterns_{language}.yaml")["patterns"])


def patterns_for(words: Iterable[str], language: TextLanguage) -> list[Pattern]:
    """The patterns with a cue among ``words`` (folded), in the order in which they are tried."""
    numbers = _numbers(language)
    cued = {number for word in words for number in numbers[word]}
    rows = patterns(language)
    return [rows[number] for number in sorted(cued)]


def is_cue(word: str, language: TextLanguage) -> bool:
    """Whether ``word`` (folded) is a cue of some pattern."""
    return bool(_numbers(language)[word])


@cache
def _numbers(language: TextLanguage) -> Remembered[tuple[int, ...]]:
    return Remembered(partial(_numbers_of, language=language))


def _numbers_of(word: str, language: TextLanguage) -> tuple[int, ...]:
    """The numbers of the patterns that ``word``, or a part of it between hyphens, is a cue of."""
    words, beginnings, ends = _cues(language)
    found: set[int] = set()
    for part in {word, *word.split("-")}:
        found.update(words.get(part, ()))
        for length in range(len(part) + 1):
            found.update(beginnings.get(part[:length], ()), ends.get(part[length:], ()))
    return tuple(sorted(found))


Cues = Mapping[str, set[int]]


@cache
def _cues(language: TextLanguage) -> tuple[Cues, Cues, Cues]:
    """The numbers of the patterns by their cues: words, beginnings of words («пору*») and ends («*ите»)."""
    words, beginnings, ends = (defaultdict[str, set[int]](set) for _ in range(3))
    for number, pattern in enumerate(patterns(language)):
        for cue in pattern.cues:
            known = ends if cue.startswith("*") else beginnings if cue.endswith("*") else words
            known[cue.strip("*").replace("ё", "е")].add(number)
    return words, beginnings, ends


@cache
def list_rules() -> tuple[tuple[str, Description], ...]:
    """The rules that read points of lists, with what each reads."""
    entries = _read("lists.yaml")["rules"]
    return tuple((str(entry["name"]), word_list(Description, entry["says"])) for entry in entries)
