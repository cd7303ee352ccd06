"""A statement that somebody slipped into a page widens no scope."""

from __future__ import annotations

from contextlib import suppress

import pytest
from django.db import DatabaseError, connection, transaction

from esep_site.people.roles import Role
from esep_site.people.scope import enforced, scope_of, unrestricted
from esep_site.people.seal import sealed

from ..conftest import DISTRICT, REGION, MakeAccount
from ..families.test_row_policy import PLACES, put_rows

pytestmark = pytest.mark.django_db
OWN = {place for place in PLACES if place.startswith(DISTRICT[:4])}
STEPS = (
    "SELECT set_config('esep.families', '31', true)",
    "SELECT set_config('esep.families', '31', false)",
    "SET esep.families = '31'",
    "SELECT set_config('esep.families', left(current_setting('esep.families'), 64) || '31', true)",
    "SELECT set_config('esep.families', current_setting('esep.families') || ',31', true)",
    "SELECT set_config('esep.families', current_setting('esep.instructions'), true)",
    "SELECT set_config('esep.families', encode(sha256('31'), 'hex') || '31', true)",
    "INSERT INTO people_seal (inner_key, outer_key) VALUES ('', '')",
    "UPDATE people_seal SET inner_key = '', outer_key = ''",
    "DELETE FROM people_seal",
    "TRUNCATE people_seal",
    "ALTER TABLE people_seal DISABLE ROW LEVEL SECURITY",
    "CREATE POLICY mine ON people_seal USING (true)",
    "CREATE OR REPLACE FUNCTION people_sealed(setting text) RETURNS text LANGUAGE sql AS $$ SELECT '31' $$",
    "CREATE FUNCTION pg_temp.people_sealed(setting text) RETURNS text LANGUAGE sql AS $$ SELECT '31' $$",
    "CREATE TEMP TABLE people_seal AS SELECT true AS one, ''::bytea AS inner_key, ''::bytea AS outer_key",
    "SET search_path = pg_temp, public",
)


@pytest.fixture
def officer(make_account: MakeAccount) -> object:
    """Sees the families of a district and, by another role, the instructions of the region."""
    from esep_site.people import actions, audit

    put_rows()
    account = make_account(Role.OFFICER, DISTRICT)
    with audit.recording():
        actions.give_role(by=None, to=account, role=Role.CONTROLLER, place=REGION, reason="test")
    return scope_of(account)


def seen() -> set[str]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT place FROM families_familyrow")
        found = {place for (place,) in cursor.fetchall()}
    return found


@pytest.mark.parametrize("step", STEPS)
def test_no_statement_shows_a_family_beyond_the_scope(officer: object, step: str) -> None:
    with enforced(officer):
        assert seen() == OWN
        with suppress(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(step)
        assert seen() <= OWN


def found_by(typed: str) -> set[str]:
    """What a careless page does: a statement made of what was typed."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT place FROM families_familyrow WHERE names LIKE '{typed}%'")
        return {place for (place,) in cursor.fetchall()}


def test_what_is_typed_into_a_careless_page_widens_no_scope(officer: object) -> None:
    typed = (
        "x' AND false UNION ALL SELECT places FROM (SELECT set_config('esep.families', '31', true) AS told) t"
        ", LATERAL (SELECT place AS places FROM families_familyrow WHERE told <> '') f WHERE places LIKE '"
    )
    two = "x'; SET esep.families = '31'; SELECT place FROM families_familyrow WHERE '' = '"
    with enforced(officer):
        assert found_by("ахм") == OWN
        assert found_by(typed) <= OWN
        with suppress(DatabaseError), transaction.atomic():
            assert found_by(two) <= OWN
        assert seen() <= OWN


def test_the_key_is_read_by_nobody_but_the_owner(officer: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_seal")
        assert cursor.fetchone() == (1,)
        with enforced(officer):
            cursor.execute("SELECT count(*) FROM people_seal")
            assert cursor.fetchone() == (0,)


def test_a_seal_of_another_connection_is_none_here(officer: object) -> None:
    here = connection.connection.info.backend_pid
    with enforced(officer), connection.cursor() as cursor:
        for process, expected in ((here, set(PLACES[:5])), (here + 1, set())):
            told = sealed("esep.families", "31", process)
            cursor.execute("SELECT set_config('esep.families', %s, true)", [told])
            assert seen() == expected


def test_what_somebody_told_in_between_gets_no_seal_afterwards(officer: object) -> None:
    """Blocks within a transaction put back what was there before them."""
    with enforced(officer):
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('esep.families', '31', true)")
        with unrestricted():
            assert seen() == set()
        with enforced(officer):
            assert seen() == OWN
        assert seen() == set()


def test_a_seal_that_holds_gives_what_is_below_it(officer: object) -> None:
    """PostgreSQL computes the seal by itself, from its own SHA-256."""
    with enforced(officer), connection.cursor() as cursor:
        cursor.execute("SELECT people_sealed('esep.families'), people_sealed('esep.nothing')")
        assert cursor.fetchone() == (DISTRICT[:4], None)
