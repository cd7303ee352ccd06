"""The connection: asked whether it stands before each request, as cheaply as can be."""

from __future__ import annotations

import select
from typing import Any

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):  # type: ignore[misc]
    """As Django's. A connection on which nothing waits to be read stands; a question is asked of others only.

    A server that ended has closed its side, which can be read; so can whatever it said unasked.
    """

    def is_usable(self) -> bool:
        """Whether the connection can be asked."""
        known: Any = self.connection
        if known is None or known.closed:
            return False
        try:
            waiting, _out, _failed = select.select([known.fileno()], [], [], 0)
        except (OSError, ValueError):
            return False
        return not waiting or bool(super().is_usable())
