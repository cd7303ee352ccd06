"""A clause that a pattern matched, before it is known to be an instruction."""

from __future__ import annotations

import re
from dataclasses import dataclass

from esep.reading.clauses import Clause
from esep.reading.instruction_patterns import Pattern
from esep.reading.sentences import Sentence


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
