"""Sentences whose figures are not read, because there are too many: so that no text takes long."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from esep.language import quantity_openers
from esep.messages import Message, messages_of
from esep.reading.sentences.sentence import Sentence
from esep.reading.statement import Doubt

_, _n = messages_of("esep.reading")

MOST_IN_SENTENCE = 120
"""Numbers, in digits and words, of a sentence whose figures are read: one with more, in 2,000 characters, is
a table without its grid. What each of them belongs to would be sought among all the others."""
MOST_IN_TEXT = 6_000
"""Numbers of a text outside tables after which no further sentence is read for figures: some 150 pages."""
_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)|\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 2
"""Characters of a number and what parts it from the next."""


class PassedOver(NamedTuple):
    """The indexes of sentences with too many numbers, and of the first sentence behind too many in all."""

    crowded: frozenset[int]
    rest: int

    def holds(self, index: int) -> bool:
        """Whether the figures of the sentence ``index`` are not read."""
        return index >= self.rest or index in self.crowded


def passed_over(sentences: Sequence[Sentence]) -> PassedOver:
    """Which of a text's sentences are not read for figures; none in nearly every text."""
    crowded: set[int] = set()
    is_long = sum(len(sentence.text) for sentence in sentences) > _SHORTEST * MOST_IN_TEXT
    total = 0
    for index, sentence in enumerate(sentences):
        if not is_long and len(sentence.text) <= _SHORTEST * MOST_IN_SENTENCE:
            continue
        if total > MOST_IN_TEXT:
            return PassedOver(frozenset(crowded), index)
        openers = quantity_openers(sentence.language)
        numbers = len(_NUMBER.findall(sentence.text))
        numbers += len([word for word in _WORD.findall(sentence.text.lower()) if word in openers])
        if numbers > MOST_IN_SENTENCE:
            crowded.add(index)
        else:
            total += numbers
    return PassedOver(frozenset(crowded), len(sentences))


def doubts_of_passed_over(sentences: Sequence[Sentence]) -> Iterator[Doubt]:
    """That these sentences were not read for figures: one doubt for each, and one for the rest of a text."""
    over = passed_over(sentences)
    for index in sorted(over.crowded):
        sentence = sentences[index]
        message = _(
            "This sentence has more than {most} numbers; none of them was read. "
            "Give them as a table, or in sentences of their own.",
            most=MOST_IN_SENTENCE,
        )
        yield _doubt(sentence, message)
    if over.rest < len(sentences):
        sentence = sentences[over.rest]
        message = _(
            "The text has more than {most} numbers; from this sentence on none was read. "
            "Cut the text into parts and read each.",
            most=MOST_IN_TEXT,
        )
        yield _doubt(sentence, message)


def _doubt(sentence: Sentence, reason: Message) -> Doubt:
    return Doubt(sentence.start, sentence.end, sentence.text, reason, "too many numbers", sentence.language)
