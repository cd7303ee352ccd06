"""Instructions that say the same in one language: texts compared by the stems of their words.

Nothing here knows of the database. Two languages are compared by :mod:`esep_site.instructions.across`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

from esep.language import russian_key, stems

_WORD = re.compile(r"[^\W\d_]{3,}|\d+")
KAZAKH = frozenset("әғқңөұүһі")


def keys_of(text: str) -> list[str]:
    """The words of a text without their endings, each once, in order of the alphabet."""
    small = text.lower()
    kazakh = not KAZAKH.isdisjoint(small)
    return sorted({key_of(word, kazakh) for word in _WORD.findall(small)})


def keys_of_word(word: str) -> list[str]:
    """What a word that somebody looks for may be in a text: its key in either language."""
    small = "".join(_WORD.findall(word.lower())) or word.lower()
    return sorted({key_of(small, True), key_of(small, False)})


@lru_cache(maxsize=50_000)
def key_of(word: str, kazakh: bool) -> str:
    """The same for every form of a word in small letters: in Kazakh the shortest stem that it can have."""
    if word.isdigit():
        return word
    if kazakh:
        return min(stems(word), key=lambda each: (len(each), each), default=word)
    return russian_key(word)


def likeness(one: Iterable[str], other: Iterable[str]) -> Fraction:
    """The share of the words of both texts that both have: 0 of nothing in common, 1 of the same words."""
    first, second = set(one), set(other)
    either = first | second
    return Fraction(len(first & second), len(either)) if either else Fraction(0)
