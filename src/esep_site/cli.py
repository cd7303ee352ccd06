"""``esep site``: set up, start, and keep an installation of the site."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from esep.cli.options import Quiet, Speech
from esep.cli.wording import Command, Group
from esep.messages import messages_of
from esep_site.account_commands import accounts
from esep_site.demo_command import commands as demo
from esep_site.enter_command import commands as enter
from esep_site.folder import folder
from esep_site.move_on_command import commands as move_on
from esep_site.running import own_database, started, until_stopped
from esep_site.setting_up import ready_database, ready_django

_, _n = messages_of(__package__)

app = typer.Typer(
    name="site",
    cls=Group,
    help=str(_("The site: pages for staff and the public, in a browser.")),
    no_args_is_help=True,
)
app.add_typer(accounts)
app.add_typer(demo)
app.add_typer(enter)
app.add_typer(move_on)


def prepared() -> None:
    """Make the database fit this version and the secret key of the program, and collect the static files."""
    ready_django()
    from django.core.management import call_command

    from esep_site.people.second_factor import renew_keys

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    closed = renew_keys()
    if closed:
        sentence = _(
            "Another secret key encrypted the second factors of {logins}. Name that key in "
            "ESEP_EARLIER_SECRET_KEYS and run esep site prepare; if it is lost, reset these second factors.",
            logins=", ".join(closed),
        )
        typer.echo(sentence, err=True)


@app.command(
    cls=Command,
    help=str(_("Make the database fit this version of the program, and collect the static files.")),
)
def prepare(language: Speech = None) -> None:
    """Prepare, and say where the installation keeps its files."""
    del language
    prepared()
    typer.echo(_("The site is ready. Its folder: {folder}", folder=folder().root))


@app.command(
    cls=Command,
    help=str(
        _(
            "Prepare, then run the production server and a worker until they are stopped.\n\n"
            "Example: ESEP_HOSTS=esep.example.kz ESEP_HTTPS=1 esep site start --port 8000"
        )
    ),
)
def start(
    host: Annotated[str, typer.Option("--host", help=str(_("The address to listen on.")))] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help=str(_("The port to listen on.")))] = 8000,
    processes: Annotated[int, typer.Option("--processes", min=1, help=str(_("Server processes.")))] = 2,
    worker: Annotated[
        bool, typer.Option(help=str(_("Run a worker for long work beside the server.")))
    ] = True,
    language: Speech = None,
) -> None:
    """Run granian and procrastinate, and end with both."""
    del language
    with own_database():
        prepared()
        _tell_of_the_first_account()
        running = started(host, port, processes, worker)
        typer.echo(f"http://{host}:{port}/")
        code = until_stopped(running)
    raise typer.Exit(code)


def _tell_of_the_first_account() -> None:
    from esep_site.people.models import Account

    if not Account.objects.exists():
        example = "esep site account open aigul --role administrator --place 310000000"
        typer.echo(_("Nobody can sign in yet. Open the first account: {example}", example=example), err=True)


@app.command(
    "verify-audit",
    cls=Command,
    help=str(
        _(
            "Tell whether the audit log is as it was written; exit code 1 when its chain is broken.\n\n"
            "Example: esep site verify-audit --from 1200000"
        )
    ),
)
def verify_audit(
    start: Annotated[
        int, typer.Option("--from", min=0, help=str(_("Number of the event to begin with.")))
    ] = 0,
    known: Annotated[
        str,
        typer.Option(
            "--known",
            help=str(_("A hash that an earlier check told: it must still be there.")),
            metavar="HASH",
            show_default=False,
        ),
    ] = "",
    quiet: Quiet = False,
    language: Speech = None,
) -> None:
    """Read the chain, and tell its last event, by which a log that was cut off later is recognised."""
    del language
    ready_database()
    from esep_site.people.audit import verify
    from esep_site.people.models import AuditEvent

    def tell(events: int) -> None:
        if not quiet and sys.stderr.isatty():
            typer.echo(f"\r{events:,}", err=True, nl=False)

    found = verify(start, tell)
    if found.broken is not None:
        typer.echo(_("The chain is broken at event {number}.", number=found.broken), err=True)
        raise typer.Exit(1)
    if known and not AuditEvent.objects.filter(hash=known).exists():
        typer.echo(_("The event with the hash {hash} is gone: the log was cut off.", hash=known), err=True)
        raise typer.Exit(1)
    typer.echo(
        _n(
            "The chain is whole: {n} event was read.",
            "The chain is whole: {n} events were read.",
            found.events,
        )
    )
    typer.echo(_("The last event is {number}, its hash {hash}.", number=found.last, hash=found.hash))
