"""Kazakh typed without its own letters: «жумыс орны курылды» is «жұмыс орны құрылды».

Old computers, Windows-1251 and chats have the Russian letters only. Each of the nine letters has one that is
typed instead of it, so a word has few originals, and the lexicon and the endings tell which one is a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice, product

from esep.language.kazakh.analysis import analyse
from esep.language.kazakh.stems import lexicon_words

_TYPED = {"ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "і": "и"}
"""What is typed for each letter."""
_PLAIN = str.maketrans(_TYPED)
_OF_ENDINGS = {"г": "гғ", "к": "кқ", "н": "нң", "и": "іи"}
"""What a typed letter of an ending can be."""
LETTERS = frozenset(_TYPED)
_SHORTEST_STEM = 2
_MOST_WAYS = 64
"""Ways to write an ending that are tried."""
_PRONOUNS = {"онын": "оның", "сонын": "соның", "осынын": "осының", "бунын": "бұның", "олардын": "олардың"}
"""Words that would be read otherwise by their letters alone: «онын» is also «ten of it»."""


@lru_cache(maxsize=10_000)
def with_own_letters(word: str) -> str:
    """The Kazakh word that is meant by ``word``, letter for letter; itself where none is known.

    Capitals stay where they are. A word that the lexicon knows as it stands («адам») is not changed.
    """
    small = word.lower()
    if len(small) != len(word) or not LETTERS.isdisjoint(small):
        return word
    found = _PRONOUNS.get(small) or next(_originals(small), small)
    return "".join(new.upper() if old.isupper() else new for old, new in zip(word, found, strict=True))


def _originals(small: str) -> Iterator[str]:
    """The words of the lexicon that can be meant, that of the longest stem first."""
    for length in range(len(small), _SHORTEST_STEM - 1, -1):
        for stem in _stems().get(small[:length], ()):
            for ending in _endings(small[length:]):
                candidate = stem + ending
                if any(one.known and one.stem.startswith(stem[:length]) for one in analyse(candidate)):
                    yield candidate


def _endings(typed: str) -> Iterator[str]:
    ways = product(*(_OF_ENDINGS.get(letter, letter) for letter in typed))
    return ("".join(way) for way in islice(ways, _MOST_WAYS))


@cache
def _stems() -> dict[str, list[str]]:
    """By what is typed for it: each stem, those that need letters of their own after the others."""
    found: dict[str, list[str]] = {}
    for stem in sorted(lexicon_words(), key=lambda stem: (not LETTERS.isdisjoint(stem), stem)):
        found.setdefault(stem.translate(_PLAIN), []).append(stem)
    return found
