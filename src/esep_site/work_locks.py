"""Who is at a piece of queued work: advisory locks of the database, each on a connection of its own.

The database frees a lock when its connection ends, however the worker ended: what is said to be worked on
while nobody holds its lock was interrupted.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from typing import Any

import psycopg
from django.db import connection

Connection = psycopg.Connection[tuple[Any, ...]]


class Work(IntEnum):
    """Sorts of work, as the first half of their locks; the second is the number of the row."""

    SNAPSHOT = 0x736E6170  # «snap»
    REFORM = 0x72656671  # «refq»
    IMPORT = 0x696D7074  # «impt»


@contextmanager
def beside() -> Iterator[Connection]:
    """A connection of its own to the site's database, as the owner of its tables; one transaction."""
    asked = connection.get_connection_params()
    known = {name: asked[name] for name in ("dbname", "user", "password", "host", "port") if asked.get(name)}
    with psycopg.connect(**known) as opened:
        yield opened


@contextmanager
def held(work: Work, number: int) -> Iterator[bool]:
    """Whether the work on a row is ours for the block; False where somebody else is at it."""
    with beside() as opened:
        opened.autocommit = True
        row = opened.execute("SELECT pg_try_advisory_lock(%s, %s)", [work.value, number]).fetchone()
        yield bool(row and row[0])


def at_work(work: Work) -> set[int]:
    """The rows that somebody is at."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND granted "
            "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            [work.value],
        )
        return {int(row[0]) for row in cursor.fetchall()}
