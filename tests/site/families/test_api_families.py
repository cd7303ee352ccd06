"""The family map for programs: the same numbers and the same scope as on the pages."""

import json
from typing import Any

import polars as pl
import pytest
from django.test import Client

from esep_site.families import reform_running
from esep_site.families.models import FamilyRow, LoadedSnapshot, Scenario
from esep_site.people.models import AuditEvent
from esep_site.people.roles import Role

from .conftest import REGION, MadeUp, SignIn

pytestmark = pytest.mark.django_db
REFORM = """\
name: {kk: Шек 80, ru: Черта 80, en: Line of 80}
parameters:
  poverty_share: {value: 8000}
"""


def read(client: Client, address: str) -> tuple[int, dict[str, Any]]:
    answer = client.get(f"/api/v1/places/{address}")
    return answer.status_code, answer.json()


def send(client: Client, address: str, body: object) -> tuple[int, dict[str, Any]]:
    answer = client.post(f"/api/v1/places/{address}", json.dumps(body), content_type="application/json")
    return answer.status_code, answer.json()


def counts(told: dict[str, Any]) -> dict[tuple[str, str], int | None]:
    return {(row["measure"], row["breakdown"]): row["value"] for row in told["counts"]}


def test_the_counts_are_those_of_the_rows(region: LoadedSnapshot, made_up: MadeUp, sign_in: SignIn) -> None:
    status, told = read(sign_in(Role.ANALYST), f"{REGION}/counts")
    assert status == 200
    found = counts(told)
    members = made_up.families.filter(pl.col("members") > 0)
    assert found["families", ""] == len(members)
    for level in "ABCDE":
        assert found["level", level] == members.filter(pl.col("level") == level).height
    assert found["families_below_poverty_line", ""] == members.filter("below_line").height


def test_small_counts_are_hidden_from_who_may_not_see_the_families(
    region: LoadedSnapshot, sign_in: SignIn
) -> None:
    whole = counts(read(sign_in(Role.ANALYST), f"{REGION}/counts")[1])
    hidden = counts(read(sign_in(Role.PRESS_OFFICER), f"{REGION}/counts")[1])
    assert [
        cell for cell, value in whole.items() if value and 0 < value < 5 and hidden[cell] is not None
    ] == []
    assert all(value is None or value == whole[cell] for cell, value in hidden.items())


def test_one_family_is_explained_and_the_look_is_recorded(region: LoadedSnapshot, sign_in: SignIn) -> None:
    row = FamilyRow.objects.filter(snapshot=region, members__gt=1, below_line=True).first()
    assert row is not None
    officer = sign_in(Role.OFFICER, row.district)
    address = f"{row.district}/families/{row.family}/explanation"
    status, told = send(officer, address, {"reason": "a visit on the first of October"})
    assert status == 200
    tree = told["explanation"]
    assert tree["format"] == "esep-explanation/1"
    values = {each["name"]: each["value"] for each in tree["values"] if each["entity"] == "family"}
    assert (values["income_per_head"], values["level"]) == (row.income_per_head, row.level)
    event = AuditEvent.objects.filter(action="family card opened").get()
    assert (event.subject, event.reason) == (f"family {row.family}", "a visit on the first of October")
    assert send(officer, address, {})[0] == 422


def test_a_family_of_another_district_is_not_there(region: LoadedSnapshot, sign_in: SignIn) -> None:
    rows = list(FamilyRow.objects.filter(snapshot=region).order_by("district", "family"))
    first, last = rows[0], rows[-1]
    officer = sign_in(Role.OFFICER, first.district)
    reason = {"reason": "curiosity"}
    assert send(officer, f"{last.district}/families/{last.family}/explanation", reason)[0] == 403
    told = send(officer, f"{first.district}/families/{last.family}/explanation", reason)
    absent = send(officer, f"{first.district}/families/1/explanation", reason)
    assert told == absent
    assert told[0] == 404
    assert not AuditEvent.objects.filter(action="family card opened").exists()


def test_a_what_if_is_asked_waited_for_and_read(region: LoadedSnapshot, sign_in: SignIn) -> None:
    analyst = sign_in(Role.ANALYST)
    status, asked = send(analyst, f"{REGION}/what-ifs", {"title": "A higher line", "reform": REFORM})
    assert (status, asked["state"], asked["own"]) == (202, "waiting", True)
    reform_running.run(asked["id"])
    _status, done = read(analyst, f"{REGION}/what-ifs/{asked['id']}")
    assert done["state"] == "done"
    whole = next(row for row in done["gains"] if row["of"] == "all")
    districts = [row for row in done["gains"] if row["of"] == "district"]
    assert whole["gaining_families"] > 0
    assert whole["losing_families"] == 0
    assert sum(row["gaining_families"] for row in districts) == whole["gaining_families"]
    assert sum(row["change"] for row in districts) == whole["change"]
    _status, listed = read(analyst, f"{REGION}/what-ifs")
    assert [each["id"] for each in listed["what_ifs"]] == [asked["id"]]


def test_a_what_if_is_seen_by_others_only_when_shared(region: LoadedSnapshot, sign_in: SignIn) -> None:
    _status, asked = send(sign_in(Role.ANALYST), f"{REGION}/what-ifs", {"title": "Mine", "reform": REFORM})
    other = sign_in(Role.PROGRAMME_OFFICER)
    assert read(other, f"{REGION}/what-ifs/{asked['id']}")[0] == 404
    Scenario.objects.filter(pk=asked["id"]).update(shared=True)
    status, told = read(other, f"{REGION}/what-ifs/{asked['id']}")
    assert (status, told["own"]) == (200, False)
    assert send(sign_in(Role.OFFICER), f"{REGION}/what-ifs", {"title": "x", "reform": REFORM})[0] == 403


def test_a_reform_with_faults_is_refused_with_each(region: LoadedSnapshot, sign_in: SignIn) -> None:
    wrong = REFORM.replace("poverty_share", "poverty_shar")
    status, told = send(sign_in(Role.ANALYST), f"{REGION}/what-ifs", {"title": "x", "reform": wrong})
    assert status == 422
    assert told["faults"][0]["where"] == "/reform"
    assert "poverty_shar" in told["faults"][0]["fault"]
    assert not Scenario.objects.exists()
