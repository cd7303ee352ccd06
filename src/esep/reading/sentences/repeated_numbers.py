"""Numbers that are written twice, in digits and again in words: «5 (пять) миллионов», «12 (он екі) мектеп».

Acts and protocols write so. The words in brackets say nothing new and would part the number from what it
counts, so they are left out of the form that the rules read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from esep.language.lexicon import TextLanguage
from esep.language.numbers import ReadNumber, read_number
from esep.language.tokens import tokenize
from esep.reading.sentences.places_in_text import Edit

_BRACKET = re.compile(r"\([^\W\d_][^()\d]{0,90}\) ?")
_LAST_DIGITS = re.compile(r"\d[\d ]*(?:[.,]\d+)?(?=\D*\Z)")
_FARTHEST = 40
"""Letters from the beginning of the digits to the bracket: «5 000 000 теңге (бес миллион теңге)»."""
_LANGUAGES: tuple[TextLanguage, ...] = ("ru", "kk")


def repeated_edits(text: str) -> Iterator[Edit]:
    """Leaves out each bracket whose words say the number before it again."""
    for found in _BRACKET.finditer(text):
        start = found.start()
        before = text[max(0, start - _FARTHEST) : start].rsplit("\n", 1)[-1]
        digits = _LAST_DIGITS.search(before)
        if digits is None or ")" in before[digits.start() :]:
            continue
        inside = found.group().strip(" ()")
        if any(_repeats(before[digits.start() :], inside, language) for language in _LANGUAGES):
            yield Edit(start, found.end(), "")


def _repeats(written: str, inside: str, language: TextLanguage) -> bool:
    words, rest = _number(inside, language)
    if words is None or words.form != "words" or len(rest) > 1:
        return False
    number, between = _number(written, language)
    if number is None or number.form != "digits" or len(between) > 2:
        return False
    # «5 (бес миллион) теңге» is another number, and «12 (екі жаңа)» a remark
    return words.value == number.value and (not rest or rest == between[:1] or _is_money(rest[0]))


def _is_money(word: str) -> bool:
    return word in ("тенге", "теңге")


def _number(text: str, language: TextLanguage) -> tuple[ReadNumber | None, list[str]]:
    """The number that a text begins with, and the words after it."""
    tokens = tokenize(text)
    number = read_number(tokens, 0, language) if tokens else None
    if number is None or number.value == Decimal(0):
        return None, []
    return number, [token.key for token in tokens[number.last :] if token.kind == "word"]
