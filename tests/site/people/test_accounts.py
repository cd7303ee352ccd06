"""What an administrator does with accounts and roles, and what none may."""

import re
import time
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from esep_site.people import actions, audit, recent
from esep_site.people.models import Account, AuditEvent, RoleHolding
from esep_site.people.queries import kept
from esep_site.people.roles import Permission, Role
from esep_site.people.scope import scope_of

from ..conftest import DISTRICT, OTHER_DISTRICT, PASSWORD, REGION, MakeAccount

pytestmark = pytest.mark.django_db
ACCOUNTS = "/kk/people/accounts/"


@pytest.fixture
def admin(make_account: MakeAccount) -> Account:
    """The administrator of a district."""
    return make_account(Role.ADMINISTRATOR, DISTRICT, work=DISTRICT)


@pytest.fixture
def at(client: Client, admin: Account) -> Client:
    """The administrator at the browser, who gave the password just now."""
    client.force_login(admin)
    session = client.session
    session[recent.GIVEN] = time.time()
    session.save()
    return client


def test_an_account_is_opened_with_a_password_shown_once(at: Client, admin: Account) -> None:
    form = {"login": "Aigul-S", "name": "Айгүл Сейітова", "email": "", "place": DISTRICT, "language": "kk"}
    page = at.post(f"{ACCOUNTS}open/", form).content.decode()
    account = Account.objects.get(login="aigul-s")
    (password,) = re.findall(r"\b[a-z2-9]{4}(?:-[a-z2-9]{4}){3}\b", page)
    assert account.check_password(password)
    assert account.must_change_password
    assert account.place == DISTRICT
    assert password not in at.get(f"{ACCOUNTS}{account.pk}/").content.decode()
    event = AuditEvent.objects.get(action="account opened", subject=f"account {account.pk}")
    assert event.account == admin
    assert at.post(f"{ACCOUNTS}open/", form).status_code == 200
    assert Account.objects.filter(login="aigul-s").count() == 1


def test_who_is_searched_stands_in_no_address(at: Client, make_account: MakeAccount) -> None:
    for number in range(55):
        make_account(login=f"omarov-{number}", work=DISTRICT)
    make_account(login="saule", work=DISTRICT)
    page = at.post(ACCOUNTS, {"q": "omarov"}).content.decode()
    assert len(re.findall("omarov-\\d+</td>", page)) == 50
    assert ">saule</td>" not in page
    assert not re.search(r'(?:href|action)="[^"]*omarov', page)
    assert 'name="page" value="2"' in page
    second = at.post(ACCOUNTS, {"q": "omarov", "page": "2"}).content.decode()
    assert len(re.findall("omarov-\\d+</td>", second)) == 5
    assert 'value="omarov"' not in at.get(ACCOUNTS, {"q": "omarov"}).content.decode()


def test_the_list_has_the_accounts_of_the_place_only(at: Client, make_account: MakeAccount) -> None:
    make_account(Role.OFFICER, DISTRICT, login="near", work=DISTRICT)
    make_account(Role.OFFICER, OTHER_DISTRICT, login="far", work=OTHER_DISTRICT)
    make_account(Role.ANALYST, REGION, login="above", work=DISTRICT)
    page = at.get(ACCOUNTS).content.decode()
    assert "Somebody near" in page
    assert "Somebody far" not in page
    assert "Somebody above" not in page, "a district's administrator does not keep a region's analyst"
    assert "Somebody near" in at.post(ACCOUNTS, {"q": "NEAR some"}).content.decode()
    assert "Somebody near" not in at.post(ACCOUNTS, {"q": "nobody"}).content.decode()


def test_a_role_is_given_for_a_place_found_by_its_name(at: Client, make_account: MakeAccount) -> None:
    account = make_account(None, login="new", work=DISTRICT)
    form = {"role": Role.OFFICER, "place": "", "valid_from": "01.11.2026", "valid_to": "", "reason": "№ 5"}
    name = at.get(f"{ACCOUNTS}{account.pk}/roles/").context["account"].place
    from esep.places import places

    form["place"] = places().get(name).names.ru
    answer = at.post(f"{ACCOUNTS}{account.pk}/roles/", form)
    assert answer.status_code == 302, answer.context["form"].errors
    held = RoleHolding.objects.get(account=account)
    assert (held.role, held.place, str(held.valid_from)) == (Role.OFFICER, DISTRICT, "2026-11-01")


@pytest.mark.parametrize("place", [OTHER_DISTRICT, REGION, "999999999", "Жоқ ауыл"])
def test_no_role_beyond_the_own_place(at: Client, make_account: MakeAccount, place: str) -> None:
    account = make_account(None, login="new", work=DISTRICT)
    form = {"role": Role.OFFICER, "place": place, "valid_from": "01.11.2026", "reason": "№ 5"}
    answer = at.post(f"{ACCOUNTS}{account.pk}/roles/", form)
    assert answer.status_code == 200
    assert answer.context["form"].errors["place"]
    assert not RoleHolding.objects.filter(account=account).exists()


def test_the_action_itself_refuses_a_role_beyond_the_place(admin: Account, make_account: MakeAccount) -> None:
    account = make_account(None, login="new", work=DISTRICT)
    outside = make_account(None, login="far", work=OTHER_DISTRICT)
    with audit.recording():
        for to, place in ((account, REGION), (account, OTHER_DISTRICT), (outside, DISTRICT)):
            with pytest.raises(PermissionDenied):
                actions.give_role(by=admin, to=to, role=Role.OFFICER, place=place, reason="x")
        with pytest.raises(PermissionDenied):
            actions.open_account(by=admin, login="x", name="x", password=PASSWORD, place=REGION)
        with pytest.raises(PermissionDenied):
            actions.open_account(by=admin, login="x", name="x", password=PASSWORD)


def test_nobody_raises_the_own_rights(at: Client, admin: Account) -> None:
    before = scope_of(admin).places
    form = {"role": Role.ANALYST, "place": DISTRICT, "valid_from": "01.11.2026", "reason": "mine"}
    assert at.post(f"{ACCOUNTS}{admin.pk}/roles/", form).status_code == 403
    held = admin.roleholding_set.get()
    for path in ("password/", "second-factor/", f"roles/{held.pk}/end/", "block/"):
        data = {"version": 1, "last_day": "01.11.2026", "reason": "x", "blocked": "1"}
        assert at.post(f"{ACCOUNTS}{admin.pk}/{path}", data).status_code == 403
    with pytest.raises(PermissionDenied), audit.recording():
        actions.give_role(by=admin, to=admin, role=Role.ANALYST, place=DISTRICT, reason="mine")
    assert scope_of(admin).places == before
    assert set(before) == {Permission.MANAGE_ACCOUNTS}


def test_a_role_elsewhere_puts_the_account_out_of_reach(admin: Account, make_account: MakeAccount) -> None:
    account = make_account(Role.OFFICER, DISTRICT, login="both", work=DISTRICT)
    assert kept(scope_of(admin)).filter(pk=account.pk).exists()
    tomorrow = timezone.localdate() + timedelta(days=1)
    with audit.recording():
        role = actions.give_role(
            by=None, to=account, role=Role.ANALYST, place=REGION, reason="x", valid_from=tomorrow
        )
        assert not kept(scope_of(admin)).filter(pk=account.pk).exists()
        with pytest.raises(PermissionDenied):
            actions.give_new_password(by=admin, account=account)
        actions.end_role(by=None, holding=role, version=1, last_day=timezone.localdate(), reason="x")
    assert kept(scope_of(admin)).filter(pk=account.pk).exists()
    assert account.roleholding_set.count() == 1, "a role that never began is not held for a day"


def test_a_role_ends_after_its_last_day(at: Client, make_account: MakeAccount) -> None:
    account = make_account(Role.OFFICER, DISTRICT, login="leaver", work=DISTRICT)
    held = account.roleholding_set.get()
    RoleHolding.objects.update(valid_from=timezone.localdate() - timedelta(days=9))
    yesterday = timezone.localdate() - timedelta(days=1)
    path = f"{ACCOUNTS}{account.pk}/roles/{held.pk}/end/"
    form = {"last_day": f"{yesterday:%d.%m.%Y}", "reason": "№ 6", "version": 1}
    assert at.post(path, form).status_code == 302
    assert not scope_of(account).holdings
    assert RoleHolding.objects.get(pk=held.pk).valid_to == yesterday
    answer = at.post(path, {**form, "last_day": "31.12.2026"})
    assert answer.status_code == 409, "ended by somebody else in between"
    assert "31.12.2026" in answer.content.decode()


def test_the_second_of_two_editors_is_told_and_loses_nothing(at: Client, make_account: MakeAccount) -> None:
    account = make_account(None, login="edited", work=DISTRICT)
    path = f"{ACCOUNTS}{account.pk}/change/"
    first = {"name": "First", "email": "a@b.kz", "place": DISTRICT, "language": "ru", "version": 1}
    second = {"name": "Second", "email": "", "place": DISTRICT, "language": "en", "version": 1}
    assert at.post(path, first).status_code == 302
    answer = at.post(path, second)
    page = answer.content.decode()
    assert answer.status_code == 409
    for shown in ("First", "Second", "a@b.kz", "Русский", "English"):
        assert shown in page
    account.refresh_from_db()
    assert account.name == "First"
    again = {**second, "version": re.search(r'name="version" value="(\d+)"', page)[1]}  # type: ignore[index]
    assert at.post(path, again).status_code == 302
    account.refresh_from_db()
    assert (account.name, account.email, account.version) == ("Second", "", 3)


def test_an_account_is_blocked_and_unblocked(at: Client, make_account: MakeAccount) -> None:
    account = make_account(None, login="blocked", work=DISTRICT)
    path = f"{ACCOUNTS}{account.pk}/block/"
    for version, blocked in ((1, "1"), (1, "0"), (2, "0"), ("x", "1")):
        at.post(path, {"version": version, "blocked": blocked})
    account.refresh_from_db()
    assert account.is_active
    actions_done = AuditEvent.objects.filter(subject=f"account {account.pk}").order_by("id")
    assert [event.action for event in actions_done][1:] == ["account blocked", "account unblocked"]


def test_a_lost_telephone(at: Client, admin: Account, make_account: MakeAccount) -> None:
    account = make_account(None, login="lost", work=DISTRICT)
    with audit.recording():
        actions.confirm_second_factor(by=account, device=actions.begin_second_factor(by=account))
    at.post(f"{ACCOUNTS}{account.pk}/second-factor/")
    assert not TOTPDevice.objects.filter(user=account).exists()
    assert not account.staticdevice_set.exists()
    event = AuditEvent.objects.get(action="second factor reset")
    assert (event.account, event.subject, event.place) == (admin, f"account {account.pk}", DISTRICT)


def test_everybody_changes_the_own_name_and_language(client: Client, make_account: MakeAccount) -> None:
    account = make_account(Role.CONTROLLER)
    client.force_login(account)
    form = {
        "name": "Жаңа есім",
        "email": "",
        "language": "ru",
        "version": 1,
        "is_active": "",
        "place": REGION,
    }
    answer = client.post("/kk/people/own/", form)
    assert answer["Location"] == "/ru/people/own/"
    account.refresh_from_db()
    assert (account.name, account.language, account.place) == ("Жаңа есім", "ru", "")
    assert client.post("/kk/people/own/", {**form, "name": "Басқа"}).status_code == 409
    page = client.get("/ru/people/own/").content.decode()
    assert "Жаңа есім" in page
    assert client.get("/")["Location"] == "/ru/"
