"""``esep explain``: why one family is answered as it is, and what would turn a refusal."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from esep.account import open_region
from esep.cli import showing
from esep.cli.application import app
from esep.cli.options import Quiet, RegionOption, Speech
from esep.cli.screen import note, out, stages
from esep.cli.wording import Command
from esep.familymap import explain_family, refusals_of_family
from esep.familymap.telling import explanation_json, explanation_page, told_text
from esep.messages import current_language, messages_of
from esep.support import offers_to_family

_, _n = messages_of(__package__)

Form = Literal["text", "html", "json"]

SHOWN_OF_FAMILY = (
    "income_per_head",
    "poverty_line",
    "targeted_assistance",
    "child_supplement",
    "large_family_allowance",
    "level",
)
"""What ``esep explain`` explains unless it is asked about something else."""


@app.command(
    cls=Command,
    help=str(
        _(
            "Explain one family: every value, its parameters and articles, what would turn a refusal, and "
            "the help that fits.\n\n"
            "Example: esep explain 175185627357987530 --region zhambyl --format html --out family.html"
        )
    ),
)
def explain(
    family: Annotated[
        int,
        typer.Argument(
            help=str(_("The family's number in the snapshot.")), metavar=str(_("FAMILY")), show_default=False
        ),
    ],
    region: RegionOption = Path(),
    about: Annotated[
        list[str] | None,
        typer.Option(
            "--about", help=str(_("A provision, for instance level; may be repeated.")), show_default=False
        ),
    ] = None,
    form: Annotated[Form, typer.Option("--format", help=str(_("Text, one page of HTML, or JSON.")))] = "text",
    to: Annotated[
        Path | None,
        typer.Option("--out", help=str(_("Write it to this file.")), show_default=False),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help=str(_("The same as --format json.")))] = False,
    quiet: Quiet = False,
    language: Speech = None,
) -> None:
    """Print or write the tree of a family's answers."""
    del language
    opened = open_region(region)
    with stages(quiet=quiet) as progress:
        made = opened.snapshot(progress)
    answer = explain_family(made, family, on=opened.law_date, provisions=about or SHOWN_OF_FAMILY)
    refusals = refusals_of_family(made, family, on=opened.law_date, provisions=about or None)
    if json:
        form = "json"
    if form == "text" and not about and to is None:
        showing.answers(answer, refusals)
        with stages(quiet=quiet) as progress:
            proposals = opened.proposals(progress)
        showing.offers(offers_to_family(proposals, family))
        return
    if form == "json":
        content = explanation_json(answer, refusals)
    elif form == "html":
        content = explanation_page(
            answer, refusals, current_language(), made_up=opened.settings.is_made_up
        ).encode()
    else:
        content = told_text(answer, refusals, current_language()).encode()
    if to is None:
        out.print(content.decode().removesuffix("\n"), markup=False)
    else:
        to.write_bytes(content)
        note(_("Written: {file}", file=to), quiet=quiet)
