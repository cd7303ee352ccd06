"""A bare number takes the multiplier of its neighbour where it would be absurd without it, only there."""

from decimal import Decimal

import pytest

from esep.reading import read

D = Decimal
SHARED = [
    ("Выделено 18,6 млрд тенге, в том числе 12,4 из РБ, 6,2 из МБ.", [D("18.6e9"), D("12.4e9"), D("6.2e9")]),
    (
        "18,6 млрд теңге бөлінді, оның ішінде 12,4-і РБ-дан, 6,2-сі ЖБ-дан.",
        [D("18.6e9"), D("12.4e9"), D("6.2e9")],
    ),
    ("Выделено 12,4 и 6,2 млрд тенге.", [D("12.4e9"), D("6.2e9")]),
    ("Выделено соответственно 5, 7 и 12 млн тенге.", [5_000_000, 7_000_000, 12_000_000]),
    ("Выделено 18,6 млрд тенге, освоено 12,4.", [D("18.6e9"), D("12.4e9")]),
    ("Принято 18 и 27 тысяч человек.", [18_000, 27_000]),
    ("Произведено 12,4 тыс. тонн мяса, 45,6 – молока.", [12_400, 45_600]),
    ("Посеяно 500 тыс. га, в том числе масличные – 120,5.", [500_000, 120_500]),
]
APART = [
    ("Из 1,2 тыс. человек 450 – женщины.", [1200, 450]),
    ("Принято 450 и 1,2 тысячи человек.", [450, 1200]),
    ("Длина дорог 1,2 тыс. км, из них 350,5 – асфальт.", [1200, D("350.5")]),
    ("Получено 65 млн тенге, по 4,7 каждому.", [65_000_000, D("4.7")]),
    ("Собрано 500 тыс. тонн, урожайность – 12,4.", [500_000, D("12.4")]),
    ("Выделено 18,6 млрд тенге, цена – 12,4.", [D("18.6e9"), D("12.4")]),
    ("Создано 2 тыс. мест, из них 120 постоянных.", [2000, 120]),
]


@pytest.mark.parametrize(("text", "values"), SHARED + APART)
def test_the_values_of_a_row(text, values):
    assert [one.quantity.value for one in read(text).statements] == values


@pytest.mark.parametrize("text", [text for text, _ in SHARED])
def test_a_number_with_a_shared_multiplier_is_good_to_half_of_its_last_place(text):
    for one in read(text).statements:
        interval = one.quantity.interval
        assert interval.low < one.quantity.value < interval.high
        assert interval.high - one.quantity.value == one.quantity.value - interval.low


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Дефицит мест сократился с 14,5 до 9,2 тысячи.", [14_500, 9_200]),
        ("Орын тапшылығы 14,5-тен 9,2 мыңға дейін азайды.", [14_500, 9_200]),
        ("Орын саны 12-ден 15 мыңға жетті.", [12_000, 15_000]),
        ("Дефицит мест вырос с 5 до 9 тыс.", [5_000, 9_000]),
        # 75 thousand would be many times the level reached, 900 thousand too
        ("Число рабочих мест выросло с 75 до 2 тыс.", [75, 2_000]),
        ("Производство выросло с 900 до 1,2 тыс. тонн.", [900, 1_200]),
    ],
)
def test_a_range_shares_the_multiplier_of_its_end(text, values):
    assert [one.quantity.value for one in read(text).statements] == values


def test_a_fraction_of_things_is_of_something_else_and_doubted():
    reading = read("Из шести котлов в работе четыре, давление в сети 5,2 атм.")
    pressure = reading.statements[2]
    assert (pressure.quote, pressure.unit, pressure.noun, pressure.part_of) == ("5,2", None, "", None)
    assert [(doubt.quote, doubt.rule) for doubt in reading.doubts] == [("5,2", "number without a head")]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Из РБ – 3,2 млрд, из МБ 800 млн тенге.", ["KZT", "KZT"]),
        ("Население 1,2 млн, бюджет 800 млн тенге.", ["person", "KZT"]),
        ("Халқы 1,2 млн, бюджеті 800 млн теңге.", ["person", "KZT"]),
    ],
)
def test_millions_beside_money_are_money_unless_they_count_somebody(text, units):
    reading = read(text)
    assert [one.unit for one in reading.statements] == units
    assert not reading.doubts


@pytest.mark.parametrize(
    "text",
    [
        "Доходы составили 512,4 млрд тенге, рост 18,2 млрд. Из них свои – 148,9, трансферты – 363,5.",
        "Бюджет 512,4 млрд теңге, 18,2 млрд теңгеге артты. Оның ішінде кіріс – 148,9, трансферт – 363,5.",
    ],
)
def test_parts_are_of_the_level_and_not_of_its_change(text):
    found = read(text).statements
    assert [one.quantity.value for one in found] == [D("512.4e9"), D("18.2e9"), D("148.9e9"), D("363.5e9")]
    assert [one.part_of for one in found] == [None, None, 0, 0]


def test_parts_of_a_change_alone_are_its_parts():
    found = read("Рабочих мест стало на 500 больше, из них 200 постоянных.").statements
    assert [one.part_of for one in found] == [None, 0]
