"""What was not done is a figure with a doubt; what was done has none."""

import pytest

from esep.reading import read

DENIED = [
    ("Не создано 500 рабочих мест.", ["500 рабочих мест"]),
    ("Не удалось создать 500 рабочих мест.", ["500 рабочих мест"]),
    ("Ещё не введены 12 объектов.", ["12 объектов"]),
    ("Освоено 45 млрд тенге, не освоено 12 млрд тенге.", ["12 млрд тенге"]),
    ("350 пәтер салынбады.", ["350 пәтер"]),
    ("12 мектеп жөнделген жоқ.", ["12 мектеп"]),
    ("500 жұмыс орны ашылмаған.", ["500 жұмыс орны"]),
    ("12 мектеп салынды, 3 мектеп бітпеді.", ["3 мектеп"]),
]
DONE = [
    "Создано не менее 500 рабочих мест.",
    "Средний заём не превышал 2,5 млн тенге.",
    "Построено 12 школ, не завершено строительство.",
    "Не завершив ремонт, открыли 12 школ.",
    "Бұрын болмаған 12 мектеп салынды.",
    "27 адам, оның ішінде 4 кәмелетке толмаған бала келді.",
]


def doubted(text):
    return [doubt.quote for doubt in read(text).doubts]


@pytest.mark.parametrize(("text", "quotes"), DENIED)
def test_what_was_not_done_is_told(text, quotes):
    assert doubted(text) == quotes


@pytest.mark.parametrize("text", DONE)
def test_what_was_done_raises_no_doubt(text):
    assert doubted(text) == []
