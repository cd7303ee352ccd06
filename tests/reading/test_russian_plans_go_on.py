"""Russian plans that reach over what goes on with them, and levels that are set as tasks."""

import pytest

from esep.reading import read

KINDS = [
    # «будет» serves the participles that go on without it
    ("В 2026 году будет введено 5 тыс. га земель, улучшено водоснабжение 37 тыс. га.", ["plan", "plan"]),
    ("В 2026 году введено 5 тыс. га земель, улучшено водоснабжение 37 тыс. га.", ["fact", "fact"]),
    # one verb for two genitives
    ("Снижено поголовье скота на 1,7% (551 тыс. голов) и птицы на 6,4%.", ["change", "fact", "change"]),
    ("Снижено поголовье скота на 1,7%, школа готова на 6,4%.", ["change", "fact"]),
    # a share that is told as a task is a level; a count and a change are not
    ("Аким поручил обеспечить водой 100% сёл.", ["target"]),
    ("Аким поручил обеспечить водой 12 сёл.", ["plan"]),
    ("Министр поручил увеличить экспорт в 2,5 раза.", ["plan"]),
    ("Планируется обеспечить водой 100% сёл.", ["plan"]),
    # what «этих» points back to is there already
    ("На строительство этих двух школ выделено 90 млн тенге.", ["fact", "fact"]),
    ("На строительство новых двух школ выделено 90 млн тенге.", ["plan", "fact"]),
    # a sum beside one for building is for building too
    ("Выделено 2 млрд тенге на строительство 25 школ и 600 млн тенге на 6 школ.", ["fact", "plan"] * 2),
    ("Выделено 2 млрд тенге на содержание 25 школ и 600 млн тенге на 6 школ.", ["fact"] * 4),
    # what was decided and done
    ("Мы приняли решение и вложили 2 млрд тенге.", ["fact"]),
    ("Мы приняли решение вложить 2 млрд тенге.", ["plan"]),
    # the end of a change beside another, in another currency
    (
        "Выпуск вырастет с 40 до 90 тонн, а экспорт обработанной продукции – с $23 млн до $57 млн.",
        ["fact", "plan", "fact", "plan"],
    ),
    (
        "Выпуск вырос с 40 до 90 тонн, а экспорт обработанной продукции – с $23 млн до $57 млн.",
        ["fact", "fact", "fact", "fact"],
    ),
]
QUOTES = [
    ("На улицах города работает 37 бригад.", ["37 бригад"]),
    ("На улице Абая, 37 работает бригада.", []),
    ("Это позволит нарастить объем в 3 раза – до 842 млрд тенге.", ["в 3 раза", "842 млрд тенге"]),
    ("Это позволит принять до 842 детей.", ["до 842 детей"]),
]


@pytest.mark.parametrize(("text", "kinds"), KINDS)
def test_what_a_plan_a_task_and_a_change_reach_over(text, kinds):
    assert [one.kind for one in read(text).statements] == kinds


@pytest.mark.parametrize(("text", "quotes"), QUOTES)
def test_streets_with_a_count_and_levels_behind_a_dash(text, quotes):
    assert [one.quote for one in read(text).statements] == quotes
