"""The Typer application and what it says of itself."""

from __future__ import annotations

from typing import Annotated

import typer

from esep import __version__
from esep.cli.options import Speech
from esep.cli.wording import Group
from esep.messages import messages_of

_, _n = messages_of(__package__)

app = typer.Typer(
    name="esep",
    cls=Group,
    help=str(
        _(
            "Esep counts a region's families, follows what was promised to them, and accounts for every "
            "published figure."
        )
    ),
    epilog=str(_("Try it: esep demo --out demo --persons 20000")),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _tell_version(asked: bool) -> None:
    if asked:
        typer.echo(f"esep {__version__}")
        raise typer.Exit


@app.callback()
def esep(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help=str(_("Print the version and stop.")), is_eager=True, callback=_tell_version
        ),
    ] = False,
    language: Speech = None,
) -> None:
    """Nothing of its own: the version is told by its option, the language settled before."""
    del version, language
