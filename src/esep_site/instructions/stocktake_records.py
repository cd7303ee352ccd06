"""What the pack of a stocktake says of the works: inspected, faults found and mended, accepted, overdue."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q

from esep_site.delivery.catalogue import Category
from esep_site.delivery.models import Change, Fault, Inspection, Record
from esep_site.instructions.queries import in_places

MOST = 500
"""Records of a pack, inspections and faults of one record."""


def works_of(stem: str, on: datetime.date, since: datetime.date) -> list[dict[str, Any]]:
    """Records within a place that were inspected, repaired or finished since a day, or whose faults are
    overdue, as JSON keeps them; those whose faults have been due longest come first."""
    within = in_places([stem])
    told = Q(mended_on__isnull=True, term__lt=on) | Q(found_on__gte=since) | Q(mended_on__gte=since)
    before = _stages_before(within, since)
    keys = {
        *Fault.objects.filter(within & told).values_list("record", flat=True),
        *Inspection.objects.filter(within, day__gte=since).values_list("record", flat=True),
        *before,
    }
    rows = list(Record.objects.filter(pk__in=keys).order_by("fault_due", "code")[:MOST])
    inspections = _of_each(
        Inspection.objects.filter(record__in=rows, day__gte=since)
        .annotate(photos=Count("attachment"))
        .order_by("day", "id")
    )
    faults = _of_each(Fault.objects.filter(told, record__in=rows).order_by("term", "id"))
    return [
        {
            "record": row.pk,
            "code": row.code,
            "name_kk": row.name_kk,
            "name_ru": row.name_ru,
            "stage": _stage(row, row.stage),
            "stage_before": _stage(row, before[row.pk]) if row.pk in before else None,
            "inspections": [_inspection(each) for each in inspections.get(row.pk, ())],
            "faults": [_fault(each, on) for each in faults.get(row.pk, ())],
        }
        for row in rows
    ]


def _stages_before(within: Q, since: datetime.date) -> dict[int, str]:
    """Records that are done, and came to that since a day → the stage that they had at its beginning."""
    done = Record.objects.filter(within, category=Category.DONE, changed_at__date__gte=since)
    moves = Change.objects.filter(record__in=done.values("pk"), part="", field="stage", at__date__gte=since)
    return dict(moves.exclude(before=None).order_by("-id").values_list("record", "before"))


def _of_each(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.record_id, []).append(row)
    return {key: several[:MOST] for key, several in found.items()}


def _stage(row: Record, code: str) -> dict[str, str]:
    stage = row.kind_entry.stage_by_code.get(code)
    return {"kk": stage.names.kk, "ru": stage.names.ru} if stage else {"kk": code, "ru": code}


def _inspection(row: Any) -> dict[str, Any]:
    return {"day": str(row.day), "result": row.result, "notes": row.notes, "photos": row.photos}


def _fault(row: Fault, on: datetime.date) -> dict[str, Any]:
    return {
        "text": row.text,
        "found": str(row.found_on),
        "term": str(row.term),
        "mended": str(row.mended_on or ""),
        "late": row.mended_on is None and row.term < on,
    }
