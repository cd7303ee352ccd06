"""Addresses that a watcher asks, and the front door."""

from __future__ import annotations

from functools import cache

from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from esep_site.people import seal
from esep_site.people.pages.signing_in import landing
from esep_site.people.permissions import asks_as_owner, asks_nothing, public


@public
@asks_nothing
def health(request: HttpRequest) -> JsonResponse:
    """The program runs."""
    return JsonResponse({"status": "alive"})


@public
@asks_as_owner
def ready(request: HttpRequest) -> JsonResponse:
    """The program can work: its database answers, fits this version, and the queue can be reached.

    ``workers`` are those heard of in the last minute; pages work without one, long work waits.
    """
    try:
        if not fits():
            return JsonResponse({"status": "migrations not applied"}, status=503)
        if not seal.holds():
            return JsonResponse({"status": "another secret key"}, status=503)
        workers = _workers()
    except DatabaseError:
        return JsonResponse({"status": "no database"}, status=503)
    if workers is None:
        return JsonResponse({"status": "no queue"}, status=503)
    return JsonResponse({"status": "ready", "workers": workers})


@cache
def _settled() -> list[bool]:
    """Whether all migrations were found applied once: a running program's do not become fewer."""
    return []


def fits() -> bool:
    """Whether every migration of this version is applied; DatabaseError where no database answers."""
    if not _settled():
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _settled().append(True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


def _workers() -> int | None:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT (SELECT count(*) FROM procrastinate_workers "
                "WHERE last_heartbeat > now() - interval '1 minute'), "
                "(SELECT 1 FROM procrastinate_jobs LIMIT 1)"
            )
            return int(cursor.fetchone()[0])
    except ProgrammingError:
        return None


@public
@asks_nothing
def front(request: HttpRequest) -> HttpResponse:
    """The door for everybody; who is signed in goes to the family map."""
    if request.scope.account:
        return redirect(landing(request.scope))
    return render(request, "front.html")
