"""Which period a figure has where its sentence names several things: sentences made up for this test."""

import pytest

from esep.reading import read


def periods(text):
    return [one.period and one.period.text for one in read(text).statements]


def bases(text):
    return [one.base and one.base.text for one in read(text).statements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # nothing goes back over a comma to a clause with a verb, or a dash for one, of its own
        ("На цех направлено 3,4 млрд тенге, работы будут завершены в 2026 году.", [None]),
        (
            "Водой обеспечены 41 из 62 сёл, или 66,1%; в 2026 году вода придёт ещё в 12.",
            [None] * 3 + ["2026 году"],
        ),
        (
            "Из запланированных 12 цехов сданы 9, остальные 3 перенесены на 2026 год.",
            [None, None, "2026 год"],
        ),
        ("Численность – 1 200 человек, в 2026 году она вырастет до 1 500 человек.", [None, "2026 году"]),
        ("Зауытта 1 200 адам, 2026 жылы 1 500 адам болады.", [None, "2026 жылы"]),
        (
            "Жоспарланған 12 цехтың 9-ы бітті, қалған 3-еуі 2026 жылға ауыстырылды.",
            [None, None, "2026 жылға"],
        ),
        # what follows without a period of its own has that of before, but no fact that of a plan
        ("В 2023 году построено 5 школ, открыто 3 клуба.", ["2023 году", "2023 году"]),
        ("В 2026 году построят 5 школ, открыто уже 3 клуба.", ["2026 году", None]),
        # a list has one period for all of it
        ("5 школ, 3 клуба построены в 2023 году.", ["2023 году", "2023 году"]),
        # that of the own part of the sentence comes first
        ("2024 жылы 5 жоба жүзеге асты, 3 жоба 2025 жылы аяқталады.", ["2024 жылы", "2025 жылы"]),
        ("Сейчас строят 14 цехов, 6 из которых сдадут до конца года.", ["Сейчас", "до конца года"]),
        # what only tells of a noun
        ("Школа на 600 мест, строительство которой начато в 2023 году, готова на 80%.", [None, None]),
        ("Число мест увеличено с 12 до 18, а в 2026 году – до 24.", [None, None, "2026 году"]),
        # a term is that of the plan, and how far a work is has none of another part
        ("Стоимость – 9,7 млрд тенге, срок сдачи – декабрь 2025 года.", [None]),
        ("Ввод цеха запланирован на IV квартал 2026 года, готовность – 37%.", [None]),
    ],
)
def test_a_period_serves_the_figures_of_its_clause(text, expected):
    assert periods(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "За январь–июнь доля снизилась с 4,9% в 2023 году до 4,7% в 2024 году.",
            ["2023 году", "2024 году"],
        ),
        (
            "В июне 2025 года цены росли медленнее: с 11,8% в июне 2024 года до 11,3%.",
            ["июне 2024 года", "июне 2025 года"],
        ),
        ("Собрано 4,2 млн тонн против 3,9 млн тонн в прошлом году.", [None, "прошлом году"]),
        # nor is the next sentence of the year compared with
        ("Намолот 8,9 тонны против 14,6 тонны в 2022 году. Сбор – 287 тонн.", [None, "2022 году", None]),
        ("4,2 млн тонна жиналды, ал өткен жылы 3,9 млн тонна болған.", [None, "өткен жылы"]),
        (
            "В 2025 году выделено 3,2 млрд тенге, что на 18% больше, чем в 2024 году (2,7 млрд тенге).",
            ["2025 году", "2025 году", "2024 году"],
        ),
        (
            "2025 жылы 3,2 млрд теңге бөлінді, бұл 2024 жылғы 2,7 млрд теңгеден 18%-ға артық.",
            ["2025 жылы", "2024 жылғы", "2025 жылы"],
        ),
        ("412 адам тіркелді, бұл былтырғы осы кезеңнен (390 адам) 22 адамға көп.", [None, "былтырғы", None]),
    ],
)
def test_a_level_compared_with_keeps_its_own_period(text, expected):
    assert periods(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("По сравнению с 2023 годом число получателей сократилось на 12%.", ["с 2023 годом"]),
        ("В сравнении с 2013 годом число услуг выросло на 33,8%.", ["с 2013 годом"]),
        (
            "2025 жылы 3,2 млрд теңге бөлінді, бұл 2024 жылғы 2,7 млрд теңгеден 18%-ға артық.",
            [None, None, "2024 жылғы"],
        ),
        ("Рост к 2022 году – 21,6%.", ["к 2022 году"]),
    ],
)
def test_a_year_compared_with_is_the_base(text, expected):
    assert bases(text) == expected


@pytest.mark.parametrize(
    ("text", "kind", "period"),
    [
        ("Рост к 2022 году – 21,6%.", "change", None),
        ("Рост к 2030 году составит 21,6%.", "plan", "к 2030 году"),
    ],
)
def test_growth_by_a_year_is_measured_from_it_unless_it_is_to_come(text, kind, period):
    (growth,) = read(text).statements
    assert (growth.kind, growth.period and growth.period.text) == (kind, period)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # lengths of time that tell no time of the figure
        ("По лоту выделено 47 млн тенге; отставание подрядчика – на 2 месяца.", [None]),
        ("Долг – 1,2 млрд тенге, просроченный свыше 3 месяцев – 640 млн тенге.", [None, None]),
        ("Кредит 20 жылға 2 пайызбен берілді.", [None]),
        ("Соңғы үш жылда 15 отбасы көшіп келді.", ["үш жылда"]),
        # the date of an act, and the years of a programme by which something was done
        ("По постановлению от 18 сентября 2013 года № 983 оказывается 66 услуг.", [None]),
        ("2013 жылғы 18 қыркүйектегі № 983 қаулыға сәйкес 66 қызмет көрсетіледі.", [None]),
        ("Мерами Программы развития занятости на 2017–2021 годы охвачено 96 тыс. человек.", [None]),
        # by the same words something is planned
        ("2017–2021 жылдарға арналған бағдарлама бойынша 96 үй салу жоспарланған.", ["2017–2021 жылдарға"]),
    ],
)
def test_not_every_time_that_is_named_is_that_of_the_figure(text, expected):
    assert periods(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Мамырда 398 тонна, маусымда 412 тонна жиналды.", ["Мамырда", "маусымда"]),
        # a season
        ("Жаңа маусымда 412 тонна жиналады.", [None]),
        ("Қазір 14 цех істейді.", ["Қазір"]),
        ("I тоқсан – 98%, II тоқсан – 104%, жартыжылдық – 101%.", ["I тоқсан", "II тоқсан", "жартыжылдық"]),
        ("I квартал – 98%, II квартал – 104%, полугодие – 101%.", ["I квартал", "II квартал", "полугодие"]),
        (
            "В этом году выделено 100 млн тенге, а в следующем планируется 250 млн тенге.",
            ["этом году", "следующем"],
        ),
    ],
)
def test_times_told_without_their_year_or_word(text, expected):
    assert periods(text) == expected


def test_the_day_of_a_document_is_not_told_of_what_a_paragraph_dates_itself():
    text = (
        "По состоянию на 1 января 2025 года\n\nРаботает 12 цехов.\n\n"
        "В 2023 году планировалось сдать 40 домов. По итогам введено 46 домов."
    )
    assert [one.period and one.period.iso for one in read(text).statements] == ["2025-01-01", "2023", None]


def test_the_term_of_an_instruction_dates_what_is_to_be_made_and_not_what_is_looked_at():
    made = "За март сдано 3 дома. До конца года в регионе реализуют 16 проектов."
    looked_at = "Поручаю управлению до 1 мая 2025 года проверить 46 станций."
    assert periods(made) == ["март", "До конца года"]
    assert periods(looked_at) == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "В 2025 году начато 12 проектов, 5 из них завершены, 7 – переходящие на 2026 год.",
            ["2025 году", "2025 году", "2026 год"],
        ),
        (
            "С октября болели 230 человек. За последнюю неделю болели 39 человек.",
            ["С октября", "последнюю неделю"],
        ),
        ("По договору № 45 от 15 апреля 2024 года сумма составляет 7 млрд тенге.", [None]),
        ("С 15 апреля 2024 года выплачено 7 млрд тенге.", ["С 15 апреля 2024 года"]),
        ("Мамырға дейін 5 көшеге асфальт төселеді.", ["Мамырға дейін"]),
    ],
)
def test_clauses_weeks_contracts_and_months_alone(text, expected):
    assert periods(text) == expected


def test_a_line_with_a_verb_is_no_heading_of_what_follows():
    day, said = "Сводка на 12 ноября 2025 года\n\n", "Район: 14 домов остыли."
    assert [one.period.text for one in read(f"{day}Насос меняем, сегодня запустим\n\n{said}").statements] == [
        "на 12 ноября 2025 года"
    ]
    assert [one.period.text for one in read(f"{day}Итоги 2024 года\n\n{said}").statements] == ["2024 года"]


def test_the_second_point_is_no_item_of_the_list_in_the_first():
    text = (
        "Бюджет 2026 жылға мынадай көлемде бекітілсін:\n1) кірістер – 6 412 мың теңге, оның ішінде:\n"
        "салық – 1 894 мың теңге;\nтрансферт – 4 518 мың теңге;\n2) шығындар – 6 498 мың теңге;\n"
        "3) тапшылық – 86 мың теңге."
    )
    found = read(text).statements
    assert [one.part_of for one in found] == [None, 0, 0, None, None]
    assert {one.period.text for one in found} == {"2026 жылға"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Построено 5 школ (годом ранее – 3).", [(None, None), ("годом ранее", None)]),
        ("Открыто на 18 школ больше, чем годом ранее.", [(None, "годом ранее")]),
        ("Безработица – 3,4% против 3,8% годом ранее.", [(None, None), ("годом ранее", None)]),
    ],
)
def test_a_year_before_is_a_period_or_a_base(text, expected):
    found = [(one.period and one.period.text, one.base and one.base.text) for one in read(text).statements]
    assert found == expected
