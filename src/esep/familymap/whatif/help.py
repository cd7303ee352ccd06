"""The help that is compared: payments a month, by the unit of their provisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from esep.familymap.stored import FAMILY_PROVISIONS, PERSON_PROVISIONS
from esep.law import FAMILY, Entity, Law, unit
from esep.messages import Name, messages_of

_, _n = messages_of("esep.familymap")

TOTAL = "total_help"
"""In tables, all payments of a family together, or of a person without family."""

MONEY_A_MONTH = unit("KZT/month")

NOT_ADDED = ("assistance_due", "pension_shortfall")
"""Amounts a month that are no further help: the assistance while nothing bars it, and what to check."""


@dataclass(frozen=True)
class Help:
    """A payment a month: the provision that grants it, to families or to persons."""

    name: str
    entity: Entity
    title: Name

    @property
    def is_of_family(self) -> bool:
        """Whether a family gets it, not one of its members."""
        return self.entity == FAMILY


def help_of(law: Law, on: date, provisions: Iterable[str] | None = None) -> tuple[Help, ...]:
    """The payments a month among the provisions (those of the map) that are in force on a day."""
    names = FAMILY_PROVISIONS + PERSON_PROVISIONS if provisions is None else tuple(provisions)
    found = []
    for name in names:
        if name in NOT_ADDED:
            continue
        for version in law.versions(name) if name in law.names else ():
            if version.is_in_force(on) and version.unit == MONEY_A_MONTH:
                found.append(Help(name, version.entity, version.title))
    return tuple(found)
