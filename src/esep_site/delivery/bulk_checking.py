"""What entries mean: new records, changes, nothing, conflicts, or faults. Looks up everything in a few
queries."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from esep.places import places
from esep_site import site_clock
from esep_site.bodies.models import Body
from esep_site.delivery import inspection_lines, line_checking
from esep_site.delivery.catalogue import Kind, kinds
from esep_site.delivery.checking import asks_for_rows, facts, failing, without_documents
from esep_site.delivery.entries import Entry, EntryFault
from esep_site.delivery.field_values import plain_fields
from esep_site.delivery.inspection_lines import KEPT
from esep_site.delivery.models import Attachment, Light, Record
from esep_site.delivery.places_of import district_of, region_of
from esep_site.delivery.words import folded
from esep_site.people.roles import Permission
from esep_site.people.scope import Scope, unrestricted

AT_ONCE = 2000
SIMPLE = ("kind", "name_kk", "name_ru", "place", "stage", "start", "end", "declared", "source", "source_span")
"""Columns of a record that an entry says outright."""
OTHERS_MARK = {
    "inspections": gettext_lazy("An inspection of another record has this mark."),
    "faults": gettext_lazy("A fault of another record has this mark."),
}


@dataclass
class Planned:
    """One entry on its way: the record as it will stand, and what changes."""

    at: int
    entry: Entry
    kind: Kind
    record: Record
    is_new: bool
    references: dict[str, str]
    changes: list[tuple[str, Any, Any]] = field(default_factory=list)
    lines: dict[str, line_checking.LineChanges] = field(default_factory=dict)

    @property
    def differs(self) -> bool:
        """Whether anything is to be written."""
        return self.is_new or bool(self.changes) or any(each.differs for each in self.lines.values())


@dataclass
class Outcome:
    """What became of entries, or would: codes of records, faults, conflicts (an entry, and what stands
    now)."""

    entered: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    faults: list[EntryFault] = field(default_factory=list)
    conflicts: list[tuple[Entry, Record]] = field(default_factory=list)
    warnings: list[EntryFault] = field(default_factory=list)


@dataclass
class Known:
    """What entries refer to."""

    bodies: dict[str, int]
    records: dict[tuple[str, str], Record]
    hidden: set[tuple[str, str]]
    documents: dict[int, set[str]]
    marks: dict[str, tuple[str, str]]


@dataclass
class Checked:
    """Entries that were looked at: what is to be written, and what is told."""

    planned: list[Planned]
    known: Known
    outcome: Outcome


def check_entries(entries: Sequence[Entry], scope: Scope) -> Checked:
    """Look every entry up and hold it to its kind; nothing is written."""
    known = _look_up(entries)
    checked = Checked([], known, Outcome())
    twice = {
        key for key, number in Counter((each.place[:2], each.code) for each in entries).items() if number > 1
    }
    lines = line_checking.stored_lines(
        [known.records[key].pk for each in entries if (key := (each.place[:2], each.code)) in known.records],
        _parts_given(entries),
    )
    today = site_clock.today()
    for at, entry in enumerate(entries):
        faults = list(_faults_of_place(entry, scope, known, twice))
        kind = kinds().get(entry.kind)
        if not kind:
            faults.append(("kind", _("The catalogue has no such kind.")))
        if faults or kind is None:
            checked.outcome.faults += [
                EntryFault(at, entry.code, "", None, name, text) for name, text in faults
            ]
            continue
        _check_one(_planned(at, entry, kind, known), checked, lines, today)
    return checked


def _check_one(
    planned: Planned, checked: Checked, stored: line_checking.Stored, today: datetime.date
) -> None:
    entry, record, outcome = planned.entry, planned.record, checked.outcome
    before = {name: getattr(record, name) for name in (*SIMPLE, "fields", "reported_on")}
    faults = [
        EntryFault(planned.at, entry.code, "", None, name, text)
        for name, text in _set(planned, checked.known)
    ]
    faults += _compare(planned, checked.known, stored)
    if not faults:
        faults += _checks(planned, today, "refuse")
        outcome.warnings += _checks(planned, today, "warn")
        outcome.warnings += _without_documents(planned, checked.known)
    if faults:
        outcome.faults += faults
        return
    planned.changes += [
        (name, before[name], getattr(record, name))
        for name in (*SIMPLE, "reported_on")
        if before[name] != getattr(record, name)
    ]
    planned.changes += _field_changes(before["fields"], record.fields)
    planned.changes += _reference_changes(planned)
    if not planned.differs:
        outcome.unchanged.append(entry.code)
    elif not planned.is_new and entry.version is not None and entry.version != record.version:
        outcome.conflicts.append((entry, Record.objects.get(pk=record.pk)))
    else:
        (outcome.entered if planned.is_new else outcome.changed).append(entry.code)
        checked.planned.append(planned)


def _compare(planned: Planned, known: Known, stored: line_checking.Stored) -> list[EntryFault]:
    """Find what changes in the parts that the entry gives; the faults of their lines."""
    entry, record = planned.entry, planned.record
    told: list[tuple[str, int | None, str, str]] = []
    seen: dict[str, list[Any]] = {}
    for part in line_checking.PARTS:
        given = getattr(entry, part)
        stands = stored[part].get(record.pk or 0, {})
        if given is None:
            continue
        if part in KEPT:
            given = seen[part] = inspection_lines.normal(given, record, stands)
        planned.lines[part], wrong = line_checking.compare(part, given, stands, known.bodies, planned.kind)
        told += [(part, *each) for each in wrong]
    if seen:
        stands, found = (stored[part].get(record.pk or 0, {}) for part in KEPT)
        told += inspection_lines.contradictions(
            seen.get("inspections", ()), seen.get("faults", ()), stands, found
        )
    own = (record.region, record.code)
    for part, lines in seen.items():
        for at, line in enumerate(lines):
            if line.mark and known.marks.setdefault(line.mark, own) != own:
                told.append((part, at, "mark", str(OTHERS_MARK[part])))
        latest = inspection_lines.latest_day(lines)
        if latest and not told:
            record.reported_on = max(latest, record.reported_on or latest)
    return [EntryFault(planned.at, entry.code, *each) for each in told]


def _set(planned: Planned, known: Known) -> Iterator[tuple[str, str]]:
    """Give the record what the entry says; yields the faults by field."""
    entry, record, kind = planned.entry, planned.record, planned.kind
    stage = entry.stage or record.stage or kind.first_stage.code
    if stage not in kind.stage_by_code:
        yield "stage", _("The kind has no such stage.")
        return
    if not planned.is_new and stage != record.stage and not _leads(kind, record.stage, stage):
        yield "stage", _("From this stage no way leads to that one.")
    for name in ("name_kk", "name_ru"):
        if not getattr(entry, name).strip():
            yield name, _("It must be filled.")
        elif len(getattr(entry, name)) > 300:
            yield name, _("At most %(most)s letters.") % {"most": 300}
    if entry.start and entry.end and entry.end < entry.start:
        yield "end", _("The end is before the start.")
    if entry.declared and entry.declared not in Light.values:
        yield "declared", _("There is no such colour.")
    fields, faults = plain_fields(kind, stage, entry.fields, known.bodies)
    yield from faults.items()
    for name in SIMPLE:
        setattr(record, name, getattr(entry, name))
    record.source_span = list(entry.source_span) if entry.source_span is not None else None
    record.stage, record.fields, record.kind_version = stage, fields, kind.version
    record.category, record.shared = kind.stage_by_code[stage].category.value, kind.shared
    record.region, record.district = region_of(entry.place), district_of(entry.place)
    record.words = folded(f"{entry.code} {entry.name_kk} {entry.name_ru}")
    if entry.reported_on:
        record.reported_on = entry.reported_on
    for name in ("parent", "programme"):
        yield from _refer(planned, name, known)


def _refer(planned: Planned, name: str, known: Known) -> Iterator[tuple[str, str]]:
    code = getattr(planned.entry, name)
    if not code:
        setattr(planned.record, name, None)
        return
    found = known.records.get((planned.record.region, code))
    if found is None:
        yield name, _("The region has no record with this code, or it is not yours to see.")
    elif name == "programme" and found.kind != "programme":
        yield name, _("This record is no programme.")
    elif found is planned.record:
        yield name, _("A record is no part of itself.")
    else:
        setattr(planned.record, name, found)


def _leads(kind: Kind, stage: str, wanted: str) -> bool:
    """Whether moves lead from a stage to another, over others between."""
    if stage not in kind.stage_by_code:
        return True
    reached, ahead = {stage}, [stage]
    while ahead:
        for move in kind.stage_by_code[ahead.pop()].moves:
            if move not in reached:
                reached.add(move)
                ahead.append(move)
    return wanted in reached


def _faults_of_place(
    entry: Entry, scope: Scope, known: Known, twice: set[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    key = (entry.place[:2], entry.code)
    if entry.place not in places():
        yield "place", _("The classifier has no place with this code.")
    elif not scope.may(Permission.EDIT_RECORDS, entry.place):
        yield "place", _("The place is not yours to keep.")
    if not entry.code.strip() or len(entry.code) > 80:
        yield "code", _("A code has one to eighty letters.")
    if key in twice:
        yield "code", _("The code stands more than once.")
    stored = known.records.get(key)
    if key in known.hidden or (
        stored is not None and stored.pk and not scope.may(Permission.EDIT_RECORDS, stored.place)
    ):
        yield "code", _("A record of another place has this code.")
    elif stored is not None and stored.kind and stored.kind != entry.kind:
        yield "kind", _("A record with this code is of another kind.")


def _planned(at: int, entry: Entry, kind: Kind, known: Known) -> Planned:
    record = known.records[region_of(entry.place), entry.code]
    above = {name: getattr(record, name) for name in ("parent", "programme")}
    codes = {name: row.code if row else "" for name, row in above.items()}
    return Planned(at, entry, kind, record, record.pk is None, codes)


def _look_up(entries: Sequence[Entry]) -> Known:
    """The bodies and records that entries name; records that are not there yet are made, without a number."""
    bodies = dict(Body.objects.filter(code__in=set(_body_codes(entries))).values_list("code", "pk"))
    wanted: dict[str, set[str]] = defaultdict(set)
    for each in entries:
        wanted[each.place[:2]].update(code for code in (each.code, each.parent, each.programme) if code)
    records: dict[tuple[str, str], Record] = {}
    all_codes: set[tuple[str, str]] = set()
    for region, codes in wanted.items():
        asked = sorted(codes)
        for at in range(0, len(asked), AT_ONCE):
            part = Q(region=region, code__in=asked[at : at + AT_ONCE])
            records |= {(row.region, row.code): row for row in _with_above(part)}
            with unrestricted():
                all_codes.update(Record.objects.filter(part).values_list("region", "code"))
    hidden = all_codes - records.keys()
    for each in entries:
        key = (each.place[:2], each.code)
        if key not in records and key not in hidden:
            records[key] = Record(code=each.code, region=key[0], kind=each.kind)
    documents: dict[int, set[str]] = defaultdict(set)
    numbers = [row.pk for row in records.values() if row.pk]
    attached = Attachment.objects.filter(record__in=numbers).exclude(document="")
    for number, document in attached.values_list("record_id", "document"):
        documents[number].add(document)
    return Known(bodies, records, hidden, documents, inspection_lines.taken_marks(entries))


def _with_above(part: Q) -> Iterator[Record]:
    yield from Record.objects.filter(part).select_related("parent", "programme")


def _body_codes(entries: Sequence[Entry]) -> Iterator[str]:
    for entry in entries:
        yield from (line.body for line in entry.partners or ())
        yield from (line.employer for line in entry.jobs or () if line.employer)
        yield from (line.inspector for line in entry.inspections or () if line.inspector)
        yield from (line.contractor for line in entry.faults or () if line.contractor)
        kind = kinds().get(entry.kind)
        for each in kind.fields if kind else ():
            if each.type == "body" and entry.fields.get(each.code):
                yield str(entry.fields[each.code])


def _parts_given(entries: Sequence[Entry]) -> set[str]:
    given = {part for part in line_checking.PARTS if any(getattr(each, part) is not None for each in entries)}
    return given | set(KEPT) if given & set(KEPT) else given


def _field_changes(before: dict[str, Any], after: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            yield f"fields.{name}", before.get(name), after.get(name)


def _reference_changes(planned: Planned) -> Iterator[tuple[str, Any, Any]]:
    for name in ("parent", "programme"):
        stands = planned.references[name]
        wanted = getattr(planned.entry, name)
        if stands != wanted:
            yield name, stands, wanted


def _without_documents(planned: Planned, known: Known) -> Iterator[EntryFault]:
    """Files come by no entry, so what lacks them is told and not refused."""
    has = known.documents.get(planned.record.pk or 0, set())
    for text in without_documents(planned.kind, planned.record.stage, has):
        yield EntryFault(planned.at, planned.entry.code, "", None, "stage", text)


def _checks(planned: Planned, today: datetime.date, severity: str) -> list[EntryFault]:
    roles = {line.role for line in planned.entry.partners or ()}
    known = facts(planned.record, roles, today) | line_checking.sums_given(planned.entry)
    return [
        EntryFault(planned.at, planned.entry.code, "", None, check.code, str(check.text))
        for check in failing(planned.kind, known, severity)
        if planned.entry.partners is not None or not asks_for_rows(check)
    ]
