"""Long work on records, done by the worker."""

from __future__ import annotations

from procrastinate import Blueprint

tasks = Blueprint()
"""Modules that need Django's models are imported inside: the queue knows the tasks before the models are."""


@tasks.task(name="go_on_with_import")
def go_on_with_import(number: int) -> None:
    """Look at a workbook that was sent in, or enter it."""
    from esep_site.delivery import importing

    importing.go_on(number)
