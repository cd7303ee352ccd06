"""What each rule of instructions reads, in one line of each language, for explanations."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from esep.reading.grammar.sentence_language import TextLanguage
from esep.reading.instructions.patterns import Description, list_rules, patterns


@cache
def instruction_rules(language: TextLanguage) -> Mapping[str, Description]:
    """Each rule that finds instructions in texts of ``language``, by its stable id."""
    known: dict[str, Description] = {pattern.name: pattern.says for pattern in patterns(language)}
    return known | dict(list_rules())


def describe_rule(rule: str, language: TextLanguage) -> Description | None:
    """What the rule ``rule`` reads in texts of ``language``; None when there is no such rule."""
    return instruction_rules(language).get(rule)
