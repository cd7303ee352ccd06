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
        "Объём составил 612 млрд тенге и вырос на 8,2% к соответствующему периоду 2022 года.",
        [(None, None), (None, "2022 года")],
    ),
    (
        "Направлено 5 млрд тенге, что на 12% больше, чем за аналогичный период прошлого года.",
        [(None, None), (None, "прошлого года")],
    ),
    ("За аналогичный период 2022 года создано 400 рабочих мест.", [("2022 года", None)]),
    (
        "Выпуск вырос на 8,2% к 2022 году и достиг 5 млн тонн.",
        [(None, "к 2022 году"), (None, None)],
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
    ("text", "periods"),
    [
        # a term is no period of what is or has happened
        ("В три смены учатся 4 школы, до конца 2025 года это будет устранено.", [None]),
        ("До конца года 4 школы остаются аварийными.", [None]),
        ("До 1 мая 2025 года будет построено 4 школы.", ["До 1 мая 2025 года"]),
        ("К 30 мая засеяно 40 тыс. га.", ["К 30 мая"]),
        # nothing is carried into another paragraph or list item
        ("8 марта награждено 50 женщин.\n\nАграрии закупили 340 тракторов.", ["8 марта", None]),
        ("8 марта награждено 50 женщин. Вручено 50 медалей.", ["8 марта", "8 марта"]),
        ("- 2024 жылы 12 қазандық жөнделді;\n- 340 млн теңге қарызы бар.", ["2024 жылы", None]),
        # a bracket keeps its period
        (
            "Собрано 286 тыс. тонн при урожае 26 ц/га (в 2022 году – 24 ц/га). Скота – 117 голов.",
            [None, None, "2022 году", None],
        ),
        # but the colon of a list, and a total to its parts, tell theirs
        ("За 2024 год:\n– построено 5 школ;\n– открыто 3 клуба.", ["2024 год", "2024 год"]),
        ("В 2024 году создано 800 рабочих мест.\nИз них 200 постоянных.", ["2024 году", "2024 году"]),
        ("Введено 742 тыс. кв. м жилья; цена 1 кв. м – 187 тыс. тенге.", [None, None]),
    ],
)
def test_a_period_holds_where_it_stands(text, periods):
    assert [s.period and s.period.text for s in read(text).statements] == periods


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "В 2022 году построено 12 школ, в 2023 – 15, в 2024-м планируется 20.",
            [(12, "2022"), (15, "2023"), (20, "2024")],
        ),
        ("В 2022 году построено 12 школ, в 2023 построено 15.", [(12, "2022"), (15, "2023")]),
        (
            "2022 жылы 12 мектеп, 2023-те 15, 2024-те 20 мектеп салынды.",
            [(12, "2022"), (15, "2023"), (20, "2024")],
        ),
        (
            "На 1 января 2024 года – 120, на 1 января 2023 года – 100 предприятий.",
            [(120, "2024-01-01"), (100, "2023-01-01")],
        ),
        (
            "Собрано 12 тыс. тонн (2021 год – 10, 2020 год – 8).",
            [(12_000, None), (10_000, "2021"), (8_000, "2020")],
        ),
        ("В 2023 школах области – ремонт.", [(2023, None)]),
    ],
)
def test_a_year_without_its_word_is_the_period_of_the_number_behind_it(text, expected):
    found = [(one.quantity.value, one.period and one.period.iso) for one in read(text).statements]
    assert [(value, iso and iso.split("/")[0]) for value, iso in found] == expected
    assert all(one.part_of is None for one in read(text).statements)


def test_a_plan_for_a_year_without_its_word_falls_due_in_it():
    (task,) = read("В 2022 году построено 12 школ, в 2024-м планируется построить 20.").instructions
    assert (task.deadline, str(task.due)) == ("в 2024-м", "2024")


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        ("Собрано на 5 млрд тенге больше плана и на 12% больше 2022 года.", [None, "2022"]),
        ("Жоспардан 5 млрд теңгеге артық, 2022 жылғыдан 12%-ға көп жиналды.", [None, "2022"]),
    ],
)
def test_what_is_measured_from_a_plan_has_no_base_in_time(text, bases):
    assert [one.base and one.base.iso for one in read(text).statements] == bases


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("В I квартале 2023 года создано 500 мест, во II – 700 мест.", ["2023-Q1", "2023-Q2"]),
        ("В первом полугодии 2023 года сдано 5 школ, во втором – 7 школ.", ["2023-H1", "2023-H2"]),
        ("В I квартале 2023 года создано 500 мест, во II районе – 700 мест.", ["2023-Q1", "2023-Q1"]),
    ],
)
def test_a_part_of_the_year_without_its_word_is_the_period_of_the_number_behind_it(text, expected):
    assert [one.period and one.period.iso for one in read(text).statements] == expected


def isos(text):
    """The calendar period of each figure."""
    return [found.period.iso if found.period else None for found in read(text).statements]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        (
            "Ақпарат\n2024 жылғы 1 желтоқсандағы жағдай бойынша\n\nОблыста 1 200 мектеп бар.\n\n"
            "2023 жылдың қорытындысы\nОблыста 15 мектеп салынды.\n\nБұрын 40 мектеп апатты болған.",
            ["2024-12-01", "2023", None],
        ),
        (
            "Справка\nпо состоянию на 1 декабря 2024 года\n\nВ области 1 200 школ.\n\n"
            "Ранее в области было 40 аварийных школ.\n\nИтоги 2023 года\nПостроено 15 школ.",
            ["2024-12-01", None, "2023"],
        ),
    ],
)
def test_the_day_of_a_document_holds_until_a_heading_or_a_sentence_says_otherwise(text, periods):
    assert isos(text) == periods


@pytest.mark.parametrize(
    ("head", "period"),
    [
        ("Утверждён постановлением акимата от 15 января 2024 года № 12", None),
        ("Облыс әкімдігінің 2024 жылғы 5 сәуірдегі № 78 қаулысымен бекітілген", None),
        ("Решение маслихата о бюджете на 2025 год", "2025"),
        ("Исполнение на 1 декабря 2024 года", "2024-12-01"),
    ],
)
def test_the_day_on_which_an_act_was_made_is_no_period_of_the_money_in_its_table(head, period):
    table = "\n\nМероприятие | Сумма, млн тенге\nРемонт школы | 120,5\nРемонт клуба | 80,0"
    assert isos(head + table) == [period, period]
