"""What is done with one record and its rows: in one transaction, permitted, recorded, with its history."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from esep_site import site_clock
from esep_site.bodies.models import Body
from esep_site.delivery import files
from esep_site.delivery.bulk import entry_of, write_entries
from esep_site.delivery.bulk_writing import plain_json
from esep_site.delivery.checking import facts, failing, missing
from esep_site.delivery.entries import Entry
from esep_site.delivery.field_values import plain_fields
from esep_site.delivery.models import (
    Attachment,
    Change,
    Fault,
    Inspection,
    InspectionResult,
    Record,
)
from esep_site.editing import Conflict, write
from esep_site.people.audit import record as record_event
from esep_site.people.models import Account
from esep_site.people.roles import Permission
from esep_site.people.scope import scope_of


def enter_record(*, by: Account | None, entry: Entry, reason: str = "") -> Record:
    """A new record with its rows; ValidationError names the fields at fault."""
    if Record.objects.filter(region=entry.place[:2], code=entry.code).exists():
        raise ValidationError({"code": _("A record with this code is there already.")})
    _write(by, entry, reason)
    return Record.objects.get(region=entry.place[:2], code=entry.code)


def change_record(
    *, by: Account | None, record: Record, version: int, reason: str = "", **values: Any
) -> None:
    """Other values of a record (names of :class:`Entry`'s fields, also whole parts: ``money=[…]``).

    ``fields`` given stand for those that they name; None takes one away. Conflict when somebody else was
    quicker.
    """
    now = Record.objects.select_related("parent", "programme").get(pk=record.pk)
    above = {row.pk: row.code for row in (now.parent, now.programme) if row}
    if "fields" in values:
        values["fields"] = {**now.fields, **values["fields"]}
    _write(by, replace(entry_of(now, above, {}), version=version, **values), reason)
    record.refresh_from_db()


def _write(by: Account | None, entry: Entry, reason: str) -> None:
    with transaction.atomic():
        outcome = write_entries(by=by, entries=[entry], reason=reason)
        if outcome.faults:
            denied = [fault for fault in outcome.faults if fault.field == "place" and _is_closed(by, entry)]
            if denied:
                raise PermissionDenied
            raise ValidationError(_by_field(outcome.faults))
        if outcome.conflicts:
            raise Conflict(outcome.conflicts[0][1])


def _by_field(faults: Iterable[Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for fault in faults:
        where = f"{fault.line + 1}: " if fault.line is not None else ""
        found.setdefault(fault.part or fault.field, []).append(f"{where}{fault.text}")
    return found


def _is_closed(by: Account | None, entry: Entry) -> bool:
    return by is not None and not scope_of(by).may(Permission.EDIT_RECORDS, entry.place)


@transaction.atomic
def move_stage(*, by: Account | None, record: Record, version: int, stage: str, reason: str = "") -> None:
    """The next stage, where the kind allows the move, its documents are there and no check refuses it."""
    _check(by, record.place)
    kind = record.kind_entry
    if stage not in kind.stage_by_code[record.stage].moves:
        raise ValidationError({"stage": _("From this stage no way leads to that one.")})
    has = set(record.attachment_set.values_list("document", flat=True)) | set(
        record.partner_set.values_list("role", flat=True)
    )
    faults = list(missing(kind, kind.stage_by_code[stage], has))
    bodies = set(Body.objects.values_list("code", flat=True)) if _names_bodies(record) else set()
    _plain, wrong = plain_fields(kind, stage, record.fields, bodies)
    faults += [
        f"{kind.by_code[name].names if name in kind.by_code else name}: {text}"
        for name, text in wrong.items()
    ]
    category = kind.stage_by_code[stage].category.value
    known = facts(record, has, site_clock.today()) | {"stage": stage, "category": category}
    faults += [str(check.text) for check in failing(kind, known, "refuse")]
    if faults:
        raise ValidationError({"stage": faults})
    before = record.stage
    today = site_clock.today()
    _touch(by, record, version, stage=stage, category=category, reported_on=today)
    _note(by, record, "", "stage", before, stage, reason)
    details = {"from": before, "to": stage}
    _event("stage changed", by, record, reason=reason, details=details)


@transaction.atomic
def confirm(*, by: Account, record: Record) -> None:
    """The record stands as it is written: somebody looked and reported it today."""
    _check(by, record.place)
    before = record.reported_on
    _report(by, record)
    _note(by, record, "", "reported_on", before, record.reported_on, "")
    _event("record changed", by, record)


def _names_bodies(record: Record) -> bool:
    return any(field.type == "body" and record.fields.get(field.code) for field in record.kind_entry.fields)


@dataclass(frozen=True)
class FoundFault:
    """A fault as an inspection finds it, to be mended by ``term``."""

    text: str
    term: datetime.date
    contractor: Body | None = None
    at_km: Any = None
    under_warranty: bool = False


@transaction.atomic
def inspect(
    *,
    by: Account | None,
    record: Record,
    day: datetime.date,
    result: InspectionResult,
    notes: str = "",
    samples: Sequence[dict[str, Any]] = (),
    inspector: Body | None = None,
    faults: Sequence[FoundFault] = (),
    photos: Sequence[File] = (),  # type: ignore[type-arg]
    draft: UUID | None = None,
) -> Inspection:
    """A visit with what it found. One ``draft`` sent twice is entered once: the first is given back.

    A fault of which no contractor is named is that of the record's contractor, where it has one alone.
    """
    _check(by, record.place)
    known = Inspection.objects.filter(draft=draft, record=record).first() if draft else None
    if known:
        return known
    _check_inspection(day, result, faults)
    inspection = Inspection.objects.create(
        record=record, place=record.place, day=day, result=result, notes=notes, samples=list(samples),
        inspector=inspector, draft=draft or uuid4(), by=by,
    )  # fmt: skip
    contractor = _only_contractor(record) if faults else None
    Fault.objects.bulk_create(
        Fault(
            record=record, place=record.place, inspection=inspection, text=each.text, at_km=each.at_km,
            contractor=each.contractor or contractor, found_on=day,
            term=each.term, under_warranty=each.under_warranty,
        )
        for each in faults
    )  # fmt: skip
    for photo in photos:
        attach(by=by, record=record, file=photo, title=str(day), inspection=inspection)
    _note(by, record, f"inspection {inspection.pk}", "result", None, result, "")
    for each in faults:
        _note(by, record, f"fault {each.text}", "term", None, each.term, "")
    _report(by, record, day)
    details = {"result": str(result), "faults": len(faults)}
    _event("inspection entered", by, record, details=details)
    return inspection


def _only_contractor(record: Record) -> Body | None:
    named = [each.body for each in record.partner_set.filter(role="contractor").select_related("body")[:2]]
    return named[0] if len(named) == 1 else None


def _check_inspection(day: datetime.date, result: InspectionResult, faults: Sequence[FoundFault]) -> None:
    wrong: dict[str, str] = {}
    if day > site_clock.today():
        wrong["day"] = _("This day has not come yet.")
    if any(each.term < day for each in faults):
        wrong["faults"] = _("A fault is to be mended after it was found.")
    if result == InspectionResult.PASSED and faults:
        wrong["result"] = _("What has faults passed with remarks at best.")
    if result == InspectionResult.FAILED and not faults:
        wrong["result"] = _("Say which faults were found.")
    if wrong:
        raise ValidationError(wrong)


@transaction.atomic
def mend_fault(
    *, by: Account, fault: Fault, version: int, mended_on: datetime.date | None, reason: str = ""
) -> None:
    """The fault was mended on a day, or is not mended after all (None)."""
    _check(by, fault.place)
    if mended_on and not fault.found_on <= mended_on <= site_clock.today():
        raise ValidationError({"mended_on": _("A day from that of the finding to today.")})
    before = fault.mended_on
    write(fault, version, mended_on=mended_on)
    _note(by, fault.record, f"fault {fault.text}", "mended_on", before, mended_on, reason)
    _report(by, fault.record)
    _event("fault mended", by, fault.record, reason=reason, details={"on": str(mended_on or "")})


@transaction.atomic
def attach(
    *,
    by: Account | None,
    record: Record,
    file: File,  # type: ignore[type-arg]
    title: str,
    document: str = "",
    inspection: Inspection | None = None,
    fault: Fault | None = None,
    taken_on: datetime.date | None = None,
) -> Attachment:
    """A photo or file of a record; ``document`` is one that its kind knows, or nothing."""
    _check(by, record.place)
    if document and document not in record.kind_entry.document_by_code:
        raise ValidationError({"document": _("The kind has no such document.")})
    hash_of_file, media_type, size = files.keep(file)
    kept = Attachment.objects.create(
        record=record, place=record.place, inspection=inspection, fault=fault, document=document, by=by,
        title=title[:200], sha256=hash_of_file, media_type=media_type, size=size, taken_on=taken_on,
    )  # fmt: skip
    _note(by, record, "files", document or "file", None, title, "")
    _event("file attached", by, record, details={"sha256": hash_of_file})
    return kept


def subject(record: Record) -> str:
    """How the audit log names a record."""
    return f"record {record.pk}"


def _touch(by: Account | None, record: Record, version: int, **values: Any) -> None:
    write(record, version, changed_by=by, changed_at=site_clock.now(), **values)


def _report(by: Account | None, record: Record, day: datetime.date | None = None) -> None:
    """Somebody told how a record stands: its version grows, so that an older workbook does not win."""
    latest = max(day or site_clock.today(), record.reported_on or datetime.date.min)
    Record.objects.filter(pk=record.pk).update(
        version=F("version") + 1, reported_on=latest, changed_by=by, changed_at=site_clock.now()
    )
    record.refresh_from_db()


def _note(
    by: Account | None, record: Record, part: str, name: str, before: Any, after: Any, reason: str
) -> None:
    Change.objects.create(
        record=record, place=record.place, part=part[:120], field=name[:60], before=plain_json(before),
        after=plain_json(after), by=by, reason=reason[:300],
    )  # fmt: skip


def _event(
    action: str, by: Account | None, record: Record, reason: str = "", details: dict[str, Any] | None = None
) -> None:
    record_event(
        action, by=by, subject=subject(record), place=record.place, reason=reason, details=details or {}
    )


def _check(by: Account | None, place: str) -> None:
    if by is not None and not scope_of(by).may(Permission.EDIT_RECORDS, place):
        raise PermissionDenied
