"""Totals told behind their parts, prices of one of something, wages of a month in tables."""

import pytest

from esep.reading import read


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Из областного бюджета выделен 1 млрд, из республиканского – 3 млрд, всего 4 млрд тенге.",
            [2, 2, None],
        ),
        ("Бюджеттен 1 млрд теңге, несиеден 3 млрд теңге, барлығы 4 млрд теңге бөлінді.", [2, 2, None]),
        ("2023 жылы 430, 2024 жылы 1015, 2025 жылы 332, жалпы 1777 пәтер берілді.", [3, 3, 3, None]),
        # they do not add up, or nothing says that the last is a total
        ("Из бюджета выделен 1 млрд, из республиканского – 2 млрд, всего 4 млрд тенге.", [None] * 3),
        ("Бюджеттен 1 млрд теңге, несиеден 3 млрд теңге, былтыр 4 млрд теңге бөлінді.", [None] * 3),
        # one figure told twice is no part of itself
        ("Построено 40 школ, всего 40 школ.", [None, None]),
    ],
)
def test_figures_are_parts_of_the_total_behind_them_that_they_add_up_to(text, parts):
    assert [found.part_of for found in read(text).statements] == parts


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Цена 1 кв. м жилья составляет 350 тысяч тенге.", ["350 тысяч тенге"]),
        ("Стоимость 1 кв. метра – 300 тыс. тенге.", ["300 тыс. тенге"]),
        ("За 1 литр платят 182 тенге.", ["182 тенге"]),
        ("1 шаршы метр құны – 185 мың теңге.", ["185 мың теңге"]),
        ("Собрали 1 тонну мёда.", ["1 тонну"]),
        ("Биыл 1 шақырым жол салынды.", ["1 шақырым"]),
    ],
)
def test_the_one_that_a_price_is_told_of_is_no_figure(text, quotes):
    assert [found.quote for found in read(text).statements] == quotes


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Аудан | Орташа айлық жалақы, теңге\nАбай | 315 200\nБұқар жырау | 298 400", ["KZT/month"] * 2),
        ("Район | Средняя заработная плата, тенге\nАбай | 315 200\nНура | 298 400", ["KZT/month"] * 2),
        ("Район | Фонд заработной платы, тыс. тенге\nАбай | 1 500\nНура | 1 600", ["KZT"] * 2),
        ("Район | Задолженность по зарплате, тенге\nАбай | 315 200\nНура | 298 400", ["KZT"] * 2),
        ("Район | Субсидии, тенге\nАбай | 315 200\nНура | 298 400", ["KZT"] * 2),
        ("Средняя пенсия – 118 тысяч тенге.", ["KZT/month"]),
        ("Пенсионерам выплатили 118 тысяч тенге.", ["KZT"]),
        ("Фонд заработной платы составил 3 млн тенге.", ["KZT"]),
    ],
)
def test_wages_are_told_by_the_month_in_tables_as_in_prose(text, units):
    assert [found.unit for found in read(text).statements] == units
