"""Until when a warranty lasts, and where it is told."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from esep_site.delivery import actions
from esep_site.delivery.actions import FoundFault
from esep_site.delivery.catalogue import kinds
from esep_site.delivery.models import Fault, InspectionResult, Record
from esep_site.delivery.warranty import warranty_until
from esep_site.people.roles import Role

from ..conftest import DISTRICT, MakeAccount
from .conftest import ROAD, D
from .test_pages import text_of

TODAY = timezone.localdate()


@pytest.mark.parametrize(
    ("fields", "until"),
    [
        ({"accepted_on": "2026-06-30", "warranty_years": 5}, D(2031, 6, 30)),
        ({"accepted_on": "2024-02-29", "warranty_years": 3}, D(2027, 2, 28)),
        ({"accepted_on": "2024-02-29", "warranty_years": 4}, D(2028, 2, 29)),
        ({"accepted_on": "2026-06-30", "warranty_years": 0}, None),
        ({"accepted_on": "2026-06-30"}, None),
        ({"warranty_years": 5}, None),
    ],
)
def test_a_warranty_lasts_as_many_years_from_the_acceptance(
    fields: dict[str, Any], until: datetime.date | None
) -> None:
    kind = kinds()["road_section"]
    assert warranty_until(Record(kind=kind.kind, kind_version=kind.version, fields=fields)) == until


def accepted(record: Record, years_ago: int) -> None:
    """The road was accepted some years ago with five years of warranty."""
    day = datetime.date(TODAY.year - years_ago, 6, 1).isoformat()
    Record.objects.filter(pk=record.pk).update(
        stage="accepted", category="done", fields={**ROAD, "accepted_on": day, "warranty_years": 5}
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("years_ago", "is_under"), [(1, True), (7, False)])
def test_a_fault_found_within_the_warranty_is_marked_and_shown(
    client: Client, make_account: MakeAccount, ledger: dict[str, Record], years_ago: int, is_under: bool
) -> None:
    road = ledger["road-1"]
    accepted(road, years_ago)
    client.force_login(make_account(Role.OFFICER, DISTRICT))
    page = client.get(f"/ru/delivery/records/{road.pk}/inspect/").content.decode()
    assert page.count('name="faults-0-under_warranty" id="id_faults-0-under_warranty" checked') == is_under
    day = TODAY.strftime("%d.%m.%Y")
    form = {
        "day": day, "result": "failed", "faults-TOTAL_FORMS": "3", "faults-INITIAL_FORMS": "0",
        "samples-TOTAL_FORMS": "0", "samples-INITIAL_FORMS": "0", "faults-0-text": "Шұңқыр",
        "faults-0-term": day, **({"faults-0-under_warranty": "on"} if is_under else {}),
    }  # fmt: skip
    assert client.post(f"/ru/delivery/records/{road.pk}/inspect/", form).status_code == 302
    fault = Fault.objects.get()
    assert fault.under_warranty is is_under, "boxes of empty faults, ticked or not, make no faults"
    assert fault.contractor is not None
    assert fault.contractor.code == "zholshy", "the only contractor of the road"
    shown = text_of(client.get(f"/ru/delivery/records/{road.pk}/"))
    until = f"1 июня {TODAY.year - years_ago + 5}"
    assert ("Гарантия до" in shown, until in shown) == (True, True)
    assert (", истекла" in shown) is not is_under
    assert ("Шұңқыр на гарантии" in shown) is is_under
    assert ("Шұңқыр на гарантии" in text_of(client.get("/ru/delivery/bodies/zholshy/"))) is is_under


@pytest.mark.django_db
def test_of_two_contractors_the_fault_is_nobodys_until_one_is_named(
    ledger: dict[str, Record], bodies: dict[str, Any], recording: list[Any]
) -> None:
    road = ledger["road-1"]
    road.partner_set.create(place=road.place, body=bodies["zauyt"], role="contractor")
    fault = FoundFault("Шұңқыр", TODAY)
    named = FoundFault("Жарық", TODAY, bodies["zauyt"])
    actions.inspect(by=None, record=road, day=TODAY, result=InspectionResult.FAILED, faults=[fault, named])
    told = Fault.objects.order_by("pk").values_list("text", "contractor__code")
    assert list(told) == [("Шұңқыр", None), ("Жарық", "zauyt")]
