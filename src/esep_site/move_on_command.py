"""``esep site move-on``: days pass in a made-up region."""

from __future__ import annotations

from typing import Annotated

import typer

from esep.cli.options import Speech
from esep.cli.wording import Command
from esep.errors import WrongSettings
from esep.messages import messages_of
from esep_site.running import own_database
from esep_site.setting_up import ready_database

_, _n = messages_of(__package__)

commands = typer.Typer()


@commands.command(
    "move-on",
    cls=Command,
    help=str(
        _(
            "Let days pass in a made-up region: terms lapse, late instructions are brought to who stands "
            "above, agendas leave. Any other site keeps the real time.\n\nExample: esep site move-on 5"
        )
    ),
)
def move_on(
    days: Annotated[
        int,
        typer.Argument(min=1, max=366, help=str(_("How many days.")), metavar=str(_("DAYS"))),
    ] = 1,
    language: Speech = None,
) -> None:
    """Do day after day what the worker does each morning, and say what became of it."""
    del language
    with own_database():
        ready_database()
        from esep_site import site_clock
        from esep_site.instructions import clock, sending

        if not site_clock.is_movable():
            raise WrongSettings(
                _("This site has no made-up region, so it keeps the real time. Make one: esep site demo")
            )
        for _each in range(days):
            site_clock.set_ahead(site_clock.days_ahead() + 1)
            turned = clock.turn(site_clock.today())
            sent = sending.send(site_clock.today())
            typer.echo(
                _(
                    "{day}: lapsed {lapsed}, reminded {reminded}, brought up {escalated}, messages {sent}",
                    day=site_clock.today(),
                    lapsed=turned.lapsed,
                    reminded=turned.reminded,
                    escalated=turned.escalated,
                    sent=sent,
                )
            )
        typer.echo(_("It is {day} now.", day=site_clock.today()))
