"""Cells that say the same in both languages: «5 км жол жөндеу / Ремонт 5 км дороги» is one task."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from esep.language.endings import fold
from esep.language.kazakh import analyse, stems
from esep.language.russian import is_known
from esep.reading.documents.tables import Cell, Table
from esep.reading.grammar.sentence_language import language_votes

_STROKE = re.compile(r"\s*(?<!\d)/(?!\d)\s*|\s+/\s+")
_CAPITAL = re.compile(r"(?<=[\w»)])\s+(?=[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ\d])")
_WORD = re.compile(r"[^\W\d_]{3,}")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_LEAST_KNOWN = 0.7
"""Share of the words of a half that the Russian dictionary has."""
_LEAST_HEADS = 2


def in_one_language(text: str, table: Table) -> Table:
    """The table, its cells cut to their first half where the second says the same in the other language.

    In a table whose heads are so, all such cells are cut; in any other those with the same numbers in both.
    """
    heads = [cell for cell in table.cells if cell.row == 0 and _WORD.search(text, cell.start, cell.end)]
    cut = [cell for cell in heads if _first_half(text[cell.start : cell.end]) is not None]
    is_bilingual = len(cut) >= _LEAST_HEADS and 2 * len(cut) >= len(heads)
    cells = tuple(_cut(text, cell, with_words=is_bilingual) for cell in table.cells)
    return table if cells == table.cells else replace(table, cells=cells, stop=table.end)


def _cut(text: str, cell: Cell, *, with_words: bool) -> Cell:
    said = text[cell.start : cell.end]
    if not with_words and len(_NUMBER.findall(said)) < 2:
        return cell
    end = _first_half(said)
    if end is None or not (with_words or _numbers(said[:end])):
        return cell
    return replace(cell, end=cell.start + end)


def _first_half(said: str) -> int | None:
    """Where the first half of a cell ends that says everything twice; None where it does not."""
    for mark in _marks(said):
        first, second = said[: mark.start()], said[mark.end() :]
        if _numbers(first) == _numbers(second) and _are_of_two_languages(first, second):
            return mark.start()
    return None


def _marks(said: str) -> Iterator[re.Match[str]]:
    """Where a half can end: at a stroke, or where a line of its own began with a capital or a number."""
    yield from _STROKE.finditer(said)
    yield from _CAPITAL.finditer(said)


def _numbers(said: str) -> list[str]:
    return sorted(_NUMBER.findall(said))


def _are_of_two_languages(one: str, other: str) -> bool:
    return {_language(one), _language(other)} == {"kk", "ru"}


def _language(said: str) -> str | None:
    """The language of a half, None where its words do not tell."""
    votes = language_votes(said)
    if votes > 0:
        return "kk"
    words = _WORD.findall(said.lower())
    russian = sum(map(is_known, words))
    if votes == 0 and sum(bool(stems().get(analyse(fold(word))[0].stem)) for word in words) > russian:
        return "kk"
    return "ru" if words and russian >= _LEAST_KNOWN * len(words) else None
