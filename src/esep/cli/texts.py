"""Commands on official texts: read them, check their figures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from esep.cli import showing
from esep.cli.application import app
from esep.cli.options import AllFaults, Checked, Documents, Quiet, Speech
from esep.cli.place_names import region_named
from esep.cli.screen import out, stages
from esep.cli.wording import Command
from esep.errors import EsepError, Fault, InputRefused
from esep.figures import OfficialText, read_tables
from esep.figures import check as findings_of
from esep.messages import messages_of
from esep.reading import Reading, read, read_document
from esep.reading.plain_form import reading_row
from esep.registers import Progress

_, _n = messages_of(__package__)

TABLES = {".csv", ".xlsx"}
"""The endings of files that hold a table to check, not a text."""


@app.command(
    "read",
    cls=Command,
    help=str(
        _(
            "Read official texts: their figures, instructions and doubts.\n\n"
            "Example: esep read protocol.docx --json-lines"
        )
    ),
)
def read_texts(
    files: Documents,
    json_lines: Annotated[
        bool, typer.Option("--json-lines", help=str(_("One JSON object a text, with exact offsets.")))
    ] = False,
    quiet: Quiet = False,
    all_faults: AllFaults = False,
    language: Speech = None,
) -> None:
    """Print what the texts say."""
    del language, all_faults
    with stages(quiet=quiet or json_lines) as progress:
        readings = _readings(files, progress)
    for name, _text, reading in readings:
        if json_lines:
            out.print(json.dumps(reading_row(name, reading), ensure_ascii=False), markup=False)
        else:
            showing.reading(name, reading)


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
        readings = _readings([path for path in files if path.suffix.lower() not in TABLES], progress)
    texts = [
        OfficialText(name, text, reading.statements, reading.sentences, place=code)
        for name, text, reading in readings
    ]
    showing.findings(findings_of(texts, tables))


def _readings(files: list[Path], progress: Progress) -> list[tuple[str, str, Reading]]:
    """Name, text and reading of each file; InputRefused names every file that cannot be read."""
    stage, found, faults = _("Reading texts"), [], []
    for done, path in enumerate(files):
        progress(stage, done, len(files))
        try:
            text = read_document(path).text
            found.append((str(path), text, read(text)))
        except EsepError as error:
            if len(files) == 1:
                raise
            faults.append(Fault(str(path), 0, "", error.message))
    progress(stage, len(files), len(files))
    if faults:
        count = len(faults)
        raise InputRefused(_n("{n} file cannot be read.", "{n} files cannot be read.", count), faults)
    return found
