"""Workbook, JSON and the files on disk; the workbook is read back by another library."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from esep.account import SCHEMA_VERSION, AccountContent, render_document, render_workbook, write_account
from esep.figures import FigureTable


def sheet_with(workbook: openpyxl.Workbook, head: str) -> list[list[object]]:
    for sheet in workbook.worksheets:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        if head in rows[0]:
            return rows
    raise AssertionError(f"no sheet has the head {head}")


def test_the_same_content_gives_the_same_bytes(content: AccountContent, tmp_path: Path) -> None:
    first = [path.read_bytes() for path in write_account(content, tmp_path / "a")]
    second = [path.read_bytes() for path in write_account(content, tmp_path / "b")]
    assert first == second


def test_the_files_of_the_account_are_named_by_language(content: AccountContent, tmp_path: Path) -> None:
    paths = write_account(content, tmp_path, ("kk",))
    assert [path.name for path in paths] == ["account.json", "account.kk.html", "account.kk.xlsx"]
    assert sorted(tmp_path.iterdir()) == sorted(paths)


def test_a_failed_write_leaves_the_earlier_file(
    content: AccountContent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "account.json").write_text("earlier")

    def full(self: Path, target: Path) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="disk full"):
        write_account(content, tmp_path, ("en",))
    assert [path.name for path in tmp_path.iterdir()] == ["account.json"]
    assert (tmp_path / "account.json").read_text() == "earlier"


@pytest.mark.parametrize(
    ("language", "head"), [("kk", "Аудан немесе қала"), ("ru", "Район или город"), ("en", "District or city")]
)
def test_the_workbook_holds_numbers_as_numbers(written: Path, language: str, head: str) -> None:
    workbook = openpyxl.load_workbook(written / f"account.{language}.xlsx")
    rows = sheet_with(workbook, head)
    # Taraz: 112,400 families, 389,200 people, 4,720 below the minimum, which is 4.199 %.
    taraz = next(row for row in rows if str(row[0]).endswith(("Тараз", "Тараз қаласы", "Taraz City")))
    assert taraz[1:4] == [112_400, 389_200, 4_720]
    assert taraz[4] == pytest.approx(0.042)
    assert all(sheet.freeze_panes == "B2" for sheet in workbook.worksheets)


def test_money_in_the_workbook_is_whole_tenge(written: Path) -> None:
    rows = sheet_with(openpyxl.load_workbook(written / "account.en.xlsx"), "Cost, KZT")
    assert ["Grant to start a business", 2_640, 4_567_200_000] in rows
    assert ["Household plot", 3_910, None] in rows


def test_text_that_looks_like_a_formula_stays_text(content: AccountContent, tmp_path: Path) -> None:
    entry = replace(content.instructions[0], action="=1+1")
    path = tmp_path / "a.xlsx"
    path.write_bytes(render_workbook(replace(content, instructions=(entry,)), "en"))
    cells = [c for s in openpyxl.load_workbook(path).worksheets for row in s.iter_rows() for c in row]
    assert [cell.data_type for cell in cells if cell.value == "=1+1"] == ["s"]


def test_the_document_names_its_schema_and_holds_every_row(content: AccountContent) -> None:
    document = json.loads(render_document(content))
    assert document["schema_version"] == SCHEMA_VERSION
    assert [len(table["rows"]) for table in document["tables"]] == [1, 11, 5, 5, 1, 1, 5, 11]
    assert [finding["outcome"] for finding in document["findings"]].count("contradiction") == 3
    assert {"kk", "ru", "en"} == set(document["findings"][0]["explanation"])


def test_every_figure_of_the_overview_can_be_walked_to_its_rows(content: AccountContent) -> None:
    """From the JSON alone: the rows under each basis give its checksum and the value."""
    document = json.loads(render_document(content))
    tables = {
        table["query"]: FigureTable(
            table["query"],
            table["snapshot"],
            table["place"],
            table["period"],
            tuple(table["keys"]),
            tuple(entry["id"] for entry in table["indicators"]),
            tuple(entry["unit"] for entry in table["indicators"]),
            tuple(tuple(row) for row in table["rows"]),
        )
        for table in document["tables"]
    }

    def walk(figure: dict) -> int:
        basis = figure["basis"]
        if "calculation" in basis:
            part, whole = (walk(entry) for entry in basis["inputs"])
            return int((Decimal(part) * 10_000 / Decimal(whole)).to_integral_value(rounding="ROUND_HALF_UP"))
        table = tables[basis["records"]]
        assert table.basis.rows_hash == basis["rows_hash"]
        value = table.figure(figure["indicator"], *figure["breakdown"].values()).value
        assert isinstance(value, int)
        return value

    assert len(document["overview"]) == 9
    for figure in document["overview"]:
        assert walk(figure) == figure["value"]
