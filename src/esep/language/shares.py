"""Shares that are told in words or as a fraction: «треть», «үштен бірі», «каждый 5-й», «2/3»."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from esep.language.endings import Case
from esep.language.found import Found
from esep.language.lexicon import TextLanguage, numerals, ordinals, reading_rules, share_words
from esep.language.numbers import ReadNumber, read_number
from esep.language.tokens import Token

LARGEST_DIVISOR = 10
"""Of a share written as a fraction: «2/3» is one, «12/57» is a number of something."""


def share_at(
    tokens: Sequence[Token], index: int, number: ReadNumber | None, language: TextLanguage
) -> Found | None:
    """«треть», «две трети», «үштен бірі», «жартысы», «каждый 5-й», «әрбір бесінші»."""
    key = tokens[index].key
    if key in numerals(language).every:
        return _every(tokens, index, language)
    at = number.last if number is not None and number.value < 10 and not number.case else index
    found = share_words(language).get(tokens[at].key) if at < len(tokens) else None
    if found is not None and (at == index or (number is not None and Fraction(number.value) * found[0] < 1)):
        times = Fraction(1) if number is None or at == index else Fraction(number.value)
        if language == "ru" and at == index and _is_ordinal_quarter(tokens, index):
            return None
        return _share_found(index, at + 1, times * found[0], found[1])
    if language == "kk" and number is not None and number.case == "ablative":
        part = read_number(tokens, number.last, language) if number.last < len(tokens) else None
        if (
            part is not None
            and part.value < number.value
            and (part.possessive or _is_part(tokens, part.last) or _is_one_of_words(number, part))
        ):
            return _share_found(index, part.last, Fraction(part.value) / Fraction(number.value), part.case)
    return None


def _is_one_of_words(number: ReadNumber, part: ReadNumber) -> bool:
    """«төрттен бірге қысқарту»: by a quarter; «төрттен үшке» is from four to three."""
    return (
        part.value == 1 and part.case == "dative" and number.value > 2 and part.form == number.form == "words"
    )


def _is_part(tokens: Sequence[Token], index: int) -> bool:
    """«бестен төрт бөлігі»: the word for a part follows."""
    return index < len(tokens) and tokens[index].key.startswith("бөліг")


def fraction_at(tokens: Sequence[Token], index: int, language: TextLanguage) -> Found | None:
    """«2/3 населения», «тұрғындардың 1/3-і»: a proper fraction with a small divisor."""
    if index + 2 >= len(tokens) or tokens[index + 1].text != "/":
        return None
    parts = tokens[index : index + 3]
    if len(parts) < 3 or parts[1].text != "/" or not (parts[0].text.isdigit() and parts[2].text.isdigit()):
        return None
    if parts[0].end != parts[1].start or parts[1].end != parts[2].start:
        return None
    above, below = int(parts[0].text), int(parts[2].text)
    if not 0 < above < below <= LARGEST_DIVISOR:
        return None
    divisor = read_number(tokens, index + 2, language)
    if divisor is None or divisor.has_multiplier or divisor.is_ordinal:
        return None
    return _share_found(index, divisor.last, Fraction(above, below), divisor.case)


def _is_ordinal_quarter(tokens: Sequence[Token], index: int) -> bool:
    """«четверть» after an ordinal or before a year is a part of the year, not a share."""
    return index > 0 and tokens[index - 1].key in ordinals("ru")


def _every(tokens: Sequence[Token], index: int, language: TextLanguage) -> Found | None:
    if index + 1 >= len(tokens):
        return None
    value: int | None = ordinals(language).get(tokens[index + 1].key)
    last = index + 2
    number = read_number(tokens, index + 1, language) if value is None else None
    if number is not None and number.is_ordinal:
        value, last = int(number.value), number.last
    return _share_found(index, last, Fraction(1, value)) if value is not None and value > 1 else None


def _share_found(first: int, last: int, share: Fraction, case: Case | None = None) -> Found:
    places = Decimal(1).scaleb(-reading_rules().share_places)
    value = (Decimal(share.numerator) / Decimal(share.denominator)).quantize(places, ROUND_HALF_UP)
    number = ReadNumber(value.normalize(), None, last, "words")
    return Found(first, last, number, "share", "share", share=share, case=case)
