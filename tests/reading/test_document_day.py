"""The day that a document gives itself fixes the years of its terms, and is told."""

import datetime

import pytest

from esep.reading import read
from esep.reading.document_day import content_of_days, stated_day
from esep.reading.plain_form import reading_row

EXAMPLES = content_of_days()["examples"]


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_the_head_of_a_document_tells_its_day(example):
    found = stated_day(example["text"])
    assert (found.day if found else None) == example["day"]
    if found is not None:
        assert str(found.day.year) in example["text"][found.start : found.end]


def test_terms_are_read_as_of_the_day_of_the_document():
    text = "Протокол № 5 от 12 марта 2024 года\n\nАкимам районов до 1 мая сдать отчёт.\n"
    reading = read(text)
    assert reading.instructions[0].due.last == datetime.date(2024, 5, 1)
    assert reading.day == datetime.date(2024, 3, 12)
    assert text[slice(*reading.day_span)] == "12 марта 2024 года"
    assert reading_row("protocol.txt", reading)["day"] == "2024-03-12"


def test_a_day_that_is_given_stands_above_that_of_the_document():
    text = "Протокол № 5 от 12 марта 2024 года\n\nАкимам районов до 1 мая сдать отчёт.\n"
    reading = read(text, datetime.date(2026, 2, 1))
    assert (reading.day, reading.day_span) == (datetime.date(2026, 2, 1), None)
    assert reading.instructions[0].due.last == datetime.date(2026, 5, 1)


def test_the_day_of_a_kazakh_document_fixes_this_year():
    text = "Тараз қаласы, 2024 жылғы 12 наурыз\n\nБиыл 12 мектеп салынады.\n"
    (statement,) = read(text).statements
    assert statement.period.iso == "2024"


def test_a_document_without_a_day_has_none():
    reading = read("Акимам районов до 1 мая сдать отчёт.")
    assert (reading.day, reading.day_span, reading.instructions[0].due) == (None, None, None)
