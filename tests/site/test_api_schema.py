"""The OpenAPI document is sound, and the API does what the document says, with a key and without."""

import datetime
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from esep_site.api import api
from esep_site.people import actions, audit
from esep_site.people.roles import Permission, Role
from esep_site.wsgi import application

from .conftest import REGION, MakeAccount

ADDRESS = "/api/v1/openapi.json"
CALM = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
pytestmark = [pytest.mark.django_db]


@pytest.fixture
def connection_kept() -> Iterator[None]:
    """A server closes the connection between requests; here it is that of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def key(make_account: MakeAccount, settings: Any) -> str:
    settings.API_REQUESTS_A_MINUTE = dict.fromkeys(("key", "account", "address"), 10**6)
    account = make_account(Role.ANALYST)
    with audit.recording():
        actions.give_role(
            by=None, to=account, role=Role.PROGRAMME_OFFICER, place=REGION, reason="keeps records, too"
        )
        _made, secret = actions.make_api_key(
            by=account,
            name="program",
            permissions=[
                Permission.SEE_COUNTS,
                Permission.SEE_FAMILIES,
                Permission.TRY_REFORMS,
                Permission.SEE_RECORDS,
                Permission.EDIT_RECORDS,
                Permission.SEE_INSTRUCTIONS,
                Permission.RUN_PROGRAMMES,
            ],
            valid_to=timezone.localdate() + datetime.timedelta(days=1),
        )
    return f"Bearer {secret}"


schema = schemathesis.openapi.from_dict(json.loads(json.dumps(api.get_openapi_schema())))
schema.app = application


def _real(told: Any) -> Any:
    """What no schema can say is made true of sound values: a place there is, a day of the law, an age."""
    if isinstance(told, dict) and re.fullmatch(r"[0-9]{9}", str(told.get("place"))):
        told["place"] = REGION
    if isinstance(told, dict) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", str(told.get("on"))):
        told["on"] = "2026-04-01"
    members = told.get("members") if isinstance(told, dict) else None
    for member in members if isinstance(members, list) else ():
        if isinstance(member, dict) and not member.get("birth_date") and member.get("age") is None:
            member["age"] = 30
    return told


@schema.hook
def map_body(_context: Any, body: Any) -> Any:
    return _real(body)


@schema.hook
def map_path_parameters(_context: Any, path_parameters: Any) -> Any:
    return _real(path_parameters)


def test_the_document_follows_openapi_3_1(client: Client) -> None:
    sent = client.get(ADDRESS).json()
    assert sent == schema.raw_schema
    assert sent["openapi"].startswith("3.1")
    schema.validate()


@schema.parametrize()
@CALM
def test_with_a_key_the_api_does_what_its_document_says(case: Any, key: str, connection_kept: None) -> None:
    # What a schema cannot say (a day of the law's years, a birth date or an age) is a fault of the values.
    case.call_and_validate(
        base_url="http://localhost",
        headers={"Authorization": key},
        excluded_checks=[positive_data_acceptance, ignored_auth],
    )


@schema.parametrize()
@CALM
def test_without_a_key_the_api_does_what_its_document_says(
    case: Any, key: str, connection_kept: None
) -> None:
    case.call_and_validate(base_url="http://localhost", excluded_checks=[positive_data_acceptance])
