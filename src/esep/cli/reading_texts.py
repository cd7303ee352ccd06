"""The command that reads official texts; it starts quickly, for others call it often."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from esep.cli.application import app
from esep.cli.options import AllFaults, Quiet, Speech
from esep.cli.read_documents import ReadText, read_texts
from esep.cli.reading_showing import explained, reading
from esep.cli.screen import complain, out, stages
from esep.cli.wording import Command
from esep.errors import WrongSettings
from esep.messages import current_language, messages_of
from esep.reading.instructions.bodies import Bodies, read_bodies
from esep.reading.results.csv_form import csv_text
from esep.reading.results.linking import Linker
from esep.reading.results.marked import marked_page

_, _n = messages_of(__package__)

Texts = Annotated[
    list[Path] | None,
    typer.Argument(
        help=str(_("Official texts: txt, html, docx, pdf; “-” reads what is piped; a folder with --into.")),
        metavar=str(_("FILE...")),
        show_default=False,
    ),
]
JsonLines = Annotated[
    bool, typer.Option("--json-lines", help=str(_("One JSON object a text, with exact offsets.")))
]
Csv = Annotated[
    bool, typer.Option("--csv", help=str(_("One table with a row for each figure, instruction and doubt.")))
]
Explain = Annotated[
    bool, typer.Option("--explain", help=str(_("Everything that was read, with the rules that read it.")))
]
Html = Annotated[
    Path | None,
    typer.Option(
        "--html",
        help=str(_("Write the text of one document with all that was read in it marked.")),
        show_default=False,
    ),
]
Day = Annotated[
    datetime | None,
    typer.Option(
        "--day",
        formats=["%Y-%m-%d"],
        help=str(_("The day of the texts; it fixes the year of “by 1 December”.")),
        show_default=False,
    ),
]
Catalogue = Annotated[
    Path | None,
    typer.Option(
        "--catalogue",
        help=str(_("Indicators to link figures to, as YAML; by default those of the program.")),
        show_default=False,
    ),
]
BodiesFile = Annotated[
    Path | None,
    typer.Option(
        "--bodies",
        help=str(
            _("The region's register of bodies (YAML); addressees and issuers get their codes from it.")
        ),
        show_default=False,
    ),
]
Into = Annotated[
    Path | None,
    typer.Option(
        "--into",
        help=str(_("Read a whole folder into this one; a stopped run is taken up again.")),
        metavar=str(_("FOLDER")),
        show_default=False,
    ),
]
Processes = Annotated[
    int, typer.Option("--processes", min=1, max=64, help=str(_("How many processes read a folder.")))
]
Corrections = Annotated[
    Path | None,
    typer.Option(
        "--corrections",
        help=str(_("Check that the reader keeps the corrections of this file (YAML or JSON Lines).")),
        show_default=False,
    ),
]
Learn = Annotated[
    Path | None,
    typer.Option(
        "--learn",
        help=str(
            _(
                "Propose entries of the word lists from the corrections of this file, for review; folders of "
                "annotated texts count against them."
            )
        ),
        show_default=False,
    ),
]


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
def read_command(
    files: Texts = None,
    json_lines: JsonLines = False,
    csv: Csv = False,
    explain: Explain = False,
    html: Html = None,
    day: Day = None,
    catalogue: Catalogue = None,
    bodies: BodiesFile = None,
    into: Into = None,
    processes: Processes = 1,
    corrections: Corrections = None,
    learn: Learn = None,
    quiet: Quiet = False,
    all_faults: AllFaults = False,
    language: Speech = None,
) -> None:
    """Print what the texts say."""
    del language, all_faults
    forms: dict[str, object] = {
        "--json-lines": json_lines,
        "--csv": csv,
        "--explain": explain,
        "--html": html,
        "--into": into,
        "--corrections": corrections,
        "--learn": learn,
    }
    _refuse_several([name for name, asked in forms.items() if asked])
    on = day.date() if day is not None else None
    if corrections is not None or learn is not None:
        _correct(files or [], corrections, learn, on, quiet)
    elif into is not None:
        _read_folder(files or [], into, processes, catalogue, bodies, on, quiet)
    else:
        with stages(quiet=quiet or json_lines or csv) as progress:
            read = read_texts(_named(files), progress, _linker(catalogue), on, _bodies(bodies))
        _show(read, json_lines=json_lines, csv=csv, explain=explain, html=html)


def _show(read: list[ReadText], *, json_lines: bool, csv: bool, explain: bool, html: Path | None) -> None:
    if json_lines:
        for text in read:
            out.print(json.dumps(text.row, ensure_ascii=False), markup=False)
    elif csv:
        out.print(csv_text(text.row for text in read), markup=False, end="")
    elif html is not None:
        _write_page(read, html)
    else:
        show: Callable[[ReadText], None] = explained if explain else reading
        for text in read:
            show(text)


def _write_page(read: list[ReadText], to: Path) -> None:
    if len(read) > 1:
        raise WrongSettings(_("--html shows one document, and {count} are given. Name one.", count=len(read)))
    (text,) = read
    page = marked_page(
        text.document.path.name,
        text.document.text,
        text.reading,
        current_language(),
        tables=text.document.tables,
        links=text.indicators,
    )
    to.write_text(page, encoding="utf-8")
    out.print(str(to), markup=False)


def _refuse_several(asked: list[str]) -> None:
    if len(asked) > 1:
        raise WrongSettings(_("{options} cannot be had together. Choose one.", options=", ".join(asked)))


def _named(files: list[Path] | None) -> list[Path]:
    """The documents named; without --into a folder is none."""
    if not files:
        complain(
            _("{parameter} is missing. See '{command} --help'.", parameter=_("FILE..."), command="esep read")
        )
        raise typer.Exit(2)
    for path in files:
        if path.is_dir():
            raise WrongSettings(
                _("{folder} is a folder. Add --into with a folder for the results.", folder=path)
            )
    return files


def _linker(catalogue: Path | None) -> Linker:
    from esep.figures import read_catalogue, stated_indicators

    return Linker(stated_indicators() if catalogue is None else read_catalogue(catalogue))


def _bodies(path: Path | None) -> Bodies | None:
    return None if path is None else read_bodies(path)


def _read_folder(
    files: list[Path],
    into: Path,
    processes: int,
    catalogue: Path | None,
    bodies: Path | None,
    day: date | None,
    quiet: bool,
) -> None:
    from esep.cli.reading_folders import read_folder_into

    if len(files) != 1 or not files[0].is_dir():
        raise WrongSettings(_("--into takes one folder of documents. Name the folder that holds them."))
    read_folder_into(
        files[0],
        into,
        processes=processes,
        catalogue=catalogue,
        bodies=_bodies(bodies),
        day=day,
        quiet=quiet,
    )


def _correct(
    files: list[Path], corrections: Path | None, learn: Path | None, day: date | None, quiet: bool
) -> None:
    from esep.cli.correcting import check_corrections, propose_words

    is_against = learn is not None and all(path.is_dir() for path in files)
    if files and not is_against:
        raise WrongSettings(_("The file of corrections names its documents itself. Leave the others out."))
    if corrections is not None:
        check_corrections(corrections, day, quiet=quiet)
    elif learn is not None:
        propose_words(learn, day, files)
