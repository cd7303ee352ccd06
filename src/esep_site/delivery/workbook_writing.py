"""Records → a workbook that people fill in and send back: heads in their language, lists to choose from."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import IO, Any

import xlsxwriter
from django.utils.translation import gettext, override
from django.utils.translation import gettext as _

from esep.places import places
from esep_site.bodies.models import Body
from esep_site.delivery.catalogue import FieldType, Kind
from esep_site.delivery.entries import Entry
from esep_site.delivery.workbook_layout import FORM, OWN, Column, Layout, Sheet, layout_of

HEAD_ROWS = 2
"""The hidden row of codes, and the heads."""
FILLED_ROWS = 2000
"""Rows below the heads that offer lists to choose from."""
MOST_DIGITS = 15
"""A spreadsheet keeps as many digits of a number; a longer one is written as text."""
LONGEST_TAB = 31
_FORBIDDEN = dict.fromkeys(map(ord, "[]:*?/\\\\'"), " ")
_FORMATS: Mapping[FieldType, dict[str, Any]] = {
    FieldType.DAY: {"num_format": "dd.mm.yyyy"},
    FieldType.MONEY: {"num_format": "# ##0"},
    FieldType.NUMBER: {"num_format": "0"},
    FieldType.YEAR: {"num_format": "0"},
    FieldType.DECIMAL: {"num_format": "General"},
    FieldType.SHARE: {"num_format": "General"},
}
_WIDTHS = {
    "code": 20,
    "record": 20,
    "name_kk": 45,
    "name_ru": 45,
    "text": 45,
    "place_name": 26,
    "version": 10,
}


def write_workbook(
    to: IO[bytes],
    kind: Kind,
    entries: Iterable[Entry],
    language: str,
    *,
    made_on: datetime.datetime | None = None,
    with_names: bool = True,
) -> int:
    """Write records of a kind into ``to``; the number of records. No entries make an empty template.

    ``made_on`` is said in the file, now unless it is given. Without ``with_names`` bodies have only codes,
    and no database is asked.
    """
    layout, written = layout_of(kind), 0
    with override(language), xlsxwriter.Workbook(to, {"constant_memory": True}) as book:
        told = {"title": str(kind.plural.in_language(language)), "author": "Esep"}
        book.set_properties(told | ({"created": made_on} if made_on else {}))
        looks = _Looks(book)
        writers = [
            _RowWriter(_begun(book, looks, sheet, language), sheet, looks, language, with_names)
            for sheet in layout.sheets
        ]
        for entry in entries:
            for writer in writers:
                writer.add(entry)
            written += 1
        _explain(book, looks, layout, language)
    return written


class _Looks:
    """The formats of a workbook, made once each."""

    def __init__(self, book: Any) -> None:
        self.head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E6EEF5", "border": 1}
        )
        self.required = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#CFE0EF", "border": 1}
        )
        self.told = book.add_format(
            {"italic": True, "text_wrap": True, "valign": "top", "font_color": "#555555", "border": 1}
        )
        self.grey = book.add_format({"font_color": "#555555", "italic": True})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.text = book.add_format({"num_format": "@"})
        self.of = {kind: book.add_format(form) for kind, form in _FORMATS.items()}

    def cell(self, column: Column) -> Any:
        """How the cells of a column look."""
        return self.grey if column.told else self.of.get(column.field.type, self.text)


def _begun(book: Any, looks: _Looks, sheet: Sheet, language: str) -> Any:
    made = book.add_worksheet(tab(sheet, language))
    for at, column in enumerate(sheet.columns):
        width = _WIDTHS.get(column.code, 16)
        made.set_column(at, at, width, looks.cell(column), {"hidden": column.code == "version"})
        if column.field.choices:
            _offer(made, at, [names.in_language(language) for names in column.field.choices.values()])
        elif column.field.type is FieldType.YES_NO:
            _offer(made, at, [_("yes"), _("no")])
    made.set_row(0, None, looks.grey, {"hidden": True})
    made.set_row(1, 45)
    made.freeze_panes(HEAD_ROWS, 1)
    for at, column in enumerate(sheet.columns):
        made.write_string(0, at, column.code)
    for at, column in enumerate(sheet.columns):
        look = looks.told if column.told else looks.required if column.required else looks.head
        made.write_string(1, at, head(column, language), look)
    return made


def _offer(sheet: Any, at: int, words: Sequence[str]) -> None:
    """A list to choose from; a spreadsheet keeps 255 letters of one."""
    if len(",".join(words)) <= 255 and not any("," in word for word in words):
        sheet.data_validation(
            HEAD_ROWS,
            at,
            FILLED_ROWS,
            at,
            {"validate": "list", "source": list(words), "error_type": "warning"},
        )


def tab(sheet: Sheet, language: str) -> str:
    """The name of a sheet, as a spreadsheet allows it."""
    return " ".join(sheet.names.in_language(language).translate(_FORBIDDEN).split())[:LONGEST_TAB]


def head(column: Column, language: str) -> str:
    """The head of a column with its unit; a star where it must be filled."""
    name = column.field.names.in_language(language)
    unit = f", {column.field.unit.in_language(language)}" if column.field.unit else ""
    return f"{name}{unit}{' *' if column.required else ''}"


class _RowWriter:
    """Writes the rows of one sheet, one under the other."""

    def __init__(self, made: Any, sheet: Sheet, looks: _Looks, language: str, with_names: bool) -> None:
        self.made, self.sheet, self.looks, self.language = made, sheet, looks, language
        self.with_names = with_names
        self.row = HEAD_ROWS

    def add(self, entry: Entry) -> None:
        """The rows that an entry has on the sheet."""
        for cells in rows_of(self.sheet, entry):
            for at, column in enumerate(self.sheet.columns):
                value = self._told(column, cells) if column.told else cells.get(column.code)
                if value is not None and value != "":
                    self._write(at, column, value)
            self.row += 1

    def _told(self, column: Column, cells: Mapping[str, Any]) -> str:
        code = str(cells.get(column.code.removesuffix("_name")) or "")
        if column.code == "place_name":
            return places().get(code).names.in_language(self.language) if code in places() else ""
        return self._bodies.get(code, "") if code else ""

    @cached_property
    def _bodies(self) -> dict[str, str]:
        name = "name_ru" if self.language == "ru" else "name_kk"
        return {} if not self.with_names else dict(Body.objects.values_list("code", name))

    def _write(self, at: int, column: Column, value: Any) -> None:
        field, look, row = column.field, self.looks.cell(column), self.row
        match field.type:
            case FieldType.CHOICE:
                names = field.choices.get(str(value))
                self.made.write_string(
                    row, at, names.in_language(self.language) if names else str(value), look
                )
            case FieldType.YES_NO:
                self.made.write_string(row, at, gettext("yes") if value else gettext("no"), look)
            case FieldType.DAY:
                day = value if isinstance(value, datetime.date) else datetime.date.fromisoformat(str(value))
                self.made.write_datetime(row, at, datetime.datetime.combine(day, datetime.time()), look)
            case FieldType.NUMBER | FieldType.MONEY | FieldType.YEAR | FieldType.DECIMAL | FieldType.SHARE:
                exact = Decimal(str(value))
                if len(exact.as_tuple().digits) > MOST_DIGITS:
                    self.made.write_string(row, at, str(value), look)
                else:
                    self.made.write_number(row, at, float(exact), look)
            case _:
                self.made.write_string(row, at, str(value), look)


def rows_of(sheet: Sheet, entry: Entry) -> Iterable[Mapping[str, Any]]:
    """The rows that an entry has on a sheet: values by the codes of columns."""
    if sheet.part == "samples":
        for inspection in entry.inspections or ():
            for sample in inspection.samples or ():
                told = {name: getattr(sample, name) for name in sample.__slots__}
                yield {"record": entry.code, "inspection": inspection.mark, **told}
        return
    if sheet.part:
        for line in getattr(entry, sheet.part) or ():
            yield {"record": entry.code, **{name: getattr(line, name) for name in line.__slots__}}
        return
    names = (column.code for column in sheet.columns if not column.code.startswith(OWN) and not column.told)
    span = entry.source_span
    yield {
        **{name: getattr(entry, name) for name in names},
        **{f"{OWN}{name}": value for name, value in entry.fields.items()},
        "source_span": "–".join(map(str, span)) if span is not None else "",
    }


def _explain(book: Any, looks: _Looks, layout: Layout, language: str) -> None:
    """The last sheet: how to fill the others in, and by which kind they are read."""
    sheet = book.add_worksheet(_("How to fill in")[:LONGEST_TAB])
    sheet.set_column(0, 0, 110, looks.wrapped)
    lines = [
        layout.kind.about.in_language(language),
        _("One row is one record. Its money, partners, milestones, risks and jobs stand on the next sheets."),
        _("Heads with a star must be filled. Columns in italics are only for reading."),
        _("Rows and columns may stand in any order."),
        _("A sheet that you delete leaves what is in the ledger."),
        _("A sheet that is there holds all rows of its records: a row that you take out is taken out there."),
        _(
            "Inspections and faults of the works stay, also those that are not on their sheets. "
            "An inspection is told by its mark: the number of a protocol, or the mark of an export."
        ),
        _(
            "A fault of the works is told by its mark, too, where it has one: then it may be called "
            "otherwise. Leave the marks of an export as they are."
        ),
        _("Days are written as 31.12.2026, money in whole tenge, places with nine digits of the classifier."),
        _("Leave the hidden row and the hidden column: by them columns and changes of others are known."),
    ]  # fmt: skip
    for at, line in enumerate(lines):
        sheet.write_string(at, 0, line)
    sheet.write_string(len(lines), 0, f"esep {FORM} {layout.kind.kind} {layout.kind.version}", looks.grey)
