"""Targets for programs: what is read can be sent back, all or none are set."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from esep_site.delivery.models import Target
from esep_site.people.roles import Role

from ..conftest import DISTRICT, OTHER_DISTRICT, REGION, MakeAccount

pytestmark = pytest.mark.django_db
YEAR = {"indicator": "jobs", "first_year": 2022, "last_year": 2022}


@pytest.fixture
def officer(make_account: MakeAccount, client: Client) -> Client:
    client.force_login(make_account(Role.PROGRAMME_OFFICER, REGION))
    return client


def send(client: Client, place: str, *targets: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    body = json.dumps({"targets": targets})
    answer = client.post(f"/api/v1/places/{place}/targets", body, content_type="application/json")
    return answer.status_code, answer.json()


def read(client: Client, place: str, query: str = "") -> list[dict[str, Any]]:
    found = client.get(f"/api/v1/places/{place}/targets{query}").json()["targets"]
    assert isinstance(found, list)
    return found


def test_what_is_read_and_sent_back_changes_nothing(officer: Client) -> None:
    points = [{"day": "2022-06-30", "value": 9000}]
    region = {**YEAR, "place": REGION, "value": 32_000, "points": points, "source": "000"}
    longer = {**YEAR, "place": DISTRICT, "last_year": 2026, "value": 50_000}
    status, told = send(officer, REGION, region, longer)
    assert (status, told["changed"]) == (200, 2)
    assert Target.objects.get(place=REGION).points == [["2022-06-30", 9000]]
    listed = read(officer, REGION)
    assert [(each["place"], each["value"], each["version"]) for each in listed] == [
        (REGION, 32_000, 1), (DISTRICT, 50_000, 1),
    ]  # fmt: skip
    assert listed[0] == {**region, "version": 1}
    assert send(officer, REGION, *listed) == (200, {"targets": listed, "changed": 0})
    assert [each["place"] for each in read(officer, DISTRICT)] == [DISTRICT]
    assert [each["place"] for each in read(officer, REGION, "?year=2026")] == [DISTRICT]
    assert read(officer, REGION, "?indicator=youth_jobs") == []


def test_points_that_are_not_told_stay_and_an_older_version_is_refused(officer: Client) -> None:
    points = [{"day": "2022-06-30", "value": 9000}]
    region = {**YEAR, "place": REGION, "value": 32_000, "points": points}
    send(officer, REGION, region)
    _status, told = send(officer, REGION, {**YEAR, "place": REGION, "value": 33_000, "version": 1})
    assert (told["changed"], told["targets"][0]["points"]) == (1, points)
    status, refused = send(officer, REGION, {**region, "value": 34_000, "version": 1})
    assert (status, refused["faults"][0]["where"]) == (422, "/targets/0/version")
    assert send(officer, REGION, {**region, "value": 35_000})[0] == 200, "without a version it overwrites"
    assert Target.objects.get().value == 35_000


def test_nothing_is_set_where_one_has_a_fault(officer: Client) -> None:
    good = {**YEAR, "place": DISTRICT, "value": 1}
    for wrong, where in (
        ({"indicator": "happiness"}, "indicator"),
        ({"last_year": 2021}, "last_year"),
        ({"place": OTHER_DISTRICT}, "place"),
    ):
        status, told = send(officer, DISTRICT, good, {**good, **wrong})
        assert (status, f"/targets/1/{where}" in {each["where"] for each in told["faults"]}) == (422, True)
    assert not Target.objects.exists()


def test_who_only_keeps_records_sets_none(make_account: MakeAccount, client: Client) -> None:
    client.force_login(make_account(Role.OFFICER, DISTRICT))
    assert send(client, DISTRICT, {**YEAR, "place": DISTRICT, "value": 1})[0] == 403
    assert read(client, DISTRICT) == []
