"""What the words of a sentence can be to the rules of instructions, known before any rule is asked.

Most sentences have no word that begins an instruction, names who speaks or labels a line. Words are asked
once each, and remembered (:mod:`esep.language.remembered`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from esep.language.remembered import Remembered, Sieve
from esep.reading.clauses import speech_words
from esep.reading.instruction_labels import beginnings
from esep.reading.instruction_patterns import Pattern, is_cue, patterns_for
from esep.reading.sentence_language import TextLanguage

_CUE, _SPEECH, _LABEL = 1, 2, 4
_WORD = re.compile(r"[^\W\d_]+")


class Signs(NamedTuple):
    """The words of a sentence that matter to instructions, in small letters and in no order.

    ``cued``: a cue of some pattern is among them; ``told``: a word with which a verb of speech can begin;
    ``labelled``: the beginning of a label («Срок:»).
    """

    words: list[str]
    language: TextLanguage
    cued: bool = False
    told: bool = False
    labelled: bool = False

    def patterns(self, clause: str | None = None) -> list[Pattern]:
        """The patterns that the sentence, or the text of a ``clause`` of it, can hold, as they are tried."""
        small = clause.lower() if clause is not None else None
        words = self.words if small is None else [word for word in self.words if word in small]
        return patterns_for(words, self.language)


def signs_of(text: str, language: TextLanguage) -> Signs:
    """The signs of the sentence ``text``."""
    signs, known = _signs(language)
    words = known.of(_WORD.findall(text.lower()))
    if not words:
        return Signs(words, language)
    found = 0
    for word in words:
        found |= signs[word]
    return Signs(words, language, bool(found & _CUE), bool(found & _SPEECH), bool(found & _LABEL))


@cache
def _signs(language: TextLanguage) -> tuple[Remembered[int], Sieve]:
    def sign(word: str) -> int:
        is_label = word.startswith(beginnings(language))
        return _CUE * is_cue(word, language) + _SPEECH * (word in speech_words(language)) + _LABEL * is_label

    signs = Remembered(sign)
    return signs, Sieve(signs.__getitem__)
