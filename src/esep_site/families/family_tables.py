"""Lists of families as files: XLSX and CSV, written row by row, whatever their length."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

import xlsxwriter
from django.utils.translation import gettext as _

from esep_site.families.list_form import kind_name, title_of
from esep_site.families.place_figures import name_of
from esep_site.families.queries import FamilyLine
from esep_site.spreadsheets import harmless

Value = str | int | None


def heads() -> list[str]:
    """The names of the columns, in the language of the page."""
    return [
        *(_("Card number"), _("Head of the family"), _("Year of birth"), _("Place"), _("Place code")),
        *(_("Level"), _("Points"), _("Members"), _("Children"), _("Kind of family")),
        *(_("Income per head, tenge a month"), _("Poverty line, tenge"), _("Subsistence minimum, tenge")),
        *(_("Targeted assistance, tenge a month"), _("All payments due, tenge a month")),
        *(_("Rights not drawn"), _("Rights"), _("The family")),
    ]


def cells(line: FamilyLine) -> list[Value]:
    """A family's row. The number is a text: spreadsheets round numbers of more than fifteen digits."""
    return [
        *(str(line.family), line.head, line.birth_year, name_of(line.place), line.place),
        *(line.level, line.points, line.members, line.children, kind_name(line.kind)),
        *(line.income_per_head, line.line, line.minimum, line.assistance, line.payments),
        _("yes") if line.undrawn else _("no"),
        "; ".join(title_of(right) for right in line.rights),
        "; ".join(title_of(flag) for flag in line.flags),
    ]


def write_xlsx(path: Path, lines: Iterable[FamilyLine], about: Iterable[tuple[str, str]]) -> int:
    """A workbook with the list and a sheet that says what it is; returns the number of families."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as book:
        bold, number = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0"})
        sheet = book.add_worksheet(_("Families"))
        sheet.freeze_panes(1, 2)
        for column, head in enumerate(heads()):
            sheet.set_column(column, column, max(10, min(28, len(head) + 2)))
            sheet.write_string(0, column, head, bold)
        rows = 0
        for rows, line in enumerate(lines, start=1):
            for column, value in enumerate(cells(line)):
                if isinstance(value, int):
                    sheet.write_number(rows, column, value, number if value >= 10_000 else None)
                elif value:
                    sheet.write_string(rows, column, value)
        stamp = book.add_worksheet(_("What this is"))
        stamp.set_column(0, 0, 30)
        stamp.set_column(1, 1, 70)
        for row, (name, text) in enumerate([*about, (_("Families"), str(rows))]):
            stamp.write_string(row, 0, name, bold)
            stamp.write_string(row, 1, text)
    return rows


def write_csv(path: Path, lines: Iterable[FamilyLine]) -> int:
    """The list as CSV in UTF-8 with a byte order mark; returns the number of families."""
    rows = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heads())
        for line in lines:
            writer.writerow([harmless(cell) for cell in cells(line)])
            rows += 1
    return rows
