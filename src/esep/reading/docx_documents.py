"""The text of a DOCX file: paragraphs and tables in their order, as the document now stands."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import OpcError

from esep.errors import UnreadableDocument
from esep.messages import Message, messages_of
from esep.reading.document_limits import (
    LARGEST_DOCX_INFLATED,
    LARGEST_DOCX_RATIO,
    LARGEST_DOCX_XML,
    MOST_DOCX_PARTS,
    SMALL_PART,
)

_, _n = messages_of(__package__)

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
"""The first bytes of an OLE file: a DOC of Word 97, or a DOCX that is encrypted with a password."""
_ENCRYPTED = 1
"""The bit of a zip entry's flags that says it is encrypted."""
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
_NOT_TEXT = {_WORD + "moveFrom", _WORD + "del", _FALLBACK}


def docx_text(content: bytes, file: str) -> tuple[str, tuple[Message, ...]]:
    """The text, a line for a paragraph or a table row (cells parted by `` | ``), and warnings.

    Tracked insertions are read and tracked deletions are not. Raises UnreadableDocument for an encrypted,
    broken or foreign file and for one that unpacks beyond the limits.
    """
    _check_package(content, file)
    try:
        body = docx.Document(io.BytesIO(content)).element.body
    except (
        OpcError,
        SyntaxError,
        KeyError,
        ValueError,
        AttributeError,
        zipfile.BadZipFile,
        zlib.error,
    ) as error:
        raise _broken(file) from error
    has_changes = any(True for _mark in body.iter(_WORD + "ins", _WORD + "del", _WORD + "moveFrom"))
    changes = _(
        "{file} has tracked changes: insertions were read, deletions were not. Accept or reject them.",
        file=file,
    )
    return "\n".join(_blocks(body)), (changes,) if has_changes else ()


def _broken(file: str) -> UnreadableDocument:
    return UnreadableDocument(_("{file} is broken and cannot be opened. Save it again as DOCX.", file=file))


def _check_package(content: bytes, file: str) -> None:
    """Refuse what is no DOCX, or would unpack beyond the limits, before anything is unpacked.

    The declared sizes bind: zipfile never unpacks more of a part than its header declares.
    """
    if content.startswith(_OLD_OFFICE):
        raise UnreadableDocument(
            _("{file} is encrypted or of an old Word format. Save it as DOCX without a password.", file=file)
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise _broken(file) from error
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise UnreadableDocument(_("{file} is encrypted. Save it without a password.", file=file))
    _check_sizes(parts, file)
    if not {"[Content_Types].xml", "word/document.xml"} <= {part.filename for part in parts}:
        raise UnreadableDocument(
            _("{file} is not a Word document, though its name says so. Save it as DOCX.", file=file)
        )


def _check_sizes(parts: list[zipfile.ZipInfo], file: str) -> None:
    inflated = sum(part.file_size for part in parts)
    is_bomb = any(
        part.file_size > SMALL_PART and part.file_size > LARGEST_DOCX_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    largest_xml = max(
        (part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0
    )
    if (
        is_bomb
        or inflated > LARGEST_DOCX_INFLATED
        or largest_xml > LARGEST_DOCX_XML
        or len(parts) > MOST_DOCX_PARTS
    ):
        raise UnreadableDocument(
            _(
                "{file} would unpack to {size} bytes in {parts} parts, more than a text needs; it was not "
                "opened. If it is genuine, save it again without pictures.",
                file=file,
                size=inflated,
                parts=len(parts),
            )
        )


def _blocks(element: Any) -> Iterator[str]:
    """Lines of the paragraphs and tables below ``element``, through content controls and insertions."""
    for child in element:
        if child.tag == _WORD + "p":
            yield _paragraph(child)
        elif child.tag == _WORD + "tbl":
            yield from _rows(child)
        elif child.tag not in _NOT_TEXT and child.tag != _WORD + "sectPr":
            yield from _blocks(child)


def _rows(table: Any) -> Iterator[str]:
    for row in _nearest(table, _WORD + "tr"):
        cells = (
            " ".join(filter(None, map(str.strip, _blocks(cell)))) for cell in _nearest(row, _WORD + "tc")
        )
        yield " | ".join(cells)


def _nearest(element: Any, tag: str) -> Iterator[Any]:
    """The elements ``tag`` below ``element``, not those within one another."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in _NOT_TEXT:
            yield from _nearest(child, tag)


def _paragraph(paragraph: Any) -> str:
    return "".join(_pieces(paragraph)).strip()


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == _WORD + "t":
            yield child.text or ""
        elif isinstance(child.tag, str) and child.tag.removeprefix(_WORD) in _SIGNS:
            yield _SIGNS[child.tag.removeprefix(_WORD)]
        elif child.tag == _WORD + "txbxContent":
            yield "\n" + "\n".join(_blocks(child)) + "\n"
        elif child.tag not in _NOT_TEXT:
            yield from _pieces(child)
