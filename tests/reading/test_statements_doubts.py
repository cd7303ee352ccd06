"""What the reader tells of instead of deciding it."""

import pytest

from esep.reading import read

DOUBTFUL = [
    ("Создано 3400 тысяч рабочих мест в Карагандинской области.", "3400 тысяч рабочих мест", "residents"),
    ("Открыто 2700 тысяч магазинов.", "2700 тысяч магазинов", "multiplier"),
    ("Собрано 1.250 тонн.", "1.250 тонн", "sign"),
    ("Протокол от 15.03.24 подписан.", "15.03.24", "two digits"),
    ("Мектепті жөндеуге 3,5 миллиард бөлінді.", "3,5 миллиард", "currency"),
    ("Көрсетілген қызметтер мөлшері 11 223 құрады.", "11 223", "what"),
    ("Прирост −5,4%.", "−5,4%", "minus"),
    ("Ночью -15 градусов.", "-15 градусов", "minus"),
    ("Өсім -5 млрд теңге.", "-5 млрд теңге", "minus"),
    ("В селе 340 коров. Бюджет составил 12 млн.", "12 млн", "currency"),
    ("Ауылда 340 сиыр бар. Бюджет кірісі 12 млн.", "12 млн", "currency"),
]
SURE = [
    "Мороз – 25-30 градусов.",
    "- 12% плана выполнено.",
    "Открыты школы: в Шу -45, в Кордае -38.",
    "Выделено 12 млрд тенге. Доходы – 5 млрд тенге.",
    "В области проживает 1 120 тысяч человек.",
    "Поголовье овец – 1 119,5 тыс. голов.",
    "Выделено 2500 тысяч тенге.",
    "Приказ от 15.03.2024 подписан.",
    "Облыста 1,1 млн адам тұрады.",
]


@pytest.mark.parametrize(("text", "quote", "word"), DOUBTFUL)
def test_a_doubt_quotes_its_place_and_gives_its_reason(text, quote, word):
    (doubt,) = read(text).doubts
    assert doubt.quote == quote == text[doubt.start : doubt.end]
    assert word in str(doubt.reason)


@pytest.mark.parametrize("text", SURE)
def test_ordinary_figures_raise_no_doubt(text):
    assert read(text).doubts == ()


def test_the_number_of_a_standard_is_no_date():
    assert not read("Работы ведутся по СНиП 2.04.05-91.").doubts
    assert [doubt.quote for doubt in read("Срок – 2.04.05.").doubts] == ["2.04.05"]
