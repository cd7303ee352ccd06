"""What the card of a record shows, gathered in a dozen queries whatever the record holds."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Sum

from esep_site.delivery import indicators
from esep_site.delivery.catalogue import FieldType, Kind
from esep_site.delivery.change_names import FIELD_NAMES, PART_NAMES
from esep_site.delivery.checking import facts, without_documents
from esep_site.delivery.expressions import holds
from esep_site.delivery.field_values import known_values
from esep_site.delivery.lights import Standing, light
from esep_site.delivery.models import (
    Aspect,
    Attachment,
    Change,
    Fault,
    Inspection,
    InspectionResult,
    Jobs,
    MoneySource,
    Record,
    Term,
)
from esep_site.delivery.page_parts import Colour, colour
from esep_site.delivery.warranty import warranty_until
from esep_site.templatetags.shown import day, number
from esep_site.templatetags.shown import place as name_of

CHANGES = 30
"""The latest changes that the card shows, and as many on each page of all of them."""
PARTS = 50
CODES = ("entered", "parent", "programme")
"""Fields whose values are codes of records."""


@dataclass(frozen=True)
class MoneyYear:
    """The money of one year: its lines by source, and their sums."""

    year: int
    lines: Sequence[tuple[object, int, int, int]]
    sums: tuple[int, int, int]


@dataclass(frozen=True)
class InspectionShown:
    """A visit with its faults and photos."""

    inspection: Inspection
    faults: Sequence[Fault]
    files: Sequence[Attachment]


def shown_value(kind: Kind, code: str, value: Any) -> str:
    """A value of an own field as a person reads it."""
    field = kind.by_code.get(code)
    if field is None or value in (None, ""):
        return "–" if value in (None, "") else str(value)
    exact = known_values(kind, {code: value})[code]
    match field.type:
        case FieldType.CHOICE:
            return str(field.choices.get(value, value))
        case FieldType.YES_NO:
            return ""
        case FieldType.DAY:
            return day(exact)  # type: ignore[arg-type]
        case FieldType.YEAR:
            return str(value)
        case FieldType.PLACE:
            return name_of(value)
        case FieldType.TEXT | FieldType.BODY:
            return str(value)
    unit = f" {field.unit}" if field.unit else " %" if field.type is FieldType.SHARE else ""
    return f"{number(exact)}{unit}"  # type: ignore[arg-type]


class Card:
    """A record with all that is known of it, as of a day; of its changes the latest, or a later page.

    ``earlier`` and ``later`` are the pages of changes beside this one, 0 where there is none.
    """

    def __init__(self, record: Record, today: datetime.date, changes: int = 1) -> None:
        self.record, self.today, self.kind = record, today, record.kind_entry
        self.stage = record.stage_entry
        self.partners = list(record.partner_set.select_related("body").order_by("role", "body__name_kk"))
        self.milestones = list(record.milestone_set.all())
        self.risks = list(record.risk_set.order_by("closed_on", "id"))
        self.faults = list(record.fault_set.select_related("contractor"))
        self.files = list(record.attachment_set.all())
        inspections = record.inspection_set.select_related("inspector")
        self.inspections = [
            InspectionShown(
                each,
                [fault for fault in self.faults if fault.inspection_id == each.pk],
                [file for file in self.files if file.inspection_id == each.pk],
            )
            for each in inspections
        ]
        first = (changes - 1) * CHANGES
        found = list(record.change_set.select_related("by")[first : first + CHANGES + 1])
        self.changes = found[:CHANGES]
        self.earlier = changes + 1 if len(found) > CHANGES else 0
        self.later = changes - 1
        self.parts = list(record.parts.defer("words", "fields")[:PARTS])

    def colour(self) -> Colour | None:
        """Computed, with what was declared where it is another."""
        row = self.record
        standing = Standing(
            row.category, self.kind.fresh_days, row.reported_on, row.end, row.next_due, row.last_forecast,
            row.fault_due, row.risk_level,
        )  # fmt: skip
        return colour(light(standing, self.today) or "", row.declared)

    def warranty_until(self) -> datetime.date | None:
        """The last day of the warranty, where it was accepted with one."""
        return warranty_until(self.record)

    def own_fields(self) -> list[tuple[object, str, object]]:
        """Name, value and yes or no of each own field that is filled."""
        values = self.record.fields
        return [
            (field.names, shown_value(self.kind, field.code, values[field.code]), values[field.code])
            for field in self.kind.fields
            if field.code in values
        ]

    def money(self) -> list[MoneyYear]:
        """By year and source."""
        years: dict[int, list[tuple[object, int, int, int]]] = {}
        for row in self.record.money_set.order_by("year", "source"):
            source = MoneySource(row.source).label
            years.setdefault(row.year, []).append((source, row.planned, row.contracted, row.paid))
        return [
            MoneyYear(year, lines, tuple(sum(each[at] for each in lines) for at in (1, 2, 3)))  # type: ignore[misc,arg-type]
            for year, lines in years.items()
        ]

    def jobs(self) -> list[dict[str, Any]]:
        """By year, aspect and term."""
        rows = (
            Jobs.objects.filter(record=self.record)
            .order_by()
            .values("month__year", "aspect", "term")
            .annotate(
                jobs=Sum("number"),
                once=Sum("counted"),
                young=Sum("youth"),
                of_women=Sum("women"),
                disabled=Sum("disability"),
            )
            .order_by("month__year", "aspect", "term")
        )
        return [
            {
                **row,
                "year": row["month__year"],
                "aspect": Aspect(row["aspect"]).label,
                "term": Term(row["term"]).label,
            }
            for row in rows
        ]

    def has(self) -> set[str]:
        """The roles of its partners and the documents attached."""
        return {each.role for each in self.partners} | {each.document for each in self.files if each.document}

    def checks(self) -> list[tuple[object, bool | None]]:
        """The checks of its kind, by what would be wrong: whether it is so, None where it cannot be told."""
        known = facts(self.record, self.has(), self.today)
        found = [(check.text, holds(check.holds, known)) for check in self.kind.checks]
        return [(text, None if held is None else not held) for text, held in found]

    def warnings(self) -> list[object]:
        """What the checks of its kind find wrong, and the documents that its stage needs and that are not
        there."""
        wrong: list[object] = [text for text, is_wrong in self.checks() if is_wrong]
        return [*wrong, *without_documents(self.kind, self.record.stage, self.has())]

    def figures(self) -> list[dict[str, Any]]:
        """What it brings to the indicators of its kind."""
        return [
            {"figure": each, "unit": indicators.unit_of(self.kind, each.indicator)}
            for each in indicators.of_record(self.record)
        ]

    def moves(self) -> list[dict[str, Any]]:
        """The stages that may follow, each with the documents that it still needs."""
        has = self.has()
        stages = [self.kind.stage_by_code[code] for code in self.stage.moves]
        return [
            {
                "stage": stage,
                "missing": [
                    self.kind.document_by_code[code].names for code in stage.needs if code not in has
                ],
            }
            for stage in stages
        ]

    def steps(self) -> list[tuple[object, bool]]:
        """The stages of the kind in order, and which is the present one."""
        return [(stage.names, stage.code == self.record.stage) for stage in self.kind.stages]

    def history(self) -> list[dict[str, Any]]:
        """Its page of changes, the latest first, in words."""
        return [
            {
                "change": each,
                "field": self._name(each),
                "before": self._said(each, each.before),
                "after": self._said(each, each.after),
                "is_code": not each.part and each.field in CODES,
            }
            for each in self.changes
        ]

    def _name(self, change: Change) -> object:
        code = change.field.removeprefix("fields.")
        if not change.part and code in self.kind.by_code:
            return self.kind.by_code[code].names
        part, _space, which = change.part.partition(" ")
        words = [PART_NAMES.get(part, part), which, FIELD_NAMES.get(change.field, change.field)]
        return ", ".join(str(each) for each in words if each)

    def _said(self, change: Change, value: Any) -> str:
        if value is None:
            return "–"
        if change.field.startswith("fields."):
            return shown_value(self.kind, change.field.removeprefix("fields."), value) or str(value)
        if change.field == "stage" and value in self.kind.stage_by_code:
            return str(self.kind.stage_by_code[value].names)
        if change.field == "result" and value in InspectionResult.values:
            return str(InspectionResult(value).label)
        if isinstance(value, list):
            return number(len(value))
        if isinstance(value, dict):
            return ", ".join(f"{each}" for each in value.values() if each not in (None, "", 0))
        return number(value) if isinstance(value, int) else _day_or_text(str(value))

    def documents(self) -> list[dict[str, Any]]:
        """The files that belong to no inspection, with the names of their documents."""
        names = {code: each.names for code, each in self.kind.document_by_code.items()}
        loose = [each for each in self.files if each.inspection_id is None]
        return [{"file": each, "document": names.get(each.document, "")} for each in loose]


def _day_or_text(told: str) -> str:
    """A value as the history keeps it: days as YYYY-MM-DD."""
    try:
        return day(datetime.date.fromisoformat(told))
    except ValueError:
        return told
