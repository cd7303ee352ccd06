"""The audit log: what was done and seen, hash-chained in the order in which it was committed."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from esep_site.people.models import Account, AuditEvent

FIRST = "0" * 64
"""Stands for the hash before the first event."""
LOCK = 0x65736570  # «esep»: writers of the log wait for one another
AT_ONCE = 10_000

_waiting: ContextVar[list[AuditEvent] | None] = ContextVar("audit events of this piece of work", default=None)


@contextmanager
def recording() -> Iterator[list[AuditEvent]]:
    """What is recorded inside is written at the end, in the transaction that is open then.

    Writers of the chain wait for one another until they commit, so the waiting must be short: nothing slow
    may follow the end of this block within the transaction. Yields the events that wait.
    """
    waiting: list[AuditEvent] = []
    token = _waiting.set(waiting)
    try:
        yield waiting
        if waiting:
            _append(waiting)
    finally:
        _waiting.reset(token)


@contextmanager
def whole() -> Iterator[None]:
    """One transaction, or a part of one: when it fails, what was recorded inside is forgotten with it.

    For actions whose refusal a page answers: the request goes on, and commits.
    """
    waiting = _waiting.get()
    before = len(waiting) if waiting is not None else 0
    try:
        with transaction.atomic():
            yield
    except BaseException:
        if waiting is not None:
            del waiting[before:]
        raise


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
            account=by,
            action=action,
            subject=_text(subject, 120),
            place=_text(place, 9),
            reason=_text(reason, 300),
            details=_plain(details or {}),
        )
    )


def _text(value: str, length: int) -> str:
    return value.replace("\0", "")[:length]


def _plain(details: dict[str, Any]) -> dict[str, Any]:
    """As the database gives it back: a fraction as text, since the database writes some numbers otherwise."""
    plain: dict[str, Any] = json.loads(_written(details).replace("\\u0000", ""), parse_float=str)
    return plain


@dataclass(frozen=True)
class Verified:
    """What a check of the chain found.

    ``events`` were read; ``broken`` is the number of the first that is not as it was written, or None;
    ``last`` and ``hash`` are of the last event read, «0...0» of none.
    """

    events: int
    broken: int | None
    last: int
    hash: str


ROWS = """
SELECT id, hash, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US+00:00'), account_id, action,
    subject, place, reason, details::text, previous
FROM people_auditevent WHERE id > %s ORDER BY id LIMIT %s
"""
"""As text: a log of millions is verified in minutes, and most of the time goes into turning columns."""


def verify(start: int = 0, tell: Callable[[int], None] = lambda _events: None) -> Verified:
    """Whether each event has the hash of its content and of the event before, from number ``start`` on.

    Reads :data:`AT_ONCE` rows after one another, whatever their number, and calls ``tell`` with the number
    read so far.
    """
    before = AuditEvent.objects.filter(id__lt=start).order_by("-id").values_list("id", "hash").first()
    last, previous = before or (0, FIRST)
    events = 0
    while rows := _rows_after(last):
        for number, written, *content, details, linked in rows:
            events += 1
            plain = {} if details == "{}" else json.loads(details)
            if linked != previous or written != _hash(*content, plain, linked):
                return Verified(events, number, last, previous)
            last, previous = number, written
        tell(events)
    return Verified(events, None, last, previous)


def _rows_after(number: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(ROWS, [number, AT_ONCE])
        return list(cursor.fetchall())


ADD = """
INSERT INTO people_auditevent (at, account_id, action, subject, place, reason, details, previous, hash) VALUES
"""
ADDED = "(%s, %s, %s, %s, %s, %s, %s::jsonb, %s, %s)"
ADDED_AT_ONCE = 500


def _append(events: list[AuditEvent]) -> None:
    with transaction.atomic(savepoint=False):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            cursor.execute("SELECT hash FROM people_auditevent ORDER BY id DESC LIMIT 1")
            previous = next(iter(cursor.fetchone() or ()), FIRST)
        for event in events:
            event.at = timezone.now()
            event.previous = previous
            event.hash = previous = _hash(
                event.at.astimezone(datetime.UTC).isoformat(timespec="microseconds"),
                *(event.account_id, event.action, event.subject, event.place, event.reason),
                *(event.details, event.previous),
            )
        _add(events)


def _add(events: list[AuditEvent]) -> None:
    """Write them, many at once; Django's own way takes longer to compose one than the database to take it."""
    with connection.cursor() as cursor:
        for at in range(0, len(events), ADDED_AT_ONCE):
            part = events[at : at + ADDED_AT_ONCE]
            values = [
                value
                for each in part
                for value in (
                    *(each.at, each.account_id, each.action, each.subject, each.place, each.reason),
                    *(_written(each.details), each.previous, each.hash),
                )
            ]
            cursor.execute(f"{ADD} {', '.join([ADDED] * len(part))}", values)


_written = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode


def _hash(*content: Any) -> str:
    """Of moment, account, action, subject, place, reason, details and the hash before, as JSON."""
    return sha256(_written(content).encode()).hexdigest()
