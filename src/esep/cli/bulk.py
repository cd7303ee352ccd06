"""The command that explains many families at once: those of a district."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from esep.account import open_region
from esep.cli import showing
from esep.cli.application import app
from esep.cli.options import AllFaults, Quiet, RegionFolder, Speech
from esep.cli.place_names import district_named
from esep.cli.screen import note, stages
from esep.cli.wording import Command
from esep.familymap.district_list import FAMILIES_A_FILE, DistrictList
from esep.familymap.explanations import explain_families
from esep.messages import current_language, messages_of

_, _n = messages_of(__package__)


@app.command(
    cls=Command,
    help=str(
        _(
            "Explain all families of a district: every value that leads to the answers, the law once, and a "
            "list to print.\n\n"
            "Example: esep explanations zhambyl --district 'Мерке ауданы' --out merke"
        )
    ),
)
def explanations(
    folder: RegionFolder,
    district: Annotated[str, typer.Option("--district", help=str(_("A district: its code or name.")))],
    to: Annotated[
        Path, typer.Option("--out", help=str(_("The folder to write to.")), metavar=str(_("FOLDER")))
    ] = Path("explanations"),
    most: Annotated[
        int,
        typer.Option("--per-file", min=1, help=str(_("The most families in one list for printing."))),
    ] = FAMILIES_A_FILE,
    quiet: Quiet = False,
    all_faults: AllFaults = False,
    language: Speech = None,
) -> None:
    """Write the explanations into a folder and say how many families they are of."""
    del language, all_faults
    region = open_region(folder)
    place = district_named(district, region.place)
    with stages(quiet=quiet) as progress:
        snapshot = region.snapshot(progress)
        made = explain_families(snapshot, on=region.law_date, district=place.code)
        speech = current_language()
        lists = DistrictList(made, speech, place.in_language(speech), made_up=region.settings.is_made_up)
        files = [*made.write(to), *lists.write(to, most=most)]
    for path in files:
        showing.say(str(path))
    count = len(made.families)
    note(_n("{n} family was explained.", "{n} families were explained.", count), quiet=quiet)
