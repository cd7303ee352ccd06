"""What the words of a sentence can be to the rules of instructions, known before any rule is asked.

Most sentences have no word that begins an instruction, names who speaks or labels a line. Words are asked
once each, and remembered (:mod:`esep.language.remembered`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import cache
from typing import NamedTuple

from esep.language.remembered import Remembered, Sieve
from esep.reading.grammar.kazakh_predicates import may_end_future
from esep.reading.grammar.russian_grammar import is_future, may_be_told
from esep.reading.grammar.sentence_language import TextLanguage
from esep.reading.instructions.clauses import speech_words
from esep.reading.instructions.labels import beginnings
from esep.reading.instructions.patterns import Need, Pattern, is_cue, patterns_for

_CUE, _SPEECH, _LABEL = 1, 2, 4
_WORD = re.compile(r"[^\W\d_]+")


class Signs(NamedTuple):
    """The words of a sentence that matter to instructions, folded and in no order.

    ``keys``: all that it has; ``cued``: a cue of some pattern is among them; ``told``: a word with which a
    verb of speech can begin; ``labelled``: the beginning of a label («Срок:»).
    """

    words: list[str]
    keys: Collection[str]
    language: TextLanguage
    cued: bool = False
    told: bool = False
    labelled: bool = False

    def patterns(self, clause: str | None = None) -> list[Pattern]:
        """The patterns that the sentence, or the text of a ``clause`` of it, can hold, as they are tried."""
        words = self.words
        if clause is not None:
            small = clause.lower().replace("ё", "е")
            words = [word for word in words if word in small]
        meeting = _meeting(self.language)
        return [
            one
            for one in patterns_for(words, self.language)
            if one.needs not in meeting or meeting[one.needs].of(self.keys)
        ]


@cache
def _meeting(language: TextLanguage) -> dict[Need | None, Sieve]:
    """By what a pattern needs: tells the words of which a sentence that has it has one."""
    needs: tuple[Need, ...] = ("future", "will", "told_infinitive")
    return {need: _sieve(language, need) for need in needs}


def _sieve(language: TextLanguage, need: Need) -> Sieve:
    is_verb: Callable[[str], bool] = may_end_future if language == "kk" else is_future
    can = may_be_told if need == "told_infinitive" else is_verb
    return Sieve(lambda key: any(can(word) for word in {key, *_WORD.findall(key)}))


def signs_of(keys: Collection[str], language: TextLanguage) -> Signs:
    """The signs of a sentence; ``keys`` are those of its tokens (:class:`esep.language.Token`)."""
    signs, known = _signs(language)
    words = known.of(keys)
    found = 0
    for word in words:
        found |= signs[word]
    return Signs(words, keys, language, found & _CUE > 0, found & _SPEECH > 0, found & _LABEL > 0)


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
