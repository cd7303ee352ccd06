"""What the worker does with instructions: every night the terms, every morning the agendas."""

from __future__ import annotations

from procrastinate import Blueprint

tasks = Blueprint()
"""Modules that need Django's models are imported inside: the queue knows the tasks before the models are."""


@tasks.periodic(cron="5 * * * *")
@tasks.task(name="turn", queueing_lock="instructions turn")
def turn(timestamp: int) -> None:
    """Lapse, remind, escalate: each hour, so that a night on which nothing ran is made up for."""
    from esep_site.instructions import clock
    from esep_site.instructions.models import today

    clock.turn(today())


@tasks.periodic(cron="30,45 3 * * *", periodic_id="morning")
@tasks.periodic(cron="*/15 4-12 * * *", periodic_id="again")
@tasks.task(name="agendas", queueing_lock="instructions agendas")
def agendas(timestamp: int) -> None:
    """Send the agendas of the day: half past three by UTC is half past eight in Kazakhstan.

    Until the evening what a failing mail server left waiting is tried again.
    """
    from esep_site.instructions import clock, sending
    from esep_site.instructions.models import today

    clock.turn(today())
    sending.send(today())
