"""What a number counts where its noun is of the other language, a mere unit, or beside another number."""

import pytest

from esep.reading import read

COUNTED = [
    ("Построено 3 мектеп.", [("3 мектеп", "facility", "мектеп")]),
    ("Жобаға 12 человек жұмысқа тұрды.", [("12 человек", "person", "человек")]),
    ("Жобада 12 рабочих мест ашылды.", [("12 рабочих мест", "job", "рабочее место")]),
    ("Работают 214 единиц техники.", [("214 единиц", "machine", "единица")]),
    ("Отремонтировано 70 единиц фасадов.", [("70 единиц фасадов", None, "фасад")]),
    (
        "Собрано 120 млрд тенге против 100 млрд годом ранее.",
        [("120 млрд тенге", "KZT", "тенге"), ("100 млрд", "KZT", "тенге")],
    ),
    (
        "Шу ауданында – 14, Мойынқұмда – 9, Тараз қаласында 23 нысан салынды.",
        [("14", "facility", "нысан"), ("9", "facility", "нысан"), ("23 нысан", "facility", "нысан")],
    ),
    ("Сдан 120-квартирный дом, 3-комнатная свободна.", [("120-квартирный", "apartment", "квартирный")]),
]


@pytest.mark.parametrize(("text", "expected"), COUNTED)
def test_what_is_counted(text, expected):
    assert [(one.quote, one.unit, one.noun) for one in read(text).statements] == expected
    assert not read(text).doubts


def test_units_of_nothing_that_is_named_are_doubted():
    reading = read("Закуплено 12 единиц.")
    assert [(one.quote, one.unit) for one in reading.statements] == [("12 единиц", None)]
    assert [doubt.quote for doubt in reading.doubts] == ["12 единиц"]
