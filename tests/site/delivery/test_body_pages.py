"""All that one body does: records by partner and by jobs, and every one of many reached."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from esep_site.bodies.models import Body
from esep_site.delivery.bulk import write_entries
from esep_site.delivery.entries import JobsLine, PartnerLine
from esep_site.delivery.models import Fault, Record
from esep_site.people.roles import Role

from ..conftest import REGION, MakeAccount
from .conftest import D, road

pytestmark = pytest.mark.django_db


@pytest.fixture
def programmes(client: Client, make_account: MakeAccount) -> Client:
    """Who runs the programmes of the region."""
    client.force_login(make_account(Role.PROGRAMME_OFFICER, REGION))
    return client


def codes(rows: Any) -> list[str]:
    """The codes of records as lists show them."""
    return sorted(row["record"].code for row in rows)


def test_an_employer_is_followed_by_its_jobs_where_it_is_no_partner(
    programmes: Client, bodies: dict[str, Body], recording: list[Any]
) -> None:
    jobs = [JobsLine(D(2026, 5, 1), "created", "permanent", 7, employer="zauyt")]
    entries = [
        road("by-jobs", jobs=jobs),
        road("by-both", jobs=jobs, partners=[PartnerLine("employer", "zauyt")]),
        road("by-partner", partners=[PartnerLine("employer", "zauyt")]),
        road("other", jobs=[JobsLine(D(2026, 5, 1), "created", "permanent", 9, employer="kombinat")]),
    ]
    assert not write_entries(by=None, entries=entries).faults
    page = programmes.get("/ru/delivery/bodies/zauyt/").context
    assert codes(page["rows"]) == ["by-both", "by-jobs", "by-partner"]
    assert (page["whole"].number, page["jobs"]["claimed"]) == (3, 14)
    listed = programmes.get(f"/ru/delivery/portfolio/{REGION}/?body=zauyt").context
    assert codes(listed["rows"]) == ["by-both", "by-jobs", "by-partner"]


def test_each_of_many_records_and_faults_of_a_contractor_is_reached(
    programmes: Client, bodies: dict[str, Body], recording: list[Any]
) -> None:
    """Of 53 late records and 120 faults a page shows fifty and leads to the rest."""
    days = {"start": D(2020, 1, 1), "end": D(2020, 12, 1), "milestones": []}
    entries = [road(f"r{at:02}", reported_on=timezone.localdate(), **days) for at in range(53)]
    assert not write_entries(by=None, entries=entries).faults
    first = Record.objects.get(code="r00")
    Fault.objects.bulk_create(
        Fault(
            record=first, place=first.place, text=f"f{at}", contractor=bodies["zholshy"],
            found_on=D(2026, 1, 1), term=D(2026, 2, 1),
        )
        for at in range(120)
    )  # fmt: skip
    with CaptureQueriesContext(connection) as asked:
        answer = programmes.get("/kk/delivery/bodies/zholshy/")
    assert len(asked) <= 14
    assert (len(answer.context["rows"]), len(answer.context["late"]), len(answer.context["faults"])) == (
        50,
    ) * 3
    page = answer.content.decode()
    for query in ("body=zholshy", "body=zholshy&amp;light=red"):
        assert f'href="/kk/delivery/portfolio/?{query}"' in page
        found, address = [], f"/kk/delivery/portfolio/{REGION}/?{query.replace('&amp;', '&')}"
        while address:
            shown = programmes.get(address).context
            found += codes(shown["rows"])
            address = shown["further"] and f"/kk/delivery/portfolio/{REGION}/?{shown['further']}"
        assert sorted(found) == [f"r{at:02}" for at in range(53)]
    faults, query = [], "page=1"
    while query:
        shown = programmes.get(f"/kk/delivery/bodies/zholshy/?{query}").context
        faults += [each.text for each in shown["faults"]]
        query = shown["further"]
    assert sorted(faults) == sorted(f"f{at}" for at in range(120))
