"""What a check found: the spans, the outcome, by how much, and a sentence that explains it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from esep.language import Interval
from esep.messages import Message

Outcome = Literal["contradiction", "doubt", "remainder", "confirmation"]
OUTCOMES: tuple[Outcome, ...] = ("contradiction", "doubt", "remainder", "confirmation")


@dataclass(frozen=True)
class Span:
    """A quoted place: characters ``start`` to ``end`` of a text, or the cell (such as ``C12``) of a table."""

    document: str
    start: int
    end: int
    quote: str
    cell: str | None = None


@dataclass(frozen=True)
class Finding:
    """One result of one rule.

    ``by`` is what separates the two sides (total less its parts, stated less expected), as an interval: it
    holds zero in a confirmation, lies above zero in a remainder, and says how far apart the two sides of a
    contradiction or a doubt are at least and at most. A doubt is for a person to look at: the figures cannot
    meet in one reading of the text, and can in another. ``explanation`` is a sentence in kk, ru and en.
    """

    outcome: Outcome
    rule: str
    statements: tuple[Span, ...]
    by: Interval
    explanation: Message
