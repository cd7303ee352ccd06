"""The word lists of the room, loaded once: number words, approximators, units."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, Literal

import msgspec

from esep.language.endings import Case, fold, forms, is_front, sound_class
from esep.language.quantity import Approximation
from esep.word_lists import WordList, word_list
from esep.yaml_texts import packaged_yaml

TextLanguage = Literal["kk", "ru"]
ABOUT_ENDINGS = ("дай", "дей", "тай", "тей")
"""Kazakh endings that make a number approximate: «540-тай адам»."""
Role = Literal["cardinal", "joined", "hundred", "multiplier", "half more", "half", "decimal"]


class NumeralTable(WordList, kw_only=True):
    """Number words of one language."""

    cardinals: dict[int, list[str]]
    joined: dict[int, list[str]] = msgspec.field(default_factory=dict)
    hundred: tuple[str, ...] = ()
    multipliers: dict[int, list[str]]
    rounds: dict[int, list[str]] = msgspec.field(default_factory=dict)
    half_more: list[str]
    halves: list[str]
    decimals: dict[str, list[str]] = msgspec.field(default_factory=dict)
    shares: dict[str, list[str]]
    every: frozenset[str]
    times: list[str]
    before_times: frozenset[str]
    times_words: dict[int, list[str]]
    multiples: dict[int, str] = msgspec.field(default_factory=dict)
    multiplied: tuple[str, ...] = ()


class ApproximatorTable(WordList):
    """Words that make a number approximate, before and after it."""

    before: dict[Approximation, list[str]]
    after: dict[Approximation, list[str]]
    after_needs_case: dict[Case, frozenset[str]]


class KazakhRange(WordList):
    """«5-тен 7-ге дейін»."""

    from_case: Case
    to_case: Case
    to_word: str
    change_verbs: tuple[str, ...]


class RussianRange(WordList):
    """«от 5 до 7»."""

    from_words: frozenset[str]
    to_words: frozenset[str]
    change_words: frozenset[str]


class Ranges(WordList):
    """How a range is told in words."""

    kk: KazakhRange
    ru: RussianRange


class Reading(WordList):
    """The rules by which a written figure becomes an interval."""

    approximators: dict[TextLanguage, ApproximatorTable]
    ranges: Ranges
    approximation_width: Decimal
    share_width: Decimal
    share_places: int
    rounded_units: frozenset[str]
    suspicious_from: int
    money_units: frozenset[str]


@dataclass(frozen=True)
class NumberWord:
    """One form of a number word: its value, what it does in a numeral, and the Kazakh endings it carries.

    ``about`` is the ending of likeness: «жүздей» is about a hundred.
    """

    value: Decimal
    role: Role
    case: Case | None = None
    possessive: bool = False
    about: bool = False


@cache
def load(name: str) -> Any:
    """The content of a YAML file of this room; read once, so nobody may change it."""
    return packaged_yaml(__package__, name)


@cache
def numerals(language: TextLanguage) -> NumeralTable:
    """The number words of ``language``."""
    return word_list(NumeralTable, load("numerals.yaml")[language])


@cache
def reading_rules() -> Reading:
    """Approximators and the rules of intervals."""
    return word_list(Reading, load("quantities.yaml"))


@cache
def number_words(language: TextLanguage) -> dict[str, NumberWord]:
    """Every form of every number word, folded."""
    table = numerals(language)
    words: dict[str, NumberWord] = {}
    _add(words, language, "cardinal", table.cardinals)
    _add(words, language, "joined", table.joined)
    _add(words, language, "hundred", {100: table.hundred})
    _add(words, language, "multiplier", {**table.multipliers, **table.rounds})
    _add(words, language, "half more", {"0.5": table.half_more})
    _add(words, language, "half", {"0.5": table.halves})
    _add(words, language, "decimal", table.decimals)
    return words


def _add(words: dict[str, NumberWord], language: TextLanguage, role: Role, rows: Any) -> None:
    for value, written in rows.items():
        for word in written:
            if language == "ru":
                words.setdefault(fold(word), NumberWord(Decimal(value), role))
                continue
            for form, analysis in forms(word).items():
                if form == word and Decimal(value) > 1:  # «бірдей» is «equal»
                    for ending in ABOUT_ENDINGS:
                        words.setdefault(fold(word + ending), NumberWord(Decimal(value), role, about=True))
                    if role == "multiplier":
                        _add_some(words, word, Decimal(value))
                if not analysis.plural:
                    case = (
                        None if analysis.case == "nominative" and not analysis.possessive else analysis.case
                    )
                    words.setdefault(fold(form), NumberWord(Decimal(value), role, case, analysis.possessive))


def _add_some(words: dict[str, NumberWord], word: str, value: Decimal) -> None:
    """«оның 16 мыңдайы»: about so many of those that were told."""
    for ending in ABOUT_ENDINGS:
        for form, analysis in forms(word + ending).items():
            if analysis.possessive and not analysis.plural:
                case = None if analysis.case == "nominative" else analysis.case
                words.setdefault(fold(form), NumberWord(value, "multiplier", case, True, about=True))


@cache
def share_words(language: TextLanguage) -> dict[str, tuple[Fraction, Case | None]]:
    """Forms of the words for a half, a third, a quarter: the share and the Kazakh case."""
    words: dict[str, tuple[Fraction, Case | None]] = {}
    for share, written in numerals(language).shares.items():
        for word in written:
            if language == "ru":
                words[fold(word)] = Fraction(share), None
                continue
            made = {form: a.case for form, a in forms(word).items() if a.possessive and not a.plural}
            words.update((fold(form), (Fraction(share), case)) for form, case in made.items())
    return words


@cache
def ordinals(language: TextLanguage) -> dict[str, int]:
    """Forms of the ordinals: «третий», «үшінші»."""
    rules = _ordinal_rules()
    if language == "ru":
        return {
            fold(stem + ending): value
            for value, stem in rules["ru"].items()
            for ending in rules["ru_endings"]
        }
    found: dict[str, int] = {}
    table = numerals("kk")
    rows = {**table.cardinals, 100: table.hundred, **{k: v[:1] for k, v in table.multipliers.items()}}
    for value, written in rows.items():
        for form in forms(kazakh_ordinal(written[0])):
            found.setdefault(fold(form), value)
    return found


def kazakh_ordinal(word: str) -> str:
    """The Kazakh ordinal of a cardinal: «үш», «үшінші»."""
    rules: dict[str, str] = _ordinal_rules()["kk"]
    stem = str(_ordinal_rules()["kk_stems"].get(word, word))
    pattern = rules["suffix_after_vowel"] if sound_class(stem) == "vowel" else rules["suffix"]
    return stem + pattern.format(y="і" if is_front(stem) else "ы")


@cache
def _ordinal_rules() -> dict[str, Any]:
    return dict(load("numerals.yaml")["ordinals"])


@cache
def phrases(language: TextLanguage, side: Literal["before", "after"]) -> dict[tuple[str, ...], Approximation]:
    """Approximators as tuples of folded words."""
    table = reading_rules().approximators[language]
    rows = table.before if side == "before" else table.after
    return {
        tuple(fold(word) for word in phrase.split()): sign
        for sign, listed in rows.items()
        for phrase in listed
    }
