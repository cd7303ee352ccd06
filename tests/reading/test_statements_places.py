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
