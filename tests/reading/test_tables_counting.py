"""What the numbers of a table count where caption, column and row each could tell."""

from __future__ import annotations

from decimal import Decimal

import pytest

from esep.reading import Statement, read


def told(text: str) -> list[tuple[object, str | None, str]]:
    """Value, unit and noun of each number of a table."""
    return [(s.quantity.value, s.unit, s.noun) for s in of_table(text)]


def of_table(text: str) -> list[Statement]:
    return [one for one in read(text).statements if one.rule.startswith("table")]


@pytest.mark.parametrize(
    ("caption", "total", "names"),
    [
        ("Расходы, млн тенге", "Всего", ("Школы", "Дороги")),
        ("Расходы (млн тенге)", "Итого", ("Школы, больницы", "Дома культуры")),
        ("Шығыстар, млн теңге", "Барлығы", ("Мектептер", "Жолдар")),
    ],
)
def test_money_of_the_caption_is_not_what_it_is_spent_on(
    caption: str, total: str, names: tuple[str, str]
) -> None:
    rows = [f"{names[0]} | 120,5", f"{names[1]} | 80", f"{total} | 200,5"]
    text = "\n".join([caption, "Атауы | 2024", *rows])
    assert told(text) == [
        (120_500_000, "KZT", names[0][0].lower() + names[0][1:]),
        (80_000_000, "KZT", names[1][0].lower() + names[1][1:]),
        (200_500_000, "KZT", caption.split()[0].strip(",").lower()),
    ]
    assert [one.part_of for one in of_table(text)] == [2, 2, None]


@pytest.mark.parametrize(
    ("head", "unit", "noun"),
    [
        ("Количество школ", "facility", "школа"),
        ("Построено школ", "facility", "школа"),
        ("Мектептер саны", "facility", "мектеп"),
        ("Рабочие места", "job", "рабочее место"),
    ],
)
def test_a_column_that_counts_is_no_money_of_the_caption(head: str, unit: str, noun: str) -> None:
    text = f"Строительство, млн тенге\nРайон | {head} | Сумма\nШуский район | 5 | 1 200,5\n"
    assert told(text) == [(5, unit, noun), (1_200_500_000, "KZT", "строительство")]


def test_columns_of_things_without_a_column_of_money_are_the_money_spent_on_them() -> None:
    text = "Строительство, млн тенге\nРайон | Школы | Больницы\nШуский район | 500 | 1 200\n"
    assert told(text) == [(500_000_000, "KZT", "школы"), (1_200_000_000, "KZT", "больницы")]


def test_a_unit_behind_the_comma_is_told_and_one_more_thing_is_not() -> None:
    text = "Охват, тыс. тенге\nРайон | Население, человек | Школы, больницы\nШуский район | 12 000 | 350\n"
    assert told(text) == [(12_000, "person", "население"), (350_000, "KZT", "школы, больницы")]


def test_money_without_its_currency_is_a_doubt_and_counts_no_schools() -> None:
    text = "Расходы по объектам\nНаименование | Сумма\nШколы | 120\nБольницы | 80\n"
    assert told(text) == [(120, None, "школы"), (80, None, "больницы")]
    assert [one.quote for one in read(text).doubts] == ["120", "80"]


def test_a_fraction_of_things_is_a_doubt() -> None:
    text = "Аудан | Мектептер | Адамдар, мың\nШу ауданы | 12,5 | 1,2\n"
    assert [(s.quantity.value, s.unit) for s in of_table(text)] == [(Decimal("12.5"), None), (1200, "person")]
    assert [one.quote for one in read(text).doubts] == ["12,5"]


def test_a_ratio_takes_neither_money_nor_things_from_other_heads() -> None:
    text = "Расходы, млн тенге\nНаименование | 2024 год | Темп роста | Доля, %\nШколы | 120,5 | 101,3 | 40\n"
    assert told(text) == [
        (120_500_000, "KZT", "школы"),
        (Decimal("101.3"), None, "темп роста"),
        (40, "percent", "доля"),
    ]
    assert [one.quote for one in read(text).doubts] == ["101,3"]


def test_what_was_approved_is_planned_and_no_noun() -> None:
    heads = "Наименование | Утверждено | Скорректировано | Кассовое исполнение"
    russian = f"Расходы, млн тенге\n{heads}\nДороги | 3 | 4 | 5\n"
    kazakh = "Шығыстар, млн теңге\nБағыт | Бекітілген | Нақтыланған | Нақты\nЖолдар | 3 | 4 | 5\n"
    for text, noun in ((russian, "дороги"), (kazakh, "жолдар")):
        assert [(s.kind, s.noun) for s in of_table(text)] == [("plan", noun), ("plan", noun), ("fact", noun)]


def test_a_cell_with_words_of_its_own_says_what_it_counts() -> None:
    rows = ["Замена сетей | 6,4 км", "Утепление | 24 подъезда", "Ремонт котла | 1 ед.", "Торговля | 1,5 раза"]
    text = "\n".join(["Работа | Объём", *rows])
    assert told(text) == [
        (Decimal("6.4"), "km", "замена сетей"),
        (24, None, "подъезд"),
        (1, None, "ремонт котла"),
        (Decimal("1.5"), "times", "торговля"),
    ]


def test_percent_to_a_year_has_that_year_as_its_base() -> None:
    (found,) = of_table("Отрасль | в % к 2023 г.\nТорговля | 101,1\n")
    assert found.period is None
    assert found.base is not None
    assert found.base.iso == "2023"
