"""An installation whose database role is no superuser: it migrates, loads, and sees no family by itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from esep_site.embedded import database_url
from esep_site.folder import folder

NAME = "esep_owner"


@pytest.fixture
def owned(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of such an installation: a role that may make roles, and a database of its own."""
    server = database_url(folder().database)
    with psycopg.connect(server, autocommit=True) as superuser:
        superuser.execute(f"CREATE ROLE {NAME} LOGIN CREATEROLE")
        superuser.execute(f"CREATE DATABASE {NAME} OWNER {NAME}")
        for role in ("esep_site", "esep_search"):  # here other databases of the server have made them already
            superuser.execute(
                f"DO $$ BEGIN CREATE ROLE {role} NOLOGIN; EXCEPTION WHEN duplicate_object THEN END $$"
            )
            superuser.execute(f"GRANT {role} TO {NAME} WITH ADMIN TRUE, INHERIT FALSE, SET TRUE")
        host = superuser.info.host
        try:
            yield {
                **os.environ,
                "DATABASE_URL": f"postgresql://{NAME}@/{NAME}?host={host}",
                "ESEP_SITE_FOLDER": str(tmp_path / "site"),
            }
        finally:
            superuser.execute(f"DROP DATABASE {NAME} WITH (FORCE)")
            superuser.execute(f"DROP OWNED BY {NAME}")
            superuser.execute(f"DROP ROLE {NAME}")


def test_an_owner_who_is_no_superuser_loads_and_sees_no_family(owned: dict[str, str], extracts: Path) -> None:
    script = Path(__file__).with_name("as_owner.py")
    answer = subprocess.run(
        [sys.executable, script, extracts], env=owned, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr[-3000:]
    seen = json.loads(answer.stdout.splitlines()[-1])
    assert (seen["state"], seen["superuser"]) == ("ready", False)
    assert seen["families"] > 400
    assert seen["owner"] == 0
    assert seen["districts"] == ["311000000"]
    assert seen["found"] >= 1
    assert (seen["moved"], seen["case"]) == (1, True)
    assert (seen["refused"], seen["faults of the owner"]) == ("refused", 0)
    assert seen["faults"] >= 1
