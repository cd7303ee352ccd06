"""Two people at the same thing at the same moment, each with a connection of one's own to PostgreSQL.

One is first; the other is told what stands now, finds everything typed still there, and may send it again.
"""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client

from esep_site.delivery.models import Record
from esep_site.instructions import report_actions, source_actions, stocktakes
from esep_site.instructions.models import Extension, Instruction, Proposal, Report, Seat, Source
from esep_site.people import audit
from esep_site.people.roles import Role

from ..conftest import DISTRICT, REGION, MakeAccount
from .conftest import TODAY, Region

pytestmark = pytest.mark.django_db(transaction=True)
HOME = "/en/instructions/"
ROUNDS = 3


def client_of(account: Any) -> Client:
    client = Client()
    client.force_login(account)
    return client


def at_once(clients: list[Client], address: str, *sent: dict[str, Any]) -> list[tuple[int, str]]:
    """What each is answered: status and page."""
    begin = Barrier(len(clients))

    def send(client: Client, data: dict[str, Any]) -> tuple[int, str]:
        begin.wait(30)
        try:
            answer = client.post(address, data)
            return answer.status_code, unescape(answer.content.decode())
        finally:
            connection.close()

    with ThreadPoolExecutor(len(clients)) as pool:
        waiting = [pool.submit(send, *each) for each in zip(clients, sent, strict=True)]
        return [each.result(60) for each in waiting]


def first_and_second(answers: list[tuple[int, str]], second: int) -> tuple[int, int]:
    """Who was first, and who came second, by the statuses of their answers."""
    statuses = [status for status, _page in answers]
    assert sorted(statuses) == sorted([302, second]), statuses
    return statuses.index(302), statuses.index(second)


def versions(page: str) -> list[str]:
    return re.findall(r'name="version" value="(\d+)"', page)


@pytest.fixture
def controllers(region: Region, make_account: MakeAccount) -> list[Client]:
    """Two people of the region's akimat."""
    other = make_account(Role.CONTROLLER, REGION, login="control-2")
    Seat.objects.create(account=other, body=region["akimat"], valid_from="2026-01-01")
    return [client_of(region["control"]), client_of(other)]


def test_details_of_an_instruction(region: Region, controllers: list[Client]) -> None:
    row = region.issue()
    address = f"{HOME}{row.pk}/change/"
    for turn in range(ROUNDS):
        row.refresh_from_db()
        typed = [
            {"end_result": f"Бірінші нәтиже {turn}", "theme": "roads", "version": row.version},
            {"end_result": f"Екінші нәтиже {turn}", "theme": "jobs", "version": row.version},
        ]
        answers = at_once(controllers, address, *typed)
        won, lost = first_and_second(answers, 409)
        row.refresh_from_db()
        assert row.end_result == typed[won]["end_result"]
        page = answers[lost][1]
        stands, mine = page.index(str(typed[won]["end_result"])), page.index(str(typed[lost]["end_result"]))
        assert stands < mine, "what stands, beside it what was typed"
        told = re.findall(r'<tr( class="total")?><th scope="row">(.*?)</th>', page)
        assert {name for differs, name in told if differs} == {"Expected end result", "Theme"}
        assert page.count(str(typed[lost]["end_result"])) == 2, "in the table, and in the form"
        (version,) = versions(page)
        assert controllers[lost].post(address, typed[lost] | {"version": version}).status_code == 302
        row.refresh_from_db()
        assert (row.end_result, row.theme) == (typed[lost]["end_result"], typed[lost]["theme"])
    assert row.changes.filter(what="change").count() == 2 * ROUNDS
    assert audit.verify().broken is None


def test_a_record_of_the_ledger(region: Region, make_account: MakeAccount) -> None:
    record = Record.objects.create(
        region="31", code="road-1", kind="road_section", kind_version=1, name_kk="Жол", name_ru="Дорога",
        place=DISTRICT, district=DISTRICT, stage="planned", category="planned", words="жол",
        fields={"road": "A-1", "owner": "district", "works": "new"},
    )  # fmt: skip
    address = f"/en/delivery/records/{record.pk}/change/"
    clients = [client_of(region[name]) for name in ("officer", "second-officer")]
    for turn in range(ROUNDS):
        record.refresh_from_db()
        same = {"name_kk": "Жол", "place": DISTRICT, "own_owner": "district", "own_works": "new"}
        typed = [
            {**same, "name_ru": f"{name} {turn}", "own_road": f"A-{turn}", "version": record.version}
            for name in ("Первая дорога", "Вторая дорога")
        ]
        answers = at_once(clients, address, *typed)
        won, lost = first_and_second(answers, 409)
        record.refresh_from_db()
        assert record.name_ru == typed[won]["name_ru"]
        page = answers[lost][1]
        assert typed[won]["name_ru"] in page
        assert page.count(typed[lost]["name_ru"]) == 2
        (version,) = versions(page)
        assert clients[lost].post(address, typed[lost] | {"version": version}).status_code == 302
        record.refresh_from_db()
        assert record.name_ru == typed[lost]["name_ru"]


def test_a_report_of_two_officers(region: Region) -> None:
    row = region.issue()
    region.do(report_actions.accept, "officer", row)
    clients = [client_of(region[name]) for name in ("officer", "second-officer")]
    typed = [
        {
            "text": f"{name} есебі: жол ашылды",
            "declared": "green",
            "name_1": "Жол",
            "fact_1": "5",
            "version": 2,
        }
        for name in ("Бірінші", "Екінші")
    ]
    answers = at_once(clients, f"{HOME}{row.pk}/report/", *typed)
    won, lost = first_and_second(answers, 409)
    assert Report.objects.get().text == typed[won]["text"]
    page = answers[lost][1]
    assert "it stands now at “report submitted”" in page
    assert typed[lost]["text"] in page
    assert 'value="Жол"' in page
    assert row.changes.filter(what="submit_report").count() == 1


def test_a_longer_term_is_asked_once(region: Region) -> None:
    row = region.issue()
    clients = [client_of(region[name]) for name in ("officer", "second-officer")]
    typed = [
        {"last": "20.12.2026", "reason": f"{name} себеп", "version": 1} for name in ("Бірінші", "Екінші")
    ]
    answers = at_once(clients, f"{HOME}{row.pk}/ask-extension/", *typed)
    won, lost = first_and_second(answers, 400)
    assert Extension.objects.get().reason == typed[won]["reason"]
    assert "A longer term is asked already" in answers[lost][1]
    assert typed[lost]["reason"] in answers[lost][1]


def test_a_proposal_is_issued_once(region: Region, controllers: list[Client]) -> None:
    text = "Облыс әкімі тапсырды:\n1. Аудан әкімі арықтарды тазалатсын.\n"
    source = Source.objects.create(
        kind="meeting", title="Жиын", day=TODAY, place=REGION, issuer=region["akimat"], text=text
    )
    proposal = Proposal.objects.create(source=source, start=26, end=62, quote=text[26:62])
    typed = [
        {
            "text": f"{name} тазалау", "end_result": f"{name} арықтар таза", "place": DISTRICT,
            "responsible": region["district"].pk, "term_kind": "day", "term_last": "15.12.2026",
            "words": text[26:62], "version": 1,
        }
        for name in ("Бірінші", "Екінші")
    ]  # fmt: skip
    answers = at_once(controllers, f"{HOME}proposals/{proposal.pk}/", *typed)
    won, lost = first_and_second(answers, 400)
    assert Instruction.objects.get().text == typed[won]["text"]
    assert "Somebody has decided on this already" in answers[lost][1]
    assert typed[lost]["end_result"] in answers[lost][1]
    proposal.refresh_from_db()
    assert proposal.instruction == Instruction.objects.get()


def test_what_was_overlooked_is_issued_or_taken_back_not_both(region: Region) -> None:
    """Words that a person found are gone when they are rejected, and then nobody issues them."""
    source = Source.objects.create(
        kind="meeting", title="Жиын", day=TODAY, place=REGION, issuer=region["akimat"], text="Жол жөнделсін."
    )
    for _turn in range(ROUNDS):
        with audit.recording():
            proposal = source_actions.overlooked(by=region["control"], source=source, quote="Жол жөнделсін.")
        before, begin = Instruction.objects.count(), Barrier(2)

        def decide(issues: bool, proposal: Proposal, begin: Barrier) -> bool:
            begin.wait(30)
            try:
                with audit.recording():
                    if issues:
                        told = region.told()
                        source_actions.confirm(by=region["control"], proposal=proposal, version=1, told=told)
                    else:
                        source_actions.reject(by=region["control"], proposal=proposal, version=1)
            except ValidationError:
                return False
            finally:
                connection.close()
            return True

        with ThreadPoolExecutor(2) as pool:
            ends = [pool.submit(decide, issues, proposal, begin) for issues in (True, False)]
            issued, rejected = (each.result(60) for each in ends)
        assert issued != rejected
        assert Instruction.objects.count() - before == int(issued)
        assert Proposal.objects.filter(pk=proposal.pk).exists() == issued


def test_decisions_of_two_are_both_of_the_meeting(region: Region, controllers: list[Client]) -> None:
    for turn in range(ROUNDS):
        with audit.recording():
            stocktake = stocktakes.freeze(
                by=region["control"], title=f"Жиын {turn}", day=TODAY, until=TODAY, place=REGION
            )
        typed = [
            {
                "text": f"{name} шешім", "end_result": "Бес шақырым жол ашылды", "place": DISTRICT,
                "responsible": region["district"].pk, "term_kind": "day", "term_last": "15.12.2026",
            }
            for name in ("Бірінші", "Екінші")
        ]  # fmt: skip
        answers = at_once(controllers, f"{HOME}stocktakes/{stocktake.pk}/decide/", *typed)
        assert [status for status, _page in answers] == [302, 302]
        stocktake.refresh_from_db()
        assert Instruction.objects.filter(source=stocktake.source).count() == 2
        assert Source.objects.count() == turn + 1
