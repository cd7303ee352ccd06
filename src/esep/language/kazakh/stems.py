"""The stems of official Kazakh and the proper names: what the analyser and the Latin alphabets look up.

``stems.tsv`` has a stem, its part of speech and a Russian gloss in a row; a verb's stem is its imperative.
``names.tsv`` has places, given names and the endings of surnames.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple, cast

PartOfSpeech = Literal[
    "noun",
    "adjective",
    "verb",
    "adverb",
    "postposition",
    "conjunction",
    "particle",
    "pronoun",
    "numeral",
    "abbreviation",
    "name",
]


class Stem(NamedTuple):
    """A row of the lexicon; ``russian`` is a gloss, empty for given names."""

    text: str
    part: PartOfSpeech
    russian: str


def _rows(name: str) -> list[list[str]]:
    text = files(__package__).joinpath(name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines()[1:] if line]


@cache
def stems() -> Mapping[str, tuple[Stem, ...]]:
    """Every stem in small letters with its rows: «жас» is a noun and an adjective."""
    found: dict[str, list[Stem]] = {}
    for text, part, russian in _rows("stems.tsv"):
        found.setdefault(text, []).append(Stem(text, cast(PartOfSpeech, part), russian))
    for text, kind, russian in _rows("names.tsv"):
        rows = found.setdefault(text.lower(), []) if not kind.endswith("ending") else []
        if not any(row.part == "name" for row in rows):
            rows.append(Stem(text, "name", russian))
    return {text: tuple(rows) for text, rows in found.items()}


@cache
def surname_endings() -> tuple[str, ...]:
    """How surnames end: «-ов», «-ұлы»."""
    return tuple(text[1:] for text, kind, _russian in _rows("names.tsv") if kind == "surname ending")


@cache
def lexicon_words() -> frozenset[str]:
    """Every stem and name in small letters."""
    return frozenset(stems())


@cache
def verb_stems() -> frozenset[str]:
    """The stems of verbs."""
    return frozenset(text for text, rows in stems().items() if any(row.part == "verb" for row in rows))
