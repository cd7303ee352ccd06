"""A figure of what is ordered or promised is a plan, though no word of its own says so."""

import pytest

from esep.reading import read

KAZAKH_LIST = "Энергетика басқармасына:\n"
PLAN = "| Мероприятие | Срок | Ответственный |\n"


def kinds(text):
    return [(one.quote, one.kind) for one in read(text).statements]


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        ("- қоғамға қауіпті 3 мектепті жөндеу;", [("3 мектепті", "plan")]),
        ("- «Су» МКК-ның 340 млн теңге қарызын қайта құрылымдау;", [("340 млн теңге", "plan")]),
        ("- 600 адамға 400 АЕК мөлшерінде грант беру;", [("600 адамға", "plan"), ("400 АЕК", "plan")]),
    ],
)
def test_a_point_of_a_list_of_orders_is_a_plan(point, expected):
    assert kinds(KAZAKH_LIST + point) == expected


@pytest.mark.parametrize(
    ("activity", "expected"),
    [("Строительство 5 школ", ("5 школ", "plan")), ("Ремонт 12 км дорог", ("12 км", "plan"))],
)
def test_an_activity_of_a_plan_of_work_is_a_plan(activity, expected):
    assert kinds(f"{PLAN}| {activity} | 1 мая 2025 года | Управление дорог |\n") == [expected]


def test_a_verb_with_one_form_for_now_and_for_later_is_a_plan_where_a_term_is_given():
    text = "До конца года в регионе реализуют 16 проектов на 96,3 млрд тенге."
    assert kinds(text) == [("16 проектов", "plan"), ("96,3 млрд тенге", "plan")]
    (one,) = read(text).statements[:1]
    assert one.rule.endswith("figure of an instruction")


@pytest.mark.parametrize(
    "text",
    [
        "Басқармаға былтыр салынған 5 мектептің құжатын әзірлеу тапсырылды.",
        "Құрылыс басқармасы: 1) игерілмеген 8,5 млрд теңгенің себептері бойынша түсініктеме берсін;",
        "Аудан әкіміне 340 млн теңгені игермегені үшін ескертілді.",
        "Принять к сведению: запас угля на станциях – 310 тыс. тонн, его довезут до нормы к октябрю.",
        "В рамках программы на 2010–2014 годы в области реализуются 16 проектов.",
        "Сейчас в регионе реализуют 16 проектов.",
        "В регионе работают 16 предприятий, до конца года здесь построят завод.",
    ],
)
def test_what_stands_beside_the_task_stays_a_fact(text):
    assert [kind for _quote, kind in kinds(text)] == ["fact"]


@pytest.mark.parametrize(
    "text",
    [
        "До 10 сентября инспекция должна проверить 46 лодочных станций.",
        "Әкім басқарма басшысына 3 нысанды екі апта ішінде тексеруді тапсырды.",
    ],
)
def test_what_must_only_be_looked_at_is_there(text):
    (one,) = read(text).statements
    assert (one.kind, one.rule.endswith("what is looked at")) == ("fact", True)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Құрылыс басқармасы 12 жобаны іске асырсын.", "plan"),
        ("Аким поручил открыть 12 школ.", "plan"),
        ("Поставлена задача открыть 12 школ.", "target"),
        ("Басқармаға 12 жобаны іске асыру міндеті қойылды.", "target"),
        ("Басқарма үлесті 70 пайызға жеткізсін.", "target"),
        ("Басқарма салынған 12 мектепті тексеріп, 3 жаңа мектеп салсын.", "plan"),
    ],
)
def test_a_count_that_is_ordered_is_a_plan_and_a_task_set_or_a_level_a_target(text, kind):
    assert kinds(text)[-1][1] == kind
