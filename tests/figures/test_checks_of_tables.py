"""Totals of tables, in CSV and XLSX."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from esep.errors import UnreadableDocument
from esep.figures import Table, check_table, read_tables


def table(*rows: str) -> Table:
    return Table("t.csv", tuple(tuple(row.split("|")) for row in rows))


def told(*rows: str) -> list[tuple[str, str | None]]:
    return [(finding.outcome, finding.statements[0].cell) for finding in check_table(table(*rows))]


def test_a_total_row_that_does_not_add_up_is_found_by_its_cell() -> None:
    rows = ("Район|Школ|Учеников", "А|41|21 304", "Б|38|19 870", "Всего|80|41 174")
    assert told(*rows) == [("contradiction", "B4"), ("confirmation", "C4")]
    found = next(check_table(table(*rows)))
    assert found.by.low == 1
    assert "80" in found.explanation.in_language("kk")


def test_rounded_cells_may_miss_the_total_by_their_rounding() -> None:
    # 1.25 + 2.35 can be written 1,2 + 2,4 = 3,6 or 3,7
    assert told("Аудан|млрд", "А|1,2", "Б|2,4", "Барлығы|3,7") == [("confirmation", "B4")]
    assert told("Аудан|млрд", "А|1,2", "Б|2,4", "Барлығы|3,8") == [("contradiction", "B4")]


def test_shares_and_means_are_not_added_up() -> None:
    assert told("Район|Доля, %|Средний доход", "А|40|120", "Б|60|140", "Всего|50|130") == []
    assert told("Район|Уровень", "А|4,1", "Б|5,3", "Всего|4,8") == []


def test_a_mean_without_a_telling_head_is_not_added_up() -> None:
    assert told("Район|Доход", "А|120", "Б|140", "Всего|131") == []


def test_rows_of_which_are_not_counted_twice() -> None:
    rows = ("Район|Мест", "А|100", "в том числе сельских|40", "Б|50", "Всего|150")
    assert told(*rows) == [("confirmation", "B5")]


def test_a_column_with_words_or_several_totals_is_left_alone() -> None:
    assert told("Район|Мест", "А|100", "Б|нет данных", "Всего|150") == []
    assert told("Район|Мест", "А|100", "Итого по А|100", "Б|50", "Всего|200") == []


def test_a_total_column_is_checked_where_it_is_one() -> None:
    rows = (
        "Район|Всего|Постоянных|Временных",
        *(f"{n}|{3 * n}|{n}|{2 * n}" for n in range(10, 15)),
        "15|46|15|30",
    )
    assert told(*rows) == [("contradiction", "B7")]


@pytest.mark.parametrize("total", ["|Итого", "Итого|", "3|Итого"])
def test_a_column_of_row_numbers_does_not_hide_the_total(total: str) -> None:
    rows = ("№|Район|Школ", "1|А|41", "2|Б|38")
    assert told(*rows, f"{total}|80") == [("contradiction", "C4")]
    assert told(*rows, f"{total}|79") == [("confirmation", "C4")]
    assert told("№|Всего|Мальчиков|Девочек", *(f"{n}|{3 * n}|{n}|{2 * n}" for n in range(1, 6))) == []


def test_numbers_that_are_values_are_added_up() -> None:
    assert told("Класс|Учеников|Мест", "1|20|25", "2|30|35", "Всего|51|60") == [
        ("contradiction", "B4"),
        ("confirmation", "C4"),
    ]


def test_a_total_head_over_unrelated_columns_is_left_alone() -> None:
    assert told("Район|Всего семей|Школ|Больниц", "А|900|12|3", "Б|800|10|2", "В|700|9|2") == []


def test_tables_are_read_from_csv_and_xlsx_alike(tmp_path: Path) -> None:
    rows = [["Аудан", "Мектеп"], ["А", 41], ["Б", 38], ["Барлығы", 80]]
    (tmp_path / "t.csv").write_text("\n".join(";".join(map(str, row)) for row in rows), encoding="utf-8-sig")
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(tmp_path / "t.xlsx")
    for name in ("t.csv", "t.xlsx"):
        (found,) = (finding for one in read_tables(tmp_path / name) for finding in check_table(one))
        assert (found.outcome, found.statements[0].cell, found.by.low) == ("contradiction", "B4", Decimal(1))


@pytest.mark.parametrize(
    ("name", "content"),
    [("t.csv", "Аудан".encode("cp1251")), ("t.xlsx", b"PK not a workbook"), ("t.doc", b"")],
)
def test_a_table_that_cannot_be_read_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableDocument, match=name):
        read_tables(tmp_path / name)


def test_rows_in_small_letters_go_on_behind_of_which() -> None:
    rows = (
        "Наименование|Факт",
        "Доходы всего|1200",
        "Налоги|800",
        "из них: ИПН|500",
        "социальный налог|300",
        "Трансферты|400",
    )
    assert told(*rows, "Справочно: долг|17") == told(*rows)
    assert [outcome for outcome, _cell in told(*rows)] == ["confirmation"]
