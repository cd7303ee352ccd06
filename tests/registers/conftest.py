"""A small extract written by hand: three families and seven persons of two villages and a city, made up."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import xlsxwriter

Extract = dict[str, list[dict[str, Any]]]

FATHER, MOTHER, SON, DAUGHTER = "900101300126", "850531400019", "120901500332", "150320600059"
WIDOWER, BABY, LONER = "551122300041", "240229600083", "880715400075"
VILLAGE, OTHER_VILLAGE, CITY = "313630100", "315042300", "311010000"


def _person(iin: str, name: str, birth_date: str, sex: str, place: str = VILLAGE) -> dict[str, Any]:
    surname, given_name, patronymic = (*name.split(), None)[:3]
    return {
        "iin": iin,
        "place": place,
        "surname": surname,
        "given_name": given_name,
        "patronymic": patronymic,
        "birth_date": birth_date,
        "sex": sex,
        "loans": "true" if iin == FATHER else "false",
        "death_date": None,
    }


def _membership(iin: str, family: str, role: str, first: str, last: str | None = None) -> dict[str, Any]:
    return {"iin": iin, "family_number": family, "role": role, "valid_from": first, "valid_to": last}


def _contract(family: str, first: str, *, broken_on: str) -> dict[str, Any]:
    return {"family_number": family, "valid_from": first, "valid_to": None, "broken_on": broken_on}


def small_extract() -> Extract:
    """The daughter was a member of the family B-2 until the end of 2020; C-3 has no members."""
    return {
        "persons": [
            _person(FATHER, "Жапаров Ерлан Қайратұлы", "1990-01-01", "male"),
            _person(MOTHER, "Жапарова Гүлнұр Асқарқызы", "1985-05-31", "female"),
            _person(SON, "Жапаров Әлихан Ерланұлы", "2012-09-01", "male"),
            _person(DAUGHTER, "Жапарова Іңкәр Ерланқызы", "2015-03-20", "female"),
            _person(WIDOWER, "Орынбаев Төлеген Сапарұлы", "1955-11-22", "male", OTHER_VILLAGE),
            _person(BABY, "Орынбаева Ұлпан", "2024-02-29", "female", OTHER_VILLAGE),
            _person(LONER, "Ким Вера Петровна", "1988-07-15", "female", CITY),
        ],
        "families": [
            {"family_number": "A-1", "place": VILLAGE, "cars": 1, "address": "Абай көшесі, 5-үй"},
            {"family_number": "B-2", "place": OTHER_VILLAGE, "cars": 0, "address": None},
            {"family_number": "C-3", "place": CITY, "cars": 2, "address": "Төле би көшесі, 7"},
        ],
        "memberships": [
            _membership(FATHER, "A-1", "head", "2011-01-01"),
            _membership(MOTHER, "A-1", "spouse", "2011-01-01"),
            _membership(SON, "A-1", "child", "2012-09-01"),
            _membership(DAUGHTER, "B-2", "other", "2015-03-20", "2020-12-31"),
            _membership(DAUGHTER, "A-1", "child", "2021-01-01"),
            _membership(WIDOWER, "B-2", "head", "2000-05-05"),
            _membership(BABY, "B-2", "other", "2024-02-29"),
        ],
        "dwellings": [{"family_number": "A-1", "kind": "house", "area": 8450, "owned": "true"}],
        "incomes": [
            {"iin": FATHER, "month": "2026-01-01", "kind": "wage", "amount": 250000},
            {"iin": FATHER, "month": "2026-02-01", "kind": "wage", "amount": 260000},
            {"iin": DAUGHTER, "month": "2026-02-01", "kind": "alimony", "amount": 40000},
            {"iin": WIDOWER, "month": "2026-03-01", "kind": "pension", "amount": 143000},
        ],
        "benefits": [
            {
                "iin": MOTHER,
                "kind": "child_care",
                "amount": 30000,
                "valid_from": "2025-01-01",
                "valid_to": "2026-06-30",
            }
        ],
        "work": [
            {
                "iin": FATHER,
                "status": "employee",
                "pension_contributions": "true",
                "valid_from": "2015-02-01",
                "valid_to": None,
            }
        ],
        "holdings": [{"family_number": "B-2", "kind": "sheep", "quantity": 12, "value": 600000}],
        "social_contracts": [_contract("A-1", "2026-01-01", broken_on="2026-02-20")],
    }


def write_csv(folder: Path, extract: Extract, encoding: str = "utf-8", separator: str = ",") -> Path:
    """Write each table as CSV, the header from its first row."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in extract.items():
        with (folder / f"{name}.csv").open("w", encoding=encoding, newline="") as lines:
            writer = csv.DictWriter(lines, list(rows[0]), delimiter=separator)
            writer.writeheader()
            writer.writerows(rows)
    return folder


def write_xlsx(folder: Path, extract: Extract) -> Path:
    """Write each table as a workbook: real dates and booleans, and individual numbers as numbers."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in extract.items():
        with xlsxwriter.Workbook(folder / f"{name}.xlsx") as workbook:
            sheet = workbook.add_worksheet(name)
            day = workbook.add_format({"num_format": "yyyy-mm-dd"})
            sheet.write_row(0, 0, list(rows[0]))
            for place, row in enumerate(rows, start=1):
                for at, (column, value) in enumerate(row.items()):
                    if value is not None and column.endswith(("date", "from", "to", "month", "_on")):
                        sheet.write_datetime(place, at, date.fromisoformat(value), day)
                    elif value in ("true", "false"):
                        sheet.write_boolean(place, at, value == "true")
                    elif column == "iin":
                        sheet.write_number(place, at, int(value))
                    else:
                        sheet.write(place, at, value)
    return folder


def write_parquet(folder: Path, extract: Extract) -> Path:
    """Write each table as Parquet with typed columns."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in extract.items():
        frame = pl.DataFrame(rows, infer_schema_length=None)
        dates = [
            column for column in frame.columns if column.endswith(("date", "from", "to", "month", "_on"))
        ]
        flags = [column for column in ("loans", "owned", "pension_contributions") if column in frame.columns]
        frame.with_columns(
            pl.col(dates).cast(pl.String).str.to_date("%Y-%m-%d"), *(pl.col(flag) == "true" for flag in flags)
        ).write_parquet(folder / f"{name}.parquet")
    return folder


@pytest.fixture
def extract() -> Extract:
    """A fresh copy of the small extract, to be spoiled at will."""
    return small_extract()


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Writes an extract below the test's own folder and says where: ``written(extract, form="csv")``."""
    writers = {"csv": write_csv, "xlsx": write_xlsx, "parquet": write_parquet}

    def write(extract: Extract, form: str = "csv", folder: str = "registers", **options: str) -> Path:
        return writers[form](tmp_path / folder, extract, **options)

    return write
