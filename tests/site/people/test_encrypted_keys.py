"""The keys of second factors stand in the database encrypted, and a new secret key locks nobody out."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from esep_site.cli import prepared
from esep_site.people import actions, audit, recent
from esep_site.people.encryption import OtherSecretKeyError, decrypted, encrypted
from esep_site.people.models import Account, EncryptedDevice
from esep_site.people.roles import Role
from esep_site.people.second_factor import renew_keys

from ..conftest import PASSWORD, MakeAccount

pytestmark = pytest.mark.django_db
CODE, SETUP = "/en/people/code/", "/en/people/second-factor/"
NEW, OTHER = "a new secret key of the installation", "the key of somebody else"


@pytest.fixture
def account(make_account: MakeAccount, settings: Any) -> Account:
    settings.SECOND_FACTOR = True
    return make_account(Role.ANALYST)


@pytest.fixture
def device(account: Account) -> EncryptedDevice:
    with audit.recording():
        made = actions.begin_second_factor(by=account)
        actions.confirm_second_factor(by=account, device=made)
    return made


def forget_secret_key(settings: Any) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = OTHER, []


def code_of(key: bytes) -> str:
    totp = TOTP(key)
    totp.time = time.time()
    return f"{totp.token():06d}"


def let_in(account: Account, code: str) -> Any:
    client = Client()
    client.post("/en/people/sign-in/", {"username": account.login, "password": PASSWORD})
    return client.post(CODE, {"code": code})


def stored() -> list[str]:
    """Every cell of the devices and of the codes, and every row as a whole."""
    found = []
    with connection.cursor() as cursor:
        for table in ("otp_totp_totpdevice", "otp_static_statictoken"):
            cursor.execute(f"SELECT to_jsonb(t)::text, t.* FROM {table} AS t ORDER BY id")
            found += [str(cell) for row in cursor.fetchall() for cell in row]
    return found


@pytest.fixture
def codes(account: Account, device: EncryptedDevice) -> list[str]:
    with audit.recording():
        return actions.make_new_codes(by=account)


def test_nothing_in_the_tables_is_or_holds_a_key_or_a_code(device: EncryptedDevice, codes: list[str]) -> None:
    key = device.bin_key
    assert len(key) == 20
    assert len(codes) == 10
    base32 = device.config_url.partition("secret=")[2].partition("&")[0]
    assert len(stored()) > 20
    whole = "\n".join(stored()).upper()
    assert not [each for each in (key.hex(), base32, *codes) if each.upper() in whole]


def test_a_one_time_code_opens_once(account: Account, codes: list[str]) -> None:
    assert let_in(account, codes[3]).status_code == 302
    assert let_in(account, codes[3]).status_code == 200


def test_two_keys_that_are_alike_are_not_alike_in_the_table() -> None:
    assert encrypted(b"one") != encrypted(b"one")


def test_the_database_takes_no_plain_key_and_no_plain_code(device: EncryptedDevice) -> None:
    with pytest.raises(IntegrityError, match="otp_totp_key_is_encrypted"), transaction.atomic():
        TOTPDevice.objects.create(user_id=device.user_id, name="plain")
    made = StaticDevice.objects.create(user_id=device.user_id, name="plain")
    with pytest.raises(IntegrityError, match="otp_static_token_is_encrypted"), transaction.atomic():
        StaticToken.objects.create(device=made, token="abcdefgh")


def test_codes_open_before_and_after_another_secret_key(
    account: Account, device: EncryptedDevice, codes: list[str], settings: Any
) -> None:
    key = device.bin_key
    assert let_in(account, codes[0]).status_code == 302
    assert let_in(account, code_of(key)).status_code == 302
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = NEW
    for renewed in (False, True):
        if renewed:
            assert renew_keys() == []
            settings.SECRET_KEY_FALLBACKS = []
        EncryptedDevice.objects.update(last_t=-1)  # so that the code of this half minute opens again
        assert let_in(account, code_of(key)).status_code == 302
        assert let_in(account, codes.pop()).status_code == 302
    assert let_in(account, code_of(bytes(20))).status_code == 200


@pytest.mark.usefixtures("codes")
def test_what_the_key_of_now_encrypted_is_left_as_it_is() -> None:
    before = stored()
    assert renew_keys() == []
    assert stored() == before


def test_with_a_wrong_secret_key_a_person_is_told(
    account: Account, device: EncryptedDevice, codes: list[str], settings: Any
) -> None:
    key = device.bin_key
    forget_secret_key(settings)
    with pytest.raises(OtherSecretKeyError):
        decrypted(device.key)
    for code in (code_of(key), codes[0]):
        answer = let_in(account, code)
        assert answer.status_code == 200
        assert "the site was started with another secret key" in answer.content.decode()
    assert renew_keys() == [account.login]


def test_whoever_prepares_the_site_is_told_whose_keys_are_closed(
    account: Account,
    device: EncryptedDevice,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("django.core.management.call_command", lambda *_words, **_options: None)
    prepared()
    assert capsys.readouterr().err == ""
    forget_secret_key(settings)
    prepared()
    told = capsys.readouterr().err
    assert account.login in told
    assert "ESEP_EARLIER_SECRET_KEYS" in told


def test_a_session_outlives_the_change_of_the_secret_key(
    account: Account, device: EncryptedDevice, settings: Any
) -> None:
    client = Client()
    client.post("/en/people/sign-in/", {"username": account.login, "password": PASSWORD})
    client.post(CODE, {"code": code_of(device.bin_key)})
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = NEW
    assert client.get("/en/people/own/").status_code == 200


def test_a_device_that_waits_and_cannot_be_read_is_made_anew(account: Account, settings: Any) -> None:
    first = actions.begin_second_factor(by=account)
    assert actions.begin_second_factor(by=account) == first
    forget_secret_key(settings)
    second = actions.begin_second_factor(by=account)
    assert second.is_readable
    assert list(EncryptedDevice.objects.all()) == [second]


def test_a_device_is_set_up_in_the_browser(account: Account, client: Client) -> None:
    client.post("/en/people/sign-in/", {"username": account.login, "password": PASSWORD})
    session = client.session
    session[recent.GIVEN] = time.time()
    session.save()
    assert client.get(SETUP).status_code == 200
    device = EncryptedDevice.objects.get()
    answer = client.post(SETUP, {"code": code_of(device.bin_key)})
    assert answer.templates[0].name == "people/codes.html"


def test_what_stood_plain_is_encrypted_and_put_back(
    account: Account, device: EncryptedDevice, codes: list[str]
) -> None:
    """Down to the tables that django-otp made, and up again."""
    key = device.bin_key
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    MigrationExecutor(connection).migrate([("people", "0005_seal")])
    plain = TOTPDevice.objects.get()
    assert (plain.key, plain.bin_key) == (key.hex(), key)
    assert set(StaticToken.objects.values_list("token", flat=True)) == set(codes)
    MigrationExecutor(connection).migrate([("people", "0007_encrypted_codes")])
    assert EncryptedDevice.objects.get().bin_key == key
    assert not [each for each in (key.hex(), *codes) if each in "".join(stored())]
    assert let_in(account, code_of(key)).status_code == 302
    assert let_in(account, codes[0]).status_code == 302
