"""The tasks of a Kazakh clause that share one verb of telling: each with its addressee or its term."""

from __future__ import annotations

import re
from itertools import pairwise

from esep.reading.grammar.kazakh_grammar import told_phrases
from esep.reading.instructions.deadlines import find_deadlines

_LIST_BEFORE = re.compile(
    r"([уү]ды|[уү]ді|юды|юді|[уүю])\s*(?:,|және|әрі|ал)\s*(?:(?:ал|сондай-ақ|сонымен\s+қатар),?\s+)?$"
)
"""Ends one task of a list: «дайындықты аяқтауды, …»."""


def shares(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The pieces of a list of addressees each with a task: «…ге … аяқтауды, …ға … бақылауды тапсырды».

    One piece, the whole, where there is no such list.
    """
    pieces: list[tuple[int, int]] = []
    begin = start
    for place in told_phrases(text, start, end):
        before = _LIST_BEFORE.search(text, begin, place[0]) if place[0] > begin else None
        if before is not None:
            pieces.append((begin, before.end(1)))
            begin = place[0]
    return [*pieces, (begin, end)] if pieces else _by_terms(text, start, end)


def _by_terms(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The pieces of two tasks, each with its term: «30 маусымға дейін аяқтау, ал жыл соңына дейін … шешу»."""
    terms = [one for one in find_deadlines(text, "kk") if start <= one.start < end]
    for before, behind in pairwise(terms):
        ended = _LIST_BEFORE.search(text, before.end, behind.start)
        if ended is not None:
            return [(start, ended.end(1)), *_by_terms(text, behind.start, end)]
    return [(start, end)]
