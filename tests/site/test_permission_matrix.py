"""Every address × every role × inside and outside its place, and nobody; measured by ``addresses.py``."""

import pytest
from django.test import Client
from django.urls import reverse

from esep_site.people.checks import addresses, every_address_has_a_rule
from esep_site.people.permissions import rule_of
from esep_site.people.roles import GRANTS, Role

from .addresses import (
    ADDRESSES,
    ARRIVING,
    PUBLIC,
    ROLES,
    SAMPLES,
    SIGNED_IN,
    Address,
    World,
    give_seat,
    send_in,
)
from .conftest import REGION, MakeAccount

KNOWN = dict(addresses())
REFUSED = {403, 404}


def test_every_address_has_a_rule() -> None:
    assert not every_address_has_a_rule(None)


def test_every_address_has_its_line_in_the_table_and_every_line_its_address() -> None:
    assert sorted(set(KNOWN) - set(ADDRESSES)) == [], "add a line to tests/site/addresses.py"
    assert sorted(set(ADDRESSES) - set(KNOWN)) == []


@pytest.mark.parametrize("name", sorted(set(KNOWN) & set(ADDRESSES)))
def test_an_address_says_the_rule_of_the_table(name: str) -> None:
    assert rule_of(KNOWN[name].callback) == ADDRESSES[name].rule


@pytest.mark.parametrize("name", sorted(set(KNOWN) & set(ADDRESSES)))
def test_every_argument_of_an_address_has_a_sample(name: str) -> None:
    needed = set(KNOWN[name].pattern.converters) - set(ADDRESSES[name].own)
    assert needed <= set(SAMPLES), "add a line to SAMPLES in tests/site/addresses.py"


def test_each_role_may_do_what_the_table_says() -> None:
    assert {role.value: {permission.value for permission in GRANTS[role]} for role in Role} == {
        role: set(permissions) for role, permissions in ROLES.items()
    }


@pytest.mark.django_db
def test_an_address_without_a_rule_is_an_error_of_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    pattern = KNOWN["health"]
    monkeypatch.setattr(pattern, "callback", lambda request: None)
    (error,) = every_address_has_a_rule(None)
    assert error.id == "esep.E001"
    assert "health" in error.msg


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(name for name, address in ADDRESSES.items() if address.sent))
def test_a_workbook_is_shown_to_nobody_but_who_sent_it(name: str, make_account: MakeAccount) -> None:
    address, world = ADDRESSES[name], World(make_account)
    client = Client()
    client.force_login(make_account(Role.PROGRAMME_OFFICER, REGION))
    url = reverse(name, kwargs={"number": world.sample("number")[0]})
    assert told(client, address, url) == "refused"


def told(client: Client, address: Address, url: str) -> str:
    """What somebody is told: «open», «refused», or «sign in»."""
    answer = client.generic(address.method, url) if not address.data else client.post(url, address.data)
    for close in answer._resource_closers if answer.streaming else ():
        close()  # not answer.close(), which would close the connection of the test
    if answer.status_code == 401 or (answer.status_code == 302 and "/people/sign-in/?" in answer["Location"]):
        return "sign in"
    if answer.status_code in REFUSED:
        return "refused"
    assert answer.status_code < 500 or address.rule == PUBLIC, f"{url}: {answer.status_code}"
    return "open"


def expected(address: Address, role: str | None, inside: bool) -> set[str]:
    if address.rule == PUBLIC:
        return {"open"}
    if role is None:
        return {"sign in"}
    if address.rule in (ARRIVING, SIGNED_IN):
        return {"open"}
    may = address.rule in ROLES[role] and (inside or not address.bound)
    return {"open"} if may else {"refused"}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(set(KNOWN) & set(ADDRESSES)))
def test_who_may_open_an_address(name: str, make_account: MakeAccount) -> None:
    """Each role is held for the address's ``place``; outside, the arguments name another district."""
    address, world = ADDRESSES[name], World(make_account)
    for need in address.needs:
        world.sample(need)
    samples = {argument: world.sample(argument) for argument in KNOWN[name].pattern.converters}
    urls = {
        inside: reverse(
            name,
            kwargs={key: pair[not inside] for key, pair in samples.items()} | dict(address.own),
        )
        for inside in ((True, False) if address.bound and samples else (True,))
    }
    faults = []
    for role in (None, *ROLES):
        account = make_account(Role(role), address.place, login=f"holder-{role}") if role else None
        if account and address.seat:
            world.sample("instruction")
            give_seat(account, address.seat)
        if account and address.sent:
            send_in(account)
        for inside, url in urls.items():
            client = Client()
            if account:
                client.force_login(account)
            answer = told(client, address, url)
            if answer not in expected(address, role, inside):
                faults.append(f"{role or 'nobody'} {'inside' if inside else 'outside'}: {answer} at {url}")
    assert not faults, "\n".join(faults)
