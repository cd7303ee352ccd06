"""The words of tables: beginnings of words that tell what a head, a row or a caption is about."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from esep.reading.grammar.word_patterns import at_word
from esep.yaml_texts import packaged_yaml


@cache
def table_words() -> dict[str, Any]:
    """The words of ``words.yaml``."""
    content: dict[str, Any] = packaged_yaml(__package__, "words.yaml")
    return content


@cache
def _beginnings(name: str) -> re.Pattern[str]:
    entry: Any = table_words()
    for part in name.split("."):
        entry = entry[part]
    return at_word(map(re.escape, entry))


@lru_cache(maxsize=20_000)
def first_word(text: str, name: str) -> re.Match[str] | None:
    """The first beginning of a word of ``text`` that stands in the list ``name`` of ``words.yaml``."""
    return _beginnings(name).search(text.lower())


def has_word(text: str, name: str) -> bool:
    """Whether a word of ``text`` begins like one of the list ``name`` of ``words.yaml``."""
    return first_word(text, name) is not None


@lru_cache(maxsize=20_000)
def begins_with(text: str, name: str) -> bool:
    """Whether ``text`` begins like one of the list ``name``."""
    return _beginnings(name).match(text.lower().lstrip(" –—-•")) is not None


def month_of(text: str) -> int | None:
    """The number of the month that ``text`` is, and nothing more: «Январь», «қаңтар»."""
    words = table_words()
    small = text.strip().lower()
    return next(
        (names.index(small) + 1 for names in (words["months_kk"], words["months_ru"]) if small in names), None
    )


def without_beginning(text: str, name: str) -> str:
    """``text`` without the beginning, colon and all, that stands in the list ``name``."""
    plain = text.lstrip(" –—-•")
    found = _beginnings(name).match(plain.lower())
    return plain[found.end() :].lstrip(" .:,–—-") if found is not None else text
