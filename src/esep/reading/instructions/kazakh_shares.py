"""The tasks of a Kazakh clause that share one verb of telling: each with its addressee or its term."""

from __future__ import annotations

import re

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
    """The pieces of tasks with terms of their own: «30 маусымға дейін аяқтау, ал жыл соңына дейін … шешу».

    Cut before each task that has a term, where two have one.
    """
    terms = [one for one in find_deadlines(text, "kk") if start <= one.start < end]
    joints = list(_JOINT.finditer(text, start, end))
    if not joints:
        return [(start, end)]
    stops = [*(joint.start() for joint in joints[1:]), end]
    dated = [
        joint
        for joint, stop in zip(joints, stops, strict=True)
        if any(joint.end() <= term.start < stop for term in terms)
    ]
    first = dated[0].end() if dated else end
    if len(dated) + any(term.start < first for term in terms) < _SEVERAL:
        return [(start, end)]
    starts = [start, *(joint.end() for joint in dated)]
    ends = [*(joint.end(1) for joint in dated), end]
    return list(zip(starts, ends, strict=True))


_SEVERAL = 2
_JOINT = re.compile(
    r"(\w(?:[уү](?:ды|ді)?|ю(?:ды|ді)?))\s*(?:,\s*(?:ал\s+|сондай-ақ\s+)?|\s(?:және|әрі|ал)\s+)(?:сонымен\s+қатар,?\s+)?"
)
"""Ends one task of a list and begins the next: «… аяқтауды, …», «… өткізу және …»."""
