"""``esep site enter``: workbooks of records entered on the server."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from esep.cli.options import AllFaults, Speech
from esep.cli.wording import Command
from esep.messages import messages_of
from esep_site.running import own_database
from esep_site.setting_up import ready_database

_, _n = messages_of(__package__)

commands = typer.Typer()


@commands.command(
    cls=Command,
    help=str(
        _(
            "Enter a folder of workbooks of records into the ledger, with its bodies and targets.\n\n"
            "Example: esep site enter examples/ledger"
        )
    ),
)
def enter(
    folder: Annotated[
        Path,
        typer.Argument(
            help=str(_("A folder with workbooks, bodies.yaml and targets.yaml.")),
            metavar=str(_("FOLDER")),
        ),
    ],
    all_faults: AllFaults = False,
    language: Speech = None,
) -> None:
    """Enter it, and say how many records are new, changed, unchanged."""
    del language, all_faults
    with own_database():
        ready_database()
        from esep_site.entering import enter_folder

        done = enter_folder(folder)
    typer.echo(
        _(
            "New: {entered}; changed: {changed}; without a change: {unchanged}.",
            entered=done.entered,
            changed=done.changed,
            unchanged=done.unchanged,
        )
    )
