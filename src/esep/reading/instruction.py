"""What an instruction is: who told whom to do what, and by when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from esep.periods import Period
from esep.reading.sentence_language import TextLanguage

InstructionType = Literal["order", "obligation", "commitment"]
"""Told to someone (поручил, тапсырды), due from someone (должны, керек), or pledged by someone (намерена)."""


@dataclass(frozen=True)
class Instruction:
    """One task of an official text; ``quote`` is exactly the document's ``[start:end]``.

    ``issuer`` is who told it, ``addressee`` who must do it, in the nominative («акимы районов»), so that the
    tasks of one addressee stand together; None where the text does not say. ``deadline`` is as written, and
    ``due`` its calendar period (due by its last day) where the words or the day of the text fix one.
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
