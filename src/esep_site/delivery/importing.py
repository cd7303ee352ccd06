"""A workbook that somebody sent in, on its way into the ledger: looked at first, entered when they say so.

The worker reads the file and holds every row to its kind; nothing is written. What it found is kept with the
file, so that no typing is lost: the person mends the faults and sends it again, or enters it. Records that
somebody changed in between are shown side by side; the person says which of them the workbook overrides.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.db import close_old_connections, connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from procrastinate.contrib.django import app

from esep_site import site_clock
from esep_site.delivery import files
from esep_site.delivery.bulk import entry_of, lines_of, write_entries
from esep_site.delivery.bulk_checking import Outcome
from esep_site.delivery.entries import Entry
from esep_site.delivery.line_checking import PARTS
from esep_site.delivery.models import Import, ImportState, Record
from esep_site.delivery.workbook_reading import CellFault, Filled, read_workbook
from esep_site.editing import write
from esep_site.people import audit
from esep_site.people.models import Account
from esep_site.people.roles import Permission
from esep_site.people.scope import enforced, scope_of
from esep_site.work_locks import Work, at_work, held

SECONDS_BETWEEN_WORDS = 0.5
MOST_TOLD = 1000
"""Faults, warnings and conflicts that are kept of one file; how many there are is always told."""
WORKBOOK, TABLE = "application/zip", "text/csv"


@transaction.atomic
def send_in(*, by: Account, file: File[bytes], language: str) -> Import:
    """Keep a workbook and let the worker look at it; ValidationError where it is none."""
    if not scope_of(by).places.get(Permission.EDIT_RECORDS):
        raise PermissionDenied
    otherwise = TABLE if str(file.name).casefold().endswith(".csv") else ""
    sha256, media_type, _size = files.keep(file, otherwise)
    if media_type not in (WORKBOOK, TABLE):
        raise ValidationError(_("Send a workbook (XLSX) or a table (CSV)."))
    row = Import.objects.create(account=by, name=str(file.name)[:200], sha256=sha256, language=language[:2])
    _queue(row)
    audit.record("workbook sent in", by=by, subject=f"import {row.pk}", details={"sha256": sha256})
    return row


@transaction.atomic
def enter(*, by: Account, row: Import, version: int, taken: list[str]) -> None:
    """Enter what the workbook says. Of records that somebody changed after it was exported only those in
    ``taken`` are overridden; Conflict when the import itself was acted on meanwhile."""
    if row.account_id != by.pk:
        raise PermissionDenied
    if row.state not in (ImportState.LOOKED_AT, ImportState.ENTERED):
        raise ValidationError(_("The workbook is at another step now."))
    if row.state == ImportState.ENTERED and not taken:
        raise ValidationError(_("Choose the records that the workbook overrides."))
    write(row, version, state=ImportState.ENTERING, taken=taken, done=0, total=0)
    _queue(row)


def go_on(number: int) -> None:
    """Look at a workbook, or enter it; nothing is done when somebody else is at it."""
    close_old_connections()
    with held(Work.IMPORT, number) as mine:
        row = Import.objects.select_related("account").filter(pk=number).first() if mine else None
        if row is None or row.state not in (ImportState.WAITING, ImportState.ENTERING):
            return
        try:
            with override(row.language):
                _go_on(row)
        except Exception:
            connection.close_if_unusable_or_obsolete()
            Import.objects.filter(pk=number).update(state=ImportState.FAILED)
            raise


def _go_on(row: Import) -> None:
    told = time.monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal told
        if time.monotonic() - told >= SECONDS_BETWEEN_WORDS:
            Import.objects.filter(pk=row.pk).update(done=done, total=total)
            told = time.monotonic()

    entering = row.state == ImportState.ENTERING
    with files.path_of(row.sha256).open("rb") as content:
        filled = read_workbook(content, tell)
    Import.objects.filter(pk=row.pk).update(done=len(filled.entries), total=len(filled.entries))
    with enforced(scope_of(row.account)), audit.recording():
        entries = _asked(filled.entries, row) if entering else filled.entries
        dry = not entering or bool(filled.faults)
        outcome = write_entries(by=row.account, entries=entries, dry_run=dry, reason=row.name)
        result = _result(filled, outcome, entries)
    state = (
        ImportState.REFUSED
        if result["faults"]
        else ImportState.ENTERED
        if entering
        else ImportState.LOOKED_AT
    )
    Import.objects.filter(pk=row.pk).update(
        state=state,
        kind=filled.kind.kind if filled.kind else "",
        result=result,
        ended_at=site_clock.now(),
        version=row.version + 1,
    )


def _asked(entries: list[Entry], row: Import) -> list[Entry]:
    """The entries with the versions that they may overwrite: whatever stands, where the person said so."""
    taken = set(row.taken)
    return [replace(entry, version=None) if entry.code in taken else entry for entry in entries]


def _result(filled: Filled, outcome: Outcome, entries: list[Entry]) -> dict[str, Any]:
    seen = {(fault.sheet, fault.row, fault.column) for fault in filled.faults}
    of_ledger = [fault for fault in map(filled.fault_of, outcome.faults) if _place(fault) not in seen]
    faults = sorted(
        [*filled.faults, *of_ledger],
        key=lambda fault: (fault.sheet, fault.row or 0, len(fault.column), fault.column),
    )
    return {
        "records": len(entries),
        "entered": len(outcome.entered),
        "changed": len(outcome.changed),
        "unchanged": len(outcome.unchanged),
        "faults": len(faults),
        "told_faults": [asdict(fault) for fault in faults[:MOST_TOLD]],
        "warnings": len(outcome.warnings),
        "told_warnings": [asdict(each) for each in map(filled.fault_of, outcome.warnings[:MOST_TOLD])],
        "conflicts": len(outcome.conflicts),
        "told_conflicts": _conflicts(outcome.conflicts[:MOST_TOLD]),
    }


def _place(fault: CellFault) -> tuple[str, int | None, str]:
    return fault.sheet, fault.row, fault.column


def _conflicts(conflicts: list[tuple[Entry, Record]]) -> list[dict[str, Any]]:
    """What the workbook says and what stands, field by field where they differ."""
    numbers = [record.pk for _entry, record in conflicts]
    lines = lines_of(numbers)
    above = {each for _entry, record in conflicts for each in (record.parent_id, record.programme_id) if each}
    codes = dict(Record.objects.filter(pk__in=above).values_list("pk", "code"))
    return [
        {
            "code": entry.code,
            "name": record.name,
            "differs": list(_differing(entry, entry_of(record, codes, lines.get(record.pk, {})))),
        }
        for entry, record in conflicts
    ]


_COMPARED = (
    "name_kk",
    "name_ru",
    "place",
    "stage",
    "start",
    "end",
    "parent",
    "programme",
    "declared",
    "reported_on",
    "source",
)


def _differing(typed: Entry, stands: Entry) -> Iterator[dict[str, str]]:
    for name in _COMPARED:
        mine, theirs = getattr(typed, name), getattr(stands, name)
        if (mine or "") != (theirs or ""):
            yield {"field": name, "typed": str(mine or ""), "stands": str(theirs or "")}
    for name in sorted({*typed.fields, *stands.fields}):
        mine, theirs = typed.fields.get(name), stands.fields.get(name)
        if mine != theirs:
            yield {"field": f"fields.{name}", "typed": _word(mine), "stands": _word(theirs)}
    for part in PARTS:
        given, kept = getattr(typed, part), getattr(stands, part) or []
        if given is not None and sorted(map(repr, given)) != sorted(map(repr, kept)):
            yield {"field": part, "typed": _lines(given), "stands": _lines(kept)}


def _word(value: Any) -> str:
    return "" if value is None else str(value)


def _lines(lines: list[Any]) -> str:
    return "\n".join(
        "; ".join(_told(getattr(line, name)) for name in line.__slots__ if getattr(line, name))
        for line in lines
    )


def _told(value: Any) -> str:
    """Of samples their names, of days and numbers what they are."""
    return ", ".join(each.name for each in value) if isinstance(value, tuple) else str(value)


def is_interrupted(row: Import) -> bool:
    """Whether the worker was stopped while it was at it."""
    if row.state not in (ImportState.WAITING, ImportState.ENTERING):
        return False
    return bool(row.total) and row.pk not in at_work(Work.IMPORT)


def _queue(row: Import) -> None:
    app.configure_task("delivery:go_on_with_import", allow_unknown=False).defer(number=row.pk)
