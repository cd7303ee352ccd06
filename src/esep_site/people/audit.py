"""The audit log: what was done and seen, hash-chained in the order in which it was committed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection
from django.utils import timezone

from esep_site.people.models import Account, AuditEvent

FIRST = "0" * 64
"""Stands for the hash before the first event."""
LOCK = 0x65736570  # «esep»: writers of the log wait for one another
AT_ONCE = 10_000

_waiting: ContextVar[list[AuditEvent] | None] = ContextVar("audit events of this piece of work", default=None)


@contextmanager
def recording() -> Iterator[None]:
    """What is recorded inside is written at the end, in the transaction that is open then.

    Writers of the chain wait for one another until they commit, so the waiting must be short: nothing slow
    may follow the end of this block within the transaction.
    """
    waiting: list[AuditEvent] = []
    token = _waiting.set(waiting)
    try:
        yield
        if waiting:
            _append(waiting)
    finally:
        _waiting.reset(token)


def record(
    action: str,
    *,
    by: Account | None,
    subject: str = "",
    place: str = "",
    reason: str = "",
    details: dict[str, Any] | None = None,
) -> None:
    """Note what ``by`` did or saw; LookupError outside :func:`recording`, so that nothing goes unrecorded."""
    waiting = _waiting.get()
    if waiting is None:
        raise LookupError("An action must run inside audit.recording(), as the middleware and tasks do.")
    waiting.append(
        AuditEvent(
            account=by, action=action, subject=subject, place=place, reason=reason, details=details or {}
        )
    )


def broken_link() -> AuditEvent | None:
    """The first event whose hash is not that of its content and of the event before, or None."""
    previous = FIRST
    for event in AuditEvent.objects.order_by("id").iterator(AT_ONCE):
        if event.previous != previous or event.hash != _hash(event):
            return event
        previous = event.hash
    return None


def _append(events: list[AuditEvent]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    last = AuditEvent.objects.order_by("-id").values_list("hash", flat=True).first()
    previous = last or FIRST
    for event in events:
        event.at = timezone.now()
        event.previous = previous
        event.hash = previous = _hash(event)
    AuditEvent.objects.bulk_create(events)


def _hash(event: AuditEvent) -> str:
    content = [
        event.at.isoformat(timespec="microseconds"),
        event.account_id,
        event.action,
        event.subject,
        event.place,
        event.reason,
        event.details,
        event.previous,
    ]
    written = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
