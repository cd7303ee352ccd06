"""Instructions taken out: by the API with the filters of the page, as XLSX and as CSV."""

from __future__ import annotations

import csv
import datetime
import io
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from esep_site.instructions import api, clock, pages, report_actions
from esep_site.instructions.models import Instruction
from esep_site.instructions.report_actions import Said
from esep_site.instructions.terms import Every, Kind, Term
from esep_site.people.models import AuditEvent
from esep_site.people.roles import Role

from ..conftest import DISTRICT, OTHER_DISTRICT, REGION, MakeAccount
from .conftest import Region

pytestmark = pytest.mark.django_db


def client_of(region: Region, who: str) -> Client:
    client = Client()
    client.force_login(region[who])
    return client


def asked(client: Client, place: str, query: str = "") -> tuple[int, dict[str, Any]]:
    answer = client.get(f"/api/v1/places/{place}/instructions{query}")
    return answer.status_code, answer.json()


def numbers(client: Client, place: str, query: str = "") -> list[int]:
    status, told = asked(client, place, query)
    assert status == 200, told
    return [each["number"] for each in told["instructions"]]


def content(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200
    whole = b"".join(answer)
    for close in answer._resource_closers:
        close()  # not answer.close(), which would close the connection of the test
    return whole


@pytest.fixture
def rows(region: Region) -> dict[str, Instruction]:
    """One of each: late, waiting with a declared colour, weekly, of another district, of the region, done."""
    late = region.issue(term=Term.on(datetime.date(2026, 11, 24)), helping=[region["other-district"]])
    waits, done = region.issue(text="Көпірді тексеру"), region.issue(theme="jobs")
    for row in (waits, done):
        region.do(report_actions.accept, "officer", row)
        figures = [{"name": "x", "unit": "", "plan": "8", "fact": "6"}]
        region.do(report_actions.submit_report, "officer", row, said=Said("дайын", "red", figures))
    region.do(report_actions.accept_report, "control", done)
    weekly = Term(Kind.RECURRING, datetime.date(2026, 12, 4), None, Every.WEEKLY)
    found = {
        "late": late, "waits": waits, "done": done, "weekly": region.issue(term=weekly),
        "other": region.issue(responsible=region["other-district"], place=OTHER_DISTRICT),
        "whole": region.issue(responsible=region["roads"], place=REGION),
    }  # fmt: skip
    region.on("2026-11-25")
    clock.turn(region.clock[0])
    for row in found.values():
        row.refresh_from_db()
    return found


def test_the_filters_of_the_page_are_those_of_the_api(region: Region, rows: dict[str, Instruction]) -> None:
    client = client_of(region, "control")
    queries = {
        "": ["late", "waits", "weekly", "other", "whole"], "?finished=true": list(rows),
        "?state=done": ["done"], "?colour=red": ["late"], "?state=lapsed&colour=green": [],
        "?body=other-district": ["late", "other"], "?due_to=2026-11-30": ["late"], "?q=көпір": ["waits"],
        "?due_from=2026-12-01&due_to=2026-12-04": ["weekly"], "?theme=jobs&finished=true": ["done"],
        "?disagree=true": ["waits"], f"?q=№{rows['weekly'].pk}": ["weekly"],
    }  # fmt: skip
    for query, names in queries.items():
        assert numbers(client, REGION, query) == sorted(rows[name].pk for name in names), query
        listed = client.get(f"/en/instructions/{query.replace('true', 'on')}").context["page"].object_list
        assert sorted(listed) == sorted(rows[name].pk for name in names), query
    assert numbers(client, DISTRICT) == [rows[name].pk for name in ("late", "waits", "weekly")]


def test_what_is_told_of_an_instruction(region: Region, rows: dict[str, Instruction]) -> None:
    told = {each["number"]: each for each in asked(client_of(region, "control"), REGION)[1]["instructions"]}
    late, waits, weekly = (told[rows[name].pk] for name in ("late", "waits", "weekly"))
    assert (late["state"], late["colour"], late["due"]) == ("lapsed", "red", "2026-11-24")
    assert (late["issuer"], late["responsible"], late["helping"]) == (
        "akimat",
        "district",
        ["other-district"],
    )
    assert late["term"] == {"kind": "day", "first": None, "last": "2026-11-24", "every": None}
    assert (waits["declared"], waits["progress"], waits["reported_on"]) == ("red", "0.75", "2026-11-19")
    assert (weekly["term"]["kind"], weekly["term"]["every"]) == ("recurring", "weekly")
    assert all(each["version"] == rows[name].version for name, each in (("late", late), ("waits", waits)))


def test_roles_places_and_faults(
    region: Region, rows: dict[str, Instruction], make_account: MakeAccount
) -> None:
    officer = client_of(region, "officer")
    assert numbers(officer, DISTRICT) == [rows[name].pk for name in ("late", "waits", "weekly")]
    assert asked(officer, REGION)[0] == 403
    assert asked(officer, OTHER_DISTRICT)[0] == 403
    assert asked(Client(), DISTRICT)[0] == 401
    analyst = Client()
    analyst.force_login(make_account(Role.ANALYST, REGION))
    assert asked(analyst, DISTRICT)[0] == 403
    control = client_of(region, "control")
    for query, status in (
        ("?state=nowhere", 422), ("?colour=pink", 422), ("?due_from=yesterday", 422), ("?after=-1", 422),
        ("?body=nobody", 404), ("?theme=nothing", 200),
    ):  # fmt: skip
        assert asked(control, REGION, query)[0] == status, query
    assert asked(control, "319999998")[0] == 404


def test_pages_follow_one_another(
    region: Region, rows: dict[str, Instruction], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "AT_ONCE", 2)
    client, found, after = client_of(region, "control"), [], 0
    for expected in (2, 2, 1):
        _status, told = asked(client, REGION, f"?after={after}")
        assert len(told["instructions"]) == expected
        found += [each["number"] for each in told["instructions"]]
        after = told["next"]
    assert after is None
    assert found == sorted(row.pk for name, row in rows.items() if name != "done")


def test_a_fixed_number_of_queries(
    region: Region, rows: dict[str, Instruction], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        region.issue(text=f"{number} нөмірлі тапсырма", helping=[region["other-district"]])
    client = client_of(region, "control")
    for address, most in (
        (f"/api/v1/places/{REGION}/instructions", 13),
        ("/en/instructions/list.xlsx", 16),
        ("/en/instructions/list.csv", 16),
    ):
        content(client, address)
        with django_assert_max_num_queries(most):
            content(client, address)


def test_the_list_as_a_workbook(region: Region, rows: dict[str, Instruction]) -> None:
    client = client_of(region, "control")
    file = content(client, "/en/instructions/list.xlsx?colour=red&place=" + REGION)
    book = openpyxl.load_workbook(io.BytesIO(file))
    head, row = list(book["Instructions"].values)
    told = dict(zip(head, row, strict=True))
    late = rows["late"]
    assert told["№"] == late.pk
    assert told["What is to be done"] == "Мектепке баратын жолды жөндеуді аяқтау"
    assert told["Due"].date() == datetime.date(2026, 11, 24)
    assert told["Issued on"].date() == datetime.date(2026, 11, 19)
    assert (told["Working days late"], told["State"], told["Computed colour"]) == (1, "lapsed", "red")
    assert told["Term"] == "by 24 November 2026"
    assert told["Place code"] == DISTRICT
    about = dict(book["What this is"].values)
    assert about["Colour"] == "red"
    assert about["Instructions"] == "1"
    event = AuditEvent.objects.get(action="instructions exported")
    assert (event.place, event.details) == (REGION, {"form": "xlsx", "rows": 1})


def test_the_list_as_csv_in_the_language_of_the_page(region: Region, rows: dict[str, Instruction]) -> None:
    with override("kk"):
        region.issue(text="=2+2 есептеу", helping=[region["schools"]])
    client = client_of(region, "control")
    text = content(client, "/kk/instructions/list.csv?finished=on").decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    assert len(lines) == 7
    by_number = {int(each["№"]): each for each in lines}
    formula = next(each for each in lines if "есептеу" in each["Не істеу керек"])
    assert formula["Не істеу керек"] == "'=2+2 есептеу"
    waits = by_number[rows["waits"].pk]
    assert (waits["Орындалғаны, %"], waits["Мәлімделген түс"]) == ("75", "қызыл")
    assert by_number[rows["done"].pk]["Есептелген түс"] == ""
    assert by_number[rows["late"].pk]["Қоса орындаушылар"] == "Басқа аудан әкімдігі"


def test_a_district_takes_out_what_it_sees(region: Region, rows: dict[str, Instruction]) -> None:
    taken = content(client_of(region, "officer"), "/en/instructions/list.csv").decode("utf-8-sig")
    found = {int(each["№"]) for each in csv.DictReader(io.StringIO(taken))}
    assert found == {rows[name].pk for name in ("late", "waits", "weekly")}


def test_a_list_that_is_too_long_is_not_taken_out(
    region: Region, rows: dict[str, Instruction], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "MOST_TAKEN", 2)
    client = client_of(region, "control")
    answer = client.get("/en/instructions/list.xlsx?finished=on", follow=True)
    assert answer.redirect_chain == [("/en/instructions/?finished=on", 302)]
    assert "more than 2 instructions. Choose filters." in answer.content.decode()
    assert content(client, "/en/instructions/list.csv?colour=red")
    assert AuditEvent.objects.filter(action="instructions exported").count() == 1
