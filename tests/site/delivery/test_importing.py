"""A workbook that is sent in: looked at, entered, refused whole, with the changes of others beside it."""

from __future__ import annotations

import datetime
import io
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from esep_site.delivery import importing
from esep_site.delivery.actions import change_record
from esep_site.delivery.bulk import read_entries
from esep_site.delivery.catalogue import kinds
from esep_site.delivery.models import Change, Import, ImportState, Record
from esep_site.delivery.workbook_layout import layout_of
from esep_site.delivery.workbook_writing import write_workbook
from esep_site.editing import Conflict
from esep_site.people import audit
from esep_site.people.models import Account
from esep_site.people.roles import Role

from ..conftest import DISTRICT, REGION, MakeAccount

D = datetime.date


@pytest.fixture
def officer(make_account: MakeAccount) -> Account:
    return make_account(Role.PROGRAMME_OFFICER, REGION)


@pytest.fixture(autouse=True)
def _lock_in_the_same_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' rows are in a transaction that no other connection sees; the lock is not tried here."""
    from contextlib import nullcontext

    monkeypatch.setattr(importing, "held", lambda _work, _number: nullcontext(True))
    monkeypatch.setattr(importing, "close_old_connections", lambda: None)


def workbook(cells: dict[tuple[int, str, int], Any]) -> SimpleUploadedFile:
    """The roads of the ledger as they are exported, with cells (sheet, column, row) changed."""
    content = io.BytesIO()
    write_workbook(
        content,
        kinds()["road_section"],
        read_entries(Record.objects.filter(kind="road_section").order_by("code")),
        "ru",
    )
    book = openpyxl.load_workbook(content)
    for (sheet, code, row), value in cells.items():
        columns = [cell.value for cell in book.worksheets[sheet][1]]
        book.worksheets[sheet].cell(row, columns.index(code) + 1, value)
    changed = io.BytesIO()
    book.save(changed)
    return SimpleUploadedFile("жолдар.xlsx", changed.getvalue())


def looked_at(by: Account, file: SimpleUploadedFile) -> Import:
    with audit.recording():
        row = importing.send_in(by=by, file=file, language="ru")
    importing.go_on(row.pk)
    row.refresh_from_db()
    return row


def entered(by: Account, row: Import, taken: list[str] | None = None) -> Import:
    with audit.recording():
        importing.enter(by=by, row=row, version=row.version, taken=taken or [])
    importing.go_on(row.pk)
    row.refresh_from_db()
    return row


def test_nothing_is_written_before_it_is_entered(ledger: dict[str, Record], officer: Account) -> None:
    file = workbook({(0, "name_ru", 3): "Дорога на Мерке", (1, "paid", 3): 777})
    row = looked_at(officer, file)
    assert (row.state, row.result["changed"], row.result["unchanged"]) == (ImportState.LOOKED_AT, 1, 1)
    assert not Change.objects.filter(after="Дорога на Мерке").exists()
    row = entered(officer, row)
    assert (row.state, row.result["changed"]) == (ImportState.ENTERED, 1)
    record = Record.objects.get(code="road-1")
    assert (record.name_ru, record.money_paid, record.version) == ("Дорога на Мерке", 777, 2)
    assert Change.objects.filter(record=record, by=officer, reason="жолдар.xlsx").exists()


def test_a_fault_refuses_all_and_the_file_is_kept(ledger: dict[str, Record], officer: Account) -> None:
    row = looked_at(officer, workbook({(0, "name_ru", 3): "Другая", (0, "place", 4): "123456789"}))
    assert (row.state, row.result["faults"]) == (ImportState.REFUSED, 1)
    (fault,) = row.result["told_faults"]
    assert (fault["row"], fault["column"]) == (4, "D")
    with pytest.raises(ValidationError), audit.recording():
        importing.enter(by=officer, row=row, version=row.version, taken=[])
    assert Record.objects.get(code="road-1").name_ru == "Дорога road-1"
    assert importing.files.path_of(row.sha256).read_bytes().startswith(b"PK")


def test_what_another_changed_meanwhile_is_shown_beside_it(
    ledger: dict[str, Record], officer: Account
) -> None:
    file = workbook({(0, "name_ru", 3): "Моё имя", (0, "name_ru", 4): "Второе имя"})
    with audit.recording():
        change_record(by=officer, record=ledger["road-1"], version=1, name_kk="Басқа атау")
    row = entered(officer, looked_at(officer, file))
    assert (row.result["changed"], row.result["conflicts"]) == (1, 1)
    assert Record.objects.get(code="road-2").name_ru == "Второе имя"
    (conflict,) = row.result["told_conflicts"]
    assert conflict["code"] == "road-1"
    assert {(each["field"], each["typed"], each["stands"]) for each in conflict["differs"]} == {
        ("name_kk", "Жол road-1", "Басқа атау"),
        ("name_ru", "Моё имя", "Дорога road-1"),
    }
    row = entered(officer, row, ["road-1"])
    stands = Record.objects.get(code="road-1")
    assert (stands.name_kk, stands.name_ru) == ("Жол road-1", "Моё имя")
    assert row.result["conflicts"] == 0


def test_a_record_of_another_place_is_refused(ledger: dict[str, Record], make_account: MakeAccount) -> None:
    """An officer of one district sends the workbook of the region: the other district's row is a fault."""
    officer = make_account(Role.PROGRAMME_OFFICER, DISTRICT)
    row = looked_at(officer, workbook({(0, "name_ru", 3): "Моя", (0, "name_ru", 4): "Чужая"}))
    assert row.state == ImportState.REFUSED
    assert {fault["row"] for fault in row.result["told_faults"]} == {4}
    assert Record.objects.get(code="road-2").name_ru == "Дорога road-2"


def test_only_who_sent_it_enters_it(
    ledger: dict[str, Record], officer: Account, make_account: MakeAccount
) -> None:
    row = looked_at(officer, workbook({}))
    other = make_account(Role.PROGRAMME_OFFICER, REGION)
    with pytest.raises(PermissionDenied), audit.recording():
        importing.enter(by=other, row=row, version=row.version, taken=[])
    with pytest.raises(Conflict), audit.recording():
        importing.enter(by=officer, row=row, version=row.version + 1, taken=[])


def test_what_is_no_workbook_is_refused_at_once(officer: Account, db: None) -> None:
    with pytest.raises(ValidationError), audit.recording():
        importing.send_in(by=officer, file=SimpleUploadedFile("a.xlsx", b"%PDF-1.7"), language="kk")
    row = looked_at(officer, SimpleUploadedFile("a.xlsx", b"PK\x03\x04 broken"))
    assert row.state == ImportState.REFUSED


def test_the_pages_lead_from_the_template_to_the_ledger(
    ledger: dict[str, Record], officer: Account, client: Any
) -> None:
    client.force_login(officer)
    page = client.get("/ru/delivery/workbooks/")
    assert page.status_code == 200
    template = client.get("/ru/delivery/workbooks/template/road_section.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(template.streaming_content)))
    assert book.worksheets[0].title == layout_of(kinds()["road_section"]).sheets[0].names.ru[:31]
    exported = client.get(f"/ru/delivery/exports/{DISTRICT}/road_section.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(exported.streaming_content)))
    assert [row[0].value for row in book.worksheets[0].iter_rows(min_row=3)] == ["road-1"]
    assert client.get(f"/kk/delivery/exports/{DISTRICT}/").status_code == 200
    assert client.get("/ru/delivery/workbooks/template/nothing.xlsx").status_code == 404
    sent = client.post(
        "/ru/delivery/workbooks/", {"file": workbook({(0, "name_ru", 3): "Новая", (0, "place", 4): "1"})}
    )
    assert sent.status_code == 302
    row = Import.objects.get()
    importing.go_on(row.pk)
    page = client.get(sent["Location"])
    assert "D" in page.content.decode()
    faults = client.get(f"{sent['Location']}faults.csv").content.decode()
    assert ";" in faults or "," in faults
    good = client.post("/ru/delivery/workbooks/", {"file": workbook({(0, "name_ru", 3): "Новая"})})
    row = Import.objects.first()
    importing.go_on(row.pk)
    row.refresh_from_db()
    assert client.get(good["Location"]).status_code == 200
    assert client.post(f"{good['Location']}enter/", {"version": row.version}).status_code == 302
    importing.go_on(row.pk)
    assert Record.objects.get(code="road-1").name_ru == "Новая"
