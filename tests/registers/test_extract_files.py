"""Files of every form: encodings, separators, damaged archives, bombs, formulas that failed."""

import contextlib
import csv
import random
import shutil
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import xlsxwriter

from esep.errors import InputRefused, WrongSettings
from esep.registers import Snapshot, build_snapshot

ON = date(2026, 3, 31)
KEY = bytes(range(32))
Written = Callable[..., Path]


def built(source: Path) -> Snapshot:
    return build_snapshot(source, source.parent / "snapshot", date=ON, key=KEY)


def faults_of(source: Path) -> list[tuple[str, int, str]]:
    with pytest.raises(InputRefused) as caught:
        built(source)
    assert not (source.parent / "snapshot").exists()
    return [(fault.file, fault.row, fault.message.in_language("en")) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("encoding", "separator"), [("utf-8-sig", ","), ("utf-8", ";"), ("utf-8-sig", ";"), ("utf-8", "\t")]
)
def test_marks_and_separators_change_nothing(
    encoding: str, separator: str, extract: Any, written: Written, tmp_path: Path
) -> None:
    plain = build_snapshot(written(extract, folder="plain"), tmp_path / "plain_snapshot", date=ON, key=KEY)
    assert built(written(extract, encoding=encoding, separator=separator)).id == plain.id


def as_a_spreadsheet_saves_it(extract: Any) -> Any:
    """The extract as a Russian spreadsheet writes it: dates, yes and no, numbers without leading zeros."""
    words = {"true": "ИСТИНА", "false": "ЛОЖЬ"}
    for table in extract.values():
        for row in table:
            for name, value in row.items():
                if name == "iin":
                    row[name] = value.lstrip("0")
                elif isinstance(value, str) and len(value) == 10 and value[4] == "-":
                    row[name] = ".".join(reversed(value.split("-")))
                else:
                    row[name] = words.get(value, value)
    return extract


def test_what_a_spreadsheet_changes_is_read_back(extract: Any, written: Written, tmp_path: Path) -> None:
    plain = build_snapshot(written(extract, folder="plain"), tmp_path / "plain_snapshot", date=ON, key=KEY)
    source = written(as_a_spreadsheet_saves_it(extract), separator=";")
    for file in source.glob("*.csv"):
        header, *rows = file.read_text("utf-8").splitlines()
        no_cells = ";" * (header.count(";") + 2)
        lines = [f"{header.upper()};;", *(f"{row};; " for row in rows), no_cells, no_cells]
        file.write_text("\r\n".join(lines), "utf-8")
    assert built(source).id == plain.id


def test_kazakh_letters_lost_in_cp1251_are_a_fault(extract: Any, written: Written) -> None:
    source = written(in_russian(extract), encoding="cp1251")
    file = source / "persons.csv"
    file.write_bytes(file.read_bytes().replace("Ёлка".encode("cp1251"), "Н?рлан".encode("cp1251"), 1))
    [(name, row, text)] = faults_of(source)
    assert (name, row) == ("persons.csv", 2)
    assert text.startswith("Question marks stand for Kazakh letters")


def test_utf_16_is_named_as_the_fault(extract: Any, written: Written) -> None:
    source = written(extract)
    file = source / "incomes.csv"
    file.write_bytes(file.read_text("utf-8").encode("utf-16"))
    assert faults_of(source) == [("incomes.csv", 0, "The file is UTF-16 text. Save the file as CSV UTF-8.")]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_cell_beside_the_table_is_a_fault(form: str, extract: Any, written: Written) -> None:
    source = written(extract)
    file = source / "incomes.csv"
    header, first, *rows = file.read_text("utf-8").splitlines()
    lines = [header + ",,", first + ",,see the letter", *(row + ",," for row in rows)]
    file.write_text("\n".join(lines), "utf-8")
    if form == "xlsx":
        file.unlink()
        with xlsxwriter.Workbook(source / "incomes.xlsx") as workbook:
            sheet = workbook.add_worksheet()
            for place, line in enumerate(lines):
                sheet.write_row(place, 0, line.split(","))
    text = "“see the letter” stands in a column without a name. Name the column or empty it."
    assert faults_of(source) == [(f"incomes.{form}", 2, text)]


def in_russian(extract: Any) -> Any:
    """The extract without Kazakh letters, which CP1251 lacks."""
    for row in extract["persons"]:
        row.update(surname="Жапаров", given_name="Ёлка", patronymic="Иванович")
    for row in extract["families"]:
        row["address"] = "улица Абая, № 5"
    return extract


def test_cp1251_is_read_and_noted(extract: Any, written: Written) -> None:
    snapshot = built(written(in_russian(extract), encoding="cp1251"))
    assert set(snapshot.scan("persons").collect()["given_name"]) == {"Ёлка"}
    assert {note.file for note in snapshot.manifest.notes if note.code == "read_as_cp1251"} == {
        "persons.csv",
        "families.csv",
    }


def test_one_broken_byte_does_not_pass_as_cp1251(extract: Any, written: Written) -> None:
    source = written(extract)
    file = source / "persons.csv"
    lines = file.read_bytes().split(b"\n")
    lines[3] = lines[3].replace("Әлихан".encode(), "Әлихан".encode()[:-1])
    file.write_bytes(b"\n".join(lines))
    assert faults_of(source) == [
        ("persons.csv", 4, "The row is not UTF-8 text. Save the file as CSV UTF-8."),
    ]


def test_rows_too_long_or_too_short_are_named(extract: Any, written: Written) -> None:
    source = written(extract)
    with (source / "incomes.csv").open("a", encoding="utf-8") as lines:
        # One cell too many, one too few: together they make the right number of commas.
        lines.write("900101300126,2026-03-01,wage,1,2\n900101300126,2026-03-01,wage\n")
    assert faults_of(source) == [
        ("incomes.csv", 6, "The row has 5 cells, the header 4."),
        ("incomes.csv", 7, "The row has 3 cells, the header 4."),
    ]


def test_empty_lines_are_no_rows_and_do_not_shift_the_numbers(extract: Any, written: Written) -> None:
    source = written(extract)
    file = source / "incomes.csv"
    file.write_bytes(file.read_bytes().replace(b"\r\n", b"\r\n\r\n"))
    assert built(source).scan("incomes").collect().height == 4
    file.write_bytes(file.read_bytes().replace(b"143000", b"-143000"))
    with pytest.raises(InputRefused) as caught:
        build_snapshot(source, source.parent / "other", date=ON, key=KEY)
    # Header in row 1, then every second row is empty: the fourth income stands in row 9.
    assert [fault.row for fault in caught.value.faults] == [9]


def test_quoted_cells_may_hold_separators_quotes_and_line_breaks(extract: Any, written: Written) -> None:
    address = '"Жібек жолы" көшесі, 5-үй, 7-пәтер'
    extract["families"][0]["address"] = address
    source = written(extract)
    assert address in built(source).scan("families").collect()["address"].to_list()


def test_a_quotation_mark_that_is_not_closed_is_refused(extract: Any, written: Written) -> None:
    source = written(extract)
    with (source / "families.csv").open("a", encoding="utf-8") as lines:
        lines.write('D-4,313630100,1,"Абай көшесі\n')
    file, row, text = faults_of(source)[0]
    assert (file, row) == ("families.csv", 5)
    assert "do not pair" in text


def test_a_damaged_parquet_file_is_refused(extract: Any, written: Written) -> None:
    source = written(extract, "parquet")
    content = (source / "persons.parquet").read_bytes()
    (source / "persons.parquet").write_bytes(content[: len(content) // 2])
    (source / "families.parquet").write_bytes(b"PAR1 and nothing else PAR1")
    found = faults_of(source)
    assert [file for file, _row, _text in found] == ["families.parquet", "persons.parquet"]
    assert all("is no Parquet file, or it is damaged" in text for _file, _row, text in found)


def test_parquet_columns_of_unfit_types_are_refused(extract: Any, written: Written) -> None:
    source = written(extract, "parquet")
    file = source / "incomes.parquet"
    frame = pl.read_parquet(file)
    frame.with_columns(
        pl.col("amount") + 0.5, month=pl.col("month").cast(pl.Datetime) + pl.duration(hours=1)
    ).write_parquet(file)
    assert {text for _file, _row, text in faults_of(source)} >= {
        "“250000.5” is not a whole number; write digits alone: sum in that month, tenge."
    }
    frame.with_columns(amount=pl.concat_list("amount")).write_parquet(file)
    assert "List" in faults_of(source)[0][2]
    frame.with_columns(pl.col("amount").cast(pl.Float64), iin=pl.col("iin").cast(pl.Int64)).write_parquet(
        file
    )
    assert built(source).scan("incomes").collect()["amount"].sum() == 693000


def workbook_with(folder: Path, name: str, fill: Callable[[Any, Any], None]) -> None:
    (folder / f"{name}.csv").unlink()
    with xlsxwriter.Workbook(folder / f"{name}.xlsx") as workbook:
        fill(workbook, workbook.add_worksheet(name))


def test_cells_where_a_formula_failed_are_faults(extract: Any, written: Written) -> None:
    source = written(extract)

    def fill(_workbook: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["iin", "month", "kind", "amount"])
        sheet.write_row(1, 0, ["900101300126", "2026-01-01", "wage"])
        sheet.write_formula(1, 3, "=1/0", value="#DIV/0!")
        sheet.write_row(2, 0, ["900101300126", "2026-01-01", "wage"])
        sheet.write_formula(2, 3, "=2*3", value=6)

    workbook_with(source, "incomes", fill)
    assert faults_of(source) == [("incomes.xlsx", 2, "The formula in this cell failed.")]


def test_numbers_kept_as_text_must_be_exact_and_times_are_no_dates(extract: Any, written: Written) -> None:
    source = written(extract)

    def fill(workbook: Any, sheet: Any) -> None:
        moment = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_row(0, 0, ["iin", "month", "kind", "amount"])
        sheet.write_row(1, 0, ["900101300126", "2026-01-01", "wage", "250000"])
        sheet.write_row(2, 0, ["900101300126", "2026-01-01", "wage", "250 000"])
        sheet.write_row(3, 0, ["900101300126", "2026-01-01", "wage", 0.5])
        sheet.write_row(4, 0, ["900101300126", "", "wage", 1])
        sheet.write_datetime(4, 1, datetime(2026, 1, 1, 12, 30), moment)  # noqa: DTZ001

    workbook_with(source, "incomes", fill)
    assert faults_of(source) == [
        ("incomes.xlsx", 3, "“250 000” is not a whole number; write digits alone: sum in that month, tenge."),
        ("incomes.xlsx", 4, "“0.5” is not a whole number; write digits alone: sum in that month, tenge."),
        ("incomes.xlsx", 5, "“2026-01-01T12:30:00” is not a date; write it as 2026-03-31."),
    ]


def test_a_workbook_with_other_sheets_must_name_the_one_to_read(extract: Any, written: Written) -> None:
    source = written(extract)

    def fill(workbook: Any, sheet: Any) -> None:
        workbook.add_worksheet("notes").write(0, 0, "=")
        sheet.write_row(0, 0, ["family_number", "kind", "area", "owned"])
        sheet.write_row(1, 0, ["A-1", "house", 100, True])

    workbook_with(source, "dwellings", fill)
    (source / "dwellings.xlsx").rename(source / "holdings.xlsx")
    (source / "holdings.csv").unlink()
    assert faults_of(source) == [
        ("holdings.xlsx", 0, "The workbook has several sheets; name the one to read holdings.")
    ]
    (source / "holdings.xlsx").rename(source / "dwellings.xlsx")
    assert built(source).scan("dwellings").collect()["area"].to_list() == [100]


def test_a_zip_bomb_is_refused_before_it_is_unpacked(extract: Any, written: Written) -> None:
    source = written(extract, "xlsx")
    with zipfile.ZipFile(source / "persons.xlsx", "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet2.xml", b" " * 50_000_000)
    (file, row, text) = faults_of(source)[0]
    assert (file, row) == ("persons.xlsx", 0)
    assert "as a zip bomb does" in text


def test_an_archive_that_lies_about_its_size_is_refused(extract: Any, written: Written) -> None:
    source = written(extract, "xlsx")
    file = source / "persons.xlsx"
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/large.bin", b" " * 50_000_000)
        true_size = (50_000_000).to_bytes(4, "little")
    file.write_bytes(file.read_bytes().replace(true_size, (1_000).to_bytes(4, "little")))
    found = faults_of(source)
    assert [entry[0] for entry in found] == ["persons.xlsx"]
    assert "damaged" in found[0][2]


def test_a_cell_at_the_far_end_of_the_sheet_is_refused(extract: Any, written: Written) -> None:
    source = written(extract)

    def fill(_workbook: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["family_number", "kind", "area", "owned"])
        sheet.write(1_048_575, 16_383, "x")

    workbook_with(source, "dwellings", fill)
    assert faults_of(source) == [
        (
            "dwellings.xlsx",
            1_048_576,
            "The cell lies far to the right of the table; delete the columns from BA on.",
        )
    ]


def test_a_file_that_is_no_workbook_is_refused(extract: Any, written: Written) -> None:
    source = written(extract)
    (source / "work.csv").rename(source / "work.xlsx")
    assert "is no XLSX workbook" in faults_of(source)[0][2]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongSettings, match="There is no folder"):
        built(tmp_path / "nowhere")


def test_a_table_of_many_rows_is_read_in_pieces(extract: Any, written: Written, tmp_path: Path) -> None:
    # More than one block of 16 MiB, with one short row at its end.
    source = written(extract)
    with (source / "incomes.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["iin", "month", "kind", "amount"])
        lines.write("900101300126,2026-01-01,household_plot,1\n" * 500_000)
        lines.write("900101300126,2026-01-01\n")
    assert faults_of(source) == [("incomes.csv", 500_002, "The row has 2 cells, the header 4.")]


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_files_damaged_at_random_are_read_or_refused_and_nothing_is_left_behind(
    form: str, extract: Any, written: Written
) -> None:
    chance = random.Random(20260331)
    source = written(extract, form)
    target = source.parent / "snapshot"
    for _ in range(12):
        file = chance.choice(sorted(source.iterdir()))
        good = file.read_bytes()
        content = bytearray(good)
        at = chance.randrange(len(content))
        content[at : at + chance.randrange(20)] = chance.randbytes(chance.randrange(20))
        file.write_bytes(content)
        # Any other error than a refusal fails the test.
        with contextlib.suppress(InputRefused):
            build_snapshot(source, target, date=ON, key=KEY)
            shutil.rmtree(target)
        file.write_bytes(good)
        assert [path.name for path in source.parent.iterdir()] == [source.name]


def test_one_long_text_that_many_cells_name_is_refused(extract: Any, written: Written) -> None:
    source = written(extract)
    (source / "incomes.csv").unlink()
    with xlsxwriter.Workbook(source / "incomes.xlsx", {"constant_memory": False}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["iin", "month", "kind", "amount"])
        for row in range(1, 9_000):
            sheet.write_row(row, 0, ["x" * 32_000] * 4)
    [(name, row, text)] = faults_of(source)
    assert (name, row) == ("incomes.xlsx", 0)
    # 35,996 cells of 32,000 letters, each string within <si><t></t></si>.
    assert "repeat 1152" in text
