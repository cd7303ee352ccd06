"""The place of each figure of a list of districts: sentences made up for this test."""

import pytest

from esep.places import places
from esep.reading import read

SHU, KORDAI, MERKE, BAIZAK, ZHAMBYL = "316600000", "314800000", "315400000", "313600000", "310000000"


def test_the_codes_below_are_those_of_the_classifier():
    names = [places().get(code).written[1].split()[0] for code in (SHU, KORDAI, MERKE, BAIZAK, ZHAMBYL)]
    assert names == ["Шуский", "Кордайский", "Меркенский", "Байзакский", "Жамбылская"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (
            "Создано 95 рабочих мест, в том числе: Шуский район – 45, Кордайский – 38, Меркенский – 12.",
            [None, SHU, KORDAI, MERKE],
        ),
        (
            "В Жамбылской области создано 83 рабочих места, в том числе: Шуский район – 45, Кордайский – 38.",
            [ZHAMBYL, SHU, KORDAI],
        ),
        ("95 жұмыс орны құрылды, оның ішінде: Шу ауданы – 57, Қордай – 38.", [None, SHU, KORDAI]),
        ("По районам: Байзакский район – 12,4 млн, Меркенский – 6,2 млн тенге.", [BAIZAK, MERKE]),
        ("В Меркенском районе построено 12 школ, по программе – 5 домов.", [MERKE, MERKE]),
        ("Построено 12 школ в Меркенском районе.", [MERKE]),
        ("В Байзакском районе – 5, в Кордае – 7 школ.", [BAIZAK, None]),
        ("Создано 95 мест. По районам: Байзакский район – 40, Меркенский – 55 мест.", [None, BAIZAK, MERKE]),
        ("В Меркенском районе открыто 5 школ. Построено 3 дома.", [MERKE, MERKE]),
    ],
)
def test_each_item_has_its_own_place_and_the_total_none_of_theirs(text, codes):
    assert [statement.place for statement in read(text).statements] == codes


ATYRAU, MANGYSTAU, KYZYLORDA, ALMATY_REGION, AKTOBE, KHROMTAU = (
    *("230000000", "470000000", "430000000", "190000000"),
    *("150000000", "156020100"),
)


def test_these_codes_are_those_of_the_classifier():
    codes = (ATYRAU, MANGYSTAU, KYZYLORDA, ALMATY_REGION, AKTOBE, KHROMTAU)
    names = [places().get(code).written[1].split()[0] for code in codes]
    told = ["Атырауская", "Мангистауская", "Кызылординская", "Алматинская", "Актюбинская", "Хромтау"]
    assert [name.removeprefix("г.") for name in names] == told


def codes_in(text):
    return [statement.place for statement in read(text).statements]


def test_each_paragraph_of_a_digest_tells_of_its_own_region():
    text = (
        "Атырауская область. Объём производства составил 1 846,2 млрд тенге.\n\n"
        "В Мангистауской области запущен завод. Его стоимость – 34 млрд тенге.\n\n"
        "Қызылорда облысында биыл 89,5 мың гектар егіледі. Былтыр 83 мың гектар болған.\n\n"
        "Алматинская область. Из 1 058 объектов проверено 97%.\n\n"
        "Аграрии закупили 340 тракторов."
    )
    own = [ATYRAU, *[MANGYSTAU], *[KYZYLORDA] * 2, *[ALMATY_REGION] * 2, None]
    assert codes_in(text) == own


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # a dateline is not the place of what is told
        ("Астана, 20 ноября 2024 года\n\nТрудоустроено 611 тыс. человек.", [None]),
        ("Приказ\nг. Тараз\n\nСоздано 40 рабочих мест.", [None]),
        # nor is one who is told to do something
        ("Акиму Шуского района сдать отчёт.\n2. Отделу сдать 3 дома.", [None]),
        ("Шу ауданының әкіміне есеп беру тапсырылды.\n3 үй салынды.", [None]),
        # the title holds for the whole document, and a list takes the place of its heading
        ("О развитии Жамбылской области\nСоздано 20 мест.\n\nПостроено 5 школ.", [ZHAMBYL] * 2),
        ("Итоги\nВ Жамбылской области:\n- построено 5 школ;\n- открыто 3 клуба.", [ZHAMBYL] * 2),
        # what is told of the whole region or country
        ("Отчёт акима Шуского района\nПостроено 5 школ. По области построено 90 школ.", [SHU, ZHAMBYL]),
        ("О развитии Жамбылской области\nДоля – 19%. В среднем по стране – 12%.", [ZHAMBYL, None]),
        # a village of a name that several have, without its region; a town whose name is its own
        ("Аким Актюбинской области провёл совещание. В пос. Кызылжар открыта школа на 900 мест.", [None]),
        ("Аким Актюбинской области провёл совещание. В Хромтау открыто 5 школ.", [KHROMTAU]),
    ],
)
def test_a_place_that_is_not_told_is_taken_from_where_it_holds(text, codes):
    assert codes_in(text) == codes


def test_a_name_that_several_places_have_is_a_doubt():
    reading = read("Аким Актюбинской области провёл совещание. В пос. Кызылжар открыта школа на 900 мест.")
    (doubt,) = reading.doubts
    assert (doubt.quote, doubt.rule) == ("900 мест", "place left open")
    assert "left open" in str(doubt.reason)


def test_a_name_that_several_have_is_that_of_the_region_of_its_neighbours():
    # Жамбылский район is one of Almaty region too
    text = "Меркі ауданында 367 тонна, Жамбыл ауданында 252 тонна көкөніс жиналды."
    assert codes_in(text) == [MERKE, "314000000"]


def test_a_town_of_another_region_keeps_its_name():
    text = "О развитии Актюбинской области\nВ городе Тараз открыто 5 школ."
    assert codes_in(text) == ["311010000"]


def test_a_village_that_can_be_several_is_no_place_of_its_row_or_of_the_total():
    text = (
        "Аким Актюбинской области доложил о школах.\nНаселённый пункт | Школы, единиц\n"
        "пос. Кызылжар | 3\nг. Хромтау | 2\nВсего | 5\n"
    )
    assert codes_in(text) == [None, KHROMTAU, AKTOBE]
