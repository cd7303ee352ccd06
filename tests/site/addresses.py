"""Who may open which address: written by hand, the measure of the permission matrix.

Every address of the site has one line in :data:`ADDRESSES`, by the name that Django gives it. A new page adds
its line; a new kind of argument adds a line to :data:`SAMPLES`. Nothing here is read from the pages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from esep_site.bodies.models import Body
from esep_site.delivery import files
from esep_site.delivery.models import Attachment, Fault, Import, ImportState, Record
from esep_site.families.models import Case, LoadedSnapshot, Offer, Scenario
from esep_site.instructions.models import (
    Assignment,
    Evidence,
    FeedKey,
    Instruction,
    Proposal,
    Report,
    Seat,
    Source,
    Stocktake,
)
from esep_site.instructions.row_policy import stems_of
from esep_site.instructions.seat_actions import hash_of
from esep_site.instructions.stocktakes import pack_of
from esep_site.people import actions, audit
from esep_site.people.models import Account
from esep_site.people.roles import Role

from .conftest import DISTRICT, OTHER_DISTRICT, REGION, MakeAccount
from .families.test_row_policy import put_rows

PUBLIC, ARRIVING, SIGNED_IN = "public", "arriving", "signed in"

ROLES: Mapping[str, frozenset[str]] = {
    "regional_analyst": frozenset(
        {"see counts", "see families", "export families", "try reforms", "load snapshots", "see records"}
    ),
    "district_officer": frozenset(
        {"see counts", "see families", "export families", "offer help", "see records", "edit records"}
        | {"see instructions", "issue instructions", "report on instructions"}
    ),
    "surveyor": frozenset({"see families", "survey"}),
    "control_officer": frozenset(
        {"see counts", "control", "see records", "keep bodies", "see instructions", "issue instructions"}
    ),
    "programme_officer": frozenset(
        {"see counts", "run programmes", "try reforms", "see records", "edit records", "keep bodies"}
        | {"see instructions", "issue instructions", "report on instructions"}
    ),
    "press_officer": frozenset({"see counts", "publish", "see records"}),
    "auditor": frozenset({"see counts", "read audit", "see records"}),
    "administrator": frozenset({"manage accounts"}),
}
"""What each role may do, written a second time: a changed grant must be changed here, too."""


@dataclass(frozen=True)
class World:
    """What the samples of arguments are made from."""

    make_account: MakeAccount
    made: dict[str, tuple[Any, Any]] = field(default_factory=dict)

    def sample(self, argument: str) -> tuple[Any, Any]:
        """The values of an argument inside (DISTRICT) and outside (OTHER_DISTRICT) the place of the roles."""
        if argument not in self.made:
            self.made[argument] = SAMPLES[argument](self)
        return self.made[argument]


@dataclass(frozen=True)
class Address:
    """``rule``: a permission, or one of PUBLIC, ARRIVING, SIGNED_IN. ``method``: the one that is asked.

    ``bound``: whether the arguments name something that lies in a place, so that a role of another place is
    refused. ``data``: what is posted. ``own``: arguments that stand instead of their sample, the same inside
    and outside. ``place`` where the roles are held.
    ``needs``: samples that the address needs beside its arguments. ``seat``: a body of the samples of
    instructions («issuer», «responsible») in which the account that asks gets a seat. ``sent``: the workbook
    was sent in by the account that asks, whose own business it is.
    """

    rule: str
    bound: bool = True
    method: str = "GET"
    data: Mapping[str, Any] = field(default_factory=dict)
    own: Mapping[str, Any] = field(default_factory=dict)
    place: str = DISTRICT
    needs: tuple[str, ...] = ()
    seat: str = ""
    sent: bool = False


def _accounts(world: World) -> tuple[int, int]:
    inside = world.make_account(None, login="inside", work=DISTRICT)
    outside = world.make_account(None, login="outside", work=OTHER_DISTRICT)
    return inside.pk, outside.pk


def _holdings(world: World) -> tuple[int, int]:
    found = []
    for pk, place in zip(world.sample("account"), (DISTRICT, OTHER_DISTRICT), strict=True):
        account = Account.objects.get(pk=pk)
        with audit.recording():
            role = actions.give_role(by=None, to=account, role=Role.AUDITOR, place=place, reason="test")
        found.append(role.pk)
    return found[0], found[1]


def _snapshots(_world: World) -> tuple[int, int]:
    """A snapshot of REGION; who is outside is measured in families/test_snapshot_pages.py."""
    row = LoadedSnapshot.objects.create(
        region=REGION, date="2026-10-01", law_date="2026-10-01", state="failed"
    )
    return row.pk, row.pk


def _families(_world: World) -> tuple[int, int]:
    """A family in each district, in a snapshot in force; their numbers are those of their places."""
    row = put_rows()
    LoadedSnapshot.objects.filter(pk=row.pk).update(in_force=True, state="ready")
    return 314030100, 316230100


def _scenarios(world: World) -> tuple[int, int]:
    """A shared what-if of each district."""
    world.sample("family")
    writer = world.make_account(None, login="writer-of-reforms")
    snapshot = LoadedSnapshot.objects.get(in_force=True)
    given = {"account": writer, "snapshot": snapshot, "law_date": snapshot.law_date, "shared": True}
    inside, outside = (
        Scenario.objects.create(place=place, **given).pk for place in (DISTRICT, OTHER_DISTRICT)
    )
    return inside, outside


def _forms(world: World) -> tuple[str, str]:
    """A file of a list needs families."""
    world.sample("family")
    return "csv", "csv"


def _of_families(model: Any, **values: Any) -> Callable[[World], tuple[int, int]]:
    """Rows about a family in each district."""

    def made(world: World) -> tuple[int, int]:
        writer = world.make_account(None, login=f"writer-of-{model.__name__.lower()}s")
        given = {name: writer if value is None else value for name, value in values.items()}
        inside, outside = (
            model.objects.create(family=family, place=str(family), **given).pk
            for family in world.sample("family")
        )
        return inside, outside

    return made


def _bodies(_world: World) -> tuple[str, str]:
    """A body at work in each district; the register may be read by everybody with records."""
    given = {"kind": "department", "name_kk": "Бөлім", "name_ru": "Отдел"}
    for code, place in (("inside", DISTRICT), ("outside", OTHER_DISTRICT)):
        Body.objects.create(code=code, place=place, **given)
    return "inside", "outside"


def give_seat(account: Account, body: str) -> None:
    """A seat in the issuing or responsible body of the sample inside."""
    Seat.objects.create(account=account, body=Body.objects.get(code=f"{body}-{DISTRICT}"))


def _instructions(_world: World) -> tuple[int, int]:
    """An instruction from one body to another in each district."""
    found = []
    for place in (DISTRICT, OTHER_DISTRICT):
        issuer, responsible = (
            Body.objects.create(
                code=f"{name}-{place}", kind="akimat", name_kk=name, name_ru=name, place=place
            )
            for name in ("issuer", "responsible")
        )
        row = Instruction.objects.create(
            issuer=issuer, responsible=responsible, text="x", end_result="x", place=place, term_kind="day",
            term_last="2027-01-01", issued_on="2026-10-01", due="2027-01-01", seen=stems_of([place]),
        )  # fmt: skip
        Assignment.objects.create(instruction=row, body=responsible)
        found.append(row.pk)
    return found[0], found[1]


def _of_instructions(model: Any, **values: Any) -> Callable[[World], tuple[int, int]]:
    """What hangs on an instruction of each district, or lies where it does."""

    def made(world: World) -> tuple[int, int]:
        found = []
        for key in world.sample("instruction"):
            row = Instruction.objects.get(pk=key)
            known = {"instruction": row, "place": row.place, "issuer": row.issuer, "body": row.responsible}
            given = {name: known[name] if value is None else value for name, value in values.items()}
            found.append(model.objects.create(**given).pk)
        return found[0], found[1]

    return made


def _sources(world: World) -> tuple[int, int]:
    """A document of each district, with the words of an instruction."""
    day = {
        "kind": "meeting",
        "title": "x",
        "day": "2026-10-01",
        "text": "words",
        "place": None,
        "issuer": None,
    }
    return _of_instructions(Source, **day)(world)


def _proposals(world: World) -> tuple[int, int]:
    made = (
        Proposal.objects.create(source_id=key, start=0, end=5, quote="words", said={})
        for key in world.sample("source")
    )
    inside, outside = (each.pk for each in made)
    return inside, outside


def _evidence(world: World) -> tuple[int, int]:
    reports = _of_instructions(Report, instruction=None, body=None, text="x", day="2026-10-01")(world)
    made = (
        Evidence.objects.create(report_id=key, name="x.pdf", size=1, sha256="0" * 64, content=b"x")
        for key in reports
    )
    inside, outside = (each.pk for each in made)
    return inside, outside


def _stocktakes(world: World) -> tuple[int, int]:
    world.sample("instruction")
    made = (
        Stocktake.objects.create(
            place=place, title="x", day="2026-10-01", until="2026-10-01",
            pack=pack_of(place, date(2026, 10, 1), date(2026, 10, 1)), frozen_by=world.make_account(),
        )
        for place in (DISTRICT, OTHER_DISTRICT)
    )  # fmt: skip
    inside, outside = (each.pk for each in made)
    return inside, outside


def _seats(world: World) -> tuple[int, int]:
    world.sample("instruction")
    holder = world.make_account(None, login="holder-of-seats")
    made = (
        Seat.objects.create(account=holder, body=Body.objects.get(code=f"issuer-{place}"))
        for place in (DISTRICT, OTHER_DISTRICT)
    )
    inside, outside = (each.pk for each in made)
    return inside, outside


def _feeds(world: World) -> tuple[int, int]:
    """Somebody's feed of terms, behind the key «matrix»."""
    account = world.make_account(Role.OFFICER, DISTRICT, login="reader-of-a-feed")
    row = FeedKey.objects.create(account=account, hash=hash_of("matrix"))
    return row.pk, row.pk


def send_in(account: Account) -> None:
    """The workbook of the sample is the account's."""
    Import.objects.update(account=account)


def _records(world: World) -> tuple[int, int]:
    """A road section in each district."""
    inside, outside = (
        Record.objects.create(
            region="31", code=place, kind="road_section", kind_version=1, name_kk="Жол", name_ru="Дорога",
            place=place, district=place, stage="works", category="under_way", words="жол",
        ).pk
        for place in (DISTRICT, OTHER_DISTRICT)
    )  # fmt: skip
    return inside, outside


def _faults(world: World) -> tuple[int, int]:
    """A fault of each road section."""
    days = {"found_on": "2026-05-01", "term": "2026-06-01"}
    inside, outside = (
        Fault.objects.create(record_id=record, place=place, text="x", **days).pk
        for record, place in zip(world.sample("record"), (DISTRICT, OTHER_DISTRICT), strict=True)
    )
    return inside, outside


def _attachments(world: World) -> tuple[int, int]:
    """A picture of each road section."""
    picture = ContentFile(b"\x89PNG\r\n\x1a\n", "a.png")
    hash_of_file, media_type, size = files.keep(picture)
    told = {"title": "x", "sha256": hash_of_file, "media_type": media_type, "size": size}
    inside, outside = (
        Attachment.objects.create(record_id=record, place=place, **told).pk
        for record, place in zip(world.sample("record"), (DISTRICT, OTHER_DISTRICT), strict=True)
    )
    return inside, outside


def _workbooks(world: World) -> tuple[int, int]:
    """A workbook that somebody sent in, and that could not be read."""
    sha256, _media_type, _size = files.keep(ContentFile(b"PK\x03\x04 broken", "a.xlsx"))
    account = world.make_account(None, login="sender-of-workbooks")
    row = Import.objects.create(
        account=account, name="a.xlsx", sha256=sha256, language="kk", state=ImportState.REFUSED
    )
    return row.pk, row.pk


SAMPLES: dict[str, Callable[[World], tuple[Any, Any]]] = {
    "place": lambda _world: (DISTRICT, OTHER_DISTRICT),
    "account": _accounts,
    "holding": _holdings,
    "key": lambda _world: (0, 0),
    "snapshot": _snapshots,
    "family": _families,
    "form": _forms,
    "answer": lambda _world: ("targeted_assistance", "targeted_assistance"),
    "view": lambda _world: (0, 0),
    "offer": _of_families(Offer, measure="vacancy", offered_by=None),
    "case": _of_families(Case, opened_by=None),
    "scenario": _scenarios,
    "instruction": _instructions,
    "source": _sources,
    "proposal": _proposals,
    "evidence": _evidence,
    "stocktake": _stocktakes,
    "seat": _seats,
    "feed": _feeds,
    "year": lambda _world: (2026, 2026),
    "body": _bodies,
    "record": _records,
    "fault": _faults,
    "attachment": _attachments,
    "part": lambda _world: ("money", "money"),
    "kind": lambda _world: ("road_section", "road_section"),
    "number": _workbooks,
}
"""Argument of an address → its values inside and outside."""

OF_SNAPSHOTS = Address("load snapshots", bound=False, own={"place": REGION}, place=REGION)

OF_RESPONSIBLE = Address("report on instructions", seat="responsible")
OF_ISSUER = Address("issue instructions", seat="issuer")
OF_CONTROL = Address("control")
OWN_WORKBOOK = Address("edit records", bound=False, sent=True)

ADDRESSES: dict[str, Address] = {
    # machines, front
    "health": Address(PUBLIC),
    "ready": Address(PUBLIC),
    "front": Address(PUBLIC),
    "worker": Address(PUBLIC),
    # people
    "people:sign-in": Address(PUBLIC),
    "people:sign-out": Address(ARRIVING, method="POST"),
    "people:password": Address(ARRIVING),
    "people:code": Address(ARRIVING),
    "people:confirm": Address(ARRIVING),
    "people:second-factor": Address(ARRIVING),
    "people:codes": Address(SIGNED_IN),
    "people:own": Address(SIGNED_IN),
    "people:api-keys": Address(SIGNED_IN),
    "people:end-api-key": Address(SIGNED_IN, method="POST", bound=False),
    "people:accounts": Address("manage accounts", bound=False),
    "people:open-account": Address("manage accounts", bound=False),
    "people:account": Address("manage accounts"),
    "people:change-account": Address("manage accounts"),
    "people:give-role": Address("manage accounts"),
    "people:end-role": Address("manage accounts"),
    "people:block": Address("manage accounts", method="POST", data={"version": 1}),
    "people:new-password": Address("manage accounts", method="POST"),
    "people:reset-second-factor": Address("manage accounts", method="POST"),
    "people:audit": Address("read audit", bound=False),
    "people:audit-csv": Address("read audit", bound=False),
    "people:verify-audit": Address("read audit", bound=False, method="POST"),
    # self-check
    "selfcheck:page": Address(PUBLIC),
    # the API
    "api:api-root": Address(PUBLIC),
    "api:openapi-json": Address(PUBLIC),
    "api:me": Address(SIGNED_IN),
    "api:places": Address(PUBLIC),
    "api:find-places": Address(PUBLIC),
    "api:place": Address(PUBLIC),
    "api:children": Address(PUBLIC),
    "api:self-check": Address(PUBLIC, method="POST"),
    "api:counts": Address("see counts", needs=("family",)),
    "api:explanation": Address("see families", method="POST"),
    "api:what-ifs": Address("try reforms"),
    "api:what-if": Address("try reforms"),
    "api:records": Address("see records"),
    "api:indicators": Address("see records"),
    "api:instructions": Address("see instructions"),
    "api:enter-records": Address("edit records", method="POST"),
    "api:targets": Address("see records"),
    "api:set-targets": Address("run programmes", method="POST"),
    # families
    "families:overview": Address("see counts", bound=False),
    "families:place": Address("see counts"),
    "families:own-list": Address("see families", bound=False),
    "families:list": Address("see families"),
    "families:save-view": Address("see families", method="POST"),
    "families:export": Address("export families"),
    "families:open-view": Address("see families", bound=False),
    "families:change-view": Address("see families", bound=False),
    "families:card": Address("see families"),
    "families:reason": Address("see families"),
    "families:refusals": Address("see families"),
    "families:why": Address("see families"),
    "families:offer-help": Address("offer help", method="POST", data={"measure": "vacancy"}),
    "families:open-case": Address("offer help", method="POST"),
    "families:offer": Address("offer help"),
    "families:case": Address("offer help"),
    "families:reforms": Address("try reforms", bound=False),
    "families:new-reform": Address("try reforms", bound=False),
    "families:reform": Address("try reforms"),
    "families:reform-progress": Address("try reforms"),
    "families:change-reform": Address("try reforms"),
    "families:reform-again": Address("try reforms", method="POST"),
    # bodies
    "bodies:bodies": Address("see records", bound=False),
    "bodies:body": Address("see records", bound=False),
    "bodies:enter-body": Address("keep bodies", bound=False),
    "bodies:change-body": Address("keep bodies"),
    # instructions
    "instructions:instructions": Address("see instructions", bound=False),
    "instructions:instruction": Address("see instructions"),
    "instructions:table-xlsx": Address("see instructions", bound=False),
    "instructions:table-csv": Address("see instructions", bound=False),
    "instructions:control": Address("control", bound=False),
    "instructions:issue": Address("issue instructions", bound=False),
    "instructions:change": OF_ISSUER,
    "instructions:extend": OF_ISSUER,
    "instructions:refuse-extension": OF_ISSUER,
    "instructions:withdraw": OF_ISSUER,
    "instructions:break-down": OF_RESPONSIBLE,
    "instructions:accept": replace(OF_RESPONSIBLE, method="POST", data={"version": 1}),
    "instructions:begin": replace(OF_RESPONSIBLE, method="POST", data={"version": 1}),
    "instructions:report": OF_RESPONSIBLE,
    "instructions:contribute": OF_RESPONSIBLE,
    "instructions:ask-extension": OF_RESPONSIBLE,
    "instructions:accept-report": OF_CONTROL,
    "instructions:return-report": OF_CONTROL,
    "instructions:close": OF_CONTROL,
    "instructions:link": Address("issue instructions", seat="issuer"),
    "instructions:unlink": Address("issue instructions", method="POST", data={"version": 1}),
    "instructions:evidence": Address("see instructions"),
    "instructions:sources": Address("see instructions", bound=False),
    "instructions:enter-source": Address("issue instructions", bound=False),
    "instructions:source": Address("see instructions"),
    "instructions:overlooked": replace(OF_ISSUER, method="POST", data={"quote": "words"}),
    "instructions:corrections": Address("issue instructions"),
    "instructions:proposal": OF_ISSUER,
    "instructions:reject": replace(OF_ISSUER, method="POST", data={"version": 1}),
    "instructions:agenda": Address("see instructions", bound=False),
    "instructions:calendar-key": Address("see instructions", bound=False, method="POST"),
    "instructions:terms": Address(PUBLIC, own={"key": "matrix"}, needs=("feed",)),
    "instructions:stocktakes": Address("see instructions", bound=False),
    "instructions:freeze": Address("control", bound=False),
    "instructions:stocktake": Address("see instructions"),
    "instructions:decide": OF_ISSUER,
    "instructions:own-plan": Address("see instructions", bound=False),
    "instructions:plan": Address("see instructions", bound=False),
    "instructions:seats": Address("manage accounts", bound=False),
    "instructions:end-seat": Address("manage accounts"),
    # delivery
    "delivery:offline": Address(PUBLIC),
    "delivery:own-desk": Address("see records", bound=False),
    "delivery:desk": Address("see records"),
    "delivery:own-portfolio": Address("see records", bound=False),
    "delivery:portfolio": Address("see records"),
    "delivery:enter": Address("edit records"),
    "delivery:record": Address("see records"),
    "delivery:change": Address("edit records"),
    "delivery:stage": Address("edit records"),
    "delivery:report": Address("edit records", method="POST"),
    "delivery:inspect": Address("edit records"),
    "delivery:attach": Address("edit records"),
    "delivery:lines": Address("edit records"),
    "delivery:mend": Address("edit records"),
    "delivery:file": Address("see records"),
    "delivery:programme": Address("see records"),
    "delivery:work": Address("see records", bound=False),
    "delivery:own-employment": Address("see records", bound=False),
    "delivery:employment": Address("see records"),
    "delivery:targets": Address("run programmes"),
    "delivery:workbooks": Address("edit records", bound=False),
    "delivery:workbook": OWN_WORKBOOK,
    "delivery:workbook-progress": OWN_WORKBOOK,
    "delivery:workbook-faults": OWN_WORKBOOK,
    "delivery:workbook-sent": OWN_WORKBOOK,
    "delivery:workbook-enter": replace(OWN_WORKBOOK, method="POST", data={"version": 1}),
    "delivery:workbook-template": Address("edit records", bound=False),
    "delivery:exports": Address("see records"),
    "delivery:workbook-export": Address("see records"),
    "delivery:oc4ids": Address("see records"),
    "delivery:ocds": Address("see records"),
    "delivery:geojson": Address("see records"),
    "delivery:records-table": Address("see records"),
    "delivery:indicators-table": Address("see records"),
    # families: snapshots, which belong to a region
    "families:my-snapshots": Address("load snapshots", bound=False, place=REGION),
    "families:snapshots": OF_SNAPSHOTS,
    "families:snapshot": OF_SNAPSHOTS,
    "families:snapshot-progress": OF_SNAPSHOTS,
    "families:snapshot-faults": OF_SNAPSHOTS,
    "families:snapshot-load": replace(OF_SNAPSHOTS, method="POST", data={"version": 1}),
    "families:snapshot-retry": replace(OF_SNAPSHOTS, method="POST", data={"version": 1}),
    "families:snapshot-publish": replace(OF_SNAPSHOTS, method="POST", data={"reason": "x"}),
    "families:snapshot-withdraw": replace(OF_SNAPSHOTS, method="POST", data={"version": 1, "reason": "x"}),
}
