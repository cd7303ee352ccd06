"""A number below zero has its sign where a minus plainly stands; elsewhere it is doubted."""

from decimal import Decimal

import pytest

from esep.reading import read


@pytest.mark.parametrize(
    ("text", "quote", "value"),
    [
        ("Температура – минус 25 градусов.", "минус 25 градусов", "-25"),
        ("Түнде минус 25 градус болады.", "минус 25 градус", "-25"),
        ("Температура опустится до -25 градусов.", "-25 градусов", "-25"),
        ("Күнбағыс майы (-0,6%) арзандады.", "-0,6%", "-0.6"),
        ("Выпуск снизился (−12 тонн).", "−12 тонн", "-12"),
        ("Прирост составил -5,4%.", "-5,4%", "-5.4"),
        ("Бюджет тапшылығы – -280 934 мың теңге.", "-280 934 мың теңге", "-280934000"),
        ("Бюджет тапшылығы – - 573 082,7 мың теңге.", "- 573 082,7 мың теңге", "-573082700"),
    ],
)
def test_a_plain_minus_puts_the_number_below_zero(text, quote, value):
    reading = read(text)
    (found,) = reading.statements
    assert (found.quote, found.quantity.value) == (quote, Decimal(value))
    assert found.quantity.interval.contains(Decimal(value))
    assert text[found.start : found.end] == quote
    assert reading.doubts == ()


@pytest.mark.parametrize("text", ["Түнде минус 5-10 градус болады.", "Ночью -5…-10 градусов."])
def test_a_range_below_zero_begins_with_its_lower_end(text):
    (found,) = read(text).statements
    assert (found.quantity.low, found.quantity.high) == (-10, -5)
    assert found.quantity.interval.contains(-7)
    assert not found.quantity.interval.contains(7)


def test_what_is_above_a_number_below_zero_reaches_up():
    (found,) = read("Температура составила более минус 8 градусов.").statements or [None]
    assert found.quantity.value == -8


@pytest.mark.parametrize(
    "text", ["Открыты школы: в Шу -45, в Кордае -38.", "Мороз – 25 градусов.", "Построено: -5 школ, -3 дома."]
)
def test_a_dash_is_no_minus(text):
    assert all(found.quantity.value > 0 for found in read(text).statements)
