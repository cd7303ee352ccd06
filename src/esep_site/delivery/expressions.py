"""The closed set of expressions in which a kind states its checks. Pure; knows no database.

A condition is a mapping of one word: ``at_most: [a, b]``, ``below: [a, b]``, ``equal: [a, b]``,
``is: [name, word]``, ``given: name``, ``has: partner role or document``, ``all: [...]``, ``any: [...]``,
``not: condition``, or ``{if: condition, then: condition}``. A value is a whole number, a name, or ``sum``,
``difference``, ``times`` of values. Comparison with what is not
known is not known (None), and what is not known is no fault.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

Value = int | Decimal | str | bool | datetime.date | None
Expression = Any
COMPARISONS = ("at_most", "below", "equal")
SUMS = ("sum", "difference", "times")


class ImpossibleExpression(ValueError):
    """The text of a kind holds something that is no expression."""


def names_in(condition: Expression) -> set[str]:
    """All names that a condition asks for; raises ImpossibleExpression for what is none."""
    word, rest = _one(condition)
    if word in COMPARISONS:
        return set().union(*(_names_of_value(each) for each in _pair(word, rest)))
    if word == "is":
        return {_name(_pair(word, rest)[0])}
    if word == "given":
        return {_name(rest)}
    if word == "has":
        return {f"has.{_name(rest)}"}
    if word in ("all", "any") and isinstance(rest, list) and rest:
        return set().union(*(names_in(each) for each in rest))
    if word == "not":
        return names_in(rest)
    if word == "if":
        return names_in(rest[0]) | names_in(rest[1])
    raise ImpossibleExpression(f"{word} is no condition")


def holds(condition: Expression, known: Mapping[str, Value]) -> bool | None:
    """Whether it is so by what is known; None where that is not enough to tell."""
    word, rest = _one(condition)
    if word in COMPARISONS:
        one, other = (_value(each, known) for each in _pair(word, rest))
        return _compared(word, one, other)
    if word == "is":
        found = known.get(rest[0])
        return None if found is None else found == rest[1]
    if word == "given":
        return known.get(rest) not in (None, "")
    if word == "has":
        return bool(known.get(f"has.{rest}"))
    if word == "not":
        inner = holds(rest, known)
        return None if inner is None else not inner
    if word == "if":
        premise, consequence = (holds(each, known) for each in rest)
        return True if premise is False else None if premise is None else consequence
    answers = [holds(each, known) for each in rest]
    decisive = word == "any"
    if decisive in answers:
        return decisive
    return None if None in answers else not decisive


def _compared(word: str, one: Value, other: Value) -> bool | None:
    if one is None or other is None:
        return None
    if word == "equal":
        return one == other
    lower: bool = one < other  # type: ignore[operator]
    return lower or (word == "at_most" and one == other)


def _value(value: Expression, known: Mapping[str, Value]) -> Value:
    if isinstance(value, str):
        return known.get(value)
    if not isinstance(value, dict):
        return value  # type: ignore[no-any-return]
    word, parts = _one(value)
    numbers: list[Any] = [_value(each, known) for each in parts]
    if None in numbers:
        return None
    total = numbers[0]
    for each in numbers[1:]:
        total = total + each if word == "sum" else total - each if word == "difference" else total * each
    return total  # type: ignore[no-any-return]


def _names_of_value(value: Expression) -> set[str]:
    if isinstance(value, str):
        return {value}
    if isinstance(value, int) and not isinstance(value, bool):
        return set()
    word, parts = _one(value)
    if word not in SUMS or not isinstance(parts, list) or not parts:
        raise ImpossibleExpression(f"{word} is no value")
    return set().union(*(_names_of_value(each) for each in parts))


def _one(expression: Expression) -> tuple[str, Any]:
    if isinstance(expression, dict) and set(expression) == {"if", "then"}:
        return "if", (expression["if"], expression["then"])
    if not isinstance(expression, dict) or len(expression) != 1:
        raise ImpossibleExpression(f"{expression!r} is no expression")
    ((word, rest),) = expression.items()
    return str(word), rest


def _pair(word: str, rest: Any) -> tuple[Any, Any]:
    if not isinstance(rest, list) or len(rest) != 2:
        raise ImpossibleExpression(f"{word} compares two values")
    return rest[0], rest[1]


def _name(rest: Any) -> str:
    if not isinstance(rest, str):
        raise ImpossibleExpression(f"{rest!r} is no name")
    return rest
