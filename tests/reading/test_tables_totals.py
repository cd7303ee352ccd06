"""Totals of sections and of the whole, rows behind «в том числе», and what is to come."""

from __future__ import annotations

import datetime

import pytest

from esep.reading import Statement, read

ALGA, MUGALZHAR, AKTOBE = "153200000", "154800000", "150000000"
ROADS = """Перечень объектов ремонта дорог Актюбинской области, млн тенге
Наименование дороги | Всего | в том числе 2024 | 2025 | Срок ввода
Мугалжарский район | | | |
«Кандыагаш – Эмба» | 400 | 150 | 250 | 2025 г.
Итого по району | 400 | 150 | 250 |
Алгинский район | | | |
«Алга – Бестамак» | 300 | 100 | 200 | 2025 г.
Итого по району | 300 | 100 | 200 |
ВСЕГО ПО ОБЛАСТИ | 700 | 250 | 450 |
"""
DAY = datetime.date(2024, 3, 14)


def of_table(text: str, day: datetime.date | None = None) -> list[Statement]:
    return [one for one in read(text, reference=day).statements if one.rule.startswith("table")]


def of_column(column: int) -> list[Statement]:
    return of_table(ROADS, DAY)[column::3]


def test_a_total_stands_for_what_it_names() -> None:
    assert [one.place for one in of_column(0)] == [MUGALZHAR, MUGALZHAR, ALGA, ALGA, AKTOBE]


def test_rows_are_parts_of_their_section_and_sections_of_the_whole() -> None:
    found = of_table(ROADS, DAY)
    wholes = [None if one.part_of is None else found[one.part_of].quote for one in of_column(0)]
    assert wholes == ["400", "700", "300", "700", None]


def test_what_has_a_term_to_come_is_planned() -> None:
    assert {one.kind for one in of_table(ROADS, DAY)} == {"plan"}
    assert {one.kind for one in of_table(ROADS, datetime.date(2026, 3, 1))} == {"fact"}


def test_the_name_of_a_road_is_no_programme() -> None:
    first = of_column(0)[0]
    assert first.programme is None
    assert first.noun == "«Кандыагаш – Эмба»"


PROGRAMME = """ПРОГРАММА
развития дорог на 2024–2026 годы

Стоимость, млн тенге
Район | 2023 | 2025
Алгинский район | 5,5 | 7,5
"""


def test_a_programme_tells_what_it_will_cost() -> None:
    assert [one.kind for one in of_table(PROGRAMME, DAY)] == ["fact", "plan"]
    report = PROGRAMME.replace("ПРОГРАММА", "ОТЧЁТ об исполнении программы")
    assert [one.kind for one in of_table(report, datetime.date(2026, 2, 1))] == ["fact", "fact"]


def test_a_year_to_come_is_no_fact() -> None:
    text = "Қаржы, млн теңге\nАудан | 2024 | 2026\nАлға ауданы | 5,5 | 7,5\n"
    assert [one.kind for one in of_table(text, DAY)] == ["fact", "plan"]


BUDGET = """Доходы, тыс. тенге
Наименование | План | Факт
Налоговые поступления | 900 | 800
из них: ИПН | 600 | 500
социальный налог | 300 | 300
Трансферты | 400 | 400
Справочно: кредиторская задолженность | х | 17
Итого | 1 300 | 1 200
"""


def test_rows_in_small_letters_go_on_with_the_parts() -> None:
    found = of_table(BUDGET)
    plans = [one for one in found if one.kind == "plan"]
    wholes = [None if one.part_of is None else found[one.part_of].quote for one in plans]
    assert wholes == ["1 300", "900", "900", "1 300", None]


def test_what_is_told_for_reference_is_no_part() -> None:
    assert next(one for one in of_table(BUDGET) if one.quote == "17").part_of is None


def test_a_passport_gives_its_parts_the_unit_of_their_whole() -> None:
    text = (
        "Паспорт района\nНаселение | 45 897 чел.\nв том числе: городское | 23 100\nсельское | 22 797\n"
        "Бюджет | 13,3 млрд тенге\n"
    )
    found = of_table(text)
    assert [(one.unit, one.part_of) for one in found] == [
        ("person", None),
        ("person", 0),
        ("person", 0),
        ("KZT", None),
    ]


@pytest.mark.parametrize(("head", "place"), [("Район", "396600000"), ("Сельский округ", "396630000")])
def test_a_bare_name_is_of_the_kind_of_its_column(head: str, place: str) -> None:
    text = f"В Костанайской области подвели итоги\n\nПосевы, га\n{head} | 2024\nУзункольский | 500\n"
    assert [one.place for one in of_table(text)] == [place]


def test_parts_behind_the_total_are_its_parts_and_no_totals() -> None:
    text = (
        "Бюджет, млн тенге\nАдминистратор | 2024\nОтдел образования | 1 200\nОтдел ЖКХ | 800\nВсего | 2 000\n"
        "в том числе: республиканский бюджет | 900\nместный бюджет | 1 100\n"
    )
    assert [one.part_of for one in of_table(text)] == [2, 2, None, 2, 2]


def test_yields_are_not_added_up() -> None:
    text = "Уборка\nРайон | Урожайность, ц/га | Намолот, т\nАлгинский район | 16 | 33\nВсего | 16 | 33\n"
    assert [one.part_of for one in of_table(text)] == [None, 3, None, None]


def test_a_task_that_names_a_village_says_what_is_done() -> None:
    text = (
        "План ремонта\n№ | Мероприятие | Сумма, тыс. тенге | Ответственный\n"
        "1 | Капитальный ремонт школы в селе Бирлик | 3 100,5 | Отдел строительства\n"
    )
    assert [one.noun for one in of_table(text)] == ["капитальный ремонт школы в селе Бирлик"]


@pytest.mark.parametrize(
    ("title", "total"),
    [
        ("Отчёт акима Узункольского района Костанайской области", "396600000"),
        ("Костанайская область", "390000000"),
    ],
)
def test_a_total_row_is_of_the_place_that_holds_its_rows(title: str, total: str) -> None:
    text = f"{title}\n\nСельский округ | Население, чел.\nУзункольский | 500\nРяжский | 300\nВсего | 800\n"
    assert of_table(text)[-1].place == total
