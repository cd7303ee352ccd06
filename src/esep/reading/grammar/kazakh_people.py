"""Who must, or promises, in a Kazakh clause that begins with a bare plural: «Элеваторлар … керек»."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from esep.language import analyses
from esep.reading.grammar.counted_words import noun_unit
from esep.reading.grammar.instruction_words import words
from esep.reading.grammar.kazakh_grammar import Token, cases_of, outside, tokens_of, word_at
from esep.reading.grammar.kazakh_phrases import is_possessed

_MOST_BEFORE_SUBJECT = 2
"""Words in a case of their own before the subject: «Бұған барлық мамандар …»."""
_MOST_IN_SUBJECT = 4
_EVERYBODY = frozenset(["азамат", "тұрғын", "жұртшылық"])
"""Singulars of those who are called upon as all of them: «әр азамат»."""
_HOUSING = ("тұрғын", "үй")
"""«тұрғын үй» is a house, and «тұрғын» in it no resident."""
_WHEN = frozenset(["биыл", "қазір", "енді", "бүгін", "бірақ", "алайда", "сондықтан"])
_ACTIVE_DUTY = re.compile(
    r"(?:(?<!л)(?<!н)|(?<=\bал)|(?<=\bсал)|(?<=\bкел)|(?<=\bқал)|(?<=\bбіл)|(?<=\bбөл))"
    r"(?:[уү]|ю)(?:ы|і|ға|ге)\s+(?:керек|қажет|тиіс|міндетті)"
    r"|(?<!лсын)(?<!лсін)(?<!нсын)(?<!нсін)(?:сын|сін)\b"
)
_DUTY_OF_BEING = re.compile(r"\bбол(?:уы|уға)\s+(?:керек|қажет|тиіс|міндетті)")
"""What people must be («адал болуы керек»); of a thing it tells no one."""
_PLURAL = re.compile(r"[^\W\d_]{3,}(?:л[ае]р|д[ае]р|т[ае]р)(?:[ыі])?$")


def plural_at_start(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The place of people or bodies named by a bare plural that begins the clause: «Элеваторлар … керек».

    What says when, where and for what may stand before: «Бұған қоғамның барлық топтары қатысуы керек».
    """
    found = tokens_of(text, start, end)
    if _ACTIVE_DUTY.search(text, start, end):
        return _first_plural(found, _is_plural)
    return _first_plural(found, _are_people) if _DUTY_OF_BEING.search(text, start, end) else None


def people_at_start(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The place of people in the plural who begin a promise: «Биыл жолшылар 38 шақырымды тапсырады»."""
    return _first_plural(tokens_of(text, start, end), _are_people)


def _first_plural(found: Sequence[Token], fits: Callable[[str], bool]) -> tuple[int, int] | None:
    first = 0
    for index, (word, _start, stop) in enumerate(found[: _MOST_BEFORE_SUBJECT + _MOST_IN_SUBJECT]):
        following = word_at(found, index + 1)
        if (word.lower(), following) == _HOUSING:
            return None
        if fits(word) and following not in words("kk").postpositions and not _is_of_another(following):
            return found[first][1], stop
        if not word[0].isalpha() or index - first >= _MOST_IN_SUBJECT:
            return None
        if outside().search(word) or word.lower() in _WHEN:
            first = index + 1
            if first > _MOST_BEFORE_SUBJECT:
                return None
    return None


@lru_cache(maxsize=50_000)
def _is_of_another(word: str) -> bool:
    """Whether a noun is owned by the plural before it: «қызметшілер еңбекақысының», «тұрғындар саны»."""
    return any(
        found.possessive and found.case in ("genitive", "nominative") for found in analyses(word)
    ) and (is_possessed(word))


def _is_plural(word: str) -> bool:
    if word.lower() in _EVERYBODY:
        return True
    return _PLURAL.search(word) is not None and "nominative" in cases_of(word)


def _are_people(word: str) -> bool:
    return _is_plural(word) and noun_unit(word.lower(), "kk") == "person"
