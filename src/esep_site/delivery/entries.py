"""A record as a form, a workbook or a program gives it: plain values and codes, before anything is looked up.

:class:`Entry` is what :mod:`esep_site.delivery.bulk` takes and gives: the same for reading and writing.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Day = datetime.date | None


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """Whole tenge of a year from a source."""

    year: int
    source: str
    planned: int = 0
    contracted: int = 0
    paid: int = 0


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A body (its code) in a role."""

    role: str
    body: str
    contract: str = ""
    signed_on: Day = None
    sum: int | None = None


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """A step with its days."""

    name_kk: str
    name_ru: str
    plan: datetime.date
    forecast: Day = None
    fact: Day = None


@dataclass(frozen=True, slots=True)
class RiskLine:
    """What could go wrong."""

    text: str
    likelihood: int
    impact: int
    measures: str = ""
    closed_on: Day = None


@dataclass(frozen=True, slots=True)
class JobsLine:
    """Jobs claimed for a month (its first day); ``employer`` is a code of the register of bodies."""

    month: datetime.date
    aspect: str
    term: str
    number: int = 1
    youth: int = 0
    women: int = 0
    disability: int = 0
    employer: str = ""
    person: str = ""
    starts: Day = None
    ends: Day = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class SampleLine:
    """What a laboratory found of a sample, beside the norm."""

    name: str
    found: str
    norm: str = ""
    passed: bool = False


@dataclass(frozen=True, slots=True)
class InspectionLine:
    """A visit to the works. ``mark`` tells it from the others of its record: a UUID, or a text of one's own,
    such as the number of a protocol. ``samples`` None leaves those that stand."""

    mark: str
    day: datetime.date
    result: str
    inspector: str = ""
    notes: str = ""
    samples: Sequence[SampleLine] | None = None


@dataclass(frozen=True, slots=True)
class FaultLine:
    """Something wrong at the works; ``inspection`` is the mark of that which found it. ``at_km`` are digits
    with a point. Without a ``mark`` of its own it is told by inspection, day, text and kilometre."""

    text: str
    found_on: datetime.date
    term: datetime.date
    inspection: str = ""
    at_km: str = ""
    contractor: str = ""
    mended_on: Day = None
    under_warranty: bool = False
    mark: str = ""


@dataclass(frozen=True)
class Entry:
    """A record with its rows. ``parent`` and ``programme`` are codes of records of the same region.

    Of ``money``, ``partners``, ``milestones``, ``risks`` and ``jobs`` None leaves what stands; else the lines
    are all there is. ``inspections`` and ``faults`` are added and changed, never taken away. ``version`` is
    the one that was read; None writes whatever stands.
    """

    code: str
    kind: str
    name_kk: str
    name_ru: str
    place: str
    stage: str = ""
    parent: str = ""
    programme: str = ""
    start: Day = None
    end: Day = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    declared: str = ""
    reported_on: Day = None
    source: str = ""
    source_span: Sequence[int] | None = None
    money: Sequence[MoneyLine] | None = None
    partners: Sequence[PartnerLine] | None = None
    milestones: Sequence[MilestoneLine] | None = None
    risks: Sequence[RiskLine] | None = None
    jobs: Sequence[JobsLine] | None = None
    inspections: Sequence[InspectionLine] | None = None
    faults: Sequence[FaultLine] | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class EntryFault:
    """What is wrong with an entry: its place among the entries (from 0), the part and line, the field."""

    at: int
    code: str
    part: str
    line: int | None
    field: str
    text: str
