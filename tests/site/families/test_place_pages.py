"""Pages of places: figures, map, levels, parts, and how many queries they cost."""

from __future__ import annotations

import re

import polars as pl
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from esep.places import places
from esep_site.families import pages
from esep_site.families.kept_pages import KeptPages
from esep_site.families.models import LoadedSnapshot
from esep_site.people.roles import Role

from ..conftest import DISTRICT, OTHER_DISTRICT, REGION
from .conftest import EARLIER, MadeUp, Publish, SignIn

AROUND = 7
"""Queries around every page: session, account with its roles, the transaction, role and places."""


def cells(html: str, head: str) -> dict[str, str]:
    """Name of the place → the cell of a column of the table of parts."""
    table = html[html.index('id="parts"') :]
    found = {}
    for row in re.findall(r"<tr><th scope=\"row\">.*?</tr>", table, re.DOTALL):
        name = re.search(r">([^<>]+)</a></th>", row)
        cell = re.search(rf'data-head="{re.escape(head)}">([^<]*)<', row)
        assert name
        assert cell
        found[name[1]] = cell[1]
    return found


def number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def test_the_overview_counts_what_the_rows_hold(
    region: LoadedSnapshot, made_up: MadeUp, sign_in: SignIn
) -> None:
    client = sign_in(Role.ANALYST)
    answer = client.get("/en/families/", follow=True)
    html = answer.content.decode()
    members = made_up.families.filter(pl.col("members") > 0)
    by_district = cells(html, "Families")
    expected = {
        places().get(code).names.en: count for code, count in members.group_by("district").len().rows()
    }
    assert {name: number(text) for name, text in by_district.items()} == expected
    cards = dict(
        re.findall(r'<p class="name">(?:<a[^>]*>)?([^<]+).*?<p class="number">([^<]+)', html, re.DOTALL)
    )
    assert number(cards["Families"]) == len(members)
    assert number(cards["Below the subsistence minimum"]) == members["below_minimum"].sum()
    assert number(cards["On levels D and E"]) == members["level"].is_in(["D", "E"]).sum()
    assert number(cards["With rights not drawn"]) == members["undrawn"].sum()
    assert number(cards["With a right to targeted assistance"]) == (members["assistance"] > 0).sum()
    assert html.count('<rect class="shade-') == 11 + 5
    assert f"/en/families/list/{REGION}/?levels=C" in html


def test_parts_are_sorted_by_the_column_that_was_chosen(region: LoadedSnapshot, sign_in: SignIn) -> None:
    client = sign_in(Role.ANALYST)
    for way, reverse in (("up", False), ("down", True)):
        html = client.get(f"/en/families/places/{REGION}/?sort=families&way={way}").content.decode()
        counts = [number(text) for text in cells(html, "Families").values()]
        assert counts == sorted(counts, reverse=reverse)
        assert f'aria-sort="{"descending" if reverse else "ascending"}"' in html


def test_each_kind_of_place_has_its_page_down_to_the_list(
    region: LoadedSnapshot, made_up: MadeUp, sign_in: SignIn
) -> None:
    client = sign_in(Role.OFFICER, DISTRICT)
    rows = made_up.families.filter(district=DISTRICT)
    settlement = rows["place"].mode().sort()[0]
    for code in (DISTRICT, f"{settlement[:6]}000", settlement):
        html = client.get(f"/en/families/places/{code}/").content.decode()
        count = len(rows.filter((pl.col("members") > 0) & pl.col("place").str.starts_with(code.rstrip("0"))))
        assert re.search(rf'<p class="name">Families</p>\s*<p class="number">{count}\b', html)
        assert f"/en/families/list/{code}/" in html
        assert f"/places/{REGION}/" not in html


def test_what_changed_since_the_snapshot_before(published: Publish, sign_in: SignIn) -> None:
    first = published(EARLIER)
    second = published()
    second.flows = {
        "since": first.pk, "came": 7, "left": 3, "stayed": 400, "levels": {"C": {"D": 12, "C": 300}},
        "assistance": {"became_due": 5, "stayed_due": 6, "no_longer_due": 1},
    }  # fmt: skip
    second.save()
    html = sign_in(Role.ANALYST).get(f"/en/families/places/{REGION}/").content.decode()
    assert "Changes are since 1 July 2026" in html
    assert html.count("±0") >= 7
    assert re.search(r"Families that came</dt><dd>7<", html)
    matrix = html[html.index('class="matrix"') :]
    assert re.search(r'level-C">C</span></th>.*?<td class="number">12</td>', matrix, re.DOTALL)
    html = sign_in(Role.PRESS_OFFICER).get(f"/en/families/places/{REGION}/").content.decode()
    assert (
        re.findall(r"<dt>[^<]*</dt><dd>([^<]*)<", html[html.index("Families that came") - 5 :]) == ["∗"] * 4
    )
    assert 'class="matrix"' not in html
    second.flows |= {"left": 5, "assistance": {"became_due": 5, "stayed_due": 6, "no_longer_due": 0}}
    second.save()
    html = sign_in(Role.PRESS_OFFICER).get(f"/en/families/places/{REGION}/").content.decode()
    assert re.findall(r"<dt>[^<]*</dt><dd>([^<]*)<", html) == ["7", "5", "5", "0"]


def test_who_sees_no_families_sees_no_small_counts_and_no_lists(
    region: LoadedSnapshot, made_up: MadeUp, sign_in: SignIn
) -> None:
    client = sign_in(Role.PRESS_OFFICER)
    for code in (REGION, DISTRICT, OTHER_DISTRICT):
        html = client.get(f"/en/families/places/{code}/").content.decode()
        content = html[html.index("<main") :]
        assert "/families/list/" not in content
        shown = re.findall(r'class="number"[^>]*>\s*(\d+)\s*<', content)
        assert not {"1", "2", "3", "4"} & set(shown)
        assert "∗" in content


def test_a_place_without_registers_says_so(db: None, sign_in: SignIn) -> None:
    html = sign_in(Role.ANALYST).get(f"/en/families/places/{REGION}/").content.decode()
    assert "No registers of this region are in force yet" in html


@pytest.mark.parametrize("code", [REGION, DISTRICT])
def test_a_page_of_a_place_costs_few_queries(
    region: LoadedSnapshot, sign_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries, code: str
) -> None:
    client: Client = sign_in(Role.ANALYST)
    pages.KEPT = KeptPages()
    with django_assert_num_queries(AROUND + 2):
        client.get(f"/en/families/places/{code}/")
    with django_assert_num_queries(AROUND + 1):
        client.get(f"/en/families/places/{code}/")


def test_a_page_that_was_kept_is_the_page_that_would_be_made(
    region: LoadedSnapshot, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kept for people with other places or permissions, in another order or language: never theirs."""
    people = [
        sign_in(Role.ANALYST),
        sign_in(Role.OFFICER, DISTRICT),
        sign_in(Role.OFFICER, OTHER_DISTRICT),
        sign_in(Role.PRESS_OFFICER),
        sign_in(Role.PRESS_OFFICER, DISTRICT),
    ]
    asked = [
        (who, f"/{language}/families/places/{place}/{query}")
        for who in people
        for language in ("kk", "en")
        for place in (REGION, DISTRICT)
        for query in ("", "?sort=families&way=down", "?indicator=levels")
    ]

    def told() -> list[str]:
        answers = (who.get(address) for who, address in asked)
        texts = (each.content.decode() if each.status_code == 200 else "<main" for each in answers)
        return [text[text.index("<main") :] for text in texts]

    monkeypatch.setattr(pages, "KEPT", KeptPages())
    first, kept = told(), told()
    monkeypatch.setattr(pages, "KEPT", KeptPages(most=0))
    assert first == kept == told()
    assert len(set(kept)) > len(asked) // 2


def test_a_snapshot_that_is_put_in_force_is_seen_at_once(published: Publish, sign_in: SignIn) -> None:
    client = sign_in(Role.ANALYST)
    address = f"/en/families/places/{REGION}/"
    published(EARLIER)
    assert "Registers of 1 July 2026" in client.get(address).content.decode()
    later = published()
    assert "Registers of 1 October 2026" in client.get(address).content.decode()
    assert "Changes are since 1 July 2026" in client.get(address).content.decode()
    LoadedSnapshot.objects.exclude(pk=later.pk).update(published_at=None)
    assert "Changes are since" not in client.get(address).content.decode()
