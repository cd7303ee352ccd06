"""The next edition is loaded from the official workbook or a folder, or refused with every fault."""

import csv

import openpyxl
import pytest

from esep.errors import InputRefused, NotFound, UnreadableDocument
from esep.places import load_places, places

HEADER = ["te", "ab", "cd", "ef", "hij", "k", "kaz_name", "rus_name", "nn"]
ROWS = [
    ["310000000", "31", "00", "00", "000", 0, "Жамбыл облысы", "Жамбылская область", 1],
    ["315400000", "31", "54", "00", "000", 2, "Мерке ауданы", "Меркенский район", 2],
    ["315430000", "31", "54", "30", "000", 2, "Мерке а.о.", "Меркенский с.о.", 3],
    ["315430100", "31", "54", "30", "100", 2, "Мерке а.", "с.Мерке", 4],
]


def workbook(path, rows, header=HEADER, title_rows=0):
    book = openpyxl.Workbook()
    for _ in range(title_rows):
        book.active.append(["КАТО"])
    book.active.append(header)
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def faults_of(path):
    with pytest.raises(InputRefused) as caught:
        load_places(path)
    return [(fault.row, fault.column) for fault in caught.value.faults]


def test_the_official_workbook_is_loaded(tmp_path):
    loaded = load_places(workbook(tmp_path / "KATO_2027.xlsx", ROWS, title_rows=2))
    assert [place.code for place in loaded] == ["310000000", "315400000", "315430000", "315430100"]
    village = loaded.find("село Мерке")[0]
    assert (village.code, village.parent.code, village.region.code) == ("315430100", "315430000", "310000000")
    assert loaded.edition.title == "KATO_2027"


def test_codes_that_a_spreadsheet_turned_into_numbers_are_read(tmp_path):
    rows = [[int(row[0]), *(int(part) for part in row[1:5]), *row[5:]] for row in ROWS]
    assert load_places(workbook(tmp_path / "numbers.xlsx", rows)).get("315430100").level == "settlement"


def test_every_fault_is_listed_by_row_and_column(tmp_path):
    rows = [
        *ROWS,
        ROWS[1],
        ["99540000", "", "", "", "", 2, "Бірдеңе ауданы", "Некий район", 6],
        ["415400000", "41", "54", "00", "000", 2, "Жетім ауданы", "Район-сирота", 7],
        ["315600000", "31", "56", "00", "000", 9, "", "Район", 8],
    ]
    assert faults_of(workbook(tmp_path / "faults.xlsx", rows)) == [
        (6, "code"),
        (7, "code"),
        (8, "code"),
        (9, "name_kk"),
        (9, "sign"),
    ]


def test_a_workbook_without_the_columns_or_without_places_is_refused(tmp_path):
    assert faults_of(workbook(tmp_path / "other.xlsx", [], header=["code", "name"])) == [(1, "")]
    assert faults_of(workbook(tmp_path / "empty.xlsx", [])) == [(0, "")]


def test_a_file_that_is_no_workbook_is_told(tmp_path):
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    with pytest.raises(UnreadableDocument):
        load_places(tmp_path / "broken.xlsx")
    with pytest.raises(NotFound):
        load_places(tmp_path / "absent.xlsx")


def test_a_folder_of_our_own_form_is_loaded_and_its_header_checked(tmp_path):
    (tmp_path / "edition.yaml").write_text(
        "{title: Made up, date: 2027-01-01, act: made up, source: made up, licence: none}", "utf-8"
    )
    table = tmp_path / "kato.csv"
    table.write_text("code,sign,name_kk,name_ru\n310000000,0,Жамбыл облысы,Жамбылская область\n", "utf-8")
    loaded = load_places(tmp_path)
    assert (len(loaded), str(loaded.edition)) == (1, "Made up, 2027-01-01")
    table.write_text("kato,sign,name_kk,name_ru\n", "utf-8")
    assert faults_of(tmp_path) == [(1, "")]


def test_the_packaged_names_are_those_of_the_official_compilation(shared):
    with (shared / "data" / "kato.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(places())
    for row in rows:
        place = places().get(row["kato"])
        expected = (" ".join(row["name_kk"].split()), " ".join(row["name_ru"].split()), int(row["type_code"]))
        assert (*place.written, place.sign) == expected
