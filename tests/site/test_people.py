"""Accounts, roles, scope and the audit log."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from esep_site.people import audit
from esep_site.people.models import AuditEvent
from esep_site.people.roles import Permission, Role
from esep_site.people.scope import enforced, scope_of, stem

from .conftest import DISTRICT, OTHER_DISTRICT, PASSWORD, REGION, UNGUARDED, MakeAccount


@pytest.mark.parametrize(
    ("code", "expected"),
    [("310000000", "31"), ("314000000", "3140"), ("314030000", "314030"), ("314030100", "314030100")],
)
def test_the_stem_of_a_place_is_what_the_codes_within_it_begin_with(code: str, expected: str) -> None:
    assert stem(code) == expected


def test_a_role_holds_for_its_place_and_what_lies_in_it(make_account: MakeAccount) -> None:
    scope = scope_of(make_account(Role.OFFICER, DISTRICT))
    assert scope.may(Permission.SEE_FAMILIES, DISTRICT)
    assert scope.may(Permission.SEE_FAMILIES, "314030100")
    assert not scope.may(Permission.SEE_FAMILIES, OTHER_DISTRICT)
    assert not scope.may(Permission.SEE_FAMILIES, REGION)
    assert not scope.may(Permission.LOAD_SNAPSHOTS)


@pytest.mark.django_db
def test_who_signs_in_reaches_the_family_map(client: Client, make_account: MakeAccount) -> None:
    account = make_account(Role.ANALYST)
    answer = client.post(
        "/kk/people/sign-in/", {"username": account.login, "password": PASSWORD}, follow=True
    )
    assert answer.status_code == 200
    assert answer.request["PATH_INFO"].startswith("/kk/families/")


@pytest.mark.django_db
def test_the_audit_log_takes_no_change_from_the_pages_role(make_account: MakeAccount) -> None:
    account = make_account(Role.ANALYST)
    with enforced(scope_of(account)), audit.recording():
        audit.record("family opened", by=account, subject="family 1", reason="visit")
    assert audit.verify().broken is None
    for statement in (
        "TRUNCATE people_auditevent",
        "UPDATE people_auditevent SET reason = ''",
        "DELETE FROM people_auditevent",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), enforced(scope_of(account)):
            connection.cursor().execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET reason = ''", "DELETE FROM {}", "TRUNCATE {} CASCADE", "TRUNCATE {}"]
)
def test_the_audit_log_takes_no_change_from_the_owner_of_the_table(
    make_account: MakeAccount, statement: str
) -> None:
    make_account(Role.ANALYST)
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        connection.cursor().execute(statement.format("people_auditevent"))


@pytest.mark.django_db
def test_an_event_changed_behind_the_database_breaks_the_chain(make_account: MakeAccount) -> None:
    make_account(Role.ANALYST)
    second = AuditEvent.objects.order_by("id")[1]
    cursor = connection.cursor()
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute(UNGUARDED)
    cursor.execute("UPDATE people_auditevent SET reason = 'x' WHERE id = %s", [second.pk])
    assert audit.verify().broken == second.pk
    assert audit.verify(start=second.pk + 1).broken is None


@pytest.mark.django_db(transaction=True)
def test_a_test_with_a_live_server_leaves_the_audit_log_guarded() -> None:
    from django.core.management import call_command

    call_command("flush", interactive=False, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgenabled FROM pg_trigger WHERE tgname LIKE 'people_audit_stays%'")
        assert [row[0] for row in cursor.fetchall()] == ["A", "A"]
