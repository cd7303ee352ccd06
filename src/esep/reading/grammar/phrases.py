"""What a number counts: the noun after it, the words that narrow it, and its unit."""

from __future__ import annotations

from collections.abc import Sequence

from esep.language import Token, match_unit
from esep.language.kazakh import stems
from esep.language.russian import is_known
from esep.reading.grammar.counted_words import Phrase, phrase_of, phrase_words
from esep.reading.grammar.kazakh_endings import PARTICIPLES
from esep.reading.grammar.kazakh_phrases import (
    SHORTEST_COUNTED,
    ends_clause,
    is_kazakh_adjective,
    kazakh_phrase,
)
from esep.reading.grammar.morphology import russian_word
from esep.reading.grammar.russian_phrases import russian_phrase
from esep.reading.grammar.sentence_language import TextLanguage


def counted_phrase(tokens: Sequence[Token], index: int, language: TextLanguage) -> Phrase | None:
    """The noun phrase that begins at the token ``index``; None when no noun is counted there."""
    found = kazakh_phrase(tokens, index) if language == "kk" else russian_phrase(tokens, index)
    if found is None or found.unit not in (None, "person"):
        return found
    return _of_other_language(tokens, found, language) or found


def _of_other_language(tokens: Sequence[Token], found: Phrase, language: TextLanguage) -> Phrase | None:
    """«12 человек жұмысқа тұрды», «построено 3 мектеп»: a unit of the other language in a mixed sentence."""
    if language == "ru":
        word = tokens[found.last - 1]
        unit = match_unit(tokens, found.last - 1, "kk") if not is_known(word.text) else None
        return phrase_of(tokens, found.first, unit, "kk") if unit is not None else None
    if found.unit is not None:
        return None
    for at in range(found.first, found.last):
        key = tokens[at].key
        unit = match_unit(tokens, at, "ru") if len(key) >= SHORTEST_COUNTED and key not in stems() else None
        if unit is not None and is_known(tokens[unit.last - 1].text):
            return phrase_of(tokens, found.first, unit, "ru")
    return None


def bare_adjectives(tokens: Sequence[Token], index: int, language: TextLanguage) -> tuple[str, ...]:
    """The adjectives right at ``index`` that stand without a noun: «38 тысяч постоянных»."""
    found: list[str] = []
    for at, token in enumerate(tokens[index : index + 3], index):
        if (
            token.kind != "word"
            or token.key in phrase_words().ru.links
            or token.key in phrase_words().kk.joints
        ):
            return tuple(found)
        if language == "kk":
            fits = is_kazakh_adjective(token.key) and token.key not in phrase_words().kk.stops
            fits = fits and not ends_clause(tokens, at) and not token.key.endswith(PARTICIPLES)
        else:
            word = russian_word(token.text)
            fits = word.adjective and word.genitive and not word.is_verb
        if not fits:
            return ()
        found.append(token.text)
        if at + 1 == len(tokens):
            return tuple(found)
    return ()
