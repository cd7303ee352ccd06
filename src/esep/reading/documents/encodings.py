"""Find the encoding of a text by its letters: UTF-8, UTF-16, Windows-1251 or Kazakh KZ-1048."""

from __future__ import annotations

import codecs
import re

from esep.errors import UnreadableDocument
from esep.messages import messages_of

_, _n = messages_of("esep.reading")

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KAZAKH_BYTES = frozenset("ҚқҺһҰұӘәӨөҒғҮүҢң".encode("kz1048"))
"""Bytes that are Kazakh letters in KZ-1048 and Serbian, Ukrainian or Macedonian ones in Windows-1251."""

_HIGH_BYTES = (b"\x00", b"\x04", b"\x20")
"""The first bytes in UTF-16 of Latin letters and common signs, of Cyrillic letters, of dashes and quotes."""
MOST_HIGH = 0.95
"""Share of such bytes in every second place from which a text is UTF-16."""
_CYRILLIC = "А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі"
_LETTER = re.compile(f"[{_CYRILLIC}]")
_STRANGE = re.compile(rf"[^\x00-\x7f{_CYRILLIC}«»„“”‘’‹›–—…•№°§©®™±·¤€\xa0\xad]")
_VOWEL = re.compile("[аеоиыіәАЕОИЫІӘ]")
_MIXED_WORD = re.compile(rf"[A-Za-z][{_CYRILLIC}]|[{_CYRILLIC}][A-Za-z]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")

_MOST_STRANGE = 0.02
"""Share of signs that no Kazakh or Russian text uses, above which the encoding is another one."""
_FEWEST_VOWELS = 0.2
"""Share of the commonest vowels, which both languages exceed and KOI8 read as Windows-1251 never reaches."""
_MOST_MIXED = 0.05
"""Share of letters that touch a Latin one: West European text read as Windows-1251."""


def decode(content: bytes, file: str) -> tuple[str, str]:
    """The text of ``content`` and the name of its encoding, as Python calls it.

    Raises UnreadableDocument when the bytes are not text, are broken, or do not tell their encoding.
    """
    text, encoding = _decode_marked(content, file) or _decode_wide(content) or _decode_unmarked(content, file)
    if _CONTROL.search(text):
        raise UnreadableDocument(
            _(
                "{file} is not a text: it holds control bytes. Save the document as TXT, DOCX or PDF.",
                file=file,
            )
        )
    if "\ufffd" in text:
        raise UnreadableDocument(
            _(
                "{file} has lost letters: an earlier conversion put the sign “�” in {count} places. "
                "Take the original document.",
                file=file,
                count=text.count("\ufffd"),
            )
        )
    return text, encoding


def _decode_marked(content: bytes, file: str) -> tuple[str, str] | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise _broken(file, encoding, error.start) from error
    return None


def _decode_wide(content: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark: every second byte is that of Latin or Cyrillic letters, and some are zero."""
    if len(content) % 2 or b"\0" not in content:
        return None
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = content[first::2]
        if sum(map(high.count, _HIGH_BYTES)) >= MOST_HIGH * len(high):
            try:
                return content.decode(encoding), encoding
            except UnicodeDecodeError:
                return None
    return None


def _decode_unmarked(content: bytes, file: str) -> tuple[str, str]:
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        not_utf8 = error
    encoding = "kz1048" if any(byte in _KAZAKH_BYTES for byte in content) else "cp1251"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise _broken(file, "utf-8", not_utf8.start) from not_utf8
    if not _looks_right(text):
        raise UnreadableDocument(
            _(
                "The encoding of {file} cannot be told: it is not UTF-8 (byte {position}), and its letters "
                "do not look like Kazakh or Russian in Windows-1251 or KZ-1048. Save it as UTF-8.",
                file=file,
                position=not_utf8.start + 1,
            )
        )
    return text, encoding


def _broken(file: str, encoding: str, position: int) -> UnreadableDocument:
    return UnreadableDocument(
        _(
            "{file} is broken: byte {position} cannot stand in {encoding}. Take the original, or save it as "
            "UTF-8.",
            file=file,
            position=position + 1,
            encoding=encoding.upper().removesuffix("-SIG"),
        )
    )


def _looks_right(text: str) -> bool:
    letters = len(_LETTER.findall(text))
    return (
        letters > 0
        and len(_STRANGE.findall(text)) <= _MOST_STRANGE * letters
        and len(_VOWEL.findall(text)) >= _FEWEST_VOWELS * letters
        and len(_MIXED_WORD.findall(text)) <= _MOST_MIXED * letters
    )
