"""The patterns and words by which instructions are found, loaded from YAML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, partial
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict

from esep.language.remembered import Remembered
from esep.reading.instruction import InstructionType
from esep.reading.sentence_language import TextLanguage
from esep.yaml_texts import read_yaml

Need = Literal[
    "statement",
    "infinitive",
    "told_infinitive",
    "imperative",
    "task",
    "object",
    "told",
    "subject",
    "deadline",
    "future",
    "will",
]


class Example(BaseModel):
    """A sentence that a pattern must find, and what it must read from it."""

    model_config = ConfigDict(extra="forbid")
    text: str
    addressee: str | None = None
    deadline: str | None = None


class Description(BaseModel):
    """What a pattern reads, in one line of each language."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    kk: str
    ru: str
    en: str


class Pattern(BaseModel):
    """One way to tell, require or promise; the keys are explained at the head of instructions_ru.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    says: Description
    type: InstructionType
    cues: tuple[str, ...]
    find: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    needs: Need | None = None
    addressee: Literal["dative", "accusative", "subject", "we", "none"]
    tells: bool = False
    keeps_verb: bool = False
    positive: tuple[Example, ...]
    negative: tuple[str, ...]


class Words(BaseModel):
    """The words around an instruction in one language; explained in instruction_words.yaml."""

    model_config = ConfigDict(extra="forbid")
    actors: frozenset[str]
    openings: tuple[str, ...]
    speech: tuple[str, ...]
    told_too: tuple[str, ...]
    told_after: tuple[str, ...]
    told_words: frozenset[str] = frozenset()
    stamps: tuple[str, ...]
    breaks: tuple[str, ...]
    term_line: tuple[str, ...]
    responsible_line: tuple[str, ...]
    namely: tuple[str, ...]
    resolved: tuple[str, ...]
    own_decision: tuple[str, ...]
    empty: frozenset[str]
    helped: frozenset[str] = frozenset()
    stops: frozenset[str] = frozenset()
    not_bodies: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    after_dative: frozenset[str] = frozenset()
    not_future: tuple[str, ...] = ()
    governing: frozenset[str] = frozenset()
    subordinate: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    persons: frozenset[str] = frozenset()
    told_first: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    postpositions: frozenset[str] = frozenset()
    outside: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    participles: tuple[str, ...] = ()
    told_participles: tuple[str, ...] = ()


def _read(file: str) -> dict[str, object]:
    content: dict[str, object] = read_yaml(files(__package__).joinpath(file).read_text("utf-8"))
    return content


@cache
def patterns(language: TextLanguage) -> tuple[Pattern, ...]:
    """The patterns of ``language``, in the order in which they are tried."""
    entries = _read(f"instructions_{language}.yaml")["patterns"]
    assert isinstance(entries, list)
    return tuple(_pattern(entry) for entry in entries)


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
    parts = [word, *word.split("-")]
    return tuple(
        number
        for number, pattern in enumerate(patterns(language))
        if any(_is_cue(part, cue.replace("ё", "е")) for cue in pattern.cues for part in parts)
    )


def _is_cue(word: str, cue: str) -> bool:
    """Whether ``word`` is a cue, a word itself, its beginning («пору*») or its end («*ите»)."""
    if cue.startswith("*"):
        return word.endswith(cue[1:])
    return word.startswith(cue[:-1]) if cue.endswith("*") else word == cue


def _pattern(entry: dict[str, object]) -> Pattern:
    for key in ("find", "unless"):
        if key in entry:
            entry[key] = re.compile(str(entry[key]), re.IGNORECASE)
    return Pattern.model_validate(entry)


@cache
def words(language: TextLanguage) -> Words:
    """The words around an instruction in ``language``."""
    return Words.model_validate(_read("instruction_words.yaml")[language])


@cache
def list_rules() -> tuple[tuple[str, Description], ...]:
    """The rules that read points of lists, with what each reads."""
    entries = _read("instruction_lists.yaml")["rules"]
    assert isinstance(entries, list)
    return tuple((str(entry["name"]), Description.model_validate(entry["says"])) for entry in entries)
