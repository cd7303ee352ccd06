"""A text file is read in the encoding that its letters tell, or refused."""

import pytest

from esep.errors import NotFound, UnreadableDocument
from esep.messages import LANGUAGES
from esep.reading import read_document

KAZAKH = (
    "Тараз қаласында әкім өткізген жиында 1 200 үй мен ұйым, һәм ғимараттың жөнделгені айтылды, "
    "деді ініміз.\n"
)
RUSSIAN = "В Жамбылской области создано 1 200 мест – на 5 % больше, чем в прошлом году.\n"


@pytest.fixture
def write(tmp_path):
    def writer(content: bytes, name: str = "text.txt"):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return writer


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (KAZAKH, "utf-8", "utf-8"),
        (KAZAKH, "utf-8-sig", "utf-8-sig"),
        (KAZAKH, "utf-16", "utf-16"),
        (RUSSIAN, "utf-16", "utf-16"),
        (RUSSIAN, "cp1251", "cp1251"),
        (KAZAKH, "kz1048", "kz1048"),
    ],
)
def test_each_encoding_is_told_by_its_bytes(write, text, codec, name):
    document = read_document(write(text.encode(codec)))
    assert document.text == text
    assert document.encoding == name
    assert document.format == "txt"
    assert document.pages is None


def test_utf16_of_the_other_byte_order_is_read_by_its_mark(write):
    assert read_document(write(b"\xfe\xff" + KAZAKH.encode("utf-16-be"))).text == KAZAKH


@pytest.mark.parametrize("text", [KAZAKH, RUSSIAN, "Есеп: 5 мектеп, «Nurly Jol» – 12."])
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_told_by_its_letters(write, text, codec):
    document = read_document(write(text.encode(codec)))
    assert (document.text, document.encoding) == (text, codec)


@pytest.mark.parametrize("codec", ["koi8-r", "cp866", "mac-cyrillic", "iso8859-5"])
def test_another_cyrillic_encoding_is_refused_and_not_read_as_rubbish(write, codec):
    text = RUSSIAN.replace("–", "-")
    with pytest.raises(UnreadableDocument, match="UTF-8"):
        read_document(write(text.encode(codec)))


@pytest.mark.parametrize(
    "content",
    [
        KAZAKH.encode()[:-20] + b"\xd2",
        KAZAKH.encode().replace("ғ".encode(), b"\xd2"),
        "café à la carte, où être né".encode("latin-1"),
        b"\xff\xfe\x00",
        b"\x98\xcf\xf0\xe8\xe2\xe5\xf2",
        b"GIF89a\x00\x01\x02\x03",
    ],
    ids=["cut", "one byte lost", "latin", "odd utf-16", "unassigned byte", "picture"],
)
def test_broken_bytes_are_refused(write, content):
    with pytest.raises(UnreadableDocument):
        read_document(write(content))


def test_a_text_that_lost_letters_before_is_refused(write):
    with pytest.raises(UnreadableDocument, match="lost letters"):
        read_document(write("Тараз \ufffdаласы".encode()))


def test_line_ends_and_decomposed_letters_are_made_uniform(write):
    document = read_document(write("Бірінші\r\nекінші\rи\u0306од\n".encode()))
    assert document.text == "Бірінші\nекінші\nйод\n"


def test_an_empty_file_is_refused(write):
    with pytest.raises(UnreadableDocument, match="no text"):
        read_document(write(b"\xef\xbb\xbf \n"))


def test_a_missing_file_is_not_found(tmp_path):
    with pytest.raises(NotFound):
        read_document(tmp_path / "absent.txt")


@pytest.mark.parametrize("name", ["table.xlsx", "old.doc", "letter.rtf", "scan.jpg", "noname"])
def test_a_foreign_format_is_refused_with_what_to_do(write, name):
    with pytest.raises(UnreadableDocument, match="Save it as TXT, HTML, DOCX or PDF"):
        read_document(write(b"content", name))


def test_a_file_above_the_limit_is_refused(write, monkeypatch):
    monkeypatch.setitem(read_document.__globals__["_LARGEST"], "txt", 10)
    with pytest.raises(UnreadableDocument, match="at most 10"):
        read_document(write(b"twelve bytes"))


def test_a_text_above_the_limit_is_refused(write, monkeypatch):
    monkeypatch.setitem(read_document.__globals__, "LARGEST_TEXT", 10)
    with pytest.raises(UnreadableDocument, match="at most 10"):
        read_document(write(b"twelve bytes"))


def test_a_refusal_speaks_three_languages(write):
    with pytest.raises(UnreadableDocument) as caught:
        read_document(write(RUSSIAN.replace("–", "-").encode("koi8-r")))
    sentences = {caught.value.message.in_language(language) for language in LANGUAGES}
    assert len(sentences) == 3
    assert all("text.txt" in sentence for sentence in sentences)
