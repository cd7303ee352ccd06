"""Numbers that tell the parts of what a row names: «Рабочие места | 120 постоянных, 40 временных»."""

from __future__ import annotations

import re
from collections.abc import Sequence

from esep.language.endings import fold
from esep.language.kazakh import analyse, stems
from esep.reading.grammar.lemmas import qualifier_lemmas
from esep.reading.grammar.morphology import russian_word
from esep.reading.grammar.sentence_language import language_votes

_BETWEEN = re.compile(r"\s*[,;]\s+|\s+(?:и|және|мен|пен|бен)\s+")
_WITH_SHARE = re.compile(
    r"(?P<number>\d(?:[\d \u00a0\u202f]*\d)?(?:[.,]\d+)?)[ \u00a0]?\((?P<share>\d+(?:[.,]\d+)? ?%)\)"
)
_PART = re.compile(r"\d[\d \u00a0]*(?P<words>(?:[ \u00a0][^\W\d_]+){1,2})")


def parts_within(said: str) -> list[tuple[int, int]]:
    """The spans of the parts in a cell, two at least, where each is a number with adjectives."""
    starts = [0, *(mark.end() for mark in _BETWEEN.finditer(said))]
    ends = [*(mark.start() for mark in _BETWEEN.finditer(said)), len(said)]
    spans = list(zip(starts, ends, strict=True))
    found = [_PART.fullmatch(said, start, end) for start, end in spans]
    if len(spans) < 2 or not all(one is not None and are_qualifiers(one["words"].split()) for one in found):
        return []
    return spans


def with_share(said: str) -> list[tuple[int, int]]:
    """The spans of a number and of its share in brackets: «45 200 (3,8%)»; none in any other cell."""
    found = _WITH_SHARE.fullmatch(said)
    return [found.span("number"), found.span("share")] if found is not None else []


def are_qualifiers(words: Sequence[str]) -> bool:
    """Whether all the words are adjectives that narrow a noun told elsewhere."""
    return bool(words) and all(_is_adjective(word) for word in words)


def _is_adjective(word: str) -> bool:
    russian = russian_word(word)
    if russian.adjective and not russian.noun:
        return True
    return any(row.part == "adjective" for row in stems().get(analyse(fold(word))[0].stem, ()))


def lemmas_of(words: Sequence[str]) -> tuple[str, ...]:
    """The lemmas of adjectives, in the language of their letters or endings."""
    is_russian = all(russian_word(word).adjective for word in words) and language_votes(" ".join(words)) <= 0
    return qualifier_lemmas(words, "ru" if is_russian else "kk")
