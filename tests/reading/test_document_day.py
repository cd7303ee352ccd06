"""The day that a document gives itself fixes the years of its terms, and is told."""

import datetime

import pytest

from esep.reading import read, read_document
from esep.reading.results.plain_form import reading_row
from esep.reading.sentences.document_day import content_of_days, stated_day

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


PAGE = """<html lang="ru"><head><title>Школы</title>{meta}</head><body><article>
<h1>Аким проверил школы</h1>{time}<p>{day}</p><p>Аким области сегодня проверил строительство школ.
Акимам районов поручено до 1 сентября сдать отчёт.</p>
<p>Подрядчикам указано на отставание от графика работ, его надо устранить.</p></article>
<aside><time datetime="2024-08-01">1 августа</time></aside></body></html>"""
META = '<meta content="2024-08-14T17:20:00+05:00" property="article:published_time">'
LINKED = '<script type="application/ld+json">{"datePublished": "2024-08-14"}</script>'


@pytest.mark.parametrize(
    ("parts", "day"),
    [
        ({"meta": META}, datetime.date(2024, 8, 14)),
        ({"meta": LINKED}, datetime.date(2024, 8, 14)),
        ({"time": '<time datetime="2024-08-14">14 августа</time>'}, datetime.date(2024, 8, 14)),
        ({"meta": META, "day": "15 августа 2024 года, 10:00"}, datetime.date(2024, 8, 15)),
        ({"meta": META + META.replace("08-14", "08-13")}, None),
        ({"meta": META.replace("2024-08-14", "2024-13-14")}, None),
        ({"time": '<h1>Ещё</h1><time datetime="2024-08-14">14 августа</time>'}, None),
    ],
)
def test_a_page_tells_its_day_where_the_text_does_not(tmp_path, parts, day):
    path = tmp_path / "page.html"
    path.write_text(PAGE.format(**{"meta": "", "time": "", "day": "", **parts}), "utf-8")
    document = read_document(path)
    reading = read(document.text, tables=document.tables, published=document.published)
    assert reading.day == day
    due = reading.instructions[0].due
    assert (due.last if due else None) == (datetime.date(2024, 9, 1) if day else None)


def test_a_line_at_the_end_of_the_head_is_read_whole():
    line = "2014 жылғы 1 қазандағы жағдай бойынша 251 мәселе шешілді."
    for before in range(770, 800):
        assert stated_day("Жол " * (before // 4) + " " * (before % 4) + "\n" + line) is None


def test_a_document_without_a_day_has_none():
    reading = read("Акимам районов до 1 мая сдать отчёт.")
    assert (reading.day, reading.day_span, reading.instructions[0].due) == (None, None, None)
