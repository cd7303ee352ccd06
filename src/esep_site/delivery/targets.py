"""Targets of places by indicator and years, as pages read them and as they are set."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict

from esep.places import places
from esep.yaml_texts import read_yaml
from esep_site.delivery.catalogue import Names
from esep_site.delivery.models import Target
from esep_site.delivery.trajectory import value_at
from esep_site.editing import Conflict, write
from esep_site.people.audit import record as record_event
from esep_site.people.models import Account
from esep_site.people.roles import Permission
from esep_site.people.scope import scope_of

LARGEST = 10**9


class Counts(BaseModel):
    """Which column of the sums of jobs is added up, of which term (all where it is empty)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    column: Literal["counted", "youth", "women", "disability"]
    term: Literal["", "permanent", "temporary"] = ""


class TargetIndicator(BaseModel):
    """What a target is of."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    counts: Counts
    names: Names


@cache
def target_indicators() -> Mapping[str, TargetIndicator]:
    """The indicators that have targets, by code, in the order of the file."""
    found = read_yaml((Path(__file__).parent / "targets.yaml").read_text("utf-8"))
    return {code: TargetIndicator.model_validate(each) for code, each in found.items()}


def targets_of(codes: Sequence[str], year: int) -> dict[tuple[str, str], list[Target]]:
    """The targets of places whose years hold ``year``, by place and indicator, the shortest period first."""
    found: dict[tuple[str, str], list[Target]] = {}
    rows = Target.objects.filter(place__in=codes, first_year__lte=year, last_year__gte=year)
    for row in sorted(rows, key=lambda each: each.last_year - each.first_year):
        found.setdefault((row.place, row.indicator), []).append(row)
    return found


@transaction.atomic
def set_target(
    *,
    by: Account | None,
    place: str,
    indicator: str,
    first_year: int,
    last_year: int,
    value: int,
    points: Sequence[Sequence[Any]] | None = None,
    source: str | None = None,
    version: int | None = None,
) -> Target:
    """A new target, or another value of one; Conflict where somebody set it after ``version``.

    ``points`` and ``source`` that are not given stay as they stand.
    """
    if by is not None and not scope_of(by).may(Permission.RUN_PROGRAMMES, place):
        raise PermissionDenied
    named = {"place": place, "indicator": indicator, "first_year": first_year, "last_year": last_year}
    row = Target.objects.filter(**named).first()
    stands = row or Target()
    if points is None:
        points = stands.points
    if source is None:
        source = stands.source
    _check(place, indicator, first_year, last_year, value, points)
    values = {"value": value, "points": [list(each) for each in points], "source": source[:200]}
    if row is None:
        row = Target.objects.create(**named, **values)
    elif version is None:
        raise Conflict(row)
    else:
        write(row, version, **values)
    details = {"indicator": indicator, "years": f"{first_year}-{last_year}", "value": value}
    record_event("target set", by=by, subject=f"target {row.pk}", place=place, details=details)
    return row


def differs(row: Target, told: Mapping[str, Any]) -> bool:
    """Whether a target stands otherwise than it is told; what is not told may be as it is."""
    stands = {"value": row.value, "points": row.points, "source": row.source}
    return any(told.get(name, value) != value for name, value in stands.items())


def _check(
    place: str, indicator: str, first_year: int, last_year: int, value: int, points: Sequence[Sequence[Any]]
) -> None:
    faults: dict[str, str] = {}
    if place not in places():
        faults["place"] = _("The classifier has no place with this code.")
    if indicator not in target_indicators():
        faults["indicator"] = _("There is no such indicator.")
    if not 1990 <= first_year <= last_year <= 2100:
        faults["last_year"] = _("A year between 1990 and 2100.")
    if not 0 <= value <= LARGEST:
        faults["value"] = _("A whole number.")
    try:
        value_at(_first_day(first_year), first_year, last_year, value, points)
        days = [datetime.date.fromisoformat(str(day)) for day, _value in points]
    except (ValueError, TypeError):
        faults["points"] = _("Days with whole numbers.")
    else:
        ends = datetime.date(min(last_year, 9999), 12, 31)
        if len(set(days)) < len(days) or any(not _first_day(first_year) <= day < ends for day in days):
            faults["points"] = _("Days within the years of the target, before their last, each once.")
    if faults:
        raise ValidationError(faults)


def _first_day(year: int) -> datetime.date:
    return datetime.date(max(1, min(year, 9999)), 1, 1)
