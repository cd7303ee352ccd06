"""The language of each sentence of a text: its words vote; where none does, the paragraph, then the document.

A heading that is a name, or a number, has no vote of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from esep.language.kazakh import analyse
from esep.language.remembered import Remembered
from esep.language.russian import is_known
from esep.reading.grammar.sentence_language import TextLanguage, hide_names, language_votes

_WORD = re.compile(r"[^\W\d_]{3,}")


def choose_languages(paragraphs: Sequence[Sequence[str]]) -> list[list[TextLanguage]]:
    """The language of each sentence of each paragraph; Russian when the whole document does not tell."""
    votes = [[language_votes(sentence) for sentence in paragraph] for paragraph in paragraphs]
    of_document = sum(map(sum, votes)) or sum(map(_lexicon_votes, chain.from_iterable(paragraphs)))
    chosen: list[list[TextLanguage]] = []
    for paragraph in votes:
        fallback = sum(paragraph) or of_document
        chosen.append(["kk" if (vote or fallback) > 0 else "ru" for vote in paragraph])
    return chosen


def _lexicon_votes(sentence: str) -> int:
    """Votes by the words that one lexicon has and the other has not: «45 мектеп» has no Kazakh letter.

    Asked only where nothing else tells, for it costs a look into both.
    """
    words = {word.lower() for word in _WORD.findall(hide_names(sentence))}
    return sum(map(_VOTES.__getitem__, words))


_VOTES: Remembered[int] = Remembered(lambda word: analyse(word)[0].known - is_known(word))
