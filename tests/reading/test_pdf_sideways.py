"""Heads of a PDF table that are set sideways are read; water marks and notes along the margin are not."""

import pytest
from made_up_pdfs import kazakh_font
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from esep.reading import read_document

ROWS = ["Район | Построено школ | Сдано домов", "Шу | 12 | 345", "Мерке | 7 | 218"]


def turned(canvas, x, y, degrees, words):
    canvas.saveState()
    canvas.translate(x, y)
    canvas.rotate(degrees)
    canvas.drawString(0, 0, words)
    canvas.restoreState()


@pytest.mark.parametrize("upwards", [True, False])
@pytest.mark.parametrize("page", [0, 90])
def test_heads_set_sideways_are_read_and_notes_in_the_margin_are_not(tmp_path, upwards, page):
    canvas = Canvas(str(tmp_path / "sideways.pdf"), pagesize=A4)
    canvas.setFont(kazakh_font(), 10)
    if page:
        canvas.setPageRotation(90)
        canvas.translate(A4[0], 0)
        canvas.rotate(90)
    canvas.grid([60, 160, 200, 240], [400, 420, 440, 540])
    canvas.drawString(65, 480, "Район")
    for x, lines in ((165, ("Построено", "школ")), (205, ("Сдано", "домов"))):
        for number, words in enumerate(lines):
            if upwards:
                turned(canvas, x + 12 + 12 * number, 445, 90, words)
            else:
                turned(canvas, x + 22 - 12 * number, 530, 270, words)
    for row, words in enumerate((("Шу", "12", "345"), ("Мерке", "7", "218"))):
        for x, word in zip((65, 165, 205), words, strict=True):
            canvas.drawString(x, 426 - 20 * row, word)
    turned(canvas, 30, 100, 90, "Подписано 12 мая")
    turned(canvas, 100, 100, 45, "ПРОЕКТ 5")
    canvas.save()
    assert read_document(tmp_path / "sideways.pdf").text.split("\n") == ROWS


def test_a_page_drawn_sideways_is_read(tmp_path):
    canvas = Canvas(str(tmp_path / "drawn.pdf"), pagesize=A4)
    canvas.setFont(kazakh_font(), 10)
    canvas.translate(A4[0], 0)
    canvas.rotate(90)
    canvas.grid([60, 160, 240], [400, 420, 440])
    for row, words in enumerate((("Район", "Школ"), ("Шу", "12"))):
        for x, word in zip((65, 165), words, strict=True):
            canvas.drawString(x, 426 - 20 * row, word)
    canvas.save()
    assert read_document(tmp_path / "drawn.pdf").text == "Район | Школ\nШу | 12"
