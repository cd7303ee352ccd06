"""Too many numbers are told of and not read, so that a megabyte of them takes no longer than other text."""

import time

import pytest

from esep.reading import read
from esep.reading.sentences.passed_over import MOST_IN_SENTENCE

MEGABYTE = 1_000_000
SECONDS = 4.0
"""For a megabyte on a loaded machine; before the bound such a text took from 15 seconds to many minutes."""
DENSE = ["12 ", "15 мың адам, ", "1 2,3 4% 5 тыс. 6 млн тенге; ", "бір екі үш адам ", "2019 2020 2021 "]


@pytest.mark.parametrize("piece", DENSE)
def test_a_megabyte_of_numbers_is_read_in_time(piece):
    text = (piece * (MEGABYTE // len(piece.encode()))).strip()
    start = time.process_time()
    reading = read(text)
    assert time.process_time() - start < SECONDS
    assert "numbers" in str(reading.doubts[0].reason)


def test_a_sentence_with_too_many_numbers_is_told_and_its_neighbours_are_read():
    crowded = "Итоги: " + " ".join(["7"] * (MOST_IN_SENTENCE + 1)) + "."
    text = f"Построено 12 школ. {crowded} Открыто 15 клубов."
    reading = read(text)
    assert [statement.quantity.value for statement in reading.statements] == [12, 15]
    (doubt,) = reading.doubts
    assert doubt.quote == crowded == text[doubt.start : doubt.end]
    assert str(MOST_IN_SENTENCE) in str(doubt.reason)


def test_a_sentence_with_as_many_numbers_as_may_be_is_read():
    text = "Построено: " + ", ".join(["7 школ"] * MOST_IN_SENTENCE) + "."
    reading = read(text)
    assert len(reading.statements) == MOST_IN_SENTENCE
    assert reading.doubts == ()


def test_behind_too_many_numbers_a_text_is_read_for_instructions_alone(monkeypatch):
    monkeypatch.setattr("esep.reading.sentences.passed_over.MOST_IN_TEXT", 60)
    figures = "Построено 12 школ и 7 клубов. " * 31
    text = f"{figures}Открыто 15 клубов. Акимам районов поручено завершить ремонт до 1 декабря."
    reading = read(text)
    assert len(reading.statements) == 62
    assert [one.addressee for one in reading.instructions] == ["Акимы районов"]
    (doubt,) = reading.doubts
    assert doubt.quote == "Открыто 15 клубов."
