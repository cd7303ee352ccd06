"""The agenda of a person, its message, the feed of terms, the bars of the plan."""

from __future__ import annotations

import datetime
import re

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from procrastinate.contrib.django import app

from esep_site.instructions import actions, clock, extension_actions, report_actions, sending
from esep_site.instructions.agenda import DaysAgenda, agenda_of
from esep_site.instructions.clock import turn
from esep_site.instructions.icalendar_feed import Event, calendar, escaped, folded
from esep_site.instructions.models import Change, Instruction, Reminder
from esep_site.instructions.plan import HEAD, LEFT, ROW, WIDTH, Task, gantt
from esep_site.instructions.report_actions import Said
from esep_site.instructions.rules import rules
from esep_site.instructions.terms import Every, Kind, Term
from esep_site.people import audit
from esep_site.people.models import Account, AuditEvent
from esep_site.people.scope import enforced, scope_of

from ..conftest import REGION
from .conftest import Region

HOME = "/en/instructions/"
LONG_AGO = datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)


def agenda(region: Region, who: str) -> DaysAgenda:
    scope = scope_of(region[who])
    with enforced(scope):
        return agenda_of(region[who], scope, region.clock[0])


def reasons(region: Region, who: str) -> dict[int, str]:
    return {line.row.pk: line.reason for line in agenda(region, who).lines}


@pytest.mark.django_db
def test_each_instruction_stands_once_under_its_most_urgent_reason(region: Region) -> None:
    fresh = region.issue()
    near = region.issue(term=Term.on(datetime.date(2026, 11, 24)))
    region.do(report_actions.accept, "officer", near)
    asked = region.issue()
    region.do(report_actions.accept, "officer", asked)
    region.do(extension_actions.ask, "officer", asked, wanted=datetime.date(2026, 12, 20), reason="x")
    waits = region.issue()
    region.do(report_actions.accept, "officer", waits)
    region.do(report_actions.submit_report, "officer", waits, said=Said("дайын"))
    others = region.issue(responsible=region["other-district"], place="316200000")
    assert reasons(region, "officer") == {
        fresh.pk: "new", near.pk: "due", asked.pk: "news", waits.pk: "news",
    }  # fmt: skip
    assert reasons(region, "control") == {asked.pk: "decide", waits.pk: "decide"}
    assert reasons(region, "other") == {others.pk: "new"}
    assert reasons(region, "seatless") == {}


@pytest.mark.django_db
def test_what_is_late_climbs_to_control_issuer_and_the_body_above(region: Region) -> None:
    """Due on Tuesday 24 November 2026; rungs on the 25th, 27th, 1 and 8 December."""
    whole = region.issue(responsible=region["roads"], place=REGION)
    with audit.recording():
        part = actions.break_down(
            by=region["roads-officer"],
            parent=whole,
            told=region.told(term=Term.on(datetime.date(2026, 11, 24))),
        )
    region.do(report_actions.accept, "officer", part)
    Change.objects.update(at=LONG_AGO)
    seen = {}
    for day in ("2026-11-25", "2026-11-27", "2026-12-01", "2026-12-08"):
        region.on(day)
        turn(region.clock[0])
        Change.objects.update(at=LONG_AGO)
        seen[day] = {
            name: reasons(region, name).get(part.pk) for name in ("officer", "control", "roads-officer")
        }
    assert seen == {
        "2026-11-25": {"officer": "late", "control": None, "roads-officer": None},
        "2026-11-27": {"officer": "late", "control": "escalated", "roads-officer": None},
        "2026-12-01": {"officer": "late", "control": None, "roads-officer": "escalated"},
        "2026-12-08": {"officer": "late", "control": "escalated", "roads-officer": None},
    }


@pytest.mark.django_db
def test_what_was_climbed_on_a_day_off_is_told_on_the_next_working_day(region: Region) -> None:
    """Due on Tuesday 24 November 2026; nothing turned before Saturday, three working days later."""
    row = region.issue(term=Term.on(datetime.date(2026, 11, 24)))
    region.do(report_actions.accept, "officer", row)
    turn(datetime.date(2026, 11, 28))
    Change.objects.update(at=LONG_AGO)
    seen = {}
    for day in ("2026-11-30", "2026-12-01"):
        region.on(day)
        seen[day] = reasons(region, "control").get(row.pk)
    assert seen == {"2026-11-30": "escalated", "2026-12-01": None}


@pytest.mark.django_db
def test_an_issuer_with_nobody_above_hears_the_last_rung_itself(region: Region) -> None:
    row = region.issue(term=Term.on(datetime.date(2026, 11, 24)))
    region.do(report_actions.accept, "officer", row)
    for day in ("2026-12-07", "2026-12-08"):
        region.on(day)
        turn(region.clock[0])
    Change.objects.update(at=LONG_AGO)
    assert Reminder.objects.filter(told="head", day="2026-12-08").exists()
    assert reasons(region, "control") == {row.pk: "escalated"}


@pytest.mark.django_db
def test_a_reminder_that_the_region_sets_earlier_is_on_the_agenda_of_its_day(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Due on Tuesday 15 December 2026: ten working days are left on the 1st."""
    early = rules().reminders.model_copy(update={"value": (10,)})
    monkeypatch.setattr(clock, "rules", lambda: rules().model_copy(update={"reminders": early}))
    row = region.issue()
    region.do(report_actions.accept, "officer", row)
    Change.objects.update(at=LONG_AGO)
    seen = {}
    for day in ("2026-11-30", "2026-12-01", "2026-12-02"):
        region.on(day)
        turn(region.clock[0])
        seen[day] = reasons(region, "officer").get(row.pk)
    assert seen == {"2026-11-30": None, "2026-12-01": "due", "2026-12-02": None}


@pytest.mark.django_db
def test_the_latest_stands_first_and_what_one_did_oneself_is_no_news(region: Region) -> None:
    row = region.issue()
    for name in ("officer", "second-officer"):
        assert reasons(region, name) == {row.pk: "new"}
    region.do(report_actions.accept, "officer", row)
    region.do(report_actions.submit_report, "officer", row, said=Said("дайын"))
    region.do(report_actions.return_report, "control", row, reason="аз")
    today = timezone.localdate()
    region.clock[0] = today
    Instruction.objects.update(near_from=None)
    (line,) = agenda(region, "officer").lines
    assert line.reason == "returned"
    assert [each.what for each in line.happened] == ["return_report", "submit_report", "accept", "issue"]


@pytest.mark.django_db
def test_messages_leave_once_in_the_language_of_the_person_and_never_empty(
    region: Region, settings: object
) -> None:
    settings.SENDS_MAIL = True  # type: ignore[attr-defined]
    settings.SITE_ADDRESS = "https://esep.example.kz"  # type: ignore[attr-defined]
    Account.objects.update(email="somebody@example.kz")
    Account.objects.filter(login="other").update(language="ru")
    row = region.issue()
    region.issue(responsible=region["other-district"], place="316200000")
    day = datetime.date(2026, 11, 20)
    assert sending.send(datetime.date(2026, 11, 21)) == 0, "a Saturday"
    assert sending.send(day) == 3
    assert sending.send(day) == 0
    subjects = sorted(message.subject for message in mail.outbox)
    assert subjects == [
        "Бүгінгі күніңіз: 1 тапсырма", "Бүгінгі күніңіз: 1 тапсырма", "Ваш день: поручений – 1",
    ]  # fmt: skip
    body = next(str(message.body) for message in mail.outbox if f"№ {row.pk} " in str(message.body))
    assert f"https://esep.example.kz/kk/instructions/{row.pk}/" in body
    assert "Мектепке баратын жолды" in body
    assert not re.search(r"[A-Za-z]{4,}", body.replace("https://esep.example.kz/kk/instructions", ""))
    assert AuditEvent.objects.filter(action="agendas sent").get().details == {"day": "2026-11-20", "sent": 3}
    settings.SENDS_MAIL = False  # type: ignore[attr-defined]
    assert sending.send(datetime.date(2026, 11, 23)) == 0


@pytest.mark.django_db
def test_a_feed_is_made_read_and_closed(region: Region) -> None:
    row = region.issue(text="Жолды; жөндеу, аяқтау\\ " + "ұзақ мәтін " * 30)
    region.issue(responsible=region["other-district"], place="316200000")
    weekly = Term(Kind.RECURRING, datetime.date(2026, 11, 27), None, Every.WEEKLY)
    region.issue(term=weekly)
    client = Client()
    client.force_login(region["officer"])
    address = client.post(HOME + "agenda/calendar/", follow=True).content.decode()
    (path,) = re.findall(r"http://testserver(/en/instructions/terms/[\w-]+\.ics)", address)
    anybody = Client()
    answer = anybody.get(path)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    days = re.findall(r"DTSTART;VALUE=DATE:(\d+)", answer.content.decode())
    assert sorted(days) == ["20261127", "20261215"]
    assert f"UID:instruction-{row.pk}@esep" in answer.content.decode()
    assert anybody.get(path.replace(".ics", "x.ics")).status_code == 404
    client.post(HOME + "agenda/calendar/", {"end": "1"})
    assert anybody.get(path).status_code == 404


@pytest.mark.django_db
def test_icalendar_reads_the_feed_that_the_site_serves(region: Region) -> None:
    text = "Жолды; жөндеу, аяқтау\\ " + "ұзақ мәтін " * 30
    changed = region.issue(text=text)
    region.do(report_actions.accept, "officer", changed)
    weekly = region.issue(term=Term(Kind.RECURRING, datetime.date(2026, 11, 27), None, Every.WEEKLY))
    withdrawn = region.issue(term=Term.on(datetime.date(2026, 12, 1)))
    region.do(report_actions.withdraw, "control", withdrawn, reason="қажет емес")
    region.issue(term=Term(Kind.UNTIL_DONE))
    region.issue(responsible=region["other-district"], place="316200000")
    path = f"/kk/instructions/terms/{_key_of(region, 'officer')}.ics"
    read = Calendar.from_ical(Client().get(path).content)
    events = {str(event["UID"]): event for event in read.walk("VEVENT")}
    told = {
        uid: (event.decoded("DTSTART"), str(event["STATUS"]), event.decoded("SEQUENCE"))
        for uid, event in events.items()
    }
    assert told == {
        f"instruction-{changed.pk}@esep": (datetime.date(2026, 12, 15), "CONFIRMED", changed.version - 1),
        f"instruction-{weekly.pk}@esep": (datetime.date(2026, 11, 27), "CONFIRMED", 0),
        f"instruction-{withdrawn.pk}@esep": (
            datetime.date(2026, 12, 1), "CANCELLED", withdrawn.version - 1,
        ),
    }  # fmt: skip
    first = events[f"instruction-{changed.pk}@esep"]
    assert first.decoded("DTEND") == datetime.date(2026, 12, 16)
    assert str(first["DESCRIPTION"]).startswith(text.strip())
    assert str(first["URL"]).endswith(f"/kk/instructions/{changed.pk}/")
    assert changed.version > 1
    assert withdrawn.version > 1


def _key_of(region: Region, who: str) -> str:
    """Of a feed that this person makes."""
    client = Client()
    client.force_login(region[who])
    page = client.post(HOME + "agenda/calendar/", follow=True).content.decode()
    (key,) = re.findall(r"/en/instructions/terms/([\w-]+)\.ics", page)
    return str(key)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


@given(TEXT)
def test_a_folded_line_is_the_line_and_no_piece_is_too_long(text: str) -> None:
    line = "SUMMARY:" + escaped(text)
    pieces = folded(line).split("\r\n")
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
    assert all(piece.startswith(" ") for piece in pieces[1:])


@given(TEXT, st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 1, 1)), st.integers(0, 99))
def test_icalendar_reads_the_feed_as_it_was_meant(text: str, day: datetime.date, sequence: int) -> None:
    moment = datetime.datetime(2026, 11, 19, 3, 4, 5, tzinfo=datetime.UTC)
    event = Event("instruction-1@esep", day, text, text, "https://esep.example.kz/kk/", moment, sequence)
    read = Calendar.from_ical(calendar("Мерзімдер", [event], "kk"))
    (found,) = read.walk("VEVENT")
    kept = "".join(each for each in text.replace("\r\n", "\n").replace("\r", "\n")
                   if each in "\n\t" or (ord(each) >= 32 and ord(each) != 127))  # fmt: skip
    assert str(found["SUMMARY"]) == kept
    assert found.decoded("DTSTART") == day
    assert found.decoded("DTEND") == day + datetime.timedelta(days=1)
    assert found.decoded("SEQUENCE") == sequence
    assert found.decoded("DTSTAMP") == moment
    assert read["X-WR-CALNAME"] == "Мерзімдер"


DATES = st.dates(datetime.date(2024, 1, 1), datetime.date(2028, 12, 31))


@given(
    st.lists(st.tuples(DATES, st.integers(0, 900) | st.none()), max_size=20), st.integers(2025, 2027), DATES
)
def test_bars_stay_inside_the_year_one_to_a_row(
    spans: list[tuple[datetime.date, int | None]], year: int, today: datetime.date
) -> None:
    tasks = [
        Task("x", first, None if days is None else first + datetime.timedelta(days=days), "grey", "/")
        for first, days in spans
    ]
    picture = gantt(tasks, year, today)
    inside = [t for t in tasks if t.first.year <= year and (t.last is None or t.last.year >= year)]
    assert [bar.task for bar in picture.bars] == inside
    assert [bar.y for bar in picture.bars] == [HEAD + ROW * number for number in range(len(inside))]
    for bar in picture.bars:
        assert bar.x >= LEFT
        assert bar.x + bar.width <= LEFT + WIDTH + 2.1
    assert (picture.today is not None) == (today.year == year)


def test_the_bar_of_a_whole_year_is_the_whole_width() -> None:
    task = Task("№ 1 " + "ұ" * 60, datetime.date(2026, 1, 1), datetime.date(2026, 12, 31), "green", "/")
    (bar,) = gantt([task], 2026, datetime.date(2026, 7, 2)).bars
    assert (bar.x, bar.width, bar.is_open) == (LEFT, WIDTH, False)
    assert len(bar.short_name) == 34


@pytest.mark.django_db(transaction=True)
def test_the_worker_knows_what_to_do_each_hour_and_each_morning(region: Region) -> None:
    row = region.issue(term=Term.on(datetime.date(2026, 11, 24)))
    region.on("2026-11-26")
    for name in ("instructions:turn", "instructions:agendas"):
        app.tasks[name](timestamp=0)
    row.refresh_from_db()
    assert row.state == "lapsed"
    tasks = app.periodic_registry.periodic_tasks.values()
    crons = sorted(each.cron for each in tasks if "instructions" in each.task.name)
    assert crons == ["*/15 4-12 * * *", "30,45 3 * * *", "5 * * * *"]
