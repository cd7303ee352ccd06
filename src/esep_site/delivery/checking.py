"""The checks of a kind held to a record: which of them fail, with which words. Reads nothing by itself."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from esep_site.delivery.catalogue import SUMMED, Check, Kind
from esep_site.delivery.expressions import Value, holds, names_in
from esep_site.delivery.field_values import known_values
from esep_site.delivery.models import Record


def facts(record: Record, has: Iterable[str], today: datetime.date) -> dict[str, Value]:
    """What the checks of a record may ask; ``has`` are roles of its partners and documents attached."""
    kind = record.kind_entry
    known: dict[str, Value] = {
        "start": record.start,
        "end": record.end,
        "today": today,
        "stage": record.stage,
        "category": record.category,
        **sums_of(record),
        **known_values(kind, record.fields),
    }
    return known | {f"has.{each}": True for each in has}


def sums_of(record: Record) -> dict[str, Value]:
    """The sums beside a record by their names; nought is not known, but of faults it is."""
    found = {name: getattr(record, column) or None for name, column in SUMMED.items()}
    return {**found, "faults.open": record.faults_open}


def failing(kind: Kind, known: dict[str, Value], severity: str | None = None) -> Sequence[Check]:
    """The checks that do not hold; one that cannot be told holds."""
    return tuple(
        check
        for check in kind.checks
        if severity in (None, check.severity) and holds(check.holds, known) is False
    )


def asks_for_rows(check: Check) -> bool:
    """Whether it asks for partners or documents, which an entry may leave out."""
    return any(name.startswith("has.") for name in names_in(check.holds))
