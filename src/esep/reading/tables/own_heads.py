"""What the head of a column itself counts: «Врачей», «Проведено ярмарок», «Бала саны», «Трудоустроено»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from esep.language import TextLanguage
from esep.language.endings import fold
from esep.reading.grammar.counted_words import noun_unit
from esep.reading.grammar.morphology import names_people
from esep.reading.grammar.russian_grammar import is_a
from esep.reading.grammar.russian_phrases import is_animal, names_firm, names_person
from esep.reading.grammar.sentence_language import hide_names, language_votes
from esep.reading.tables.units import counted_noun, counted_unit, without_per
from esep.reading.tables.words import begins_with, has_word, table_words

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SHORTEST = 3
"""Letters of a word that can name a thing."""
_NUMBER_OF = "саны"


@dataclass(frozen=True)
class Thing:
    """Things that a head counts: their unit, None for those without one; the words that name them.

    ``words`` are "" where a deed tells them: «Трудоустроено» counts people.
    """

    unit: str | None
    words: str
    language: TextLanguage


@lru_cache(maxsize=4096)
def thing_of(head: str) -> Thing | None:
    """What the head of a column counts; None for one that says only when, how many, or which of them.

    A noun with a unit speaks first, else one in the plural («ярмарок», «посещений»).
    """
    if begins_with(head, "including") or has_word(head, "money"):
        return None
    plain = counted_noun(without_per(hide_names(head)))
    if plain.lower() in table_words()["where"]:
        return None
    known = counted_unit(plain)
    if known is not None:
        unit, words, language = known
        return Thing(unit, words, language)
    words_of_head = [word for word in _WORD.findall(plain) if len(word) >= _SHORTEST]
    found = _kazakh(words_of_head) if language_votes(plain) > 0 else _russian(words_of_head)
    if found is None and has_word(head, "deeds_with_people"):
        return Thing("person", "", "kk" if language_votes(head) > 0 else "ru")
    return found


def _kazakh(words: list[str]) -> Thing | None:
    for word in words:
        unit = noun_unit(fold(word), "kk")
        if unit is not None:
            return Thing(unit, word, "kk")
    if len(words) > 1 and words[-1].lower() == _NUMBER_OF:
        return Thing(None, words[-2], "kk")
    return None


def _russian(words: list[str]) -> Thing | None:
    plural: Thing | None = None
    generic = tuple(table_words()["not_counted"])
    for word in words:
        if word.lower().startswith(generic) or has_word(word, "dates") or has_word(word, "spans"):
            continue
        if names_people(word) or any(is_a(word, part, "Subx", "plur", "nomn") for part in ("PRTF", "ADJF")):
            return Thing("person", word, "ru")
        if is_animal(fold(word)):
            return Thing("head", word, "ru")
        if not is_a(word, "NOUN"):
            continue
        unit = noun_unit(fold(word), "ru")
        if unit is None and names_person(word) and not names_firm(fold(word)):
            unit = "person"
        if unit is not None:
            return Thing(unit, word, "ru")
        if plural is None and (is_a(word, "NOUN", "plur", "gent") or is_a(word, "NOUN", "plur", "nomn")):
            plural = Thing(None, word, "ru")
    return plural
