"""Signing in: password, lock-out, compulsory new password, second factor, ends of sessions."""

import datetime
import time

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken

from esep_site.people import actions, audit, recent
from esep_site.people.encryption import decrypted
from esep_site.people.models import Account, AuditEvent, EncryptedDevice
from esep_site.people.roles import Role

from ..conftest import DISTRICT, PASSWORD, MakeAccount

pytestmark = pytest.mark.django_db
SIGN_IN, CODE, SETUP = "/kk/people/sign-in/", "/kk/people/code/", "/kk/people/second-factor/"
OWN, NEW_PASSWORD = "/kk/people/own/", "/kk/people/password/"
FRESH = "jana qupia soz 77"


@pytest.fixture
def with_second_factor(settings: object) -> None:
    settings.SECOND_FACTOR = True  # type: ignore[attr-defined]


def sign_in(client: Client, account: Account, password: str = PASSWORD, **more: str) -> object:
    return client.post(SIGN_IN, {"username": account.login, "password": password, **more})


def code_of(device: EncryptedDevice) -> str:
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time.time()
    return f"{totp.token():06d}"


def enrolled(account: Account) -> list[str]:
    with audit.recording():
        device = actions.begin_second_factor(by=account)
        return actions.confirm_second_factor(by=account, device=device)


def recorded(action: str) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(action=action).order_by("id"))


@pytest.mark.usefixtures("with_second_factor")
@pytest.mark.parametrize(
    ("role", "needed"),
    [
        (Role.ANALYST, True),
        (Role.OFFICER, True),
        (Role.SURVEYOR, True),
        (Role.AUDITOR, True),
        (Role.ADMINISTRATOR, True),
        (Role.CONTROLLER, False),
        (Role.PROGRAMME_OFFICER, False),
        (Role.PRESS_OFFICER, False),
    ],
)
def test_who_sees_families_or_keeps_accounts_sets_up_a_second_factor_first(
    client: Client, make_account: MakeAccount, role: Role, needed: bool
) -> None:
    sign_in(client, make_account(role))
    answer = client.get(OWN)
    assert (answer.status_code == 302) is needed
    if needed:
        assert answer["Location"] == f"{SETUP}?next={OWN}"


@pytest.mark.usefixtures("with_second_factor")
def test_a_device_is_set_up_with_a_code_and_gives_ten_codes(
    client: Client, make_account: MakeAccount
) -> None:
    account = make_account(Role.ANALYST)
    sign_in(client, account)
    page = client.get(SETUP).content.decode()
    assert "<svg" in page
    assert "style=" not in page
    device = EncryptedDevice.objects.get(user=account)
    wrong = f"{(int(code_of(device)) + 1) % 1_000_000:06d}"
    assert "<svg" in client.post(SETUP, {"code": wrong}).content.decode()
    assert not EncryptedDevice.objects.get(user=account).confirmed
    EncryptedDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    answer = client.post(SETUP, {"code": code_of(device), "next": OWN})
    codes = [decrypted(token).decode() for token in StaticToken.objects.values_list("token", flat=True)]
    assert len(codes) == 10
    assert all(code in answer.content.decode() for code in codes)
    assert client.get(OWN).status_code == 200
    assert recorded("second factor set up")[0].account == account


@pytest.mark.usefixtures("with_second_factor")
def test_the_code_stands_between_the_password_and_every_page(
    client: Client, make_account: MakeAccount
) -> None:
    account = make_account(Role.ANALYST)
    enrolled(account)
    device = EncryptedDevice.objects.get(user=account)
    sign_in(client, account)
    for path in (OWN, "/kk/families/", "/kk/people/codes/"):
        assert client.get(path)["Location"].startswith(CODE)
    for path in (NEW_PASSWORD, SETUP):
        assert client.get(path)["Location"] == CODE, "a stolen password alone changes nothing"
        assert client.post(path, {"code": code_of(device)})["Location"] == CODE
    answer = client.post(CODE, {"code": code_of(device), "next": OWN})
    assert answer["Location"] == OWN
    assert client.get(OWN).status_code == 200
    left = client.post("/kk/people/sign-out/")
    assert left["Clear-Site-Data"] == '"storage"', "nothing stays in the browser"
    sign_in(client, account)
    assert client.post(CODE, {"code": code_of(device)}).status_code == 200, "a code counts once"
    assert [event.action for event in AuditEvent.objects.order_by("id")][-3:] == [
        "signed out",
        "signed in",
        "code refused",
    ]


@pytest.mark.usefixtures("with_second_factor")
def test_a_one_time_code_counts_once(client: Client, make_account: MakeAccount) -> None:
    account = make_account(Role.ANALYST)
    code = enrolled(account)[3]
    sign_in(client, account)
    assert client.post(CODE, {"code": f" {code[:4]}-{code[4:].upper()} "}).status_code == 302
    assert client.get(OWN).status_code == 200
    client.post("/kk/people/sign-out/")
    sign_in(client, account)
    assert client.post(CODE, {"code": code}).status_code == 200
    assert client.get(OWN).status_code == 302


@pytest.mark.usefixtures("with_second_factor")
def test_guesses_of_the_code_are_slowed_down(client: Client, make_account: MakeAccount) -> None:
    account = make_account(Role.ANALYST)
    enrolled(account)
    device = EncryptedDevice.objects.get(user=account)
    sign_in(client, account)
    right = code_of(device)
    for guess in range(5):
        EncryptedDevice.objects.update(
            throttling_failure_timestamp=timezone.now() - datetime.timedelta(hours=1)
        )
        client.post(CODE, {"code": f"{(int(right) + 7 + guess) % 1_000_000:06d}"})
    assert client.post(CODE, {"code": right}).status_code == 200, "even the right one must wait now"


def test_a_given_password_is_changed_first(client: Client, make_account: MakeAccount) -> None:
    account = make_account(Role.CONTROLLER)
    with audit.recording():
        given = actions.give_new_password(by=None, account=account)
    sign_in(client, account, given)
    assert client.get(OWN)["Location"] == f"{NEW_PASSWORD}?next={OWN}"
    for new, again in (("short", "short"), (given, given), (FRESH, FRESH + "x"), ("123456789012",) * 2):
        answer = client.post(NEW_PASSWORD, {"old": given, "new": new, "again": again})
        assert answer.status_code == 200, new
    assert client.post(NEW_PASSWORD, {"old": "wrong", "new": FRESH, "again": FRESH}).status_code == 200
    client.post(NEW_PASSWORD, {"old": given, "new": FRESH, "again": FRESH, "next": OWN})
    assert client.get(OWN).status_code == 200
    account.refresh_from_db()
    assert account.check_password(FRESH)


def test_a_new_password_ends_the_other_sessions(make_account: MakeAccount) -> None:
    account = make_account(Role.CONTROLLER)
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        sign_in(client, account)
    here.post(NEW_PASSWORD, {"old": PASSWORD, "new": FRESH, "again": FRESH})
    assert here.get(OWN).status_code == 200
    assert elsewhere.get(OWN).status_code == 302


def test_a_blocked_account_is_out_at_the_next_page(client: Client, make_account: MakeAccount) -> None:
    account = make_account(Role.CONTROLLER)
    sign_in(client, account)
    with audit.recording():
        actions.block(by=None, account=account, version=1, blocked=True)
    assert client.get(OWN)["Location"].startswith(SIGN_IN)
    sign_in(client, account)
    assert client.get(OWN).status_code == 302


def test_what_the_database_keeps_of_a_session_opens_nothing(make_account: MakeAccount) -> None:
    account, client = make_account(), Client()
    client.force_login(account)
    assert client.get(OWN).status_code == 200
    (kept,) = Session.objects.values_list("session_key", flat=True)
    thief = Client()
    thief.cookies["sessionid"] = kept
    assert thief.get(OWN).status_code == 302
    session = client.session
    session.cycle_key()
    assert Session.objects.count() == 1
    assert not session.exists(kept)
    assert session.exists(session.session_key)
    session.flush()
    assert not Session.objects.exists()


def test_a_session_ends_eight_hours_after_signing_in(client: Client, make_account: MakeAccount) -> None:
    sign_in(client, make_account(Role.CONTROLLER))
    session = client.session
    assert 8 * 3600 - 60 < session.get_expiry_age() <= 8 * 3600
    session.set_expiry(timezone.now() - datetime.timedelta(seconds=1))
    session.save()
    assert client.get(OWN).status_code == 302


def test_five_failures_lock_the_login_from_this_address_only(make_account: MakeAccount) -> None:
    account, client = make_account(Role.CONTROLLER), Client()
    answers = [sign_in(client, account, "wrong") for _ in range(4)]
    assert {answer.status_code for answer in answers} == {200}
    client.post(SIGN_IN, {"username": account.login.upper(), "password": "wrong"})
    locked = sign_in(client, account)
    assert locked.status_code == 429
    assert "15" in locked.content.decode()
    assert sign_in(Client(REMOTE_ADDR="10.0.0.7"), account).status_code == 302
    assert [event.subject for event in recorded("sign-in failed")] == [f"account {account.pk}"] * 4
    assert len(recorded("locked out")) == 2
    with audit.recording():
        given = actions.give_new_password(by=None, account=account)
    assert sign_in(client, account, given).status_code == 302, "an administrator lets in again"


def test_a_login_that_nobody_has_is_not_recorded_as_it_was_typed(client: Client) -> None:
    client.post(SIGN_IN, {"username": "my-password-by-mistake", "password": "x"})
    (event,) = recorded("sign-in failed")
    assert (event.account, event.subject) == (None, "")
    assert "mistake" not in f"{event.details}{event.reason}"


def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_saw(
    settings: object, make_account: MakeAccount
) -> None:
    settings.PROXIES = 1  # type: ignore[attr-defined]
    account = make_account(Role.CONTROLLER)
    for number in range(5):
        forged = Client(HTTP_X_FORWARDED_FOR=f"1.2.3.{number}, 10.0.0.7", REMOTE_ADDR="127.0.0.1")
        sign_in(forged, account, "wrong")
    assert sign_in(Client(HTTP_X_FORWARDED_FOR="10.0.0.7"), account).status_code == 429
    assert sign_in(Client(HTTP_X_FORWARDED_FOR="10.0.0.8"), account).status_code == 302


@pytest.mark.parametrize(
    "asked", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"]
)
def test_signing_in_leads_to_no_other_site(client: Client, make_account: MakeAccount, asked: str) -> None:
    answer = sign_in(client, make_account(Role.ANALYST), next=asked)
    assert answer["Location"] == "/kk/families/"


@pytest.mark.parametrize(
    ("role", "first"),
    [(Role.ADMINISTRATOR, "/kk/people/accounts/"), (Role.SURVEYOR, OWN), (Role.AUDITOR, "/kk/families/")],
)
def test_everybody_lands_on_a_page_that_may_be_opened(
    client: Client, make_account: MakeAccount, role: Role, first: str
) -> None:
    account = make_account(role, DISTRICT)
    assert sign_in(client, account)["Location"] == first
    assert client.get("/kk/")["Location"] == first


def test_a_part_of_a_page_is_not_filled_with_the_sign_in_form(client: Client) -> None:
    answer = client.get(OWN, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"].startswith(SIGN_IN)


def test_a_page_that_fails_leaves_nothing_behind(
    client: Client, make_account: MakeAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = make_account(Role.CONTROLLER)
    sign_in(client, account)
    events = AuditEvent.objects.count()
    monkeypatch.setattr("esep_site.people.pages.own._saved", lambda *_: 1 / 0)
    client.raise_request_exception = False
    answer = client.post(OWN, {"name": "Other", "email": "", "language": "ru", "version": 1})
    assert answer.status_code == 500
    account.refresh_from_db()
    assert account.name != "Other"
    assert AuditEvent.objects.count() == events


CONFIRM = "/kk/people/confirm/"


def later(client: Client, seconds: int = recent.LASTS) -> None:
    """The session as it is some time after the password was given."""
    session = client.session
    session[recent.GIVEN] -= seconds
    session.save()


@pytest.mark.usefixtures("with_second_factor")
@pytest.mark.parametrize("path", [SETUP, "/kk/people/codes/"])
def test_an_open_session_alone_opens_the_account_to_no_other_device(
    client: Client, make_account: MakeAccount, path: str
) -> None:
    account = make_account(Role.ANALYST)
    sign_in(client, account)
    client.get(SETUP)
    client.post(SETUP, {"code": code_of(EncryptedDevice.objects.get(user=account))})
    codes = set(StaticToken.objects.values_list("token", flat=True))
    assert client.get(path).status_code == 200, "the password was given just now"
    later(client)
    client.get(SETUP)
    assert EncryptedDevice.objects.filter(user=account, confirmed=False).count() <= 1
    waiting = EncryptedDevice.objects.filter(user=account).order_by("confirmed").first()
    for answer in (client.get(path), client.post(path, {"code": code_of(waiting)})):
        assert answer["Location"] == f"{CONFIRM}?next={path.replace('/', '%2F')}"
    assert EncryptedDevice.objects.filter(user=account, confirmed=True).count() == 1
    assert set(StaticToken.objects.values_list("token", flat=True)) == codes
    assert client.post(CONFIRM, {"password": "wrong", "next": path}).status_code == 200
    assert client.get(path).status_code == 302
    assert client.post(CONFIRM, {"password": PASSWORD, "next": path})["Location"] == path
    assert client.get(path).status_code == 200
    told = list(AuditEvent.objects.filter(action__startswith="password ").order_by("id"))
    assert [(event.action, event.account) for event in told] == [
        ("password refused", account),
        ("password confirmed", account),
    ]


def test_the_password_is_not_guessed_where_it_is_asked_once_more(make_account: MakeAccount) -> None:
    account, client = make_account(Role.CONTROLLER), Client()
    sign_in(client, account)
    answers = [client.post(CONFIRM, {"password": f"wrong {n}"}).status_code for n in range(6)]
    assert answers == [200] * 4 + [429] * 2
    assert client.post(CONFIRM, {"password": PASSWORD}).status_code == 429


@pytest.mark.usefixtures("with_second_factor")
def test_the_password_alone_does_not_go_round_the_code(client: Client, make_account: MakeAccount) -> None:
    account = make_account(Role.ANALYST)
    enrolled(account)
    sign_in(client, account)
    assert client.get(CONFIRM)["Location"] == CODE
    assert client.post(CONFIRM, {"password": PASSWORD, "next": SETUP})["Location"] == CODE


def test_a_device_of_somebody_else_is_taken_away_by_who_gave_the_password(make_account: MakeAccount) -> None:
    lost, administrator, client = (
        make_account(None, work=DISTRICT),
        make_account(Role.ADMINISTRATOR),
        Client(),
    )
    enrolled(lost)
    sign_in(client, administrator)
    later(client)
    address = f"/kk/people/accounts/{lost.pk}/"
    answer = client.post(f"{address}second-factor/")
    assert answer["Location"].startswith(CONFIRM)
    assert EncryptedDevice.objects.filter(user=lost).exists()
    assert client.post(CONFIRM, {"password": PASSWORD, "next": address})["Location"] == address
    client.post(f"{address}second-factor/")
    assert not EncryptedDevice.objects.filter(user=lost).exists()
