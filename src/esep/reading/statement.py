"""What a text states in figures, and what the reader could not decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from esep.language.quantity import Quantity
from esep.messages import Message

Kind = Literal["fact", "plan", "target", "change"]
Relation = Literal["cost of", "jobs of", "equals", "remainder of", "share of", "change of"]


@dataclass(frozen=True)
class StatedPeriod:
    """A period in the words of the text; ``iso`` is its calendar form where the words fix one, else None."""

    text: str
    iso: str | None


@dataclass(frozen=True)
class Statement:
    """One figure that a text states.

    Offsets are characters in the text: ``text[start:end] == quote``; ``number_start`` is where the number
    itself begins. ``unit`` is a code of the unit table or None, ``noun`` the lemma of what is counted («жұмыс
    орны», «рабочее место»), ``qualifiers`` the lemmas of the words that narrow it. ``kind`` tells whether the
    figure is done (fact), to be done (plan), set as a task (target) or a realised growth or fall (change);
    ``is_change`` holds for planned changes too. ``part_of`` and ``related_to`` are indexes into the
    statements of the same text; ``relation`` says how this one stands to the latter. ``place`` is a code of
    the classifier, ``programme`` the name as written. ``rule`` names the rules that made the statement,
    from the number outward. ``speaker`` is who says the figure, as written, and ``base`` the period that a
    change is measured from («на 46 процентов больше 2019 года»); both None where the text does not tell.
    """

    start: int
    end: int
    number_start: int
    quote: str
    quantity: Quantity
    unit: str | None
    noun: str
    qualifiers: tuple[str, ...]
    kind: Kind
    is_change: bool
    part_of: int | None
    relation: Relation | None
    related_to: int | None
    place: str | None
    programme: str | None
    period: StatedPeriod | None
    language: str
    rule: str
    speaker: str | None = None
    base: StatedPeriod | None = None


@dataclass(frozen=True)
class Doubt:
    """A place in the text that can be read in more than one way; ``reason`` is told to a person.

    ``rule`` names what doubts, ``language`` is that of the sentence.
    """

    start: int
    end: int
    quote: str
    reason: Message
    rule: str
    language: str


def doubt_of(statement: Statement, reason: Message, rule: str) -> Doubt:
    """A doubt about a whole figure."""
    return Doubt(statement.start, statement.end, statement.quote, reason, rule, statement.language)
