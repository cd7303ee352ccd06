"""Writes entries that were checked: records, their rows, and the history of what changed, a few statements
each."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F, Model

from esep_site import site_clock
from esep_site.bodies.models import Body
from esep_site.delivery.bulk_checking import SIMPLE, Checked, Planned
from esep_site.delivery.counting import count_again
from esep_site.delivery.entries import FaultLine, InspectionLine, JobsLine, SampleLine
from esep_site.delivery.inserting import insert
from esep_site.delivery.inspection_lines import KEPT
from esep_site.delivery.line_checking import LineChanges
from esep_site.delivery.models import (
    ROWS,
    Change,
    Fault,
    Inspection,
    Jobs,
    Milestone,
    Money,
    Partner,
    Record,
    Risk,
)
from esep_site.delivery.places_of import district_of
from esep_site.people.audit import record as record_event
from esep_site.people.models import Account

AT_ONCE = 2000
MODELS: dict[str, type[Model]] = {
    "money": Money,
    "partners": Partner,
    "milestones": Milestone,
    "risks": Risk,
    "jobs": Jobs,
    "inspections": Inspection,
    "faults": Fault,
}
FIRST: dict[str, Any] = {"version": 1}
FOUND = {"inspections": "result", "faults": "term"}
"""What the history tells of an inspection or fault that is new."""
BEGINNING: dict[str, dict[str, Any]] = dict.fromkeys(("milestones", "risks", *KEPT), FIRST)
"""Columns of a new line that no line tells."""
WRITTEN = (
    *SIMPLE, "kind_version", "region", "district", "category", "fields", "shared", "words", "reported_on",
    "parent", "programme", "changed_at", "changed_by", "version",
)  # fmt: skip


def write_checked(by: Account | None, checked: Checked, reason: str) -> None:
    """Write all that differs; one event tells the auditor of the whole, the history tells each change."""
    writing = _Writing(by, checked, reason)
    writing.write_records()
    for part, model in MODELS.items():
        writing.write_lines(part, model)
    writing.count_jobs()
    writing.write_history()
    outcome = checked.outcome
    if len(checked.planned) == 1:
        (only,) = checked.planned
        action = "record entered" if only.is_new else "record changed"
        record_event(
            action, by=by, subject=f"record {only.record.pk}", place=only.record.place, reason=reason
        )
    elif checked.planned:
        told = {"entered": len(outcome.entered), "changed": len(outcome.changed)}
        place = checked.planned[0].record.place if len({p.record.place for p in checked.planned}) == 1 else ""
        record_event("records imported", by=by, place=place, reason=reason, details=told)


class _Writing:
    def __init__(self, by: Account | None, checked: Checked, reason: str) -> None:
        self.by, self.reason, self.now = by, reason, site_clock.now()
        self.planned, self.bodies = checked.planned, checked.known.bodies
        self.history: list[dict[str, Any]] = []
        self.employers: dict[str, set[int]] = defaultdict(set)
        self.employer_codes: dict[str, set[str]] = defaultdict(set)
        self.inspections: dict[str, int] = {}
        self.contractors: dict[int, list[int]] = defaultdict(list)

    def write_records(self) -> None:
        """New records first without what they are part of, for that may be new, too."""
        for each in self.planned:
            each.record.changed_at, each.record.changed_by = self.now, self.by
        new = [each.record for each in self.planned if each.is_new]
        above = {id(row): (row.parent, row.programme) for row in new}
        for row in new:
            row.parent = row.programme = None
        Record.objects.bulk_create(new, batch_size=AT_ONCE)
        parts = []
        for row in new:
            row.parent, row.programme = above[id(row)]
            if row.parent_id or row.programme_id:
                parts.append(row)
        Record.objects.bulk_update(parts, ["parent", "programme"], batch_size=AT_ONCE)
        changed = [each for each in self.planned if not each.is_new]
        moved = [each for each in changed if {"place", "programme"} & {name for name, *_ in each.changes}]
        for each in changed:
            each.record.version += 1
            each.record.parent, each.record.programme = each.record.parent, each.record.programme
        Record.objects.bulk_update([each.record for each in changed], WRITTEN, batch_size=AT_ONCE)
        for each in moved:
            self._move_rows(each)

    def _move_rows(self, planned: Planned) -> None:
        """The rows of a record lie where it lies; its jobs are claimed by its programme."""
        record = planned.record
        before = next((was for name, was, _now in planned.changes if name == "place"), record.place)
        for model in ROWS:
            if model is not Jobs:
                model._default_manager.filter(record=record).update(place=record.place)
        own = Jobs.objects.filter(record=record)
        own.filter(place=before).update(
            place=record.place, district=district_of(record.place), region=record.region
        )
        own.update(programme=record.programme)
        employers = own.filter(employer__isnull=False).values_list("employer_id", flat=True)
        self.employers[record.region].update(employers.distinct())

    def write_lines(self, part: str, model: type[Model]) -> None:
        """Remove what is gone, change what changed, add what is new."""
        rows = [(each, each.lines[part]) for each in self.planned if part in each.lines]
        if part == "faults":
            self._look_up_for_faults(rows)
        gone = [row for _each, lines in rows for row, _line in lines.removed]
        for at in range(0, len(gone), AT_ONCE):
            model._default_manager.filter(pk__in=gone[at : at + AT_ONCE]).delete()
        changed: list[Model] = []
        names: set[str] = set()
        added: list[dict[str, Any]] = []
        for planned, lines in rows:
            for number, _before, after in lines.changed:
                values = self._columns(part, planned, after, None)
                if part in KEPT:
                    values["version"] = F("version") + 1
                names |= values.keys()
                changed.append(model(pk=number, record=planned.record, place=planned.record.place, **values))
            for at, line in lines.added:
                own = {
                    "record_id": planned.record.pk,
                    "place": planned.record.place,
                    **BEGINNING.get(part, {}),
                }
                if part == "inspections":
                    own |= {"by_id": self.by.pk if self.by else None, "entered_at": self.now}
                added.append({**own, **self._columns(part, planned, line, at)})
            self._remember(part, planned, lines)
        if changed:
            model._default_manager.bulk_update(changed, sorted(names), batch_size=AT_ONCE)
        insert(model, added)

    def _look_up_for_faults(self, rows: Iterable[tuple[Planned, LineChanges]]) -> None:
        """The numbers of inspections by their marks, and who is a contractor of each record."""
        touched = [
            (planned, line)
            for planned, lines in rows
            for line in (*(new for _at, new in lines.added), *(new for _row, _was, new in lines.changed))
        ]
        marks = {line.inspection for _planned, line in touched if line.inspection}
        found = Inspection.objects.filter(draft__in=marks).values_list("draft", "pk") if marks else ()
        self.inspections = {str(mark): number for mark, number in found}
        nobodys = {planned.record.pk for planned, line in touched if not line.contractor}
        partners = Partner.objects.filter(record__in=nobodys, role="contractor") if nobodys else None
        for record, body in partners.values_list("record", "body") if partners is not None else ():
            self.contractors[record].append(body)

    def _columns(self, part: str, planned: Planned, line: Any, at: int | None) -> dict[str, Any]:
        values = {name: getattr(line, name) for name in line.__slots__}
        if part == "partners":
            values["body_id"] = self.bodies[values.pop("body")]
        if part == "milestones" and at is not None:
            values["position"] = min(at, 32_000)
        if part == "inspections":
            inspector, samples = values.pop("inspector"), values.pop("samples")
            values["inspector_id"] = self.bodies[inspector] if inspector else None
            values |= {"draft": UUID(values.pop("mark")), "samples": [asdict(each) for each in samples]}
        if part == "faults":
            values |= self._columns_of_fault(planned, values.pop("inspection"), values.pop("contractor"))
            values["at_km"] = Decimal(values["at_km"]) if values["at_km"] else None
            values["mark"] = UUID(values["mark"]) if values["mark"] else uuid4()
        if part == "jobs":
            employer = values.pop("employer")
            place = values.pop("place") or planned.record.place
            values |= {
                "employer_id": self.bodies[employer] if employer else None,
                "place": place,
                "district": district_of(place),
                "region": planned.record.region,
                "programme_id": planned.record.programme_id,
                "counted": line.number,
            }
        return values

    def _columns_of_fault(self, planned: Planned, mark: str, contractor: str) -> dict[str, int | None]:
        """Where no contractor is named, it is the record's, where it has one alone."""
        known = self.contractors[planned.record.pk]
        own = self.bodies[contractor] if contractor else known[0] if len(known) == 1 else None
        return {"inspection_id": self.inspections[mark] if mark else None, "contractor_id": own}

    def _remember(self, part: str, planned: Planned, lines: Any) -> None:
        if part == "jobs":
            touched: Iterable[JobsLine] = (line for _key, line in (*lines.added, *lines.removed))
            codes = {line.employer for line in touched if line.employer}
            self.employer_codes[planned.record.region].update(codes)
            if not planned.is_new and lines.differs:
                gone, new = (sum(line.number for _key, line in each) for each in (lines.removed, lines.added))
                self._note(planned, "jobs", "lines", gone, new)
            return
        if planned.is_new:
            return
        for _at, line in lines.added:
            if part in KEPT:
                name = FOUND[part]
                self._note(planned, f"{part} {_title(line)}", name, None, getattr(line, name))
                continue
            self._note(planned, f"{part} {_title(line)}", "line", None, _plain(line))
        for _row, line in lines.removed:
            self._note(planned, f"{part} {_title(line)}", "line", _plain(line), None)
        for _row, before, after in lines.changed:
            for name in before.__slots__:
                if getattr(before, name) != getattr(after, name):
                    self._note(
                        planned, f"{part} {_title(after)}", name, getattr(before, name), getattr(after, name)
                    )

    def _note(self, planned: Planned, part: str, name: str, before: Any, after: Any) -> None:
        self.history.append(
            {
                "record_id": planned.record.pk,
                "place": planned.record.place,
                "part": part[:120],
                "field": name[:60],
                "before": plain_json(before),
                "after": plain_json(after),
                "by_id": self.by.pk if self.by else None,
                "at": self.now,
                "reason": self.reason[:300],
            }
        )

    def count_jobs(self) -> None:
        """Each job once, after all lines of jobs are written."""
        for region, codes in self.employer_codes.items():
            missing = codes - self.bodies.keys()  # of lines that were removed
            known = dict(Body.objects.filter(code__in=missing).values_list("code", "pk")) if missing else {}
            self.employers[region].update((self.bodies | known)[code] for code in codes)
        for region, employers in self.employers.items():
            count_again(region, employers)

    def write_history(self) -> None:
        """What changed, by record and field; of a new record that it was entered."""
        for each in self.planned:
            if each.is_new:
                self._note(each, "", "entered", None, each.record.code)
            for name, before, after in () if each.is_new else each.changes:
                self._note(each, "", name, before, after)
        insert(Change, self.history)


def _title(line: Any) -> str:
    if isinstance(line, InspectionLine):
        return str(line.day)
    if isinstance(line, FaultLine):
        return line.text
    told: Iterator[Any] = (getattr(line, name) for name in line.__slots__[:2])
    return " ".join(str(each) for each in told)


def _plain(line: Any) -> dict[str, Any]:
    return asdict(line)


def plain_json(value: Any) -> Any:
    """A value as the history keeps it in JSON: days as YYYY-MM-DD."""
    if isinstance(value, SampleLine):
        return asdict(value)
    if isinstance(value, tuple):
        return [plain_json(each) for each in value]
    if isinstance(value, dict):
        return {name: plain_json(each) for name, each in value.items()}
    if isinstance(value, datetime.date):
        return value.isoformat()
    return (
        value
        if value is None or isinstance(value, (str, int, bool, list))
        else DjangoJSONEncoder().default(value)
    )
