"""Files that spreadsheets open: tables as XLSX and CSV, written row by row; no cell of theirs may run."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from django.forms import BaseForm
from django.utils.translation import gettext as _

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
GROUPED = 10_000
"""From here on the digits of a number are grouped."""

Cell = str | int | datetime.date | None


def harmless(cell: Any) -> Any:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(BEGINS_A_FORMULA) else cell


def write_xlsx(
    path: Path,
    title: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    about: Iterable[tuple[str, str]],
) -> int:
    """A workbook with a table and a sheet that says what it is; returns the number of rows.

    ``title`` names the sheet of the table, and its number of rows in the other. Days are days there, texts
    never formulas or links. The table's first row and two columns stay where they are.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as book:
        bold, number = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0"})
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet = book.add_worksheet(title)
        sheet.freeze_panes(1, 2)
        for column, head in enumerate(heads):
            sheet.set_column(column, column, max(10, min(28, len(head) + 2)))
            sheet.write_string(0, column, head, bold)
        written = 0
        for written, cells in enumerate(rows, start=1):
            for column, value in enumerate(cells):
                if isinstance(value, int):
                    sheet.write_number(written, column, value, number if value >= GROUPED else None)
                elif isinstance(value, datetime.date):
                    sheet.write_datetime(written, column, value, day)
                elif value:
                    sheet.write_string(written, column, value)
        stamp = book.add_worksheet(_("What this is"))
        stamp.set_column(0, 0, 30)
        stamp.set_column(1, 1, 70)
        for row, (name, text) in enumerate([*about, (title, str(written))]):
            stamp.write_string(row, 0, name, bold)
            stamp.write_string(row, 1, text)
    return written


def write_csv(path: Path, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """A table as CSV in UTF-8 with a byte order mark, days as 2026-12-31; returns the number of rows."""
    written = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(heads)
        for cells in rows:
            lines.writerow([harmless(cell) for cell in cells])
            written += 1
    return written


def chosen(form: BaseForm) -> list[tuple[str, str]]:
    """What a sound form of filters asks, as pairs of words: the label of a field and what was chosen."""
    said = []
    for field in form:
        value = form.cleaned_data.get(field.name)
        if value in (None, "", [], False):
            continue
        names = dict(getattr(field.field, "choices", ()))
        values = value if isinstance(value, list) else [value]
        said.append((str(field.label), ", ".join(str(names.get(str(each), each)) for each in values)))
    return said
