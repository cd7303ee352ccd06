"""PDF files whose numbers lead off the page are read or refused."""

from itertools import product

import pytest
from made_up_documents import whole

from esep.errors import UnreadableDocument
from esep.reading import read, read_document

TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <FF>
endcodespacerange 3 beginbfchar <41> <D800> <42> <FFFFFFFF> <43> <DFFF> endbfchar endcmap end end"""
"""A font's code table that makes half of a sign of A and of C, and no sign of B."""
FAR = [b"9" * 39, b"-" + b"9" * 38, b"1e38", b"nan", b"0"]
PLACES = [b"1 0 0 1 75 640 Tm", b"70 600 200 60 re", b"170 600 m 170 660 l", b"/F1 12 Tf"]


@pytest.mark.parametrize(("place", "far"), [*product(PLACES, FAR)])
def test_numbers_off_the_page_are_read_or_refused(tmp_path, place, far):
    content = whole()[".pdf"][1]
    assert place in content
    words = place.split(b" ")
    path = tmp_path / "far.pdf"
    for at, word in enumerate(words):
        if word[:1].isdigit():
            spoiled = b" ".join([*words[:at], far, *words[at + 1 :]])
            scaled = b"q " + b"9" * 30 + b" 0 0 " + b"9" * 30 + b" 0 0 cm "
            path.write_bytes(content.replace(place, spoiled).replace(b"BT ", scaled + b"BT ", 1))
            try:
                document = read_document(path)
            except UnreadableDocument:
                continue
            reading = read(document.text, tables=document.tables)
            assert all(document.text[one.start : one.end] == one.quote for one in reading.statements)


def test_signs_that_are_none_become_the_sign_of_a_lost_one(tmp_path):
    words = (
        b"BT /F1 12 Tf 72 700 Td (ABC Total of the year in the region: 15 and more of all the jobs.) Tj ET"
    )
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(words), words),
        b"<</Length %d>>stream\n%s\nendstream" % (len(TO_UNICODE), TO_UNICODE),
    ]
    objects = b"".join(b"%d 0 obj%s endobj\n" % (at, part) for at, part in enumerate(parts, 1))
    path = tmp_path / "half.pdf"
    path.write_bytes(b"%PDF-1.4\n" + objects + b"trailer<</Root 1 0 R>>\n%%EOF")
    text = read_document(path).text
    assert text.encode("utf-8").decode() == text
    assert text.endswith("Total of the year in the region: 15 and more of all the jobs.")
