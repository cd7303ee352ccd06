"""A site as it runs in service, with a small made-up region and somebody of each role.

People have a second factor where their roles ask for one. ``run_site.py`` runs it.
"""

from __future__ import annotations

import json
import socket
import sys
import time
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django_otp import DEVICE_ID_SESSION_KEY
from mail_server import MailServer

from esep_site import running
from esep_site.delivery import actions as works
from esep_site.delivery.bulk import write_entries
from esep_site.delivery.entries import Entry, PartnerLine
from esep_site.delivery.models import Record
from esep_site.demo import make_demo
from esep_site.families import actions as snapshots
from esep_site.families import (
    case_actions,
    list_queries,
    loading,
    queries,
    reform_actions,
    reform_running,
    view_actions,
)
from esep_site.families.models import FamilyRow, LoadedSnapshot
from esep_site.families.offering import measure_of
from esep_site.folder import folder
from esep_site.instructions.models import Instruction, Proposal, Seat, Source, Stocktake
from esep_site.people import actions, audit, recent
from esep_site.people.arrival import SessionStore
from esep_site.people.models import Account, EncryptedDevice, RoleHolding
from esep_site.people.roles import Role
from esep_site.people.scope import enforced, scope_of

PERSONS = 2000
PASSWORD = "tau-men-dala 2026 ata"
REGION = "310000000"
HOST = "127.0.0.1"
MEASURES = ("vacancy", "training", "social_contract")
REFORM = (
    "name: {en: Higher line, kk: Жоғары шек, ru: Выше черта}\nparameters:\n  poverty_share: {value: 8000}\n"
)


def confirmed_device(account: Account) -> EncryptedDevice:
    """The second factor of somebody, set up where there is none."""
    device = EncryptedDevice.objects.filter(user=account.pk).first() or EncryptedDevice.unconfirmed(account)
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    return device


def session_of(account: Account, family: int) -> str:
    """The cookie of somebody who signed in with both factors and gave a reason for the card of a family."""
    device = confirmed_device(account)
    store = SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = "esep_site.people.arrival.Accounts"
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store[DEVICE_ID_SESSION_KEY] = device.persistent_id
    store[recent.GIVEN] = time.time() + 24 * 3600  # longer than the tests run
    store["opened cards"] = {str(family): ("visit", time.time())}
    store.create()
    return str(store.session_key)


def opened(login: str, role: Role, place: str, name: str) -> Account:
    with audit.recording():
        account = actions.open_account(by=None, login=login, name=name, password=PASSWORD, place=REGION)
        actions.give_role(by=None, to=account, role=role, place=place, reason="приказ 12")
    Account.objects.filter(pk=account.pk).update(must_change_password=False)
    return account


def travellers(district: str) -> dict[str, dict[str, str]]:
    """Who signs in on the way of a test: one for each, since a code opens once."""
    found = {}
    for way in ("kk-desktop", "kk-phone", "ru-desktop", "ru-phone"):
        officer = opened(f"officer-{way}", Role.OFFICER, district, "Айгүл Сейітова")
        device = confirmed_device(officer)
        press = opened(f"press-{way}", Role.PRESS_OFFICER, REGION, "Пресс-служба")
        found[way] = {"officer": officer.login, "key": device.bin_key.hex(), "press": press.login}
    return found


def family_of(snapshot: LoadedSnapshot, district: str) -> FamilyRow:
    """A large family of a district with a right that it does not draw: its card has something of all."""
    rows = FamilyRow.objects.filter(
        snapshot=snapshot.pk, district=district, rural=True, children__gte=3, undrawn=True
    )
    row = rows.order_by("-children", "-payments", "head").first()
    assert row is not None
    return row


def refused(by: Account) -> LoadedSnapshot:
    """A snapshot with faults."""
    file = SimpleUploadedFile("families.csv", b"number,place\n1,999\n2,abc\n")
    with audit.recording():
        row = snapshots.upload(
            by=by, region=REGION, date="2026-10-01", law_date="2026-10-01", files=[file], only_check=True
        )
    loading.go_on(row.pk)
    return row


def of_instructions() -> dict[str, int]:
    """Rows of the demo's instructions, by what a page shows of them."""
    rows = Instruction.objects.order_by("pk")
    return {
        "whole": rows.get(parent=None, assignments__isnull=False).pk,
        "waits": rows.get(state="report_submitted").pk,
        "late": rows.get(state="lapsed").pk,
        "source": Source.objects.earliest("pk").pk,
        "proposal": Proposal.objects.filter(verdict="waiting").earliest("pk").pk,
        "stocktake": Stocktake.objects.get().pk,
        "year": 2026,
        "seat": Seat.objects.earliest("pk").pk,
    }


def of_delivery(district: str) -> dict[str, Any]:
    """Records of the demo, by what a page shows of them."""
    roads = Record.objects.filter(kind="road_section", place=district)
    return {
        "road": roads.filter(faults_open__gt=0).get().pk,
        "programme": Record.objects.get(code="demo-roads").pk,
        "contractor": "demo-zhol",
        "part": "money",
    }


def road_at_work(district: str) -> int:
    """A road of a district whose works go on: its contract is there, nobody has inspected it yet."""
    fields = {
        "road": "Ауыл – мектеп",
        "owner": "district",
        "works": "middle",
        "length": "6",
        "contract_number": "7",
    }
    entry = Entry(
        "week-road", "road_section", "Мектепке баратын жол", "Дорога к школе", district, "works",
        fields=fields, partners=[PartnerLine("contractor", "demo-zhol", "7")],
    )  # fmt: skip
    with audit.recording():
        outcome = write_entries(by=None, entries=[entry])
        assert not outcome.faults, outcome.faults
        record = Record.objects.get(code=entry.code)
        file = SimpleUploadedFile("contract.pdf", b"%PDF-1.7\n")
        works.attach(by=None, record=record, file=file, title="Шарт", document="contract")
    return record.pk


def prepared() -> dict[str, Any]:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    demo = {each.login: each for each in make_demo(PERSONS, tell=lambda _text: None)}
    accounts = {login: Account.objects.get(login=login) for login in demo}
    names = {"officer-2": "Айгүл Сейітова", "analyst": "Нұрлан Әбдіров", "administrator": "Ольга Ким"}
    for login, name in names.items():
        Account.objects.filter(login=login).update(name=name)
    for login in ("control", "programmes", "officer-2"):
        Account.objects.filter(login=login).update(email=f"{login}@example.kz")
    district = demo["officer-2"].place
    snapshot = queries.in_force(REGION)
    officer, analyst = accounts["officer-2"], accounts["analyst"]
    assert snapshot is not None
    with enforced(scope_of(officer)), audit.recording():
        row = family_of(snapshot, district)
        line = list_queries.family_line(snapshot, row.family)
        measure = next(name for name in MEASURES if measure_of(name, snapshot.law_date))
        offer = case_actions.offer_help(by=officer, line=line, measure=measure)
        case = case_actions.open_case(by=officer, line=line, notes="Шешесі жұмыс іздеп жүр.")
        view = view_actions.save_view(
            by=officer, name="E, үш бала", place=district, query={"levels": ["E"], "children_from": ["3"]}
        )
    elsewhere = FamilyRow.objects.filter(
        snapshot=snapshot.pk, district=demo["officer-1"].place, children__gte=1
    )
    with enforced(scope_of(accounts["officer-1"])):
        other = elsewhere.order_by("-children", "head")[0].family
    with audit.recording():
        scenario = reform_actions.ask(
            by=analyst, snapshot=snapshot, place=REGION, title="Жоғары шек 80 %", text=REFORM
        )
    reform_running.run(scenario.pk)
    holding = RoleHolding.objects.get(account=officer)
    okrug, settlement = row.okrug, row.place
    return {
        "places": {"region": REGION, "district": district, "okrug": okrug, "settlement": settlement},
        "family": row.family,
        "answer": "targeted_assistance",
        "head": row.head,
        "other_family": other,
        "nowhere": "319999999",
        "offer": offer.pk,
        "case": case.pk,
        "view": view.pk,
        "scenario": scenario.pk,
        "snapshot": snapshot.pk,
        "older": LoadedSnapshot.objects.exclude(pk=snapshot.pk).earliest("date").pk,
        "refused": refused(analyst).pk,
        "account": officer.pk,
        "holding": holding.pk,
        **of_instructions(),
        **of_delivery(district),
        "road_at_work": road_at_work(district),
        "password": PASSWORD,
        "sessions": {login: session_of(account, row.family) for login, account in accounts.items()},
        "leaving": session_of(officer, row.family),
        "travellers": travellers(district),
    }


def free_port() -> int:
    with socket.socket() as free:
        free.bind((HOST, 0))
        return int(free.getsockname()[1])


def main() -> None:
    told = prepared()
    mail = MailServer(folder().root / "mail")
    told |= {"mail": str(mail.folder), "mail_port": mail.port}
    port = free_port()
    processes = running.started(HOST, port, processes=1, worker=True)
    try:
        running._answer(f"http://{HOST}:{port}/ready/")
        print(json.dumps({**told, "address": f"http://{HOST}:{port}"}), flush=True)
        sys.stdin.read()
    finally:
        for each in processes:
            each.terminate()
        for each in processes:
            each.wait()
