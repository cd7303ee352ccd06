"""Inspections and faults as lines of an entry: how they are told apart, what stands, what is wrong.

An inspection is told from the others by its mark. A mark that is no UUID, such as the number of a protocol,
is one's own within the record: the same mark makes the same UUID, so that what is sent in twice is entered
once. A fault is told by its mark, too, which every export holds; one that comes without a mark by its
inspection, the day on which it was found, its text and its kilometre. Nothing that a person found is taken
away by being left out of a file.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Model
from django.utils.translation import gettext as _

from esep_site import site_clock
from esep_site.delivery.entries import Entry, FaultLine, InspectionLine, SampleLine
from esep_site.delivery.models import Fault, Inspection, InspectionResult, Record
from esep_site.people.scope import unrestricted

KEPT = ("inspections", "faults")
MARKS = UUID("6f0f1b0e-6f1c-4d0c-9a5e-0e5d7a1c2b31")
"""Under which marks of one's own become UUIDs."""
MOST_KM = 100_000
MOST_MARK, MOST_TEXT = 80, 500
MARKED: Mapping[str, tuple[type[Model], str]] = {
    "inspections": (Inspection, "draft"),
    "faults": (Fault, "mark"),
}
"""Where marks are kept."""
Stored = Mapping[Any, Sequence[tuple[int, Any]]]


def mark_of(record: Record, mark: str) -> str:
    """The UUID of an inspection or fault of a record, as text."""
    return str(_uuid(mark) or uuid5(MARKS, f"{record.region}/{record.code}/{mark}"))


def inspection_rows(records: Sequence[int]) -> Iterator[tuple[int, int, InspectionLine]]:
    """The inspections of records: number of the record, of the row, the line; in the order of their days."""
    rows = Inspection.objects.filter(record__in=records).order_by("record", "day", "pk")
    columns = ("record_id", "pk", "draft", "day", "result", "inspector__code", "notes", "samples")
    for record, row, draft, day, result, inspector, notes, samples in rows.values_list(*columns):
        told = tuple(
            SampleLine(each["name"], each["found"], each.get("norm", ""), bool(each.get("passed")))
            for each in samples
        )
        yield record, row, InspectionLine(str(draft), day, result, inspector or "", notes, told)


def fault_rows(records: Sequence[int]) -> Iterator[tuple[int, int, FaultLine]]:
    """The faults of records, likewise; in the order of the days on which they were found."""
    rows = Fault.objects.filter(record__in=records).order_by("record", "found_on", "pk")
    columns = (
        "record_id", "pk", "text", "found_on", "term", "inspection__draft", "at_km", "contractor__code",
        "mended_on", "under_warranty", "mark",
    )  # fmt: skip
    for record, row, text, found_on, term, draft, at_km, contractor, *rest, mark in rows.values_list(
        *columns
    ):
        km = "" if at_km is None else f"{at_km.normalize():f}"
        inspection = str(draft) if draft else ""
        line = FaultLine(text, found_on, term, inspection, km, contractor or "", *rest, str(mark))
        yield record, row, line


def key_of(line: InspectionLine | FaultLine) -> Any:
    """By what a line is told from the others; of a new fault that came without a mark what it says."""
    return line.mark or _said(line)


def _said(line: InspectionLine | FaultLine) -> Any:
    return () if isinstance(line, InspectionLine) else (line.inspection, line.found_on, line.text, line.at_km)


def normal(lines: Iterable[Any], record: Record, stored: Stored) -> list[Any]:
    """Lines with UUIDs for marks, those of faults that stand without being told; what they leave open is as
    it stands: samples that are not told, the contractor of a fault."""
    lines = [_with_uuids(line, record) for line in lines]
    told = {line.mark for line in lines}
    unmarked: dict[Any, list[str]] = {}
    for _row, each in (row for rows in stored.values() for row in rows):
        if each.mark not in told:
            unmarked.setdefault(_said(each), []).append(each.mark)
    found = []
    for line in lines:
        if isinstance(line, FaultLine) and not line.mark and (marks := unmarked.get(_said(line))):
            line = replace(line, mark=marks.pop(0))
        before = next((each for _row, each in stored.get(key_of(line), ())), None)
        if isinstance(line, InspectionLine) and line.samples is None:
            line = replace(line, samples=before.samples if before else ())
        if isinstance(line, FaultLine) and not line.contractor and before:
            line = replace(line, contractor=before.contractor)
        found.append(line)
    return found


def _with_uuids(line: Any, record: Record) -> Any:
    mark = mark_of(record, line.mark) if line.mark else ""
    if isinstance(line, InspectionLine):
        return replace(line, mark=mark)
    inspection = mark_of(record, line.inspection) if line.inspection else ""
    km = f"{Decimal(line.at_km).normalize():f}" if _is_km(line.at_km) else line.at_km
    return replace(line, inspection=inspection, at_km=km, mark=mark)


def latest_day(lines: Iterable[Any]) -> datetime.date | None:
    """The last day on which somebody looked at the works or mended a fault, as lines tell it."""
    days = (
        line.day if isinstance(line, InspectionLine) else line.mended_on or line.found_on for line in lines
    )
    return max(days, default=None)


def faults_of(line: InspectionLine | FaultLine, bodies: Container[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with a line by itself: field, sentence."""
    today = site_clock.today()
    if isinstance(line, InspectionLine):
        if not line.mark:
            yield "mark", _("It must be filled.")
        if line.day > today:
            yield "day", _("This day has not come yet.")
        if line.result not in InspectionResult.values:
            yield "result", _("Passed, passed with remarks or not passed.")
        if line.inspector and line.inspector not in bodies:
            yield "inspector", _("The register has no body with this code.")
        if any(not each.name.strip() for each in line.samples or ()):
            yield "samples", _("A sample has a name.")
        return
    if not 0 < len(line.text.strip()) <= MOST_TEXT:
        yield "text", _("From one to %(most)s letters.") % {"most": MOST_TEXT}
    if line.found_on > today:
        yield "found_on", _("This day has not come yet.")
    if line.term < line.found_on:
        yield "term", _("A fault is to be mended after it was found.")
    if line.mended_on and not line.found_on <= line.mended_on <= today:
        yield "mended_on", _("A day from that of the finding to today.")
    if line.contractor and line.contractor not in bodies:
        yield "contractor", _("The register has no body with this code.")
    if line.at_km and not _is_km(line.at_km):
        yield "at_km", _("A number.")


def _is_km(text: str) -> bool:
    try:
        exact = Decimal(text)
    except InvalidOperation:
        return False
    return exact.is_finite() and 0 <= exact < MOST_KM and exact == exact.quantize(Decimal("0.001"))


def contradictions(
    inspections: Sequence[InspectionLine], faults: Sequence[FaultLine], known: Stored, found: Stored
) -> Iterator[tuple[str, int, str, str]]:
    """What does not fit together: part, line, field, sentence. ``known`` are the inspections that stand,
    ``found`` the faults."""
    marks = {*known, *(each.mark for each in inspections)}
    for at, fault in enumerate(faults):
        if fault.inspection and fault.inspection not in marks:
            yield "faults", at, "inspection", _("The record has no inspection with this mark.")
    stands = {each.mark: each for rows in found.values() for _row, each in rows}
    after = [*(stands | {each.mark: each for each in faults if each.mark}).values()]
    number = Counter(each.inspection for each in (*after, *(each for each in faults if not each.mark)))
    for at, each in enumerate(inspections):
        if each.result == InspectionResult.PASSED and number[each.mark]:
            yield "inspections", at, "result", _("What has faults passed with remarks at best.")
        if each.result == InspectionResult.FAILED and not number[each.mark]:
            yield "inspections", at, "result", _("Say which faults were found.")


def taken_marks(entries: Collection[Entry]) -> dict[str, tuple[str, str]]:
    """Of the UUIDs that entries give inspections and faults, those that are there already: region and code of
    their record."""
    taken: dict[str, tuple[str, str]] = {}
    for part, (model, name) in MARKED.items():
        marks = (line.mark for entry in entries for line in getattr(entry, part) or ())
        wanted = {uuid for mark in marks if (uuid := _uuid(mark))}
        if not wanted:
            continue
        with unrestricted():
            rows = model._default_manager.filter(**{f"{name}__in": wanted})
            told = rows.values_list(name, "record__region", "record__code")
            taken |= {str(mark): (region, code) for mark, region, code in told}
    return taken


def _uuid(mark: str) -> UUID | None:
    try:
        return UUID(mark)
    except ValueError:
        return None
