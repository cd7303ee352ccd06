"""The command that checks the figures of official texts and tables."""

from __future__ import annotations

from typing import Annotated

import typer

from esep.cli import showing
from esep.cli.application import app
from esep.cli.options import AllFaults, Checked, Quiet, Speech
from esep.cli.place_names import region_named
from esep.cli.read_documents import ReadText, read_texts
from esep.cli.screen import stages
from esep.cli.wording import Command
from esep.figures import OfficialText, Table, read_tables
from esep.figures import check as findings_of
from esep.messages import messages_of
from esep.reading.tables.layout import Layout

_, _n = messages_of(__package__)

TABLES = {".csv", ".xlsx"}
"""The endings of files that hold a table to check, not a text."""


@app.command(
    cls=Command,
    help=str(
        _(
            "Check the figures of official texts and tables: contradictions, doubts, "
            "remainders, confirmations.\n\n"
            "Example: esep check briefing.txt report.pdf jobs.xlsx"
        )
    ),
)
def check(
    files: Checked,
    place: Annotated[
        str | None,
        typer.Option("--place", help=str(_("The region that speaks: its code or name.")), show_default=False),
    ] = None,
    quiet: Quiet = False,
    all_faults: AllFaults = False,
    language: Speech = None,
) -> None:
    """Print the findings."""
    del language, all_faults
    code = None if place is None else region_named(place).code
    tables = [table for path in files if path.suffix.lower() in TABLES for table in read_tables(path)]
    with stages(quiet=quiet) as progress:
        read = read_texts([path for path in files if path.suffix.lower() not in TABLES], progress)
    tables += [table for text in read for table in tables_of(text)]
    texts = [
        OfficialText(
            text.name, text.document.text, text.reading.statements, text.reading.sentences, place=code
        )
        for text in read
    ]
    showing.findings(findings_of(texts, tables))


def tables_of(text: ReadText) -> list[Table]:
    """The tables with figures of a document, to be checked as sheets are."""
    layouts = (Layout(text.document.text, table) for table in text.document.tables if not table.is_doubtful)
    found = [layout.rows for layout in layouts if layout.figures]
    return [
        Table(str(_("{file}, table {number}", file=text.name, number=number)), rows)
        for number, rows in enumerate(found, 1)
    ]
