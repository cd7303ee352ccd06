"""Commands that ask the law itself: what a rule says, who uses a value, what changed, what is unconfirmed."""

from __future__ import annotations

import json
from datetime import date, datetime
from difflib import get_close_matches
from typing import Annotated, Any, Literal

import typer

from esep.cli import law_showing
from esep.cli.application import app
from esep.cli.options import Speech
from esep.cli.screen import out
from esep.cli.wording import Command, Group
from esep.errors import NotFound, WrongSettings
from esep.kazakhstan import ACTS
from esep.kazakhstan import law as law_of_kazakhstan
from esep.law import Law, differences
from esep.messages import Message, messages_of
from esep.support import uses_of

_, _n = messages_of(__package__)

law = typer.Typer(
    name="law",
    cls=Group,
    help=str(_("Ask the law itself: its provisions, parameters, acts and their changes.")),
    no_args_is_help=True,
)
app.add_typer(law)

AsJson = Annotated[bool, typer.Option("--json", help=str(_("As JSON, for programs.")))]
Sort = Literal["provision", "parameter", "act"]


def _day(name: Message) -> Any:
    return typer.Argument(formats=["%Y-%m-%d"], metavar=str(name), help=str(_("A day.")), show_default=False)


@law.command(
    "list",
    cls=Command,
    help=str(
        _("List the provisions, the parameters and the acts.\n\nExample: esep law list --kind parameter")
    ),
)
def list_names(
    kind: Annotated[
        Sort | None, typer.Option("--kind", help=str(_("Only one kind of them.")), show_default=False)
    ] = None,
    as_json: AsJson = False,
    language: Speech = None,
) -> None:
    """Print a line for each name."""
    del language
    rows = [row for row in law_showing.names(law_of_kazakhstan(), ACTS) if kind in (None, row["kind"])]
    _print(rows) if as_json else law_showing.list_of_names(rows)


@law.command(
    cls=Command,
    help=str(
        _(
            "Show a provision, a parameter or an act: its formula, where it stands, what it rests on.\n\n"
            "Example: esep law show targeted_assistance --on 2026-04-01"
        )
    ),
)
def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar=str(_("NAME")),
            help=str(_("A provision, a parameter or an act, for instance level, mci or 224-VII.")),
            show_default=False,
        ),
    ],
    on: Annotated[
        datetime | None,
        typer.Option(
            "--on", formats=["%Y-%m-%d"], help=str(_("Only what holds on this day.")), show_default=False
        ),
    ] = None,
    as_json: AsJson = False,
    language: Speech = None,
) -> None:
    """Print all that is known of it."""
    del language
    found, day = law_of_kazakhstan(), on.date() if on else None
    _known(name, found, with_acts=True)
    if as_json:
        _print(law_showing.told(found, name, day))
    else:
        law_showing.show(found, name, day)


@law.command(
    cls=Command,
    help=str(
        _(
            "List what uses a parameter or provision: provisions, measures, columns of the map.\n\n"
            "Example: esep law uses mci"
        )
    ),
)
def uses(
    name: Annotated[
        str,
        typer.Argument(
            metavar=str(_("NAME")),
            help=str(_("A parameter or a provision, for instance mci.")),
            show_default=False,
        ),
    ],
    as_json: AsJson = False,
    language: Speech = None,
) -> None:
    """Print a line for each use."""
    del language
    _known(name, law_of_kazakhstan())
    found = uses_of(name)
    _print([law_showing.use_row(use) for use in found]) if as_json else law_showing.uses(found)


@law.command(
    cls=Command,
    help=str(
        _(
            "List what is not the same on two days: old and new value, act and article.\n\n"
            "Example: esep law changes 2025-12-31 2026-01-01"
        )
    ),
)
def changes(
    earlier: Annotated[datetime, _day(_("FROM"))],
    later: Annotated[datetime, _day(_("TO"))],
    as_json: AsJson = False,
    language: Speech = None,
) -> None:
    """Print a line for each changed value and each changed version."""
    del language
    first, last = earlier.date(), later.date()
    _check_order(first, last)
    found = differences(law_of_kazakhstan(), first, last)
    _print([law_showing.change_row(change) for change in found]) if as_json else law_showing.changes(found)


@law.command(
    cls=Command,
    help=str(
        _("List the provisions and values that no source confirms.\n\nExample: esep law unconfirmed --json")
    ),
)
def unconfirmed(as_json: AsJson = False, language: Speech = None) -> None:
    """Print a line for each."""
    del language
    found = law_of_kazakhstan().without_confirmed_source()
    if as_json:
        _print([law_showing.unsourced_row(item) for item in found])
    else:
        law_showing.unconfirmed(found)


def _known(name: str, found: Law, *, with_acts: bool = False) -> None:
    """NotFound with the nearest names when there is nothing of this name."""
    known = [*found.names, *found.parameters, *(ACTS if with_acts else ())]
    if name in known:
        return
    near = get_close_matches(name.lower(), known, n=3)
    if near:
        raise NotFound(
            _("The law has no {name}. Near it are: {near}.", name=repr(name), near=", ".join(near))
        )
    raise NotFound(_("The law has no {name}. 'esep law list' lists what it has.", name=repr(name)))


def _check_order(first: date, last: date) -> None:
    if last < first:
        raise WrongSettings(
            _("{later} is before {earlier}. Give the earlier day first.", later=last, earlier=first)
        )


def _print(content: object) -> None:
    out.print(json.dumps(content, ensure_ascii=False, indent=1), markup=False)
