"""The dictionary form of what is counted: «рабочих мест» is «рабочее место»."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from esep.language import Analysis, Case, analyses, decline
from esep.language.endings import fold, without_ours
from esep.language.kazakh import analyse, stems
from esep.language.russian import is_known
from esep.language.units import CURRENCIES, is_measure, measures, unit_name, units
from esep.reading.grammar.russian_grammar import readings_of
from esep.reading.grammar.sentence_language import TextLanguage

_SHORTEST_STEM = 3
_INDECLINABLE = frozenset(["тенге", "евро", "га", "км", "тг"])
_POSSESSED_CASES: tuple[tuple[str, Case], ...] = (
    ("на", "dative"),
    ("не", "dative"),
    ("нда", "locative"),
    ("нде", "locative"),
    ("нан", "ablative"),
    ("нен", "ablative"),
    ("ның", "genitive"),
    ("нің", "genitive"),
    ("н", "accusative"),
)
"""Cases of nouns that have the form of possession from the start: «отбасына»."""
_PART = {"noun", "name", "abbreviation", "adjective", "numeral"}


_MONEY = tuple(CURRENCIES)
_SPELLED = {"временной": "временный"}
"""Adjectives that the dictionary gives in a rarer form."""
_SHORT = {"чел": "человек", "шт": "штука", "экз": "экземпляр", "гол": "голова", "голов": "голова"}
"""Russian nouns in short, and «голов», which the dictionary takes for goals first."""


@lru_cache(maxsize=20_000)
def noun_lemma(noun: str, unit: str | None, language: TextLanguage) -> str:
    """The lemma of a counted noun of one or several words; "" stays "".

    A noun that only names its measure is the name of the measure: «тг» is «тенге», «м/с» stays one. Kazakh:
    the stem of the last word, the words before it as written. Russian: the nominative singular, the
    adjectives in the gender of the noun.
    """
    words = noun.split()
    if not words:
        return ""
    if unit is not None and is_measure(unit):
        is_named = unit in measures() and not unit.startswith(_MONEY)
        return unit_name(unit if is_named else unit.partition("/")[0], language)
    if (unit is not None or language == "ru") and _is_of_other_language(words[-1], language):
        language = "ru" if language == "kk" else "kk"
    if language == "kk":
        *before, last = words
        return " ".join([*(fold(word) for word in before), _head(last) if before else kazakh_stem(last)])
    return _SHORT.get(fold(noun)) or " ".join(_singular(tuple(words)))


def _is_of_other_language(word: str, language: TextLanguage) -> bool:
    """«построено 3 мектеп», «12 рабочих мест ашылды»: a word that only the other language knows."""
    is_kazakh = analyse(fold(word))[0].known
    if language == "kk":
        return not is_kazakh and is_known(word)
    return is_kazakh and not is_known(word)


@lru_cache(maxsize=5_000)
def counted_form(noun: str, number: int) -> str | None:
    """A Russian lemma of a noun as it stands behind a number: «392 субъекта», «5 рабочих мест».

    None for what is no noun by the dictionary.
    """
    *narrow, last = noun.split() or [""]
    head = _noun_of(last)
    form = head.make_agree_with_number(number) if head is not None and last else None
    if head is None or form is None or last in _INDECLINABLE:
        return None
    is_one = number % 10 == 1 and number % 100 != 11
    wanted = {"nomn", "sing", head.tag.gender} - {None} if is_one else {"gent", "plur"}
    return " ".join([*(_agreeing(word, wanted) for word in narrow), str(form.word)])


def qualifier_lemmas(words: Sequence[str], language: TextLanguage) -> tuple[str, ...]:
    """The lemmas of the words that narrow a noun, in small letters."""
    if not words:
        return ()
    if language == "kk":
        return tuple(kazakh_stem(word) for word in words)
    return tuple(_russian_lemma(word) for word in words)


def kazakh_stem(word: str) -> str:
    """The stem of a Kazakh noun or adjective in any form: one of the lexicon, else the likeliest."""
    return _analysis(word).stem


def _head(word: str) -> str:
    """The last word of a compound keeps its possession: «жұмыс орындарын» is «жұмыс орны»."""
    found = _analysis(word)
    return decline(found.stem, possessive=True) if found.possessive else found.stem


@lru_cache(maxsize=50_000)
def _analysis(word: str) -> Analysis:
    key = fold(word)
    known = stems()
    found = analyses(key)
    if key in _unit_words():
        return found[0]  # «тұрғын» is no «тұрғы»
    ours = without_ours(key)
    if ours is not None:
        return Analysis(_analysis(ours[0]).stem, ours[1] or "nominative")
    for ending, case in _POSSESSED_CASES:
        stem = key[: -len(ending)]
        if key.endswith(ending) and stem.endswith(("ы", "і")) and (stem in _unit_words() or stem in known):
            return Analysis(stem, case)
    for analysis in found:
        if analysis.stem in _unit_words() or any(row.part in _PART for row in known.get(analysis.stem, ())):
            return analysis
    for analysis in found[1:]:
        is_plain = analysis.plural or analysis.case != "nominative"
        if len(analysis.stem) >= _SHORTEST_STEM and is_plain and found[-1].stem == analysis.stem:
            return analysis
    return found[0]


@lru_cache(maxsize=1)
def _unit_words() -> frozenset[str]:
    return frozenset(fold(words[-1]) for unit in units().values() for words in unit.read["kk"])


@lru_cache(maxsize=50_000)
def _singular(words: tuple[str, ...]) -> tuple[str, ...]:
    """A Russian noun and its adjectives in the nominative singular."""
    head = None if fold(words[-1]) in _INDECLINABLE else _noun_of(words[-1])
    if head is None:
        return tuple(fold(word) for word in words)
    wanted = {"nomn", "sing", head.tag.gender} - {None}
    return (*(_agreeing(word, wanted) for word in words[:-1]), str(head.normal_form))


def _noun_of(word: str) -> Any | None:
    return next((parse for parse in readings_of(word) if parse.tag.POS == "NOUN"), None)


def _agreeing(word: str, wanted: set[str]) -> str:
    """An adjective in the form that agrees with the lemma of its noun."""
    for parse in readings_of(word):
        if parse.tag.POS in ("ADJF", "PRTF"):
            form = parse.inflect(wanted)
            if form is not None:
                return str(form.word)
    return fold(word)


@lru_cache(maxsize=50_000)
def _russian_lemma(word: str) -> str:
    parses = readings_of(word)
    chosen = next((p for p in parses if p.tag.POS in ("ADJF", "PRTF")), parses[0] if parses else None)
    if chosen is None:
        return fold(word)
    form = chosen.inflect({"nomn", "sing", "masc"}) if chosen.tag.POS == "PRTF" else None
    return _SPELLED.get(chosen.normal_form, str(form.word if form is not None else chosen.normal_form))
