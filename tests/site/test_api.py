"""The API: who may ask what, how errors are told, what the schema says."""

import datetime
import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from esep_site.people import actions, audit
from esep_site.people.models import Account, AuditEvent, RequestCount
from esep_site.people.rates import caller_of_address
from esep_site.people.roles import Permission, Role

from .conftest import DISTRICT, OTHER_DISTRICT, REGION, MakeAccount

pytestmark = pytest.mark.django_db
PROBLEM = "application/problem+json"
MOTHER_OF_FOUR: dict[str, Any] = {
    "on": "2026-04-01",
    "place": REGION,
    "members": [
        {"role": "head", "sex": "female", "birth_date": "1990-03-01"},
        *(
            {"role": "child", "sex": "male", "birth_date": born}
            for born in ("2025-04-02", "2025-04-01", "2019-04-02", "2019-04-01")
        ),
    ],
}


def send(client: Client, address: str, body: object, **headers: str) -> tuple[int, dict[str, Any]]:
    answer = client.post(
        f"/api/v1{address}", json.dumps(body), content_type="application/json", headers=headers
    )
    return answer.status_code, answer.json()


def read(client: Client, address: str, **headers: str) -> tuple[int, dict[str, Any]]:
    answer = client.get(f"/api/v1{address}", headers=headers)
    if answer.status_code >= 400:
        assert answer["Content-Type"] == PROBLEM
    return answer.status_code, answer.json()


def key_of(account: Account, *permissions: Permission) -> str:
    with audit.recording():
        _made, secret = actions.make_api_key(
            by=account,
            name="program",
            permissions=permissions,
            valid_to=timezone.localdate() + datetime.timedelta(days=1),
        )
    return f"Bearer {secret}"


# Places


def test_the_tree_of_places_is_walked_from_its_roots(client: Client) -> None:
    status, told = read(client, "/places")
    assert status == 200
    assert len(told["places"]) == 20
    _status, below = read(client, f"/places/{REGION}/children")
    assert DISTRICT in {place["code"] for place in below["places"]}
    _status, one = read(client, f"/places/{DISTRICT}")
    assert (one["parent"], one["level"]) == (REGION, "district")


def test_places_are_found_by_name_in_any_case(client: Client) -> None:
    _status, told = read(client, "/places/search?name=Меркенском районе")
    assert "Меркенский район" in {place["ru"] for place in told["places"]}


def test_an_unknown_place_is_told_in_the_language_of_the_caller(client: Client) -> None:
    details = {}
    for language in ("kk", "ru", "en"):
        status, told = read(client, "/places/319999999", accept_language=language)
        assert status == 404
        details[language] = told["detail"]
    assert details["en"] == "The classifier has no place with this code."
    assert len(set(details.values())) == 3


# Self-check


def test_the_self_check_answers_as_worked_by_hand(client: Client) -> None:
    status, told = send(client, "/self-check", MOTHER_OF_FOUR, accept_language="ru")
    assert status == 200
    # Worked in tests/support/test_self_check.py.
    assert {each["right"]: each["amount"] for each in told["due"]} == {
        "targeted_assistance": 192_425,
        "child_supplement": 12_975,
        "large_family_allowance": 69_330,
        "birth_allowance": 272_475,
        "child_care_allowance": 38_493,
    }
    assert (told["monthly"], told["once"]) == (313_223, 272_475)
    assert told["due"][0]["title"] == "Адресная социальная помощь"
    assert told["months"] == ["2026-01", "2026-02", "2026-03"]


def test_the_self_check_leaves_no_trace(client: Client) -> None:
    send(client, "/self-check", MOTHER_OF_FOUR)
    assert not client.cookies
    assert not AuditEvent.objects.exists()
    (row,) = RequestCount.objects.values_list("caller", flat=True)
    assert row == caller_of_address("127.0.0.1")
    assert "127.0.0.1" not in row


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"on": "2031-12-31"}, "/on"),
        ({"on": 20260401}, "/on"),
        ({"surname": "Ivanov"}, "/surname"),
        ({"place": "31"}, "/place"),
        ({"members": []}, "/members"),
        ({"members": [{"role": "head", "sex": "female"}]}, "/members/0/birth_date"),
        ({"members": [{"role": "head", "sex": "female", "age": "30"}]}, "/members/0/age"),
        ({"members": [{"role": "queen", "sex": "female", "age": 30}]}, "/members/0/role"),
        (
            {"members": [{"role": "head", "sex": "female", "birth_date": "2026-04-02"}]},
            "/members/0/birth_date",
        ),
    ],
)
def test_each_fault_of_a_household_is_told_with_its_place(
    client: Client, change: dict[str, Any], where: str
) -> None:
    status, told = send(client, "/self-check", {**MOTHER_OF_FOUR, **change}, accept_language="kk")
    assert status == 422
    assert [fault["where"] for fault in told["faults"]] == [where]
    assert told["title"] == "Сұрауда бірдеңе жетіспейді немесе қате."


def test_an_unknown_place_of_a_household_is_not_found(client: Client) -> None:
    assert send(client, "/self-check", {**MOTHER_OF_FOUR, "place": "319999999"})[0] == 404


# Who may ask


def test_a_session_a_key_and_nobody(client: Client, make_account: MakeAccount) -> None:
    assert read(client, "/me")[0] == 401
    account = make_account(Role.OFFICER, DISTRICT)
    key = key_of(account, Permission.SEE_COUNTS)
    _status, told = read(client, "/me", authorization=key)
    assert told["key"] == "program"
    assert told["grants"] == [{"permission": "see counts", "places": [DISTRICT]}]
    client.force_login(account)
    _status, told = read(client, "/me")
    assert told["key"] is None
    assert {each["permission"] for each in told["grants"]} >= {"see counts", "see families"}


def test_a_wrong_key_is_refused_even_where_nobody_needs_one(client: Client) -> None:
    status, _told = read(client, "/places", authorization="Bearer esep_" + "a" * 43)
    assert status == 401
    answer = client.get("/api/v1/me")
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_the_scope_holds_for_keys_as_for_pages(client: Client, make_account: MakeAccount) -> None:
    key = key_of(make_account(Role.OFFICER, DISTRICT), Permission.SEE_COUNTS)
    assert read(client, f"/places/{OTHER_DISTRICT}/counts", authorization=key)[0] == 403
    assert read(client, f"/places/{REGION}/counts", authorization=key)[0] == 403
    assert read(client, f"/places/{DISTRICT}/counts", authorization=key)[0] == 404  # no snapshot yet
    address = f"/places/{DISTRICT}/families/1/explanation"
    assert send(client, address, {"reason": "a visit"}, authorization=key)[0] == 403
    assert AuditEvent.objects.filter(action="refused").exists()


def test_a_session_that_changes_something_needs_the_csrf_token(make_account: MakeAccount) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_account(Role.OFFICER, DISTRICT))
    status, _told = send(client, f"/places/{DISTRICT}/families/1/explanation", {"reason": "a visit"})
    assert status == 403
    client.get("/ru/people/own/")
    token = client.cookies["csrftoken"].value
    status, _told = send(
        client, f"/places/{DISTRICT}/families/1/explanation", {"reason": "a visit"}, x_csrftoken=token
    )
    assert status == 404  # no snapshot yet


# How errors are told


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_error_is_a_problem_in_the_language_of_the_caller(
    client: Client, make_account: MakeAccount, language: str
) -> None:
    said = {"accept_language": language}
    key = key_of(make_account(Role.AUDITOR, DISTRICT), Permission.SEE_COUNTS)
    answers = {
        400: client.post("/api/v1/self-check", "{", content_type="application/json", headers=said),
        401: client.get("/api/v1/me", headers=said),
        403: client.get(f"/api/v1/places/{REGION}/counts", headers={**said, "authorization": key}),
        404: client.get("/api/v1/nothing", headers=said),
        405: client.delete("/api/v1/places", headers=said),
        406: client.get("/api/v1/places", headers={**said, "accept": "text/csv"}),
        415: client.post("/api/v1/self-check", "a=b", content_type="text/plain", headers=said),
        422: client.post("/api/v1/self-check", "{}", content_type="application/json", headers=said),
    }
    for status, answer in answers.items():
        assert answer.status_code == status
        assert answer["Content-Type"] == PROBLEM
        told = answer.json()
        assert told["status"] == status
        assert told["type"] == "about:blank"
        letters = {"kk": "әіңғүұқөһ", "ru": "ыэъё", "en": "abcdefgh"}
        assert told["title"]
        if language == "en":
            assert set(told["title"]) & set(letters["en"])
        else:
            assert not told["title"].isascii(), told["title"]
    assert "GET" in answers[405]["Allow"]


def test_too_many_requests_are_told_to_wait(client: Client, settings: Any) -> None:
    settings.API_REQUESTS_A_MINUTE = {**settings.API_REQUESTS_A_MINUTE, "address": 2}
    minute_before = timezone.now().minute
    statuses = [client.get("/api/v1/places").status_code for _ in range(4)]
    if timezone.now().minute == minute_before:
        assert statuses == [200, 200, 429, 429]
        answer = client.get("/api/v1/places")
        assert 0 < int(answer["Retry-After"]) <= 60
        assert answer["Content-Type"] == PROBLEM


def test_callers_are_counted_apart(client: Client, settings: Any, make_account: MakeAccount) -> None:
    settings.API_REQUESTS_A_MINUTE = {"key": 100, "account": 100, "address": 0}
    key = key_of(make_account(Role.ANALYST), Permission.SEE_COUNTS)
    assert client.get("/api/v1/places").status_code == 429
    assert client.get("/api/v1/places", headers={"authorization": key}).status_code == 200


def test_answers_are_not_kept_on_the_way(client: Client) -> None:
    assert client.get("/api/v1/places")["Cache-Control"] == "no-store"
