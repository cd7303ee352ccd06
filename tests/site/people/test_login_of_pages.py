"""The server comes to the database as a login that owns nothing and cannot step out of the role of pages."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from psycopg import Connection
from psycopg.errors import InsufficientPrivilege

from esep_site import logins
from esep_site.people.database_role import ROLE, grant
from esep_site.people.seal import sealed

from ..conftest import DISTRICT, OTHER_DISTRICT
from ..families.test_row_policy import put_rows

STEPS = (
    "RESET ROLE",
    "SET ROLE NONE",
    "SET LOCAL ROLE NONE",
    "SET ROLE {owner}",
    "SET ROLE esep_search",
    "SET SESSION AUTHORIZATION {owner}",
    "RESET SESSION AUTHORIZATION",
    "ALTER ROLE {login} BYPASSRLS",
    "GRANT {owner} TO {login}",
    "SET row_security = off",
    "ALTER TABLE families_familyrow DISABLE ROW LEVEL SECURITY",
    "DISCARD ALL",
)
"""What somebody tries who can have the database do what was typed."""


@pytest.fixture
def families(transactional_db: None) -> Iterator[int]:
    """A snapshot with families in two districts, told to every connection."""
    row = put_rows()
    yield row.pk
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE families_familyrow_{row.pk}")
    row.delete()


@pytest.fixture
def pages(transactional_db: None) -> Iterator[Connection]:
    """A connection like those of the server, to the database of the tests."""
    grant()
    asked = logins.as_pages(connection.settings_dict)
    known = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST"}
    with psycopg.connect(**{name: asked[key] for name, key in known.items()}, autocommit=True) as opened:
        opened.execute(f"SET ROLE {ROLE}")
        yield opened


def districts(opened: Connection) -> set[str]:
    """The districts of whose families something is seen; none where the question is refused."""
    try:
        with opened.transaction():
            rows = opened.execute("SELECT DISTINCT left(place, 4) FROM families_familyrow").fetchall()
    except InsufficientPrivilege:
        return set()
    return {row[0] for row in rows}


def test_the_login_has_no_rights_of_its_own(pages: Connection) -> None:
    attributes = pages.execute(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolinherit FROM pg_roles "
        "WHERE rolname = session_user"
    ).fetchone()
    assert attributes == (False,) * 5
    owned = pages.execute(
        "SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) IN (session_user, %s)", [ROLE]
    ).fetchone()
    assert owned == (0,)
    roles = pages.execute(
        "SELECT roleid::regrole::text FROM pg_auth_members WHERE member = session_user::regrole"
    ).fetchall()
    assert roles == [(ROLE,)]
    pages.execute("RESET ROLE")
    tables = pages.execute(
        "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relname !~ '^pg_|^sql_'"
    )
    names = [name for (name,) in tables.fetchall()]
    assert len(names) > 20
    for name in names:
        with pytest.raises(InsufficientPrivilege):
            pages.execute(f'SELECT 1 FROM "{name}"')


def test_no_step_out_of_the_role_shows_another_district(families: int, pages: Connection) -> None:
    """Within the transaction of a request, whatever becomes of the step; and after it."""
    own, other = DISTRICT[:4], OTHER_DISTRICT[:4]
    owner = str(connection.settings_dict["USER"] or "postgres")
    login = logins.login_of(str(connection.settings_dict["NAME"]))
    for step in STEPS:
        asked = step.format(owner=owner, login=login)
        with pages.transaction(force_rollback=True):
            pages.execute(
                "SELECT set_config('role', %s, true), set_config('esep.families', %s, true)",
                [ROLE, sealed("esep.families", own, pages.info.backend_pid)],
            )
            assert districts(pages) == {own}
            with suppress(psycopg.Error), pages.transaction():
                pages.execute(asked)
            assert other not in districts(pages), step
        with suppress(psycopg.Error):
            pages.execute(asked)
        assert districts(pages) == set(), step
        pages.execute("RESET row_security")


def test_the_server_comes_as_this_login_and_commands_as_the_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    owner = logins.of_owner()
    assert logins.of_this_process() == owner
    monkeypatch.setenv(logins.AS, logins.PAGES)
    found = logins.of_this_process()
    assert found["USER"] == f"{owner['NAME']}_pages" != owner["USER"]
    assert found["OPTIONS"]["assume_role"] == ROLE
    monkeypatch.setenv("DATABASE_URL", "postgresql://esep:x@db.example.kz/esep?sslmode=require")
    found = logins.of_this_process()
    assert (found["USER"], found["HOST"]) == ("esep_pages", "db.example.kz")
    assert found["PASSWORD"] == logins.password() != "x"
    monkeypatch.setenv(
        "ESEP_PAGES_DATABASE_URL", "postgresql://made_by_hand:y@db.example.kz/esep?sslmode=require"
    )
    found = logins.of_this_process()
    assert (found["USER"], found["PASSWORD"]) == ("made_by_hand", "y")
    assert found["OPTIONS"] == {"sslmode": "require", "assume_role": ROLE}


ASK = """
from esep_site import serving
from django.db import connection
from django.test import Client
with connection.cursor() as cursor:
    cursor.execute("SELECT rolname, current_user, rolsuper FROM pg_roles WHERE rolname = session_user")
    print(*cursor.fetchone())
print(Client(HTTP_HOST="localhost").get("/ready/").json()["status"])
"""


@pytest.mark.django_db
def test_a_server_process_comes_as_the_login(tmp_path: Path, transactional_db: None) -> None:
    grant()
    asked = logins.as_pages(connection.settings_dict)
    url = f"postgresql://{asked['USER']}:{asked['PASSWORD']}@/{asked['NAME']}?host={asked['HOST']}"
    environment = {**os.environ, "ESEP_PAGES_DATABASE_URL": url}
    run = subprocess.run(
        [sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr[-2000:]
    assert run.stdout.splitlines()[-2:] == [f"{asked['USER']} {ROLE} False", "ready"]
