"""Columns that say themselves what they count: neither row nor caption tells it for them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from esep.reading import Statement, read
from esep.reading.tables.own_heads import thing_of


def of_table(text: str) -> list[Statement]:
    return [one for one in read(text).statements if one.rule.startswith("table")]


def told(text: str) -> list[tuple[object, str | None]]:
    return [(one.quantity.value, one.unit) for one in of_table(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Сеть медицинских организаций\nОрганизация | Количество | Коек | Врачей | Потребность во врачах\n"
            "Районные больницы | 14 | 1 120 | 312 | 28",
            [(14, "facility"), (1120, "place"), (312, "person"), (28, "person")],
        ),
        (
            "Кадры\nШколы | Учителя | Учащиеся\nШкола № 1 | 56 | 910",
            [(56, "person"), (910, "person")],
        ),
        (
            "Балабақшалар\nАтауы | Орын саны | Бала саны | Тәрбиеші саны\n"
            "«Балдәурен» балабақшасы | 120 | 115 | 14",
            [(120, "place"), (115, "person"), (14, "person")],
        ),
        (
            "Предприятия\nНаименование предприятия | Работников | Долг, млн тг | Сокращено\n"
            "ТОО «Алтын» | 312 | 12,5 | 28",
            [(312, "person"), (12_500_000, "KZT"), (28, None)],
        ),
        (
            "Ярмарки вакансий\n"
            "Район | Проведено ярмарок | Участвовало работодателей | Вакансий | Трудоустроено\n"
            "Коксуский район | 4 | 56 | 310 | 112",
            [(4, None), (56, None), (310, "job"), (112, "person")],
        ),
    ],
)
def test_the_head_of_the_column_says_what_is_counted(text: str, expected: list[tuple[object, str]]) -> None:
    assert told(text) == expected


def test_rows_still_say_what_columns_of_quantities_count() -> None:
    text = "Учреждения\nВид | Количество | План\nБольницы | 14 | 15\nШколы | 26 | 30"
    assert [one.noun for one in of_table(text)] == ["больница", "больница", "школа", "школа"]


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ("Проведено ярмарок", None),
        ("Участвовало работодателей", None),
        ("Оқушы саны", "person"),
        ("Численность учащихся", "person"),
    ],
)
def test_a_head_names_things(head: str, unit: str | None) -> None:
    found = thing_of(head)
    assert found is not None
    assert found.unit == unit


@pytest.mark.parametrize(
    "head",
    ["Создано", "Количество", "План на 6 месяцев", "за 9 месяцев", "из них молодёжь", "Расходы", "Всего"],
)
def test_a_head_of_order_names_none(head: str) -> None:
    assert thing_of(head) is None


def test_a_column_of_per_cent_goes_before_the_unit_of_its_row() -> None:
    text = (
        "Көрсеткіштер\nКөрсеткіш | Өлш. бірл. | Факт 2024 | Жоспар 2025 | %\n"
        "Жаңа жұмыс орындары | мың | 12,4 | 13,0 | 54,6"
    )
    assert told(text) == [(12_400, "job"), (13_000, "job"), (Decimal("54.6"), "percent")]


def test_of_whom_behind_a_share_is_part_of_the_count_before_it() -> None:
    text = (
        "Итоги\nРайон | План, чел. | Трудоустроено | Доля, % | из них молодёжь\n"
        "Ескельдинский район | 1 204 | 987 | 82,0 | 612"
    )
    assert told(text) == [(1204, "person"), (987, "person"), (82, "percent"), (612, "person")]
    assert [one.part_of for one in of_table(text)] == [None, None, None, 1]


@pytest.mark.parametrize("head", ["8 айда нақты", "8 айда", "9 мес. факт", "9 месяцев"])
def test_months_head_a_column(head: str) -> None:
    text = f"Қатысушылар, мың адам\nАудан | Жоспар | {head} | Орындалуы, %\nБөрлі ауданы | 1,6 | 1,1 | 68,8"
    found = of_table(text)
    assert [(one.quantity.value, one.unit, one.kind) for one in found] == [
        (1600, "person", "plan"),
        (1100, "person", "fact"),
        (Decimal("68.8"), "percent", "fact"),
    ]


def test_initials_are_no_percentage_points() -> None:
    text = (
        "Состав комиссии\n№ | Ф.И.О. | Год рождения | Научных статей\n"
        "1 | Иванов И.И. | 1975 | 24\n2 | Петров П.П. | 1982 | 15"
    )
    assert told(text) == [(24, None), (15, None)]


def test_a_number_and_its_share_in_one_cell_are_two() -> None:
    text = "Закупки\nЗаказчик | Экономия, тыс. тенге (%)\nУправление образования | 45 200 (3,8%)"
    assert told(text) == [(45_200_000, "KZT"), (Decimal("3.8"), "percent")]


def test_brackets_take_away_in_a_column_of_changes() -> None:
    text = (
        "Доходы, тыс. тенге\nНаименование | План | Факт | Отклонение\n"
        "Налоги | 200 300 | 190 114 | (10 186)\nПрочее | 200 | 214 | 14"
    )
    assert [one.quantity.value for one in of_table(text) if one.is_change] == [-10_186_000, 14_000]


def test_a_number_with_words_over_bare_numbers_is_a_head() -> None:
    text = (
        "Білім\nАудан | Мектеп | оның ішінде шағын жинақты | Оқушы | 3 ауысымды\n"
        "Мерке ауданы | 46 | 12 | 18 400 | 4"
    )
    assert told(text) == [(46, "facility"), (12, "facility"), (18_400, "person"), (4, None)]


def test_months_and_quarters_are_periods_of_columns_and_rows() -> None:
    columns = "Создано рабочих мест\nРайон | I квартал | 9 месяцев\nКоксуский район | 10 | 30"
    assert [one.period and one.period.text for one in of_table(columns)] == ["I квартал", "9 месяцев"]
    rows = "Обращения за 2024 год\nМесяц | Принято | Отказано\nЯнварь | 10 | 2\nФевраль | 12 | 3"
    assert [one.period and one.period.iso for one in of_table(rows)] == [
        "2024-01",
        "2024-01",
        "2024-02",
        "2024-02",
    ]


def test_a_row_without_a_measure_is_measured_like_the_rows_before_it() -> None:
    text = (
        "Паспорт\nПоказатель | 2023 | 2024\nНаселение, тыс. чел. | 694,1 | 695,0\n"
        "в том числе городское | 310,0 | 311\nсельское | 384,1 | 384\nЖенщины | 350,1 | 351"
    )
    values = [value for value, unit in told(text) if unit == "person"]
    assert values == [694_100, 695_000, 310_000, 311_000, 384_100, 384_000, 350_100, 351_000]


def test_a_fraction_of_people_is_no_number_of_them() -> None:
    text = "Халық саны\nАудан | Барлығы | Қала | Ауыл\nМерке ауданы | 85,0 | - | 85,0"
    assert [(one.quantity.value, one.unit, one.noun) for one in of_table(text)] == [(85, None, "халық")] * 2
    assert len(read(text).doubts) == 2


def test_levels_stand_under_the_caption_dynamics() -> None:
    text = "Динамика\nГод | Школы | Учащиеся, тыс.\n2022 | 410 | 84,2"
    assert [(one.kind, one.unit) for one in of_table(text)] == [("fact", "facility"), ("fact", "person")]


def test_animals_and_people_of_a_village_that_has_many_namesakes() -> None:
    text = "Сведения по посёлкам\nПосёлок | Дворов | Жителей | КРС | Лошадей\nАксу | 312 | 1 200 | 400 | 100"
    found = of_table(text)
    assert [one.unit for one in found] == ["household", "person", "head", "head"]
    assert {one.place for one in found} == {None}


def test_a_head_in_two_languages_is_its_year() -> None:
    text = "Мектептер / Школы\nАудан | 2023 жыл / 2023 год\nМерке ауданы | 12"
    assert [one.noun for one in of_table(text)] == ["мектеп"]


def test_bounds_and_ranges_stand_under_heads_that_measure() -> None:
    text = (
        "Штатное расписание\nДолжность | Единиц | Зарплата, тг | Возраст\n"
        "Директор | 1 | от 280 000 | 30–50\nСпециалист | 6 | 200 000–240 000 | 18–29"
    )
    found = [one for one in of_table(text) if one.unit is not None and one.unit.startswith("KZT")]
    assert [(one.quantity.interval.low, one.quantity.interval.high) for one in found] == [
        (280_000, None),
        (200_000, 240_000),
    ]
    assert "30–50" not in {one.quote for one in of_table(text)}


def test_town_and_village_are_parts_of_all() -> None:
    text = "Халық саны, мың адам\nАудан | Барлығы | Қала | Ауыл\nШу ауданы | 103,2 | 40,2 | 63,0"
    found = of_table(text)
    assert [(one.quantity.value, one.part_of, one.qualifiers) for one in found] == [
        (103_200, None, ()),
        (40_200, 0, ("қала",)),
        (63_000, 0, ("ауыл",)),
    ]
