"""Expressions made from the lists of words in the YAML files of the reader."""

from __future__ import annotations

import re
from collections.abc import Iterable


def at_word(patterns: Iterable[str]) -> re.Pattern[str]:
    """An expression for any of ``patterns`` where a word begins."""
    return re.compile(r"(?<!\w)(?:" + "|".join(patterns) + ")")
