"""The head of a document: its first lines, in which it says what it is, of which day and who chaired."""

from __future__ import annotations

import re
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
    end = text.find("\n", start)
    first = text[start : end if end >= 0 else len(text)]
    if first.strip():
        yield start, first
    if end >= 0:
        yield from ((line.start(), line.group()) for line in _LINE.finditer(text, end + 1))


_LINE = re.compile(r"^[^\S\n]*\S[^\n]*", re.MULTILINE)
"""A line that says something; a million empty ones are passed over at once."""


@cache
def names_of_acts() -> str:
    """An expression for the words by which minutes, orders and decisions call themselves."""
    return "|".join(packaged_yaml(__package__, "document_head.yaml")["acts"])
