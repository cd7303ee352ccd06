"""Ranges: «5-7», «от 5 до 7 тысяч», «5-тен 7-ге дейін»."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from esep.language.lexicon import TextLanguage, reading_rules
from esep.language.numbers import ReadNumber, read_number
from esep.language.tokens import Token
from esep.language.units import match_unit

DASHES = "-–—‑"

_YEARS = range(2001, 2100)
"""No lower number of a range before a dash and millions: «в 2021 - 104 млрд тенге»."""

_FOR = "үшін"
"""«for» far sooner than a form of three: «1 литр үшін - 35 теңге»."""
_SIGNS = "+−-–"


def is_change(
    tokens: Sequence[Token], index: int, number: ReadNumber, high: ReadNumber, language: TextLanguage
) -> bool:
    """«выросло с 18 до 27 тысяч», «18 мыңнан 27 мыңға дейін артты»: two levels."""
    words = reading_rules().ranges
    if language == "ru":
        return index > 0 and tokens[index - 1].key in words.ru.change_words
    until = _until_at(tokens, high) if number.case == words.kk.from_case or high.case else 0
    following = tokens[until + 1].key if until and until + 1 < len(tokens) else ""
    return following.startswith(words.kk.change_verbs)


def range_end(
    tokens: Sequence[Token], index: int, number: ReadNumber, language: TextLanguage
) -> ReadNumber | None:
    """The upper number of a range: «5-7», «от 5 до 7 тысяч», «5-тен 7-ге дейін»."""
    at = number.last
    if at + 1 >= len(tokens) or tokens[index].key == _FOR:
        return None
    joined = tokens[at].text in DASHES and tokens[at + 1].start - tokens[at - 1].end <= 3
    words = reading_rules().ranges
    between = language == "ru" and tokens[at].key in words.ru.to_words and index > 0
    between = between and tokens[index - 1].key in _openers_of_ranges()
    until = language == "kk" and number.case == words.kk.from_case
    signed = _signed_end(tokens, at) if tokens[at].text == "…" else 0
    if not (joined or between or until or signed):
        return None
    high = read_number(tokens, signed or (at if until else at + 1), language)
    if high is None or high.is_ordinal or high.alternative:
        return None
    if until and not _until_at(tokens, high):
        return None
    is_apart = joined and tokens[at].start > tokens[at - 1].end
    if is_apart and high.has_multiplier and not number.has_multiplier and number.value in _YEARS:
        return None
    if is_apart and number.form == "words" and high.form == "digits":
        return None  # «стоимость одной – 25 млн»: the ends of a range are written alike
    return high if number.value < high.value else None


@cache
def _openers_of_ranges() -> frozenset[str]:
    words = reading_rules().ranges.ru
    return words.from_words | words.change_words


def _signed_end(tokens: Sequence[Token], at: int) -> int:
    """Where the second number of «+17…+19» and «17…19» stands behind the dots at ``at``; 0 for none."""
    if tokens[at].start != tokens[at - 1].end:
        return 0
    at += 1 + (tokens[at + 1].text in _SIGNS)
    return at if at < len(tokens) and tokens[at].kind == "number" else 0


def _until_at(tokens: Sequence[Token], high: ReadNumber) -> int:
    """Where «дейін» stands behind the upper number or its unit («350 мың теңгеге дейін»); 0 for nowhere."""
    words = reading_rules().ranges.kk
    at, case = high.last, high.case
    if case is None:
        unit = match_unit(tokens, at, "kk")
        if unit is None:
            return 0
        at, case = unit.last, unit.case
    is_until = case == words.to_case and at < len(tokens) and tokens[at].key.startswith(words.to_word)
    return at if is_until else 0
