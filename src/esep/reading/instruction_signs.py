"""What the words of a sentence can be to the rules of instructions, known before any rule is asked.

Most sentences have no word that begins an instruction, names who speaks or labels a line. Words are asked
once each, and remembered (:mod:`esep.language.remembered`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
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
    """The words of a sentence that matter to instructions, folded and in no order.

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
        if clause is None:
            return patterns_for(self.words, self.language)
        small = clause.lower().replace("ё", "е")
        return patterns_for([word for word in self.words if word in small], self.language)


def signs_of(words: Iterable[str], language: TextLanguage) -> Signs:
    """The signs of a sentence; ``words`` are the keys of its tokens (:class:`esep.language.Token`)."""
    signs, known = _signs(language)
    mattering = known.of(words)
    found = 0
    for word in mattering:
        found |= signs[word]
    return Signs(mattering, language, found & _CUE > 0, found & _SPEECH > 0, found & _LABEL > 0)


@cache
def _signs(language: TextLanguage) -> tuple[Remembered[int], Sieve]:
    speech = frozenset(word.replace("ё", "е") for word in speech_words(language))

    def sign(key: str) -> int:
        found = 0
        for word in _WORD.findall(key):  # the parts of «премьер-министр»
            found |= _CUE * is_cue(word, language) | _SPEECH * (word in speech)
            found |= _LABEL * word.startswith(beginnings(language))
        return found

    signs = Remembered(sign)
    return signs, Sieve(signs.__getitem__)
