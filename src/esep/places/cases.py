"""Case endings around names: forms of a Kazakh noun, and the names that a written word may be a form of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

_BACK_VOWELS = "аоұыуёюя"
_FRONT_VOWELS = "әөүіеэ"
_VOICELESS = "пткқсшщчцхһфбвгд"

# Latin letters and old keyboard layouts that stand for Cyrillic ones in typed texts; one letter for one.
_LOOKALIKES = str.maketrans("aceioxpyhќё‑–", "асеіохруһқе--")
_RUSSIAN_LETTERS = str.maketrans("әғқңөұүһі", "агкноууxи".replace("x", "х"))


@cache
def _endings() -> Any:
    return yaml.safe_load(files(__package__).joinpath("endings.yaml").read_text("utf-8"))


def fold(text: str) -> str:
    """Small letters, one spelling for look-alike letters; as long as the text."""
    small = text.lower()
    return small.translate(_LOOKALIKES) if len(small) == len(text) else text.translate(_LOOKALIKES)


def russian_letters(text: str) -> str:
    """A folded name with Kazakh letters as a Russian text spells them (Қонаев: конаев)."""
    return text.translate(_RUSSIAN_LETTERS)


def _shape(stem: str, front: bool | None = None) -> dict[str, str]:
    """Letters that the endings of ``stem`` take: by its last vowel, and by its last letter."""
    vowels = [letter for letter in stem if letter in _BACK_VOWELS + _FRONT_VOWELS]
    soft = bool(vowels) and vowels[-1] in _FRONT_VOWELS if front is None else front
    last = stem[-1]
    voiceless, open_end, nasal = last in _VOICELESS, last in _BACK_VOWELS + _FRONT_VOWELS, last in "мнң"
    dental = "т" if voiceless else "д"
    return {
        "A": "е" if soft else "а",
        "I": "і" if soft else "ы",
        "G": "г" if soft else "ғ",
        "K": ("к" if soft else "қ") if voiceless else ("г" if soft else "ғ"),
        "D": dental,
        "L": "л" if open_end or last in "рй" else dental,
        "N": "н" if open_end or nasal else dental,
        "V": "н" if open_end else dental,
        "S": "с" if open_end else "",
    }


def noun_forms(noun: str, front: bool | None = None) -> Iterator[tuple[str, bool]]:
    """Every form of a Kazakh noun of place (облыс) and whether it is plural: облысы, облысының, облыстары ...

    ``front`` says which endings a loan word takes by custom (округ: округі), where its vowels do not.
    """
    endings = _endings()["kazakh"]
    shape = _shape(noun, front)
    many = noun + endings["plural"].format(**shape)
    for stem, plural in ((noun, False), (many, True)):
        shape = _shape(stem, front)
        possessed = stem + endings["possessed"].format(**shape)
        yield from ((possessed + ending.format(**shape), plural) for ending in endings["possessive"])
        yield from ((stem + ending.format(**shape), plural) for ending in endings["plain"])


@lru_cache(maxsize=65536)
def kazakh_names(word: str) -> tuple[tuple[str, bool], ...]:
    """What a folded Kazakh word may be a form of, the word itself first; and whether the ending says "at"."""
    endings = _endings()["kazakh"]
    found = [(word, False)]
    for locative, group in ((True, endings["locative"]), (False, endings["case"])):
        found += [(word[: -len(ending)], locative) for ending in group if word.endswith(ending)]
    return tuple(found)


@lru_cache(maxsize=65536)
def russian_nouns(word: str) -> tuple[str, ...]:
    """Dictionary forms that a folded Russian word may be a case of, the word itself first."""
    found = [word]
    for ending, bases in _endings()["russian"]["noun"].items():
        if word.endswith(ending):
            stem = word[: len(word) - len(ending)]
            found += [stem + base for base in bases if stem + base != word]
    return tuple(found)


@lru_cache(maxsize=65536)
def russian_adjective(word: str) -> str | None:
    """The stem of a folded Russian adjective (карагандинской: карагандинск), None when it is none."""
    endings: list[str] = _endings()["russian"]["adjective"]
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[: -len(ending)]
    return None
