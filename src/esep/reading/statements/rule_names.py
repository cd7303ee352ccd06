"""Names of rules of kinds that more than one module knows, and how an item tells its rules."""

from __future__ import annotations

from collections.abc import Iterable

BY_DEFAULT = "fact by default"
AS_BEFORE = "kind of the figure before"
AS_SIZED = "kind of what it is the size of"
PAST_OR_PRESENT = "verb of the past or present"
"""«реализуют», «используют»: verbs with one form for what is done and what will be done."""

_BETWEEN = ", "


def told(rules: Iterable[str]) -> str:
    """The names of rules, in the order in which they fired, as an item holds them."""
    return _BETWEEN.join(rules)


def rules_in(rule: str) -> list[str]:
    """The names of the rules that an item holds in its ``rule``."""
    return rule.split(_BETWEEN)
