"""What is written about the API is true: the reference is fresh, the examples of the how-to are run."""

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from esep_site.api import api
from esep_site.api_reference import reference_page
from esep_site.families.models import LoadedSnapshot, PlaceCount
from esep_site.people import actions, audit
from esep_site.people.roles import Permission, Role

from .conftest import REGION, MakeAccount

DOCS = Path(__file__).resolve().parents[2] / "docs"
NOTICE = "Written by `make docs`; a test fails when this page is stale."
EXAMPLE = re.compile(r"^```http\n(.*?)^```\n\n```json\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLES = EXAMPLE.findall((DOCS / "how-to" / "use-the-api.md").read_text("utf-8"))


def test_the_reference_is_fresh() -> None:
    document = json.loads(json.dumps(api.get_openapi_schema()))
    assert (DOCS / "reference" / "api.md").read_text("utf-8") == reference_page(document, NOTICE)


@pytest.fixture
def key(make_account: MakeAccount) -> str:
    """The key of the examples, and a snapshot of 1,200 families."""
    snapshot = LoadedSnapshot.objects.create(
        region=REGION, date="2026-10-01", law_date="2026-10-01", state="ready", in_force=True
    )
    PlaceCount.objects.create(snapshot=snapshot, place=REGION, measure="families", value=1200)
    with audit.recording():
        _made, secret = actions.make_api_key(
            by=make_account(Role.ANALYST),
            name="program",
            permissions=[Permission.SEE_COUNTS],
            valid_to=timezone.localdate() + datetime.timedelta(days=1),
        )
    return secret


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("request_", "expected"), EXAMPLES, ids=[each[0].splitlines()[0] for each in EXAMPLES]
)
def test_an_example_is_answered_as_written(client: Client, key: str, request_: str, expected: str) -> None:
    head, _gap, body = request_.partition("\n\n")
    first, *lines = head.splitlines()
    method, address = first.split(" ", 1)
    headers = dict(line.split(": ", 1) for line in lines)
    if "Authorization" in headers:
        headers["Authorization"] = f"Bearer {key}"
    path, _sign, query = address.partition("?")
    given = dict([query.split("=", 1)]) if query else {}
    sent: dict[str, Any] = {"data": body, "content_type": "application/json"} if body else {}
    answer = client.generic(method, path, query_params=given, headers=headers, **sent)
    assert missing(json.loads(expected), answer.json()) == ""


def missing(wanted: Any, found: Any, where: str = "") -> str:
    """Where the answer lacks what the example shows; an example shows a part, a list the beginning."""
    if isinstance(wanted, dict):
        return next(
            (
                gap
                for key, value in wanted.items()
                if (gap := missing(value, found.get(key), f"{where}/{key}"))
            ),
            "",
        )
    if isinstance(wanted, list):
        if len(found) < len(wanted):
            return where
        pairs = enumerate(zip(wanted, found, strict=False))
        return next((gap for at, (a, b) in pairs if (gap := missing(a, b, f"{where}/{at}"))), "")
    return "" if wanted == found else f"{where}: {found!r}"


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 5
