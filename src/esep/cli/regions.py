"""Commands on a region's folder: make one up, snapshot, family map, help, account."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from esep.account import make_account, open_region
from esep.cli import showing
from esep.cli.application import app
from esep.cli.options import AllFaults, Master, Months, Persons, Quiet, RegionFolder, Seed, Speech
from esep.cli.place_names import district_named, region_named
from esep.cli.runners import runner_of
from esep.cli.screen import note, stages
from esep.cli.wording import Command
from esep.demo import DATE, PLACE, SEED, make_demo, write_settings
from esep.messages import messages_of
from esep.registers.synthesis import load_spec, region_of, synthesize, zhambyl

_, _n = messages_of(__package__)


@app.command(cls=Command, help=str(_("Make a region up at full size, with texts, and write its account.")))
def demo(
    to: Annotated[
        Path, typer.Option("--out", help=str(_("The folder to write to.")), metavar=str(_("FOLDER")))
    ] = Path("demo"),
    persons: Persons = None,
    seed: Seed = SEED,
    quiet: Quiet = False,
    language: Speech = None,
) -> None:
    """Make the demo and say where to look."""
    del language
    with stages(quiet=quiet) as progress:
        made = make_demo(to, persons=persons, seed=seed, progress=progress)
    showing.where_to_look(made.account)
    note(_("Next: esep familymap {folder}", folder=made.region), quiet=quiet)


@app.command(
    "synthesize",
    cls=Command,
    help=str(
        _(
            "Make up the registers of a region that meet its published margins.\n\n"
            "Example: esep synthesize karaganda --place 350000000 --persons 50000"
        )
    ),
)
def synthesize_region(
    folder: RegionFolder,
    place: Annotated[str, typer.Option("--place", help=str(_("The region: its code or name.")))] = PLACE,
    spec: Annotated[
        Path | None,
        typer.Option("--spec", help=str(_("Margins and assumptions as YAML.")), show_default=False),
    ] = None,
    persons: Persons = None,
    on: Annotated[
        datetime,
        typer.Option(
            "--date",
            formats=["%Y-%m-%d"],
            help=str(_("The day that the registers show; by default {day}.", day=DATE.isoformat())),
            show_default=False,
        ),
    ] = datetime(DATE.year, DATE.month, DATE.day),  # noqa: DTZ001
    months: Months = None,
    seed: Seed = SEED,
    form: Annotated[
        Literal["parquet", "csv"], typer.Option("--format", help=str(_("The form of the extracts.")))
    ] = "parquet",
    quiet: Quiet = False,
    language: Speech = None,
) -> None:
    """Write ``registers/`` and ``region.yaml`` into a new region's folder and print how margins were met."""
    del language
    day = on.date()
    if spec is not None:
        wanted = load_spec(spec)
    else:
        code = region_named(place).code
        wanted = zhambyl().model_copy(update={"date": day}) if code == PLACE else region_of(code, date=day)
    if persons is not None:
        wanted = wanted.scaled(persons)
    if months is not None:
        wanted = wanted.model_copy(update={"months": months})
    with stages(quiet=quiet) as progress:
        report = synthesize(wanted, folder / "registers", seed=seed, format=form, progress=progress)
    write_settings(folder, wanted.regions[0], wanted.date)
    showing.margins(report)


@app.command(
    cls=Command,
    help=str(
        _(
            "Check a region's registers and publish them as a snapshot, or list every fault.\n\n"
            "Example: esep snapshot zhambyl"
        )
    ),
)
def snapshot(
    folder: RegionFolder, quiet: Quiet = False, all_faults: AllFaults = False, language: Speech = None
) -> None:
    """Build the snapshot and print what it holds."""
    del language, all_faults
    with stages(quiet=quiet) as progress:
        made = open_region(folder).snapshot(progress)
    showing.snapshot(made, quiet=quiet)


@app.command(
    cls=Command,
    help=str(
        _(
            "Apply the law to every family and show the map of the region.\n\n"
            "Example: esep familymap zhambyl --by level"
        )
    ),
)
def familymap(
    folder: RegionFolder,
    by: Annotated[
        Literal["district", "place", "level", "kind"],
        typer.Option("--by", help=str(_("The rows of the table."))),
    ] = "district",
    to: Annotated[
        Path | None,
        typer.Option("--out", help=str(_("Write the table to this CSV file too.")), show_default=False),
    ] = None,
    cluster: Master = None,
    quiet: Quiet = False,
    all_faults: AllFaults = False,
    language: Speech = None,
) -> None:
    """Assess the region and print its map."""
    del language, all_faults
    with runner_of(cluster) as runner, stages(quiet=quiet) as progress:
        made = open_region(folder, runner).assessment(progress)
    showing.family_map(made, by, to, quiet=quiet)


@app.command(
    cls=Command,
    help=str(
        _(
            "Show the help proposed: by measure, or the list of a district with reasons.\n\n"
            "Example: esep support zhambyl --district 'Мерке ауданы' --out merke.csv"
        )
    ),
)
def support(
    folder: RegionFolder,
    district: Annotated[
        str | None,
        typer.Option("--district", help=str(_("A district: its code or name.")), show_default=False),
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option("--out", help=str(_("Write the list to this CSV file.")), show_default=False),
    ] = None,
    cluster: Master = None,
    quiet: Quiet = False,
    all_faults: AllFaults = False,
    language: Speech = None,
) -> None:
    """Propose help and print it by measure, or write the list of a district."""
    del language, all_faults
    with runner_of(cluster) as runner, stages(quiet=quiet) as progress:
        region = open_region(folder, runner)
        made = region.proposals(progress)
    if district is None:
        showing.measures(made, to, quiet=quiet)
    else:
        showing.district_list(made, district_named(district, region.place), to, quiet=quiet)


@app.command(
    cls=Command,
    help=str(
        _(
            "Write the account of a region: HTML and XLSX in each language, and JSON.\n\n"
            "Example: esep account zhambyl --out account"
        )
    ),
)
def account(
    folder: RegionFolder,
    to: Annotated[
        Path, typer.Option("--out", help=str(_("The folder to write to.")), metavar=str(_("FOLDER")))
    ] = Path("account"),
    cluster: Master = None,
    quiet: Quiet = False,
    all_faults: AllFaults = False,
    language: Speech = None,
) -> None:
    """Do what is missing and write the account."""
    del language, all_faults
    with runner_of(cluster) as runner, stages(quiet=quiet) as progress:
        made = make_account(open_region(folder, runner), to, progress=progress)
    showing.where_to_look(made)
