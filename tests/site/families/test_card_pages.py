"""The family card: a reason before it, what it shows, what is offered, two people at once."""

from __future__ import annotations

import re
import time
from html import escape

import polars as pl
import pytest
from django.test import Client
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from esep.engines.memory import Explained
from esep.familymap import explain_family
from esep.messages import speaking
from esep.support import offers_to_family, propose
from esep_site.families import card_pages, card_queries, list_queries
from esep_site.families.card_content import CardContent
from esep_site.families.models import Case, CaseState, LoadedSnapshot, Offer, OfferState
from esep_site.families.offering import offers_to
from esep_site.folder import folder
from esep_site.people.models import AuditEvent
from esep_site.people.roles import Role

from ..conftest import DISTRICT, OTHER_DISTRICT
from .conftest import DATE, EARLIER, MadeUp, Publish, SignIn
from .test_place_pages import AROUND


@pytest.fixture
def family(made_up: MadeUp) -> int:
    """A family of the district with a right that it does not draw, and at least four members."""
    found = made_up.families.filter(pl.col("district") == DISTRICT, pl.col("undrawn"), pl.col("members") > 3)
    return int(found.sort("family")["family"][0])


@pytest.fixture
def stranger(made_up: MadeUp) -> int:
    """A family of another district."""
    found = made_up.families.filter(pl.col("district") == OTHER_DISTRICT, pl.col("members") > 3)
    return int(found.sort("family")["family"][0])


def opened(client: Client, family: int, reason: str = "visit", more: str = "") -> str:
    answer = client.post(
        f"/en/families/family/{family}/reason/", {"reason": reason, "more": more}, follow=True
    )
    assert answer.status_code == 200
    return answer.content.decode()


def looks(family: int) -> list[str]:
    events = AuditEvent.objects.filter(action="family card opened", subject=f"family {family}")
    return list(events.order_by("id").values_list("reason", flat=True))


def test_a_card_opens_for_a_reason_and_every_look_is_recorded(
    region: LoadedSnapshot, family: int, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = sign_in(Role.OFFICER, DISTRICT)
    address = f"/en/families/family/{family}/"
    asked = client.get(address)
    assert asked["Location"] == f"{address}reason/"
    form = client.get(f"{address}reason/").content.decode()
    assert "Dwelling" not in form
    assert looks(family) == []
    assert "Say what the reason is" in opened(client, family, "other")
    assert looks(family) == []
    assert "Dwelling" in opened(client, family, "application", "No. 17 of 3 October")
    assert client.get(address).status_code == 200
    assert client.get(f"{address}refusals/").status_code == 200
    assert looks(family) == ["application: No. 17 of 3 October"] * 3
    now = time.time()
    monkeypatch.setattr(card_pages.time, "time", lambda: now + card_pages.OPEN_FOR + 1)
    assert client.get(address)["Location"] == f"{address}reason/"
    remembered = client.get(f"{address}reason/").content.decode()
    assert re.search(r'value="application"[^>]*checked', remembered)


def test_a_card_shows_what_the_registers_and_the_law_say(
    region: LoadedSnapshot, made_up: MadeUp, family: int, sign_in: SignIn
) -> None:
    html = opened(sign_in(Role.OFFICER, DISTRICT), family)
    registers = made_up.snapshot.family(family)
    for person in registers["persons"].to_dicts():
        assert person["surname"] in html
        assert person["given_name"] in html
    explanation = explain_family(made_up.snapshot, family, on=DATE)
    for name in ("wellbeing_score", "income_per_head", "poverty_line", "education_points"):
        told = explanation.value(name)
        value = re.search(rf"{re.escape(told.title.en)}: <strong>([^<]*)</strong>", html)
        assert value, name
        assert int(re.sub(r"[^\d-]", "", value[1].replace("−", "-"))) == told.value
    assert re.search(r"Rule: [^<]*art\.", html)
    assert "<pre>" in html
    assert str(registers["persons"]["person"][0]) not in html


def inputs(tree: Explained) -> set[str]:
    """The titles of a value and of all that it follows from."""
    return {tree.title.in_language("en")}.union(*map(inputs, tree.inputs))


def test_each_answer_of_a_card_is_told_step_by_step_at_its_address(
    region: LoadedSnapshot, made_up: MadeUp, family: int, sign_in: SignIn
) -> None:
    client = sign_in(Role.OFFICER, DISTRICT)
    card = opened(client, family)
    ways = re.findall(rf'<a href="(/en/families/family/{family}/why/[\w-]+/)"', card)
    assert len(ways) == len(set(ways)) > 25
    explanation = explain_family(made_up.snapshot, family, on=DATE)
    before = len(looks(family))
    steps = client.get(next(way for way in ways if way.endswith("/poverty_line/"))).content.decode()
    whole = explanation.value("poverty_line")
    assert len(inputs(whole)) > 3
    assert all(escape(title) in steps for title in inputs(whole))
    assert len(looks(family)) == before + 1
    for way in ways:
        answer = client.get(way)
        assert answer.status_code == 200
        assert 'class="why steps"' in answer.content.decode()
    for nothing in ("no_such_name", "poverty_line-1", "disability_allowance-99", "-", "a-b"):
        assert client.get(f"/en/families/family/{family}/why/{nothing}/").status_code == 404
    address = f"/en/families/family/{family}/why/poverty_line/"
    other = sign_in(Role.OFFICER, OTHER_DISTRICT)
    assert other.get(address).status_code == 404
    unasked = sign_in(Role.ANALYST).get(address)
    assert unasked["Location"] == f"/en/families/family/{family}/reason/"


def test_offers_are_those_of_the_library_for_every_family(region: LoadedSnapshot, made_up: MadeUp) -> None:
    proposals = propose(made_up.snapshot, made_up.assessment, folder().assessments / "proposals")
    checked = 0
    for family in made_up.families["family"].to_list()[::9]:
        rows = {name: frame.to_dicts() for name, frame in made_up.snapshot.family(family).items()}
        key = lambda offer: (offer.measure.order, offer.person or 0)  # noqa: E731
        expected = sorted(offers_to_family(proposals, family), key=key)
        assert offers_to(rows, family, DATE) == expected
        checked += len(expected)
    assert checked > 50


def test_the_card_is_told_in_the_language_of_the_page(
    region: LoadedSnapshot, family: int, made_up: MadeUp
) -> None:
    line = next(
        list_queries.FamilyLine(**{name: row[name] for name in list_queries.FamilyLine.__dataclass_fields__})
        for row in made_up.families.filter(family=family).to_dicts()
    )
    card = card_queries.Card(region, line, made_up.snapshot.family(family), ())
    for language, word in (("ru", "Среднедушевой"), ("kk", "Жан басына")):
        with override(language), speaking(language):  # type: ignore[arg-type]
            content = CardContent(card, language)  # type: ignore[arg-type]
            titles = [answer.title for answer in content.standing()]
        assert any(title.startswith(word) for title in titles)


def test_earlier_snapshots_stand_on_the_card(published: Publish, family: int, sign_in: SignIn) -> None:
    published(EARLIER)
    published()
    html = opened(sign_in(Role.OFFICER, DISTRICT), family)
    history = html[html.index('id="history"') :]
    assert history.index("1 October 2026") < history.index("1 July 2026")


def test_a_family_of_another_district_is_as_if_it_were_not_there(
    region: LoadedSnapshot, stranger: int, sign_in: SignIn
) -> None:
    client = sign_in(Role.OFFICER, DISTRICT)
    offer = Offer.objects.create(
        family=stranger, place=OTHER_DISTRICT, measure="vacancy", offered_by=client.account
    )
    case = Case.objects.create(family=stranger, place=OTHER_DISTRICT, opened_by=client.account)
    for family in (stranger, 12345):
        answers = {
            client.get(f"/en/families/family/{family}/").status_code,
            client.get(f"/en/families/family/{family}/reason/").status_code,
            client.post(f"/en/families/family/{family}/reason/", {"reason": "visit"}).status_code,
            client.get(f"/en/families/family/{family}/refusals/").status_code,
            client.post(f"/en/families/family/{family}/offer/", {"measure": "vacancy"}).status_code,
            client.post(f"/en/families/family/{family}/case/").status_code,
        }
        assert answers == {404}
    assert client.get(f"/en/families/offers/{offer.pk}/").status_code == 404
    assert client.get(f"/en/families/cases/{case.pk}/").status_code == 404
    session = client.session
    session[card_pages.OPENED] = {str(stranger): ("visit", time.time())}
    session.save()
    assert client.get(f"/en/families/family/{stranger}/").status_code == 404
    assert looks(stranger) == []


def test_help_is_offered_and_followed_by_officers_only(
    region: LoadedSnapshot, family: int, sign_in: SignIn
) -> None:
    analyst = sign_in(Role.ANALYST)
    assert "offer-help" not in opened(analyst, family)
    assert client_offers(analyst, family) == 403
    officer = sign_in(Role.OFFICER, DISTRICT)
    html = opened(officer, family)
    measure = re.search(r'name="measure" value="(\w+)"', html)
    assert measure
    assert client_offers(officer, family, measure[1]) == 302
    offer, case = Offer.objects.get(), Case.objects.get()
    assert (offer.state, case.state, offer.place) == (OfferState.OFFERED, CaseState.OPEN, case.place)
    assert client_offers(officer, family, "no_such_measure") == 404
    html = officer.get(f"/en/families/family/{family}/").content.decode()
    assert f'name="measure" value="{measure[1]}"' not in html
    actions = AuditEvent.objects.filter(subject=f"family {family}").order_by("id")
    assert [each.action for each in actions][-3:] == ["case opened", "help offered", "family card opened"]


def client_offers(client: Client, family: int, measure: str = "targeted_assistance") -> int:
    return client.post(f"/en/families/family/{family}/offer/", {"measure": measure}).status_code


@pytest.mark.parametrize("kind", ["offers", "cases"])
def test_of_two_officers_who_write_at_once_the_second_is_told_and_loses_nothing(
    region: LoadedSnapshot, made_up: MadeUp, family: int, sign_in: SignIn, kind: str
) -> None:
    first, second = sign_in(Role.OFFICER, DISTRICT), sign_in(Role.OFFICER, DISTRICT)
    client_offers(first, family)
    row = Offer.objects.get() if kind == "offers" else Case.objects.get()
    address = f"/en/families/{kind}/{row.pk}/"
    done = {"offers": ("accepted", "declined"), "cases": ("waiting", "closed")}[kind]
    assert (
        first.post(address, {"state": done[0], "notes": "She comes on Monday.", "version": 1}).status_code
        == 302
    )
    told = second.post(address, {"state": done[1], "notes": "Nobody at home.", "version": 1})
    assert told.status_code == 409
    html = told.content.decode()
    assert "She comes on Monday." in html
    assert "Nobody at home." in html
    row.refresh_from_db()
    assert (row.state, row.notes) == (done[0], "She comes on Monday.")
    version = re.search(r'name="version" value="(\d+)"', html)
    assert version
    again = {"state": done[1], "notes": "Both notes.", "version": version[1]}
    assert second.post(address, again).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.notes, row.version) == (done[1], "Both notes.", 3)
    assert row.changed_by == second.account


def test_a_card_costs_few_queries(
    region: LoadedSnapshot, family: int, sign_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = sign_in(Role.OFFICER, DISTRICT)
    opened(client, family)
    with django_assert_num_queries(AROUND + 7):
        client.get(f"/en/families/family/{family}/")
