"""Lines of a PDF joined into paragraphs: dashes, items set in, hyphens at the ends of lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_up_pdfs import kazakh_font
from reportlab.pdfgen.canvas import Canvas

from esep.reading import read_document
from esep.reading.documents.pdf.hyphens import joined, joint


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("положительную динамику социально-", "экономического развития", "-"),
        ("тарифы жилищно-", "коммунального хозяйства", "-"),
        ("проект законо-", "дательства", ""),
        ("требования современно-", "го рынка", ""),
        ("жұмыс орын-", "дарының саны", ""),
    ],
)
def test_a_hyphen_at_the_end_of_a_line(before: str, after: str, expected: str) -> None:
    assert joint(before, after, frozenset()) == expected


def lines_of(path: Path, lines: list[tuple[int, str]]) -> list[str]:
    """The paragraphs of a page with each line of ``lines`` at its left edge."""
    canvas = Canvas(str(path))
    canvas.setFont(kazakh_font(), 10)
    for number, (left, text) in enumerate(lines):
        canvas.drawString(left, 800 - 14 * number, text)
    canvas.save()
    return read_document(path).text.split("\n")


def test_a_dash_within_a_sentence_begins_no_paragraph(tmp_path: Path) -> None:
    lines = [
        (50, "Налоговые и неналоговые поступления составили 2 млрд 863,2 млн тенге, их доля в бюджете"),
        (50, "– 39,7%. На душу населения приходится 142 тыс. тенге собственных доходов, и это больше."),
        (50, "– построить школу;"),
        (50, "– открыть больницу."),
    ]
    said = lines_of(tmp_path / "dash.pdf", lines)
    assert "их доля в бюджете – 39,7%. На душу" in said[0]
    assert said[1:] == ["– построить школу;", "– открыть больницу."]


def test_an_item_that_is_set_in_goes_on_below(tmp_path: Path) -> None:
    lines = [
        (50, "В районе сделано следующее, о чём сообщаем населению подробно и по порядку всех задач:"),
        (70, "на ремонт Пресногорьковской школы израсходовано 184,3 млн тенге, закуплены 3"),
        (70, "школьных автобуса;"),
        (70, "Вакантны 6 ставок врачей."),
    ]
    said = lines_of(tmp_path / "item.pdf", lines)
    assert said[1].endswith("закуплены 3 школьных автобуса;")
    assert said[2] == "Вакантны 6 ставок врачей."


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["Протяжённос", "ть, км"], "Протяжённость, км"),
        (["Қаржыланд", "ыру көлемі"], "Қаржыландыру көлемі"),
        (["Численность", "населения"], "Численность населения"),
        (["Халық", "саны"], "Халық саны"),
        (["Всего", "дорог"], "Всего дорог"),
        (["Кызылор", "динская"], "Кызылор динская"),
    ],
)
def test_a_word_too_long_for_its_cell_is_one_where_the_dictionary_has_it(lines: list[str], said: str) -> None:
    assert joined(lines, frozenset()) == said


def test_a_word_too_long_for_its_cell_is_one_where_the_document_has_it() -> None:
    assert joined(["Кызылор", "динская"], frozenset(["кызылординская"])) == "Кызылординская"


def centred(path: Path, lines: list[str]) -> list[str]:
    """The paragraphs of a page whose title has these lines, each in its middle, over a full line of text."""
    canvas = Canvas(str(path))
    canvas.setFont(kazakh_font(), 10)
    for number, text in enumerate(lines):
        canvas.drawCentredString(300, 800 - 14 * number, text)
    canvas.drawCentredString(
        300, 760, "В районе 27 школ, в том числе 19 малокомплектных, и 16 детских садов."
    )
    canvas.save()
    return read_document(path).text.split("\n")


def test_a_title_in_the_middle_goes_on_in_small_letters(tmp_path: Path) -> None:
    title = ["Информация о ходе работ в разрезе сёл и округов Аксуского района за 9", "месяцев 2025 года"]
    assert centred(tmp_path / "title.pdf", title)[0] == " ".join(title)


@pytest.mark.parametrize(
    "title",
    [
        ["Социально-экономическое положение", "за январь–сентябрь 2025 года"],
        ["Информация о ходе работ в разрезе сёл и округов Аксуского района за год", "Раздел первый"],
    ],
)
def test_a_line_in_the_middle_is_one_of_its_own(title: list[str], tmp_path: Path) -> None:
    assert centred(tmp_path / "two.pdf", title)[:2] == title


def sized(path: Path, lines: list[tuple[int, int, int, str]]) -> list[str]:
    """The paragraphs of a page with these lines: size of letters, left edge, base, text."""
    canvas = Canvas(str(path))
    for size, left, base, text in lines:
        canvas.setFont(kazakh_font(), size)
        canvas.drawString(left, base, text)
    canvas.save()
    return read_document(path).text.split("\n")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            [(34, 50, 700, "48,9 мың"), (12, 50, 670, "жаңа жұмыс орны ашылды")],
            ["48,9 мың жаңа жұмыс орны ашылды"],
        ),
        ([(34, 50, 700, "12 млрд"), (12, 50, 670, "теңге игерілді")], ["12 млрд теңге игерілді"]),
        ([(34, 50, 700, "48,9 мың"), (12, 50, 670, "Есеп")], ["48,9 мың", "Есеп"]),
        ([(12, 50, 700, "48,9"), (12, 50, 670, "мың адам")], ["48,9", "мың адам"]),
        ([(34, 50, 700, "48,9 мың"), (12, 50, 500, "жаңа жұмыс орны")], ["48,9 мың", "жаңа жұмыс орны"]),
    ],
)
def test_a_large_number_goes_with_the_label_below_it(
    lines: list[tuple[int, int, int, str]], said: list[str], tmp_path: Path
) -> None:
    assert sized(tmp_path / "slide.pdf", lines) == said
