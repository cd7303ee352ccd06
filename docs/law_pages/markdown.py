"""Pieces of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from esep.messages import Name


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table, and an empty line after it."""
    for cells in (head, ["---"] * len(head), *rows):
        yield "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"
    yield ""


def listed(items: Iterable[str]) -> str:
    """Items in a line, or a dash."""
    return ", ".join(items) or "–"


def three(name: Name) -> str:
    """A title in three languages."""
    return f"{name.en} · {name.kk} · {name.ru}"


def stacked(name: Name) -> str:
    """A title in three languages, one below the other in a cell."""
    return f"{name.en}<br>{name.kk}<br>{name.ru}"


def told(text: str) -> str:
    """A text as a paragraph of its own that no sign in it makes into something else."""
    return "\n".join(line.replace("<", "\\<").replace("*", "\\*") for line in text.splitlines())
