"""The command that checks the figures of official texts and tables."""

from __future__ import annotations

from typing import Annotated

import typer

from esep.cli import showing
from esep.cli.application import app
from esep.cli.options import AllFaults, Checked, Quiet, Speech
from esep.cli.place_names import region_named
from esep.cli.read_documents import read_texts
from esep.cli.screen import stages
from esep.cli.wording import Command
from esep.figures import OfficialText, read_tables
from esep.figures import check as findings_of
from esep.messages import messages_of

_, _n = messages_of(__package__)

TABLES = {".csv", ".xlsx"}
"""The endings of files that hold a table to check, not a text."""


@app.command(
    cls=Command,
    help=str(
        _(
            "Check the figures of official texts and tables: contradictions, remainders, confirmations.\n\n"
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
    texts = [
        OfficialText(
            text.name, text.document.text, text.reading.statements, text.reading.sentences, place=code
        )
        for text in read
    ]
    showing.findings(findings_of(texts, tables))
