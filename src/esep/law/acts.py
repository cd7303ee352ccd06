"""Where a rule stands: the act, and how sure we are of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as calendar_date
from typing import Literal, get_args

from esep.errors import LawError
from esep.messages import Name, messages_of

_, _n = messages_of(__package__)

Confidence = Literal["confirmed", "secondary", "derived", "recalled", "conflicting", "not found"]
"""confirmed by a named source; by one secondary source only; derived from confirmed numbers; recalled
without a source; sources conflict; no source was found."""

CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)
NOT_FOUND = "not found"


@dataclass(frozen=True)
class Act:
    """A legal act in one edition. ``source="not found"`` is an honest act; an empty source is refused."""

    id: str
    date: str
    name: Name
    source: str
    confidence: Confidence = "confirmed"
    edition: str = ""

    def __post_init__(self) -> None:
        if not self.source.strip():
            raise LawError(
                _(
                    "The act {act} has no source. Name one, or write 'not found' when there is none.",
                    act=self.id,
                )
            )
        if self.confidence not in CONFIDENCES:
            raise LawError(
                _(
                    "The act {act} has the confidence {confidence}. Choose one of: {known}.",
                    act=self.id,
                    confidence=repr(self.confidence),
                    known=", ".join(CONFIDENCES),
                )
            )
        if self.date != NOT_FOUND:
            calendar_date.fromisoformat(self.date)

    @property
    def is_sourced(self) -> bool:
        """Whether a source was found and confirms the act."""
        return self.source != NOT_FOUND and self.confidence == "confirmed"
