"""Keys of the API: shown once, kept as a hash, never for more than the account may."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from esep_site.people import actions, audit, keys
from esep_site.people.models import Account, ApiKey, AuditEvent
from esep_site.people.roles import Permission, Role
from esep_site.people.scope import scope_of

from .conftest import DISTRICT, MakeAccount

TOMORROW = timezone.localdate() + datetime.timedelta(days=1)
pytestmark = pytest.mark.django_db


def make_key(account: Account, *permissions: Permission) -> tuple[ApiKey, str]:
    with audit.recording():
        return actions.make_api_key(
            by=account, name="program", permissions=permissions or (Permission.SEE_COUNTS,), valid_to=TOMORROW
        )


def test_a_key_is_kept_as_a_hash_and_opens_the_door(make_account: MakeAccount) -> None:
    made, secret = make_key(make_account(Role.ANALYST))
    stored = ApiKey.objects.get(pk=made.pk)
    assert secret not in str(vars(stored))
    assert stored.mark == secret[:9]
    assert keys.opened_by(secret) == stored
    for wrong in ("", secret[:-1], secret[:-1] + "~", "esep_" + "a" * 43):
        assert keys.opened_by(wrong) is None
    assert AuditEvent.objects.filter(action="key made", subject=f"key {made.pk}").exists()


def test_a_key_ends_with_its_day_with_its_account_and_at_will(make_account: MakeAccount) -> None:
    account = make_account(Role.ANALYST)
    made, secret = make_key(account)
    for change, back in (({"is_active": False}, {"is_active": True}),
                         ({"must_change_password": True}, {"must_change_password": False})):  # fmt: skip
        Account.objects.filter(pk=account.pk).update(**change)
        assert keys.opened_by(secret) is None
        Account.objects.filter(pk=account.pk).update(**back)
    ApiKey.objects.filter(pk=made.pk).update(valid_to=timezone.localdate() - datetime.timedelta(days=1))
    assert keys.opened_by(secret) is None
    ApiKey.objects.filter(pk=made.pk).update(valid_to=TOMORROW)
    assert keys.opened_by(secret) is not None
    with audit.recording():
        actions.end_api_key(by=account, key=made)
    assert keys.opened_by(secret) is None


def test_without_the_second_factor_that_the_role_asks_for_a_key_opens_nothing(
    make_account: MakeAccount, settings: object
) -> None:
    _made, secret = make_key(make_account(Role.ANALYST))
    settings.SECOND_FACTOR = True  # type: ignore[attr-defined]
    assert keys.opened_by(secret) is None


def test_a_key_may_never_do_more_than_the_account(make_account: MakeAccount) -> None:
    officer = make_account(Role.OFFICER, DISTRICT)
    with pytest.raises(PermissionDenied):
        make_key(officer, Permission.TRY_REFORMS)
    with pytest.raises(PermissionDenied):
        make_key(officer, Permission.EXPORT_FAMILIES)
    narrow = keys.narrowed(scope_of(officer), [Permission.SEE_COUNTS.value, Permission.TRY_REFORMS.value])
    assert narrow.may(Permission.SEE_COUNTS, DISTRICT)
    assert not narrow.may(Permission.SEE_FAMILIES)
    assert not narrow.may(Permission.TRY_REFORMS)


def test_a_key_lasts_a_year_at_most(make_account: MakeAccount) -> None:
    account = make_account(Role.ANALYST)
    for days in (-1, 367):
        with pytest.raises(ValidationError), audit.recording():
            actions.make_api_key(
                by=account,
                name="program",
                permissions=[Permission.SEE_COUNTS],
                valid_to=timezone.localdate() + datetime.timedelta(days=days),
            )


def test_the_page_shows_a_key_once_and_ends_it(client: Client, make_account: MakeAccount) -> None:
    account = make_account(Role.ANALYST)
    client.force_login(account)
    typed = {"name": "statistics", "permissions": ["see counts"], "valid_to": f"{TOMORROW:%d.%m.%Y}"}
    page = client.post("/en/people/keys/", typed).content.decode()
    secret = page.split("<code>")[1].split("</code>")[0]
    made = keys.opened_by(secret)
    assert made is not None
    assert secret not in client.get("/en/people/keys/").content.decode()
    other = Client()
    other.force_login(make_account(Role.OFFICER, DISTRICT))
    other.post(f"/en/people/keys/{made.pk}/end/")
    assert keys.opened_by(secret) is not None
    client.post(f"/en/people/keys/{made.pk}/end/")
    assert keys.opened_by(secret) is None


def test_the_page_offers_what_the_account_may_do(client: Client, make_account: MakeAccount) -> None:
    client.force_login(make_account(Role.SURVEYOR, DISTRICT))
    page = client.get("/en/people/keys/").content.decode()
    assert 'value="see families"' in page
    assert 'value="see counts"' not in page
