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
    (
        "Оның 5 жобасы дайын, 3 жоба бірінші жартыжылдықта, 7 үй үшінші кезеңде беріледі.",
        [("5 жобасы", "project", "жоба"), ("3 жоба", "project", "жоба"), ("7 үй", "house", "үй")],
    ),
    ("Биыл 256 отбасы қоныс тойын тойлады.", [("256 отбасы", "family", "отбасы")]),
    ("Ауылда 12 отбасы балабақшасы ашылды.", [("12 отбасы балабақшасы", "facility", "балабақша")]),
    ("Колледжде 15 жаңа мамандық ашу басталды.", [("15 жаңа мамандық", None, "мамандық")]),
    ("Колледж 20 мамандық ашуды бастады.", [("20 мамандық", None, "мамандық")]),
    ("Қалада 5 мамандық таңдау орталығы бар.", [("5 мамандық таңдау орталығы", None, "таңдау орталығы")]),
    (
        "Қалада 5 жоба бар. Мердігерлердің 14-іне ескерту жасалды. Қоймалардың 3-еуі жөнделді.",
        [("5 жоба", "project", "жоба"), ("14-іне", None, "мердігер"), ("3-еуі", None, "қойма")],
    ),
    (
        "Аймақта 31 медпункт бар. Медпункттердің алтауы ескі.",
        [("31 медпункт", None, "медпункт"), ("алтауы", None, "медпункт")],
    ),
    (
        "Қалада 20 жоба бар. Бұлардың 3-еуі дайын.",
        [("20 жоба", "project", "жоба"), ("3-еуі дайын", "project", "жоба")],
    ),
    ("Фабрикада 4 тігінші жұмыс істейді.", [("4 тігінші", "person", "тігінші")]),
    ("В городе 3 тупика.", [("3 тупика", None, "тупик")]),
    ("Выпущено 120 тыс. мешков.", [("120 тыс. мешков", None, "мешок")]),
    ("Найдено 4 вируса.", [("4 вируса", None, "вирус")]),
    ("Собраны 7 членов комиссии.", [("7 членов", "person", "член")]),
    ("Пришли 14 агентов.", [("14 агентов", "person", "агент")]),
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


@pytest.mark.parametrize(
    ("text", "programme"),
    [
        ("Нұрлы жер бағдарламасы бойынша 12 үй салынды.", "Нұрлы жер бағдарламасы"),
        ("Ауыл аманаты бағдарламасымен 45 млн теңге берілді.", "Ауыл аманаты бағдарламасы"),
        ("По программе ГПИИР-2 построено 12 заводов.", "программе ГПИИР-2"),
    ],
)
def test_programmes_without_quotation_marks(text, programme):
    assert [one.programme for one in read(text).statements] == [programme]


def test_a_qualifier_has_its_usual_form():
    (one,) = read("Создано 120 временных рабочих мест.").statements
    assert one.qualifiers == ("временный",)


@pytest.mark.parametrize(
    ("text", "approximation"),
    [
        ("В среднем по стране – 12,4%.", None),
        ("В среднем по области инфляция составила 9,1%.", None),
        ("Создаётся в среднем 500 рабочих мест.", "~"),
        ("В среднем выделят по 12 млн тенге.", "~"),
    ],
)
def test_the_mean_over_a_region_is_no_rounded_number(text, approximation):
    assert [one.quantity.approximation for one in read(text).statements] == [approximation]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Отчитаться до 10 числа каждого месяца, сдать к 5 числу.", []),
        ("12.11.2023 | 15:40 | 873 рет көрілді", []),
        ("Из этого числа 10 школ сданы.", ["10 школ"]),
    ],
)
def test_days_of_the_month_and_views_are_no_figures(text, found):
    assert [one.quote for one in read(text).statements] == found
