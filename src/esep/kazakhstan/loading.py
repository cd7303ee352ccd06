"""The law of this package, read once."""

from __future__ import annotations

import sys
from functools import cache

from esep.law import Law, law_of


@cache
def law() -> Law:
    """Every provision and parameter of ``esep.kazakhstan``; LawError when they do not fit one another."""
    return law_of(sys.modules[__package__])
