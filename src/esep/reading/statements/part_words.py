"""The words of part and whole, and whether they stand before a figure."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from esep.language import Token
from esep.reading.grammar.sentence_language import TextLanguage
from esep.reading.grammar.word_patterns import at_word
from esep.reading.sentences.passage import Draft, Passage
from esep.word_lists import WordList, word_list
from esep.yaml_texts import packaged_yaml

_LEAD = 600
"""Characters before a figure in which «из них» is sought."""
_DASHES = frozenset("–—:-")


class _Words(WordList):
    inclusion: list[str]
    pieces_of_inclusion: tuple[str, ...]
    begin_rest: tuple[str, ...]
    inclusion_behind: list[str]
    remainder: list[str]
    alternative: list[str]
    spent: list[str]


@dataclass(frozen=True)
class _Patterns:
    inclusion: re.Pattern[str]
    pieces_of_inclusion: tuple[str, ...]
    begin_rest: tuple[str, ...]
    behind: re.Pattern[str] | None
    remainder: re.Pattern[str]
    alternative: re.Pattern[str]
    spent: re.Pattern[str]


@cache
def content() -> dict[str, Any]:
    """``parts.yaml``."""
    words: dict[str, Any] = packaged_yaml(__package__, "parts.yaml")
    return words


@cache
def patterns(language: TextLanguage) -> _Patterns:
    """The patterns of a language, over small letters."""
    words = word_list(_Words, content()[language])
    return _Patterns(
        inclusion=at_word(words.inclusion),
        pieces_of_inclusion=words.pieces_of_inclusion,
        begin_rest=words.begin_rest,
        behind=re.compile(r"\s*(?:" + "|".join(words.inclusion_behind) + r")\b")
        if words.inclusion_behind
        else None,
        remainder=re.compile(r"(?<!\w)(?:" + "|".join(words.remainder) + r")\s*[–—:-]?\s*$"),
        alternative=re.compile(r"[\s,(]*(?:" + "|".join(words.alternative) + r")\s+$"),
        spent=at_word(words.spent),
    )


def inclusion(draft: Draft, lead: str) -> re.Match[str] | None:
    """The last word of inclusion in the text before the figure."""
    return _last_inclusion(draft.passage, lead)


def _last_inclusion(passage: Passage, lead: str) -> re.Match[str] | None:
    """The last word of inclusion in a piece of a sentence."""
    if not _may_include(passage):
        return None
    pattern = patterns(passage.sentence.language).inclusion
    last = deque(pattern.finditer(lead, max(0, len(lead) - _LEAD)), maxlen=1)
    return last[0] if last else None


@lru_cache(maxsize=8)
def _may_include(passage: Passage) -> bool:
    """Whether the sentence has a piece of a word without which nothing includes."""
    return any(piece in passage.folded for piece in patterns(passage.sentence.language).pieces_of_inclusion)


def speaks_of_a_part(draft: Draft) -> bool:
    """Whether a word of inclusion or of the rest stands before the figure in its sentence."""
    return inclusion(draft, draft.passage.before(draft)) is not None or is_remaining(draft)


def speaks_of_parts(passage: Passage) -> bool:
    """Whether the sentence says that parts follow: «Оның ішінде:»."""
    return _last_inclusion(passage, passage.folded) is not None


def is_remaining(draft: Draft) -> bool:
    """Whether a word of the rest stands right before the figure, or before its dash: «остальные – 88»."""
    passage, at = draft.passage, draft.first - 1
    known = patterns(passage.sentence.language)
    if at > 0 and passage.tokens[at].text in _DASHES:
        at -= 1
    if at < 0 or not passage.tokens[at].key.startswith(known.begin_rest):
        return False
    lead = passage.before(draft)
    return known.remainder.search(lead, max(0, len(lead) - _LEAD)) is not None


def names_index(tokens: Iterable[Token]) -> bool:
    """Whether one of the tokens names an index: a percentage of last year's level, not a share."""
    return any(token.key.startswith(tuple(content()["indices"])) for token in tokens)


def words_between(first: Draft, second: Draft) -> str:
    """What stands between two figures of one sentence, in small letters."""
    shift = first.passage.sentence.start
    return first.passage.folded[first.end - shift : second.start - shift]


class Before(NamedTuple):
    """The figures before one: those of the text as far as they matter, and those of its own sentence."""

    all: Sequence[Draft]
    same: Sequence[Draft]
