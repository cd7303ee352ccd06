"""One value with what it follows from, as a tree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

from esep.law import Unit
from esep.law.vocabulary import Value
from esep.messages import LANGUAGES, Message, Name

Kind = Literal["provision", "parameter", "column", "moment", "gathered", "part"]


@dataclass(frozen=True)
class Standing:
    """Where a rule or a value stands, since when, and how sure that is."""

    act: str
    article: str
    source: str
    confidence: str
    first_day: date
    act_name: Name | None = None


class Explained(NamedTuple):
    """One value with what it follows from.

    ``formula`` is a provision's rule in words. ``repeated`` marks a provision explained further up.
    """

    kind: Kind
    name: str
    title: Name | Message
    entity: str
    id: int | None
    value: Any
    unit: Unit
    standing: Standing | None = None
    formula: str = ""
    inputs: tuple[Explained, ...] = ()
    repeated: bool = False

    def as_data(self) -> dict[str, Any]:
        """The value and all beneath it as plain data."""
        standing = self.standing
        return {
            "kind": self.kind,
            "name": self.name,
            "title": _in_each(self.title),
            "entity": self.entity,
            "id": self.id,
            "value": _plain(self.value),
            "unit": str(self.unit),
            "standing": standing
            and {
                "act": standing.act,
                "act_name": standing.act_name and _in_each(standing.act_name),
                "article": standing.article,
                "source": standing.source,
                "confidence": standing.confidence,
                "from": standing.first_day.isoformat(),
            },
            "formula": self.formula,
            "repeated": self.repeated,
            "inputs": [below.as_data() for below in self.inputs],
        }


def _in_each(name: Name | Message) -> dict[str, str]:
    return {language: name.in_language(language) for language in LANGUAGES}


def _plain(value: Value) -> Value:
    return value.isoformat() if isinstance(value, date) else value
