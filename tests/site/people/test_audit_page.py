"""What an auditor reads, and how the chain is verified."""

import csv
import html
import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from esep_site.people import actions, audit
from esep_site.people.models import Account, AuditEvent
from esep_site.people.queries import Asked, events, page_of
from esep_site.people.roles import Role
from esep_site.people.scope import scope_of

from ..conftest import DISTRICT, GUARDED, OTHER_DISTRICT, REGION, UNGUARDED, MakeAccount

pytestmark = pytest.mark.django_db
AUDIT = "/kk/people/audit/"


def noted(*actions: str, by: Account | None = None, **more: str) -> None:
    with audit.recording():
        for action in actions:
            audit.record(action, by=by, **more)


def read_by(account: Account, **asked: object) -> list[str]:
    return [event.action for event in events(scope_of(account), Asked(**asked))]  # type: ignore[arg-type]


def test_an_auditor_reads_what_was_done_in_the_place(make_account: MakeAccount) -> None:
    auditor = make_account(Role.AUDITOR, DISTRICT, work=DISTRICT)
    near = make_account(Role.OFFICER, DISTRICT, work=DISTRICT)
    far = make_account(Role.OFFICER, OTHER_DISTRICT, work=OTHER_DISTRICT)
    noted("family opened near", by=near, place="314030100", subject="family 1")
    noted("family opened far", by=far, place=OTHER_DISTRICT, subject="family 2")
    noted("signed in near", by=near)
    noted("signed in far", by=far)
    noted("failed near", by=None, subject=f"account {near.pk}")
    noted("failed far", by=None, subject=f"account {far.pk}")
    noted("failed nobody", by=None)
    seen = set(read_by(auditor))
    assert {"family opened near", "signed in near", "failed near", "failed nobody"} <= seen
    assert not seen & {"family opened far", "signed in far", "failed far"}
    assert {"family opened far", "failed far"} <= set(read_by(make_account(Role.AUDITOR, REGION)))


def test_the_log_is_filtered(make_account: MakeAccount) -> None:
    auditor = make_account(Role.AUDITOR, REGION)
    officer = make_account(Role.OFFICER, DISTRICT, login="saule")
    noted("family opened", by=officer, place=DISTRICT, subject="family 1")
    noted("list taken", by=officer, place=DISTRICT)
    today = datetime.now(UTC).date()
    assert read_by(auditor, person="SAULE") == ["list taken", "family opened"]
    assert read_by(auditor, subject="family 1") == ["family opened"]
    assert read_by(auditor, action="list taken", person="nobody") == []
    assert read_by(auditor, last=today - timedelta(days=2)) == []
    assert read_by(auditor, first=today + timedelta(days=2)) == []
    assert "list taken" in read_by(auditor, first=today - timedelta(days=1), last=today + timedelta(days=1))


def test_pages_follow_one_another_without_gap_or_repeat(make_account: MakeAccount) -> None:
    auditor = make_account(Role.AUDITOR, REGION)
    noted(*(f"act {number}" for number in range(120)), by=auditor, place=DISTRICT)
    found, seen, before = events(scope_of(auditor), Asked()), [], None
    for _ in range(4):
        rows, before = page_of(found, before)
        seen += [event.pk for event in rows]
        if before is None:
            break
    assert seen == sorted(AuditEvent.objects.values_list("pk", flat=True), reverse=True)


def test_the_page_asks_the_database_as_often_for_a_long_log(
    client: Client, make_account: MakeAccount
) -> None:
    auditor = make_account(Role.AUDITOR, REGION)
    client.force_login(auditor)
    numbers = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(AUDIT).status_code == 200
        numbers.append(len(queries))
        subject = f"account {auditor.pk}"
        noted(*("family opened" for _ in range(60)), by=auditor, place=DISTRICT, subject=subject)
    assert numbers[0] == numbers[1]
    older = re.search(r'name="before" value="(\d+)"', client.get(AUDIT).content.decode())
    assert older is not None
    numbers = re.findall(
        r'data-head="Нөмірі">(\d+)<', client.post(AUDIT, {"before": older[1]}).content.decode()
    )
    assert numbers
    assert max(map(int, numbers)) < int(older[1])


def test_who_is_looked_for_stands_in_no_address(client: Client, make_account: MakeAccount) -> None:
    auditor, officer = make_account(Role.AUDITOR), make_account(Role.OFFICER, DISTRICT, login="saule")
    Account.objects.filter(pk=officer.pk).update(name="Сәуле Қанатқызы")
    noted(*(["family card opened"] * 60), by=officer, place=DISTRICT, subject="family 77")
    noted("signed in", by=auditor)
    client.force_login(auditor)
    page = client.post(AUDIT, {"person": "Сәуле", "subject": "отбасы 77"}).content.decode()
    assert page.count("Сәуле Қанатқызы") == 50
    for address in re.findall(r'(?:href|action)="([^"]*)"', page):
        assert not re.search("Сәуле|%D0|person", address), address
    taken = client.post(f"{AUDIT}csv/", {"person": "Сәуле"})
    rows = csv.DictReader(io.StringIO(b"".join(taken.streaming_content).decode("utf-8-sig")))
    assert {row["action"] for row in rows} == {"family card opened"}
    assert "signed in" in {event.action for event in AuditEvent.objects.all()}
    by_address = client.get(AUDIT, {"person": "Сәуле"}).content.decode()
    assert 'value="Сәуле"' not in by_address
    assert auditor.name in by_address


def test_the_csv_holds_the_same_events_and_no_formula(client: Client, make_account: MakeAccount) -> None:
    auditor = make_account(Role.AUDITOR, REGION)
    noted("family opened", by=auditor, place=DISTRICT, subject="family 1", reason='=cmd|"/C calc"!A0')
    client.force_login(auditor)
    answer = client.get(f"{AUDIT}csv/", {"subject": "family 1"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["subject"] for row in rows] == ["family 1"]
    assert rows[0]["reason"].startswith("'=")
    assert AuditEvent.objects.latest("id").action == "audit log exported"


def test_the_button_tells_a_whole_chain_from_a_broken_one(client: Client, make_account: MakeAccount) -> None:
    auditor = make_account(Role.AUDITOR, REGION)
    client.force_login(auditor)
    page = client.post(f"{AUDIT}verify/", follow=True).content.decode()
    assert "notice success" in page
    first = AuditEvent.objects.earliest("id").pk
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(UNGUARDED)
        cursor.execute("UPDATE people_auditevent SET at = at - interval '1 day' WHERE id = %s", [first])
        cursor.execute(GUARDED)
    page = client.post(f"{AUDIT}verify/", follow=True).content.decode()
    assert "notice error" in page
    assert str(first) in page


CHANGES = (
    *("at = at + interval '1 microsecond'", "account_id = NULL", "action = 'x'", "subject = 'x'"),
    *("place = '31'", "reason = 'x'", "details = '{\"a\": 1}'", "hash = repeat('a', 64)"),
)


@pytest.mark.parametrize("change", CHANGES)
def test_every_field_is_in_the_chain(make_account: MakeAccount, change: str) -> None:
    account = make_account(Role.AUDITOR)
    noted("one", "two", by=account)
    middle = AuditEvent.objects.get(action="one").pk
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(UNGUARDED)
        cursor.execute(f"UPDATE people_auditevent SET {change} WHERE id = %s", [middle])
    assert audit.verify().broken == middle


@pytest.mark.parametrize(
    "details",
    [
        {"a": 1e20, "b": 0.1, "c": 2**70},
        {"ә": ["«", None, True], "я": {"b": 1, "a": 2}},
        {"n": "a\0b", "3": 3},
    ],
)
def test_any_details_stand_in_the_chain(make_account: MakeAccount, details: dict[str, object]) -> None:
    with audit.recording():
        audit.record("x", by=None, subject="s\0" * 200, reason="«ә»" * 200, details=details)
        audit.record("y", by=None)
    assert audit.verify().broken is None
    assert audit.verify().events == 2


def test_a_removed_event_is_missed_by_the_one_after_it(make_account: MakeAccount) -> None:
    account = make_account(Role.AUDITOR)
    noted("one", "two", "three", by=account)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(UNGUARDED)
        cursor.execute("DELETE FROM people_auditevent WHERE action = 'two'")
    assert audit.verify().broken == AuditEvent.objects.get(action="three").pk


def test_a_refused_address_is_an_event(client: Client, make_account: MakeAccount) -> None:
    account = make_account(Role.OFFICER, DISTRICT)
    client.force_login(account)
    client.get(AUDIT)
    event = AuditEvent.objects.latest("id")
    assert (event.action, event.account, event.subject) == ("refused", account, "people:audit")


def shown(client: Client, language: str, **asked: str) -> str:
    page = client.post(f"/{language}/people/audit/", asked).content.decode()
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page[page.index("<tbody") :])).split())


def test_things_are_called_by_their_names_in_the_language_of_the_page(
    client: Client, make_account: MakeAccount
) -> None:
    auditor = make_account(Role.AUDITOR, REGION)
    officer = make_account(Role.OFFICER, DISTRICT, login="saule")
    Account.objects.filter(pk=officer.pk).update(name="Сәуле Қанатқызы")
    noted("family card opened", by=officer, place=DISTRICT, subject="family 77", reason="other: приказ 12")
    noted("role given", by=officer, place=DISTRICT, subject=f"account {officer.pk}")
    noted("refused", by=officer, place=DISTRICT, subject="families:place")
    noted("role given", by=officer, place=DISTRICT, subject="account 999999")
    client.force_login(auditor)
    words = {"kk": ("есептік жазба", "отбасы", "басқа"), "ru": ("учётная запись", "семья", "иное")}
    for language, (account, family, other) in words.items():
        text = shown(client, language, person="saule")
        assert f"{account} «Сәуле Қанатқызы»" in text
        assert f"{account} 999999" in text
        assert f"{family} 77" in text
        assert f"{other}: приказ 12" in text
        assert "/families/places/…/" in text
        for raw in ("account", "family 77", "other:", "families:place"):
            assert raw not in text
    found = shown(client, "kk", subject="Отбасы 77")
    assert "отбасы 77" in found
    assert "есептік жазба" not in found


def test_names_of_subjects_are_read_at_once_and_lead_on_where_one_may_go(
    client: Client, make_account: MakeAccount, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    auditor = make_account(Role.AUDITOR, REGION)
    for number in range(30):
        account = make_account(None, login=f"a{number}", work=DISTRICT)
        noted("account changed", by=auditor, place=DISTRICT, subject=f"account {account.pk}")
    client.force_login(auditor)
    with django_assert_max_num_queries(25):
        page = client.get(AUDIT).content.decode()
    assert "?subject=account+" in page
    assert "/people/accounts/" not in page
    with audit.recording():
        actions.give_role(by=None, to=auditor, role=Role.ADMINISTRATOR, place=REGION, reason="test")
    assert f"/kk/people/accounts/{account.pk}/" in client.get(AUDIT).content.decode()
