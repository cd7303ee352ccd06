"""The head of a document: its first lines, in which it says what it is, of which day and who chaired."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice

from esep.yaml_texts import packaged_yaml

HEAD_LINES = 12
"""Lines that say something, or sentences, at the beginning of a document: they make its head."""


def lines_of_head(text: str, most: int = HEAD_LINES) -> Iterator[tuple[int, str]]:
    """The first ``most`` lines that say something, each with where it begins."""
    return islice(told_lines(text), most)


def told_lines(text: str, start: int = 0) -> Iterator[tuple[int, str]]:
    """The lines from ``start`` on that say something, each with where it begins."""
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            yield start, text[start:end]
        start = end + 1


@cache
def names_of_acts() -> str:
    """An expression for the words by which minutes, orders and decisions call themselves."""
    return "|".join(packaged_yaml(__package__, "document_head.yaml")["acts"])
