"""The command that answers families written as JSON; it starts quickly, for others call it often."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from esep.cli.application import app
from esep.cli.options import AllFaults, Quiet, Speech
from esep.cli.screen import note, out
from esep.cli.wording import Command
from esep.familymap import CORE_PROVISIONS
from esep.familymap.answering import answer_families
from esep.familymap.answering.answers import check_ending
from esep.messages import messages_of

_, _n = messages_of(__package__)


@app.command(
    cls=Command,
    help=str(
        _(
            "Answer families written as JSON: what the law of a day grants to each.\n\n"
            "Example: esep answer families.jsonl --on 2026-10-01 --out answers.jsonl"
        )
    ),
)
def answer(
    file: Annotated[
        Path,
        typer.Argument(
            help=str(_("Families as a JSON array, or one in each line.")),
            metavar=str(_("FILE")),
            show_default=False,
        ),
    ],
    on: Annotated[
        datetime,
        typer.Option("--on", formats=["%Y-%m-%d"], help=str(_("The day whose law answers."))),
    ],
    to: Annotated[
        Path,
        typer.Option("--out", help=str(_("The file to write: .jsonl, .ndjson, .json or .parquet."))),
    ],
    about: Annotated[
        list[str] | None,
        typer.Option(
            "--about", help=str(_("A provision, for instance level; may be repeated.")), show_default=False
        ),
    ] = None,
    quiet: Quiet = False,
    all_faults: AllFaults = False,
    language: Speech = None,
) -> None:
    """Write the answers to a file and say how many families were answered."""
    del language, all_faults
    check_ending(to)
    answers = answer_families(file, on=on.date(), provisions=about or CORE_PROVISIONS)
    for path in answers.write(to):
        out.print(str(path), markup=False)
    count = len(answers.families)
    note(_n("{n} family was answered.", "{n} families were answered.", count), quiet=quiet)
