"""The Regional Employment Map: jobs of a place by month, district, programme and group, against its targets.

Everything is reckoned from the sums of jobs that the database keeps and from targets; each job is counted
once, and what several programmes claim is shown beside it. Five queries, whatever the size of the region.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import F, Q, Sum

from esep.places import Place
from esep_site.delivery.catalogue import OPEN
from esep_site.delivery.models import Aspect, JobSum, Record, Target, Term
from esep_site.delivery.places_of import district_of, region_of
from esep_site.delivery.targets import Counts, target_indicators, targets_of
from esep_site.delivery.trajectory import MONTHS, Closing, Forecast, closing, forecast, value_at

COLUMNS = ("claimed", "counted", "youth", "women", "disability")
MOST_CLOSING = 300
"""Projects that are looked through for those which could close a gap."""


@dataclass(frozen=True)
class Cell:
    """Sums of jobs of one district, month, programme, aspect and term."""

    place: str
    year: int
    month: int
    programme: int
    aspect: str
    term: str
    sums: Mapping[str, int]


@dataclass(frozen=True)
class Reached:
    """One indicator of a place in a year: target, what was reached, what is to be expected."""

    place: str
    indicator: str
    target: Target | None
    forecast: Forecast
    wanted_by_now: int | None

    @property
    def value(self) -> int | None:
        """What is to be reached; None without a target."""
        return self.target.value if self.target else None

    @property
    def share(self) -> float | None:
        """What was reached of the target, of one."""
        return self.forecast.created / self.target.value if self.target and self.target.value else None

    @property
    def missing(self) -> int | None:
        """What will be missing at the year's end; nought where the target will be reached."""
        return max(0, self.target.value - self.forecast.likely) if self.target else None

    @property
    def is_behind(self) -> bool:
        """Whether less was reached than the way to the target asks for by now."""
        return self.wanted_by_now is not None and self.forecast.created < self.wanted_by_now


@dataclass(frozen=True)
class ProgrammeRow:
    """What one programme claims of the year's created jobs, and how many of them are counted with it."""

    number: int
    record: Record | None
    claimed: int
    counted: int
    permanent: int

    @property
    def double(self) -> int:
        """Jobs that another programme claimed earlier."""
        return self.claimed - self.counted


class EmploymentMap:
    """The map of a place for a year, as far as ``today``."""

    def __init__(self, place: Place, year: int, today: datetime.date) -> None:
        self.place, self.year, self.today = place, year, today
        self.parts = tuple(place.children) if place.code[2:4] == "00" else ()
        self.targets = targets_of([place.code, *(part.code for part in self.parts)], year)
        spans = [(row.first_year, row.last_year) for rows in self.targets.values() for row in rows]
        self.first_year = min((first for first, _last in spans), default=year)
        self.last_year = max((last for _first, last in spans), default=year)
        self.cells = tuple(_cells(place.code, year))
        self.months_done = MONTHS if year < today.year else 0 if year > today.year else self._last_month()

    def _last_month(self) -> int:
        """The last month that is over or for which jobs were already reported."""
        reported = [
            cell.month for cell in self.cells if cell.aspect == Aspect.CREATED and cell.sums["claimed"]
        ]
        return min(self.today.month, max([self.today.month - 1, *reported]))

    @cached_property
    def _merged(self) -> dict[tuple[str, int, str, str], dict[str, int]]:
        """Sums by district, month, aspect and term, over all programmes."""
        found: dict[tuple[str, int, str, str], dict[str, int]] = {}
        for cell in self.cells:
            sums = found.setdefault(
                (cell.place, cell.month, cell.aspect, cell.term), dict.fromkeys(COLUMNS, 0)
            )
            for name in COLUMNS:
                sums[name] += cell.sums[name]
        return found

    @property
    def day(self) -> datetime.date:
        """Until when the figures reach."""
        if self.year != self.today.year:
            return datetime.date(self.year, 12, 31)
        following = datetime.date(self.year + self.months_done // MONTHS, self.months_done % MONTHS + 1, 1)
        return min(self.today, following - datetime.timedelta(days=1))

    def by_month(self, counts: Counts, aspect: str, within: str = "") -> dict[int, int]:
        """Jobs of the year by month (1 to 12), of the whole place or of a district."""
        found: dict[int, int] = defaultdict(int)
        for (place, month, of, term), sums in self._merged.items():
            if of == aspect and counts.term in ("", term) and within in ("", place):
                found[month] += sums[counts.column]
        return dict(found)

    def reached(self, indicator: str, within: str = "") -> Reached:
        """An indicator in the year, of the whole place or of a district."""
        counts = target_indicators()[indicator].counts
        place = within or self.place.code
        target = next(
            (row for row in self.targets.get((place, indicator), ()) if row.first_year == row.last_year), None
        )
        created = self.by_month(counts, Aspect.CREATED, within)
        planned = self.by_month(counts, Aspect.PLANNED, within)
        wanted = (
            value_at(self.day, target.first_year, target.last_year, target.value, target.points)
            if target
            else None
        )
        return Reached(place, indicator, target, forecast(created, planned, self.months_done), wanted)

    def longer_targets(self) -> list[tuple[Target, int]]:
        """The targets of several years that hold this one, with what was reached of them so far."""
        rows = [row for (place, _i), rows in self.targets.items() if place == self.place.code for row in rows]
        rows = [row for row in rows if row.last_year > row.first_year]
        order = list(target_indicators())
        rows.sort(key=lambda row: order.index(row.indicator))
        return [(row, self._since(row)) for row in rows]

    def _since(self, target: Target) -> int:
        counts = target_indicators()[target.indicator].counts
        return sum(
            sums[counts.column]
            for (year, term), sums in self._by_year.items()
            if target.first_year <= year <= target.last_year and counts.term in ("", term)
        )

    @cached_property
    def _by_year(self) -> dict[tuple[int, str], dict[str, int]]:
        """Created jobs of the years of the targets, by year and term."""
        rows = (
            _sums(self.place.code)
            .filter(
                aspect=Aspect.CREATED,
                month__gte=datetime.date(self.first_year, 1, 1),
                month__lte=self.day,
            )
            .values_list("month__year", "term")
            .annotate(**{f"{name}_sum": Sum(name) for name in COLUMNS})
        )
        return {(year, term): dict(zip(COLUMNS, sums, strict=True)) for year, term, *sums in rows}

    def programmes(self) -> list[ProgrammeRow]:
        """By programme, the most claimed first; jobs of no programme last."""
        sums: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys((*COLUMNS, "permanent"), 0))
        for cell in self.cells:
            if cell.aspect == Aspect.CREATED:
                for name in COLUMNS:
                    sums[cell.programme][name] += cell.sums[name]
                if cell.term == Term.PERMANENT:
                    sums[cell.programme]["permanent"] += cell.sums["counted"]
        records = Record.objects.in_bulk([number for number in sums if number])
        rows = [
            ProgrammeRow(number, records.get(number), each["claimed"], each["counted"], each["permanent"])
            for number, each in sums.items()
            if each["claimed"] or each["counted"]
        ]
        return sorted(rows, key=lambda row: (row.number == 0, -row.claimed, row.number))

    def created(self, column: str = "counted", term: str = "", within: str = "") -> int:
        """Jobs created in the year."""
        return sum(
            sums[column]
            for (place, _month, aspect, of), sums in self._merged.items()
            if aspect == Aspect.CREATED and term in ("", of) and within in ("", place)
        )

    def closing(self, gap: int) -> list[tuple[Record, Closing]]:
        """The open projects with jobs still to be created that could close a gap, the largest first."""
        if gap <= 0:
            return []
        rows = {row.pk: row for row in _with_jobs_left(self.place.code)}
        found = closing(gap, [(row.pk, row.jobs_planned - row.jobs_created) for row in rows.values()])
        return [(rows[each.record], each) for each in found]


def _cells(place: str, year: int) -> Iterable[Cell]:
    rows = (
        _sums(place)
        .filter(month__gte=datetime.date(year, 1, 1), month__lte=datetime.date(year, 12, 31))
        .values_list("place", "month", "programme", "aspect", "term", *COLUMNS)
    )
    for district, month, programme, aspect, term, *sums in rows:
        told = dict(zip(COLUMNS, sums, strict=True))
        yield Cell(district, month.year, month.month, programme, aspect, term, told)


def _sums(place: str) -> Any:
    rows = JobSum.objects.filter(region=region_of(place))
    district = district_of(place)
    return rows if district[2:4] == "00" else rows.filter(place=district)


def _with_jobs_left(place: str) -> Sequence[Record]:
    district = district_of(place)
    within = Q(district=district) if district[2:4] != "00" else Q()
    return (
        Record.objects.filter(within, region=region_of(place), category__in=OPEN)
        .filter(jobs_planned__gt=F("jobs_created"))
        .order_by(F("jobs_created") - F("jobs_planned"), "pk")
        .defer("words")[:MOST_CLOSING]
    )
