"""The points of lists that Word numbers by itself have their marks in the text, as they are seen on paper."""

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from esep.reading import read, read_document

LEVELS = (("decimal", "%1."), ("decimal", "%1.%2"), ("russianLower", "%3)"), ("lowerRoman", "%4."))


def saved(document, tmp_path):
    document.save(tmp_path / "lists.docx")
    return read_document(tmp_path / "lists.docx")


def styled(*paragraphs):
    document = docx.Document()
    for style, text in paragraphs:
        document.add_paragraph(text, style=style)
    return document


def number(paragraph, number_id, level=0):
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number_id}"/></w:numPr>'
        )
    )


@pytest.fixture
def numbered():
    """An empty document whose list 90 is «1.», «1.1», «а)», «i.», and whose list 91 is that begun anew."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{mark}"/></w:lvl>'
        for level, (form, mark) in enumerate(LEVELS)
    )
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>')
    )
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    for number_id, override in ((90, ""), (91, anew)):
        numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number_id}"><w:abstractNumId w:val="90"/>{override}</w:num>'
            )
        )
    return document


def test_numbers_are_counted_and_an_inner_list_has_a_mark_of_its_own(tmp_path):
    document = styled(
        ("Normal", "ПРИКАЗЫВАЮ:"),
        ("List Number", "Управлению образования:"),
        ("List Number 2", "провести инвентаризацию школ;"),
        ("List Number 2", "подготовить 3 проекта школ."),
        ("Normal", "Срок: 1 мая 2025 года."),
        ("List Number 2", "доложить об итогах."),
        ("List Number", "Указать отделу кадров на задержку отчётов."),
        ("List Bullet", "Приложение на двух листах."),
    )
    assert saved(document, tmp_path).text.split("\n") == [
        "ПРИКАЗЫВАЮ:",
        "1. Управлению образования:",
        "1) провести инвентаризацию школ;",
        "2) подготовить 3 проекта школ.",
        "Срок: 1 мая 2025 года.",
        "3) доложить об итогах.",
        "2. Указать отделу кадров на задержку отчётов.",
        "- Приложение на двух листах.",
    ]


def test_points_of_a_numbered_list_have_their_addressee_and_term(tmp_path):
    document = styled(
        ("Normal", "По итогам обсуждения решили:"),
        ("List Number 2", "Акимам районов:"),
        ("List Bullet", "завершить ремонт сетей;"),
        ("List Bullet", "обеспечить подготовку домов."),
        ("Normal", "Срок: до 15 сентября 2024 года."),
        ("List Number 2", "Управлению финансов выделить средства."),
        ("Normal", "Срок – 1 октября 2024 года."),
    )
    reading = read(saved(document, tmp_path).text)
    assert [(one.addressee, one.deadline) for one in reading.instructions] == [
        ("Акимы районов", "до 15 сентября 2024 года"),
        ("Акимы районов", "до 15 сентября 2024 года"),
        ("Управление финансов", "1 октября 2024 года"),
    ]


def test_levels_show_the_numbers_above_them_and_begin_anew(tmp_path, numbered):
    for list_id, level, text in (
        (90, 0, "жол"),
        (90, 1, "көпір"),
        (90, 1, "су"),
        (90, 2, "құбыр"),
        (90, 2, "насос"),
        (90, 3, "кабель"),
        (90, 0, "мектеп"),
        (90, 1, "асхана"),
        (91, 0, "аурухана"),
        (91, 0, "емхана"),
    ):
        number(numbered.add_paragraph(text), list_id, level)
    assert saved(numbered, tmp_path).text.split("\n") == [
        "1. жол",
        "1.1. көпір",
        "1.2. су",
        "а) құбыр",
        "б) насос",
        "i) кабель",
        "2. мектеп",
        "2.1. асхана",
        "1. аурухана",
        "2. емхана",
    ]


def test_what_stands_in_no_list_or_in_a_cell_is_not_marked(tmp_path, numbered):
    number(numbered.add_paragraph("бірінші"), 90)
    number(numbered.add_paragraph("сызылған", style="List Number"), 0)
    number(numbered.add_paragraph("жоқ тізім"), 777)
    number(numbered.add_paragraph(""), 90)
    deleted = numbered.add_paragraph("")
    number(deleted, 90)
    mark = OxmlElement("w:del")
    mark.set(qn("w:id"), "1")
    mark.append(parse_xml(f"<w:r {nsdecls('w')}><w:delText>өшірілді</w:delText></w:r>"))
    deleted._p.append(mark)
    table = numbered.add_table(rows=1, cols=2)
    number(table.cell(0, 0).paragraphs[0], 90)
    table.cell(0, 0).paragraphs[0].add_run("Мектептер")
    table.cell(0, 1).text = "12"
    number(numbered.add_paragraph("екінші"), 90)
    assert saved(numbered, tmp_path).text.split("\n") == [
        "1. бірінші",
        "сызылған",
        "жоқ тізім",
        "",
        "",
        "Мектептер | 12",
        "2. екінші",
    ]


def test_styles_that_stand_on_each_other_in_a_circle_are_read(tmp_path, numbered):
    for name, base in (("Alif", "Ba"), ("Ba", "Alif")):
        numbered.styles.element.append(
            parse_xml(
                f'<w:style {nsdecls("w")} w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>'
                f'<w:basedOn w:val="{base}"/></w:style>'
            )
        )
    numbered.add_paragraph("жол", style="Alif")
    assert saved(numbered, tmp_path).text == "жол"
