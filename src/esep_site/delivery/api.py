"""Records of delivery for programs: listed by place, read whole, entered and changed many at once."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Path, Query, Router
from ninja.errors import ValidationError
from pydantic import Field

from esep_site.api_rules import CODE, Day, Flag, Said, Told, Whole, problems, who
from esep_site.delivery import indicators
from esep_site.delivery.bulk import read_entries, write_entries
from esep_site.delivery.catalogue import Category, kinds
from esep_site.delivery.entries import (
    Entry,
    EntryFault,
    FaultLine,
    InspectionLine,
    JobsLine,
    MilestoneLine,
    MoneyLine,
    PartnerLine,
    RiskLine,
    SampleLine,
)
from esep_site.delivery.models import Record
from esep_site.people.roles import Permission
from esep_site.people.scope import stem
from esep_site.places_api import known

router = Router(tags=["delivery"])
AT_ONCE = 200
"""Records of one answer, or of one that is sent."""
LARGEST = 10**15
PlaceInPath = Annotated[str, Path(pattern=CODE, description="A code of the classifier of places (KATO).")]
WORD = r"^[^\x00]*$"
Short = Annotated[str, Field(max_length=100, pattern=WORD)]
Long = Annotated[str, Field(max_length=500, pattern=WORD)]
Sum = Annotated[int, Whole(LARGEST)]
Number = Annotated[int, Whole(1_000_000)]
Value = (
    Annotated[str, Field(max_length=2000, pattern=WORD)]
    | Annotated[bool, Field(strict=True)]
    | Annotated[int, Field(strict=True, ge=-LARGEST, le=LARGEST)]
)
"""Of a field of the kind: decimals and shares are texts with a point, days texts as 2026-03-08."""


class MoneyTold(Told):
    """Money of a year from a source, whole tenge."""

    year: Annotated[int, Whole(2100)]
    source: Short
    planned: Sum = 0
    contracted: Sum = 0
    paid: Sum = 0


class PartnerTold(Told):
    """A body, by its code, in a role."""

    role: Short
    body: Short
    contract: Short = ""
    signed_on: Day | None = None
    sum: Sum | None = None


class MilestoneTold(Told):
    """A step by plan, by forecast, by fact."""

    name_kk: Annotated[str, Field(max_length=200, pattern=WORD)]
    name_ru: Annotated[str, Field(max_length=200, pattern=WORD)]
    plan: Day
    forecast: Day | None = None
    fact: Day | None = None


class RiskTold(Told):
    """What could go wrong."""

    text: Long
    likelihood: Annotated[int, Whole(3)]
    impact: Annotated[int, Whole(3)]
    measures: Long = ""
    closed_on: Day | None = None


class JobsTold(Told):
    """Jobs claimed for a month, named by its first day."""

    month: Day
    aspect: Short
    term: Short
    number: Number = 1
    youth: Number = 0
    women: Number = 0
    disability: Number = 0
    employer: Short = ""
    person: Annotated[str, Field(max_length=64, pattern=WORD)] = ""
    starts: Day | None = None
    ends: Day | None = None
    place: Annotated[str, Field(pattern=r"^([0-9]{9})?$")] = ""


class SampleTold(Told):
    """What a laboratory found of a sample, beside the norm."""

    name: Annotated[str, Field(min_length=1, max_length=200, pattern=WORD)]
    found: Short
    norm: Short = ""
    passed: Flag = False


class InspectionTold(Told):
    """A visit to the works."""

    mark: Annotated[str, Field(min_length=1, max_length=80, pattern=WORD)] = Field(
        description="A UUID, or a text of your own that is sent again later: the number of a protocol."
    )
    day: Day
    result: Short
    inspector: Short = ""
    notes: Annotated[str, Field(max_length=5000, pattern=WORD)] = ""
    samples: Annotated[list[SampleTold], Field(max_length=100)] | None = Field(
        default=None, description="Null leaves those that stand."
    )


class FaultTold(Told):
    """Something wrong at the works."""

    text: Annotated[str, Field(min_length=1, max_length=500, pattern=WORD)]
    found_on: Day
    term: Day
    inspection: Annotated[str, Field(max_length=80, pattern=WORD)] = Field(
        default="", description="The mark of that which found it."
    )
    at_km: Annotated[str, Field(pattern=r"^([0-9]{1,5}(\.[0-9]{1,3})?)?$")] = ""
    contractor: Short = Field(default="", description="Where it is empty, the record's only contractor.")
    mended_on: Day | None = None
    under_warranty: Flag = False
    mark: Annotated[str, Field(max_length=80, pattern=WORD)] = Field(
        default="",
        description="A UUID, or a text of your own that is sent again later; without one a fault is told by "
        "inspection, day, text and kilometre.",
    )


class RecordTold(Told):
    """A record; of the first five lists null leaves what stands, else they are all there is. Inspections and
    faults are added and changed, never taken away."""

    code: Annotated[str, Field(min_length=1, max_length=80, pattern=WORD)]
    kind: Short
    name_kk: Annotated[str, Field(max_length=300, pattern=WORD)]
    name_ru: Annotated[str, Field(max_length=300, pattern=WORD)]
    place: Annotated[str, Field(pattern=CODE)]
    stage: Short = ""
    parent: Short = ""
    programme: Short = ""
    start: Day | None = None
    end: Day | None = None
    fields: dict[Short, Value] = Field(default={}, max_length=100)
    declared: Short = ""
    reported_on: Day | None = None
    source: Annotated[str, Field(max_length=200, pattern=WORD)] = ""
    source_span: Annotated[list[Number], Field(min_length=2, max_length=2)] | None = None
    money: Annotated[list[MoneyTold], Field(max_length=500)] | None = None
    partners: Annotated[list[PartnerTold], Field(max_length=500)] | None = None
    milestones: Annotated[list[MilestoneTold], Field(max_length=500)] | None = None
    risks: Annotated[list[RiskTold], Field(max_length=500)] | None = None
    jobs: Annotated[list[JobsTold], Field(max_length=5000)] | None = None
    inspections: Annotated[list[InspectionTold], Field(max_length=500)] | None = None
    faults: Annotated[list[FaultTold], Field(max_length=500)] | None = None
    version: Annotated[int, Whole(10**9)] | None = Field(
        default=None, description="The version that was read; null overwrites whatever stands."
    )


class RecordsTold(Told):
    """Records to be entered or changed, all or none."""

    records: Annotated[list[RecordTold], Field(min_length=1, max_length=AT_ONCE)]
    dry_run: Flag = False


class RecordsSaid(Said):
    """Records of a place, in the order in which they were entered."""

    records: list[dict[str, Any]] = Field(description="Each in the form in which it can be sent back.")
    next: int | None = Field(description="What to send as `after` for the records that follow.")


class FigureSaid(Said):
    """An indicator of a kind over records."""

    kind: str
    indicator: str
    name: str = Field(description="In the language of the caller.")
    unit: str
    value: str | None = Field(description="The exact sum, digits with a point; null where none is known.")
    records: int = Field(description="How many records are counted.")
    share: str | None = Field(description="Per cent of `share_of`, halves rounded up.")
    share_of: str = Field(description="The indicator of the kind of which it is a part.")


class FiguresSaid(Said):
    """The indicators of kinds over the records of a place."""

    figures: list[FigureSaid]


class OutcomeSaid(Said):
    """What became of the records, or would: their codes."""

    entered: list[str]
    changed: list[str]
    unchanged: list[str]
    conflicts: list[str] = Field(description="Changed by somebody after that version; left as they stand.")
    warnings: list[str]


@router.get(
    "/{place}/records",
    response={200: RecordsSaid, **problems(401, 403, 404, 422)},
    auth=who(Permission.SEE_RECORDS),
    url_name="records",
    operation_id="records",
)
def records(
    request: HttpRequest,
    place: PlaceInPath,
    kind: Annotated[str, Query(max_length=40, pattern=WORD)] = "",
    category: Annotated[str, Query(max_length=20, pattern=WORD)] = "",
    after: Annotated[int, Query(ge=0, le=2**62)] = 0,
) -> RecordsSaid:
    """The records within a place with their rows, at most 200 at once."""
    found = Record.objects.filter(place__startswith=stem(known(place).code), pk__gt=after).order_by("pk")
    if kind:
        if kind not in kinds():
            raise Http404(_("The catalogue has no such kind."))
        found = found.filter(kind=kind)
    if category:
        found = found.filter(category=category) if category in list(Category) else found.none()
    numbers = list(found.values_list("pk", flat=True)[: AT_ONCE + 1])
    shown = Record.objects.filter(pk__in=numbers[:AT_ONCE]).order_by("pk")
    return RecordsSaid(
        records=[_said(entry) for entry in read_entries(shown)],
        next=numbers[AT_ONCE - 1] if len(numbers) > AT_ONCE else None,
    )


@router.get(
    "/{place}/records/indicators",
    response={200: FiguresSaid, **problems(401, 403, 404, 422)},
    auth=who(Permission.SEE_RECORDS),
    url_name="indicators",
    operation_id="indicators",
)
def indicators_of_place(
    request: HttpRequest, place: PlaceInPath, kind: Annotated[str, Query(max_length=40, pattern=WORD)] = ""
) -> FiguresSaid:
    """The indicators of every kind, or of one, over the records within a place that may be seen."""
    found = Record.objects.filter(place__startswith=stem(known(place).code))
    if kind and kind not in kinds():
        raise Http404(_("The catalogue has no such kind."))
    asked = [kinds()[kind]] if kind else list(kinds().values())
    return FiguresSaid(
        figures=[FigureSaid(**indicators.told(each)) for each in indicators.figures(found, asked)]
    )


@router.post(
    "/{place}/records/entries",
    response={200: OutcomeSaid, **problems(401, 403, 404, 422)},
    auth=who(Permission.EDIT_RECORDS),
    url_name="enter-records",
    operation_id="enter-records",
)
def enter(request: HttpRequest, place: PlaceInPath, told: RecordsTold) -> OutcomeSaid:
    """Enter or change records within a place, all or none; a dry run only tells."""
    within = stem(known(place).code)
    entries = [_entry(each) for each in told.records]
    outside = [
        EntryFault(at, entry.code, "", None, "place", _("The place is not within that of the address."))
        for at, entry in enumerate(entries)
        if not entry.place.startswith(within)
    ]
    if outside:
        raise _refused(outside)
    outcome = write_entries(by=request.scope.account, entries=entries, dry_run=told.dry_run)
    if outcome.faults:
        raise _refused(outcome.faults)
    return OutcomeSaid(
        entered=outcome.entered,
        changed=outcome.changed,
        unchanged=outcome.unchanged,
        conflicts=[entry.code for entry, _stands in outcome.conflicts],
        warnings=[f"{each.code}: {each.text}" for each in outcome.warnings],
    )


def _inspection(samples: list[dict[str, Any]] | None, **told: Any) -> InspectionLine:
    found = None if samples is None else tuple(SampleLine(**each) for each in samples)
    return InspectionLine(**told, samples=found)


_LINES: Mapping[str, Callable[..., Any]] = {
    "money": MoneyLine,
    "partners": PartnerLine,
    "milestones": MilestoneLine,
    "risks": RiskLine,
    "jobs": JobsLine,
    "inspections": _inspection,
    "faults": FaultLine,
}


def _entry(told: RecordTold) -> Entry:
    given = {each.name: getattr(told, each.name) for each in fields(Entry)}
    for part, line in _LINES.items():
        if given[part] is not None:
            given[part] = [line(**row.model_dump()) for row in given[part]]
    return Entry(**given)


def _said(entry: Entry) -> dict[str, Any]:
    return {name: _plain(value) for name, value in asdict(entry).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


def _refused(faults: list[EntryFault]) -> ValidationError:
    return ValidationError([{"where": _where(each), "fault": each.text} for each in faults])


def _where(fault: EntryFault) -> str:
    path = ["records", str(fault.at)]
    if fault.part:
        path.append(fault.part)
    if fault.line is not None:
        path.append(str(fault.line))
    if fault.field:
        path.append(fault.field)
    return "/" + "/".join(path)
