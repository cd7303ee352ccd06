"""Records of a kind as CSV: what is exported is read as the same, by the same door as a workbook."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from esep_site.delivery import importing
from esep_site.delivery.bulk import read_entries, write_entries
from esep_site.delivery.catalogue import kinds
from esep_site.delivery.entries import Entry
from esep_site.delivery.kind_tables import write_table
from esep_site.delivery.models import Import, Money, Record
from esep_site.delivery.workbook_reading import Filled, read_workbook
from esep_site.people.roles import Role

from ..conftest import DISTRICT, REGION, MakeAccount
from .conftest import ROAD, road
from .test_importing import SimpleUploadedFile, _lock_in_the_same_connection

__all__ = ["_lock_in_the_same_connection"]


def read(text: str) -> Filled:
    """A table as a file."""
    return read_workbook(io.BytesIO(text.encode()))


def exported() -> str:
    """The roads of the ledger."""
    rows = Record.objects.filter(kind="road_section").order_by("code")
    return write_table(kinds()["road_section"], read_entries(rows, parts=False))


@pytest.mark.parametrize(
    "name",
    ["Жол, «А» учаскесі; 2", "=1+1", "'quoted", "'=both", "-минус", "екі\nжол", 'тырнақ "ішінде"'],
)
def test_what_is_written_is_read_as_the_same(name: str) -> None:
    own = {
        **ROAD,
        "length": "12.375",
        "accepted_on": "2026-06-30",
        "warranty_years": 5,
        "latitude": "43.000001",
    }
    entry: Entry = replace(
        road(), name_kk=name, fields=own, source="000", source_span=[12, 80], version=7,
        money=None, partners=None, milestones=None,
    )  # fmt: skip
    text = write_table(kinds()["road_section"], [entry])
    assert read(text).faults == []
    assert read(text).entries == [entry]


@pytest.mark.django_db
def test_sent_in_again_it_changes_nothing_and_leaves_money_where_it_is(
    ledger: dict[str, Record], recording: list[Any]
) -> None:
    text = exported()
    assert text.startswith("\ufeffkind,code,name_kk,name_ru,place,stage,")
    assert write_entries(by=None, entries=read(text).entries).unchanged == ["road-1", "road-2"]
    changed = read(text.replace("Дорога road-1", "Новая")).entries
    assert write_entries(by=None, entries=changed).changed == ["road-1"]
    assert Record.objects.get(code="road-1").name_ru == "Новая"
    assert Money.objects.filter(record__code="road-1").count() == 2


def test_as_another_program_writes_it() -> None:
    """Semicolons, decimals with a comma, names of choices, days as people write them, no other columns."""
    text = (
        "code;kind;name_kk;name_ru;place;fields.road;fields.owner;fields.works;fields.length;start\r\n"
        f"r7;road_section;Жол;Дорога;{DISTRICT};А-343;regional;средний ремонт;12,5;01.04.2026\r\n"
        ";;;;;;;;;\r\n"
    )
    filled = read(text)
    assert filled.faults == []
    (entry,) = filled.entries
    assert (entry.code, entry.fields["works"], entry.fields["length"]) == ("r7", "middle", "12.5")
    assert (str(entry.start), entry.money) == ("2026-04-01", None)


def test_faults_are_told_by_row_and_column() -> None:
    text = (
        "kind,code,name_kk,name_ru,place,fields.owner,fields.road,fields.works,fields.length,start\n"
        f"road_section,a,Жол,Дорога,{DISTRICT},nobody,А-1,middle,12,2026-04-01\n"
        f"grant,b,Грант,Грант,{DISTRICT},,,,,31.02.2026\n"
        f"road_section,c,,Дорога,{DISTRICT},regional,А-2,new,abc,\n"
    )
    filled = read(text)
    told = {(each.sheet, each.row, each.column) for each in filled.faults}
    assert told == {("CSV", 2, "F"), ("CSV", 3, "A"), ("CSV", 3, "J"), ("CSV", 4, "C"), ("CSV", 4, "I")}


@pytest.mark.parametrize(
    "content",
    [
        b"code,name\n1,2\n",
        b"kind,code\nnothing,1\n",
        "kind,code\nжол".encode("cp1251"),
        b"\x00\x01",
        b"kind\n",
    ],
)
def test_what_is_no_table_of_records_is_one_fault(content: bytes) -> None:
    filled = read_workbook(io.BytesIO(content))
    assert len(filled.faults) == 1
    assert filled.entries == []


@pytest.mark.django_db
def test_the_page_takes_a_table_as_it_takes_a_workbook(
    ledger: dict[str, Record], make_account: MakeAccount, client: Client
) -> None:
    client.force_login(make_account(Role.PROGRAMME_OFFICER, REGION))
    answer = client.get(f"/ru/delivery/exports/{REGION}/road_section.xlsx?form=csv")
    assert answer["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["code"], row["fields.length"]) for row in rows] == [("road-1", "12.5"), ("road-2", "12.5")]
    page = client.get(f"/ru/delivery/exports/{REGION}/").content.decode()
    assert f"/ru/delivery/exports/{REGION}/road_section.xlsx?form=csv" in page
    text = answer.content.decode().replace("Дорога road-1", "Новая")
    sent = client.post("/ru/delivery/workbooks/", {"file": SimpleUploadedFile("жол.CSV", text.encode())})
    assert sent.status_code == 302
    row = Import.objects.get()
    importing.go_on(row.pk)
    row.refresh_from_db()
    assert (row.state, row.result["changed"], row.result["unchanged"]) == ("looked at", 1, 1)
    kept = client.get(f"{sent['Location']}sent.xlsx")
    assert kept["Content-Type"].startswith("text/csv")
    assert b"".join(kept.streaming_content).decode() == text  # type: ignore[arg-type]
    assert client.post(f"{sent['Location']}enter/", {"version": row.version}).status_code == 302
    importing.go_on(row.pk)
    assert Record.objects.get(code="road-1").name_ru == "Новая"
    refused = client.post("/ru/delivery/workbooks/", {"file": SimpleUploadedFile("a.txt", b"code")})
    assert refused.status_code == 400
