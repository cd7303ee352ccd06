"""The log tells what was asked of which page, and nothing of persons."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from django.test import Client

from esep_site.logs import configure
from esep_site.people.roles import Role

from ..conftest import DISTRICT, PASSWORD, MakeAccount

NAME = "Бегайым"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that the site writes to its log, as in service."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    configure({"level": "DEBUG"})
    written = io.StringIO()
    root.handlers[0].setStream(written)  # type: ignore[attr-defined]
    yield written
    root.handlers[:], root.level = before[0], before[1]
    structlog.contextvars.clear_contextvars()


def lines(log: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def requests(log: io.StringIO) -> list[dict[str, object]]:
    return [line for line in lines(log) if line["event"] == "request"]


@pytest.mark.django_db
def test_a_request_leaves_one_line(client: Client, make_account: MakeAccount, log: io.StringIO) -> None:
    account = make_account(Role.ADMINISTRATOR, DISTRICT)
    client.force_login(account)
    answer = client.get("/kk/people/accounts/")
    (line,) = requests(log)
    assert line["method"] == "GET"
    assert line["route"] == "people:accounts"
    assert line["status"] == 200
    assert line["account"] == account.pk
    assert isinstance(line["ms"], float)
    assert line["request"] == answer["X-Request-Id"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["accounts/", "audit/", "nowhere/", "accounts/0/"])
def test_a_search_for_a_name_never_reaches_the_log(
    client: Client, make_account: MakeAccount, log: io.StringIO, path: str
) -> None:
    client.force_login(make_account(Role.ADMINISTRATOR, DISTRICT))
    client.get(f"/kk/people/{path}", {"q": NAME, "person": NAME})
    client.get(f"/kk/people/{path}{NAME}/")
    assert len(requests(log)) == 2
    written = log.getvalue()
    assert NAME not in written
    assert NAME.encode().hex() not in written
    assert "%D0" not in written
    assert "/kk/" not in written


@pytest.mark.django_db
def test_what_is_typed_at_the_door_never_reaches_the_log(
    client: Client, make_account: MakeAccount, log: io.StringIO
) -> None:
    account = make_account(Role.ANALYST)
    for login in (account.login, "begaiym.secret"):
        for _ in range(6):
            client.post("/kk/people/sign-in/", {"username": login, "password": "wrong-word"})
    client.post("/kk/people/sign-in/", {"username": account.login, "password": PASSWORD})
    written = log.getvalue()
    assert account.login not in written
    assert "begaiym" not in written
    assert "wrong-word" not in written
    assert PASSWORD not in written
    assert "127.0.0.1" not in written


@pytest.mark.django_db
def test_a_fault_is_told_without_the_values_that_caused_it(
    client: Client, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_arguments: object) -> None:
        someone = NAME
        raise ValueError(f"{someone} is no family")

    monkeypatch.setattr("esep_site.people.pages.signing_in.SignInForm", fails)
    client.raise_request_exception = False
    answer = client.get("/kk/people/sign-in/", {"next": f"/kk/families/?q={NAME}"})
    assert answer.status_code == 500
    (fault,) = [line for line in lines(log) if line["level"] == "error"]
    assert "ValueError" in str(fault["exception"])
    assert fault["route"] == "people:sign-in"
    assert NAME not in log.getvalue()
    assert "begaiym" not in json.dumps(fault)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/kk/", "/kk/people/sign-in/", "/health/"])
def test_an_answer_carries_the_headers_of_a_careful_site(client: Client, path: str) -> None:
    answer = client.get(path)
    assert "camera=()" in answer["Permissions-Policy"]
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert "unsafe" not in answer["Content-Security-Policy"]


@pytest.mark.django_db
def test_what_somebody_saw_does_not_stay_in_the_browser(client: Client, make_account: MakeAccount) -> None:
    client.force_login(make_account(Role.ADMINISTRATOR))
    assert client.get("/kk/people/own/")["Cache-Control"] == "no-store"
