"""Which language a sentence is written in: Kazakh or Russian.

A Russian sentence that names the programme «Ауыл – ел бесігі» is Russian: quoted names are hidden first.
What is left votes word by word.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from esep.language.remembered import Remembered
from esep.word_lists import WordList, word_list
from esep.yaml_texts import packaged_yaml

TextLanguage = Literal["kk", "ru"]
"""The languages that official texts are written in."""

LONGEST_NAME = 9
"""Words in a quoted name; a longer quotation is speech, and is read."""

DEEPEST_QUOTATION = 3

_QUOTED = re.compile(r"«[^«»\n]*»|\"[^\"\n]*\"|“[^“”\n]*”|„[^„“”\n]*[“”]")
_WORD = re.compile(r"[^\W\d_]+")
_ENDING_STEM = 2


class _Signs(WordList):
    letters: str
    words: frozenset[str]
    endings: tuple[str, ...]


@cache
def _signs() -> dict[TextLanguage, _Signs]:
    content = packaged_yaml(__package__, "sentence_language.yaml")
    return {"kk": word_list(_Signs, content["kk"]), "ru": word_list(_Signs, content["ru"])}


def hide_names(text: str) -> str:
    """The text with each quoted name blanked by spaces of the same length; quoted speech stays.

    A name within a name goes first: «ТОО «Альфа»».
    """
    if "«" not in text and '"' not in text and "“" not in text and "„" not in text:
        return text
    for _ in range(DEEPEST_QUOTATION):
        hidden = _QUOTED.sub(_blank_when_name, text)
        if hidden == text:
            break
        text = hidden
    return text


def _blank_when_name(found: re.Match[str]) -> str:
    quoted = found.group()
    inside = quoted[1:-1]
    is_speech = len(inside.split()) > LONGEST_NAME or any(mark in inside for mark in ".!?")
    return quoted if is_speech else " " * len(quoted)


def language_votes(text: str) -> int:
    """Votes for Kazakh less votes for Russian; zero when the words do not tell."""
    return sum(map(_VOTES.__getitem__, hide_names(text).split()))


def _word_votes(word: str) -> int:
    small = word.lower()
    signs = _signs()
    kazakh, russian = signs["kk"], signs["ru"]
    if any(letter in kazakh.letters for letter in small):
        return 2 if word.islower() or word.isupper() else 1
    if small in russian.words:
        return -2
    if small in kazakh.words:
        return 2
    if any(letter in russian.letters for letter in small):
        return -1
    if word[0].isupper():
        return 0
    if _ends_with(small, russian.endings):
        return -1
    return 1 if _ends_with(small, kazakh.endings) else 0


_VOTES = Remembered(lambda piece: sum(map(_word_votes, _WORD.findall(piece))))
"""The votes of the words between two spaces."""


def _ends_with(word: str, endings: tuple[str, ...]) -> bool:
    if not word.endswith(endings):  # most words, at once
        return False
    return any(len(word) >= len(ending) + _ENDING_STEM and word.endswith(ending) for ending in endings)
