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
