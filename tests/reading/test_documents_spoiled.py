"""A document of any format with spoiled bytes is read, or refused as unreadable; nothing else happens."""

import io
import random
import zipfile

import pytest
from made_up_documents import whole, with_part

from esep.errors import UnreadableDocument
from esep.reading import read, read_document

TIMES = 40
NOISE = [b"<", b"&", b"\x00", b"\xff\xfe", b"9" * 30, b"<w:tbl>", b"</td>", b" obj"]
PART = "word/document.xml"


def spoiled(content, chance):
    """The bytes with a few of them changed, doubled or left out, or cut off."""
    made = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(made)) if made else 0
        match chance.randrange(4):
            case 0:
                made[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del made[at : at + chance.randint(1, 40)]
            case 2:
                made[at:at] = made[at : at + chance.randint(1, 200)]
            case _:
                made[at:at] = chance.choice(NOISE)
    return bytes(made)


def read_or_refused(path, content):
    path.write_bytes(content)
    try:
        document = read_document(path)
    except UnreadableDocument:
        return False
    reading = read(document.text, tables=document.tables)
    for item in (*reading.statements, *reading.instructions, *reading.doubts):
        assert document.text[item.start : item.end] == item.quote
    return True


@pytest.mark.parametrize("suffix", [".txt", ".html", ".docx", ".pdf"])
def test_spoiled_bytes_are_read_or_refused(suffix, tmp_path):
    chance = random.Random(20_261_122)
    were_read = [
        read_or_refused(tmp_path / f"{number}{suffix}", spoiled(content, chance))
        for number in range(TIMES)
        for content in whole()[suffix]
    ]
    assert any(were_read) == (suffix != ".docx"), "a spoiled archive never fits its own sums"


def test_a_docx_with_a_spoiled_part_is_read_or_refused(tmp_path):
    chance = random.Random(20_261_122)
    (content,) = whole()[".docx"]
    part = zipfile.ZipFile(io.BytesIO(content)).read(PART)
    were_read = [
        read_or_refused(tmp_path / f"{number}.docx", with_part(content, PART, spoiled(part, chance)))
        for number in range(TIMES)
    ]
    assert any(were_read)
