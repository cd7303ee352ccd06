"""In service the owner of the database is no superuser: the site sets itself up and answers all the same."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

OWNER = "esep_owner_of_a_test"
ASK = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.db import connection
from django.test import Client
answer = Client(HTTP_HOST="localhost").get("/ready/")
print(answer.json()["status"])
with connection.cursor() as cursor:
    cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    print(cursor.fetchone()[0])
    cursor.execute("SET ROLE esep_site")
    cursor.execute("SELECT count(*) FROM people_account")
    print(cursor.fetchone()[0])
"""


@pytest.fixture
def database() -> Iterator[str]:
    """The address of an empty database, as its owner, who has been given the two roles of the site."""
    held = settings.DATABASES["default"]
    where = {"host": held["HOST"], "user": held["USER"], "dbname": "postgres"}
    with psycopg.connect(**where, autocommit=True) as server:
        for role in ("esep_site", "esep_search", OWNER):
            if not server.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
                server.execute(f"CREATE ROLE {role} NOLOGIN")
        server.execute(f"ALTER ROLE {OWNER} LOGIN PASSWORD 'x'")
        server.execute(f"GRANT esep_site, esep_search TO {OWNER}")
        server.execute(f"CREATE DATABASE {OWNER} OWNER {OWNER}")
        yield f"postgresql://{OWNER}:x@/{OWNER}?host={held['HOST']}"
        server.execute(f"DROP DATABASE {OWNER} WITH (FORCE)")
        server.execute(f"DROP ROLE {OWNER}")


@pytest.mark.django_db
def test_the_site_works_for_an_owner_without_rights_over_others(database: str, tmp_path: Path) -> None:
    environment = {**os.environ, "DATABASE_URL": database, "ESEP_SITE_FOLDER": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr[-2000:]
    assert run.stdout.split() == ["ready", "False", "0"]
