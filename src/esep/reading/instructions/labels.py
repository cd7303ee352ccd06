"""Lines and brackets that say who answers for a point and by when: «Ответственный: …, Срок: …»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from esep.reading.grammar.instruction_words import words
from esep.reading.grammar.sentence_language import TextLanguage
from esep.reading.sentences.sentence import Sentence

LabelKind = Literal["term", "responsible"]


@dataclass(frozen=True)
class Label:
    """A label of a sentence: where it begins, and where what it says begins and ends."""

    kind: LabelKind
    start: int
    value_start: int
    value_end: int


_MOST_WORDS = 6
"""Words of a term behind a label without a colon: «, срок 1 июня 2026 года»."""


@cache
def _label(language: TextLanguage) -> re.Pattern[str]:
    known = words(language)
    terms, responsible = "|".join(known.term_line), "|".join(known.responsible_line)
    bare = "|".join(known.bare_term)
    return re.compile(
        rf"(?:^|(?<=[.;,(\n–—-])|(?<=[.;,(\n–—-]\s))\s*(?:(?P<term>{terms})|(?P<responsible>{responsible}))"
        rf"(?:\s*(?:\([^)]*\)\s*)?[:–—-]\s*|(?<=\.)\s+(?=\S)|\s+(?={bare})(?=(?:\S+\s*){{1,{_MOST_WORDS}}}$))",
        re.IGNORECASE,
    )


_SAID = re.compile(r"[»\"”]?\s*,\s*[–—-]\s")
"""Ends what somebody says: «Срок – неделя», – сказал аким."""
_INITIAL = re.compile(r"(?:^|[\s.])[А-ЯЁӘҒҚҢӨҰҮҺІ]$")
"""Ends a name: «Касенов Д.К.»; the full stop is the initial's."""
_VALUE_EDGE = " \t\n\xa0.,;()–—-"


def labels_of(sentence: Sentence) -> list[Label]:
    """The labels of ``sentence`` in order; empty for most sentences that have a word of one."""
    text = sentence.text
    if not any(mark in text for mark in _MARKS) and _BARE.search(text) is None:
        return []
    found = list(_label(sentence.language).finditer(text))
    ends = [*(one.start() for one in found[1:]), len(text)]
    labels: list[Label] = []
    for one, end in zip(found, ends, strict=False):
        said = _SAID.search(text, one.end(), end)
        value = text[one.end() : said.start() if said is not None else end]
        stop = one.end() + len(value.rstrip(_VALUE_EDGE))
        stop += _INITIAL.search(text, one.end(), stop) is not None and text[stop : stop + 1] == "."
        closed = _is_closed(text, one.end(), stop)
        if stop > one.end():
            kind: LabelKind = "term" if one.group("term") else "responsible"
            labels.append(Label(kind, one.start(), one.end(), stop + closed))
    return labels


def _is_closed(text: str, start: int, stop: int) -> bool:
    """Whether the bracket after the value closes one that opened in it: «отдел ЖКХ (Сериков А.К.)»."""
    value = text[start:stop]
    return value.count("(") > value.count(")") and text[stop : stop + 1] in (")", ".")


_MARKS = (":", "–", "—", "-")
_BARE = re.compile(r"\b(?:(?:отв|исп|исполн|жау)\.|(?:срок|мерзімі)\s)", re.IGNORECASE)
"""The labels that can stand without a mark behind them."""
_BEGINNING = re.compile(r"\w{3,4}")


@cache
def beginnings(language: TextLanguage) -> tuple[str, ...]:
    """The first letters of every label: a sentence without a word that begins so has none."""
    known = words(language)
    found = (_BEGINNING.search(label) for label in (*known.term_line, *known.responsible_line))
    return tuple(sorted({one.group() for one in found if one is not None}))
