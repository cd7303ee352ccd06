"""The lines of a record's parts, given against stored: what is new, changed, gone; what is wrong.

Lines of money are told apart by year and source, partners by role and body, milestones by their Kazakh
name, risks by their text; inspections and faults as :mod:`esep_site.delivery.inspection_lines` says. Jobs
have no name: equal lines are as many as they stand.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from esep.places import places
from esep_site import site_clock
from esep_site.delivery import inspection_lines
from esep_site.delivery.catalogue import ROLES_OF_PARTNERS, Kind
from esep_site.delivery.checking import known_sums
from esep_site.delivery.entries import (
    Entry,
    FaultLine,
    InspectionLine,
    JobsLine,
    MilestoneLine,
    MoneyLine,
    PartnerLine,
    RiskLine,
)
from esep_site.delivery.expressions import Value
from esep_site.delivery.field_values import LARGEST
from esep_site.delivery.inspection_lines import KEPT
from esep_site.delivery.models import Aspect, Jobs, Milestone, Money, MoneySource, Partner, Risk, Term

PARTS = ("money", "partners", "milestones", "risks", "jobs", *KEPT)
Line = Any
Key = Any
Stored = Mapping[str, Mapping[int, dict[Key, list[tuple[int, Line]]]]]
"""Part → number of a record → key of a line → the stored rows with that key (number, line)."""


COLUMNS: Mapping[str, tuple[tuple[str, ...], Any, Any]] = {
    "money": (("year", "source", "planned", "contracted", "paid"), MoneyLine, Money.objects),
    "partners": (("role", "body__code", "contract", "signed_on", "sum"), PartnerLine, Partner.objects),
    "milestones": (("name_kk", "name_ru", "plan", "forecast", "fact"), MilestoneLine, Milestone.objects),
    "risks": (("text", "likelihood", "impact", "measures", "closed_on"), RiskLine, Risk.objects),
}
"""Part → columns in the order of its line, the line, where the rows are."""


@dataclass
class LineChanges:
    """Of one part of one record: lines to be added, to be changed (number of the row, from, to), to be
    removed."""

    added: list[tuple[int, Line]] = field(default_factory=list)
    changed: list[tuple[int, Line, Line]] = field(default_factory=list)
    removed: list[tuple[int, Line]] = field(default_factory=list)

    @property
    def differs(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.added or self.changed or self.removed)


def key_of(line: Line) -> Key:
    """By what a line is told from the others of its part."""
    match line:
        case InspectionLine() | FaultLine():
            return inspection_lines.key_of(line)
        case MoneyLine():
            return (line.year, line.source)
        case PartnerLine():
            return (line.role, line.body)
        case MilestoneLine():
            return line.name_kk
        case RiskLine():
            return line.text
    return line


def stored_lines(records: Sequence[int], parts: Iterable[str]) -> Stored:
    """The stored rows of the parts of records; one query for each part."""
    found: dict[str, dict[int, dict[Key, list[tuple[int, Line]]]]] = {part: {} for part in PARTS}
    if not records:
        return found
    for part in parts:
        gathered: dict[int, dict[Key, list[tuple[int, Line]]]] = defaultdict(lambda: defaultdict(list))
        for record, row, line in _rows(part, records):
            gathered[record][key_of(line)].append((row, line))
        found[part] = gathered
    return found


def _rows(part: str, records: Sequence[int]) -> Iterator[tuple[int, int, Line]]:
    own = {
        "jobs": _job_rows,
        "inspections": inspection_lines.inspection_rows,
        "faults": inspection_lines.fault_rows,
    }
    if part in own:
        yield from own[part](records)
        return
    names, make, rows = COLUMNS[part]
    for record, row, *values in rows.filter(record__in=records).values_list("record_id", "pk", *names):
        yield record, row, make(*values)


def _job_rows(records: Sequence[int]) -> Iterator[tuple[int, int, JobsLine]]:
    rows = Jobs.objects.filter(record__in=records).values_list(
        "record_id", "pk", "month", "aspect", "term", "number", "youth", "women", "disability",
        "employer__code", "person", "starts", "ends", "place", "record__place",
    )  # fmt: skip
    for record, row, *values, employer, person, starts, ends, place, above in rows:
        own = "" if place == above else place
        yield record, row, JobsLine(*values, employer or "", person, starts, ends, own)


def compare(
    part: str,
    given: Sequence[Line],
    stored: Mapping[Key, list[tuple[int, Line]]],
    bodies: Mapping[str, int],
    kind: Kind,
) -> tuple[LineChanges, list[tuple[int | None, str, str]]]:
    """What is to be written, and the faults: number of the line (from 0), field, sentence."""
    faults = [(at, *fault) for at, line in enumerate(given) for fault in _faults(line, bodies, kind)]
    left = {key: list(rows) for key, rows in stored.items()}
    changes = LineChanges()
    seen: Counter[Key] = Counter()
    for at, line in enumerate(given):
        key = key_of(line)
        seen[key] += 1
        if seen[key] > 1 and not (part == "jobs" or (part == "faults" and not line.mark)):
            faults.append((at, "", _("The same line stands more than once.")))
        elif rows := left.get(key):
            row, before = rows.pop(0)
            if before != line:
                changes.changed.append((row, before, line))
        else:
            changes.added.append((at, line))
    if part not in KEPT:
        changes.removed = [each for rows in left.values() for each in rows]
    return changes, faults


def sums_given(entry: Entry) -> dict[str, Value]:
    """The sums of an entry's own lines, as the checks know them; only of parts that it gives."""
    sums: dict[str, int] = {}
    if entry.money is not None:
        for column in ("planned", "contracted", "paid"):
            sums[f"money.{column}"] = sum(getattr(line, column) for line in entry.money)
    if entry.jobs is not None:
        for aspect in Aspect:
            lines = [line for line in entry.jobs if line.aspect == aspect]
            sums[f"jobs.{aspect}"] = sum(line.number for line in lines)
            for term in (Term.PERMANENT, Term.NOT_TOLD):
                sums[f"jobs.{term}_{aspect}"] = sum(line.number for line in lines if line.term == term)
    return known_sums(sums)


def _faults(line: Line, bodies: Mapping[str, int], kind: Kind) -> Iterator[tuple[str, str]]:
    match line:
        case InspectionLine() | FaultLine():
            yield from inspection_lines.faults_of(line, bodies)
        case MoneyLine():
            yield from _money(line)
        case PartnerLine():
            if line.role not in ROLES_OF_PARTNERS:
                yield "role", _("The catalogue has no such role.")
            if line.body not in bodies:
                yield "body", _("The register has no body with this code.")
        case MilestoneLine():
            if not line.name_kk.strip() or not line.name_ru.strip():
                yield "name_kk", _("It must be filled.")
            if line.fact and line.fact > site_clock.today():
                yield "fact", _("A day that has not come yet is a forecast.")
        case RiskLine():
            if not line.text.strip():
                yield "text", _("It must be filled.")
            if not (1 <= line.likelihood <= 3 and 1 <= line.impact <= 3):
                yield "likelihood", _("From 1 to 3.")
            if line.closed_on and line.closed_on > site_clock.today():
                yield "closed_on", _("This day has not come yet.")
        case JobsLine():
            yield from _jobs(line, bodies)


def _money(line: MoneyLine) -> Iterator[tuple[str, str]]:
    if not 1990 <= line.year <= 2100:
        yield "year", _("A year between 1990 and 2100.")
    if line.source not in MoneySource.values:
        yield "source", _("There is no such source of money.")
    for column in ("planned", "contracted", "paid"):
        if not 0 <= getattr(line, column) <= LARGEST:
            yield column, _("Whole tenge, nought or more.")


def _jobs(line: JobsLine, bodies: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    if line.month != line.month.replace(day=1) or not 1990 <= line.month.year <= 2100:
        yield "month", _("The first day of a month.")
    if line.aspect not in Aspect.values:
        yield "aspect", _("Planned or created.")
    if line.term not in Term.values:
        yield "term", _("Permanent, temporary or not told.")
    if not 1 <= line.number <= 1_000_000:
        yield "number", _("From one to a million jobs.")
    for name in ("youth", "women", "disability"):
        if not 0 <= getattr(line, name) <= max(line.number, 0):
            yield name, _("At most as many as there are jobs.")
    if line.employer and line.employer not in bodies:
        yield "employer", _("The register has no body with this code.")
    if line.person and (line.number != 1 or not line.employer or len(line.person) > 64):
        yield "person", _("A person has one job, at an employer that is named.")
    if line.starts and line.ends and line.ends < line.starts:
        yield "ends", _("The end is before the start.")
    if line.place and line.place not in places():
        yield "place", _("The classifier has no place with this code.")
