"""Workbooks of records: what is written is read as the same, and what is wrong is told by its cell."""

from __future__ import annotations

import datetime
import io
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from django.utils.translation import override

from esep_site.delivery.bulk import read_entries, write_entries
from esep_site.delivery.catalogue import kinds
from esep_site.delivery.entries import Entry, JobsLine, RiskLine
from esep_site.delivery.models import Record
from esep_site.delivery.workbook_layout import layout_of
from esep_site.delivery.workbook_reading import Filled, read_workbook
from esep_site.delivery.workbook_writing import write_workbook

from ..conftest import DISTRICT
from .conftest import road

D = datetime.date
LANGUAGES = ("kk", "ru", "en")


def written(entries: list[Entry], language: str = "ru", kind: str = "road_section") -> io.BytesIO:
    content = io.BytesIO()
    write_workbook(content, kinds()[kind], entries, language)
    content.seek(0)
    return content


def filled_in(content: io.BytesIO, cells: dict[tuple[str, str], Any]) -> Filled:
    """The workbook with some cells changed in another program, read again."""
    book = openpyxl.load_workbook(content)
    for (sheet, cell), value in cells.items():
        book[sheet][cell] = value
    changed = io.BytesIO()
    book.save(changed)
    changed.seek(0)
    return read_workbook(changed)


@pytest.fixture
def rich(ledger: dict[str, Record], recording: list[Any]) -> Entry:
    """A road with rows in every part, as it stands in the ledger."""
    entry = road(
        "road-9",
        programme="nurly-zhol",
        declared="amber",
        source="000",
        source_span=[12, 80],
        fields={"road": "А-343", "owner": "regional", "works": "middle", "length": "12.375"},
        risks=[RiskLine("Битум қымбаттайды", 2, 3, "", D(2026, 9, 1))],
        jobs=[
            JobsLine(D(2026, 5, 1), "created", "permanent", 3, 1, 2, 0, "zauyt"),
            JobsLine(D(2026, 5, 1), "created", "temporary", 1, person="p1", employer="kombinat"),
            JobsLine(D(2026, 6, 1), "planned", "temporary", 40, starts=D(2026, 6, 1), ends=D(2026, 8, 31)),
        ],
    )
    outcome = write_entries(by=None, entries=[entry])
    assert not outcome.faults
    return next(read_entries(Record.objects.filter(code="road-9")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_export_imported_again_changes_nothing(rich: Entry, language: str) -> None:
    entries = list(read_entries(Record.objects.filter(kind="road_section").order_by("pk")))
    with override("kk"):
        read = read_workbook(written(entries, language))
    assert not read.faults
    assert read.kind == kinds()["road_section"]
    outcome = write_entries(by=None, entries=read.entries)
    assert not outcome.faults
    assert sorted(outcome.unchanged) == ["road-1", "road-2", "road-9"]
    assert not outcome.entered
    assert not outcome.changed


def test_another_program_may_save_it_in_between(rich: Entry) -> None:
    read = filled_in(written([rich]), {})
    assert not read.faults
    assert read.entries == [rich]
    assert read.entries == [rich]
    assert write_entries(by=None, entries=read.entries).unchanged == ["road-9"]


def test_what_is_typed_becomes_a_record(ledger: dict[str, Record], recording: list[Any]) -> None:
    """Cells as people type them: names of choices, numbers with a comma, days as text, a yes."""
    sheet = layout_of(kinds()["road_section"]).sheets[0]
    place = {column.code: at for at, column in enumerate(sheet.columns)}
    book = openpyxl.load_workbook(written([], "ru"))
    typed = {
        "code": 77.0,
        "name_kk": "Тараз – Шу",
        "name_ru": "Тараз – Шу",
        "place": float(DISTRICT),
        "stage": "в плане",
        "start": "01.04.2026",
        "fields.road": "А-2",
        "fields.owner": "республиканская",
        "fields.works": "Средний ремонт",
        "fields.length": "1 250,5",
    }
    for code, value in typed.items():
        book.worksheets[0].cell(3, place[code] + 1, value)
    content = io.BytesIO()
    book.save(content)
    content.seek(0)
    read = read_workbook(content)
    assert not read.faults
    outcome = write_entries(by=None, entries=read.entries)
    assert outcome.entered == ["77"]
    record = Record.objects.get(code="77")
    assert record.fields == {"road": "А-2", "owner": "national", "works": "middle", "length": "1250.5"}
    assert (record.place, record.stage, record.start) == (DISTRICT, "planned", D(2026, 4, 1))


def test_each_fault_is_told_by_its_cell(rich: Entry) -> None:
    with override("en"):
        content = written([rich], "ru")
        sheets = layout_of(kinds()["road_section"]).sheets
        first, money, jobs = (sheets[at].names.ru for at in (0, 1, 5))
        columns = [column.code for column in sheets[0].columns]
        start = openpyxl.utils.get_column_letter(columns.index("start") + 1)
        length = openpyxl.utils.get_column_letter(columns.index("fields.length") + 1)
        place = openpyxl.utils.get_column_letter(columns.index("place") + 1)
        read = filled_in(
            content,
            {
                (first, f"{start}3"): "скоро",
                (first, f"{length}3"): "длинная",
                (first, f"{place}3"): "999999999",
                (money, "A4"): "nobody",
                (money, "D3"): "много",
                (jobs, "E3"): 0,
            },
        )
        outcome = write_entries(by=None, entries=read.entries, dry_run=True)
        told = {(each.sheet, each.column, each.row) for each in read.faults}
        assert told == {
            (first, start, 3),
            (first, length, 3),
            (money, "A", 4),
            (money, "D", 3),
        }
        ledger_told = {(each.sheet, each.column, each.row) for each in map(read.fault_of, outcome.faults)}
        assert (first, place, 3) in ledger_told


def test_a_row_of_a_part_out_of_bounds_is_told_by_its_cell(rich: Entry) -> None:
    jobs = layout_of(kinds()["road_section"]).sheets[5]
    read = filled_in(written([rich], "kk"), {(jobs.names.kk, "E4"): 5})
    assert not read.faults
    outcome = write_entries(by=None, entries=read.entries, dry_run=True)
    (fault,) = [each for each in map(read.fault_of, outcome.faults) if each.column]
    assert (fault.sheet, fault.row, fault.column) == (jobs.names.kk, 4, "K")  # a person has one job


def test_columns_may_stand_in_any_order_without_the_hidden_row(rich: Entry) -> None:
    """Somebody copied the heads and rows into a new file, columns turned round."""
    old = openpyxl.load_workbook(written([rich], "kk"))
    new = openpyxl.Workbook()
    new.remove(new.active)
    for sheet in old.worksheets[:-1]:
        copy = new.create_sheet(sheet.title)
        for row in sheet.iter_rows(min_row=2, values_only=True):
            copy.append(tuple(reversed(row)))
    content = io.BytesIO()
    new.save(content)
    content.seek(0)
    read = read_workbook(content)
    assert not read.faults
    assert read.entries == [rich]
    assert write_entries(by=None, entries=read.entries).unchanged == ["road-9"]


def test_a_sheet_that_is_not_there_leaves_what_stands(rich: Entry) -> None:
    book = openpyxl.load_workbook(written([rich], "ru"))
    for sheet in book.worksheets[1:-1]:
        book.remove(sheet)
    content = io.BytesIO()
    book.save(content)
    content.seek(0)
    read = read_workbook(content)
    assert read.entries[0].money is None
    assert write_entries(by=None, entries=read.entries).unchanged == ["road-9"]


def test_a_text_that_looks_like_a_formula_stays_a_text(rich: Entry) -> None:
    entry = replace(rich, fields={**rich.fields, "road": '=HYPERLINK("x")'})
    book = openpyxl.load_workbook(written([entry], "ru"))
    kinds_of_cells = {cell.data_type for row in book.worksheets[0].iter_rows(min_row=3) for cell in row}
    assert kinds_of_cells <= {"s", "n", "d"}
    assert read_workbook(written([entry], "ru")).entries == [entry]


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04broken"])
def test_what_is_no_workbook_is_one_fault(content: bytes) -> None:
    read = read_workbook(io.BytesIO(content))
    assert len(read.faults) == 1
    assert not read.entries


def test_a_workbook_of_something_else_is_one_fault() -> None:
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    content = io.BytesIO()
    book.save(content)
    content.seek(0)
    assert len(read_workbook(content).faults) == 1


@pytest.mark.parametrize("kind", list(kinds()))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_a_template_in_each_language(kind: str, language: str, db: None) -> None:
    book = openpyxl.load_workbook(written([], language, kind))
    assert len(book.sheetnames) == 10
    heads = [cell.value for cell in book.worksheets[0][2]]
    assert all(heads)
    assert len(set(heads)) == len(heads), "two columns have one head"
