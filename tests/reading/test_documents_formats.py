"""HTML, DOCX and PDF give their text in order; what cannot be read is refused before harm is done."""

import io
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from made_up_pdfs import kazakh_font
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

from esep.errors import UnreadableDocument
from esep.reading import read_document
from esep.reading.documents.html_text import is_furniture

FIRST = (
    "Жамбыл облысында 2026 жылдың тоғыз айында 24 310 жаңа жұмыс орны құрылды, оның ішінде 15 870 тұрақты "
    "жұмыс орны ашылды. Бұл өткен жылдың осы кезеңінен 6 пайызға артық, деп хабарлады облыстық басқарма."
)
SECOND = "Аким области поручил акимам районов до 1 декабря представить планы по занятости сельской молодёжи."


@pytest.fixture(scope="session")
def font() -> str:
    return kazakh_font()


def make_pdf(path, font, pages, encrypt=None):
    style = ParagraphStyle("body", fontName=font, fontSize=12, leading=15)
    story = []
    for number, paragraphs in enumerate(pages):
        story += [PageBreak()] if number else []
        story += [Paragraph(text, style) for text in paragraphs]
    SimpleDocTemplate(str(path), pagesize=A4, encrypt=encrypt).build(story)
    return path


def test_a_pdf_gives_its_paragraphs_whole_with_the_pages_they_stand_on(tmp_path, font):
    document = read_document(make_pdf(tmp_path / "two.pdf", font, [[FIRST, SECOND], [FIRST]]))
    assert document.text == f"{FIRST}\n{SECOND}\n{FIRST}"
    assert document.format == "pdf"
    assert document.encoding is None
    assert document.page_of(0) == 1
    assert document.page_of(len(document.text) - 1) == 2


def test_a_paragraph_goes_on_over_a_page_break_and_page_numbers_are_left_out(tmp_path, font):
    canvas = Canvas(str(tmp_path / "broken.pdf"), pagesize=A4)
    for lines, number in (
        (
            [
                "Аким области поручил управлению завершить ремонт",
                "дорог в сёлах района и доложить о том, как все",
            ],
            1,
        ),
        (["освоены средства бюджета до конца года в полном", "объёме."], 2),
    ):
        canvas.setFont(font, 12)
        for row, line in enumerate(lines):
            canvas.drawString(60, 780 - 15 * row, line)
        canvas.drawString(300, 30, f"- {number} -")
        canvas.showPage()
    canvas.save()
    text = read_document(tmp_path / "broken.pdf").text
    assert text == (
        "Аким области поручил управлению завершить ремонт дорог в сёлах района и доложить о том, как все "
        "освоены средства бюджета до конца года в полном объёме."
    )


def test_a_word_broken_at_a_line_end_of_a_pdf_is_joined(tmp_path, font):
    canvas = Canvas(str(tmp_path / "hyphen.pdf"), pagesize=A4)
    canvas.setFont(font, 12)
    canvas.drawString(60, 780, "В области действует социально-экономический совет и рабо-")
    canvas.drawString(60, 765, "чая группа, которую ведёт заместитель акима, и социально-")
    canvas.drawString(60, 750, "экономический отдел.")
    canvas.save()
    text = read_document(tmp_path / "hyphen.pdf").text
    assert text.startswith("В области действует социально-экономический совет и рабочая группа, которую")
    assert text.endswith("и социально-экономический отдел.")


def test_cells_of_a_table_in_a_pdf_stay_apart(tmp_path, font):
    canvas = Canvas(str(tmp_path / "table.pdf"), pagesize=A4)
    canvas.setFont(font, 12)
    for row, (place, plan, fact) in enumerate(
        [("Байзакский район", "12", "345"), ("Меркенский район", "7", "218")]
    ):
        for x, cell in ((60, place), (300, plan), (450, fact)):
            canvas.drawString(x, 780 - 15 * row, cell)
    canvas.save()
    assert (
        read_document(tmp_path / "table.pdf").text
        == "Байзакский район | 12 | 345\nМеркенский район | 7 | 218"
    )


@pytest.mark.parametrize("strength", [40, 128])
def test_an_encrypted_pdf_is_refused(tmp_path, font, strength):
    locked = StandardEncryption("secret", ownerPassword="owner", strength=strength)
    path = make_pdf(tmp_path / "locked.pdf", font, [[FIRST]], encrypt=locked)
    with pytest.raises(UnreadableDocument, match="encrypted"):
        read_document(path)


def test_a_pdf_without_a_text_layer_is_refused_as_a_scan(tmp_path):
    canvas = Canvas(str(tmp_path / "scan.pdf"))
    canvas.rect(100, 100, 300, 300, fill=1)
    canvas.save()
    with pytest.raises(UnreadableDocument, match="scan"):
        read_document(tmp_path / "scan.pdf")


def test_a_page_without_text_among_others_is_told(tmp_path, font):
    canvas = Canvas(str(tmp_path / "mixed.pdf"))
    canvas.setFont(font, 12)
    canvas.drawString(60, 700, "Есеп")
    canvas.showPage()
    canvas.rect(100, 100, 300, 300, fill=1)
    canvas.save()
    document = read_document(tmp_path / "mixed.pdf")
    assert document.text == "Есеп"
    assert [dict(warning.values)["pages"] for warning in document.warnings] == ["2"]


def test_a_pdf_with_too_many_pages_is_refused(tmp_path, font, monkeypatch):
    monkeypatch.setattr("esep.reading.documents.pdf.text_layer.MOST_PDF_PAGES", 2)
    path = make_pdf(tmp_path / "long.pdf", font, [["Бір"], ["Екі"], ["Үш"]])
    with pytest.raises(UnreadableDocument, match="has 3 pages; at most 2"):
        read_document(path)


@pytest.mark.parametrize("content", [b"%PDF-1.7\nrubbish", b"not a pdf at all", b"%PDF-1.4\n%%EOF"])
def test_a_broken_pdf_is_refused(tmp_path, content):
    path = tmp_path / "broken.pdf"
    path.write_bytes(content)
    with pytest.raises(UnreadableDocument):
        read_document(path)


def test_a_docx_gives_paragraphs_and_tables_in_order(tmp_path):
    document = docx.Document()
    document.add_paragraph("Хаттама")
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table._cells, ["Аудан", "Жоспар", "Факт", "Меркі", "1 200", "980"], strict=True):
        cell.text = text
    document.add_paragraph(SECOND)
    document.save(tmp_path / "protocol.docx")
    read = read_document(tmp_path / "protocol.docx")
    assert read.text == f"Хаттама\nАудан | Жоспар | Факт\nМеркі | 1 200 | 980\n{SECOND}"
    assert read.warnings == ()


def test_merged_cells_of_a_docx_are_read_once(tmp_path):
    document = docx.Document()
    table = document.add_table(rows=1, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Итого"
    table.cell(0, 2).text = "47"
    document.save(tmp_path / "merged.docx")
    assert read_document(tmp_path / "merged.docx").text == "Итого | 47"


def test_content_controls_and_links_of_a_docx_are_read(tmp_path):
    document = docx.Document()
    body = document.element.body
    body.insert(
        0,
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>В поле: 5 </w:t></w:r>"
            "<w:hyperlink><w:r><w:t>школ</w:t></w:r></w:hyperlink></w:p></w:sdtContent></w:sdt>"
        ),
    )
    document.save(tmp_path / "fields.docx")
    assert read_document(tmp_path / "fields.docx").text.strip() == "В поле: 5 школ"


def test_tracked_insertions_are_read_and_deletions_are_not(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph("Построено ")
    for tag, text_tag, text in (("w:del", "w:delText", "120"), ("w:ins", "w:t", "125")):
        change, run, piece = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        change.set(qn("w:id"), "1")
        piece.text = text
        run.append(piece)
        change.append(run)
        paragraph._p.append(change)
    document.save(tmp_path / "tracked.docx")
    read = read_document(tmp_path / "tracked.docx")
    assert read.text == "Построено 125"
    assert "tracked changes" in read.warnings[0].in_language("en")


def package(parts: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def test_a_zip_bomb_is_refused_unopened(tmp_path, monkeypatch):
    def opened(*_arguments):
        raise AssertionError("the bomb was opened")

    monkeypatch.setattr(docx, "Document", opened)
    path = tmp_path / "bomb.docx"
    path.write_bytes(package({"[Content_Types].xml": b"x", "word/document.xml": b" " * 20_000_000}))
    with pytest.raises(UnreadableDocument, match="unpack to 20000001 bytes"):
        read_document(path)


def test_many_small_parts_are_refused_too(tmp_path, monkeypatch):
    monkeypatch.setattr("esep.reading.documents.docx_text.MOST_DOCX_PARTS", 3)
    path = tmp_path / "parts.docx"
    path.write_bytes(package({f"part{number}.xml": b"x" for number in range(4)}))
    with pytest.raises(UnreadableDocument, match="4 parts"):
        read_document(path)


def test_a_part_that_lies_about_its_size_is_refused(tmp_path):
    document = docx.Document()
    document.add_paragraph("Сөз " * 5000)
    document.save(tmp_path / "true.docx")
    content = bytearray((tmp_path / "true.docx").read_bytes())
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        size = archive.getinfo("word/document.xml").file_size
    lie = bytes(content).replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    (tmp_path / "lie.docx").write_bytes(lie)
    with pytest.raises(UnreadableDocument, match="broken"):
        read_document(tmp_path / "lie.docx")


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 cut off",
        b"plain words",
        package({"mimetype": b"application/vnd.oasis.opendocument.text"}),
        package({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<broken"}),
        bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600,
    ],
    ids=["cut", "text", "foreign zip", "broken xml", "old or encrypted"],
)
def test_what_is_no_docx_is_refused(tmp_path, content):
    path = tmp_path / "wrong.docx"
    path.write_bytes(content)
    with pytest.raises(UnreadableDocument):
        read_document(path)


PAGE = """<!DOCTYPE html><html lang="kk"><head><meta charset="{charset}"><title>Баспасөз</title></head><body>
<nav><a href="/">Басты бет</a> <a href="/news">Жаңалықтар</a></nav>
<article><h1>Облыста жұмыс орындары ашылды</h1><p>{first}</p><p>{second}</p>
<table><tr><td>Меркі ауданы</td><td>980</td></tr><tr><td>Шу ауданы</td><td>1 240</td></tr></table></article>
<footer>Тел.: 8 (7262) 00-00-00. Барлық құқықтар қорғалған.</footer></body></html>"""


@pytest.mark.parametrize(("charset", "codec"), [("utf-8", "utf-8"), ("windows-1251", "kz1048")])
def test_an_html_page_gives_its_article_without_menu_and_footer(tmp_path, charset, codec):
    path = tmp_path / "page.html"
    path.write_bytes(PAGE.format(charset=charset, first=FIRST, second=SECOND).encode(codec))
    document = read_document(path)
    assert FIRST in document.text
    assert SECOND in document.text
    assert "1 240" in document.text
    assert "Басты бет" not in document.text
    assert "00-00-00" not in document.text
    assert document.encoding == codec
    assert read_document(path) == document


FURNITURE = [
    "Бөлісу: Facebook Telegram",
    "Поделиться в соцсетях: VK",
    "Басып шығару",
    "Версия для печати",
    "Читайте также: В районе открыли 3 школы",
    "Тегтер: жұмыс, облыс",
    "1 245 просмотров",
    "Қаралым: 1 245",
    "12 наурыз 2024 | 1 245 қаралым",
    "Главная / Новости / Экономика",
    "© 2024 Акимат области",
    "7 тамыз 2025 Қаралымы: 1 204 Бөлісу: 36",
    "36 рет бөлісілді",
]
TEXT_LINES = [
    "Поделился опытом и фермер района: за год он собрал 120 тонн.",
    "В области 1 245 домов.",
    "12 наурыз 2024 жылы 5 мектеп ашылды.",
    "Главная задача – 120 новых домов.",
    "Источник финансирования – бюджет: выделено 5 млрд тенге.",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_of_a_page_is_known(line):
    assert is_furniture(line)


@pytest.mark.parametrize("line", TEXT_LINES)
def test_text_of_an_article_is_no_furniture(line):
    assert not is_furniture(line)


def test_furniture_within_the_article_of_a_page_is_left_out(tmp_path):
    path = tmp_path / "share.html"
    lines = "".join(f"<p>{line}</p>" for line in FURNITURE)
    path.write_text(
        f"<html><body><article><h1>Есеп</h1><p>{FIRST}</p>{lines}<p>{SECOND}</p><ul><li>Шу – 20 жоба;</li>"
        "</ul></article></body></html>",
        encoding="utf-8",
    )
    assert read_document(path).text.split("\n")[-3:] == [FIRST, SECOND, "- Шу – 20 жоба;"]


def test_an_html_page_without_an_article_is_refused(tmp_path):
    path = tmp_path / "empty.html"
    path.write_text("<html><body><script>var a = 1;</script></body></html>")
    with pytest.raises(UnreadableDocument, match="main text"):
        read_document(path)


LEFT = [
    "В области за год открыто 42 новых",
    "предприятия, которые дали работу",
    "1 240 жителям районов и горо-",
    "дов. Построены три школы, и для",
]
RIGHT = [
    "каждой закуплено оборудование.",
    "Аким области поручил акимам рай-",
    "онов до 1 декабря представить",
    "планы занятости на новый год.",
]
IN_ORDER = (
    "В области за год открыто 42 новых предприятия, которые дали работу 1 240 жителям районов и городов. "
    "Построены три школы, и для каждой закуплено оборудование."
)


@pytest.mark.parametrize("order", ["by column", "by line"])
def test_two_columns_of_a_pdf_are_read_one_after_the_other(tmp_path, font, order):
    canvas = Canvas(str(tmp_path / "columns.pdf"), pagesize=A4)
    canvas.setFont(font, 11)
    canvas.drawString(60, 800, "Отчёт акима области перед населением о том, что сделано за прошедший год")
    pieces = [(60, 770 - 14 * row, line) for row, line in enumerate(LEFT)]
    pieces += [(320, 770 - 14 * row, line) for row, line in enumerate(RIGHT)]
    if order == "by line":
        pieces.sort(key=lambda piece: -piece[1])
    for x, y, line in pieces:
        canvas.drawString(x, y, line)
    canvas.save()
    lines = read_document(tmp_path / "columns.pdf").text.split("\n")
    assert lines[0].startswith("Отчёт акима")
    assert lines[1].startswith(IN_ORDER)
    assert lines[-1].endswith("акимам районов до 1 декабря представить планы занятости на новый год.")


def test_heads_and_feet_repeated_on_the_pages_of_a_pdf_are_left_out(tmp_path, font):
    canvas = Canvas(str(tmp_path / "heads.pdf"), pagesize=A4)
    for number in range(1, 4):
        canvas.setFont(font, 11)
        canvas.drawString(60, 810, "Акимат Жамбылской области")
        canvas.drawString(60, 760, f"Раздел {number}. В районе построено {number * 7} домов и сданы дороги.")
        canvas.drawString(60, 745, "Работы идут по плану.")
        canvas.drawString(60, 730, "Жители довольны качеством.")
        canvas.drawString(60, 30, f"Отчёт за 2024 год, страница {number} из 3")
        canvas.showPage()
    canvas.save()
    text = read_document(tmp_path / "heads.pdf").text
    assert "Акимат" not in text
    assert "страница" not in text
    assert all(f"Раздел {number}." in text for number in (1, 2, 3))
    assert text.count("Работы идут по плану.") == 3


def test_text_that_two_pages_begin_with_stays(tmp_path, font):
    canvas = Canvas(str(tmp_path / "same.pdf"), pagesize=A4)
    for number in (1, 2):
        canvas.setFont(font, 11)
        for row, line in enumerate(
            ["Повестка заседания.", "О ходе работ.", "О бюджете.", f"Итог {number * 5}."]
        ):
            canvas.drawString(60, 780 - 15 * row, line)
        canvas.showPage()
    canvas.save()
    assert read_document(tmp_path / "same.pdf").text.count("Повестка заседания.") == 2


def test_narrow_cells_of_a_pdf_table_are_told_apart_by_the_rows_beside_them(tmp_path):
    canvas = Canvas(str(tmp_path / "table.pdf"), pagesize=A4)
    rows = [
        ("Area", "Planned", "Fact"),
        ("Shu", "12", "14"),
        ("Merkenskyland", "3", "2"),
        ("Total", "15", "16"),
    ]
    canvas.drawString(72, 760, "Jobs that were made in the areas of the region, by the plan and in fact.")
    for number, row in enumerate(rows):
        for place, word in zip((72, 155, 205), row, strict=True):
            canvas.drawString(place, 720 - 20 * number, word)
    canvas.drawString(72, 620, "Merkenskyland 3 and others are near to each other here.")
    canvas.save()
    lines = read_document(tmp_path / "table.pdf").text.split("\n")
    assert lines[1:5] == [
        "Area | Planned | Fact",
        "Shu | 12 | 14",
        "Merkenskyland | 3 | 2",
        "Total | 15 | 16",
    ]
    assert lines[5].startswith("Merkenskyland 3 and")
