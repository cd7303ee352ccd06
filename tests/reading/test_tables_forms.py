"""Tables that list names and what each is, tables of staff and of budgets: what in them is no figure."""

from __future__ import annotations

import pytest

from esep.reading import read


def told(text: str) -> list[tuple[str, str | None]]:
    return [(one.quote, one.unit) for one in read(text).statements]


PASSPORT = (
    "Паспорт района\nАдминистративный центр | село Аксу-Аюлы\nГод образования | 1928\n"
    "Территория | 65,7 тыс. кв. км\nНаселённых пунктов | 74\n"
    "Аким | Омаров А.Б., 1974 г.р.\nТелефон приёмной | 2-12-34\nПочтовый индекс | 101700\n"
)


def test_a_list_of_names_and_numbers_has_no_heads() -> None:
    reading = read(PASSPORT)
    assert [(one.quote, one.unit) for one in reading.statements] == [
        ("65,7 тыс. кв. км", "km2"),
        ("74", "settlement"),
    ]
    assert {(one.period, one.place) for one in reading.statements} == {(None, None)}


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Показатель | Значение\nЦентр | село Аксу\nТерритория, кв. км | 657\n", [("657", "km2")]),
        ("Показатель | 2024 год\nЦентр | село Аксу\nПостроено школ | 5\n", [("5", "facility")]),
        ("Аудан | Мектеп\nМерке | 12\nШу | 14\n", [("12", "facility"), ("14", "facility")]),
        ("Год | Школ\n2023 | 12\n2024 | 14\n", [("12", "facility"), ("14", "facility")]),
    ],
)
def test_other_tables_of_two_columns_keep_their_heads(text: str, figures: list[tuple[str, str]]) -> None:
    assert told(text) == figures


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "Санат | Сынып | Атауы | Сома, мың теңге\n1 | 01 | Табыс салығы | 5 200\n1 | 03 | Салық | 300",
            ["5 200", "300"],
        ),
        ("Класс | Наименование | Сумма, тыс. тенге\n01 | Налоги | 5 200\n03 | Сборы | 300", ["5 200", "300"]),
        ("Администратор | Сумма, тыс. тенге\nОтдел ЖКХ | 5 200\nОтдел спорта | 300", ["5 200", "300"]),
        ("Школа | Классов | Учеников\n№ 5 | 24 | 512\n№ 7 | 18 | 403", ["24", "512", "18", "403"]),
        ("Ф.И.О. | Год рождения | Кабинет | Стаж, лет | Вн. тел.\nОмаров А.Б. | 1982 | 203 | 15 | 112", []),
        ("Аты-жөні | Туған жылы | Кабинет | Өтілі, жыл | Ішкі тел.\nОмаров А.Б. | 1982 | 203 | 15 | 112", []),
    ],
)
def test_codes_and_what_tells_of_a_person_are_no_figures(text: str, quotes: list[str]) -> None:
    assert [one.quote for one in read(text).statements] == quotes


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("% к плану", "fact"),
        ("Есепті кезең жоспарына %-бен", "fact"),
        ("План, %", "plan"),
        ("Жоспар, %", "plan"),
    ],
)
def test_a_percentage_of_a_plan_is_a_fact(head: str, kind: str) -> None:
    (found,) = read(f"Атауы | {head}\nСалық түсімдері | 101,5\n").statements
    assert (found.unit, found.kind) == ("percent", kind)


def test_a_caption_that_names_a_district_in_its_region_tells_of_the_district() -> None:
    text = (
        "Солтүстік Қазақстан облысы Тайынша ауданының бюджеті, мың теңге\nАтауы | 2024 жыл\nСалық | 5 200\n"
    )
    assert [one.place for one in read(text).statements] == ["596000000"]


def test_a_period_of_rows_is_no_thing_that_is_counted() -> None:
    text = "Бюджет, мың теңге\nАтауы | Нақтыланған жоспар, жылға | Есепті кезеңге жоспар\nСалықтар | 52 | 41"
    assert [one.noun for one in read(text).statements] == ["салықтар", "салықтар"]


def test_rows_of_sectors_are_no_farms_and_the_total_of_a_district_is_one() -> None:
    text = (
        "Жаңа жұмыс орындарын құру, бірлік\nСалалар | 2024 жыл\nАуыл шаруашылығы | 224\nӨнеркәсіп | 131\n"
        "Аудан бойынша барлығы | 355\n"
    )
    assert [(s.unit, s.noun, s.part_of) for s in read(text).statements] == [
        ("job", "жұмыс орны", 2),
        ("job", "жұмыс орны", 2),
        ("job", "жұмыс орны", None),
    ]
    (found,) = read("Саны\nАуыл | Шаруашылықтар\nАқкөл | 12\n").statements
    assert found.unit == "enterprise"


@pytest.mark.parametrize(
    ("text", "isos"),
    [
        ("Месяц | 2023 | 2024\nЯнварь | 5 | 6\n", ["2023-01", "2024-01"]),
        ("Көрсеткіш | 2024 ж. | 2025 ж.\nII тоқсан | 5 | 6\n", ["2024-Q2", "2025-Q2"]),
        (
            "Показатель | Январь–август 2024 | Январь–август 2025\nШкол | 5 | 6\n",
            ["2024-01-01/2024-08-31", "2025-01-01/2025-08-31"],
        ),
        ("Показатель | 2024 | 2025\nШкол | 5 | 6\n", ["2024", "2025"]),
        ("Показатель | I квартал | год\nШкол | 5 | 6\n", [None, None]),
    ],
)
def test_a_part_of_a_year_and_the_year_beside_it_are_one_period(text: str, isos: list[str | None]) -> None:
    assert [s.period.iso if s.period is not None else None for s in read(text).statements] == isos


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "Место | Район | Школ | Место в 2023 году\n1 | Аксу | 12 | 3\n2 | Шу | 11 | 1",
            [("12", "facility"), ("11", "facility")],
        ),
        (
            "Аудан | Мектеп | Алатын орны\nМерке | 12 | 3\nШу | 11 | 1",
            [("12", "facility"), ("11", "facility")],
        ),
        ("Район | Мест в школах\nАксу | 1 200\nШу | 900", [("1 200", "place"), ("900", "place")]),
        ("Район | Врачей на 10 тыс. населения\nАксу | 18,4", [("18,4", "person")]),
        ("Район | На 1 000 жителей\nАксу | 18,4", [("18,4", None)]),
    ],
)
def test_ranks_are_no_figures_and_rates_no_people(text: str, figures: list[tuple[str, str | None]]) -> None:
    assert told(text) == figures


def test_a_quarter_is_of_the_half_year_of_the_caption() -> None:
    text = "2025 жылғы I жартыжылдық\nАудан | Көрсеткіш | I тоқсан | Барлығы\nМерке | жоспар | 310 | 650\n"
    assert [s.period.iso for s in read(text).statements if s.period is not None] == ["2025-Q1", "2025-H1"]


def test_a_caption_names_what_is_counted_without_its_place_and_time() -> None:
    text = (
        "Бюджеттің атқарылуы (млн теңге), Абай облысы, 2025 жылғы қаңтар–қазан\n"
        "Аудан | Жоспар | Нақты\nАягөз ауданы | 12,5 | 11,4\n"
    )
    assert {one.noun for one in read(text).statements} == {"бюджеттің атқарылуы"}


def test_a_row_whose_name_begins_with_a_number_is_named_by_it() -> None:
    text = "Көрсеткіш | 2023 | 2024\nМектеп саны | 56 | 58\n3 ауысымды мектептер | 4 | 2\n"
    assert [(s.quote, s.unit) for s in read(text).statements] == [
        ("56", "facility"),
        ("58", "facility"),
        ("4", "facility"),
        ("2", "facility"),
    ]


def test_the_number_of_loans_stands_under_their_name() -> None:
    text = "Аудан | Берілген несие, саны | Берілген несие, млн теңге\nМерке | 214 | 1 318,5\n"
    assert told(text) == [("214", "loan"), ("1 318,5", "KZT")]


def test_a_short_word_of_inclusion_makes_a_part() -> None:
    text = "Аудан | Жұмыс орны | о.і. тұрақты\nМерке | 198 | 171\n"
    assert [(s.unit, s.part_of) for s in read(text).statements] == [("job", None), ("job", 0)]


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        (
            "Наименование | Ед.изм. | Кол-во\nКотельные | шт. | 38\nТепловые сети | км | 112,4",
            ["котельные", "тепловые сети"],
        ),
        ("Закупки, тыс. тенге\nСтатья | Сумма\nУголь | 1 204\nМазут | 312", ["уголь", "мазут"]),
        ("№ | Статья | Сумма, тенге\n1 | Уголь | 1 204\n2 | Мазут | 312", ["уголь", "мазут"]),
        ("Население | 45 897 чел.\nШкол | 5\n", ["население", "школа"]),
        ("Занято | 120 рабочих\nШкол | 5\n", ["рабочий", "школа"]),
    ],
)
def test_what_is_counted_is_named_by_the_row(text: str, nouns: list[str]) -> None:
    assert [one.noun for one in read(text).statements] == nouns
