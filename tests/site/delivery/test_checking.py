"""What checks and stages say of a record: nought is told from what nobody told, documents are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils.translation import override

from esep_site.delivery import actions
from esep_site.delivery.bulk import write_entries
from esep_site.delivery.bulk_checking import Outcome
from esep_site.delivery.card import Card
from esep_site.delivery.entries import Entry, JobsLine, MoneyLine
from esep_site.delivery.models import Record

from ..conftest import DISTRICT
from .conftest import ROAD, D, road
from .test_actions import PNG

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_kazakh() -> Iterator[None]:
    with override("kk"):
        yield


def written(kind: str, fields: dict[str, Any], **values: Any) -> tuple[Outcome, Record]:
    """A record of a kind, entered; what the check says of the entry, and the record."""
    entry = Entry(
        code="it", kind=kind, name_kk="Жоба", name_ru="Проект", place=DISTRICT, fields=fields, **values
    )
    outcome = write_entries(by=None, entries=[entry])
    assert not outcome.faults
    return outcome, Record.objects.get(code="it")


def wrong_of(record: Record) -> list[str]:
    """The warnings of its card."""
    return [str(each) for each in Card(record, D(2026, 7, 1)).warnings()]


@pytest.mark.parametrize(
    ("money", "is_wrong"),
    [
        ([], False),
        ([MoneyLine(2026, "regional", 500)], False),
        ([MoneyLine(2026, "regional", 500, 0, 1)], True),
        ([MoneyLine(2026, "regional", 0, 100, 100)], False),
        ([MoneyLine(2026, "regional", 0, 99), MoneyLine(2025, "loan", 0, 0, 100)], True),
    ],
)
def test_money_paid_with_nothing_contracted_is_told(
    recording: list[Any], money: list[MoneyLine], is_wrong: bool
) -> None:
    outcome, record = written("business_support", {"form": "rate"}, money=money)
    assert [each.field for each in outcome.warnings] == ["paid_within_contracts"] * is_wrong
    assert wrong_of(record) == ["Төленгені шартта көрсетілгеннен көп."] * is_wrong


@pytest.mark.parametrize(
    ("created", "planned", "is_wrong"), [(0, 0, False), (0, 50, True), (9, 50, True), (10, 0, False)]
)
def test_people_sent_to_no_jobs_are_told_where_jobs_are_told(
    recording: list[Any], created: int, planned: int, is_wrong: bool
) -> None:
    lines = [("created", created), ("planned", planned)]
    jobs = [JobsLine(D(2026, 5, 1), aspect, "temporary", number) for aspect, number in lines if number]
    fields = {"sector": "education", "works": "new", "sent_by_centre": 10}
    outcome, record = written("infrastructure_project", fields, jobs=jobs)
    assert [each.field for each in outcome.warnings] == ["sent_within_jobs"] * is_wrong
    assert len(wrong_of(record)) == is_wrong


def test_a_stage_entered_without_its_documents_is_told_until_they_are_there(
    ledger: dict[str, Record], recording: list[Any]
) -> None:
    """Works need the contract, the acceptance that and the act; a stopped record needs nothing."""
    told = {**ROAD, "contract_number": "7"}
    outcome = write_entries(by=None, entries=[road("road-1", stage="works", fields=told)])
    assert [(each.code, each.field, each.text) for each in outcome.warnings] == [
        ("road-1", "stage", "Бұл кезеңге құжат керек: Шарт.")
    ]
    record = Record.objects.get(code="road-1")
    assert wrong_of(record) == ["Бұл кезеңге құжат керек: Шарт."]
    accepted = {
        **record.fields, "warranty_years": 5, "accepted_on": "2026-06-30", "conclusion": "fit",
    }  # fmt: skip
    later = road("road-1", stage="accepted", fields=accepted)
    asked = write_entries(by=None, entries=[later], dry_run=True)
    assert [each.text for each in asked.warnings] == [
        "Бұл кезеңге құжат керек: Шарт.",
        "Бұл кезеңге құжат керек: Қабылдау актісі.",
    ]
    actions.attach(by=None, record=record, file=ContentFile(PNG, "a.png"), title="Шарт", document="contract")
    assert wrong_of(record) == []
    asked = write_entries(by=None, entries=[later], dry_run=True)
    assert [each.text for each in asked.warnings] == ["Бұл кезеңге құжат керек: Қабылдау актісі."]
    stopped = write_entries(by=None, entries=[road("road-2", record_place(), stage="stopped")], dry_run=True)
    assert stopped.warnings == []


def record_place() -> str:
    """Where road-2 lies."""
    return Record.objects.get(code="road-2").place
