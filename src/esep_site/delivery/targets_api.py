"""Targets of the Regional Employment Map for programs: listed by place, set many at once."""

from __future__ import annotations

from typing import Annotated, Any

from django.core.exceptions import ValidationError as NotAllowed
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router
from ninja.errors import ValidationError
from pydantic import Field

from esep_site.api_rules import CODE, Day, Said, Told, Whole, problems, who
from esep_site.delivery.api import WORD, PlaceInPath, Short
from esep_site.delivery.models import Target
from esep_site.delivery.targets import LARGEST, differs, set_target
from esep_site.editing import Conflict
from esep_site.people.models import Account
from esep_site.people.roles import Permission
from esep_site.people.scope import stem
from esep_site.places_api import known

router = Router(tags=["delivery"])
AT_ONCE = 500
Year = Annotated[int, Whole(2100)]


class PointTold(Told):
    """What is to be reached by the end of a day."""

    day: Day
    value: Annotated[int, Whole(LARGEST)]


class TargetTold(Told):
    """What a place is to reach in a year, or in several."""

    place: Annotated[str, Field(pattern=CODE)]
    indicator: Short
    first_year: Year
    last_year: Year
    value: Annotated[int, Whole(LARGEST)]
    points: Annotated[list[PointTold], Field(max_length=100)] | None = Field(
        default=None, description="Of the way to the value; null leaves what stands."
    )
    source: Annotated[str, Field(max_length=200, pattern=WORD)] | None = Field(
        default=None, description="Null leaves what stands."
    )
    version: Annotated[int, Whole(10**9)] | None = Field(
        default=None, description="The version that was read; null overwrites whatever stands."
    )


class TargetsTold(Told):
    """Targets to be set, all or none."""

    targets: Annotated[list[TargetTold], Field(min_length=1, max_length=AT_ONCE)]


class TargetsSaid(Said):
    """Targets of a place and of the places within it."""

    targets: list[dict[str, Any]] = Field(description="Each in the form in which it can be sent back.")


class TargetsSet(Said):
    """What became of the targets."""

    targets: list[dict[str, Any]] = Field(description="As they stand now, in the order in which they came.")
    changed: int = Field(description="How many are new or stand otherwise than before.")


@router.get(
    "/{place}/targets",
    response={200: TargetsSaid, **problems(401, 403, 404, 422)},
    auth=who(Permission.SEE_RECORDS),
    url_name="targets",
    operation_id="targets",
)
def targets(
    request: HttpRequest,
    place: PlaceInPath,
    indicator: Annotated[str, Query(max_length=40, pattern=WORD)] = "",
    year: Annotated[int, Query(ge=0, le=2100)] = 0,
) -> TargetsSaid:
    """The targets of a place and of the places within it; of one indicator, or whose years hold one."""
    rows = Target.objects.filter(place__startswith=stem(known(place).code))
    if indicator:
        rows = rows.filter(indicator=indicator)
    if year:
        rows = rows.filter(first_year__lte=year, last_year__gte=year)
    order = ("place", "indicator", "first_year", "last_year")
    return TargetsSaid(targets=[_said(row) for row in rows.order_by(*order)])


@router.post(
    "/{place}/targets",
    response={200: TargetsSet, **problems(401, 403, 404, 422)},
    auth=who(Permission.RUN_PROGRAMMES),
    url_name="set-targets",
    operation_id="set-targets",
)
def set_many(request: HttpRequest, place: PlaceInPath, told: TargetsTold) -> TargetsSet:
    """Set targets of a place and of the places within it, all or none; those that stand so are left."""
    within = stem(known(place).code)
    faults: list[dict[str, str]] = []
    rows: list[Target] = []
    changed = 0
    with transaction.atomic():
        for at, each in enumerate(told.targets):
            try:
                if not each.place.startswith(within):
                    raise NotAllowed({"place": _("The place is not within that of the address.")})
                row, is_changed = _set(request.scope.account, each)
            except NotAllowed as refused:
                for field, words in refused.message_dict.items():
                    faults.append({"where": f"/targets/{at}/{field}", "fault": " ".join(words)})
            except Conflict:
                fault = _("Somebody changed it after this version.")
                faults.append({"where": f"/targets/{at}/version", "fault": fault})
            else:
                rows.append(row)
                changed += is_changed
        if faults:
            raise ValidationError(faults)  # type: ignore[arg-type]
    return TargetsSet(targets=[_said(row) for row in rows], changed=changed)


def _set(by: Account, told: TargetTold) -> tuple[Target, bool]:
    """A target as it stands now, and whether it stood otherwise."""
    given = told.model_dump(exclude={"version"}, exclude_none=True)
    if told.points is not None:
        given["points"] = [[point.day.isoformat(), point.value] for point in told.points]
    keys = ("place", "indicator", "first_year", "last_year")
    stands = Target.objects.filter(**{key: given[key] for key in keys}).first()
    if stands is not None and not differs(stands, given):
        return stands, False
    version = told.version if told.version is not None else stands.version if stands else None
    return set_target(by=by, **given, version=version), True


def _said(row: Target) -> dict[str, Any]:
    points = [{"day": day, "value": value} for day, value in row.points]
    names = ("place", "indicator", "first_year", "last_year", "value", "source", "version")
    return {**{name: getattr(row, name) for name in names}, "points": points}
