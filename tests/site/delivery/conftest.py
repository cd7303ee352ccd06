"""Records to try things on: a programme of the region and a road section in each of two districts."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from esep_site.bodies.models import Body
from esep_site.delivery.bulk import write_entries
from esep_site.delivery.entries import Entry, MilestoneLine, MoneyLine, PartnerLine
from esep_site.delivery.models import Record
from esep_site.people import audit
from esep_site.people.models import AuditEvent

from ..conftest import DISTRICT, OTHER_DISTRICT, REGION

D = datetime.date
ROAD = {"road": "А-343", "owner": "regional", "works": "middle", "length": "12.5"}


def programme(code: str = "nurly-zhol", **values: Any) -> Entry:
    """A programme of the region."""
    given = {
        "name_kk": "«Нұрлы жол»",
        "name_ru": "«Нурлы жол»",
        "place": REGION,
        "fields": {"level": "state"},
    }
    return Entry(code=code, kind="programme", **{**given, **values})


def road(code: str = "road-1", place: str = DISTRICT, **values: Any) -> Entry:
    """A road section with money, partners and milestones."""
    given: dict[str, Any] = {
        "name_kk": f"Жол {code}",
        "name_ru": f"Дорога {code}",
        "stage": "planned",
        "start": D(2026, 4, 1),
        "end": D(2026, 12, 1),
        "fields": ROAD,
        "money": [MoneyLine(2026, "regional", 900, 800, 300), MoneyLine(2027, "republican", 100)],
        "partners": [PartnerLine("contractor", "zholshy")],
        "milestones": [MilestoneLine("Жобалау", "Проект", D(2026, 5, 1), fact=D(2026, 5, 3))],
    }
    return Entry(code=code, kind="road_section", place=place, **{**given, **values})


@pytest.fixture
def bodies(db: None) -> dict[str, Body]:
    """A contractor, two employers and a department."""
    rows = (
        ("zholshy", "contractor"),
        ("zauyt", "employer"),
        ("kombinat", "employer"),
        ("transport", "department"),
    )
    return {
        code: Body.objects.create(code=code, kind=kind, name_kk=code, name_ru=code, place=REGION)
        for code, kind in rows
    }


@pytest.fixture
def ledger(bodies: dict[str, Body]) -> dict[str, Record]:
    """A programme and two roads under it, by code."""
    entries = [
        programme(),
        road("road-1", programme="nurly-zhol"),
        road("road-2", OTHER_DISTRICT, programme="nurly-zhol"),
    ]
    with audit.recording():
        outcome = write_entries(by=None, entries=entries)
    assert not outcome.faults
    return {row.code: row for row in Record.objects.all()}


@pytest.fixture
def recording() -> Iterator[list[AuditEvent]]:
    """What is done in the test is recorded; the events so far."""
    with audit.recording() as events:
        yield events


Enter = Callable[..., Any]
