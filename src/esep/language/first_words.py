"""Rows of words written as expressions, found by their first word, and compiled only when a word may fit."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from typing import Generic, TypeVar

Row = TypeVar("Row")

compiled = cache(re.compile)
"""The expression of a word, compiled once."""

_LETTERS = re.compile(r"[^\W_]+(?![?*{])")
_GROUP = re.compile(r"\([^()]*\)")


class FirstWords(Generic[Row]):
    """Rows, each with the expression of its first word.

    Most expressions begin with letters and are asked only about words that begin so; the rest are first asked
    all in one.
    """

    def __init__(self, rows: Iterable[Row], first: Callable[[Row], str]) -> None:
        self._rows: dict[str, list[tuple[int, str, Row]]] = defaultdict(list)
        for number, row in enumerate(rows):
            self._rows[beginning_of(first(row))].append((number, first(row), row))
        loose = {f"(?:{expression})" for _number, expression, _row in self._rows.get("", ())}
        self._loose = re.compile("|".join(sorted(loose)) or r"(?!)")

    def of(self, word: str) -> list[Row]:
        """The rows whose first word ``word`` is, in their order."""
        lengths = range(0 if self._loose.fullmatch(word) else 1, len(word) + 1)
        near = [row for length in lengths for row in self._rows.get(word[:length], ())]
        fitting = [row for row in near if compiled(row[1]).fullmatch(word)]
        return [row for _number, _expression, row in sorted(fitting, key=lambda row: row[0])]


def beginning_of(expression: str) -> str:
    """Letters with which everything begins that the expression matches; "" where it offers a choice."""
    letters, plain = _LETTERS.match(expression), expression
    while _GROUP.search(plain):
        plain = _GROUP.sub("", plain)
    return "" if letters is None or "|" in plain or "\\(" in expression else letters[0]
