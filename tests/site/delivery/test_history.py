"""The history of a record is shown whole, page by page; each fault that was found has its line."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from esep_site.delivery import actions
from esep_site.delivery.actions import FoundFault
from esep_site.delivery.models import Change, InspectionResult, Record
from esep_site.people.roles import Role

from ..conftest import DISTRICT, MakeAccount
from .conftest import D

pytestmark = pytest.mark.django_db


def test_every_change_is_reached_the_latest_first(
    client: Client, make_account: MakeAccount, ledger: dict[str, Record]
) -> None:
    """One line of the entering and 70 more: 30, 30 and 11."""
    road = ledger["road-1"]
    Change.objects.bulk_create(
        Change(record=road, place=road.place, field="name_kk", before=at, after=at + 1) for at in range(70)
    )
    client.force_login(make_account(Role.OFFICER, DISTRICT))
    address = f"/kk/delivery/records/{road.pk}/"
    found: list[Any] = []
    numbers = []
    page = 1
    while page:
        answer = client.get(f"{address}?history={page}")
        card = answer.context["card"]
        numbers.append((len(card.changes), card.later, card.earlier))
        found += [each.pk for each in card.changes]
        assert (f'href="?history={card.earlier}#history-title"' in answer.content.decode()) == bool(
            card.earlier
        )
        page = card.earlier
    assert numbers == [(30, 0, 2), (30, 1, 3), (11, 2, 0)]
    assert found == list(Change.objects.filter(record=road).order_by("-pk").values_list("pk", flat=True))
    assert client.get(f"{address}?history=x").context["card"].later == 0


def test_each_fault_that_is_found_stands_in_the_history(
    client: Client, make_account: MakeAccount, ledger: dict[str, Record], recording: list[Any]
) -> None:
    road = ledger["road-1"]
    faults = [FoundFault("Шұңқыр", D(2026, 9, 1)), FoundFault("Жарық", D(2026, 10, 1))]
    actions.inspect(by=None, record=road, day=D(2026, 6, 1), result=InspectionResult.FAILED, faults=faults)
    told = Change.objects.filter(record=road, field="term").order_by("pk").values_list("part", "after")
    assert list(told) == [("fault Шұңқыр", "2026-09-01"), ("fault Жарық", "2026-10-01")]
    client.force_login(make_account(Role.OFFICER, DISTRICT))
    history = client.get(f"/ru/delivery/records/{road.pk}/").context["card"].history()
    assert [row["field"] for row in history[:2]] == [
        "дефект, Жарық, срок устранения",
        "дефект, Шұңқыр, срок устранения",
    ]
    assert [(row["before"], row["after"]) for row in history[:2]] == [
        ("–", "1 октября 2026 года"),
        ("–", "1 сентября 2026 года"),
    ]
