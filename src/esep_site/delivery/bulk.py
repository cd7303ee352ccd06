"""Many records at once: read as entries, written from entries, each with its rows; a dry run tells all
faults.

Reading and writing are inverse: what :func:`read_entries` gives, :func:`write_entries` takes and finds
unchanged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from esep_site.delivery.bulk_checking import Checked, Outcome, check_entries
from esep_site.delivery.bulk_locks import write_alone
from esep_site.delivery.bulk_writing import write_checked
from esep_site.delivery.entries import (
    Entry,
    JobsLine,
    MilestoneLine,
    MoneyLine,
    PartnerLine,
    RiskLine,
)
from esep_site.delivery.inspection_lines import fault_rows, inspection_rows
from esep_site.delivery.models import Jobs, Milestone, Money, Partner, Record, Risk
from esep_site.people.models import Account
from esep_site.people.roles import Permission
from esep_site.people.scope import Scope, scope_of

AT_ONCE = 2000
EVERYTHING = Scope(places={Permission.EDIT_RECORDS: tuple(f"{at:02}0000000" for at in range(10, 100))})
"""The installation itself, where nobody writes: demo data, imports on the server."""


def read_entries(records: QuerySet[Record], *, parts: bool = True) -> Iterator[Entry]:
    """Records as entries, in their order; with all their rows unless ``parts`` is False.

    Nine queries for each :data:`AT_ONCE` records (two without rows), whatever they hold.
    """
    codes: dict[int, str] = {}
    rows = records.iterator(chunk_size=AT_ONCE)
    while chunk := [row for _at, row in zip(range(AT_ONCE), rows, strict=False)]:
        wanted = {each for row in chunk for each in (row.parent_id, row.programme_id) if each} - codes.keys()
        codes |= dict(Record.objects.filter(pk__in=wanted).values_list("pk", "code"))
        lines = lines_of([row.pk for row in chunk]) if parts else {}
        yield from (entry_of(row, codes, lines.get(row.pk, {})) for row in chunk)


def entry_of(row: Record, codes: dict[int, str], lines: dict[str, Any]) -> Entry:
    """A record as an entry; ``codes`` are those of parents and programmes by number."""
    return Entry(
        code=row.code,
        kind=row.kind,
        name_kk=row.name_kk,
        name_ru=row.name_ru,
        place=row.place,
        stage=row.stage,
        parent=codes.get(row.parent_id or 0, ""),
        programme=codes.get(row.programme_id or 0, ""),
        start=row.start,
        end=row.end,
        fields=row.fields,
        declared=row.declared,
        reported_on=row.reported_on,
        source=row.source,
        source_span=row.source_span,
        version=row.version,
        **lines,
    )


def lines_of(numbers: Sequence[int]) -> dict[int, dict[str, list[Any]]]:
    """The lines of records by their numbers, by part; seven queries. Inspections and faults where there are
    any."""
    found: dict[int, dict[str, list[Any]]] = {number: _no_lines() for number in numbers}
    for name, line, rows in (
        ("money", MoneyLine, Money.objects.order_by("record", "year", "source").values_list(
            "record_id", "year", "source", "planned", "contracted", "paid")),
        ("partners", PartnerLine, Partner.objects.order_by("record", "role", "body__code").values_list(
            "record_id", "role", "body__code", "contract", "signed_on", "sum")),
        ("milestones", MilestoneLine, Milestone.objects.order_by("record", "position", "id").values_list(
            "record_id", "name_kk", "name_ru", "plan", "forecast", "fact")),
        ("risks", RiskLine, Risk.objects.order_by("record", "id").values_list(
            "record_id", "text", "likelihood", "impact", "measures", "closed_on")),
    ):  # fmt: skip
        for number, *values in rows.filter(record__in=numbers):
            found[number][name].append(line(*values))
    for number, line in job_lines(numbers):
        found[number]["jobs"].append(line)
    for part, kept in (("inspections", inspection_rows(numbers)), ("faults", fault_rows(numbers))):
        for number, _row, line in kept:
            found[number][part].append(line)
    return found


def job_lines(numbers: Sequence[int]) -> Iterator[tuple[int, JobsLine]]:
    """The lines of jobs of records, with the number of each record."""
    rows = Jobs.objects.filter(record__in=numbers).order_by("record", "month", "id").values_list(
        "record_id", "month", "aspect", "term", "number", "youth", "women", "disability", "employer__code",
        "person", "starts", "ends", "place", "record__place",
    )  # fmt: skip
    for number, *told, employer, person, starts, ends, place, above in rows:
        own = "" if place == above else place
        yield number, JobsLine(*told, employer or "", person, starts, ends, own)


def write_entries(
    *, by: Account | None, entries: Iterable[Entry], dry_run: bool = False, reason: str = ""
) -> Outcome:
    """Enter new records and change those that are there, each with its rows; nothing where one has a fault.

    ``by`` None is the installation itself. Of a dry run nothing is written, all is told. Records whose
    ``version`` is no longer the one that was read are told as conflicts and left as they stand.
    """
    scope, given = scope_of(by) if by else EVERYTHING, list(entries)
    with transaction.atomic():
        if not dry_run:
            write_alone(given)
        checked: Checked = check_entries(given, scope)
        if not checked.outcome.faults and not dry_run:
            write_checked(by, checked, reason)
    return checked.outcome


def _no_lines() -> dict[str, list[Any]]:
    return defaultdict(list, {name: [] for name in ("money", "partners", "milestones", "risks", "jobs")})
