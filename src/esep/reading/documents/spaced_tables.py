"""Tables of a plain text whose columns are parted by runs of spaces, as programs print them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from esep.reading.documents.tables import Cell, Table

_GAP = re.compile(r" {2,}")
_NUMBER = re.compile(r"[+−–-]?\d[\d \u00a0]*(?:[.,]\d+)?%?|[–—-]")
_LEAST_ROWS = 3
"""Rows with numbers, the head left out, without which lines with wide gaps are no table."""
_LEAST_CELLS = 3


def spaced_tables_in(text: str) -> list[Table]:
    """The tables of lines that follow one another and have as many pieces each, numbers behind the first.

    Three columns and three such rows at least: a signature or a line set in the middle makes no table.
    """
    if "   " not in text:
        return []
    found: list[Table] = []
    rows: list[list[tuple[int, int]]] = []
    for start, end in _lines(text):
        pieces = list(_pieces(text, start, end))
        if rows and len(pieces) != len(rows[0]):
            found += _table(text, rows)
            rows = []
        if len(pieces) >= _LEAST_CELLS:
            rows.append(pieces)
    return found + _table(text, rows)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans between runs of spaces."""
    line = text[start:end]
    if "|" in line or "\t" in line or not line.strip():
        return
    at = start + len(line) - len(line.lstrip())
    stop = start + len(line.rstrip())
    for gap in _GAP.finditer(text, at, stop):
        yield at, gap.start()
        at = gap.end()
    yield at, stop


def _table(text: str, rows: Sequence[Sequence[tuple[int, int]]]) -> list[Table]:
    """The table of these rows, if its body has numbers in every column but the first."""
    body = [row for row in rows if all(_NUMBER.fullmatch(text[a:b]) for a, b in row[1:])]
    if len(body) < _LEAST_ROWS or list(rows[-len(body) :]) != body:
        return []
    cells = (Cell(*span, row, column) for row, spans in enumerate(rows) for column, span in enumerate(spans))
    return [Table(tuple(cells))]
