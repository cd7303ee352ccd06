"""What pages read of records: the portfolio with its filters, groups and board; the desk; a body's work."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.fields.json import KeyTextTransform
from django.utils.translation import gettext_lazy as _

from esep_site.bodies.models import Body
from esep_site.delivery.catalogue import OPEN, Category, kinds
from esep_site.delivery.failing_sql import among, failing_rows, has_rows
from esep_site.delivery.indicators import counted
from esep_site.delivery.lights import lit, silent
from esep_site.delivery.models import Aspect, Fault, Jobs, JobSum, Light, Partner, Record, Term
from esep_site.delivery.places_of import span
from esep_site.delivery.words import folded

SHOWN = 50
ON_BOARD = 12
"""Records of a column of the board that are shown."""
SORTS: Mapping[str, str] = {
    "changed": "changed_at",
    "name": "name_kk",
    "end": "end",
    "due": "next_due",
    "money": "money_planned",
    "jobs": "jobs_planned",
}
GROUPS: Mapping[str, str] = {
    "kind": "kind",
    "district": "district",
    "stage": "category",
    "programme": "programme_id",
    "light": "light",
}
CATEGORY_NAMES: Mapping[Category, object] = {
    Category.PLANNED: _("in the plan"),
    Category.PREPARING: _("being prepared"),
    Category.UNDER_WAY: _("under way"),
    Category.DONE: _("done"),
    Category.STOPPED: _("stopped"),
}
SUMS = ("money_planned", "money_contracted", "money_paid", "jobs_planned", "jobs_created")


@dataclass(frozen=True)
class Filters:
    """What records are looked for; what is left empty asks for nothing."""

    place: str
    kind: str = ""
    stage: str = ""
    category: str = ""
    light: str = ""
    programme: int | None = None
    body: int | None = None
    words: str = ""
    late: bool = False
    faults: bool = False
    disagree: bool = False
    wrong: bool = False
    indicator: str = ""
    open: bool = False
    year: int | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Group:
    """Records that have something in common, and their sums. ``lights`` are how many have each colour."""

    key: Any
    number: int
    sums: Mapping[str, int]
    lights: Mapping[str, int]


def records(filters: Filters, today: datetime.date) -> QuerySet[Record]:
    """The records that fit, each with its computed colour as ``light`` ('' for what is done or stopped)."""
    low, high = span(filters.place)
    found = Record.objects.filter(place__gte=low, place__lt=high).annotate(light=lit(today))
    plain = {
        "kind": filters.kind,
        "stage": filters.stage,
        "category": filters.category,
    }
    found = found.filter(**{name: value for name, value in plain.items() if value})
    if filters.light == Light.GREY:  # told by an index
        found = found.filter(silent(today), category__in=OPEN)
    elif filters.light:
        found = found.filter(light=filters.light)
    if filters.programme:
        found = found.filter(programme=filters.programme)
    if filters.body:
        found = found.filter(pk__in=records_of(filters.body))
    for word in folded(filters.words).split()[:6]:
        found = found.filter(words__contains=word)
    if filters.late:
        found = found.filter(Q(next_due__lt=today) | Q(end__lt=today), category__in=OPEN)
    if filters.faults:
        found = found.filter(faults_open__gt=0)
    if filters.disagree:
        found = found.exclude(declared="").exclude(light="").exclude(light=F("declared"))
    if filters.indicator:  # of the kind that is asked for
        kind = kinds()[filters.kind]
        found = found.filter(counted(kind, kind.indicator_by_code[filters.indicator]))
    if filters.open:
        found = found.filter(category__in=OPEN)
    if filters.year:
        first, last = datetime.date(filters.year, 1, 1), datetime.date(filters.year, 12, 31)
        found = found.filter(
            Q(start__isnull=True) | Q(start__lte=last), Q(end__isnull=True) | Q(end__gte=first)
        )
    for name, value in filters.fields.items():
        found = found.annotate(**{f"own_{name}": KeyTextTransform(name, "fields")}).filter(
            **{f"own_{name}": value}
        )
    if filters.wrong:  # of what is open, as on the desk; once, since a page asks several things of them
        still_open = found.filter(category__in=OPEN)
        wrong = failing_rows(still_open, today, filters.kind).values_list("pk", flat=True)
        # By their numbers alone: asked for with the place too, they are sought through the index of places
        found = has_rows(Record.objects.filter(among(wrong)).annotate(light=lit(today)))
    return found


def programmes_of(region: str) -> list[Record]:
    """The programmes of a region, by name."""
    rows = Record.objects.filter(kind="programme", region=region)
    return list(rows.only("name_kk", "name_ru").order_by("name_kk", "pk"))


def groups(found: QuerySet[Record], by: str) -> list[Group]:
    """The records by one thing (a key of :data:`GROUPS`, or ``""`` for all of them together); one query."""
    column = GROUPS.get(by)
    rows = (
        found.order_by()
        .values(*([column] if column else []), "light")
        .annotate(number=Count("pk"), **{f"{name}_sum": Sum(name) for name in SUMS})
    )
    gathered: dict[Any, dict[str, Any]] = {}
    for row in rows:
        key = row[column] if column else ""
        group = gathered.setdefault(key, {"number": 0, "sums": dict.fromkeys(SUMS, 0), "lights": {}})
        group["number"] += row["number"]
        group["lights"][row["light"]] = group["lights"].get(row["light"], 0) + row["number"]
        for name in SUMS:
            group["sums"][name] += int(row[f"{name}_sum"] or 0)
    return sorted((Group(key, **each) for key, each in gathered.items()), key=lambda group: -group.number)


def together(parts: Sequence[Group]) -> Group:
    """All groups as one."""
    lights: dict[str, int] = {}
    for part in parts:
        for light, number in part.lights.items():
            lights[light] = lights.get(light, 0) + number
    sums = {name: sum(part.sums[name] for part in parts) for name in SUMS}
    return Group("", sum(part.number for part in parts), sums, lights)


def in_order(found: QuerySet[Record], sort: str, *, descending: bool, page: int = 1) -> list[Record]:
    """One page of the records, and one more where another page follows."""
    column = F(SORTS.get(sort, SORTS["changed"]))
    never_empty = sort not in ("end", "due")
    order = column.desc(nulls_last=not never_empty or None) if descending else column.asc()
    first = (page - 1) * SHOWN
    number = "-pk" if descending and never_empty else "pk"  # as the indexes have it
    kept = ("words",) if "roles" in found.query.annotations else ("words", "fields")
    return list(found.order_by(order, number).defer(*kept)[first : first + SHOWN + 1])


def columns_of_board(kind: str) -> list[tuple[str, str, object]]:
    """The columns of a board: filter, value and name; the stages of a kind, or the categories of all."""
    if kind in kinds():
        return [("stage", stage.code, stage.names) for stage in kinds()[kind].stages]
    return [("category", category.value, CATEGORY_NAMES[category]) for category in Category]


def board(found: QuerySet[Record], columns: Sequence[tuple[str, str, object]]) -> dict[str, list[Record]]:
    """The first records of each column, those with the nearest day before; one query."""
    parts = [
        found.filter(**{name: value})
        .order_by(F("next_due").asc(nulls_last=True), "pk")
        .defer("words", "fields")
        for name, value, _title in columns
    ]
    cut = [part[:ON_BOARD] for part in parts]
    name = columns[0][0]
    shown: dict[str, list[Record]] = {value: [] for _name, value, _title in columns}
    for row in cut[0].union(*cut[1:], all=True):
        shown[getattr(row, name)].append(row)
    return shown


@dataclass(frozen=True)
class Desk:
    """What a place has to do: rows with the nearest day first, and how many there are in all."""

    late: Sequence[Record]
    soon: Sequence[Record]
    faults: Sequence[Record]
    stale: Sequence[Record]
    disagree: Sequence[Record]
    wrong: Sequence[Record]
    whole: Group


ON_DESK = 10


def desk(place: str, today: datetime.date) -> Desk:
    """What is a place's own today; seven queries."""
    found = records(Filters(place, open=True), today).defer("words", "fields")
    soon = today + datetime.timedelta(days=14)
    return Desk(
        late=found.filter(next_due__lt=today).order_by("next_due", "pk")[:ON_DESK],
        soon=found.filter(next_due__gte=today, next_due__lte=soon).order_by("next_due", "pk")[:ON_DESK],
        faults=found.filter(fault_due__isnull=False).order_by("fault_due", "pk")[:ON_DESK],
        stale=found.filter(silent(today)).order_by(F("reported_on").asc(nulls_first=True), "pk")[:ON_DESK],
        disagree=found.exclude(declared="").exclude(light=F("declared")).order_by("pk")[:ON_DESK],
        wrong=failing_rows(found, today).defer(None).defer("words").order_by("pk")[:ON_DESK],
        whole=together(groups(found, "")),
    )


def under(record: Record, today: datetime.date) -> QuerySet[Record]:
    """What a programme holds, and what is a part of a record, with colours."""
    return Record.objects.filter(Q(programme=record) | Q(parent=record)).annotate(light=lit(today))


@dataclass(frozen=True)
class Due:
    """How many there are, are done, are under way, are due by the year's end; the jobs of the last."""

    number: int
    done: int
    under_way: int
    due: int
    jobs_done: int
    jobs_due: int
    money_done: int
    money_due: int


def due_in(rows: QuerySet[Record], today: datetime.date) -> Due:
    """What of the rows is done and what is to be done by the end of this year."""
    last = datetime.date(today.year, 12, 31)
    done, due = Q(category=Category.DONE), Q(category__in=OPEN, end__gte=today, end__lte=last)
    found = rows.order_by().aggregate(
        number=Count("pk"),
        done=Count("pk", filter=done),
        under_way=Count("pk", filter=Q(category=Category.UNDER_WAY)),
        due=Count("pk", filter=due),
        jobs_done=Sum("jobs_created", filter=done),
        jobs_due=Sum("jobs_planned", filter=due),
        money_done=Sum("money_planned", filter=done),
        money_due=Sum("money_planned", filter=due),
    )
    return Due(**{name: int(value or 0) for name, value in found.items()})


def jobs_claimed(record: Record) -> dict[str, int]:
    """The jobs that a programme claims as created: counted with it, and counted elsewhere."""
    sums = JobSum.objects.filter(region=record.region, programme=record.pk, aspect=Aspect.CREATED).aggregate(
        all_claimed=Sum("claimed"),
        all_counted=Sum("counted"),
        all_permanent=Sum("counted", filter=Q(term=Term.PERMANENT)),
        all_not_told=Sum("counted", filter=Q(term=Term.NOT_TOLD)),
    )
    found = {name.removeprefix("all_"): int(value or 0) for name, value in sums.items()}
    return {**found, "double": found["claimed"] - found["counted"]}


@dataclass(frozen=True)
class Work:
    """What one body does, as far as it may be seen."""

    whole: Group
    records: Sequence[Record]
    late: Sequence[Record]
    faults: Sequence[Fault]
    summary: Mapping[str, Any]
    jobs: Mapping[str, int]


def records_of(body: int) -> QuerySet[Any]:
    """The numbers of the records in which a body is a partner or has jobs."""
    partners = Partner.objects.filter(body=body).order_by().values("record")
    return partners.union(Jobs.objects.filter(employer=body).order_by().values("record"))


def work_of(body: Body, today: datetime.date, page: int = 1) -> Work:
    """Records in which a body is a partner or has jobs, those that are late, a page of its faults, the jobs
    at it; six queries. Of each list one more than is shown, where there are more."""
    rows = Record.objects.filter(pk__in=records_of(body.pk)).annotate(light=lit(today))
    first = (page - 1) * SHOWN
    faults = Fault.objects.filter(contractor=body)
    summary = faults.aggregate(
        found=Count("pk"),
        open=Count("pk", filter=Q(mended_on__isnull=True)),
        overdue=Count("pk", filter=Q(mended_on__isnull=True, term__lt=today)),
        in_time=Count("pk", filter=Q(mended_on__lte=F("term"))),
        too_late=Count("pk", filter=Q(mended_on__gt=F("term"))),
    )
    jobs = Jobs.objects.filter(employer=body).aggregate(
        planned=Sum("counted", filter=Q(aspect=Aspect.PLANNED)),
        created=Sum("counted", filter=Q(aspect=Aspect.CREATED)),
        claimed=Sum("number", filter=Q(aspect=Aspect.CREATED)),
    )
    return Work(
        whole=together(groups(rows, "")),
        records=in_order(rows, "end", descending=True),
        late=in_order(rows.filter(light=Light.RED), "due", descending=False),
        faults=list(
            faults.select_related("record").order_by(F("mended_on").desc(nulls_first=True), "term", "pk")[
                first : first + SHOWN + 1
            ]
        ),
        summary=summary,
        jobs={name: int(value or 0) for name, value in jobs.items()},
    )
