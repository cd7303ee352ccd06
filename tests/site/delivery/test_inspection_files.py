"""Inspections, samples and faults by workbook and API: both ways, and a second time nothing changes."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from esep_site.bodies.models import Body
from esep_site.delivery import actions
from esep_site.delivery.actions import FoundFault
from esep_site.delivery.bulk import read_entries, write_entries
from esep_site.delivery.catalogue import kinds
from esep_site.delivery.entries import Entry, FaultLine, InspectionLine, SampleLine
from esep_site.delivery.models import Attachment, Change, Fault, Inspection, InspectionResult, Record
from esep_site.delivery.workbook_layout import layout_of
from esep_site.delivery.workbook_reading import Filled, read_workbook
from esep_site.people.roles import Role

from ..conftest import DISTRICT, REGION, MakeAccount
from .conftest import D, road
from .test_actions import PNG
from .test_workbooks import written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recording")]
MARK = UUID(int=5)
CORE = SampleLine("Керн", "4 см", "5 см", False)
TYPED: dict[str, Any] = {
    "inspections": [
        InspectionLine("12-А", D(2026, 6, 1), "failed", "transport", "Екі шұңқыр", (CORE,)),
        InspectionLine("13-А", D(2026, 7, 1), "passed", samples=()),
    ],
    "faults": [
        FaultLine("Шұңқыр", D(2026, 6, 1), D(2026, 6, 20), "12-А", "3.5", under_warranty=True),
        FaultLine("Шұңқыр", D(2026, 6, 1), D(2026, 6, 20), "12-А", "4.25"),
        FaultLine("Тұрғын хабарлады", D(2026, 5, 1), D(2026, 5, 20), "", "", "zauyt", D(2026, 5, 9)),
    ],
}


@pytest.fixture
def inspected(ledger: dict[str, Record], bodies: dict[str, Body]) -> Record:
    """A road on which an inspection with a photo, a sample and a fault was entered in a browser."""
    row = ledger["road-1"]
    actions.inspect(
        by=None, record=row, day=D(2026, 6, 1), result=InspectionResult.FAILED, notes="Шұңқырлар",
        inspector=bodies["transport"], draft=MARK, photos=[ContentFile(PNG, "a.png")],
        samples=[{"name": "Керн", "found": "4 см", "norm": "5 см", "passed": False}],
        faults=[FoundFault("Шұңқыр", D(2026, 6, 20), at_km="3.500", under_warranty=True)],
    )  # fmt: skip
    Fault.objects.update(mark=MARK)
    row.refresh_from_db()
    return row


def entry_of(code: str = "road-1") -> Entry:
    return next(read_entries(Record.objects.filter(code=code)))


def enter(**values: Any) -> Any:
    """Road-1 with inspections and faults."""
    stands = entry_of()
    return write_entries(by=None, entries=[replace(stands, version=None, **values)])


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_an_export_sent_in_again_changes_nothing(inspected: Record, language: str) -> None:
    entry = entry_of()
    assert entry.inspections == [
        InspectionLine(str(MARK), D(2026, 6, 1), "failed", "transport", "Шұңқырлар", (CORE,))
    ]
    mark = str(Fault.objects.get().mark)
    fault = FaultLine("Шұңқыр", D(2026, 6, 1), D(2026, 6, 20), str(MARK), "3.5", "zholshy", None, True, mark)
    assert entry.faults == [fault]
    filled = read_workbook(written([entry], language))
    assert (filled.faults, filled.entries) == ([], [entry])
    assert write_entries(by=None, entries=filled.entries).unchanged == ["road-1"]


def test_what_is_typed_with_marks_of_ones_own_is_entered_once(ledger: dict[str, Record]) -> None:
    assert enter(**TYPED).changed == ["road-1"]
    assert Inspection.objects.count() == 2
    told = Fault.objects.order_by("pk").values_list(
        "text", "at_km", "contractor__code", "inspection__day", "mended_on", "under_warranty"
    )
    assert [(text, str(km or ""), *rest) for text, km, *rest in told] == [
        ("Шұңқыр", "3.500", "zholshy", D(2026, 6, 1), None, True),
        ("Шұңқыр", "4.250", "zholshy", D(2026, 6, 1), None, False),
        ("Тұрғын хабарлады", "", "zauyt", None, D(2026, 5, 9), False),
    ]
    assert Inspection.objects.order_by("day").values_list("samples", flat=True)[0] == [
        {"name": "Керн", "found": "4 см", "norm": "5 см", "passed": False}
    ]
    row = Record.objects.get(code="road-1")
    assert (row.faults_open, row.version) == (2, 2)
    history = Change.objects.filter(record=row).exclude(part="").values_list("part", "field", "after")
    assert ("inspections 2026-06-01", "result", "failed") in history
    assert ("faults Шұңқыр", "term", "2026-06-20") in history
    assert enter(**TYPED).unchanged == ["road-1"]
    assert (Inspection.objects.count(), Fault.objects.count()) == (2, 3)
    with CaptureQueriesContext(connection) as asked:
        assert enter(**TYPED).unchanged == ["road-1"]
    assert len(asked) <= 30


def test_what_changed_is_changed_and_nothing_is_taken_away(inspected: Record) -> None:
    (stands,), (fault,) = entry_of().inspections or (), entry_of().faults or ()
    mended = replace(fault, mended_on=D(2026, 6, 15), contractor="")
    other = replace(stands, result="remarks", notes="Қайта қаралды", samples=None)
    assert enter(inspections=[other], faults=[mended]).changed == ["road-1"]
    row, inspection = Fault.objects.get(), Inspection.objects.get()
    assert (row.mended_on, row.contractor.code if row.contractor else "", row.version) == (
        D(2026, 6, 15), "zholshy", 2,
    )  # fmt: skip
    assert (inspection.result, inspection.notes, len(inspection.samples)) == ("remarks", "Қайта қаралды", 1)
    assert Record.objects.get(code="road-1").faults_open == 0
    assert ("faults Шұңқыр", "mended_on", "2026-06-15") in Change.objects.values_list(
        "part", "field", "after"
    )
    assert enter(inspections=[], faults=[]).unchanged == ["road-1"]
    assert (Inspection.objects.count(), Fault.objects.count()) == (1, 1)
    assert Attachment.objects.get().inspection == inspection, "its photo stays with it"


def test_a_fault_that_is_called_otherwise_stays_the_same(inspected: Record) -> None:
    """By the mark of an export, or one's own; without a mark another text is another fault."""
    (fault,) = entry_of().faults or ()
    renamed = replace(fault, text="Шұңқыр, тереңдігі 6 см", at_km="3.7", term=D(2026, 7, 1))
    assert enter(faults=[renamed]).changed == ["road-1"]
    row = Fault.objects.get()
    assert (row.text, str(row.at_km), row.term) == ("Шұңқыр, тереңдігі 6 см", "3.700", D(2026, 7, 1))
    assert row.inspection is not None
    assert ("text", "Шұңқыр", "Шұңқыр, тереңдігі 6 см") in Change.objects.values_list(
        "field", "before", "after"
    )
    assert enter(faults=[replace(renamed, mark="")]).unchanged == ["road-1"]
    own = replace(fault, text="Сызат", inspection="", at_km="", mark="7")
    assert enter(faults=[own]).changed == ["road-1"]
    assert enter(faults=[replace(own, text="Сызат, 2 м")]).changed == ["road-1"]
    assert list(Fault.objects.order_by("pk").values_list("text", flat=True))[1:] == ["Сызат, 2 м"]
    assert enter(faults=[replace(own, text="Сызат", mark="")]).changed == ["road-1"]
    assert Fault.objects.count() == 3
    outcome = enter(faults=[own, replace(own, text="Басқа")])
    assert [(each.part, each.line) for each in outcome.faults] == [("faults", 1)]


def test_a_result_is_held_to_the_faults_as_they_will_stand(inspected: Record) -> None:
    """A fault that leaves its inspection leaves one that failed by nothing."""
    (inspection,), (fault,) = entry_of().inspections or (), entry_of().faults or ()
    outcome = enter(inspections=[inspection], faults=[replace(fault, inspection="")])
    assert [(each.part, each.field) for each in outcome.faults] == [("inspections", "result")]
    passed = replace(inspection, result="passed")
    assert enter(inspections=[passed], faults=[replace(fault, inspection="")]).changed == ["road-1"]


def test_an_inspection_that_came_by_a_file_is_the_last_report(ledger: dict[str, Record]) -> None:
    told = replace(entry_of(), version=None, reported_on=D(2026, 5, 15), **TYPED)
    assert write_entries(by=None, entries=[told]).changed == ["road-1"]
    assert Record.objects.get(code="road-1").reported_on == D(2026, 7, 1)
    note = Change.objects.filter(field="reported_on").values_list("after", flat=True)
    assert list(note) == ["2026-07-01"]
    assert write_entries(by=None, entries=[told]).unchanged == ["road-1"]
    mended = replace(TYPED["faults"][0], mended_on=D(2026, 8, 3))
    enter(faults=[mended])
    assert Record.objects.get(code="road-1").reported_on == D(2026, 8, 3)
    assert write_entries(by=None, entries=[replace(entry_of(), reported_on=D(2026, 9, 1))]).changed
    assert Record.objects.get(code="road-1").reported_on == D(2026, 9, 1)


def test_who_was_quicker_is_shown_and_not_overwritten(inspected: Record) -> None:
    exported = entry_of()
    actions.mend_fault(
        by=None,
        fault=Fault.objects.get(),
        version=1,
        mended_on=D(2026, 6, 10),  # type: ignore[arg-type]
    )
    outcome = write_entries(by=None, entries=[exported])
    assert [entry.code for entry, _record in outcome.conflicts] == ["road-1"]
    assert Fault.objects.get().mended_on == D(2026, 6, 10)


INSPECTION, FAULT = TYPED["inspections"][0], TYPED["faults"][0]
WRONG: dict[str, tuple[dict[str, Any], tuple[str, int, str]]] = {
    "no such result": ({"inspections": [replace(INSPECTION, result="good")]}, ("inspections", 0, "result")),
    "not yet": (
        {"inspections": [replace(INSPECTION, day=D(2099, 1, 1), result="remarks")]},
        ("inspections", 0, "day"),
    ),
    "nobody": (
        {"inspections": [replace(INSPECTION, inspector="x", result="remarks")]},
        ("inspections", 0, "inspector"),
    ),
    "failed by nothing": ({"inspections": [INSPECTION]}, ("inspections", 0, "result")),
    "passed with a fault": (
        {"inspections": [replace(INSPECTION, result="passed")], "faults": [FAULT]},
        ("inspections", 0, "result"),
    ),
    "twice": ({"inspections": [INSPECTION] * 2, "faults": [FAULT]}, ("inspections", 1, "")),
    "no inspection": ({"faults": [FAULT]}, ("faults", 0, "inspection")),
    "too soon": ({"faults": [replace(FAULT, inspection="", term=D(2026, 5, 1))]}, ("faults", 0, "term")),
    "mended before": (
        {"faults": [replace(FAULT, inspection="", mended_on=D(2026, 5, 1))]},
        ("faults", 0, "mended_on"),
    ),
    "no number": ({"faults": [replace(FAULT, inspection="", at_km="x")]}, ("faults", 0, "at_km")),
    "no contractor": (
        {"faults": [replace(FAULT, inspection="", contractor="x")]},
        ("faults", 0, "contractor"),
    ),
    "another's fault": ({"faults": [replace(FAULT, inspection="", mark=str(MARK))]}, ("faults", 0, "mark")),
    "another's": (
        {"inspections": [replace(INSPECTION, mark=str(MARK), result="remarks")]},
        ("inspections", 0, "mark"),
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_is_told_by_its_line_and_nothing_is_written(inspected: Record, name: str) -> None:
    given, (part, line, field) = WRONG[name]
    stands = entry_of("road-2")
    outcome = write_entries(by=None, entries=[replace(stands, version=None, **given)])
    assert [(each.part, each.line, each.field) for each in outcome.faults] == [(part, line, field)]
    assert (Inspection.objects.count(), Fault.objects.count()) == (1, 1)


def typed(rows: dict[int, list[list[Any]]]) -> Filled:
    """A workbook of road-1 with rows typed on the sheets at some places."""
    entry = replace(entry_of(), inspections=None, faults=None)
    book = openpyxl.load_workbook(written([entry], "ru"))
    for at, lines in rows.items():
        for number, cells in enumerate(lines, start=3):
            for column, cell in enumerate(cells, start=1):
                book.worksheets[at].cell(number, column, cell)
    content = io.BytesIO()
    book.save(content)
    content.seek(0)
    return read_workbook(content)


def test_people_type_them_on_their_sheets(ledger: dict[str, Record]) -> None:
    parts = [sheet.part for sheet in layout_of(kinds()["road_section"]).sheets]
    inspections, samples, faults = (parts.index(part) for part in ("inspections", "samples", "faults"))
    filled = typed({
        inspections: [["road-1", "12-А", "01.06.2026", "не пройден", "transport", "", "Екі шұңқыр"],
                      ["road-1", 13, "01.07.2026", "пройден"]],
        samples: [["road-1", "12-А", "Керн", "4 см", "5 см", "нет"]],
        faults: [["road-1", "Шұңқыр", "01.06.2026", "20.06.2026", "12-А", 3.5, "", "", "", "да"]],
    })  # fmt: skip
    assert filled.faults == []
    (entry,) = filled.entries
    assert entry.inspections == [TYPED["inspections"][0], replace(TYPED["inspections"][1], mark="13")]
    assert entry.faults == TYPED["faults"][:1]
    assert write_entries(by=None, entries=filled.entries).changed == ["road-1"]
    again = [replace(entry, version=None)]
    assert write_entries(by=None, entries=again).unchanged == ["road-1"]
    told = typed({
        inspections: [["road-1", "1", "01.06.2026", "хорошо"]],
        samples: [["road-1", "7", "a", "b"]],
        faults: [["nowhere", "x", "01.06.2026", "31.02.2026"]],
    }).faults  # fmt: skip
    names = layout_of(kinds()["road_section"]).sheets
    assert {(each.sheet, each.row, each.column) for each in told} == {
        (names[inspections].names.ru, 3, "D"),
        (names[samples].names.ru, 3, "B"),
        (names[faults].names.ru, 3, "D"),
        (names[faults].names.ru, 3, "A"),
    }


def test_programs_read_and_send_them(inspected: Record, make_account: MakeAccount, client: Client) -> None:
    client.force_login(make_account(Role.PROGRAMME_OFFICER, REGION))
    (told,) = client.get(f"/api/v1/places/{DISTRICT}/records").json()["records"]
    assert told["inspections"][0]["samples"] == [
        {"name": "Керн", "found": "4 см", "norm": "5 см", "passed": False}
    ]
    assert (told["faults"][0]["at_km"], told["faults"][0]["inspection"]) == ("3.5", str(MARK))

    def send(record: dict[str, Any]) -> Any:
        address, body = f"/api/v1/places/{DISTRICT}/records/entries", json.dumps({"records": [record]})
        return client.post(address, body, content_type="application/json").json()

    assert send(told)["unchanged"] == ["road-1"]
    new = {"mark": "14", "day": "2026-07-01", "result": "passed"}
    assert send({**told, "inspections": [new], "faults": None})["changed"] == ["road-1"]
    assert send({**told, "version": None, "inspections": [new], "faults": []})["unchanged"] == ["road-1"]
    assert Inspection.objects.count() == 2
    refused = send({**told, "version": None, "inspections": [{**new, "result": "good"}]})
    assert refused["faults"][0]["where"] == "/records/0/inspections/0/result"


def test_a_new_record_may_come_with_its_inspections(ledger: dict[str, Record]) -> None:
    assert write_entries(by=None, entries=[road("new", **TYPED)]).entered == ["new"]
    assert (Inspection.objects.count(), Fault.objects.filter(contractor__code="zholshy").count()) == (2, 2)
