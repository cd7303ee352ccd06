"""Too many numbers are told of and not read, so that many of them are little work."""

import pytest
from counted_work import guarded, steps_of

from esep.reading import read
from esep.reading.sentences.passed_over import MOST_IN_SENTENCE

LENGTH = 80_000
"""Characters of a text with more numbers than are read."""
MOST_STEPS = 4
"""For a character of such a text; were its numbers read, it would be fifty."""
DENSE = ["12 ", "15 мың адам, ", "1 2,3 4% 5 тыс. 6 млн тенге; ", "бір екі үш адам ", "2019 2020 2021 "]


@pytest.mark.parametrize("piece", DENSE)
def test_work_grows_with_a_text_of_numbers_and_not_with_its_square(piece):
    text, twice = (piece * (length // len(piece)) for length in (LENGTH, 2 * LENGTH))
    with guarded():
        steps = steps_of(read, twice)
        assert steps < 2.5 * steps_of(read, text)
    assert steps < MOST_STEPS * len(twice)
    assert "numbers" in str(read(text).doubts[0].reason)


def test_a_sentence_with_too_many_numbers_is_less_work_than_one_that_is_read():
    read_all, passed_over = (
        "Итоги: " + ", ".join(["7 школ"] * numbers) + "."
        for numbers in (MOST_IN_SENTENCE, MOST_IN_SENTENCE + 1)
    )
    assert steps_of(read, passed_over) < 0.5 * steps_of(read, read_all)


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
