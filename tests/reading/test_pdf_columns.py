"""Two columns of a PDF, justified or not, with a table in one or without, are read one after the other."""

from itertools import product

import pytest
from made_up_pdfs import JUSTIFIED, LEFT, paragraph, table, write_pdf

from esep.reading import read, read_document

PARAGRAPHS = [
    "Өткен жылы облыс экономикасы тұрақты дамыды. Жалпы құны 128,4 млрд теңге болатын 9 индустриялық жоба "
    "іске қосылып, 1 040 тұрақты жұмыс орны ашылды.",
    "Биыл осы бағдарламаға 7,5 млрд теңге бөлу жоспарланып отыр. Бұл қаражатқа 1 200-ден астам жобаны "
    "қаржыландырып, кем дегенде 1 300 адамды жұмыспен қамтимыз.",
    "Жергілікті маңызы бар 1 872 шақырым жолдың 84 пайызы жақсы және қанағаттанарлық жағдайда. Жол жөндеуге "
    "36,9 млрд теңге бағытталып, 274 шақырым жол жөнделді.",
    "Негізгі көрсеткіштер",
    "Аудан әкімдеріне көктемгі су тасқынына дайындықты 1 наурызға дейін аяқтауды, 42 қауіпті елді мекеннің "
    "әрқайсысына жауапты адам бекітуді тапсырамын.",
    "Алдағы жылы халықпен кездесулер саны көбейеді. Есепті кезеңде облыс әкімінің атына 3 418 өтініш түсті.",
]
ROWS = [
    ["Көрсеткіш", "2023 ж.", "2024 ж."],
    ["Инвестиция, млрд теңге", "653", "745"],
    ["Жаңа жұмыс орны, бірлік", "12 310", "14 025"],
]


@pytest.mark.parametrize(
    ("alignment", "with_table", "foot"), [*product((LEFT, JUSTIFIED), (True, False), ("", "abai.gov.kz"))]
)
def test_the_lines_of_columns_join_into_paragraphs(tmp_path, alignment, with_table, foot):
    story = [paragraph(text, alignment, indent=12) for text in PARAGRAPHS]
    if with_table:
        story.insert(4, table(ROWS, [110, 55, 55]))
    path = write_pdf(tmp_path / "columns.pdf", story, columns=2, height=350, foot=foot)
    rows = [" | ".join(row) for row in ROWS] if with_table else []
    expected = [*PARAGRAPHS[:4], *rows, *PARAGRAPHS[4:]]
    assert [line for line in read_document(path).text.split("\n") if line != foot] == expected


def test_the_figures_of_justified_columns_have_their_units(tmp_path):
    story = [paragraph(text, JUSTIFIED, indent=12) for text in PARAGRAPHS]
    document = read_document(write_pdf(tmp_path / "columns.pdf", story, columns=2, height=350))
    reading = read(document.text, tables=document.tables)
    figures = [(one.quantity.value, one.unit) for one in reading.statements]
    assert figures == [
        (128_400_000_000, "KZT"),
        (9, "project"),
        (1_040, "job"),
        (7_500_000_000, "KZT"),
        (1_200, "project"),
        (1_300, "person"),
        (1_872, "km"),
        (84, "percent"),
        (36_900_000_000, "KZT"),
        (274, "km"),
        (42, "settlement"),
        (3_418, "appeal"),
    ]
