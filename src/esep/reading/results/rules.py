"""What the rules are that made an item, told to a person."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from esep.messages import Language, Name, messages_of
from esep.reading.instructions.rules import describe_rule
from esep.reading.statements.rule_names import rules_in
from esep.yaml_texts import packaged_yaml

_, _n = messages_of("esep.reading")

_ENDINGS = {" of another clause": _("in another clause"), " before": _("before the figure")}
"""What is put behind the name of a rule that found its word elsewhere."""


@cache
def rule_descriptions() -> dict[str, Name]:
    """The description of each rule by its name."""
    content = packaged_yaml(__package__, "rules.yaml")
    return {name: Name(**texts) for name, texts in content.items()}


def rule_lines(rule: str, language: Language) -> Iterator[tuple[str, str]]:
    """The names of the rules of an item, in the order in which they fired, each with its description.

    The description is empty for a rule that has none.
    """
    for name in filter(None, rules_in(rule)):
        yield name, _description(name, language)


def _description(name: str, language: Language) -> str:
    known = rule_descriptions()
    if name in known:
        return known[name].in_language(language)
    for ending, where in _ENDINGS.items():
        if name.endswith(ending) and name.removesuffix(ending) in known:
            return f"{known[name.removesuffix(ending)].in_language(language)} ({where.in_language(language)})"
    pattern = describe_rule(name, "kk") or describe_rule(name, "ru")
    return "" if pattern is None else str(getattr(pattern, language))
