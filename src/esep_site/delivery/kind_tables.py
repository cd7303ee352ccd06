"""Records of one kind as CSV: the first sheet of their workbook, codes in the first row and in the cells.

What is written is read as the same. The other parts of a record (money, jobs …) stand in workbooks only, and
a table leaves them as they are.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable
from typing import IO, Any

from esep_site.delivery.catalogue import Kind
from esep_site.delivery.entries import Entry
from esep_site.delivery.workbook_layout import layout_of
from esep_site.delivery.workbook_writing import rows_of
from esep_site.spreadsheets import BEGINS_A_FORMULA

KIND = "kind"
"""The column that says of which kind the records are."""
GUARDED = (*BEGINS_A_FORMULA, "'")
"""Before a text that begins so stands an apostrophe, so that no spreadsheet takes it for a formula."""


def write_table(kind: Kind, entries: Iterable[Entry]) -> str:
    """Records of a kind as CSV, days as 2026-12-31, choices by their codes; with a byte order mark."""
    sheet = layout_of(kind).sheets[0]
    columns = [column.code for column in sheet.columns if not column.told]
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow([KIND, *columns])
    for entry in entries:
        for cells in rows_of(sheet, entry):
            lines.writerow([kind.kind, *(_written(cells.get(code)) for code in columns)])
    return "\ufeff" + text.getvalue()


def read_rows(content: IO[bytes]) -> list[list[str]]:
    """The cells of a table; ValueError where it is no CSV in UTF-8. Semicolons may stand for commas."""
    text = content.read().decode("utf-8-sig")
    first, _end, _rest = text.partition("\n")
    delimiter = ";" if first.count(";") > first.count(",") else ","
    try:
        return [[_read(cell) for cell in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    except csv.Error as error:
        raise ValueError(str(error)) from error


def _written(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.date):
        return value.isoformat()
    return f"'{value}" if isinstance(value, str) and value.startswith(GUARDED) else value


def _read(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(GUARDED) else cell
