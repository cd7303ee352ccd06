"""Case endings after names: the names that a written word may be a form of.

Every word of a text is tried here and only names in the index count, so endings are cut off without proof;
:mod:`esep.language.endings` makes and proves forms.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from esep.yaml_texts import packaged_yaml

# Latin and other letters that stand for Cyrillic ones in typed texts; one letter for one.
_LOOKALIKES = str.maketrans("aceioxpyhќё‑–", "асеіохруһқе--")
_RUSSIAN_LETTERS = str.maketrans("әғқңөұүһі", "агкноуухи")


@cache
def _endings() -> Any:
    return packaged_yaml(__package__, "endings.yaml")


def fold(text: str) -> str:
    """Small letters, one spelling for look-alike letters; as long as the text."""
    small = text.lower()
    return small.translate(_LOOKALIKES) if len(small) == len(text) else text.translate(_LOOKALIKES)


def russian_letters(text: str) -> str:
    """A folded name with Kazakh letters as a Russian text spells them (Қонаев: конаев)."""
    return text.translate(_RUSSIAN_LETTERS)


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
