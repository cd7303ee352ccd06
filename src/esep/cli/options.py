"""Options and arguments that several commands share, each with its help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from esep.messages import Language, messages_of

_, _n = messages_of(__package__)

Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help=str(_("No progress and no notes, only results and errors.")))
]
Speech = Annotated[
    Language | None,
    typer.Option(
        "--language",
        help=str(_("The language; by default that of ESEP_LANGUAGE or of the locale.")),
        show_default=False,
    ),
]
AllFaults = Annotated[
    bool, typer.Option("--all-faults", help=str(_("List every fault of refused input, not the first 50.")))
]
RegionFolder = Annotated[
    Path,
    typer.Argument(
        help=str(_("The region's folder, with region.yaml and registers/.")),
        metavar=str(_("FOLDER")),
        show_default=False,
    ),
]
RegionOption = Annotated[
    Path,
    typer.Option(
        "--region",
        help=str(_("The region's folder, with region.yaml and registers/.")),
        metavar=str(_("FOLDER")),
    ),
]
Master = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        help=str(_("Let the workers of this Spark master do the work, for instance spark://10.0.0.5:7077.")),
        metavar=str(_("MASTER")),
        show_default=False,
    ),
]
Checked = Annotated[
    list[Path],
    typer.Argument(
        help=str(_("Official texts (txt, html, docx, pdf) and tables (csv, xlsx).")),
        metavar=str(_("FILE...")),
        show_default=False,
    ),
]
Seed = Annotated[int, typer.Option("--seed", help=str(_("The same seed makes the same region.")))]
Persons = Annotated[
    int | None,
    typer.Option(
        "--persons",
        min=1000,
        max=20_000_000,
        help=str(_("How many people; by default as many as were published.")),
        show_default=False,
    ),
]
Months = Annotated[
    int | None,
    typer.Option(
        "--months",
        min=3,
        max=24,
        help=str(_("Months of incomes before the date; by default the quarter that counts, 15 for a year.")),
        show_default=False,
    ),
]
