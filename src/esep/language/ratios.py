"""So many times as much: «в два раза», «вдвое», «двукратный рост», «2,5 есе», «екі еселенді»."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from esep.language.approximators import phrase_at
from esep.language.endings import fold
from esep.language.found import Found
from esep.language.lexicon import TextLanguage, numerals
from esep.language.numbers import ReadNumber, read_number
from esep.language.ranges import range_end
from esep.language.tokens import Token


def ratio_at(
    tokens: Sequence[Token], index: int, number: ReadNumber | None, language: TextLanguage
) -> Found | None:
    """«в два раза», «в 2-3 раза», «вдвое», «двукратный рост», «1,3 раза», «2,5 есе», «екі еселенді»."""
    table = numerals(language)
    known = times_words(language).get(tokens[index].key)
    if known is not None and (tokens[index].key not in _multiples(language) or _grows(tokens, index + 1)):
        return Found(index, index + 1, ReadNumber(Decimal(known), None, index + 1, "words"), "times", "ratio")
    first = index
    if table.before_times and tokens[index].kind == "number":
        if number is None or number.step is None or number.last >= len(tokens):
            return None
        is_ratio = tokens[number.last].key in times_behind(language) and not number.has_multiplier
        return Found(index, number.last + 1, number, "times", "ratio") if is_ratio else None
    if table.before_times:
        if tokens[index].key not in table.before_times:
            return None
        first = _after_approximator(tokens, index + 1, language)
        number = read_number(tokens, first, language) if first < len(tokens) else None
    high = None if number is None or number.is_ordinal else range_end(tokens, first, number, language)
    last = high.last if high is not None else number.last if number is not None else len(tokens)
    if number is None or last >= len(tokens) or not is_times(tokens[last].key, language):
        return None
    return Found(index, last + 1, number, "times", "ratio", high)


def _grows(tokens: Sequence[Token], index: int) -> bool:
    """Whether a noun of change follows: «двукратный рост», not «двукратный чемпион»."""
    return index < len(tokens) and tokens[index].key.startswith(tuple(numerals("ru").multiplied))


def _after_approximator(tokens: Sequence[Token], index: int, language: TextLanguage) -> int:
    found = phrase_at(tokens, index, language, "before")
    return index + found[0] if found else index


def is_times(key: str, language: TextLanguage) -> bool:
    """«есе», «раза», «еселенді»: what stands behind a number of times."""
    return key in times_behind(language) or (language == "kk" and key.startswith("еселе"))


@cache
def times_behind(language: TextLanguage) -> frozenset[str]:
    """The words behind a number of times: «раза», «есе», «есеге»."""
    words = numerals(language).times
    endings = ("", "ге", "ні", "ден", "нің", "мен", "лік") if language == "kk" else ("",)
    return frozenset(fold(word + ending) for word in words for ending in endings)


@cache
def times_words(language: TextLanguage) -> dict[str, int]:
    """The words that tell a number of times by themselves: «вдвое», forms of «двукратный»."""
    words = numerals(language).times_words
    known = {fold(word): value for value, written in words.items() for word in written}
    return {**known, **_multiples(language)}


@cache
def _multiples(language: TextLanguage) -> dict[str, int]:
    """Forms of «двукратный»: times only before a noun of change."""
    table = numerals(language)
    endings = ("ный", "ного", "ному", "ным", "ном", "ная", "ной", "ную", "ное")
    return {fold(stem + ending): value for value, stem in table.multiples.items() for ending in endings}
