"""Commands that ask what if: a reform compared with the law as it is, and a year followed by months."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from esep.account import family_kinds, open_region
from esep.cli import whatif_showing as showing
from esep.cli.application import app
from esep.cli.options import AllFaults, Master, Quiet, RegionFolder, Speech
from esep.cli.runners import runner_of
from esep.cli.screen import note, stages
from esep.cli.wording import Command
from esep.familymap.whatif import (
    changes_nothing,
    comparison_tables,
    follow,
    month_tables,
    read_reform,
    unknown_payments,
    write_comparison,
    write_months,
)
from esep.familymap.whatif import (
    compare as compare_scenarios,
)
from esep.messages import messages_of

_, _n = messages_of(__package__)

ASSESSMENTS = "assessments"


def _out(name: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(
        "--out", help=str(_("The folder to write to.")), metavar=str(_("FOLDER")), show_default=name
    )
    return option


def _month(name: str, about: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(
        name, formats=["%Y-%m", "%Y-%m-%d"], help=about, metavar=str(_("YYYY-MM")), show_default=False
    )
    return option


@app.command(
    cls=Command,
    help=str(
        _(
            "Compare a reform with the law as it is: who gains, who loses, what it costs.\n\n"
            "Example: esep compare zhambyl --reform reform.yaml --by district --out comparison"
        )
    ),
)
def compare(
    folder: RegionFolder,
    reform: Annotated[
        Path,
        typer.Option("--reform", help=str(_("What the reform changes, as YAML.")), show_default=False),
    ],
    on: Annotated[
        datetime | None,
        typer.Option(
            "--on",
            formats=["%Y-%m-%d"],
            help=str(_("The day of the law; by default that of the region.")),
            show_default=False,
        ),
    ] = None,
    by: Annotated[
        Literal["district", "kind"] | None,
        typer.Option("--by", help=str(_("A second table: by district or kind.")), show_default=False),
    ] = None,
    to: Annotated[Path, _out("comparison")] = Path("comparison"),
    cluster: Master = None,
    quiet: Quiet = False,
    all_faults: AllFaults = False,
    language: Speech = None,
) -> None:
    """Apply both laws, print the comparison and write its page, pictures and tables."""
    del language, all_faults
    region = open_region(folder)
    day = region.law_date if on is None else on.date()
    read = read_reform(reform, on=day)
    if changes_nothing(read, day):
        note(_("On {day} the reform changes nothing.", day=day.isoformat()), quiet=quiet)
    with stages(quiet=quiet) as progress, runner_of(cluster) as runner:
        snapshot = region.snapshot(progress)
        folder_of_both = region.folder / ASSESSMENTS
        made = compare_scenarios(snapshot, read, folder_of_both, on=day, progress=progress, runner=runner)
        tables = comparison_tables(made)
        files = write_comparison(made, read, tables, family_kinds(), to)
    showing.comparison(made, tables, by, str(read.name))
    showing.written(files, quiet=quiet)


@app.command(
    cls=Command,
    help=str(
        _(
            "Follow the families month by month: who falls below the poverty line, who rises above.\n\n"
            "Example: esep months zhambyl --from 2026-08 --to 2026-10 --out months"
        )
    ),
)
def months(
    folder: RegionFolder,
    first: Annotated[datetime, _month("--from", str(_("The first month.")))],
    last: Annotated[datetime, _month("--to", str(_("The last month.")))],
    reform: Annotated[
        Path | None,
        typer.Option("--reform", help=str(_("What a reform changes, as YAML.")), show_default=False),
    ] = None,
    to: Annotated[Path, _out("months")] = Path("months"),
    cluster: Master = None,
    quiet: Quiet = False,
    all_faults: AllFaults = False,
    language: Speech = None,
) -> None:
    """Apply the law of the first day of each month, print the months and write their page and tables."""
    del language, all_faults
    region = open_region(folder)
    read = None if reform is None else read_reform(reform, on=last.date().replace(day=1))
    with stages(quiet=quiet) as progress, runner_of(cluster) as runner:
        snapshot = region.snapshot(progress)
        followed = follow(
            snapshot,
            region.folder / ASSESSMENTS,
            first=first.date(),
            last=last.date(),
            reform=read,
            progress=progress,
            runner=runner,
        )
        tables = month_tables(followed)
        files = write_months(followed, tables, to)
    showing.months(tables, list(unknown_payments(followed)), quiet=quiet)
    showing.written(files, quiet=quiet)
