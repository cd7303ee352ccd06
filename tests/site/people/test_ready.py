"""What a watcher is told."""

import pytest
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from esep_site import health

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _not_settled() -> None:
    health._settled.cache_clear()


def asked(client: Client) -> tuple[int, str]:
    answer = client.get("/ready/")
    return answer.status_code, answer.json()["status"]


def test_the_site_is_ready(client: Client) -> None:
    assert asked(client) == (200, "ready")
    assert client.get("/health/").json() == {"status": "alive"}


def test_a_worker_is_heard_of_for_a_minute(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now()), (now() - interval '1 hour')"
        )
    assert client.get("/ready/").json()["workers"] == 1


def test_a_database_of_an_older_version_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_: ["one"])
    assert asked(client) == (503, "migrations not applied")
    monkeypatch.undo()
    assert asked(client) == (200, "ready")


def test_without_a_queue_the_site_is_not_ready(client: Client) -> None:
    assert asked(client) == (200, "ready")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE procrastinate_jobs RENAME TO elsewhere")
    assert asked(client) == (503, "no queue")


def test_without_a_database_the_site_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> bool:
        raise OperationalError

    monkeypatch.setattr(health, "fits", gone)
    assert asked(client) == (503, "no database")
    assert client.get("/health/").status_code == 200
