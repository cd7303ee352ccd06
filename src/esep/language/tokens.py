"""Words, numbers and signs of a text, with exact offsets. Letters are Unicode's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from esep.language.endings import fold
from esep.language.lexicon import TextLanguage, number_words

LANGUAGES: tuple[TextLanguage, ...] = ("kk", "ru")

_TOKEN = re.compile(
    r"(?P<number>\d{1,3}, \d(?=[ \u00a0]?(?:трлн|млрд|млн))"
    r"|\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*)"
    r"|(?P<word>[^\W\d_]+(?:['’‑-][^\W\d_]+)*)"
    r"|(?P<sign>[^\w\s]|_)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a sign; ``key`` is the word folded for comparison."""

    start: int
    end: int
    text: str
    kind: Literal["number", "word", "sign"]
    key: str


@lru_cache(maxsize=20_000)
def _joint_of_numbers(word: str) -> int:
    """Where the hyphen of two growing number words stands: «пять-шесть», «екі-үш»; 0 in any other word."""
    first, _hyphen, last = word.partition("-")
    for language in LANGUAGES:
        known = number_words(language)
        low, high = known.get(fold(first)), known.get(fold(last))
        if low is not None and high is not None and low.case is None and low.value < high.value:
            return len(first)
    return 0


def tokenize(text: str, offset: int = 0) -> list[Token]:
    """The tokens of ``text``; offsets begin at ``offset``. Groups of thousands are one number."""
    return list(_tokens(text, offset))


def _tokens(text: str, offset: int) -> Iterator[Token]:
    for found in _TOKEN.finditer(text):
        word = found.group()
        start, end = found.start() + offset, found.end() + offset
        match found.lastgroup:
            case "word":
                joint = _joint_of_numbers(word) if "-" in word else 0
                if joint:
                    yield Token(start, start + joint, word[:joint], "word", fold(word[:joint]))
                    yield Token(start + joint, start + joint + 1, "-", "sign", "-")
                    start, word = start + joint + 1, word[joint + 1 :]
                yield Token(start, end, word, "word", fold(word))
            case "number":
                yield Token(start, end, word, "number", word)
            case _:
                yield Token(start, end, word, "sign", word)
