"""The account as a workbook: a sheet for each table, numbers as numbers."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from esep.account.content import AccountContent
from esep.account.family_views import family_views, overview_figures
from esep.account.source_views import notes_view, queries_view
from esep.account.text_views import text_views
from esep.account.views import TEN_THOUSANDTHS, Column, Form, Value, View, form_of
from esep.account.wording import wording
from esep.figures import indicator
from esep.messages import Language

FORMS: dict[Form, dict[str, object]] = {
    "text": {"text_wrap": True, "valign": "top"},
    "number": {"num_format": "#,##0", "valign": "top"},
    "share": {"num_format": "0.0%", "valign": "top"},
    "index": {"num_format": "0.000", "valign": "top"},
    "money": {"num_format": "#,##0", "valign": "top"},
}
NARROWEST, WIDEST = 10, 60
LONGEST_TITLE = 31


def render_workbook(content: AccountContent, language: Language) -> bytes:
    """The account in ``language`` as the bytes of an XLSX file; the same content gives the same bytes."""
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    created = datetime(content.date.year, content.date.month, content.date.day, tzinfo=UTC).replace(
        tzinfo=None
    )
    title = f"{wording(language)['title']}: {content.place_name.in_language(language)}"
    workbook.set_properties({"title": title, "created": created})
    formats = {form: workbook.add_format(options) for form, options in FORMS.items()}
    head = workbook.add_format(
        {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#e9eff5"}
    )
    titles: set[str] = set()
    for view in _views(content, language):
        _write(workbook.add_worksheet(_sheet_title(view.title, titles)), view, formats, head)
    workbook.close()
    return buffer.getvalue()


def _views(content: AccountContent, language: Language) -> tuple[View, ...]:
    return (
        _head_view(content, language),
        _overview_view(content, language),
        *(_in_tenge(view, language) for view in family_views(content, language)),
        *text_views(content, language),
        notes_view(content, language),
        queries_view(content, language),
    )


def _head_view(content: AccountContent, language: Language) -> View:
    words, stamp = wording(language), content.stamp
    rows: list[tuple[Value, ...]] = [
        (words["title"], content.place_name.in_language(language)),
        (words["account_date"], content.date.isoformat()),
        (words["law_date"], stamp.law_date.isoformat()),
        (words["law_hash"], stamp.law_hash),
        (words["snapshot"], stamp.snapshot),
        (words["snapshot_date"], stamp.snapshot_date.isoformat()),
        (words["program"], stamp.program_version),
    ]
    if content.is_made_up:
        rows.append((words["note"], words["made_up"]))
    columns = (Column(words["indicator"]), Column(words["value"]))
    return View("title", words["title"], columns, tuple(rows))


def _overview_view(content: AccountContent, language: Language) -> View:
    words, figures = wording(language), overview_figures(content)
    entries = [indicator(figure.indicator) for figure in figures]
    rows = tuple(
        (entry.name.in_language(language), figure.value, entry.definition.in_language(language))
        for entry, figure in zip(entries, figures, strict=True)
    )
    columns = (Column(words["indicator"]), Column(words["value"], "number"), Column(words["definition"]))
    forms = tuple(form_of(entry.unit) for entry in entries)
    return View("overview", words["overview"], columns, rows, row_forms=forms)


def _in_tenge(view: View, language: Language) -> View:
    """A view whose heads name tenge, as the workbook holds money in full."""
    million, tenge = wording(language)["million_tenge"], wording(language)["tenge"]
    columns = tuple(Column(c.head.replace(million, tenge), c.form, c.indicator) for c in view.columns)
    return replace(view, columns=columns)


def _sheet_title(title: str, used: set[str]) -> str:
    """A title that a workbook accepts: at most 31 letters, no []:*?/\\, unlike the ones before."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", title)[:LONGEST_TITLE].strip()
    number = 2
    chosen = plain
    while chosen.lower() in used:
        ending = f" {number}"
        chosen, number = plain[: LONGEST_TITLE - len(ending)] + ending, number + 1
    used.add(chosen.lower())
    return chosen


def _write(sheet: Worksheet, view: View, formats: dict[Form, Format], head: Format) -> None:
    for column, description in enumerate(view.columns):
        sheet.write_string(0, column, description.head, head)
        sheet.set_column(column, column, _width(view, column))
    for line, row in enumerate(view.rows, start=1):
        for column, value in enumerate(row):
            form = view.form(line - 1, column)
            if isinstance(value, str):
                sheet.write_string(line, column, value, formats["text"])
            elif value is not None:
                number = float(value) / TEN_THOUSANDTHS if form in ("share", "index") else float(value)
                sheet.write_number(line, column, number, formats[form])
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)


def _width(view: View, column: int) -> int:
    if view.columns[column].form != "text":
        return 18
    longest = max((len(str(row[column] or "")) for row in view.rows), default=0)
    return max(NARROWEST, min(WIDEST, longest + 2))
