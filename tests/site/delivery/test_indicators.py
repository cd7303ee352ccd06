"""Indicators of kinds: exact sums, shares rounded once, each figure with the records that it counts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from esep_site.bodies.models import Body
from esep_site.delivery import indicators, queries
from esep_site.delivery.bulk import write_entries
from esep_site.delivery.catalogue import Kind, kinds
from esep_site.delivery.entries import Entry, MoneyLine
from esep_site.delivery.models import Record
from esep_site.people import audit
from esep_site.people.roles import Role

from ..conftest import DISTRICT, OTHER_DISTRICT, REGION, MakeAccount
from .conftest import ROAD, programme, road
from .test_pages import text_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def section(code: str, place: str, stage: str, length: str, done: str = "") -> Entry:
    fields = {**ROAD, "length": length, "contract_number": "1", "warranty_years": 3}
    fields |= {"accepted_on": "2026-10-01", "conclusion": "fit", **({"length_done": done} if done else {})}
    return road(code, place, stage=stage, fields=fields, programme="nurly-zhol")


@pytest.fixture
def roads(bodies: dict[str, Body]) -> dict[str, Record]:
    """Four sections: under way with 0.1 and 0.2 km done, accepted without a length done, planned."""
    with audit.recording():
        outcome = write_entries(
            by=None,
            entries=[
                programme(),
                section("a", DISTRICT, "works", "12.5", "0.1"),
                section("b", OTHER_DISTRICT, "works", "7.25", "0.2"),
                section("c", DISTRICT, "accepted", "1.005"),
                section("d", DISTRICT, "planned", "100", "50"),
            ],
        )
    assert not outcome.faults
    return {row.code: row for row in Record.objects.all()}


def of_roads(place: str = REGION) -> dict[str, tuple[str, int, str | None]]:
    rows = queries.records(queries.Filters(place), TODAY)
    with CaptureQueriesContext(connection) as asked:
        found = indicators.figures(rows, [kinds()["road_section"]])
    assert len(asked) == 1
    return {
        each.indicator.code: (str(each.value), each.records, str(each.share) if each.share else None)
        for each in found
    }


def test_figures_are_exact_over_the_records_that_are_counted(roads: dict[str, Record]) -> None:
    """12.5 + 7.25 + 1.005 km in work, 0.3 of them done: 1.446 %. The planned one counts in nothing."""
    assert of_roads() == {
        "sections": ("3", 3, None),
        "length": ("20.755", 3, None),
        "length_done": ("0.3", 2, "1.4"),
    }
    assert of_roads(OTHER_DISTRICT)["length_done"] == ("0.2", 1, "2.8")  # 0.2 of 7.25: 2.7586


def test_a_share_of_nothing_is_none_and_halves_go_up(roads: dict[str, Record]) -> None:
    Record.objects.all().update(stage="planned", category="planned")
    assert of_roads()["length_done"] == ("None", 0, None)
    assert of_roads()["sections"] == ("0", 0, None)
    Record.objects.filter(code="a").update(
        stage="works", category="under_way", fields={**ROAD, "length": "16", "length_done": "1.04"}
    )
    assert of_roads()["length_done"][2] == "6.5"
    Record.objects.filter(code="a").update(fields={**ROAD, "length": "2000", "length_done": "1"})
    assert of_roads()["length_done"][2] == "0.1"  # 0.05


def test_money_beyond_what_a_float_holds_is_summed_exactly(bodies: dict[str, Body]) -> None:
    fields = {"youth": False, "given_by": "akim", "purpose": "x", "sum": 9_007_199_254_740_993}
    rows = [
        Record(
            region="31", code=f"g{at}", kind="grant", kind_version=1, place=DISTRICT, district=DISTRICT,
            stage="given", category="under_way", fields=fields, words="", name_kk="g", name_ru="g",
        )
        for at in range(3)
    ]  # fmt: skip
    Record.objects.bulk_create(rows)
    rows[0].fields = {**fields, "sum": "ten"}  # as another version of the kind might have written it
    rows[0].save()
    found = {
        each.indicator.code: each for each in indicators.figures(Record.objects.all(), [kinds()["grant"]])
    }
    assert (found["sum"].value, found["sum"].records) == (Decimal(18_014_398_509_481_986), 2)
    assert (found["grants"].value, found["grants"].records) == (3, 3)


def test_a_record_may_stand_for_many(bodies: dict[str, Body]) -> None:
    given = {"kind": "business_support", "name_kk": "x", "name_ru": "x", "place": REGION}
    kind = kinds()["business_support"]
    row = Record(region="31", kind_version=1, stage="x", category="done", district=REGION, words="")
    for name, value in given.items():
        setattr(row, name, value)
    for at, fields in enumerate(({}, {"number_of": 40})):
        row.pk, row.code, row.fields = None, f"r{at}", fields
        row.save(force_insert=True)
    deals = indicators.figures(Record.objects.all(), [kind])[0]
    assert (deals.indicator.code, deals.value, deals.records) == ("deals", 41, 2)


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.kind)
def test_every_indicator_of_the_catalogue_can_be_asked_and_agrees_with_its_records(
    bodies: dict[str, Body], kind: Kind
) -> None:
    """What the database sums is what the cards of the records say one by one."""
    for at, stage in enumerate(kind.stages):
        fields = {
            each.code: at + 3 if each.type in ("number", "money") else f"{at}.5"
            for each in kind.fields
            if each.type in ("number", "money", "decimal") and at % 3
        }
        Record.objects.create(
            region="31", code=f"r{at}", kind=kind.kind, kind_version=kind.version, place=DISTRICT,
            district=DISTRICT, stage=stage.code, category=stage.category.value, fields=fields, words="",
            name_kk="r", name_ru="r", jobs_planned=at, permanent_created=at, money_paid=at * 10,
        )  # fmt: skip
    rows = list(Record.objects.all())
    own = [{each.indicator.code: each for each in indicators.of_record(row)} for row in rows]
    for each in indicators.figures(Record.objects.all(), [kind]):
        counted = [one[each.indicator.code] for one in own if one[each.indicator.code].is_counted]
        assert (each.value or 0) == sum(one.value or 0 for one in counted)
        assert each.records == len(counted)
        assert Record.objects.filter(indicators.counted(kind, each.indicator)).count() == len(counted)


def test_each_figure_of_the_portfolio_leads_to_the_records_that_it_counts(
    client: Client, roads: dict[str, Record], make_account: MakeAccount
) -> None:
    client.force_login(make_account(Role.PROGRAMME_OFFICER, REGION))
    address = f"/ru/delivery/portfolio/{REGION}/"
    page = client.get(f"{address}?kind=road_section&q=дорога")
    shown = text_of(page)
    assert "Готово 0,3 км 1,4 % от: Охвачено работами. учтено записей: 2" in shown
    assert "20,755 км" in shown
    for each in page.context["figures"]:
        with CaptureQueriesContext(connection) as asked:
            found = client.get(f"{address}?{each['query']}")
        assert len(asked) <= 14
        assert found.context["whole"].number == each["figure"].records, each["figure"].indicator.code
        assert "q=" in each["query"]
        assert [one["figure"].value for one in found.context["figures"]] == [
            one["figure"].value for one in page.context["figures"]
        ]
    found = client.get(f"{address}?{page.context['figures'][2]['query']}")
    assert {row["record"].code for row in found.context["rows"]} == {"a", "b"}


def test_the_figures_of_a_programme_are_those_that_one_may_see(
    client: Client, roads: dict[str, Record], make_account: MakeAccount
) -> None:
    address = f"/ru/delivery/programmes/{roads['nurly-zhol'].pk}/"
    for role, place, length, codes in (
        (Role.PROGRAMME_OFFICER, REGION, "20.755", {"a", "b", "c"}),
        (Role.OFFICER, OTHER_DISTRICT, "7.25", {"b"}),
    ):
        client.force_login(make_account(role, place))
        with CaptureQueriesContext(connection) as asked:
            page = client.get(address)
        assert len(asked) <= 30
        found = {each["figure"].indicator.code: each for each in page.context["figures"]}
        assert str(found["length"]["figure"].value) == length
        listed = client.get(f"{address}?{found['length']['query']}")
        assert {row["record"].code for row in listed.context["rows"]} == codes
        assert "Охвачено работами" in text_of(listed)


def test_the_card_tells_what_the_record_brings_and_what_each_check_says(
    client: Client, roads: dict[str, Record], make_account: MakeAccount
) -> None:
    client.force_login(make_account(Role.OFFICER, DISTRICT))
    shown = text_of(client.get(f"/ru/delivery/records/{roads['a'].pk}/"))
    assert "Готово 0,1 км 0,8 % от: Охвачено работами" in shown
    assert "не так Готово больше длины участка." in shown
    assert "неизвестно Участок начинается" in shown or "неизвестно Начало участка" in shown
    shown = text_of(client.get(f"/ru/delivery/records/{roads['d'].pk}/"))
    assert "50 км на этом этапе не учитывается" in shown
    roads["a"].partner_set.all().delete()
    shown = text_of(client.get(f"/ru/delivery/records/{roads['a'].pk}/"))
    assert "это так Подрядчик не указан." in shown


def test_what_fails_a_check_is_listed_with_what_is_wrong(
    client: Client, roads: dict[str, Record], make_account: MakeAccount
) -> None:
    client.force_login(make_account(Role.OFFICER, DISTRICT))
    desk = f"/ru/delivery/desk/{DISTRICT}/"
    assert "Подрядчик не указан." not in text_of(client.get(desk))
    roads["a"].partner_set.all().delete()
    with CaptureQueriesContext(connection) as asked:
        shown = text_of(client.get(desk))
    assert len(asked) <= 16
    assert "Подрядчик не указан." in shown
    for query in ("wrong=on", "wrong=on&kind=road_section"):
        with CaptureQueriesContext(connection) as asked:
            page = client.get(f"/ru/delivery/portfolio/{DISTRICT}/?{query}")
        assert len(asked) <= 14
        assert [row["record"].code for row in page.context["rows"]] == ["a"]
        assert "Подрядчик не указан." in text_of(page)
    page = client.get(f"/ru/delivery/portfolio/{DISTRICT}/?wrong=on&kind=grant&view=groups")
    assert page.context["whole"].number == 0


def test_an_entry_with_money_is_counted_after_it_is_written(bodies: dict[str, Body]) -> None:
    """Sums beside the record are those of its rows, which the database keeps."""
    entry = replace(road("m"), money=[MoneyLine(2026, "regional", 10**15, 0, 10**15)])
    with audit.recording():
        write_entries(by=None, entries=[entry])
    row = Record.objects.get()
    assert indicators.of_record(row)[0].value == 1


def test_programs_get_the_figures_with_exact_digits(
    client: Client, roads: dict[str, Record], make_account: MakeAccount
) -> None:
    client.force_login(make_account(Role.PROGRAMME_OFFICER, REGION))
    address = f"/api/v1/places/{REGION}/records/indicators"
    told = client.get(f"{address}?kind=road_section").json()["figures"]
    done = next(each for each in told if each["indicator"] == "length_done")
    assert (done["value"], done["records"], done["share"], done["share_of"]) == ("0.3", 2, "1.4", "length")
    assert {each["kind"] for each in client.get(address).json()["figures"]} == set(kinds())
    assert client.get(f"{address}?kind=moon").status_code == 404
    table = client.get(f"/en/delivery/exports/{REGION}/indicators.csv").content.decode().splitlines()
    assert "road_section,length,Length in work,km,20.755,3,," in table
    assert not [line for line in table if line.startswith("grant,")]
    client.force_login(make_account(Role.OFFICER, DISTRICT))
    assert client.get(address).status_code == 403
    told = client.get(f"/api/v1/places/{DISTRICT}/records/indicators?kind=road_section").json()["figures"]
    assert {each["value"] for each in told} == {"2", "13.505", "0.1"}
