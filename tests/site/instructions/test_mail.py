"""The morning's messages when the mail server fails: tried again, and nobody gets one twice."""

from __future__ import annotations

import datetime
import smtplib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from esep_site.instructions import sending
from esep_site.instructions.models import Agenda
from esep_site.people.models import Account

from .conftest import Region

DAY = datetime.date(2026, 11, 20)
BUSY = smtplib.SMTPDataError(451, b"try again later")
UNKNOWN = smtplib.SMTPRecipientsRefused({"officer@example.kz": (550, b"no such user")})
SOME_BUSY = smtplib.SMTPRecipientsRefused({"officer@example.kz": (450, b"mailbox busy")})
LOST = smtplib.SMTPServerDisconnected("connection lost")

Fails = Callable[[str], Exception | None]


class Server:
    """A mail server: whom it sends what, and how it fails."""

    def __init__(self) -> None:
        self.arrived: list[str] = []
        self.is_down = False
        self.answer: Fails = lambda _to: None
        self.keeps_what_it_loses = False


SERVER = Server()


class Backend(BaseEmailBackend):
    """Hands messages to the server of the test."""

    def open(self) -> bool:
        if SERVER.is_down:
            raise ConnectionRefusedError
        return True

    def send_messages(self, email_messages: list[EmailMessage]) -> int:
        for message in email_messages:
            (to,) = message.to
            failure = SERVER.answer(to)
            if failure is None or (failure is LOST and SERVER.keeps_what_it_loses):
                SERVER.arrived.append(to)
            if failure:
                raise failure
        return len(email_messages)


@pytest.fixture
def server(
    region: Region, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Server, list[datetime.datetime]]]:
    """Two people have something on their day; the moment of the clock can be moved."""
    clock = [datetime.datetime(2026, 11, 20, 3, 30, tzinfo=datetime.UTC)]
    monkeypatch.setattr(sending, "now", lambda: clock[0])
    settings.SENDS_MAIL, settings.EMAIL_BACKEND = True, f"{__name__}.Backend"
    for name in ("officer", "other"):
        Account.objects.filter(login=name).update(email=f"{name}@example.kz")
    region.issue()
    region.issue(responsible=region["other-district"], place="316200000")
    SERVER.__init__()  # type: ignore[misc]
    yield SERVER, clock
    SERVER.__init__()  # type: ignore[misc]


def states() -> dict[str, str]:
    return dict(Agenda.objects.values_list("account__login", "state"))


def later(clock: list[datetime.datetime], minutes: int) -> None:
    clock[0] += datetime.timedelta(minutes=minutes)


@pytest.mark.django_db
def test_what_a_server_that_is_down_did_not_take_leaves_when_it_is_up(server: Any) -> None:
    mail, clock = server
    mail.is_down = True
    for _each in range(3):
        assert sending.send(DAY) == 0
        later(clock, 15)
    assert (mail.arrived, states()) == ([], {"officer": "waiting", "other": "waiting"})
    mail.is_down = False
    assert sending.send(DAY) == 2
    assert sending.send(DAY) == 0
    assert sorted(mail.arrived) == ["officer@example.kz", "other@example.kz"]
    assert states() == {"officer": "sent", "other": "sent"}


@pytest.mark.django_db
@pytest.mark.parametrize("failure", [BUSY, SOME_BUSY])
def test_a_busy_server_is_asked_again_later_for_that_person_only(server: Any, failure: Exception) -> None:
    mail, clock = server
    mail.answer = lambda to: failure if to.startswith("officer") else None
    assert sending.send(DAY) == 1
    assert states() == {"officer": "waiting", "other": "sent"}
    mail.answer = lambda _to: None
    assert sending.send(DAY) == 0, "not before a quarter of an hour has passed"
    later(clock, 16)
    assert sending.send(DAY) == 1
    assert mail.arrived == ["other@example.kz", "officer@example.kz"]


@pytest.mark.django_db
def test_a_refused_address_is_not_asked_again(server: Any) -> None:
    mail, clock = server
    mail.answer = lambda to: UNKNOWN if to.startswith("officer") else None
    assert sending.send(DAY) == 1
    mail.answer = lambda _to: None
    later(clock, 600)
    assert sending.send(DAY) == 0
    assert states() == {"officer": "refused", "other": "sent"}


@pytest.mark.django_db
@pytest.mark.parametrize("arrives", [True, False])
def test_what_may_have_arrived_is_never_sent_again(server: Any, arrives: bool) -> None:
    mail, clock = server
    mail.answer, mail.keeps_what_it_loses = lambda to: LOST if to.startswith("officer") else None, arrives
    assert sending.send(DAY) == 1
    mail.answer = lambda _to: None
    later(clock, 600)
    assert sending.send(DAY) == 0
    assert mail.arrived.count("officer@example.kz") == int(arrives)
    assert states() == {"officer": "leaving", "other": "sent"}


@pytest.mark.django_db
def test_two_workers_at_once_send_one_message(server: Any) -> None:
    """While the first hands a message over, a second run begins and ends."""
    mail, _clock = server

    def meanwhile(_to: str) -> None:
        mail.answer = lambda _to: None
        sending.send(DAY)

    mail.answer = meanwhile
    sending.send(DAY)
    assert sorted(mail.arrived) == ["officer@example.kz", "other@example.kz"]


@pytest.mark.django_db
def test_who_has_nothing_in_the_morning_gets_nothing_at_noon(server: Any, region: Region) -> None:
    _mail, clock = server
    Account.objects.filter(login="roads-officer").update(email="roads@example.kz")
    assert sending.send(DAY) == 2
    region.issue(responsible=region["roads"], place="310000000")
    later(clock, 240)
    assert sending.send(DAY) == 0
    assert sending.send(datetime.date(2026, 11, 23)) == 3


@pytest.mark.django_db
def test_what_is_settled_before_the_server_is_up_is_not_sent(server: Any, region: Region) -> None:
    """The message is written when it leaves: it tells how things stand then, and is never empty."""
    mail, clock = server
    mail.is_down = True
    sending.send(DAY)
    mail.is_down = False
    Account.objects.filter(login="officer").update(is_active=False)
    later(clock, 15)
    assert sending.send(DAY) == 1
    assert mail.arrived == ["other@example.kz"]
