"""Numbers in digits and again in words are one number; other brackets stay."""

from __future__ import annotations

import datetime

import pytest

from esep.reading import read
from esep.reading.sentences.folding import fold_text

WRITTEN_ONCE = [
    ("Выделено 5 (пять) миллионов тенге.", "Выделено 5 миллионов тенге."),
    ("В течение 3 (трёх) рабочих дней.", "В течение 3 рабочих дней."),
    ("Выделено 5 000 000 (пять миллионов) тенге.", "Выделено 5 000 000 тенге."),
    ("Выделено 5 млн тенге (пять миллионов тенге).", "Выделено 5 млн тенге ."),
    ("5 (бес) миллион теңге бөлінді.", "5 миллион теңге бөлінді."),
    ("Биыл 12 (он екі) мектеп салынды.", "Биыл 12 мектеп салынды."),
]
AS_IT_STANDS = [
    "5 (пять миллионов) тенге",  # two numbers: which one is meant is not ours to say
    "построено 12 (десять) школ",
    "12 школ (две новые)",
    "12 школ (в том числе одна частная)",
    "12 (жеке)",
    "в 2 (втором) квартале",
    "12 школ и 5 садов (двенадцать)",
]


@pytest.mark.parametrize(("text", "once"), WRITTEN_ONCE)
def test_the_words_are_left_out(text: str, once: str) -> None:
    assert fold_text(text)[0] == once


@pytest.mark.parametrize("text", AS_IT_STANDS)
def test_what_says_another_number_stays(text: str) -> None:
    assert fold_text(text)[0] == text


def test_the_figure_spans_what_the_text_says() -> None:
    text = "Облысқа 5 (бес) миллион теңге бөлінді, оның ішінде 3 миллион теңге – жолға."
    first, second = read(text).statements
    assert (first.quote, first.quantity.value) == ("5 (бес) миллион теңге", 5_000_000)
    assert second.part_of == 0


def test_a_term_in_days_is_no_figure() -> None:
    text = "Акиму района в течение 3 (трёх) рабочих дней представить отчёт."
    reading = read(text, datetime.date(2026, 3, 2))
    assert not reading.statements
    (task,) = reading.instructions
    assert task.action == "представить отчёт"
