"""Which word of a Russian sentence makes a figure a fact, a plan, a target or a change."""

import pytest

from esep.reading import read


def kinds(text):
    """The kinds of the figures of ``text`` in order."""
    return [one.kind for one in read(text).statements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The value of an indicator that is set as a task is a target; a count in a task stays a plan.
        ("Акимату поручено довести долю переработки до 45%.", ["target"]),
        ("К 2028 году доходы должны вырасти на 11 процентов.", ["target"]),
        ("Размер пособия должен составлять не менее 250 000 тенге.", ["target"]),
        ("Необходимо открыть 11 пунктов обогрева.", ["plan"]),
        ("Область намерена увеличить добычу до 4 тысяч тонн.", ["plan"]),
        # What stands before a comma is named, whatever the next clause promises.
        ("Площадка – 210 гектаров, на ней построят завод.", ["fact"]),
        ("Потери в сетях – 23 процента, в планах снизить их.", ["fact"]),
        # A noun of plan before the number; a purpose, unless the thing was built.
        ("Обучено 96 человек (план 80).", ["fact", "plan"]),
        ("Объем инвестиций составляет 39 млрд тенге с созданием 700 рабочих мест.", ["fact", "plan"]),
        ("Открыт завод с созданием 70 рабочих мест.", ["fact"]),
        # What is approved or drawn up is still to be done; what is owed by a contract tells nothing.
        ("По программе одобрено 14 проектов.", ["plan"]),
        ("Разрабатывается документация на водопровод в 6 сёлах.", ["plan"]),
        ("В отношении 6 подрядчиков, нарушивших обязательства, направлены иски.", ["fact"]),
        # Targets that were missed are no targets of what else was found.
        ("Установлены факты недостижения индикаторов, нарушения на 12 млрд тенге.", ["fact"]),
        # A noun of plan that opens a clause without a verb; a participle of plan behind the number.
        ("План посева – 1,2 млн га.", ["plan"]),
        ("Потребность в кадрах – 250 специалистов.", ["plan"]),
        ("Завершено 8 проектов из 12 запланированных.", ["fact", "plan"]),
        ("Принять к сведению: запас угля – 310 тонн.", ["fact"]),
        # One change told in several measures; a comparison of two things is no change.
        (
            "Доходы меньше плана на 125 млрд тенге, или на 2,1%, от уточнённого – на 44 млрд тенге.",
            ["change", "change", "change"],
        ),
        ("Врачей стало больше на 310 человек, а учителей – лишь на 12.", ["change", "change"]),
        ("Минус 12 процентов пожаров за год.", ["change"]),
        ("Температура воздуха минус 27 градусов.", ["fact"]),
        ("Тариф в три раза превышает тариф соседней области.", ["fact"]),
        ("Больше половины суммы приходится на три стройки.", ["fact", "fact"]),
    ],
)
def test_the_kinds_of_a_sentence(text, expected):
    assert kinds(text) == expected


def test_an_item_without_a_verb_is_what_the_lead_of_its_list_says():
    text = "Планируется охватить 900 человек, из них:\n- 300 человек обучение, фактически создано 310;"
    assert kinds(text) == ["plan", "plan", "fact"]


def test_adverbs_are_no_beings():
    assert [one.unit for one in read("Область даст 400 миллионов уже в следующем году.").statements] == [
        "KZT"
    ]


def test_a_noun_that_looks_like_a_past_form_is_no_verb():
    assert kinds("Отделу надлежит создать запас в 40 тысяч тонн кормов.") == ["plan"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Сегодня в районе 12 школ, в 2025 году их станет 15.", ["fact", "plan"]),
        ("Из 2 340 заявок одобрено 1 876, или 80,2%.", ["fact"] * 3),
        ("Одобрены и профинансированы 8 проектов на 12 млрд тенге.", ["fact", "fact"]),
        ("По программе одобрено 14 проектов.", ["plan"]),
        ("Одобрены и будут построены 8 школ.", ["plan"]),
    ],
)
def test_what_was_approved_and_done_is_a_fact(text, expected):
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "text",
    ["Могли бы создать 500 мест.", "Нужно, чтобы построили 12 школ.", "Район бы получил 12 школ."],
)
def test_what_could_be_done_is_no_fact(text):
    assert kinds(text) == ["plan"]
