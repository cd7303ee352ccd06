"""Columns computed from two others: rows that disagree are told, other columns are left alone."""

import pytest

from esep.figures import Table, check
from esep.messages import LANGUAGES


def told(*rows: str) -> list[tuple[str, str | None]]:
    table = Table("t.csv", tuple(tuple(row.split("|")) for row in rows))
    found = [finding for finding in check([], [table]) if finding.rule == "computed column"]
    return [(finding.outcome, finding.statements[0].cell) for finding in found]


@pytest.mark.parametrize(
    ("head", "cells", "wrong"),
    [
        ("2023|2024|Рост, %", ["120|132|110,0", "80|76|95,0", "200|208|104,0"], "80|76|105,0"),
        ("2023|2024|Прирост, %", ["120|132|10,0", "80|76|-5,0", "200|208|4,0"], "80|76|5,0"),
        ("Жоспар|Нақты|Орындалуы, %", ["40|36|90", "25|25|100", "65|61|93,8"], "25|20|100"),
        ("План|Факт|Отклонение", ["1 200,5|1 150,0|-50,5", "800|700|(100)", "90|96|+6"], "800|700|-110"),
        ("Ввод, тыс. кв. м|Темп, %", ["100|", "110|110", "121|110"], "100|95,0"),
        ("Всего|из них женщин", ["100|40", "60|12", "90|90"], "60|72"),
    ],
)
def test_a_row_that_disagrees_with_its_sources_is_told(head: str, cells: list[str], wrong: str) -> None:
    rows = [f"Район|{head}", *(f"А|{cells}" for cells in cells)]
    assert {outcome for outcome, _cell in told(*rows)} <= {"confirmation"}
    cell = "B5" if head.startswith("Всего") else f"{'ABCD'[head.count('|') + 1]}5"
    found = [one for one in told(*rows, f"Б|{wrong}") if one[0] == "contradiction"]
    assert found == [("contradiction", cell)]


@pytest.mark.parametrize(
    "rows",
    [
        # growth in comparable prices
        [
            "Отрасль|2023, млрд|2024, млрд|ИФО, %",
            "А|84,3|96,1|106,2",
            "Б|51,2|60,0|109,4",
            "В|33,1|36,1|101,0",
        ],
        # shares of a total, cells all 100
        ["Район|Школ|Учеников|Доля, %", "А|40|1 200|40", "Б|60|1 800|60", "Всего|100|3 000|100"],
        ["Район|Поступило|Рассмотрено|В срок, %", "А|10|10|100", "Б|5|5|100", "В|8|7|100"],
        # a second column that is no part of the first
        ["Район|Проектов|из них рабочих мест", "А|4|120", "Б|6|300", "В|2|1"],
        # a head that measures, another year between
        ["Товар|Январь|Февраль|Продано, %", "А|300|306|12", "Б|400|404|40", "В|2 500|2 600|7"],
        # means
        ["Район|Работников|Зарплата|Изменение", "А|100|512|12", "Б|300|290|9", "В|400|345|10"],
    ],
)
def test_columns_that_are_not_computed_from_two_others_are_left_alone(rows: list[str]) -> None:
    assert told(*rows) == []


def test_percentages_cut_off_instead_of_rounded_are_not_contradicted() -> None:
    # 61 / 65 is 93.85, 76 / 90 is 84.44, 26 / 30 is 86.67
    assert told("Район|План|Факт|%", "А|65|61|93,8", "Б|90|76|84,4", "В|30|26|86,6") == [
        ("confirmation", "D2")
    ]


def test_a_table_all_of_whose_columns_are_far_below_their_totals_is_an_excerpt() -> None:
    rows = ("Округ|Население|Скот", "А|8 412|6,1", "Б|2 118|4,8")
    table = Table("t.csv", tuple(tuple(row.split("|")) for row in (*rows, "Всего|20 874|31,6")))
    found = check([], [table])
    assert [(one.outcome, one.statements[0].cell) for one in found] == [("doubt", "B4"), ("doubt", "C4")]
    assert len({found[0].explanation.in_language(language) for language in LANGUAGES}) == 3
    # one column alone is wrong: 8,412 + 2,118 = 10,530 and 6.1 + 4.8 = 10.9
    table = Table("t.csv", tuple(tuple(row.split("|")) for row in (*rows, "Всего|20 874|10,9")))
    assert [one.outcome for one in check([], [table])] == ["contradiction", "confirmation"]
