"""What a watcher is told."""

from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from esep_site import health
from esep_site.people import seal
from esep_site.postgresql.base import DatabaseWrapper

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


def test_a_database_prepared_with_another_key_is_not_ready(client: Client, settings: Any) -> None:
    settings.SECRET_KEY = "another " * 8
    assert asked(client) == (503, "another secret key")
    with connection.cursor() as cursor:
        seal.keep_key(cursor)
    assert asked(client) == (200, "ready")


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


def test_a_connection_whose_server_ended_is_found_out_without_a_question() -> None:
    held = connection.settings_dict
    opened = DatabaseWrapper({**held, "CONN_HEALTH_CHECKS": True}, "default")
    assert not opened.is_usable()
    opened.connect()
    try:
        process = opened.connection.info.backend_pid
        with psycopg.connect(dbname=held["NAME"], user=held["USER"], host=held["HOST"]) as other:
            counted = "SELECT query_start FROM pg_stat_activity WHERE pid = %s"
            before = other.execute(counted, [process]).fetchone()
            assert opened.is_usable()
            assert other.execute(counted, [process]).fetchone() == before
            assert other.execute("SELECT pg_terminate_backend(%s, 5000)", [process]).fetchone() == (True,)
        assert not opened.is_usable()
    finally:
        opened.close()
