"""What the reader could not decide: places where a figure can be read in more than one way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from esep.language.quantity import Flag
from esep.messages import Message, messages_of
from esep.reading.statement import Doubt, Statement

_, _n = messages_of(__package__)


def find_doubts(statements: Sequence[Statement]) -> Iterator[Doubt]:
    """The doubts about ``statements``, in their order."""
    for statement in statements:
        for flag in statement.quantity.flags:
            yield Doubt(statement.start, statement.end, statement.quote, _reason(flag, statement.quote))


def _reason(flag: Flag, quote: str) -> Message:
    if flag == "suspicious_multiplier":
        return _(
            "“{quote}” is a thousand thousands or more; the multiplier may be a slip. "
            "It was read as written.",
            quote=quote,
        )
    return _("“{quote}”: the sign in the number may part thousands or decimals.", quote=quote)
