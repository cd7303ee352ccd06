"""What is to be done, without those who tell, those who are told and the term, which stand beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from esep.reading.instruction import Extent

_LEFT = " \t\n\xa0,;–—-:"
_RIGHT = " \t\n\xa0,;–—-:."
BIG = "[А-ЯЁӘҒҚҢӨҰҮҺІ]"
"""A capital letter, in an expression."""
_NAME = rf"(?:{BIG}\.\s?){{1,2}}{BIG}[\w-]+|{BIG}[\w-]+\s+{BIG}(?:[\w-]+|\.(?:\s?\w\.)?)"
_OF_BODY = re.compile(rf"(?:\s+(?:{_NAME}))?(?:\s*\([^()]*\))?")
"""The name of an official and a bracket behind his office: «басқармасы (А. Ахметов)»."""
_ONLY_NAME = re.compile(rf"\s*(?:{_NAME})?\s*")
_OPEN: dict[str, str] = {"»": "«", "”": "“", ")": "("}


def bare_action(text: str, action: Extent, bodies: Sequence[Extent], terms: Sequence[Extent]) -> Extent:
    """``action`` without the ``bodies`` and ``terms`` at its ends; as it is where nothing else is left.

    «до 1 мая завершить ремонт» and «завершить ремонт до 1 мая» are both «завершить ремонт».
    """
    start, end = action
    known = [(first, _OF_BODY.match(text, last, max(end, last)), last) for first, last in bodies]
    spans = [(first, found.end() if found else last) for first, found, last in known]
    spans += [_with_brackets(text, *one) for one in terms]
    while (inner := _stripped(text, start, end, spans)) != (start, end):
        start, end = inner
    return (start, end) if start < end else action


def _with_brackets(text: str, start: int, end: int) -> Extent:
    """A term with the brackets around it: «… әкелу (жұмаға дейін)»."""
    is_inside = text[start - 1 : start] == "(" and text[end : end + 1] == ")"
    return (start - 1, end + 1) if is_inside else (start, end)


def is_name(text: str) -> bool:
    """Whether ``text`` is nothing but the name of an official, or nothing: « Е. Сәрсенбаев»."""
    return _ONLY_NAME.fullmatch(text) is not None


def _stripped(text: str, start: int, end: int, spans: Sequence[Extent]) -> Extent:
    start += len(text[start:end]) - len(text[start:end].lstrip(_LEFT))
    end = start + len(text[start:end].rstrip(_RIGHT))
    last = text[end - 1 : end]
    if last in _OPEN and text.count(last, start, end) > text.count(_OPEN[last], start, end):
        end -= 1
    for first, last_of in spans:
        if first <= start < last_of:
            start = last_of
        if first < end <= last_of:
            end = first
    return start, max(start, end)
