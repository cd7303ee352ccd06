"""The colour of a record by what is known of it, beside the one that somebody declared. Pure.

Nobody has reported within the kind's ``fresh_days``: grey, whatever else is known. A milestone or the
repair of a fault past its day, an end that is past, or one that the milestones' own forecasts miss by more
than a month: red. A milestone due within two weeks, an end that the forecasts miss, or a heavy risk: amber.
Else green. What is done or stopped has no colour.
"""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.expressions import Combinable

from esep_site.delivery.catalogue import Category, kinds
from esep_site.delivery.models import Light

SOON = datetime.timedelta(days=14)
FAR = datetime.timedelta(days=30)
HEAVY = 6
"""Likelihood times impact of a risk from which on it counts."""


@dataclass(frozen=True)
class Standing:
    """What the colour is told by."""

    category: str
    fresh_days: int
    reported_on: datetime.date | None
    end: datetime.date | None
    next_due: datetime.date | None
    last_forecast: datetime.date | None
    fault_due: datetime.date | None
    risk_level: int


def light(standing: Standing, today: datetime.date) -> Light | None:
    """The colour today; None for what is done or stopped."""
    if standing.category in (Category.DONE, Category.STOPPED):
        return None
    fresh = datetime.timedelta(days=standing.fresh_days)
    if standing.reported_on is None or standing.reported_on < today - fresh:
        return Light.GREY
    missed = _missed(standing)
    overdue = [day for day in (standing.next_due, standing.fault_due) if day]
    if any(day < today for day in overdue) or missed > FAR:
        return Light.RED
    if standing.end and standing.end < today:
        return Light.RED
    soon = standing.next_due is not None and standing.next_due <= today + SOON
    if soon or missed > datetime.timedelta(0) or standing.risk_level >= HEAVY:
        return Light.AMBER
    return Light.GREEN


def _missed(standing: Standing) -> datetime.timedelta:
    if standing.end is None or standing.last_forecast is None:
        return datetime.timedelta(0)
    return standing.last_forecast - standing.end


def silent(today: datetime.date) -> Q:
    """Nobody has reported within the days of the kind; asked by the days that most kinds have, for speed."""
    days = Counter(kind.fresh_days for kind in kinds().values())
    usual = days.most_common(1)[0][0]
    others = {kind.kind: kind.fresh_days for kind in kinds().values() if kind.fresh_days != usual}
    found = Q(reported_on__lt=today - datetime.timedelta(days=usual))
    if others:
        found &= ~Q(kind__in=list(others))
        for kind, fresh in others.items():
            found |= Q(kind=kind, reported_on__lt=today - datetime.timedelta(days=fresh))
    return Q(reported_on__isnull=True) | found


def lit(today: datetime.date) -> Combinable:
    """The same colour as an expression of the database, '' for what has none."""
    late = (
        Q(next_due__lt=today)
        | Q(fault_due__lt=today)
        | Q(end__lt=today)
        | Q(last_forecast__gt=F("end") + FAR)
    )
    risky = Q(next_due__lte=today + SOON) | Q(last_forecast__gt=F("end")) | Q(risk_level__gte=HEAVY)
    return Case(
        When(category__in=[Category.DONE, Category.STOPPED], then=Value("")),
        When(silent(today), then=Value(Light.GREY)),
        When(late, then=Value(Light.RED)),
        When(risky, then=Value(Light.AMBER)),
        default=Value(Light.GREEN),
        output_field=CharField(),
    )
