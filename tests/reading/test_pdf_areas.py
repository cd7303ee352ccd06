"""Tables of a PDF without drawn lines are read where their rows agree; else one doubt says so."""

import pytest
from made_up_pdfs import kazakh_font, paragraph, table, write_pdf
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from esep.reading import read, read_document

WORDS = "В районе построено 7 школ, и об этом на сессии маслихата доложил аким района, сказано в его отчёте."
CAPTION = "Таблица 2. Построено школ, единиц"
WRAPPED = [
    ["Район", "План, школ", "Факт, школ"],
    ["Сельские округа Шуского района", "12", "9"],
    ["Мерке", "145", "130"],
]
EVEN = [["Район", "2023", "2024"], ["Мерке", "145", "130"], ["Шу", "12", "9"]]
ACROSS = [("LINEBELOW", (0, 0), (-1, -1), 0.5, "black")]


def reading_of(path):
    document = read_document(path)
    reading = read(document.text, tables=document.tables)
    return document, [one.quote for one in reading.statements], [one.rule for one in reading.doubts]


def drawn(path, places):
    """Words at their places, in the order in which they are given."""
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont(kazakh_font(), 10)
    canvas.drawString(60, 720, WORDS[:90])
    for x, y, words in places:
        canvas.drawString(x, y, words)
    canvas.save()
    return path


@pytest.mark.parametrize("lines", [[], ACROSS], ids=["no lines", "lines across"])
def test_rows_with_wrapped_cells_are_one_doubt_and_no_figure(tmp_path, lines):
    story = [paragraph(WORDS), table(WRAPPED, [90, 90, 90], lines), paragraph(WORDS)]
    document, figures, doubts = reading_of(write_pdf(tmp_path / "wrapped.pdf", story))
    assert figures == ["7 школ", "7 школ"]
    assert doubts == ["cells not told apart"]
    assert [made.is_doubtful for made in document.tables] == [True]


def test_a_table_that_agrees_is_read_behind_one_that_does_not(tmp_path):
    story = [
        paragraph(WORDS),
        table(WRAPPED, [90, 90, 90], []),
        paragraph(CAPTION),
        table(EVEN, [90, 90, 90], []),
    ]
    document, figures, doubts = reading_of(write_pdf(tmp_path / "two.pdf", story))
    assert figures == ["7 школ", "145", "130", "12", "9"]
    assert doubts == ["cells not told apart"]
    assert [made.is_doubtful for made in document.tables] == [True, False]


def test_cells_written_by_columns_are_read_by_rows(tmp_path):
    by_columns = [
        (60 + 150 * column, 680 - 20 * row, EVEN[row][column]) for column in range(3) for row in range(3)
    ]
    text = read_document(drawn(tmp_path / "columns.pdf", by_columns)).text
    assert text.split("\n")[1:] == ["Район | 2023 | 2024", "Мерке | 145 | 130", "Шу | 12 | 9"]


def test_an_empty_cell_without_a_grid_is_a_doubt(tmp_path):
    cells = [
        (60 + 150 * column, 680 - 20 * row, EVEN[row][column]) for row in range(3) for column in range(3)
    ]
    _document, figures, doubts = reading_of(drawn(tmp_path / "empty.pdf", [*cells[:7], cells[8]]))
    assert figures == ["7 школ"]
    assert doubts == ["cells not told apart"]


def test_a_heading_line_among_the_rows_is_no_doubt(tmp_path):
    rows = [["Аудан", "2023", "2024"], ["Барлығы", "157", "139"], ["Оның ішінде:"], *EVEN[1:]]
    cells = [
        (60 + 150 * at, 680 - 20 * row, word)
        for row, words in enumerate(rows)
        for at, word in enumerate(words)
    ]
    document, figures, doubts = reading_of(drawn(tmp_path / "heading.pdf", cells))
    assert document.text.split("\n")[1:] == [" | ".join(row) for row in rows]
    assert {"157", "139"} <= set(figures)
    assert "cells not told apart" not in doubts
