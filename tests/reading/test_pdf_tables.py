"""Tables of a PDF: cells by the lines that are drawn, whole over lines and pages; a doubt where none are."""

import pytest
from made_up_pdfs import kazakh_font, paragraph, table, write_pdf
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from esep.reading import read, read_document

BUDGET = [
    ["Атауы", "Жоспар", "Нақты"],
    ["Жолаушылар көлігі және автомобиль жолдары басқармасы", "142 300,5", "136 200,5"],
    ["Ауылда 2 400 тұрақты жұмыс орнын құру", "1 250,0", "1 310,5"],
]
BOX = [("BOX", (0, 0), (-1, -1), 0.5, "black"), ("LINEAFTER", (0, 0), (-2, -1), 0.5, "black")]
"""Lines round the table and between its columns, none between its rows."""


def lines_of(path):
    return read_document(path).text.split("\n")


def figures_of(path):
    document = read_document(path)
    reading = read(document.text, tables=document.tables)
    return [(one.quote, one.quantity.value) for one in reading.statements]


def test_the_lines_of_a_wrapped_cell_are_one(tmp_path):
    story = [paragraph("Бюджет, млн теңге"), table(BUDGET, [150, 58, 58])]
    path = write_pdf(tmp_path / "wrapped.pdf", story)
    assert lines_of(path) == ["Бюджет, млн теңге", *(" | ".join(row) for row in BUDGET)]
    assert figures_of(path) == [
        ("142 300,5", 142_300_500_000),
        ("136 200,5", 136_200_500_000),
        ("2 400 тұрақты жұмыс орнын", 2_400),
        ("1 250,0", 1_250_000_000),
        ("1 310,5", 1_310_500_000),
    ]


def test_merged_cells_keep_their_places(tmp_path):
    rows = [
        ["Аудан", "Мектеп саны", ""],
        ["", "жоспар", "нақты"],
        ["Меркі ауданы", "12", "9"],
    ]
    merged = [
        ("GRID", (0, 0), (-1, -1), 0.5, "black"),
        ("SPAN", (0, 0), (0, 1)),
        ("SPAN", (1, 0), (2, 0)),
    ]
    [made] = read_document(write_pdf(tmp_path / "merged.pdf", [table(rows, [90, 70, 70], merged)])).tables
    assert [(cell.row, cell.column, cell.rows, cell.columns) for cell in made.cells] == [
        (0, 0, 2, 1),
        (0, 1, 1, 2),
        (1, 1, 1, 1),
        (1, 2, 1, 1),
        (2, 0, 1, 1),
        (2, 1, 1, 1),
        (2, 2, 1, 1),
    ]


def test_empty_cells_below_a_head_are_part_of_it(tmp_path):
    rows = [
        ["Іс-шара", "Қаржы, млн теңге", "", "Жауапты"],
        ["", "2024 ж.", "2025 ж.", ""],
        ["Жол салу", "12", "9", "Құрылыс басқармасы"],
    ]
    drawn = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("SPAN", (1, 0), (2, 0))]
    path = write_pdf(tmp_path / "heads.pdf", [table(rows, [80, 60, 60, 130], drawn)])
    document = read_document(path)
    reading = read(document.text, tables=document.tables)
    assert [(one.quote, one.period.text) for one in reading.statements] == [
        ("12", "2024 ж."),
        ("9", "2025 ж."),
    ]


def test_a_table_goes_on_over_a_page_without_its_repeated_head(tmp_path):
    rows = [["№", "Мероприятие", "Срок"]]
    rows += [[str(number), f"Построить дом номер {number} в селе", "1 мая"] for number in range(1, 13)]
    story = [table(rows, [30, 120, 60], heads=1), paragraph("Отчёт сдать до конца года.")]
    path = write_pdf(tmp_path / "long.pdf", story, height=330, foot="Акимат Шуского района")
    document = read_document(path)
    assert document.text.split("\n") == [*(" | ".join(row) for row in rows), "Отчёт сдать до конца года."]
    [made] = document.tables
    assert made.height == 13
    assert document.page_of(document.text.index("номер 1 ")) == 1
    assert document.page_of(document.text.index("номер 12 ")) == len(document.pages) > 1


def test_rows_that_no_line_parts_are_told_by_their_base_lines(tmp_path):
    rows = [["Район", "План", "Факт"], ["Шу", "120", "130"], ["Мерке", "145", "990"]]
    path = write_pdf(tmp_path / "boxed.pdf", [table(rows, [90, 70, 70], BOX)])
    assert lines_of(path) == ["Район | План | Факт", "Шу | 120 | 130", "Мерке | 145 | 990"]
    assert not read_document(path).tables[0].is_doubtful


def test_rows_that_nothing_parts_are_one_doubt_and_no_figure(tmp_path):
    rows = [["Область", "План, школ"], ["Управление строительства области", "120"], ["Мерке", "145"]]
    story = [table(rows, [70, 70], BOX), paragraph("В районе построено 7 школ.")]
    document = read_document(write_pdf(tmp_path / "doubtful.pdf", story))
    reading = read(document.text, tables=document.tables)
    assert [one.quote for one in reading.statements] == ["7 школ"]
    [doubt] = reading.doubts
    assert doubt.rule == "cells not told apart"
    assert document.text[doubt.start : doubt.end] == doubt.quote


def test_a_word_longer_than_its_cell_stays_whole(tmp_path):
    canvas = Canvas(str(tmp_path / "long_word.pdf"), pagesize=A4)
    canvas.setFont(kazakh_font(), 10)
    canvas.grid([60, 160, 220], [700, 720, 740])
    for row, words in enumerate((("Көрсеткіш", "Жоспарланғаны"), ("Мектеп", "12"))):
        for column, word in enumerate(words):
            canvas.drawString(63 + 100 * column, 726 - 20 * row, word)
    canvas.save()
    assert lines_of(tmp_path / "long_word.pdf") == ["Көрсеткіш | Жоспарланғаны", "Мектеп | 12"]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_lines_within_a_form_and_thin_rectangles_are_a_grid(tmp_path, turn):
    canvas = Canvas(str(tmp_path / "form.pdf"), pagesize=A4)
    canvas.beginForm("grid")
    for x in (0, 100, 160):
        canvas.rect(x, 0, 0.6, 60, stroke=0, fill=1)
    for y in (0, 30, 60):
        canvas.rect(0, y, 160, 0.6, stroke=0, fill=1)
    canvas.endForm()
    canvas.setPageRotation(turn)
    canvas.translate(*{0: (0, 0), 90: (A4[0], 0), 180: A4, 270: (0, A4[1])}[turn])
    canvas.rotate(turn)
    canvas.saveState()
    canvas.translate(60, 500)
    canvas.doForm("grid")
    canvas.restoreState()
    canvas.setFont(kazakh_font(), 10)
    for x, y, word in (
        (65, 546, "Қаржы"),
        (65, 534, "көлемі"),
        (165, 540, "2025"),
        (65, 516, "Жолдар"),
        (165, 516, "142"),
        (165, 504, "300,5"),
    ):
        canvas.drawString(x, y, word)
    canvas.save()
    lines = lines_of(tmp_path / "form.pdf")
    assert lines == ["Қаржы көлемі | 2025", "Жолдар | 142 300,5"]


def page_with_lines_behind_its_table(path, lines):
    """A table of four drawn cells, and lines written behind it in the file: (left, base, text)."""
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont(kazakh_font(), 10)
    canvas.grid([100, 200, 300], [600, 620, 640])
    for left, base, text in [(105, 625, "Аудан"), (205, 625, "Мектеп"), (105, 605, "Шу"), (205, 605, "12")]:
        canvas.drawString(left, base, text)
    for left, base, text in lines:
        canvas.drawString(left, base, text)
    canvas.save()
    return lines_of(path)


def test_a_title_over_a_table_stands_before_it_whatever_the_file_says(tmp_path):
    lines = [(110, 660, "за 2024 год"), (110, 680, "Сеть школ"), (100, 560, "Исполнитель: Омаров")]
    said = page_with_lines_behind_its_table(tmp_path / "over.pdf", lines)
    assert said == ["Сеть школ", "за 2024 год", "Аудан | Мектеп", "Шу | 12", "Исполнитель: Омаров"]


def test_what_stands_beside_a_table_keeps_its_place(tmp_path):
    said = page_with_lines_behind_its_table(tmp_path / "beside.pdf", [(330, 660, "Примечание")])
    assert said == ["Аудан | Мектеп", "Шу | 12", "Примечание"]
