"""The Regional Employment Map: jobs of a place by month, district, programme and group, against its targets.

Everything is reckoned from the sums of jobs that the database keeps and from targets; each job is counted
once, and what several programmes claim is shown beside it. A few queries, whatever the size of the region.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Sum

from esep.places import Place
from esep_site.delivery.models import Aspect, JobSum, Record, Target, Term
from esep_site.delivery.places_of import district_of, region_of
from esep_site.delivery.targets import Counts, target_indicators, targets_of
from esep_site.delivery.trajectory import MONTHS, Forecast, forecast, value_at

COLUMNS = ("claimed", "counted", "youth", "women", "disability")


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
class Longer:
    """A target of several years: what the way to it asks for by now, and what was created of it.

    ``by_year`` are the jobs created until the end of each year, until now in the last one.
    """

    target: Target
    wanted_by_now: int
    by_year: Mapping[int, int]

    @property
    def created(self) -> int:
        """Created since the target's first year."""
        return max(self.by_year.values(), default=0)

    @property
    def share(self) -> float | None:
        """What was created of the target, of one."""
        return self.created / self.target.value if self.target.value else None

    @property
    def is_behind(self) -> bool:
        """Whether less was created than the way to the target asks for by now."""
        return self.created < self.wanted_by_now


@dataclass(frozen=True)
class ProgrammeRow:
    """What one programme claims of the year's created jobs, and how many of them are counted with it.

    ``planned`` are those of its plan for the year; permanent, those of which the term is not told, youth,
    women and disability are of the counted.
    """

    number: int
    record: Record | None
    planned: int
    claimed: int
    counted: int
    permanent: int
    not_told: int
    youth: int
    women: int
    disability: int

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
        by_now = wanted(target, self.day) if target else None
        return Reached(place, indicator, target, forecast(created, planned, self.months_done), by_now)

    def longer(self, indicator: str = "") -> list[Longer]:
        """The targets of several years that hold this one, of the place and then of its districts, of one
        indicator or of all."""
        order, places = list(target_indicators()), [self.place.code, *(part.code for part in self.parts)]
        rows = [row for several in self.targets.values() for row in several]
        rows = [row for row in rows if row.last_year > row.first_year and indicator in ("", row.indicator)]
        rows.sort(key=lambda row: (places.index(row.place), order.index(row.indicator), -row.last_year))
        return [self._longer(row) for row in rows]

    def _longer(self, target: Target) -> Longer:
        counts = target_indicators()[target.indicator].counts
        so_far, by_year = 0, {}
        for year in range(target.first_year, self.day.year + 1):
            so_far += sum(
                sums[counts.column]
                for (place, of, term), sums in self._by_year.items()
                if of == year and counts.term in ("", term) and target.place in (self.place.code, place)
            )
            by_year[year] = so_far
        return Longer(target, wanted(target, self.day), by_year)

    @cached_property
    def _by_year(self) -> dict[tuple[str, int, str], dict[str, int]]:
        """Created jobs of the years of the targets, by district, year and term."""
        rows = (
            _sums(self.place.code)
            .filter(
                aspect=Aspect.CREATED,
                month__gte=datetime.date(self.first_year, 1, 1),
                month__lte=self.day,
            )
            .values_list("place", "month__year", "term")
            .annotate(**{f"{name}_sum": Sum(name) for name in COLUMNS})
        )
        return {
            (place, year, term): dict(zip(COLUMNS, sums, strict=True)) for place, year, term, *sums in rows
        }

    def programmes(self) -> list[ProgrammeRow]:
        """By programme, the most claimed first; jobs of no programme last."""
        found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for cell in self.cells:
            sums = found[cell.programme]
            if cell.aspect == Aspect.PLANNED:
                sums["planned"] += cell.sums["counted"]
                continue
            for name in COLUMNS:
                sums[name] += cell.sums[name]
            if cell.term in (Term.PERMANENT, Term.NOT_TOLD):
                sums[cell.term] += cell.sums["counted"]
        records = Record.objects.in_bulk([number for number in found if number])
        rows = [
            ProgrammeRow(
                number, records.get(number),
                *(
                    sums[name]
                    for name in ("planned", "claimed", "counted", "permanent", "not_told", *COLUMNS[2:])
                ),
            )
            for number, sums in found.items()
            if sums["planned"] or sums["claimed"] or sums["counted"]
        ]  # fmt: skip
        return sorted(rows, key=lambda row: (row.number == 0, -row.claimed, -row.planned, row.number))

    def planned(self, within: str = "") -> int:
        """Jobs planned for the year."""
        return self._together(Aspect.PLANNED, "counted", "", within)

    def created(self, column: str = "counted", term: str = "", within: str = "") -> int:
        """Jobs created in the year."""
        return self._together(Aspect.CREATED, column, term, within)

    def _together(self, aspect: str, column: str, term: str, within: str) -> int:
        return sum(
            sums[column]
            for (place, _month, of, lasting), sums in self._merged.items()
            if of == aspect and term in ("", lasting) and within in ("", place)
        )


def wanted(target: Target, day: datetime.date) -> int:
    """What the way to a target asks for at the end of a day."""
    return value_at(day, target.first_year, target.last_year, target.value, target.points)


def first_year_told(place: str) -> int | None:
    """The year of the first jobs that a place tells of."""
    month = _sums(place).order_by("month").values_list("month", flat=True).first()
    return month.year if month else None


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
