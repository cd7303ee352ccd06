"""The checks of a kind held to a record: which of them fail, with which words. Reads nothing by itself."""

from __future__ import annotations

import datetime
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from esep_site.delivery.catalogue import SUMMED, Check, Kind, Stage
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
    """The sums beside a record by their names, as far as they are known."""
    return known_sums({name: getattr(record, column) for name, column in SUMMED.items()})


def known_sums(sums: Mapping[str, int]) -> dict[str, Value]:
    """Money of which every sum is nought was not told, and nor were such jobs; where anything was told,
    nought is nought. Faults are always known."""
    told = {part_of(name) for name, value in sums.items() if value} | {"faults"}
    return {name: value if part_of(name) in told else None for name, value in sums.items()}


def part_of(name: str) -> str:
    """What a sum is of: «money» of ``money.paid``."""
    return name.partition(".")[0]


def failing(kind: Kind, known: dict[str, Value], severity: str | None = None) -> Sequence[Check]:
    """The checks that do not hold; one that cannot be told holds."""
    return tuple(
        check
        for check in kind.checks
        if severity in (None, check.severity) and holds(check.holds, known) is False
    )


def without_documents(kind: Kind, stage: str, has: Container[str]) -> Iterator[str]:
    """A sentence for every document that a stage or one before it needs and a record does not have."""
    for each in kind.stages:
        if kind.has_reached(stage, each.code):
            yield from missing(kind, each, has)


def missing(kind: Kind, stage: Stage, has: Container[str]) -> Iterator[str]:
    """A sentence for every document that a stage itself needs and a record does not have."""
    for code in stage.needs:
        if code not in has:
            yield _("The stage needs a document: %(name)s.") % {"name": kind.document_by_code[code].names}


def asks_for_rows(check: Check) -> bool:
    """Whether it asks for partners or documents, which an entry may leave out."""
    return any(name.startswith("has.") for name in names_in(check.holds))
