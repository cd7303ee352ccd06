"""Projects of the employment map: the largest of a year by jobs, and those that could close a gap."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Greatest, Least

from esep_site.delivery.catalogue import OPEN
from esep_site.delivery.models import Aspect, Jobs, Record, Term
from esep_site.delivery.places_of import district_of, region_of
from esep_site.delivery.targets import Counts
from esep_site.delivery.trajectory import Closing, closing

LARGEST = 20
"""Projects of a year that are listed."""
MOST_CLOSING = 300
"""Projects that are looked through for those which could close a gap."""


@dataclass(frozen=True)
class ProjectRow:
    """Jobs of one record in a year: planned, created, and of the created the permanent ones, those of which
    the term is not told, and the groups."""

    record: Record
    planned: int
    created: int
    permanent: int
    not_told: int
    youth: int
    women: int
    disability: int


def largest(place: str, year: int) -> list[ProjectRow]:
    """The projects with the most jobs among those that go on in a year, with the jobs that they tell of it;
    what tells none is left out. Two queries."""
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    rows = (
        _records(place)
        .filter(Q(start__isnull=True) | Q(start__lte=last), Q(end__isnull=True) | Q(end__gte=first))
        .annotate(most=Greatest("jobs_planned", "jobs_created"))
        .filter(most__gt=0)
        .order_by("-most", "pk")
        .defer("words", "fields")[:LARGEST]
    )
    found = {row.pk: row for row in rows}
    created = Q(aspect=Aspect.CREATED)
    told = (
        Jobs.objects.filter(record__in=found, month__gte=first, month__lte=last)
        .values("record")
        .annotate(
            planned_jobs=Sum("number", filter=~created, default=0),
            created_jobs=Sum("number", filter=created, default=0),
            **{
                f"{term}_jobs": Sum("number", filter=created & Q(term=term), default=0)
                for term in (Term.PERMANENT, Term.NOT_TOLD)
            },
            **{
                f"{name}_jobs": Sum(name, filter=created, default=0)
                for name in ("youth", "women", "disability")
            },
        )
    )
    names = ("planned", "created", "permanent", "not_told", "youth", "women", "disability")
    listed = [
        ProjectRow(found[row["record"]], *(row[f"{name}_jobs"] for name in names))
        for row in told
        if row["planned_jobs"] or row["created_jobs"]
    ]
    return sorted(listed, key=lambda row: (-row.created, -row.planned, row.record.pk))


def could_close(place: str, gap: int, counts: Counts, until: datetime.date) -> list[tuple[Record, Closing]]:
    """The open projects that could close a gap of an indicator: those whose jobs planned until a day are not
    all created, the largest first. Only jobs of the term and group that the indicator counts."""
    if gap <= 0:
        return []
    rows = {row.pk: row for row in _with_jobs_left(place, counts)}
    remaining = _remaining(rows, counts, until)
    found = closing(gap, [(number, left) for number, left in remaining.items() if left > 0])
    return [(rows[each.record], each) for each in found]


def _with_jobs_left(place: str, counts: Counts) -> Sequence[Record]:
    """Open projects that planned more jobs than they created, at any time, those with most to come first."""
    names = ("permanent_planned", "permanent_created")
    planned, created = names if counts.term == Term.PERMANENT else ("jobs_planned", "jobs_created")
    return (
        _records(place)
        .filter(**{f"{planned}__gt": F(created)}, category__in=OPEN)
        .order_by(F(created) - F(planned), "pk")
        .defer("words", "fields")[:MOST_CLOSING]
    )


def _remaining(records: Mapping[int, Any], counts: Counts, until: datetime.date) -> dict[int, int]:
    """Jobs planned until a day less those created until then, each counted once, by record."""
    rows = Jobs.objects.filter(record__in=records, month__lte=until)
    if counts.term:
        rows = rows.filter(term=counts.term)
    number = F("counted") if counts.column == "counted" else Least(F(counts.column), F("counted"))
    sums = rows.values_list("record", "aspect").annotate(jobs=Sum(number))
    left: dict[int, int] = {}
    for record, aspect, jobs in sums:
        left[record] = left.get(record, 0) + (jobs if aspect == Aspect.PLANNED else -jobs)
    return left


def _records(place: str) -> QuerySet[Record]:
    district = district_of(place)
    within = Q(district=district) if district[2:4] != "00" else Q()
    return Record.objects.filter(within, region=region_of(place))
