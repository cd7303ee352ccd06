"""Lists of families: filters, pages, search, saved lists, files; and nothing of another district."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import unquote_plus

import polars as pl
import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from esep_site.families import list_pages, list_queries
from esep_site.families.models import LoadedSnapshot, SavedView
from esep_site.people import actions, audit
from esep_site.people.models import AuditEvent
from esep_site.people.roles import Role
from esep_site.spreadsheets import harmless

from ..conftest import DISTRICT, OTHER_DISTRICT, REGION
from ..test_alphabet import by_letters
from .conftest import MadeUp, SignIn
from .test_place_pages import AROUND

LIST = f"/en/families/list/{DISTRICT}/"


def families(client: Client, address: str) -> list[int]:
    """The families on one page, in its order."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return [int(found) for found in re.findall(r"/families/family/(\d+)/\"", answer.content.decode())]


def every_page(client: Client, address: str) -> list[int]:
    """The families on all pages, following «Next families»."""
    found: list[int] = []
    while True:
        html = client.get(address).content.decode()
        found += [int(each) for each in re.findall(r"/families/family/(\d+)/\"", html)]
        following = re.search(r'href="\?([^"]*)" rel="next"', html)
        if following is None:
            return found
        address = f"{LIST}?{following[1].replace('&amp;', '&')}"


def test_all_pages_together_are_the_families_of_the_district(
    region: LoadedSnapshot, made_up: MadeUp, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_queries, "PAGE", 7)
    monkeypatch.setattr(list_queries.families, "__kwdefaults__", {"descending": False, "most": 7})
    rows = made_up.families.filter(district=DISTRICT)
    ranks = {head: rank for rank, head in enumerate(sorted(set(rows["head"]), key=by_letters))}
    rows = rows.with_columns(rank=pl.col("head").replace_strict(ranks))
    client = sign_in(Role.OFFICER, DISTRICT)
    for query, column, descending in (
        ("", "points", False),
        ("?sort=payments&way=down", "payments", True),
        ("?sort=head&way=up", "rank", False),
    ):
        ordered = rows.sort(column, "family", descending=descending)["family"].to_list()
        assert every_page(client, LIST + query) == ordered


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("levels=B&levels=D", pl.col("level").is_in(["B", "D"])),
        ("below_minimum=1", pl.col("below_minimum")),
        ("undrawn=0&rural=1", ~pl.col("undrawn") & pl.col("rural")),
        ("kinds=large", pl.col("kind") == "large"),
        ("rights=targeted_assistance", pl.col("rights").str.contains("targeted_assistance")),
        ("flags=has_member_with_disability", pl.col("flags").str.contains("has_member_with_disability")),
        ("members_from=4&members_to=5", pl.col("members").is_between(4, 5)),
        ("children_from=3", pl.col("children") >= 3),
    ],
)
def test_a_filter_keeps_the_families_that_it_says(
    region: LoadedSnapshot, made_up: MadeUp, sign_in: SignIn, query: str, kept: pl.Expr
) -> None:
    expected = made_up.families.filter(pl.col("district") == DISTRICT).filter(kept)["family"].to_list()
    client = sign_in(Role.OFFICER, DISTRICT)
    assert 0 < len(expected) <= 50
    assert sorted(families(client, f"{LIST}?{query}")) == sorted(expected)
    html = client.get(f"{LIST}?{query}").content.decode()
    assert f"Families: {len(expected)}" in html


def test_a_search_finds_names_and_card_numbers_and_keeps_to_the_filters(
    region: LoadedSnapshot, made_up: MadeUp, sign_in: SignIn
) -> None:
    client = sign_in(Role.OFFICER, DISTRICT)
    rows = made_up.families.filter(pl.col("district") == DISTRICT, pl.col("members") > 0)
    one = rows.row(0, named=True)
    surname = one["head"].split()[0]
    assert one["family"] in families(client, f"{LIST}?q={surname}")
    assert families(client, f"{LIST}?q={one['family']}") == [one["family"]]
    other = next(level for level in "ABCDE" if level != one["level"])
    assert one["family"] not in families(client, f"{LIST}?q={surname}&levels={other}")
    assert families(client, f"{LIST}?q=Жоқтықов") == []


def test_a_place_below_is_chosen_from_the_filters(
    region: LoadedSnapshot, made_up: MadeUp, sign_in: SignIn
) -> None:
    client = sign_in(Role.OFFICER, DISTRICT)
    okrug = made_up.families.filter(district=DISTRICT)["okrug"].mode().sort()[0]
    answer = client.get(f"{LIST}?within={okrug}&levels=C")
    assert answer["Location"] == f"/en/families/list/{okrug}/?levels=C"
    answer = client.get(f"{LIST}?within={okrug}", headers={"hx-request": "true"})
    assert answer["HX-Redirect"] == f"/en/families/list/{okrug}/"
    assert client.get(f"{LIST}?within={OTHER_DISTRICT}").status_code == 200  # not below: it asks for nothing


def rows_of_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_files_hold_the_list_and_are_recorded(
    region: LoadedSnapshot, made_up: MadeUp, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_pages, "AT_ONCE", 5)
    client = sign_in(Role.OFFICER, DISTRICT)
    rows = made_up.families.filter(pl.col("district") == DISTRICT, pl.col("level") == "C")
    expected = [str(family) for family in rows.sort("points", "family")["family"]]
    answer = client.get(f"{LIST}families.csv?levels=C")
    head, *lines = rows_of_csv(b"".join(answer.streaming_content))
    assert [line[0] for line in lines] == expected
    assert head[:2] == ["Card number", "Head of the family"]
    answer = client.get(f"{LIST}families.xlsx?levels=C")
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)), read_only=True)
    sheet, about = book.worksheets
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == expected
    assert ("Level", "C") in list(about.iter_rows(values_only=True))
    events = AuditEvent.objects.filter(action="families exported").order_by("id")
    assert [event.details["form"] for event in events] == ["csv", "xlsx"]
    assert all(event.details["rows"] == len(expected) for event in events)
    assert all(event.details["filter"] == {"levels": ["C"]} for event in events)
    assert all((event.place, event.account_id) == (DISTRICT, client.account.pk) for event in events)


def test_a_list_that_is_too_long_leaves_no_file(
    region: LoadedSnapshot, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_pages, "MOST_EXPORTED", 3)
    client = sign_in(Role.OFFICER, DISTRICT)
    answer = client.get(f"{LIST}families.csv", follow=True)
    assert "more than 3 families" in answer.content.decode()
    assert not AuditEvent.objects.filter(action="families exported").exists()


def test_texts_that_look_like_formulas_are_quoted() -> None:
    assert [harmless(cell) for cell in ["=1+1", "-5", "Айгүл", 7, None]] == ["'=1+1", "'-5", "Айгүл", 7, None]


def test_a_saved_list_keeps_the_question_only(region: LoadedSnapshot, sign_in: SignIn) -> None:
    client = sign_in(Role.OFFICER, DISTRICT)
    asked = {"name": "Large  families", "query": "kinds=large&sort=payments&way=down&after=9~9"}
    answer = client.post(f"{LIST}save/", asked, follow=True)
    assert "The list is saved" in answer.content.decode()
    view = SavedView.objects.get()
    assert (view.name, view.place) == ("Large families", DISTRICT)
    assert view.query == {"kinds": ["large"], "sort": ["payments"], "way": ["down"]}
    opened = client.get(f"/en/families/saved-lists/{view.pk}/")
    assert opened["Location"] == f"{LIST}?kinds=large&sort=payments&way=down"
    again = client.post(f"{LIST}save/", asked, follow=True)
    assert "a list of this name already" in again.content.decode()
    change = f"/en/families/saved-lists/{view.pk}/change/"
    client.post(change, {"name": "Many children", "version": 1})
    stale = client.post(change, {"name": "My own", "version": 1})
    assert stale.status_code == 409
    assert "Many children" in stale.content.decode()
    assert "My own" in stale.content.decode()
    client.post(change, {"delete": "1"})
    assert not SavedView.objects.exists()


def test_a_saved_list_reaches_nothing_that_the_role_of_the_day_does_not(
    region: LoadedSnapshot, sign_in: SignIn
) -> None:
    client = sign_in(Role.OFFICER, DISTRICT)
    client.post(f"{LIST}save/", {"name": "Mine", "query": "levels=C"})
    view = SavedView.objects.get()
    stranger = sign_in(Role.OFFICER, DISTRICT)
    answer = stranger.get(f"/en/families/saved-lists/{view.pk}/", follow=True)
    assert "You have no such list" in answer.content.decode()
    SavedView.objects.filter(pk=view.pk).update(place=REGION)
    assert client.get(f"/en/families/saved-lists/{view.pk}/", follow=True).status_code == 403
    assert client.post(f"/en/families/list/{OTHER_DISTRICT}/save/", {"name": "Theirs"}).status_code == 403


def test_nothing_of_another_district_by_list_search_file_or_error(
    region: LoadedSnapshot, made_up: MadeUp, sign_in: SignIn
) -> None:
    client = sign_in(Role.OFFICER, DISTRICT)
    other = made_up.families.filter(pl.col("district") == OTHER_DISTRICT, pl.col("members") > 0)
    own_names = set(made_up.families.filter(district=DISTRICT)["head"])
    names = [name for name in other["head"].unique() if name not in own_names]
    assert len(names) > 5
    pages = ("list/{}/", "list/{}/families.csv", "list/{}/families.xlsx", "places/{}/")
    others = (OTHER_DISTRICT, REGION, "316230100")
    asked = [
        *("/en/families/" + page.format(place) for place in others for page in pages),
        *(f"{LIST}?q={name}" for name in names[:5]),
        f"{LIST}?q={other['family'][0]}",
        f"{LIST}?within={OTHER_DISTRICT}",
        f"{LIST}families.csv?within={OTHER_DISTRICT}&q={names[0]}",
        f"{LIST}?after=0~{other['family'][0]}",
    ]  # fmt: skip
    for address in asked:
        answer = client.get(address, follow=True)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        text = content.decode()
        own = [name for name in names if name in text and f"q={name}" not in address]
        assert not own, (address, own)
        linked = set(map(int, re.findall(r"/families/family/(\d+)/", text)))
        assert not linked & set(other["family"]), address
    with audit.recording():
        actions.end_role(
            by=None,
            holding=client.account.roleholding_set.get(),
            version=1,
            last_day=client.account.roleholding_set.get().valid_from.replace(year=2020),
            reason="test",
        )
    assert client.get(LIST).status_code == 403


def test_a_wrong_place_in_the_list_is_not_found(region: LoadedSnapshot, sign_in: SignIn) -> None:
    client = sign_in(Role.OFFICER, DISTRICT)
    assert client.get(f"{LIST}?after=x").status_code == 404
    assert client.get("/en/families/list/314099999/").status_code == 404


@pytest.mark.parametrize(
    ("query", "most"), [("", 10), ("?levels=C", 11), ("?undrawn=1", 13), ("?q=Ахметов", 11)]
)
def test_a_list_costs_few_queries(
    region: LoadedSnapshot,
    sign_in: SignIn,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    query: str,
    most: int,
) -> None:
    """A rare mark is looked up in the index of words first, at the cost of two queries for each asking; what
    was seen is recorded at the cost of five or six.
    """
    client = sign_in(Role.OFFICER, DISTRICT)
    with django_assert_max_num_queries(AROUND + most):
        client.get(LIST + query)


def test_every_page_of_names_is_recorded_with_its_filters_and_without_names(
    region: LoadedSnapshot, made_up: MadeUp, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_queries.families, "__kwdefaults__", {"descending": False, "most": 7})
    client = sign_in(Role.OFFICER, DISTRICT)
    rows = made_up.families.filter(pl.col("district") == DISTRICT)
    client.get(LIST)
    following = re.search(r'href="\?([^"]*)" rel="next"', client.get(f"{LIST}?sort=head").content.decode())
    assert following
    client.get(f"{LIST}?{following[1].replace('&amp;', '&')}")
    few = rows.filter(pl.col("level") == "E", pl.col("children") >= 3)
    client.get(LIST, {"levels": "E", "children_from": "3"})
    client.get(LIST, {"q": rows["head"].sort()[5], "levels": "E"})
    client.get(LIST, {"q": "", "levels": "wrong"})
    events = list(AuditEvent.objects.filter(action="families listed").order_by("id"))
    assert [(each.account, each.place, each.subject) for each in events] == [
        (client.account, DISTRICT, f"snapshot {region.pk}")
    ] * 5
    wanted = {"levels": ["E"], "children": [3, None]}
    assert [each.details for each in events] == [
        {"shown": 7, "later": False, "filter": {}},
        {"shown": 7, "later": False, "filter": {}},
        {"shown": min(7, len(rows) - 7), "later": True, "filter": {}},
        {"shown": min(7, len(few)), "later": False, "filter": wanted},
        {"shown": 7, "later": False, "filter": {}},
    ]
    (search,) = AuditEvent.objects.filter(action="families searched")
    assert search.details["filter"] == {"levels": ["E"]}
    assert audit.verify().broken is None


def test_a_list_that_is_refused_is_no_list_that_was_seen(region: LoadedSnapshot, sign_in: SignIn) -> None:
    client = sign_in(Role.OFFICER, OTHER_DISTRICT)
    assert client.get(LIST).status_code == 403
    assert client.get(f"/en/families/list/{OTHER_DISTRICT}/?after=x~y").status_code == 404
    assert not AuditEvent.objects.filter(action="families listed").exists()


def test_a_searched_name_stands_in_no_address(
    region: LoadedSnapshot, made_up: MadeUp, sign_in: SignIn
) -> None:
    client = sign_in(Role.OFFICER, DISTRICT)
    rows = made_up.families.filter(pl.col("district") == DISTRICT, pl.col("members") > 0)
    name = rows["head"].sort()[0]
    page = client.get(LIST).content.decode()
    form = page[page.index('class="listing') - 60 : page.index("</form>", page.index('class="listing'))]
    assert 'method="post"' in form
    assert "hx-get" not in form
    assert "push-url" not in form
    answer = client.post(LIST, {"q": name, "levels": list("ABCDE"), "sort": "head"})
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "HX-Push-Url" not in answer
    found = families_of(html)
    assert found
    addresses = re.findall(r'(?:href|action|data-hx-\w+)="([^"]*)"', html)
    assert len(addresses) > 20
    for word in name.split():
        assert not [each for each in addresses if word in unquote_plus(each)]
    assert 'name="q" value="' in html
    assert "view-name" not in html
    export = client.post(f"{LIST}families.csv", {"q": name, "levels": list("ABCDE")})
    taken = list(csv.DictReader(io.StringIO(b"".join(export.streaming_content).decode("utf-8-sig"))))
    assert [int(row["Card number"]) for row in taken] == found
    okrug = rows.filter(pl.col("head") == name)["okrug"][0]
    within = client.post(LIST, {"q": name, "within": okrug})
    assert within.status_code == 200
    assert set(families_of(within.content.decode())) <= set(rows.filter(pl.col("okrug") == okrug)["family"])


def families_of(html: str) -> list[int]:
    return [int(found) for found in re.findall(r"/families/family/(\d+)/\"", html)]


def test_filters_stay_an_address_that_can_be_come_back_to(region: LoadedSnapshot, sign_in: SignIn) -> None:
    client = sign_in(Role.OFFICER, DISTRICT)
    asked = {"q": " ", "levels": ["D", "E"], "undrawn": "1", "within": "", "kinds": ""}
    assert client.post(LIST, asked)["Location"] == f"{LIST}?levels=D&levels=E&undrawn=1"
    part = client.post(LIST, asked, headers={"HX-Request": "true"})
    assert part.status_code == 200
    assert part["HX-Push-Url"] == f"{LIST}?levels=D&levels=E&undrawn=1"
    whole = client.get(f"{LIST}?levels=D&levels=E&undrawn=1")
    assert families_of(part.content.decode()) == families_of(whole.content.decode())
    assert client.post(LIST, {})["Location"] == LIST


def test_a_saved_list_keeps_no_name(region: LoadedSnapshot, sign_in: SignIn) -> None:
    client = sign_in(Role.OFFICER, DISTRICT)
    client.post(f"{LIST}save/", {"name": "mine", "query": "levels=E&q=Ахметов"})
    view = SavedView.objects.get()
    assert view.query == {"levels": ["E"]}
    SavedView.objects.update(query={"levels": ["E"], "q": ["Ахметов"]})
    assert client.get(f"/en/families/saved-lists/{view.pk}/")["Location"] == f"{LIST}?levels=E"
