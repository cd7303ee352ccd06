"""The dictionary of Russian word forms."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

import pymorphy3_dicts_ru

_FAR = "\u3000"
"""From this letter on stand scripts that no Russian word is written in: Han, Tangut, Cuneiform."""


@cache
def analyser() -> Any:
    """The analyser of this dictionary; to look for an installed one, all installed packages would be read."""
    pymorphy3 = import_module("pymorphy3")  # slow to import, and most Kazakh texts are read without it
    return pymorphy3.MorphAnalyzer(path=pymorphy3_dicts_ru.get_path(), lang="ru")


def is_known(word: str) -> bool:
    """Whether the dictionary has the word form."""
    return not is_far(word) and bool(analyser().word_is_known(word))


def is_far(word: str) -> bool:
    """Whether a word has letters of far scripts: the analyser asks for the names that some of them lack."""
    return max(word, default="") >= _FAR
