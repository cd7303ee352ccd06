"""The words of counted nouns: lists of ``phrases.yaml``, and the unit in which a noun is counted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from esep.language import Case, Token, UnitMatch, analyses, russian_key
from esep.language.endings import fold
from esep.language.lexicon import ordinals
from esep.reading.grammar.sentence_language import TextLanguage
from esep.word_lists import WordList, word_list
from esep.yaml_texts import packaged_yaml

LONGEST = 6
"""Words that a phrase can have before its noun."""
SHORTEST_TRADE = 5
_TOOLS = ("кіш", "қыш", "гіш", "ғыш")
"""Ends of nouns of tools and signs: «көрсеткіші» is an indicator, no one who shows."""
_NO_TRADES = ("каталог", "диалог", "монолог", "аналог", "пролог", "эпилог", "жәдігер")
"""Nouns that end as those of trades do and name no one."""


class _Kazakh(WordList):
    adjectives: frozenset[str]
    adjective_endings: tuple[str, ...]
    nouns: frozenset[str]
    narrowing: frozenset[str]
    joints: frozenset[str]
    firms: frozenset[str]
    qualities: frozenset[str]
    stops: frozenset[str]
    verb_endings: tuple[str, ...]
    rhetorical: frozenset[str]
    agenda: frozenset[str]
    people: frozenset[str]
    people_endings: tuple[str, ...]
    mere_adjectives: frozenset[str]
    counted: dict[str, frozenset[str]]


class _Russian(WordList):
    links: frozenset[str]
    prepositions: frozenset[str]
    rhetorical: frozenset[str]
    agenda: frozenset[str]
    animals: frozenset[str]
    firms: frozenset[str]
    counted: dict[str, frozenset[str]]


class _Words(WordList):
    kk: _Kazakh
    ru: _Russian


class Phrase(NamedTuple):
    """A counted noun: the tokens ``[first, last)``, the unit where the table knows it, and its case.

    ``qualifiers`` are the words before the noun. ``is_rhetorical`` tells of nouns that are spoken of in small
    numbers without being counted («два пути»), ``is_agenda`` of the titles of agendas («10 бағыт»).
    """

    first: int
    last: int
    noun: str
    unit: str | None
    qualifiers: tuple[str, ...] = ()
    case: Case | None = None
    is_rhetorical: bool = False
    is_agenda: bool = False


@cache
def phrase_words() -> _Words:
    """The words of ``phrases.yaml``."""
    return word_list(_Words, packaged_yaml(__package__, "phrases.yaml"))


def phrase_of(tokens: Sequence[Token], first: int, unit: UnitMatch, language: TextLanguage) -> Phrase:
    """The phrase from ``first`` to the end of the unit that was found."""
    noun = " ".join(token.text for token in tokens[unit.first : unit.last] if token.kind != "sign")
    qualifiers = qualifiers_of(tokens[first : unit.first])
    turns = turns_of_speech(tokens[unit.last - 1].key, language)
    return Phrase(first, unit.last, noun, unit.code, qualifiers, unit.case, *turns)


def is_ordinal(key: str) -> bool:
    """Whether a Kazakh word is an ordinal, which no noun before it is joined to: «5 жоба бірінші кезекте»."""
    return key in ordinals("kk")


def qualifiers_of(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The words that narrow a noun, without those that join them."""
    joints = phrase_words().kk.joints
    return tuple(token.text for token in tokens if token.kind == "word" and token.key not in joints)


@lru_cache(maxsize=50_000)
def noun_unit(key: str, language: TextLanguage) -> str | None:
    """The unit in which a noun that the table of units lacks is counted: «механизатор» is a person."""
    table = nouns_by_unit(language)
    if language == "ru":
        found = table.get(russian_key(key)) or table.get(russian_key(key.rpartition("-")[2]))
        return found
    found = next((table[a.stem] for a in analyses(key) if a.stem in table), None)
    if found is None and "-" in key:
        last = key.rpartition("-")[2]
        found = next((table[a.stem] for a in analyses(last) if a.stem in table), None)
    return found or ("person" if names_trade(key) else None)


@cache
def nouns_by_unit(language: TextLanguage) -> dict[str, str]:
    """The unit of each listed noun, by its stem (Kazakh) or its key (Russian)."""
    words = phrase_words().kk.counted if language == "kk" else phrase_words().ru.counted
    fit = fold if language == "kk" else russian_key
    return {fit(noun): unit for unit, nouns in words.items() for noun in nouns}


@lru_cache(maxsize=50_000)
def names_trade(key: str) -> bool:
    """Whether a Kazakh word in any form names people by their trade: «жүргізуші», «экономистер»."""
    endings, firms = phrase_words().kk.people_endings, phrase_words().kk.firms
    if is_ordinal(key):
        return False
    if any(a.possessive and a.stem.endswith(_TOOLS) for a in analyses(key)):
        return False
    if any(a.stem in firms or a.stem.endswith(_NO_TRADES) for a in analyses(key)):
        return False
    return any(
        (len(a.stem) > SHORTEST_TRADE or a.stem.endswith(("ушы", "уші"))) and a.stem.endswith(endings)
        for a in analyses(key)
    )


@lru_cache(maxsize=50_000)
def turns_of_speech(key: str, language: TextLanguage) -> tuple[bool, bool]:
    """Whether the noun is rhetorical, and whether it names an agenda."""
    words = phrase_words().kk if language == "kk" else phrase_words().ru
    if language == "kk":
        found = {analysis.stem for analysis in analyses(key)}
        return bool(found & words.rhetorical), bool(found & words.agenda)
    cut = russian_key(key)
    return cut in russian_keys("rhetorical"), cut in russian_keys("agenda")


@cache
def russian_keys(name: str) -> frozenset[str]:
    """The keys of a Russian list of ``phrases.yaml``."""
    return frozenset(russian_key(word) for word in getattr(phrase_words().ru, name))
