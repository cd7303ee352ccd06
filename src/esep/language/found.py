"""A quantity under construction, while the rules look for its parts."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, NamedTuple

from esep.language.endings import Case
from esep.language.numbers import ReadNumber


class Found(NamedTuple):
    """A quantity under construction: what was read in the tokens ``[first, last)``."""

    first: int
    last: int
    number: ReadNumber
    unit: str | None
    form: Literal["digits", "words", "share", "ratio"]
    high: ReadNumber | None = None
    share: Fraction | None = None
    case: Case | None = None
    possessive: bool = False
