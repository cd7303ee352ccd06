"""Lists of families as files: XLSX and CSV, written row by row, whatever their length."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.utils.translation import gettext as _

from esep_site import spreadsheets
from esep_site.families.list_form import kind_name, title_of
from esep_site.families.list_queries import FamilyLine
from esep_site.families.place_figures import name_of
from esep_site.spreadsheets import Cell


def heads() -> list[str]:
    """The names of the columns, in the language of the page."""
    return [
        *(_("Card number"), _("Head of the family"), _("Year of birth"), _("Place"), _("Place code")),
        *(_("Level"), _("Points"), _("Members"), _("Children"), _("Kind of family")),
        *(_("Income per head, tenge a month"), _("Poverty line, tenge"), _("Subsistence minimum, tenge")),
        *(_("Targeted assistance, tenge a month"), _("All payments due, tenge a month")),
        *(_("Rights not drawn"), _("Rights"), _("The family")),
    ]


def cells(line: FamilyLine) -> list[Cell]:
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
    return spreadsheets.write_xlsx(path, _("Families"), heads(), map(cells, lines), about)


def write_csv(path: Path, lines: Iterable[FamilyLine]) -> int:
    """The list as CSV; returns the number of families."""
    return spreadsheets.write_csv(path, heads(), map(cells, lines))
