"""Marks of footnotes behind words are no figures, however they are written; nor is struck or hidden text."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from made_up_pdfs import kazakh_font, paragraph, write_pdf

from esep.reading import read, read_document


def values(text: str) -> list[tuple[object, str | None]]:
    return [(one.quantity.value, one.unit) for one in read(text).statements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2024 жылы бюджет 13 млрд теңгені құрады1, оның 86%-ы трансферттер.",
            [(13 * 10**9, "KZT"), (86, "percent")],
        ),
        ("Бюджет составил 13 млрд тенге¹, из них 86% – трансферты.", [(13 * 10**9, "KZT"), (86, "percent")]),
        ("Собрано 47 тыс. тонн зерна2.", [(47_000, "tonne")]),
        ("Открыто 5 школ²³ и 6 больниц.", [(5, "facility"), (6, "facility")]),
    ],
)
def test_a_mark_behind_a_word_is_no_number(text: str, expected: list[tuple[object, str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Площадь – 12 км², объём – 6 м³.", [(12, "km2"), (6, "m3")]),
        ("Площадь парка – 12 тыс. м2, сада – 5 км2.", [(12_000, "m2"), (5, "km2")]),
        ("Жөндеуге мердігерлер100,7 млн.теңгеге жұмыс істеді.", [(100_700_000, "KZT")]),
        ("Создано15 рабочих мест.", [(15, "job")]),
    ],
)
def test_units_and_glued_numbers_stay(text: str, expected: list[tuple[object, str]]) -> None:
    assert values(text) == expected


def test_offsets_are_those_of_the_text_with_its_marks() -> None:
    text = "Бюджет составил 13 млрд тенге¹, из них 86% – трансферты."
    for one in read(text).statements:
        assert text[one.start : one.end] == one.quote


def test_high_struck_and_hidden_text_of_a_docx(tmp_path: Path) -> None:
    document = docx.Document()
    line = document.add_paragraph("Бюджет составил 13 млрд тенге")
    line.add_run("1").font.superscript = True
    line.add_run(" на площади 5 км")
    line.add_run("2").font.superscript = True
    line.add_run(". ")
    line.add_run("Открыто 77 школ. ").font.strike = True
    line.add_run("Закрыто 99 школ. ").font.hidden = True
    shown = line.add_run("Открыто 7 школ.")
    shown.font.strike = False
    document.save(str(tmp_path / "marks.docx"))
    text = read_document(tmp_path / "marks.docx").text
    assert text == "Бюджет составил 13 млрд тенге¹ на площади 5 км². Открыто 7 школ."
    assert values(text) == [(13 * 10**9, "KZT"), (5, "km2"), (7, "facility")]


def test_a_high_digit_of_a_pdf(tmp_path: Path) -> None:
    kazakh_font()
    story = [paragraph("2024 жылы бюджет 13 млрд теңгені құрады<super>1</super>, оның 86%-ы трансферттер.")]
    write_pdf(tmp_path / "marks.pdf", story)
    text = read_document(tmp_path / "marks.pdf").text
    assert text == "2024 жылы бюджет 13 млрд теңгені құрады¹, оның 86%-ы трансферттер."


def test_numbers_of_headings_are_no_figures() -> None:
    assert values("1.2. Ауыл шаруашылығы\n\n1.3. Өнеркәсіп\n\n2.4.1. Построено 5 школ.\n") == [
        (5, "facility")
    ]
