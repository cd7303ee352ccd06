"""The period of a figure and the base of a change: sentences made up for this test."""

import pytest

from esep.reading import read

CASES = [
    # text, then for each figure its period and its base as written
    (
        "В 2023 году введено 90 км, на 12% больше 2022 года.",
        [("2023 году", None), ("2023 году", "2022 года")],
    ),
    ("Надой вырос на 5% к прошлому году.", [(None, "к прошлому году")]),
    ("2023 жылы экспорт 2022 жылмен салыстырғанда 7 пайызға артты.", [("2023 жылы", "2022 жылмен")]),
    ("Егіс көлемі 2021 жылғы деңгейден 8 пайызға көп.", [(None, "2021 жылғы")]),
    (
        "Қордан 3 млн теңгесін 2015 жылы, 5 млн теңгесін 2016 жылы, 9 млн теңгесін 2017 жылы алады.",
        [("2015 жылы", None), ("2016 жылы", None), ("2017 жылы", None)],
    ),
    (
        "По состоянию на 1 мая 2024 года работает 12 цехов.\nОткрыто 40 секций.\nПланируется 3 клуба.",
        [("По состоянию на 1 мая 2024 года", None), ("По состоянию на 1 мая 2024 года", None), (None, None)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_periods_and_bases(text, expected):
    found = [
        (s.period.text if s.period else None, s.base.text if s.base else None) for s in read(text).statements
    ]
    assert found == expected


def test_the_day_of_the_document_never_becomes_the_period_of_a_plan():
    text = "По состоянию на 1 мая 2024 года собрано 12 тонн.\nБудет собрано 90 тонн."
    assert read(text).statements[1].period is None


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Собрано 450 тыс. тонн (в 2022 году – 420 тыс. тонн).", [None, "2022"]),
        ("Өнім 450 мың тонна болды (2022 жылы – 420 мың тонна).", [None, "2022"]),
        ("В 2023 году освоено 45 млрд тенге (в 2022 году – 40 млрд тенге).", ["2023", "2022"]),
        ("Построено 12 школ (в 2022 году), 5 больниц (в 2023 году).", ["2022", "2023"]),
    ],
)
def test_a_bracket_with_a_figure_of_its_own_keeps_its_period(text, periods):
    found = [statement.period and statement.period.iso for statement in read(text).statements]
    assert found == periods


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Молодёжь до 35 лет – 1 234 человека.", None),
        ("Дети младше 18 лет – 340 человек.", None),
        ("За 5 лет построено 12 школ.", "5 лет"),
    ],
)
def test_years_of_life_are_no_period(text, period):
    (statement,) = read(text).statements
    assert (statement.period and statement.period.text) == period
