"""Records for programs: what is read can be sent back, faults are told by their place in the body."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from esep_site.delivery.models import Record
from esep_site.people.roles import Role

from ..conftest import DISTRICT, OTHER_DISTRICT, REGION, MakeAccount


@pytest.fixture
def officer(make_account: MakeAccount, client: Client) -> Client:
    client.force_login(make_account(Role.PROGRAMME_OFFICER, REGION))
    return client


def read(client: Client, place: str, query: str = "") -> tuple[int, dict[str, Any]]:
    answer = client.get(f"/api/v1/places/{place}/records{query}")
    return answer.status_code, answer.json()


def send(client: Client, place: str, **body: Any) -> tuple[int, dict[str, Any]]:
    address = f"/api/v1/places/{place}/records/entries"
    answer = client.post(address, json.dumps(body), content_type="application/json")
    return answer.status_code, answer.json()


def test_what_is_read_and_sent_back_changes_nothing(ledger: dict[str, Record], officer: Client) -> None:
    status, told = read(officer, REGION)
    assert (status, [each["code"] for each in told["records"]]) == (200, ["nurly-zhol", "road-1", "road-2"])
    assert told["next"] is None
    status, outcome = send(officer, REGION, records=told["records"])
    assert status == 200, outcome
    assert sorted(outcome["unchanged"]) == ["nurly-zhol", "road-1", "road-2"]


def test_a_record_is_changed_and_a_stale_one_is_told(ledger: dict[str, Record], officer: Client) -> None:
    _status, told = read(officer, DISTRICT, "?kind=road_section&category=planned")
    (road,) = told["records"]
    assert send(officer, DISTRICT, records=[road | {"name_ru": "Новая"}], dry_run=True)[1]["changed"] == [
        "road-1"
    ]
    assert Record.objects.get(code="road-1").name_ru == "Дорога road-1"
    assert send(officer, DISTRICT, records=[road | {"name_ru": "Новая"}])[1]["changed"] == ["road-1"]
    assert Record.objects.get(code="road-1").name_ru == "Новая"
    assert send(officer, DISTRICT, records=[road | {"name_ru": "Другая"}])[1]["conflicts"] == ["road-1"]


def test_faults_are_told_by_their_place(ledger: dict[str, Record], officer: Client) -> None:
    _status, told = read(officer, DISTRICT)
    (road,) = told["records"]
    money = [{**road["money"][0], "source": "nobody"}]
    status, refused = send(officer, DISTRICT, records=[road | {"money": money, "stage": "nowhere"}])
    assert status == 422
    assert {"/records/0/stage"} <= {each["where"] for each in refused["faults"]}
    status, refused = send(officer, DISTRICT, records=[road | {"place": OTHER_DISTRICT}])
    assert (status, refused["faults"][0]["where"]) == (422, "/records/0/place")
    assert send(officer, DISTRICT, records=[road | {"money": [{"year": "2026"}]}])[0] == 422


def test_another_district_is_closed(
    ledger: dict[str, Record], make_account: MakeAccount, client: Client
) -> None:
    client.force_login(make_account(Role.PROGRAMME_OFFICER, DISTRICT))
    assert read(client, OTHER_DISTRICT)[0] == 403
    _status, told = read(client, DISTRICT)
    assert send(client, OTHER_DISTRICT, records=told["records"])[0] == 403
