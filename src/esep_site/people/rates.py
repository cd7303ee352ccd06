"""How often a caller may ask the API in a minute, counted in the database for all server processes."""

from __future__ import annotations

import hashlib
import hmac
import time

from django.conf import settings
from django.db import connection

KEPT_MINUTES = 60
SECONDS = 60


def caller_of_address(address: str) -> str:
    """A keyed hash of an address: no address is kept."""
    return (
        "address:" + hmac.new(settings.SECRET_KEY.encode(), address.encode(), hashlib.sha256).hexdigest()[:40]
    )


def wait(caller: str, most: int) -> int:
    """Count a request of this minute; 0 when it may go on, else the seconds until the next minute.

    It is counted outside of any transaction of the request, so that requests of one caller do not wait for
    one another.
    """
    now = int(time.time())
    minute = now // SECONDS
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_requestcount (caller, minute, requests) VALUES (%s, %s, 1) "
            "ON CONFLICT (caller, minute) DO UPDATE SET requests = people_requestcount.requests + 1 "
            "RETURNING requests",
            [caller, minute],
        )
        requests = cursor.fetchone()[0]
        if requests == 1:
            cursor.execute("DELETE FROM people_requestcount WHERE minute < %s", [minute - KEPT_MINUTES])
    return 0 if requests <= most else SECONDS - now % SECONDS
