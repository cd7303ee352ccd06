"""Words, numbers and signs of a text, with exact offsets. Letters are Unicode's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Literal, NamedTuple

from esep.language.endings import fold
from esep.language.lexicon import TextLanguage, number_words
from esep.language.remembered import Remembered

LANGUAGES: tuple[TextLanguage, ...] = ("kk", "ru")

_TOKEN = re.compile(
    r"([^\W\d_]+(?:['’‑-][^\W\d_]+)*"
    r"|\d{1,3}, \d(?=[ \u00a0]?(?:трлн|млрд|млн|триллион|миллиард|миллион))"
    r"|(?!19|20)\d{2,4}, \d(?=[ \u00a0](?:мың|тыс))"
    r"|\d{1,3}(?:[ \u00a0\u202f\u2009'’`´]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*"
    r"|[^\w\s]|_)"
)
_MAY_GO_ON = re.compile(r"\d(?: \d\d\d|, \d)")
"""Where a number may go on behind a space: «12 500», «1, 5 млрд»."""


class Token(NamedTuple):
    """A word, a number or a sign; ``key`` is the word folded for comparison.

    A tuple, because it is made for every word of every text, and tuples are made fastest.
    """

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


_Piece = tuple[int, int, str, Literal["number", "word", "sign"], str]
"""A token of a piece of text: offsets in the piece, its text, its kind and its key."""


def _cut(text: str) -> tuple[_Piece, ...]:
    """The tokens of a piece of text, at offsets in the piece."""
    found: list[_Piece] = []
    at, pieces = 0, iter(_TOKEN.split(text))
    # Gaps and tokens come in turn, which costs half of what a match object for each token does.
    for gap, piece in zip(pieces, pieces):  # noqa: B905 - the last gap has no token
        start = at + len(gap)
        at = start + len(piece)
        joint = _joint_of_numbers(piece) if "-" in piece else 0
        if joint:
            first, last = piece[:joint], piece[joint + 1 :]
            found.append((start, start + joint, first, "word", fold(first)))
            found.append((start + joint, start + joint + 1, "-", "sign", "-"))
            found.append((start + joint + 1, at, last, "word", fold(last)))
        elif piece[0].isdecimal():
            found.append((start, at, piece, "number", piece))
        elif piece[0].isalnum():
            found.append((start, at, piece, "word", fold(piece)))
        else:
            found.append((start, at, piece, "sign", piece))
    return tuple(found)


_PIECES = Remembered(_cut)
"""The tokens of what stands between two spaces, remembered, because texts repeat their words."""
_new = tuple.__new__
"""Makes a token in half the time of its own constructor."""


def tokenize(text: str, offset: int = 0) -> list[Token]:
    """The tokens of ``text``; offsets begin at ``offset``. Groups of thousands are one number."""
    pieces: Sequence[str] = text.split(" ")
    known: Mapping[str, tuple[_Piece, ...]] = _PIECES
    if _MAY_GO_ON.search(text) is not None:
        pieces, known = (text,), {text: _cut(text)}
    starts = accumulate([len(piece) + 1 for piece in pieces], initial=offset)
    return [
        _new(Token, (at + start, at + end, word, kind, key))
        for piece, at in zip(pieces, starts)  # noqa: B905 - the last start is the end
        for start, end, word, kind, key in known[piece]
    ]
