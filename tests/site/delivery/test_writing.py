"""Entries written and read back: nothing lost, nothing written twice, all faults told, conflicts kept."""

from __future__ import annotations

import datetime
from dataclasses import fields as dataclass_fields
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from esep_site import site_clock
from esep_site.bodies.models import Body
from esep_site.delivery.actions import change_record, enter_record
from esep_site.delivery.bulk import read_entries, write_entries
from esep_site.delivery.entries import Entry, JobsLine, MilestoneLine, MoneyLine, RiskLine
from esep_site.delivery.models import Change, Jobs, JobSum, Money, Record
from esep_site.editing import Conflict
from esep_site.people.roles import Role
from esep_site.people.scope import enforced, scope_of

from ..conftest import DISTRICT, OTHER_DISTRICT, MakeAccount
from .conftest import ROAD, D, programme, road

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recording")]
JOBS = [
    JobsLine(D(2026, 5, 1), "planned", "temporary", 20, youth=5),
    JobsLine(
        D(2026, 6, 1), "created", "permanent", 1, women=1, employer="zauyt", person="p1", starts=D(2026, 6, 1)
    ),
]


def whole() -> Entry:
    return road(
        jobs=JOBS, risks=[RiskLine("Битум жетпейді", 2, 3, "Екінші жеткізуші")], programme="nurly-zhol"
    )


def test_what_is_written_is_read_and_writing_it_again_changes_nothing(bodies: dict[str, Body]) -> None:
    first = write_entries(by=None, entries=[whole(), programme()])
    assert (first.faults, sorted(first.entered)) == ([], ["nurly-zhol", "road-1"])
    read = {entry.code: entry for entry in read_entries(Record.objects.order_by("pk"))}
    expected = replace(whole(), version=1)
    for name in (each.name for each in dataclass_fields(Entry)):
        assert getattr(read["road-1"], name) == getattr(expected, name), name
    again = write_entries(by=None, entries=read.values())
    assert sorted(again.unchanged) == ["nurly-zhol", "road-1"]
    assert (again.entered, again.changed, again.faults, again.conflicts) == ([], [], [], [])
    assert set(Record.objects.values_list("version", flat=True)) == {1}
    assert Change.objects.filter(field="entered").count() == Change.objects.count() == 2


def test_sums_beside_the_record_are_those_of_its_rows(ledger: dict[str, Record]) -> None:
    write_entries(by=None, entries=[whole()])
    row = Record.objects.get(code="road-1")
    assert (row.money_planned, row.money_contracted, row.money_paid) == (1000, 800, 300)
    assert (row.jobs_planned, row.jobs_created, row.permanent_planned, row.permanent_created) == (20, 1, 0, 1)
    assert (row.next_due, row.last_forecast, row.risk_level, row.faults_open) == (None, D(2026, 5, 3), 6, 0)
    write_entries(by=None, entries=[replace(whole(), money=[], jobs=JOBS[:1], risks=[], milestones=[])])
    row.refresh_from_db()
    assert (row.money_planned, row.money_paid, row.jobs_planned, row.jobs_created) == (0, 0, 20, 0)
    assert (row.last_forecast, row.risk_level) == (None, 0)


def test_jobs_whose_term_is_not_told_are_jobs_and_neither_permanent_nor_temporary(
    ledger: dict[str, Record],
) -> None:
    lines = [
        JobsLine(D(2026, 5, 1), aspect, term, number)
        for aspect, numbers in (("planned", (3, 20, 100)), ("created", (7, 40, 500)))
        for term, number in zip(("permanent", "temporary", "not_told"), numbers, strict=True)
    ]
    told = ("jobs_planned", "jobs_created", "permanent_planned", "permanent_created",
            "not_told_planned", "not_told_created")  # fmt: skip
    for given, expected in ((lines, (123, 547, 3, 7, 100, 500)), (lines[:3], (123, 0, 3, 0, 100, 0))):
        assert not write_entries(by=None, entries=[road("road-1", jobs=given)]).faults
        assert Record.objects.values_list(*told).get(code="road-1") == expected
    assert {row.term: row.counted for row in JobSum.objects.filter(aspect="planned")} == {
        "permanent": 3, "temporary": 20, "not_told": 100,
    }  # fmt: skip
    (fault,) = write_entries(
        by=None, entries=[road("road-1", jobs=[JobsLine(D(2026, 5, 1), "planned", "", 1)])]
    ).faults
    assert (fault.part, fault.field) == ("jobs", "term")


def test_a_dry_run_tells_all_faults_and_writes_nothing(bodies: dict[str, Body]) -> None:
    tomorrow = site_clock.today() + datetime.timedelta(days=1)
    wrong = [
        road("a", fields={**ROAD, "length": "x"}, place="319999999"),
        road("b", fields={**ROAD, "length": "x", "length_done": "1"}, stage="flying"),
        road(
            "c", money=[MoneyLine(2026, "moon", 1), MoneyLine(2026, "moon", 2), MoneyLine(1, "regional", -1)]
        ),
        road("d", jobs=[JobsLine(D(2026, 5, 2), "created", "permanent", 1, youth=2, employer="nobody")]),
        road("e", programme="nothing"),
        road("f", fields={**ROAD, "length_done": "13"}),
        road("f"),
        replace(road("g"), kind="walrus"),
        road(
            "h",
            milestones=[
                MilestoneLine("Бүгін", "Сегодня", D(2026, 5, 1), fact=site_clock.today()),
                MilestoneLine("Ертең", "Завтра", D(2026, 5, 1), forecast=tomorrow, fact=tomorrow),
            ],
            risks=[RiskLine("Битум жетпейді", 2, 3, closed_on=tomorrow)],
        ),
    ]
    outcome = write_entries(by=None, entries=wrong, dry_run=True)
    told = {(fault.at, fault.part, fault.line, fault.field) for fault in outcome.faults}
    assert told == {
        (0, "", None, "place"),
        (1, "", None, "stage"),
        (2, "money", 0, "source"), (2, "money", 1, "source"), (2, "money", 1, ""),
        (2, "money", 2, "year"), (2, "money", 2, "planned"),
        (3, "jobs", 0, "month"), (3, "jobs", 0, "youth"), (3, "jobs", 0, "employer"),
        (4, "", None, "programme"),
        (5, "", None, "code"), (6, "", None, "code"),
        (7, "", None, "kind"),
        (8, "milestones", 1, "fact"), (8, "risks", 0, "closed_on"),
    }  # fmt: skip
    assert not Record.objects.exists()
    one = write_entries(by=None, entries=[road("f", fields={**ROAD, "length_done": "13"}), road("good")])
    assert [(fault.at, fault.field) for fault in one.faults] == [(0, "done_within_length")]
    assert not Record.objects.exists(), "one fault keeps all out"


def test_history_tells_each_field_from_what_to_what(
    ledger: dict[str, Record], make_account: MakeAccount
) -> None:
    officer, row = make_account(Role.OFFICER, DISTRICT), ledger["road-1"]
    change_record(
        by=officer, record=row, version=1, name_ru="Дорога", fields={"length_done": "4"},
        money=[MoneyLine(2026, "regional", 900, 800, 500), MoneyLine(2027, "loan", 5)], reason="есеп",
    )  # fmt: skip
    told = {
        (each.part, each.field): (each.before, each.after)
        for each in Change.objects.filter(record=row).exclude(field="entered")
    }
    line = {"year": 2027, "source": "republican", "planned": 100, "contracted": 0, "paid": 0}
    assert told == {
        ("", "name_ru"): ("Дорога road-1", "Дорога"),
        ("", "fields.length_done"): (None, "4"),
        ("money 2026 regional", "paid"): (300, 500),
        ("money 2027 republican", "line"): (line, None),
        ("money 2027 loan", "line"): (None, {**line, "source": "loan", "planned": 5}),
    }
    assert row.version == 2
    assert {each.by for each in Change.objects.filter(reason="есеп")} == {officer}


def test_the_second_of_two_editors_is_told_and_nothing_of_the_first_is_lost(
    ledger: dict[str, Record],
) -> None:
    row = ledger["road-1"]
    change_record(by=None, record=row, version=1, name_ru="первое")
    with pytest.raises(Conflict) as conflict:
        change_record(by=None, record=row, version=1, name_ru="второе")
    assert conflict.value.now.name_ru == "первое"  # type: ignore[attr-defined]
    outcome = write_entries(
        by=None, entries=[replace(road("road-1", name_ru="третье"), version=1), road("new")]
    )
    assert [(given.name_ru, now.name_ru) for given, now in outcome.conflicts] == [("третье", "первое")]
    assert Record.objects.get(code="road-1").name_ru == "первое"
    assert outcome.entered == ["new"]


def test_place_and_role_decide_who_writes(ledger: dict[str, Record], make_account: MakeAccount) -> None:
    officer, analyst = make_account(Role.OFFICER, DISTRICT), make_account(Role.ANALYST)
    with enforced(scope_of(officer)):
        change_record(by=officer, record=ledger["road-1"], version=1, name_ru="своя")
        with pytest.raises(PermissionDenied):
            enter_record(by=officer, entry=road("x", OTHER_DISTRICT))
        with pytest.raises(PermissionDenied):
            change_record(
                by=officer, record=Record.objects.get(code="road-1"), version=2, place=OTHER_DISTRICT
            )
        with pytest.raises(ValidationError) as taken:
            enter_record(by=officer, entry=road("road-2"))
    assert "code" in taken.value.message_dict, "a code that another district uses is told, its record is not"
    with enforced(scope_of(analyst)), pytest.raises(PermissionDenied):
        change_record(by=analyst, record=ledger["road-1"], version=2, name_ru="чужая")


def test_a_record_that_moves_takes_its_rows_along(ledger: dict[str, Record]) -> None:
    row = ledger["road-1"]
    change_record(by=None, record=row, version=1, jobs=JOBS)
    change_record(by=None, record=row, version=2, place=OTHER_DISTRICT, programme="")
    assert set(Money.objects.filter(record=row).values_list("place", flat=True)) == {OTHER_DISTRICT}
    assert set(Jobs.objects.values_list("district", "programme")) == {(OTHER_DISTRICT, None)}
    sums = JobSum.objects.exclude(claimed=0).values_list("place", "programme", "claimed")
    assert set(sums) == {(OTHER_DISTRICT, 0, 20), (OTHER_DISTRICT, 0, 1)}


def test_stages_are_left_only_by_their_moves(ledger: dict[str, Record]) -> None:
    done = {
        **ROAD,
        "contract_number": "1",
        "warranty_years": 3,
        "accepted_on": D(2026, 9, 1),
        "conclusion": "fit",
    }
    assert not write_entries(by=None, entries=[road(stage="accepted", fields=done)]).faults
    back = write_entries(by=None, entries=[road(stage="planned")])
    assert [fault.field for fault in back.faults] == ["stage"]


def test_many_records_take_few_queries(bodies: dict[str, Body]) -> None:
    def entries(number: int, name: str) -> list[Entry]:
        return [road(f"{name}-{at}", programme="nurly-zhol", jobs=JOBS) for at in range(number)]

    write_entries(by=None, entries=[programme()])
    counts = []
    for number in (3, 60):
        with CaptureQueriesContext(connection) as asked:
            write_entries(by=None, entries=entries(number, f"n{number}"))
        with CaptureQueriesContext(connection) as read:
            assert len(list(read_entries(Record.objects.filter(code__startswith=f"n{number}-")))) == number
        counts.append((len(asked), len(read)))
    assert counts[1][0] <= counts[0][0], "independent of the number of records"
    assert counts[0][1] == counts[1][1] <= 10
    assert counts[1][0] <= 45
