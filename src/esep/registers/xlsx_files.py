"""Extracts in XLSX: the sheet named after the table, or the only sheet; numbers and dates as Excel has them.

A workbook is a zip archive, so its directory is read first: what it says it inflates to is limited, and then
each part is inflated once in pieces, which checks its size and sum. Only then is the workbook opened.
Cells where a formula failed are faults; the reader underneath would give them as empty.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

import polars as pl
from python_calamine import CalamineError, CalamineWorkbook, load_workbook

from esep.messages import Message, messages_of
from esep.registers.faults import ROW, Faults
from esep.registers.headers import check_header, check_unnamed, header_names
from esep.registers.quality import NoteCode
from esep.registers.schema import Table
from esep.registers.xlsx_strings import SharedStrings

_, _n = messages_of("esep.registers")

MOST_BYTES = 2 * 1024**3
MOST_PARTS = 1_000
MOST_RATIO = 200
MOST_TEXT = 1024**3
_SMALL_PART = 1024**2
_PIECE = 1024**2
# A cell that lies far out makes the reader allocate all between; no table has that many columns.
_FAR_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=[\"'](?:[B-Z][A-Z]|[A-Z]{3})\d+[\"']")
_ERROR_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\bt=[\"']e[\"'][^>]*>")
_REFERENCE = re.compile(rb"\br=[\"']([A-Z]+)(\d+)[\"']")
_LONGEST_TAG = 512
_STRINGS = "xl/sharedStrings.xml"
_BIGGEST_EXACT = 2**53
# What the zip, XML and workbook readers raise for a damaged, encrypted or foreign file.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    RuntimeError,
    CalamineError,
    ElementTree.ParseError,
    KeyError,
    OSError,
)


def read_xlsx(table: Table, path: Path, faults: Faults) -> tuple[pl.LazyFrame | None, tuple[NoteCode, ...]]:
    """The cells as text; faults for a dangerous or damaged archive, a wrong header, failed formulas."""
    try:
        with zipfile.ZipFile(path) as archive:
            if not _is_safe(path.name, archive, faults):
                return None, ()
            with load_workbook(str(path)) as workbook:
                sheet = _sheet_name(table, workbook, path.name, faults)
                if sheet is None or not _has_sound_cells(path.name, archive, sheet, faults):
                    return None, ()
                rows = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except _DAMAGE as error:
        message = _(
            "The file is no XLSX workbook, or it is damaged or encrypted: {reason}", reason=str(error)
        )
        faults.add(path.name, message)
        return None, ()
    return _cells(table, path.name, rows, faults), ()


def _is_safe(file: str, archive: zipfile.ZipFile, faults: Faults) -> bool:
    parts = archive.infolist()
    inflated = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or inflated > MOST_BYTES:
        message = _(
            "The workbook holds {parts} parts of {size} bytes once unpacked; the limits are {most_parts} "
            "and {most}. Use CSV or Parquet for a table of this size.",
            parts=len(parts),
            size=inflated,
            most_parts=MOST_PARTS,
            most=MOST_BYTES,
        )
        faults.add(file, message)
        return False
    for part in parts:
        if part.file_size > max(_SMALL_PART, MOST_RATIO * part.compress_size):
            message = _(
                "The part {part} of the workbook unpacks to more than {ratio} times its size, "
                "as a zip bomb does.",
                part=part.filename,
                ratio=MOST_RATIO,
            )
            faults.add(file, message)
            return False
    return True


def _sheet_name(table: Table, workbook: CalamineWorkbook, file: str, faults: Faults) -> str | None:
    names = workbook.sheet_names
    if table.name in names:
        return str(table.name)
    if len(names) == 1:
        return str(names[0])
    message = _("The workbook has several sheets; name the one to read {name}.", name=table.name)
    faults.add(file, message)
    return None


def _has_sound_cells(file: str, archive: zipfile.ZipFile, sheet: str, faults: Faults) -> bool:
    """Inflate every part once: sizes and sums are checked, and the sheet's failed formulas found."""
    before = faults.count
    of_sheet = _part_of_sheet(archive, sheet)
    strings = _shared_strings(archive)
    text = 0
    failed: list[bytes] = []
    far: list[bytes] = []
    for part in archive.infolist():
        with archive.open(part) as content:
            for piece in _pieces(content):
                if part.filename == of_sheet:
                    failed.extend(_ERROR_CELL.findall(piece))
                    far.extend(_FAR_CELL.findall(piece))
                    text += strings.named_in(piece)
    _add_cells(file, failed, _("The formula in this cell failed."), faults)
    _add_cells(
        file, far, _("The cell lies far to the right of the table; delete the columns from BA on."), faults
    )
    if text > MOST_TEXT:
        message = _(
            "The cells of the workbook repeat {size} bytes of text; the limit is {most}. "
            "Use CSV or Parquet for a table of this size.",
            size=text,
            most=MOST_TEXT,
        )
        faults.add(file, message)
    return faults.count == before


def _shared_strings(archive: zipfile.ZipFile) -> SharedStrings:
    if _STRINGS not in archive.namelist():
        return SharedStrings(())
    with archive.open(_STRINGS) as content:
        return SharedStrings(iter(lambda: content.read(_PIECE), b""))


def _pieces(content: IO[bytes]) -> Iterator[bytes]:
    """The part in pieces that end with a whole tag, so that no tag is cut in two."""
    rest = b""
    while piece := content.read(_PIECE):
        joined = rest + piece
        end = joined.rfind(b">") + 1
        yield joined[:end]
        rest = joined[end:][-_LONGEST_TAG:]


def _add_cells(file: str, cells: Sequence[bytes], message: Message, faults: Faults) -> None:
    """A fault for each cell, which is given as its opening tag."""
    places = [match.groups() if (match := _REFERENCE.search(cell)) else (b"", b"0") for cell in cells]
    found = pl.DataFrame(
        [(column.decode(), int(row)) for column, row in places],
        schema={"column": pl.String, "row": pl.Int64},
        orient="row",
    )
    for (column,), group in found.group_by("column", maintain_order=True):
        faults.add_rows(file, str(column), group["row"], group["row"], lambda _value: message)


def _part_of_sheet(archive: zipfile.ZipFile, sheet: str) -> str:
    """The archive's part that holds the sheet of that name; KeyError when there is none."""
    relations = {
        relation.attrib["Id"]: relation.attrib["Target"]
        for relation in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    for element in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
        if element.tag.endswith("}sheet") and element.attrib.get("name") == sheet:
            relation = [value for name, value in element.attrib.items() if name.endswith("}id")]
            target = relations["".join(relation)]
            return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    raise KeyError(sheet)


def _cells(table: Table, file: str, rows: Sequence[Sequence[object]], faults: Faults) -> pl.LazyFrame | None:
    names, unnamed = header_names([_as_text(name) for name in rows[0]] if rows else [])
    if not check_header(table, file, names, faults):
        return None
    columns = {
        name: pl.Series([_as_text(row[place]) for row in rows[1:]], dtype=pl.String)
        for place, name in enumerate([*names, *unnamed])
    }
    if table.required and len(rows) < 2:
        faults.add(file, _("The file has no rows."))
    cells = pl.DataFrame(columns).with_row_index(ROW, offset=2).lazy()
    return check_unnamed(file, cells, unnamed, faults)


def _as_text(value: object) -> str:
    """A cell as the text that a CSV file would hold; a number that is not exact keeps its point."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _BIGGEST_EXACT else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)
