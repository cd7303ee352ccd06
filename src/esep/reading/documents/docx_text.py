"""The text of a DOCX file: paragraphs and tables in their order, as the document now stands."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError

from esep.errors import UnreadableDocument
from esep.messages import Message, messages_of
from esep.reading.documents.docx_lists import Numbering
from esep.reading.documents.footnotes import set_high
from esep.reading.documents.limits import (
    LARGEST_DOCX_INFLATED,
    LARGEST_DOCX_RATIO,
    LARGEST_DOCX_XML,
    MOST_DOCX_PARTS,
    SMALL_PART,
)
from esep.reading.documents.written_text import MOST_COLUMNS, WrittenCell, WrittenText

_, _n = messages_of("esep.reading")

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
"""The first bytes of an OLE file: a DOC of Word 97, or a DOCX that is encrypted with a password."""
_ENCRYPTED = 1
"""The bit of a zip entry's flags that says it is encrypted."""
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
_NOT_SHOWN = ("strike", "dstrike", "vanish")
"""How a run is marked that is struck out or hidden: no reader of the document takes it for its text."""
_OFF = ("0", "false", "off", "none")
_NOT_TEXT = {_WORD + "moveFrom", _WORD + "del", _FALLBACK}


def docx_text(content: bytes, file: str) -> tuple[WrittenText, tuple[Message, ...]]:
    """The text, a line for a paragraph or a table row (cells parted by `` | ``), its tables, and warnings.

    Points of lists that Word numbers by itself have their numbers and dashes. Tracked insertions are read
    and tracked deletions are not. Raises UnreadableDocument for an encrypted, broken or foreign file and for
    one that unpacks beyond the limits.
    """
    _check_package(content, file)
    try:
        part = docx.Document(io.BytesIO(content)).part
        body = part.element.body
        numbering = Numbering(_related(part, "NUMBERING"), _related(part, "STYLES"))
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
    written = WrittenText()
    _write(body, written, numbering)
    return written, (changes,) if has_changes else ()


def _related(part: Any, kind: str) -> Any:
    """The root element of the part of the document's styles or lists; None where it has none."""
    found = [one for one in part.rels.values() if one.reltype == getattr(RELATIONSHIP_TYPE, kind)]
    inside = [one.target_part for one in found if not one.is_external]
    return getattr(inside[0], "element", None) if inside else None


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


def _write(element: Any, written: WrittenText, numbering: Numbering | None) -> None:
    """The paragraphs and tables below ``element``, through content controls and insertions.

    Without ``numbering`` the points of lists are written without their marks.
    """
    for child in element:
        if child.tag == _WORD + "p":
            said = _paragraph(child)
            mark = numbering.mark_of(child) if numbering is not None and said else ""
            written.line(f"{mark} {said}" if mark else said)
        elif child.tag == _WORD + "tbl":
            _write_table(child, written)
        elif child.tag not in _NOT_TEXT and child.tag != _WORD + "sectPr":
            _write(child, written, numbering)


def _write_table(table: Any, written: WrittenText) -> None:
    """Its rows. What stands in a cell is a name or a number, and is written without the marks of lists.

    A cell that goes on from the row above is not written again, but it keeps its place.
    """
    rows: list[list[WrittenCell]] = []
    open_cells: dict[int, WrittenCell] = {}
    for row in _nearest(table, _WORD + "tr"):
        column = _skipped(row)
        rows.append([])
        for cell in _nearest(row, _WORD + "tc"):
            columns, merge = _spans(cell)
            above = open_cells.get(column)
            if merge == "continue" and above is not None:
                above.rows += 1
            else:
                rows[-1].append(WrittenCell(_cell_text(cell), column, columns))
                open_cells[column] = rows[-1][-1]
            column += columns
    written.table(rows)


def _skipped(row: Any) -> int:
    found = row.find(f"{_WORD}trPr/{_WORD}gridBefore")
    return _number(found)


def _spans(cell: Any) -> tuple[int, str | None]:
    """How many columns a cell covers, and whether it is merged downwards («restart», «continue»)."""
    across = cell.find(f"{_WORD}tcPr/{_WORD}gridSpan")
    down = cell.find(f"{_WORD}tcPr/{_WORD}vMerge")
    merge = None if down is None else down.get(_WORD + "val", "continue")
    return max(_number(across), 1), merge


def _number(element: Any) -> int:
    value = "" if element is None else element.get(_WORD + "val", "")
    return min(int(value), MOST_COLUMNS) if value.isdigit() else 0


def _cell_text(cell: Any) -> str:
    inner = WrittenText()
    _write(cell, inner, None)
    return " ".join(filter(None, map(str.strip, inner.text.split("\n"))))


def _nearest(element: Any, tag: str) -> Iterator[Any]:
    """The elements ``tag`` below ``element``, not those within one another."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in _NOT_TEXT:
            yield from _nearest(child, tag)


def _is_on(shape: Any, mark: str) -> bool:
    """Whether a run of text is struck out or hidden."""
    found = shape.find(_WORD + mark)
    return found is not None and found.get(_WORD + "val", "true") not in _OFF


def _is_high(shape: Any) -> bool:
    found = shape.find(_WORD + "vertAlign")
    return found is not None and found.get(_WORD + "val") == "superscript"


def _paragraph(paragraph: Any) -> str:
    return "".join(_pieces(paragraph)).strip()


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == _WORD + "r" and (shape := child.find(_WORD + "rPr")) is not None:
            if any(_is_on(shape, mark) for mark in _NOT_SHOWN):
                continue
            if _is_high(shape):
                yield set_high("".join(_pieces(child)))
                continue
        if child.tag == _WORD + "t":
            yield child.text or ""
        elif isinstance(child.tag, str) and child.tag.removeprefix(_WORD) in _SIGNS:
            yield _SIGNS[child.tag.removeprefix(_WORD)]
        elif child.tag == _WORD + "txbxContent":
            inner = WrittenText()
            _write(child, inner, None)
            yield "\n" + inner.text + "\n"
        elif child.tag not in _NOT_TEXT:
            yield from _pieces(child)
