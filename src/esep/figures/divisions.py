"""Whether the items of a list divide a whole, or may overlap.

«Әйелдер – 70, ерлер – 65», «Илийский район – 110, Талгарский – 215», «РБ – 6 млрд, МБ – 5 млрд» stand apart;
women and youth, cows and what private farms hold overlap.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from esep.figures.official_text import OfficialText
from esep.figures.words import has_any, words
from esep.reading.grammar.kazakh_verb_forms import form_of
from esep.reading.grammar.morphology import russian_word
from esep.reading.statement import Statement

NEAR = 40
"""Letters behind a number in which its words are sought."""
_PIECE = re.compile(r"[,;:()\n]")
_BEHIND = re.compile(r"[,;:()\n\d]")
_WORD = re.compile(r"\w+")


def are_apart(text: OfficialText, items: Sequence[Statement]) -> bool:
    """True when nothing can belong to two items: their places, names, or classes of one division differ."""
    if len(items) == 1 or _differ([{item.place} - {None} for item in items]):
        return True
    if _differ([_names(text, item) for item in items]):
        return True
    told = [_own_words(text, item) for item in items]
    return any(
        _differ([_classes(said, division) for said in told]) for division in words().divisions.values()
    )


def are_deeds(text: OfficialText, items: Sequence[Statement]) -> bool:
    """True when each item tells what was done: «900 рассмотрено, 500 удовлетворено», «26-сы салынды»."""
    return all(any(map(_is_deed, _WORD.findall(text.clause_of(item)))) for item in items)


def _is_deed(word: str) -> bool:
    return russian_word(word).past or form_of(word) == "past"


def _differ(told: Sequence[set[str | None]] | Sequence[set[str]]) -> bool:
    """True when each item is told something, and no two the same."""
    return all(told) and all(first != second for first, second in combinations(told, 2))


def _classes(said: str, division: tuple[str, ...]) -> set[str]:
    return {beginning for beginning in division if has_any(said, (beginning,))}


def _own_words(text: OfficialText, item: Statement) -> str:
    """The words from the comma before the number to the one behind it."""
    lead = _PIECE.split(text.lead_of(item))[-1]
    behind = _BEHIND.split(text.text[item.end : item.end + NEAR].lower())[0]
    return " ".join((lead, item.quote.lower(), item.noun, *item.qualifiers, behind))


def _names(text: OfficialText, item: Statement) -> set[str]:
    """The words in capital letters before the number, but for one that only opens a line."""
    lead = text.lead_of(item)
    piece = text.text[item.start - len(lead) : item.start]
    first = max((cut.end() for cut in _PIECE.finditer(piece)), default=0)
    opens_line = not piece[:first].strip() or "\n" in piece[max(0, first - 1) : first]
    named = list(_WORD.finditer(piece, first))
    if opens_line and named:
        named = named[1:]
    return {word.group() for word in named if word.group()[0].isupper()}
