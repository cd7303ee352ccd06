"""«до» behind a word of change is a level told exactly; behind any other verb it bounds a count."""

from decimal import Decimal

import pytest

from esep.reading import read


def figure(text):
    """The last statement of ``text``."""
    return read(text).statements[-1]


@pytest.mark.parametrize(
    "text",
    [
        "Проходной балл увеличен до 62 баллов.",
        "Порог планируется увеличить до 71 балла.",
        "Цена проезда снизилась на 7 процентов — до 130 тенге.",
        "Годовой рост составил 3,2%, до 41,5 тыс. человек.",
        "Акимату поручено довести долю переработки до 45%.",
        "Средняя зарплата врача дошла до 240 тысяч тенге.",
        "Число площадок выросло с 12 до 19.",
        "На 9,6%, до 3,5 млн голов, прибавилось лошадей.",
        "В Алматы – на 2% (до 562 тыс. тенге).",
        "Зарплата врача вырастет до 450 тысяч тенге.",
        "Число работников возрастёт до 1 500 человек.",
    ],
)
def test_a_level_that_a_change_reaches_is_exact(text):
    found = figure(text)
    assert found.quantity.approximation is None
    assert found.quantity.interval.low > 0
    assert "level reached" in found.rule


@pytest.mark.parametrize(
    "text",
    [
        "Жұмыссыздық 5,1 пайыздан 4,9 пайызға дейін төмендеді.",
        "Жұмыссыздық 4,9 пайызға дейін төмендеді.",
        "Тіркелгендер саны 1 905-тен 1 271-ге дейін қысқарды.",
        "Су көлемі 58 мыңнан 84 мың текше метрге дейін артты.",
        "Интернеттің орташа жылдамдығы 94 Мбит/с деңгейіне дейін өсті.",
    ],
)
def test_a_kazakh_until_bounds_with_and_without_the_level_before(text):
    assert figure(text).quantity.approximation == "<"


@pytest.mark.parametrize(
    ("text", "value", "sign"),
    [
        ("Интернет жылдамдығы 100 Мбит/с-тан асып, желілер тартылады.", 100, ">"),
        ("Түйе басын 90 мыңнан асыру көзделген.", 90_000, ">"),
        ("Жұмыссыздар саны 120 адамнан асуы мүмкін.", 120, ">"),
        ("Инфляцияны 8,5%-тен асырмау тапсырылды.", Decimal("8.5"), "<"),
        ("Комиссия мүшелерінің саны 12 адамнан аспасын.", 12, "<"),
        ("Халықтың 2%-дан аз бөлігі осында тұрады.", 2, "<"),
        ("Тарату желісінің ұзындығы 40 шақырымнан аз емес.", 40, ">"),
        ("Қаржы көлемі 2,5 есеге дерлік өсті.", Decimal("2.5"), "~"),
        ("Безработица опустилась ниже 4,5 процента.", Decimal("4.5"), "<"),
        ("Температура держится выше 18 градусов.", 18, ">"),
        ("Қалада 7 аз қамтылған отбасы тұрады.", 7, None),
    ],
)
def test_verbs_of_exceeding_and_words_of_little_bound_in_every_form(text, value, sign):
    quantity = figure(text).quantity
    assert (quantity.value, quantity.approximation) == (value, sign)


@pytest.mark.parametrize(
    "text",
    [
        "В пиковые дни парк принимает до 900 посетителей.",
        "После расширения цеха примут до 40 работников.",
        "Планируется создать до 300 рабочих мест.",
        "Здесь одобряют до 8 млн тенге.",
    ],
)
def test_until_bounds_a_count(text):
    found = figure(text)
    assert found.quantity.approximation == "<"
    assert "level reached" not in found.rule


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Вклад проекта может превысить 90 млрд тенге.", ">"),
        ("Безработица не должна превышать 4,5 процента.", "<"),
        ("Посещаемость парка приблизилась к 300 тысячам человек.", "~"),
        ("Семья получает в среднем по 80 тысяч тенге.", "~"),
    ],
)
def test_a_verb_of_bound_is_an_approximation(text, sign):
    assert figure(text).quantity.approximation == sign


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Количество преступлений сократилось на 8,6%, с 4 820 до 4 405.", (4820, 4405)),
        ("Число больных сократилось на 18%, со 120 до 98.", (120, 98)),
        ("Қылмыс саны 8,6%-ға, 4 820-дан 4 405-ке дейін азайды.", (4820, 4405)),
        ("Тариф 12 пайызға, 57 теңгеден 62 теңгеге өсті.", (57, 62)),
    ],
)
def test_a_change_before_its_two_levels_is_one_and_gives_them_no_unit(text, values):
    change, start, end = read(text).statements
    assert change.is_change
    assert change.unit == "percent"
    assert (start.quantity.value, end.quantity.value) == values
    assert "percent" not in (start.unit, end.unit)
    assert end.relation == "change of"


@pytest.mark.parametrize(
    "text",
    [
        "Приём граждан ведётся с 9 до 18.",
        "Режим работы изменён: с 9 до 18, перерыв сокращён.",
        "Кезек 12 пайызға, жаңа 4 орыннан тұратын залда, толды.",
    ],
)
def test_hours_and_other_ablatives_make_no_change(text):
    assert not any(one.is_change or one.relation == "change of" for one in read(text).statements)
