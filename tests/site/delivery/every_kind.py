"""Made-up records for judges from outside: every kind at each of its stages, with all that there can be."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import cycle
from typing import Any

from django.core.files.base import ContentFile

from esep_site.delivery import actions
from esep_site.delivery.actions import FoundFault
from esep_site.delivery.catalogue import FieldOf, FieldType, Kind, kinds
from esep_site.delivery.entries import Entry, JobsLine, MilestoneLine, MoneyLine, PartnerLine, RiskLine
from esep_site.delivery.models import Aspect, InspectionResult, MoneySource, Record, Term

from ..conftest import DISTRICT, REGION

D = datetime.date
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40
BODIES = ("zholshy", "transport", "zauyt", "kombinat")
"""Of the fixture ``bodies``."""


def entries() -> Iterator[Entry]:
    """A record of every kind at each of its stages, in the order of the catalogue."""
    for kind in kinds().values():
        for stage in kind.stages:
            yield _entry(kind, stage.code)


def attach_and_inspect(record: Record) -> None:
    """All documents that the kind knows and a visit for each result, the failed one with a fault."""
    for document in record.kind_entry.documents:
        file = ContentFile(PNG, "a.png")
        actions.attach(by=None, record=record, file=file, title=document.names.kk, document=document.code)
    for result in InspectionResult:
        fault = FoundFault("Қабат жұқа", D(2026, 7, 1), at_km="3.5")
        actions.inspect(
            by=None, record=record, day=D(2026, 6, 1), result=result, notes="Үш жерден сынама алынды.",
            samples=[{"name": "қалыңдығы", "found": "3 см", "norm": "5 см", "passed": False}],
            faults=[fault] if result == InspectionResult.FAILED else [], photos=[ContentFile(PNG, "b.png")],
        )  # fmt: skip


def _entry(kind: Kind, stage: str) -> Entry:
    roles = zip(kind.partners, cycle(BODIES), strict=False)
    return Entry(
        code=f"{kind.kind}-{stage}",
        kind=kind.kind,
        name_kk=f"{kind.names.kk}: «{stage}»",
        name_ru=f"{kind.names.ru}: «{stage}»",
        place=REGION if kind.shared else DISTRICT,
        stage=stage,
        start=D(2026, 4, 1),
        end=D(2026, 12, 1),
        fields={each.code: _value(each) for each in kind.fields},
        declared="amber",
        reported_on=D(2026, 6, 2),
        source="протокол № 5",
        source_span=[3, 40],
        money=[MoneyLine(2026, source, 900, 800, 300) for source in MoneySource.values],
        partners=[PartnerLine(role, body, "Ш-12/26", D(2026, 3, 2), 800) for role, body in roles],
        milestones=[
            MilestoneLine("Жобалау", "Проект", D(2026, 5, 1), fact=D(2026, 5, 3)),
            MilestoneLine("Төсем", "Покрытие", D(2026, 9, 1), forecast=D(2026, 9, 20)),
            MilestoneLine("Қабылдау", "Приёмка", D(2026, 12, 1)),
        ],
        risks=[
            RiskLine("Битум жетпейді", 2, 3, "Екінші жеткізуші"),
            RiskLine("Ауа райы", 1, 1, closed_on=D(2026, 6, 1)),
        ],
        jobs=[
            *(JobsLine(D(2026, 5, 1), aspect, term, 20, 5, 9, 1) for aspect in Aspect for term in Term),
            JobsLine(
                D(2026, 6, 1), "created", "permanent", women=1, employer="zauyt",
                person=f"{kind.kind}{stage}", starts=D(2026, 6, 1), ends=D(2027, 5, 31),
            ),
        ],
    )  # fmt: skip


def _value(field: FieldOf) -> Any:
    """Something that fits; parts are as large as their wholes, a section ends behind its beginning."""
    if field.type is FieldType.CHOICE:
        return next(iter(field.choices))
    plain: dict[FieldType, Any] = {
        FieldType.TEXT: "«А» & <b>",
        FieldType.DAY: D(2026, 6, 1),
        FieldType.YES_NO: True,
        FieldType.PLACE: DISTRICT,
        FieldType.BODY: BODIES[0],
    }
    return (
        plain[field.type]
        if field.type in plain
        else max(field.at_least or 0, 13 if field.code == "km_to" else 12)
    )
