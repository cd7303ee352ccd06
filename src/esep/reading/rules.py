"""What the rules are that made an item, told to a person."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from esep.messages import Language, Name
from esep.reading.instruction_rules import describe_rule
from esep.yaml_texts import read_yaml


@cache
def rule_descriptions() -> dict[str, Name]:
    """The description of each rule by its name."""
    content = read_yaml(files(__package__).joinpath("rules.yaml").read_text("utf-8"))
    return {name: Name(**texts) for name, texts in content.items()}


def rule_lines(rule: str, language: Language) -> Iterator[tuple[str, str]]:
    """The names of the rules of an item, in the order in which they fired, each with its description.

    The description is empty for a rule that has none.
    """
    for name in filter(None, (part.strip() for part in rule.split(","))):
        yield name, _description(name, language)


def _description(name: str, language: Language) -> str:
    found = rule_descriptions().get(name)
    if found is not None:
        return found.in_language(language)
    pattern = describe_rule(name, "kk") or describe_rule(name, "ru")
    return "" if pattern is None else str(getattr(pattern, language))
