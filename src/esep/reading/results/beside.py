"""The words of its sentence around a figure, without which it does not say what it counts."""

from __future__ import annotations

from bisect import bisect_right

from esep.reading.reading import Reading
from esep.reading.statement import Statement


def words_beside(
    statement: Statement, reading: Reading, text: str, *, before: int, after: int
) -> tuple[str, str]:
    """At most so many words of its sentence before and behind a figure; «…» where the sentence goes on."""
    at = bisect_right(reading.sentences, statement.start, key=lambda one: one.start) - 1
    start, end = statement.start, statement.end
    if at >= 0:
        start, end = min(start, reading.sentences[at].start), max(end, reading.sentences[at].end)
    lead, rest = text[start : statement.start].split(), text[statement.end : end].split()
    first = "… " if len(lead) > before else ""
    last = " …" if len(rest) > after else ""
    gap = " " if text[statement.end : statement.end + 1].isspace() else ""
    return first + " ".join(lead[len(lead) - min(before, len(lead)) :]), gap + " ".join(rest[:after]) + last
