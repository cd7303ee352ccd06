"""Relations of figures: the examples of relations.yaml, brackets, changes, lists."""

import pytest

from esep.reading import read
from esep.reading.relations import relation_rules

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
