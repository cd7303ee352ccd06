"""A clause that a pattern matched, before it is known to be an instruction, and who is named in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from esep.reading.instructions.clauses import Clause
from esep.reading.instructions.patterns import Pattern
from esep.reading.sentences.sentence import Sentence


@dataclass(frozen=True)
class Candidate:
    """The pattern, the words of the clause that it found, the clause and its sentence."""

    pattern: Pattern
    trigger: re.Match[str]
    clause: Clause
    sentence: Sentence

    @property
    def text(self) -> str:
        """The text of the clause, to which the offsets of ``trigger`` belong."""
        return self.clause.text


@dataclass(frozen=True)
class Named:
    """Characters ``start`` to ``end`` of a clause that name a body or an official, in a grammatical case.

    ``case`` is Kazakh ("dative") or Russian ("datv"), by the language of the clause.
    """

    start: int
    end: int
    case: str
