"""What each process of ``esep site start`` runs: the application, made ready before it answers."""

from __future__ import annotations

import os
import sys

from django.db import connection
from django.urls import get_resolver

from esep.memory import set_aside
from esep_site.logins import AS, PAGES

os.environ.setdefault(AS, PAGES)  # before the settings are read
os.environ.setdefault("POLARS_MAX_THREADS", "1")  # the processes share the cores among themselves

from esep_site.wsgi import application as application

SHARE_OF_TIME = 0.001
"""Seconds after which a thread lets another one go on: most of a page is waiting for short answers."""


def _make_ready() -> None:
    """Warm what cards and addresses need, then set aside what stands in memory as long as the process."""
    from esep_site.families.warming import warm_snapshots  # models cannot be imported before the settings

    warm_snapshots()
    connection.close()
    get_resolver().reverse_dict  # noqa: B018  the addresses
    set_aside()
    sys.setswitchinterval(SHARE_OF_TIME)


_make_ready()
