"""Relations of figures: the examples of relations.yaml, brackets, changes, lists."""

import pytest

from esep.reading import read
from esep.reading.statements.relations import relation_rules

RELATIONS = ("cost of", "jobs of")
POSITIVE = [(r, *row) for r in RELATIONS for rule in relation_rules(r) for row in rule.positive]
NEGATIVE = [(r, text) for r in RELATIONS for rule in relation_rules(r) for text in rule.negative]


@pytest.mark.parametrize(("relation", "text", "one", "other"), POSITIVE)
def test_an_entry_relates_the_figures_of_its_positive_examples(relation, text, one, other):
    statement = read(text).statements[one]
    assert (statement.relation, statement.related_to) == (relation, other)


@pytest.mark.parametrize(("relation", "text"), NEGATIVE)
def test_no_entry_relates_the_figures_of_its_negative_examples(relation, text):
    assert relation not in [statement.relation for statement in read(text).statements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # text, then for each figure: its total, its relation and the figure it is related to
        ("Введено 90 школ (12 млрд тенге).", [(None, None, None), (None, "cost of", 0)]),
        ("Введено 5 цехов (40 млн юаней).", [(None, None, None), (None, "cost of", 0)]),
        ("Открыто 9 цехов (140 рабочих мест).", [(None, None, None), (None, "jobs of", 0)]),
        ("Надой – 900 тонн (104,5%).", [(None, None, None), (None, "change of", 0)]),
        ("Отремонтировано 60 км (30%).", [(None, None, None), (None, "equals", 0)]),
        ("Число кружков выросло с 40 до 65.", []),
        (
            "Поголовье увеличилось с 40 до 65 тыс. голов.",
            [(None, None, None), (None, "change of", 0)],
        ),
        (
            "Жұмыссыздық 5,1 пайыздан 4,8 пайызға төмендеді.",
            [(None, None, None), (None, "change of", 0)],
        ),
        (
            "Создано 500 рабочих мест: в торговле – 300, в сервисе – 150.",
            [(None, None, None), (0, None, None), (0, None, None)],
        ),
        (
            "Выделено 900 млн тенге. В том числе:\n– на школы – 600 млн тенге;\n– клубам – 300 млн тенге.",
            [(None, None, None), (0, None, None), (0, None, None)],
        ),
        (
            "Из 90 квартир 40 – служебные, 50 – арендные.",
            [(None, None, None), (0, None, None), (0, None, None)],
        ),
        ("Сдано 47 домов (в прошлом году – 40).", [(None, None, None), (None, None, None)]),
        (
            "Өңірде 26 млрд теңгенің 70 комбайны алынды.",
            [(None, "cost of", 1), (None, None, None)],
        ),
        (
            "Жиынға 120 адам қатысты, араларында 30 оқушы болды.",
            [(None, None, None), (0, None, None)],
        ),
        ("Кәсіпкерлер 50 дүкен ашып, олардың саны 400-ге жетті.", [(None, None, None), (None, None, None)]),
    ],
)
def test_totals_and_relations(text, expected):
    found = [(s.part_of, s.relation, s.related_to) for s in read(text).statements]
    assert found == expected or not expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Газификация охватила 19 из 46 сёл.", [1, None]),
        ("Ауданда 46 шақырым жолдың 29-ы жөнделді.", [None, 0]),
        ("Биыл 11 түлек емтихан тапсырып, тоғызы грантқа түсті.", [None, 0]),
        ("Қоймада 900 тонна көмірдің 640 тоннасы қалды.", [None, 0]),
        ("Эвакуировано 758 человек, в т.ч. 102 ребенка.", [None, 0]),
        ("Из 90 квартир 40 – служебные, 50 – арендные.", [None, 0, 0]),
    ],
)
def test_parts_are_pointed_at_their_totals(text, parts):
    assert [statement.part_of for statement in read(text).statements] == parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "45 млрд теңгеге 800 жұмыс орнын құра отырып, 3 жоба іске асырылуда.",
            [("cost of", 2), ("jobs of", 2), (None, None)],
        ),
        ("3 жобаны іске асыру арқылы 800 жұмыс орны ашылды.", [(None, None), ("jobs of", 0)]),
        ("102 млрд теңгеге 556 жоба іске асырылды.", [("cost of", 1), (None, None)]),
        ("В стране 1,2 млн человек (65% – казахи).", [(None, None), ("share of", 0)]),
        ("Создано 480 рабочих мест (96%).", [(None, None), ("equals", 0)]),
        ("По плану 500, фактически 480 мест (96%).", [(None, None), (None, None), ("share of", 0)]),
        ("Создано 500 мест при плане 450 (111%).", [(None, None), (None, None), (None, None)]),
    ],
)
def test_brackets_and_ways_relate_what_they_tell_of(text, expected):
    assert [(one.relation, one.related_to) for one in read(text).statements] == expected


@pytest.mark.parametrize(
    ("text", "totals"),
    [
        ("Тараз қаласы – 12 мектеп, Байзақ ауданы – 5, Қордай ауданы – 7 мектеп.", [None, None, None]),
        ("Доход 12 млн тенге, расход 11 млн тенге, прибыль 1 млн тенге.", [None, None, None]),
        ("Всего построено 12 школ, в городе 5 школ, в селе 7 школ.", [None, 0, 0]),
        ("Из 2 123 домов установлено, что 1 067 домов целы, а 1 056 домов требуют ремонта.", [None, 0, 0]),
        ("Из общего числа 12 500 занятых 4 300 – женщины.", [None, 0]),
    ],
)
def test_a_sum_alone_makes_no_total(text, totals):
    assert [one.part_of for one in read(text).statements] == totals


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Принято 145 заявок. Одобрено 120. Отказано 25.", [145, 120, 25]),
        ("145 өтініш түсті. 120 мақұлданды. 25 қайтарылды.", [145, 120, 25]),
    ],
)
def test_a_verb_and_a_number_go_on_with_what_was_counted(text, values):
    found = read(text).statements
    assert [(one.quantity.value, one.unit, one.kind) for one in found] == [
        (value, "appeal", "fact") for value in values
    ]


@pytest.mark.parametrize("text", ["План 12 400, факт 11 900 (96%).", "В том числе: в городе – 45."])
def test_numbers_without_a_noun_that_must_be_figures_are_doubted(text):
    reading = read(text)
    bare = [one for one in reading.statements if one.unit is None]
    assert bare
    assert len(reading.doubts) == len(bare)


def test_the_percentage_of_a_plan_in_brackets_is_what_was_done():
    kinds = [one.kind for one in read("По плану 500, фактически 480 мест (96%).").statements]
    assert kinds == ["plan", "fact", "fact"]
    kinds = [one.kind for one in read("Создано 500 мест при плане 450 (111%).").statements]
    assert kinds == ["fact", "plan", "fact"]


def test_speech_behind_a_colon_is_no_name():
    assert [one.quote for one in read("Аким отметил: «Мы построили 5 школ».").statements] == ["5 школ"]
    assert read("Открыт центр: «Бизнес 45 и партнёры».").statements == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # text, then for each figure: its total, its relation and the figure it is related to
        ("Построено 7 школ (1 450 мест).", [(None, None, None)] * 2),
        ("Долг выше 100 тыс. тенге (8 240 абонентов).", [(None, None, None)] * 2),
        ("Отремонтировано 60 км (12 млрд тенге).", [(None, None, None), (None, "cost of", 0)]),
        ("Выдано по 100 МРП (369 200 тенге).", [(None, None, None), (None, "equals", 0)]),
        ("Ай сайын 6 АЕК (23 592 теңге) төленеді.", [(None, None, None), (None, "equals", 0)]),
        ("Доходы выросли на 18,2 млрд тенге, или на 3,7%.", [(None, None, None), (None, "equals", 0)]),
        ("Вложено 48 млрд тенге, на 46% больше.", [(None, None, None), (None, "change of", 0)]),
        ("Выделено 48 млрд тенге, или на 46% больше.", [(None, None, None), (None, "change of", 0)]),
    ],
)
def test_a_bracket_is_related_to_what_it_can_tell_of(text, expected):
    assert [(one.part_of, one.relation, one.related_to) for one in read(text).statements] == expected


@pytest.mark.parametrize(
    "first",
    ["748,6 млрд тенге (ИФО 98,9%)", "748,6 млрд тенге (103,9%)"],
)
def test_an_index_makes_the_percentages_of_its_list_indices(first):
    items = "– рудники – 272,1 млрд тенге (99,8%);\n– заводы – 402,5 млрд тенге (97,4%)."
    text = f"Объём – {first}, в том числе:\n{items}"
    found = read(text).statements
    assert [(one.relation, one.related_to) for one in found if one.unit == "percent"] == [
        ("change of", 0),
        ("change of", 2),
        ("change of", 4),
    ]


def test_an_index_behind_another_item_counts_for_the_first_too():
    items = "– рудники – 272,1 млрд тенге (99,8%);\n– заводы – 402,5 млрд тенге (106,4%)."
    text = f"Объём – 748,6 млрд тенге, в том числе:\n{items}"
    found = read(text).statements
    assert [one.relation for one in found if one.unit == "percent"] == ["change of", "change of"]


def test_how_far_something_is_done_is_no_share_of_money():
    degree = read("Строится 5 школ стоимостью 42,7 млрд тенге. Две из них готовы на 95%.").statements[-1]
    assert (degree.quantity.value, degree.part_of, degree.relation) == (95, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Былтыр 11 340 өтініш түсті, яғни күніне 31 өтініш. Олардың 4 102-сі жылуға қатысты.",
        "Поступило 11 340 обращений, то есть 31 обращение в день. Из них 4 102 – о тепле.",
    ],
)
def test_a_part_is_of_the_figure_that_can_hold_it(text):
    assert read(text).statements[2].part_of == 0


def test_a_change_in_brackets_is_no_part_of_the_level():
    (_level, change) = read("Посевная площадь – 2,1 млн га (на 5,4 тыс. га больше).").statements
    assert (change.part_of, change.is_change) == (None, True)


@pytest.mark.parametrize(
    "text", ["Отремонтировано 45 км (план – 50).", "Жол 45 шақырым болды (жоспар – 50)."]
)
def test_the_plan_in_brackets_is_measured_as_the_fact_and_equals_nothing(text):
    fact, plan = read(text).statements
    assert (fact.unit, plan.unit, plan.kind, plan.relation) == ("km", "km", "plan", None)
    assert not read(text).doubts


def test_money_in_brackets_behind_money_is_no_cost_of_what_stands_before():
    text = "Создано 500 мест, освоено 45 млрд тенге (в прошлом году – 40 млрд тенге)."
    assert [one.relation for one in read(text).statements] == [None, None, None]
    text = "Построено 12 школ (45 млрд тенге)."
    assert [one.relation for one in read(text).statements] == [None, "cost of"]


def test_a_number_above_all_is_no_percentage_of_a_row():
    units = {one.quantity.value: one.unit for one in read("Принято 500, 5% отказано.").statements}
    assert units.get(500) != "percent"
    assert units[5] == "percent"


@pytest.mark.parametrize(
    ("text", "totals"),
    [
        # a number alone in brackets, another time's, the plan's or a price is no part
        ("Количество ДТП – 112 (120).", [None, None]),
        ("Жұмыссыздар саны 3 412 адам (3 290 адам).", [None, None]),
        ("Сумма кредитов составила 12,4 млрд тенге (было 8,6 млрд).", [None, None]),
        ("Доходы 13,9 млрд тенге (13,2 млрд в 2023 году).", [None, None]),
        ("Отремонтировано 135 км (120 км по плану).", [None, None]),
        ("Кредит сомасы 18,6 млрд теңге (12,4 млрд болған).", [None, None]),
        ("Тариф 312 тенге (для населения – 204 тенге).", [None, None]),
        # one with a name, a noun or a word of part is
        ("Выделено 2,6 млрд тенге (РБ – 1,9 млрд тенге).", [None, 0]),
        ("Построено 5 школ (2 в городе).", [None, 0]),
        ("Аймақта 7 нысан (4 мектеп) салынды.", [None, 0]),
        ("Создано 500 рабочих мест (из них 620 постоянных).", [None, 0]),
        # the second «из них» is of the figure before it
        ("Из 62 сёл 54 обеспечены водой, из них 41 централизованно.", [None, 0, 1]),
        # what a percentage in brackets tells of, and an index
        ("Охвачено 62 семьи, из них 41 многодетная (66%).", [None, 0, None]),
        ("Выпуск 84,3 млрд тенге, в том числе в торговле 51,2 млрд тенге, ИФО – 109,4%.", [None, 0, None]),
    ],
)
def test_a_bracket_alone_makes_no_part(text, totals):
    assert [statement.part_of for statement in read(text).statements] == totals


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Построено 14 школ из запланированных 16, или 88%.", [(None, None), (None, None), ("equals", 0)]),
        (
            "Безработных 3 412 человек, уровень 1,4% (год назад – 1,6%).",
            [(None, None), (None, None), (None, None)],
        ),
        ("План выполнен на 102,3% (жоспар 4,2 млрд, нақты 4,3 млрд).", [(None, None)] * 3),
        ("Среди 17 районов лидируют Абайский (102%), Осакаровский (99%).", [(None, None)] * 3),
        ("2,3 млрд теңге жұмсалды, бұл былтырғыдан 310 млн теңгеге аз.", [(None, None)] * 2),
    ],
)
def test_a_percentage_is_related_to_what_it_tells_of(text, expected):
    assert [(one.relation, one.related_to) for one in read(text).statements] == expected


@pytest.mark.parametrize(
    ("text", "units"),
    [
        (
            "5 мектептің құрылысына 12 млрд, 3 аурухананың жөндеуіне 4,5 млрд теңге бөлінді.",
            ["facility", "KZT", "facility", "KZT"],
        ),
        ("1 350 адам оқып шықты, солардың 412-сі 400 АЕК көлемінде грант алды.", ["person", "person", "MRP"]),
    ],
)
def test_a_row_shares_no_unit_that_cannot_be_its(text, units):
    assert [statement.unit for statement in read(text).statements] == units


@pytest.mark.parametrize(
    ("text", "totals"),
    [
        (
            "Долг – 412 млн тенге, в том числе населения 287 млн тенге; подано исков на 63 млн тенге.",
            [None, 0, None],
        ),
        ("Долг – 412 млн тенге, в том числе школ – 287 млн тенге; больниц – 63 млн тенге.", [None, 0, 0]),
        (
            "Дано 12 млн тенге, из них построено школ на 5 млн тенге; закуплено машин на 3 млн тенге.",
            [None, 0, 0],
        ),
        ("Поступило 312 вызовов, из них 48 – на пожары, выехало 36 бригад.", [None, 0, None]),
        ("Дано 12 млн тенге, из них освоено 9 млн тенге, возвращено 3 млн тенге.", [None, 0, 0]),
        ("312 шақыру түсті, оның 48-і – өрт, 36 бригада шықты.", [None, 0, None]),
        ("112 қызмет, соның ішінде орталықта 35 қызмет; органда 77 қызмет көрсетілді.", [None, 0, 0]),
    ],
)
def test_what_a_new_clause_counts_is_no_part_of_the_list_before(text, totals):
    assert [one.part_of for one in read(text).statements] == totals


def test_the_level_before_is_not_the_same_as_its_change_in_points():
    found = read("Доля – 34,5%, что на 2,1 п.п. больше, чем в 2023 году (32,4%).").statements
    assert [one.relation for one in found] == [None, None, None]


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("Задолженность – 640 млн тенге, из неё 410 млн тенге – по зарплате.", 0),
        ("Выделено 640 млн тенге, из этой суммы 410 млн тенге – школам.", 0),
        ("Ушло 640 млн тенге; вывезено песка на 410 млн тенге.", None),
    ],
)
def test_parts_of_one_thing(text, total):
    assert read(text).statements[1].part_of == total
