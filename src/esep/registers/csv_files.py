"""Extracts in CSV: UTF-8 with or without a byte order mark, or CP1251; parted by commas, semicolons or tabs.

CP1251 is accepted only when no byte stands for anything but ASCII and the letters and marks of Russian text:
a UTF-8 file with one broken byte would otherwise pass as CP1251 and turn every name into nonsense. CP1251
lacks the Kazakh letters but «і»: a spreadsheet writes question marks for them, and such a file is refused.
"""

from __future__ import annotations

import csv
import re
from io import BytesIO, StringIO
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from esep.messages import messages_of
from esep.registers.faults import ROW, Faults
from esep.registers.headers import check_header, check_unnamed, header_names
from esep.registers.quality import NoteCode
from esep.registers.schema import Table

_, _n = messages_of("esep.registers")

Counts = npt.NDArray[np.int64]

_BLOCK = 1 << 24
_NEWLINE = 10
_RETURN = 13
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SEPARATORS = ",;\t"
# A question mark beside a letter, in bytes of CP1251.
_LOST_LETTER = re.compile(rb"[A-Za-z\xb2\xb3\xa8\xb8\xc0-\xff]\?|\?[A-Za-z\xb2\xb3\xa8\xb8\xc0-\xff]")
_ASCII = frozenset(range(128))
_CP1251_TEXT = frozenset(
    "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюяЁёІі№«»–—".encode("cp1251")
)


def read_csv(table: Table, path: Path, faults: Faults) -> tuple[pl.LazyFrame | None, tuple[NoteCode, ...]]:
    """The cells as text; faults for broken encoding, a wrong header, rows with too many or too few cells."""
    content = path.read_bytes()
    source: Path | BytesIO = path
    notes: tuple[NoteCode, ...] = ()
    if not _is_utf8(content):
        if not _is_sound_cp1251(path.name, content, faults):
            return None, ()
        content = content.decode("cp1251").encode()
        source = BytesIO(content)
        notes = ("read_as_cp1251",)
    content = content.removeprefix(_BYTE_ORDER_MARK)
    separator, header = _header(content)
    names, unnamed = header_names(header)
    if not check_header(table, path.name, names, faults):
        return None, ()
    if not _is_rectangular(path.name, content, separator, len(header), faults):
        return None, ()
    cells = pl.scan_csv(
        source,
        glob=False,
        infer_schema=False,
        separator=separator,
        new_columns=[*names, *unnamed],
        row_index_name=ROW,
        row_index_offset=2,
    )
    if table.required and not content.split(b"\n", 1)[-1].strip():
        faults.add(path.name, _("The file has no rows."))
    return check_unnamed(path.name, cells, unnamed, faults), notes


def _header(content: bytes) -> tuple[str, list[str]]:
    """The separator and the names of the first row; a row that cannot be split is one name."""
    first_line = content.split(b"\n", 1)[0].decode()
    separator = max(_SEPARATORS, key=first_line.count)
    try:
        names = next(csv.reader([first_line], delimiter=separator), [])
    except csv.Error:
        names = [first_line]
    return separator, names


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_sound_cp1251(file: str, content: bytes, faults: Faults) -> bool:
    """Whether the content is Russian text in CP1251 from which no Kazakh letter was lost."""
    before = faults.count
    if content.startswith(_UTF_16_MARKS):
        faults.add(file, _("The file is UTF-16 text. Save the file as CSV UTF-8."))
    elif not set(content) <= _ASCII | _CP1251_TEXT:
        _add_broken_lines(file, content, faults)
    else:
        lines = enumerate(content.split(b"\n"), start=1)
        lost = pl.Series([row for row, line in lines if _LOST_LETTER.search(line)], dtype=pl.Int64)
        message = _(
            "Question marks stand for Kazakh letters, which were lost when the file was saved in CP1251. "
            "Save the file as CSV UTF-8."
        )
        faults.add_rows(file, "", lost, lost, lambda _value: message)
    return faults.count == before


def _add_broken_lines(file: str, content: bytes, faults: Faults) -> None:
    rows = [row for row, line in enumerate(content.split(b"\n"), start=1) if not _is_utf8(line)]
    broken = pl.Series(rows, dtype=pl.Int64)
    faults.add_rows(
        file, "", broken, broken, lambda _value: _("The row is not UTF-8 text. Save the file as CSV UTF-8.")
    )


def _is_rectangular(file: str, content: bytes, separator: str, width: int, faults: Faults) -> bool:
    """Whether each row has ``width`` cells; empty lines are no rows."""
    before = faults.count
    if b'"' in content:
        widths = _quoted_widths(file, content, separator, faults)
    else:
        widths = _plain_widths(content, separator)
    is_wrong = (widths != width) & (widths != 0)
    faults.add_rows(
        file,
        "",
        pl.Series(np.flatnonzero(is_wrong) + 1),
        pl.Series(widths[is_wrong]),
        lambda count: _("The row has {count} cells, the header {width}.", count=count, width=width),
    )
    return faults.count == before


def _plain_widths(content: bytes, separator: str) -> Counts:
    """The number of cells in each line of a file without quotes, 0 for an empty line."""
    counts: list[Counts] = [np.zeros(0, dtype=np.int64)]
    start = 0
    while start < len(content):
        cut = content.find(b"\n", start + _BLOCK)
        end = len(content) if cut < 0 else cut + 1
        block = np.frombuffer(content, dtype=np.uint8, count=end - start, offset=start)
        breaks = np.flatnonzero(block == _NEWLINE)
        if not len(breaks) or breaks[-1] != len(block) - 1:
            breaks = np.append(breaks, len(block))
        separators = np.flatnonzero(block == ord(separator))
        lengths = np.diff(breaks, prepend=-1) - 1
        within = np.diff(np.searchsorted(separators, breaks), prepend=0)
        is_empty = (within == 0) & ((lengths == 0) | ((lengths == 1) & (block[breaks - 1] == _RETURN)))
        counts.append(np.where(is_empty, 0, within + 1))
        start = end
    return np.concatenate(counts)


def _quoted_widths(file: str, content: bytes, separator: str, faults: Faults) -> Counts:
    """The number of cells in each row of a file with quotes, which may hold separators and line breaks."""
    rows = csv.reader(StringIO(content.decode(), newline=""), delimiter=separator, strict=True)
    widths: list[int] = []
    try:
        widths.extend(len(row) for row in rows)
    except csv.Error as error:
        message = _("The quotation marks here do not pair: {reason}.", reason=str(error))
        faults.add(file, message, row=rows.line_num)
    return np.array(widths, dtype=np.int64)
