"""What an instruction is: who told whom to do what, where, and by when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from esep.language import TextLanguage
from esep.periods import Period

InstructionType = Literal["order", "obligation", "commitment"]
"""Told to someone (поручил, тапсырды), due from someone (должны, керек), or pledged by someone (намерена)."""

Recurrence = Literal["constant", "daily", "weekly", "monthly", "quarterly", "half_yearly", "yearly"]
"""How often a standing instruction falls due; ``constant`` is «на постоянной основе», «тұрақты негізде»."""

Extent = tuple[int, int]
"""The first character of a piece of the document, and the one after its last."""


@dataclass(frozen=True)
class Addressee:
    """One body or post that must act; ``quote`` is exactly the document's ``[start:end]``.

    ``name`` is the quote in the nominative; ``code`` is its code in the register of bodies that was given,
    None where no register was, or where it knows no such body or more than one.
    """

    start: int
    end: int
    quote: str
    name: str
    code: str | None = None


@dataclass(frozen=True)
class Instruction:
    """One task of an official text; ``quote`` is exactly the document's ``[start:end]``.

    ``issuer`` is who told it, ``addressee`` who must do it, in the nominative («акимы районов»), so that
    the tasks of one addressee stand together; None where the text does not say. ``addressees`` are the
    bodies and posts of which ``addressee`` consists, and with whom it acts («… бірлесіп»). ``object`` is
    what the action is done to, ``place`` a KATO code. ``deadline`` is as written; ``due`` is its period
    (due by its last day) where the words or the day of the text fix one, and ``recurrence`` how often a
    standing task falls due. Each ``…_span`` is the place in the document; the issuer, the addressees and
    the term may stand outside the quote.
    ``rule`` names the pattern that found it.
    """

    start: int
    end: int
    quote: str
    type: InstructionType
    issuer: str | None
    addressee: str | None
    action: str
    deadline: str | None
    language: TextLanguage
    rule: str
    due: Period | None = None
    recurrence: Recurrence | None = None
    addressees: tuple[Addressee, ...] = ()
    object: str | None = None
    place: str | None = None
    issuer_span: Extent | None = None
    issuer_code: str | None = None
    action_span: Extent | None = None
    object_span: Extent | None = None
    deadline_spans: tuple[Extent, ...] = ()

    @property
    def deadline_span(self) -> Extent | None:
        """The place of the first term."""
        return self.deadline_spans[0] if self.deadline_spans else None
