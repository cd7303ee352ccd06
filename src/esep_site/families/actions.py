"""What is done with snapshots: each in one transaction, permitted, recorded. Long work goes to the queue."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from esep_site.editing import Conflict, write
from esep_site.families import extracts, moving, queries
from esep_site.families.models import LoadedSnapshot, State
from esep_site.people.audit import record
from esep_site.people.models import Account
from esep_site.people.roles import Permission
from esep_site.people.scope import scope_of

PUBLISHING = 0x7075626C  # «publ»: the first half of the advisory locks of regions


def _check(by: Account | None, region: str) -> None:
    """``by`` None is the installation itself: the command line of the server."""
    if by is not None and not scope_of(by).may(Permission.LOAD_SNAPSHOTS, region):
        raise PermissionDenied


@transaction.atomic
def upload(
    *,
    by: Account | None,
    region: str,
    date: datetime.date,
    law_date: datetime.date,
    files: Iterable[UploadedFile],
    only_check: bool = False,
) -> LoadedSnapshot:
    """Keep uploaded extracts and let the worker check them, and load them unless ``only_check``.

    ValidationError when a file is no table.
    """
    _check(by, region)
    name = extracts.put(files)
    row = LoadedSnapshot.objects.create(
        region=region,
        date=date,
        law_date=law_date,
        only_check=only_check,
        extracts=name,
        folder=f"{region}-{date}-{name}",
        uploaded_by=by,
    )
    _queue(row)
    _record("snapshot uploaded", by, row, {"date": str(date), "law_date": str(law_date)})
    return row


@transaction.atomic
def load(*, by: Account | None, snapshot: LoadedSnapshot, version: int) -> None:
    """Load what was only checked."""
    _check(by, snapshot.region)
    _expect(snapshot, State.CHECKED)
    write(snapshot, version, state=State.UPLOADED, only_check=False, moved_at=timezone.now())
    _queue(snapshot)
    _record("snapshot loading asked", by, snapshot)


@transaction.atomic
def retry(*, by: Account | None, snapshot: LoadedSnapshot, version: int) -> None:
    """Go on with what was interrupted, from the last step that was finished."""
    _check(by, snapshot.region)
    if not queries.is_interrupted(snapshot):
        _expect(snapshot, State.FAILED)
    write(snapshot, version, state=State.UPLOADED, reason={}, moved_at=timezone.now())
    _queue(snapshot)
    _record("snapshot tried again", by, snapshot)


@transaction.atomic
def publish(
    *, by: Account | None, snapshot: LoadedSnapshot, instead_of: int | None, reason: str = ""
) -> None:
    """Put a snapshot in force. ``instead_of`` is the one that was in force when the person looked.

    An earlier one may be put in force again: rolling back. Offers and cases follow their families to where
    the snapshot has them. Conflict when somebody else was quicker.
    """
    _check(by, snapshot.region)
    with connection.cursor() as cursor:  # publishers of a region wait for one another
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [PUBLISHING, int(snapshot.region[:2])])
    snapshot.refresh_from_db()
    _expect(snapshot, State.READY)
    current = LoadedSnapshot.objects.filter(region=snapshot.region, in_force=True).first()
    if (current.pk if current else None) != instead_of:
        raise Conflict(current or snapshot)
    if current is not None:
        write(current, current.version, in_force=False)
    back = snapshot.published_at is not None
    write(snapshot, snapshot.version, in_force=True, published_by=by, published_at=timezone.now())
    moved = moving.follow(snapshot, by=by)
    details = {"instead_of": instead_of, "date": str(snapshot.date), "families moved": moved}
    _record("snapshot put back in force" if back else "snapshot published", by, snapshot, details, reason)


@transaction.atomic
def withdraw(*, by: Account | None, snapshot: LoadedSnapshot, version: int, reason: str) -> None:
    """Take a snapshot that is not in force out of use; the worker removes its rows."""
    _check(by, snapshot.region)
    if snapshot.in_force:
        raise ValidationError(_("This snapshot is in force. Publish another one first."))
    if snapshot.is_moving and not queries.is_interrupted(snapshot):
        raise ValidationError(_("The snapshot is being worked on. Wait until it is ready."))
    write(snapshot, version, state=State.WITHDRAWN, step={}, moved_at=timezone.now())
    _queue(snapshot, "remove")
    _record("snapshot withdrawn", by, snapshot, reason=reason)


def _expect(snapshot: LoadedSnapshot, state: State) -> None:
    if snapshot.state != state:
        raise ValidationError(
            _("The snapshot is in the state “%(now)s” now, so this cannot be done."),
            params={"now": snapshot.get_state_display()},
        )


def _queue(snapshot: LoadedSnapshot, task: str = "go_on") -> None:
    """Leave work for the worker, by the name of its task; it begins when this transaction is over."""
    app.configure_task(f"families:{task}", allow_unknown=False).defer(snapshot=snapshot.pk)


def _record(
    what: str,
    by: Account | None,
    snapshot: LoadedSnapshot,
    details: dict[str, object] | None = None,
    reason: str = "",
) -> None:
    record(
        what,
        by=by,
        subject=f"snapshot {snapshot.pk}",
        place=snapshot.region,
        reason=reason,
        details=details or {},
    )
