"""What a Russian number counts: the noun behind it and its adjectives."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from esep.language import Token, match_unit, russian_key
from esep.reading.grammar.counted_words import (
    LONGEST,
    Phrase,
    noun_unit,
    phrase_of,
    phrase_words,
    russian_keys,
    turns_of_speech,
)
from esep.reading.grammar.morphology import names_people, russian_word
from esep.reading.grammar.russian_grammar import is_a, is_living

_EARLIER = frozenset(["годом", "месяцем", "неделей", "кварталом", "днем"])
"""«100 млрд годом ранее»: when, not what is counted."""
LONGEST_ABBREVIATION = 5
_COUNTRIES = frozenset(["РК", "РФ", "США", "СНГ", "КНР", "ЕС", "ЕАЭС", "ООН", "ҚР", "АҚШ"])
_LONGEST_CUT = 5
"""Letters of a word that was cut short."""
_MACHINES = (
    "воз",
    "подборщик",
    "погрузчик",
    "граф",
    "робот",
    "разбрасывател",
    "измельчител",
    "распределител",
    "микроб",
    "бактери",
    "вирус",
)
"""Ends of the keys of nouns of machines and germs that look like those of people."""


def russian_phrase(tokens: Sequence[Token], index: int) -> Phrase | None:
    """The noun phrase that begins at the token ``index``; None when no noun is counted there."""
    links, skip = phrase_words().ru.links, 0
    for at in range(index, min(index + LONGEST + 2, len(tokens))):
        token = tokens[at]
        if at < skip:
            continue
        is_link = token.key in links and at > index
        if is_link and _goes_on(tokens, at + 1):
            continue
        skip = _numeric_adjective(tokens, at)
        if skip:
            continue
        if token.kind != "word":
            return None
        if token.key in _EARLIER:
            return None
        unit = match_unit(tokens, at, "ru")
        if unit is not None:
            return phrase_of(tokens, index, unit, "ru")
        word = russian_word(token.text)
        if at == index and names_people(token.text) and not _is_followed(tokens, at + 1):
            return _behind_participle(tokens, index) or Phrase(index, at + 1, token.text, "person")
        if noun_unit(token.key, "ru") == "person" and not _goes_on(tokens, at + 1):
            return _plain_russian(tokens, index, at)
        if word.adjective and (not word.noun or _goes_on(tokens, at + 1)):
            continue
        if at == index and _is_adverb_before_adjective(tokens, at):
            continue
        if at == index and _is_abbreviation(token.text):
            return _plain_russian(tokens, index, at)
        if not word.noun or (word.is_verb and not word.animate and at > index):
            return None
        return _plain_russian(tokens, index, at)
    return None


def _is_adverb_before_adjective(tokens: Sequence[Token], at: int) -> bool:
    """«19 социально значимых товаров», «12 вновь созданных мест»: an adverb that narrows an adjective."""
    if at + 2 >= len(tokens) or tokens[at + 1].kind != "word" or not is_a(tokens[at].text, "ADVB"):
        return False
    behind = russian_word(tokens[at + 1].text)
    return behind.adjective and behind.genitive and not behind.noun and not is_a(tokens[at].text, "COMP")


def _is_abbreviation(word: str) -> bool:
    """«14 КБМ», «3 ФАПа»: capitals right behind a number name what is counted, unless they name a country."""
    capitals = word.rstrip("аовыуеёмих")
    return 1 < len(capitals) <= LONGEST_ABBREVIATION and capitals.isupper() and capitals not in _COUNTRIES


def _numeric_adjective(tokens: Sequence[Token], at: int) -> int:
    """The token behind «7-этажных» when it begins at ``at``; 0 when none does."""
    if at + 2 >= len(tokens) or tokens[at].kind != "number" or tokens[at + 1].text not in "-‑–":
        return 0
    word = tokens[at + 2]
    is_glued = tokens[at].end == tokens[at + 1].start and tokens[at + 1].end == word.start
    return at + 3 if is_glued and word.kind == "word" and russian_word(word.text).adjective else 0


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    if at >= len(tokens) or tokens[at].kind != "word":
        return False
    following = russian_word(tokens[at].text)
    return following.adjective or following.noun


def _behind_participle(tokens: Sequence[Token], index: int) -> Phrase | None:
    """«13 имеющихся в области каналов»: the noun behind a participle and what belongs to it."""
    if index + 1 >= len(tokens) or tokens[index + 1].key not in phrase_words().ru.prepositions:
        return None
    for at in range(index + 2, min(index + LONGEST + 2, len(tokens))):
        if tokens[at].kind != "word":
            return None
        unit = match_unit(tokens, at, "ru")
        before = tokens[at - 1].key in phrase_words().ru.prepositions
        if is_genitive_plural(tokens[at].key) and not before:
            if unit is not None:
                return phrase_of(tokens, index, unit, "ru")
            return _plain_russian(tokens, index, at)
    return None


@lru_cache(maxsize=20_000)
def is_plural_noun(word: str) -> bool:
    """Whether the word is a noun of several things: «бригады», «рыбзаводов»."""
    return is_a(word, "NOUN", "plur", "nomn") or is_a(word, "NOUN", "plur", "gent")


@lru_cache(maxsize=20_000)
def is_genitive_plural(word: str) -> bool:
    """Whether the word can be a noun in the genitive plural: «очередников»."""
    return is_a(word, "NOUN", "plur", "gent")


def _is_followed(tokens: Sequence[Token], at: int) -> bool:
    is_link = at < len(tokens) and tokens[at].key in phrase_words().ru.links
    return _goes_on(tokens, at + 1 if is_link else at)


@lru_cache(maxsize=20_000)
def is_animal(word: str) -> bool:
    """Whether the noun names livestock: «овец», «нетелей»."""
    return russian_key(word) in russian_keys("animals")


@lru_cache(maxsize=20_000)
def names_person(word: str) -> bool:
    """Whether the noun names living beings otherwise than as a surname: «котлов» are none."""
    if russian_key(word).endswith(_MACHINES):
        return False
    return russian_word(word).noun and is_living(word) and not is_a(word, "Surn")


@lru_cache(maxsize=20_000)
def names_firm(word: str) -> bool:
    """Whether the noun names someone who is as often a firm as a person: «поставщик», «подрядчик»."""
    return russian_key(word) in russian_keys("firms")


def _is_cut(tokens: Sequence[Token], at: int) -> bool:
    """«87 дог. на 0,9 млрд»: a word cut short by a full stop within its sentence."""
    is_short = len(tokens[at].key) <= _LONGEST_CUT and at + 2 < len(tokens)
    return is_short and tokens[at + 1].text == "." and not tokens[at + 2].text[0].isupper()


def _plain_russian(tokens: Sequence[Token], first: int, at: int) -> Phrase:
    token = tokens[at]
    unit = noun_unit(token.key, "ru")
    if unit is not None:
        pass
    elif is_animal(token.key):
        unit = "head"
    elif names_person(token.text) and token.text[0].islower() and not names_firm(token.key):
        unit = "person" if not _is_cut(tokens, at) else None
    qualifiers = tuple(t.text for t in tokens[first:at] if t.kind == "word")
    return Phrase(first, at + 1, token.text, unit, qualifiers, None, *turns_of_speech(token.key, "ru"))
