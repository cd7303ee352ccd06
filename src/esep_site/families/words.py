"""Words that the search keeps and reads: names in small letters, and in capitals what a family is (*marks*).

«Қалиев» is found by «Калиев» and the other way round. Columns and what somebody typed are folded alike.
"""

from __future__ import annotations

import polars as pl

FOLDED = {
    "ә": "а",
    "ғ": "г",
    "қ": "к",
    "ң": "н",
    "ө": "о",
    "ұ": "у",
    "ү": "у",
    "һ": "х",
    "і": "и",
    "ё": "е",
}
APART = r"[^\p{L}\p{N}]+"
"""What stands between words: a name with a hyphen is two words."""


def folded_column(text: pl.Expr) -> pl.Expr:
    """The words of a column of texts, with one space between them."""
    small = text.str.to_lowercase().str.replace_many(list(FOLDED), list(FOLDED.values()))
    return small.str.replace_all(APART, " ").str.strip_chars(" ")


def folded_words(text: str) -> list[str]:
    """The words of what somebody typed."""
    if not text.strip():
        return []
    return pl.select(folded_column(pl.lit(text))).item().split()


MARKED = ("below_minimum", "below_line", "poor", "undrawn")
"""Columns of families that have a mark of their own, beside flags, rights and levels."""


def mark(name: str) -> str:
    """The mark of a flag or column; names of people have no capitals, so they never meet."""
    return name.upper()


def mark_of_level(level: str) -> str:
    """The mark of a level."""
    return f"LEVEL_{level}"


def mark_of_right(right: str) -> str:
    """The mark of a right."""
    return f"RIGHT_{right.upper()}"
