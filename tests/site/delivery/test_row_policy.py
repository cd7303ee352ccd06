"""No query by anybody shows or takes a record outside the places of the roles held; programmes are shared."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from esep_site.delivery.bulk import write_entries
from esep_site.delivery.entries import JobsLine
from esep_site.delivery.models import Jobs, JobSum, Money, Record
from esep_site.people.roles import Role
from esep_site.people.scope import enforced, scope_of, unrestricted

from ..conftest import DISTRICT, OTHER_DISTRICT, MakeAccount
from .conftest import D, road

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recording")]
TABLES = (
    *("record", "partner", "money", "milestone", "risk", "inspection", "fault", "attachment", "jobs"),
    *("change", "jobsum"),
)


def seen(table: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT place FROM delivery_{table}")
        return {place for (place,) in cursor.fetchall()}


@pytest.fixture
def with_rows(ledger: dict[str, Record]) -> dict[str, Record]:
    """Each district has a row in each table that imports fill."""
    jobs = [JobsLine(D(2026, 5, 1), "created", "permanent", 3, employer="zauyt", starts=D(2026, 5, 1))]
    write_entries(by=None, entries=[road("road-1", jobs=jobs), road("road-2", OTHER_DISTRICT, jobs=jobs)])
    return ledger


@pytest.mark.parametrize(
    ("role", "place", "expected"),
    [
        (Role.OFFICER, DISTRICT, {DISTRICT}),
        (Role.PROGRAMME_OFFICER, OTHER_DISTRICT, {OTHER_DISTRICT}),
        (Role.CONTROLLER, "310000000", {DISTRICT, OTHER_DISTRICT}),
        (Role.AUDITOR, "750000000", set()),
        (Role.SURVEYOR, DISTRICT, set()),
        (Role.ADMINISTRATOR, DISTRICT, set()),
    ],
)
def test_rows_of_the_own_place_are_seen_and_no_other(
    with_rows: dict[str, Record], make_account: MakeAccount, role: Role, place: str, expected: set[str]
) -> None:
    with enforced(scope_of(make_account(role, place))):
        for table in ("money", "milestone", "partner", "jobs", "jobsum"):
            assert seen(table) == expected, table
        assert seen("record") - {"310000000"} == expected
        knows = role not in (Role.SURVEYOR, Role.ADMINISTRATOR)
        assert ("nurly-zhol" in Record.objects.values_list("code", flat=True)) == knows


def test_every_table_has_its_policy_and_nobody_without_roles_sees_a_row(with_rows: dict[str, Record]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE esep_site")
        for table in TABLES:
            assert seen(table) == set(), table
        cursor.execute("RESET ROLE")
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'delivery_%' AND EXISTS ("
            "SELECT 1 FROM pg_attribute WHERE attrelid = pg_class.oid AND attname = 'place')"
        )
        with_place = {name for (name,) in cursor.fetchall()}
    assert with_place == {f"delivery_{table}" for table in TABLES} | {"delivery_target"}


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CONTROLLER, Role.AUDITOR])
def test_the_database_takes_no_row_of_another_place(
    with_rows: dict[str, Record], make_account: MakeAccount, role: Role
) -> None:
    other = with_rows["road-2"]
    with enforced(scope_of(make_account(role, DISTRICT))):
        assert Money.objects.filter(record=other).update(paid=0) == 0
        assert Record.objects.filter(pk=other.pk).delete()[0] == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            Money.objects.create(record_id=other.pk, place=OTHER_DISTRICT, year=2030, source="loan")
        if role != Role.OFFICER:
            assert Money.objects.update(paid=0) == 0
        assert JobSum.objects.update(counted=1_000_000) == 0
        made_up = {
            "place": DISTRICT,
            "region": "31",
            "month": D(2026, 1, 1),
            "aspect": "created",
            "term": "x",
        }
        with pytest.raises(DatabaseError), transaction.atomic():
            JobSum.objects.create(**made_up)


def test_jobs_are_counted_across_districts_though_the_writer_sees_one(
    with_rows: dict[str, Record], make_account: MakeAccount
) -> None:
    officer = make_account(Role.OFFICER, DISTRICT)
    person = {"employer": "kombinat", "person": "p", "starts": D(2026, 6, 1)}
    line = JobsLine(D(2026, 6, 1), "created", "permanent", **person)  # type: ignore[arg-type]
    write_entries(by=None, entries=[road("road-2", OTHER_DISTRICT, jobs=[line])])
    with enforced(scope_of(officer)):
        write_entries(by=officer, entries=[road("road-1", jobs=[line])])
        assert list(Jobs.objects.values_list("district", "counted")) == [(DISTRICT, 0)]
        with unrestricted():
            assert set(Jobs.objects.values_list("district", "counted")) == {
                (DISTRICT, 0),
                (OTHER_DISTRICT, 1),
            }
        assert seen("jobs") == {DISTRICT}, "what held before holds again"
