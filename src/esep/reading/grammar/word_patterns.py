"""Expressions made from the lists of words in the YAML files of the reader."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from esep.reading.grammar.sentence_language import TextLanguage
from esep.yaml_texts import packaged_yaml


def at_word(patterns: Iterable[str]) -> re.Pattern[str]:
    """An expression for any of ``patterns`` where a word begins."""
    return re.compile(r"(?<!\w)(?:" + "|".join(patterns) + ")")


@cache
def pattern_of(package: str, file: str, language: TextLanguage, name: str) -> re.Pattern[str]:
    """An expression for any pattern of the list ``name`` of a language, in a YAML file of a package."""
    return at_word(packaged_yaml(package, file)[language][name])
