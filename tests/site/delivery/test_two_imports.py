"""Two workbooks with the same records are entered at once by two workers: both end, nothing is lost."""

from __future__ import annotations

import io
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import Sum

from esep_site.bodies.models import Body
from esep_site.delivery import importing
from esep_site.delivery.actions import change_record
from esep_site.delivery.bulk import read_entries, write_entries
from esep_site.delivery.catalogue import kinds
from esep_site.delivery.entries import Entry, JobsLine
from esep_site.delivery.models import Import, ImportState, Jobs, JobSum, Record
from esep_site.delivery.workbook_writing import write_workbook
from esep_site.editing import Conflict
from esep_site.people import audit
from esep_site.people.models import Account
from esep_site.people.roles import Role

from ..conftest import DISTRICT, OTHER_DISTRICT, REGION, MakeAccount
from .conftest import D, programme, road

pytestmark = pytest.mark.django_db(transaction=True)
RECORDS, ROUNDS = 12, 8


def jobs(number: int) -> list[JobsLine]:
    """Jobs at an employer that every record tells of: claims and sums reach across the records."""
    return [JobsLine(D(2026, 5, 1), "created", "permanent", number, employer="zauyt", starts=D(2026, 5, 1))]


@pytest.fixture
def roads(bodies: dict[str, Body]) -> None:
    places = (DISTRICT, OTHER_DISTRICT)
    entries = [road(f"r{at:02}", places[at % 2], jobs=jobs(at + 1)) for at in range(RECORDS)]
    with audit.recording():
        assert not write_entries(by=None, entries=[programme(), *entries]).faults


def workbook(entries: Sequence[Entry]) -> SimpleUploadedFile:
    content = io.BytesIO()
    write_workbook(content, kinds()["road_section"], entries, "ru")
    return SimpleUploadedFile("roads.xlsx", content.getvalue())


def sent_in(by: Account, entries: Sequence[Entry]) -> Import:
    """A workbook that was looked at and is to be entered."""
    with audit.recording():
        row = importing.send_in(by=by, file=workbook(entries), language="ru")
    importing.go_on(row.pk)
    row.refresh_from_db()
    with audit.recording():
        importing.enter(by=by, row=row, version=row.version, taken=[])
    return row


def at_once(*numbers: int) -> None:
    """The work of several workers, each with a connection of its own, begun at the same moment."""
    begin = Barrier(len(numbers))

    def work(number: int) -> None:
        begin.wait(30)
        try:
            importing.go_on(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(numbers)) as pool:
        for done in [pool.submit(work, number) for number in numbers]:
            done.result(120)


def test_two_imports_of_the_same_records_both_end(roads: None, make_account: MakeAccount) -> None:
    """One has them from the first to the last, one from the last to the first, and a new one each time."""
    officer = make_account(Role.PROGRAMME_OFFICER, REGION)
    for turn in range(ROUNDS):
        stands = list(read_entries(Record.objects.filter(kind="road_section").order_by("code")))
        new = road(f"new-{turn}", jobs=jobs(2))
        one, other = (
            sent_in(officer, [replace(each, name_ru=f"{name} {turn}", jobs=jobs(turn + 3)) for each in rows])
            for name, rows in (("Первая", [*stands, new]), ("Вторая", [new, *reversed(stands)]))
        )
        at_once(one.pk, other.pk)
        for row in (one, other):
            row.refresh_from_db()
            assert row.state == ImportState.ENTERED, row.result
        written = [row.result["changed"] + row.result["entered"] for row in (one, other)]
        assert sorted(written) == [1, len(stands) + 1], "one wrote; of what both have anew the other wins"
        assert sorted(row.result["conflicts"] for row in (one, other)) == [0, len(stands)]
        rows = Record.objects.filter(code__in=[each.code for each in stands])
        assert len(set(rows.values_list("name_ru", flat=True))) == 1
    counted = Jobs.objects.aggregate(claimed=Sum("number"), counted=Sum("counted"))
    assert JobSum.objects.aggregate(claimed=Sum("claimed"), counted=Sum("counted")) == counted


def test_of_two_editors_at_the_same_moment_one_is_told(roads: None, make_account: MakeAccount) -> None:
    officer = make_account(Role.PROGRAMME_OFFICER, REGION)
    begin = Barrier(2)

    def edit(name: str) -> str:
        begin.wait(30)
        try:
            row = Record.objects.get(code="r00")
            with audit.recording():
                change_record(by=officer, record=row, version=version, name_ru=name)
        except Conflict as conflict:
            return f"told of {conflict.now.name_ru}"  # type: ignore[attr-defined]
        finally:
            connection.close()
        return name

    for _turn in range(ROUNDS):
        version = Record.objects.get(code="r00").version
        with ThreadPoolExecutor(2) as pool:
            ends = [each.result(60) for each in [pool.submit(edit, name) for name in ("Одна", "Другая")]]
        won = Record.objects.get(code="r00").name_ru
        assert sorted(ends) == sorted([won, f"told of {won}"])
        with audit.recording():
            change_record(by=officer, record=Record.objects.get(code="r00"), version=version + 1, name_ru="-")
