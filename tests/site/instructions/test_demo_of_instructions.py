"""The made-up instructions of the demo: something of every sort, made once."""

from __future__ import annotations

import pytest
from django.utils import timezone

from esep_site.instructions import demo, queries
from esep_site.instructions.models import Extension, Instruction, Proposal, Report, Seat, Stocktake
from esep_site.people.roles import Role

from ..conftest import DISTRICT, OTHER_DISTRICT, REGION, MakeAccount


@pytest.mark.django_db
def test_the_demo_has_something_of_every_sort(make_account: MakeAccount) -> None:
    districts = {"officer-1": DISTRICT, "officer-2": OTHER_DISTRICT}
    make_account(Role.CONTROLLER, REGION, login="control")
    make_account(Role.PROGRAMME_OFFICER, REGION, login="programmes")
    for login, place in districts.items():
        make_account(Role.OFFICER, place, login=login)
    demo.make(REGION, districts)
    made = Instruction.objects.count()
    assert set(Instruction.objects.values_list("state", flat=True)) == {
        "issued", "accepted", "report_submitted", "lapsed", "done",
    }  # fmt: skip
    assert Instruction.objects.filter(parent__isnull=False).count() == 2
    assert queries.counts(Instruction.objects.all(), timezone.localdate())["red"] == 1
    assert Extension.objects.get().state == "asked"
    assert Report.objects.filter(state="submitted").exists()
    assert sorted(Proposal.objects.values_list("verdict", flat=True))[-1] == "waiting"
    assert len(Stocktake.objects.get().pack["late"]) == 1
    assert Seat.objects.count() == 4
    demo.make(REGION, districts)
    assert Instruction.objects.count() == made
