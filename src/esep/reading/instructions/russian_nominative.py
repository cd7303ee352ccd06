"""Names of Russian bodies and officials put in the nominative: «акимам районов» as «акимы районов»."""

from __future__ import annotations

import re
from functools import lru_cache

from esep.language.russian import is_known
from esep.reading.grammar.instruction_words import words
from esep.reading.grammar.russian_grammar import (
    ACRONYM,
    begins_with_actor,
    is_a,
    readings_of,
    tokens,
)

_SURNAME_OF_WOMAN = re.compile(r"\w(?:ов|ев|ёв|ин|ын)ой$")
_SURNAME_OBLIQUE = re.compile(r"(?:ов|ев|ёв|ин|ын)[уа]$")


@lru_cache(maxsize=20_000)
def singular(word: str, case: str, in_case: str = "nomn") -> str:
    """A word that stands in ``case`` in the singular of ``in_case``: «управлениям» as «управление»."""
    if _is_short_name(word):
        return word
    reading = next((parse for parse in readings_of(word) if case in parse.tag.grammemes), None)
    inflected = reading.inflect({in_case, "sing"}) if reading is not None else None
    if inflected is None:
        return word
    shown = str(inflected.word)
    return shown.capitalize() if word[0].isupper() else shown


@lru_cache(maxsize=10_000)
def in_nominative(phrase: str, case: str = "datv") -> str:
    """A phrase that stands in ``case`` («акимам районов») in the nominative («акимы районов»)."""
    result, position = "", 0
    in_head, governed, of_person = True, False, False
    agreed = False  # whether an adjective of the noun stood before
    for token in tokens(phrase):
        word, small = token.text, token.text.lower()
        shown = word
        if small in "–—-":
            in_head, governed, of_person, agreed = True, False, False, False  # «– Министра экономики»
            shown = word
        elif small in words("ru").governing or small == "с":
            governed = True
        elif small in (",", "и"):
            is_next = case in ("datv", "accs") and begins_with_actor(phrase[token.end :], case)
            in_head, governed, of_person = is_next, False, False
        elif in_head and small in words("ru").undeclined:
            in_head, of_person = False, True
        elif in_head and not governed:
            gender = _gender_behind(phrase, token.end, case) if is_a(word, "ADJF", case) else None
            is_strict = bool(result.strip()) and case == "datv" and not agreed
            shown = _nominative(word, case, strict=is_strict, gender=gender)
            agreed = gender is not None
            is_before_noun = is_a(word, "ADJF", case) and _noun_follows(phrase, token.end, case)
            in_head = is_before_noun or (not is_a(word, "NOUN") and not is_a(word, "NPRO"))
            of_person = of_person or is_a(word, "NOUN", "anim", case)
        elif of_person and word[0].isupper():
            shown = _name_in_nominative(word, case)
        result += phrase[position : token.start] + shown
        position = token.end
    return result + phrase[position:]


def _noun_follows(phrase: str, place: int, case: str) -> bool:
    following = next(iter(tokens(phrase, place)), None)
    return following is not None and is_a(following.text, "NOUN", case)


def _gender_behind(phrase: str, place: int, case: str) -> str | None:
    """The gender of the noun to which an adjective before ``place`` belongs."""
    for token in tokens(phrase, place):
        noun = next(
            (one for one in readings_of(token.text) if {"NOUN", case, "sing"} <= one.tag.grammemes), None
        )
        if noun is not None:
            return noun.tag.gender if noun.tag.gender is None else str(noun.tag.gender)
        if not is_a(token.text, "ADJF", case):
            return None
    return None


def _name_in_nominative(word: str, case: str) -> str:
    """The nominative of a name after a post: «заместителю Ералы Тугжанову»; a place's name stays."""
    for kind in ("Surn", "Name", "Patr"):
        if is_a(word, kind, case) and not is_a(word, kind, "nomn"):
            return _nominative(word, case, strict=False)
    if case in ("datv", "gent") and _SURNAME_OF_WOMAN.search(word):
        return word[:-2] + "а"
    if case in ("datv", "accs") and _SURNAME_OBLIQUE.search(word) and not is_a(word, "Geox"):
        return word[:-1]
    if case == "datv" and is_a(word, "NOUN", "datv", "masc") and not is_a(word, "gent"):
        return _nominative(word, case, strict=False)
    is_strange = case == "datv" and _STRANGE_NAME.search(word) is not None and not is_known(word)
    return word[:-1] if is_strange else word


_STRANGE_NAME = re.compile(r"\w{3}[бвгджзклмнпртфхцчшщ]у$")
"""The dative of a name that no dictionary has: «Азамату Бекету»; «Аксу» is a place."""


def _is_short_name(word: str) -> bool:
    """Whether ``word`` is of capital letters alone and has no cases: «ТОО», «МВД»."""
    return word.isupper() and ACRONYM.fullmatch(word) is not None


def _nominative(word: str, case: str, *, strict: bool, gender: str | None = None) -> str:
    """The nominative of a word in ``case``; when ``strict``, a noun that may be a genitive stays as it is.

    ``gender`` is that of the noun to which an adjective belongs.
    """
    readings = [parse for parse in readings_of(word) if case in parse.tag.grammemes]
    if not readings or _is_short_name(word) or (strict and is_a(word, "gent") and is_a(word, "NOUN")):
        return word
    known = words("ru").actors
    reading = next((parse for parse in readings if parse.normal_form in known), readings[0])
    number = "plur" if "plur" in reading.tag.grammemes else "sing"
    of_noun = {gender} if gender is not None and number == "sing" else set()
    inflected = reading.inflect({"nomn", number} | of_noun) or reading.inflect({"nomn", number})
    if inflected is None:
        return word
    shown = str(inflected.word)
    return shown.capitalize() if word[0].isupper() else shown
