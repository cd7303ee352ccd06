"""Long work on families, done by the worker."""

from __future__ import annotations

import shutil

from procrastinate import Blueprint

from esep_site.folder import folder

tasks = Blueprint()
"""Modules that need Django's models are imported inside: the queue knows the tasks before the models are."""


@tasks.task(name="go_on")
def go_on(snapshot: int) -> None:
    """Check and load a snapshot; a second worker at the same one does nothing."""
    from esep_site.families import loading

    loading.go_on(snapshot)


@tasks.task(name="remove")
def remove(snapshot: int) -> None:
    """Remove what a withdrawn snapshot holds: rows, counts, extracts and folders."""
    from esep_site.families import loading, storing
    from esep_site.families.models import LoadedSnapshot, State

    row = LoadedSnapshot.objects.get(pk=snapshot)
    if row.state == State.WITHDRAWN:
        storing.remove(snapshot)
        loading.forget_extracts(row)
        for kept in (folder().snapshots, folder().assessments):
            shutil.rmtree(kept / row.folder, ignore_errors=True)


@tasks.task(name="compare_reform")
def compare_reform(scenario: int) -> None:
    """Compare a reform with the law as it is."""
    from esep_site.families import reform_running

    reform_running.run(scenario)


@tasks.periodic(cron="*/5 * * * *")
@tasks.task(name="tidy")
def tidy(timestamp: int) -> None:
    """Say of snapshots that nobody is at any more that they were interrupted; remove forgotten uploads."""
    from esep_site.families import extracts, loading
    from esep_site.families.models import LoadedSnapshot

    loading.tell_interrupted()
    extracts.sweep(set(LoadedSnapshot.objects.values_list("extracts", flat=True)))
