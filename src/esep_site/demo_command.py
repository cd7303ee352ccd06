"""``esep site demo``: a made-up region on the site."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from esep.cli.options import Speech
from esep.cli.wording import Command
from esep.messages import current_language, messages_of
from esep.places import places
from esep_site.running import asked, own_database, started, until_stopped
from esep_site.setting_up import ready_django

_, _n = messages_of(__package__)

commands = typer.Typer()


@commands.command(
    cls=Command,
    help=str(
        _(
            "Load a made-up region, open an account for each role, and start the site. In a terminal, or "
            "with DEMO_SITE=1, it stays until it is stopped; else it is asked whether it works, and stopped. "
            "The second factor is off.\n\nExample: esep site demo --persons 20000"
        )
    ),
)
def demo(
    persons: Annotated[
        int, typer.Option("--persons", min=1000, help=str(_("People of the made-up region.")))
    ] = 20_000,
    host: Annotated[str, typer.Option("--host", help=str(_("The address to listen on.")))] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help=str(_("The port to listen on.")))] = 8000,
    language: Speech = None,
) -> None:
    """Prepare, load what is not loaded, print the accounts, and run."""
    del language
    os.environ["ESEP_SECOND_FACTOR"] = "0"
    code = 0
    with own_database():
        ready_django()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        _print_accounts(persons)
        if sys.stdout.isatty() or os.environ.get("DEMO_SITE") == "1":
            running = started(host, port, processes=2, worker=True)
            typer.echo(f"http://{host}:{port}/")
            code = until_stopped(running)
        else:
            for url, status in asked(host, ("/ready/", f"/{current_language()}/")):
                typer.echo(f"{status} {url}")
    raise typer.Exit(code)


def _print_accounts(persons: int) -> None:
    """Load the region if it is not loaded, and print the accounts with their passwords."""
    from django.utils.translation import override

    from esep_site.demo import make_demo

    with override(current_language()):
        accounts = make_demo(persons, tell=typer.echo)
        width = max(len(each.login) for each in accounts)
        typer.echo(_("Accounts of the demo:"))
        for each in accounts:
            where = places().get(each.place).in_language(current_language())
            typer.echo(f"  {each.login:{width}}  {each.password}  {each.role.label}, {where}")
