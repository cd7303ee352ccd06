"""``esep site``: set up, start, and keep an installation of the site."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import Annotated

import typer

from esep_site.folder import folder

app = typer.Typer(name="site", help="The site: pages for staff and the public.", no_args_is_help=True)


def _django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "esep_site.settings")
    import django

    django.setup()


@app.command()
def prepare() -> None:
    """Make the database fit this version of the program, and collect the static files."""
    _django()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    typer.echo(f"Ready: {folder().root}")


@app.command()
def start(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    processes: Annotated[int, typer.Option(help="Server processes.")] = 2,
    worker: Annotated[bool, typer.Option(help="Run a worker for queued work beside the server.")] = True,
) -> None:
    """Prepare, then run the production server and a worker until they are stopped."""
    os.environ["ESEP_DATABASE_KEEP"] = "1"
    prepare()
    commands = [
        [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
            *("--workers", str(processes), "--blocking-threads", "4", "--respawn-failed-workers"),
            *("--no-ws", "esep_site.wsgi:application"),
        ]
    ]
    if worker:
        commands.append([sys.executable, "-m", "esep_site", "procrastinate", "worker"])
    running = [subprocess.Popen(command) for command in commands]
    typer.echo(f"http://{host}:{port}/")
    stop = lambda *_signal: [each.terminate() for each in running]  # noqa: E731
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    codes = [each.wait() for each in running]
    raise typer.Exit(max(codes))


@app.command("verify-audit")
def verify_audit() -> None:
    """Whether the audit log is as it was written; exit code 1 when its chain is broken."""
    _django()
    from esep_site.people.audit import verify

    found = verify()
    if found.broken is None:
        typer.echo(f"{found.events} events, the chain is whole")
    else:
        typer.echo(f"The chain is broken at event {found.broken}.", err=True)
        raise typer.Exit(1)
