"""The site under test: a folder and a PostgreSQL server of its own for each process of tests."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

FOLDER = Path(tempfile.mkdtemp(prefix="esep-site-"))
FOLDER.chmod(0o755)
(FOLDER / "static").mkdir()
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ["ESEP_SITE_FOLDER"] = str(FOLDER)
os.environ["DJANGO_SETTINGS_MODULE"] = "esep_site.settings"
os.environ["ESEP_LOG_LEVEL"] = "ERROR"
os.environ["ESEP_SECOND_FACTOR"] = "0"
os.environ.pop("DATABASE_URL", None)

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.db.backends.postgresql.operations import DatabaseOperations  # noqa: E402

settings.PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")  # quick
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"

UNGUARDED = "ALTER TABLE people_auditevent DISABLE TRIGGER USER;"
GUARDED = (
    "ALTER TABLE people_auditevent ENABLE ALWAYS TRIGGER people_audit_stays, "
    "ENABLE ALWAYS TRIGGER people_audit_stays_whole;"
)
_flush = DatabaseOperations.execute_sql_flush


def _flush_with_the_audit_log(operations: DatabaseOperations, statements: list[str]) -> None:
    """Empty the tables after a test with a live server; the audit log, too, which refuses it elsewhere."""
    _flush(operations, [UNGUARDED, *statements, GUARDED])


DatabaseOperations.execute_sql_flush = _flush_with_the_audit_log

from esep_site.people import actions, audit  # noqa: E402
from esep_site.people.models import Account  # noqa: E402
from esep_site.people.roles import Role  # noqa: E402

REGION, DISTRICT, OTHER_DISTRICT = "310000000", "314000000", "316200000"
PASSWORD = "ata-meken 2026 tau"

MakeAccount = Callable[..., Account]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Each process has a folder and a server of its own; it must not find settings made before them."""
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)


@pytest.fixture
def make_account(db: None) -> MakeAccount:
    """``make_account(Role.OFFICER, "314000000")``: an account with that role there, its password settled."""

    def make(role: Role | None = None, place: str = REGION, login: str = "", work: str = "") -> Account:
        with audit.recording():
            login = login or f"{(role or 'nobody')}-{place}-{Account.objects.count()}".replace("_", "-")
            account = actions.open_account(
                by=None, login=login, name=f"Somebody {login}", password=PASSWORD, place=work
            )
            if role:
                actions.give_role(by=None, to=account, role=role, place=place, reason="test")
            Account.objects.filter(pk=account.pk).update(must_change_password=False)
        account.refresh_from_db()
        return account

    return make
