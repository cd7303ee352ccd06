"""Commands on many families at once: answers to families written as JSON, explanations of a district."""

from __future__ import annotations

from datetime import datetime
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
from esep.familymap import CORE_PROVISIONS
from esep.familymap.answering import answer_families
from esep.familymap.answering.answers import check_ending
from esep.familymap.district_list import FAMILIES_A_FILE, DistrictList
from esep.familymap.explanations import explain_families
from esep.messages import current_language, messages_of

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
        showing.say(str(path))
    count = len(answers.families)
    note(_n("{n} family was answered.", "{n} families were answered.", count), quiet=quiet)


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
