"""A small region: bodies with people who sit in them, and instructions on a day that stands still."""

from __future__ import annotations

import datetime
import importlib
import inspect
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.utils.translation import override

from esep_site.bodies.models import Body
from esep_site.instructions import actions
from esep_site.instructions.actions import Told
from esep_site.instructions.models import Instruction, Seat
from esep_site.instructions.terms import Term
from esep_site.people import audit
from esep_site.people.models import Account
from esep_site.people.roles import Role

from ..conftest import DISTRICT, OTHER_DISTRICT, REGION, MakeAccount

TODAY = datetime.date(2026, 11, 19)
"""A Thursday, as far from holidays as any."""


@dataclass
class Region:
    """Bodies by their codes and who sits in them: ``control`` with the akimat of the region, ``roads`` in the
    department, ``officer`` in the district, ``other`` in another district."""

    bodies: dict[str, Body]
    people: dict[str, Account]
    clock: list[datetime.date]

    def __getitem__(self, name: str) -> Any:
        return self.bodies.get(name) or self.people[name]

    def on(self, day: str) -> None:
        """From now on it is this day."""
        self.clock[0] = datetime.date.fromisoformat(day)

    def told(self, **changed: Any) -> Told:
        """What an instruction to the district says; it lacks nothing."""
        told = Told(
            text="Мектепке баратын жолды жөндеуді аяқтау",
            end_result="Бес шақырым жол ашылды",
            term=Term.on(datetime.date(2026, 12, 15)),
            responsible=self.bodies["district"],
            place=DISTRICT,
            theme="roads",
        )
        return replace(told, **changed)

    def issue(self, **changed: Any) -> Instruction:
        """Issued by the region's akimat, of a ``source`` where one is given."""
        source = changed.pop("source", None)
        with audit.recording():
            row = actions.issue(
                by=self.people["control"],
                issuer=self.bodies["akimat"],
                told=self.told(**changed),
                source=source,
            )
        row.refresh_from_db()
        return row

    def do(self, action: Callable[..., Any], who: str, row: Instruction, **given: Any) -> Any:
        """An action by one of the people, on the row as it stands; it is read again afterwards."""
        row.refresh_from_db()
        if "version" not in given and "version" in inspect.signature(action).parameters:
            given["version"] = row.version
        with audit.recording():
            done = action(by=self.people[who], instruction=row, **given)
        row.refresh_from_db()
        return done


BODIES = {
    "akimat": ("akimat", "Облыс әкімдігі", "Акимат области", REGION, None),
    "roads": ("department", "Жол басқармасы", "Управление дорог", REGION, "akimat"),
    "schools": ("department", "Білім басқармасы", "Управление образования", REGION, "akimat"),
    "district": ("akimat", "Аудан әкімдігі", "Акимат района", DISTRICT, "akimat"),
    "other-district": ("akimat", "Басқа аудан әкімдігі", "Акимат другого района", OTHER_DISTRICT, "akimat"),
}
PEOPLE = {
    "control": (Role.CONTROLLER, REGION, "akimat"),
    "roads-officer": (Role.PROGRAMME_OFFICER, REGION, "roads"),
    "officer": (Role.OFFICER, DISTRICT, "district"),
    "second-officer": (Role.OFFICER, DISTRICT, "district"),
    "other": (Role.OFFICER, OTHER_DISTRICT, "other-district"),
    "seatless": (Role.OFFICER, DISTRICT, ""),
}


@pytest.fixture
def still_clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime.date]:
    """The day of everything that asks for it."""
    clock = [TODAY]
    importlib.import_module("esep_site.instructions.urls")
    for name, module in list(sys.modules.items()):
        if name.startswith("esep_site.instructions.") and hasattr(module, "today"):
            monkeypatch.setattr(module, "today", lambda: clock[0])
    return clock


@pytest.fixture
def region(make_account: MakeAccount, still_clock: list[datetime.date]) -> Region:
    """The small region."""
    bodies: dict[str, Body] = {}
    for code, (kind, kk, ru, place, parent) in BODIES.items():
        above = bodies[parent] if parent else None
        bodies[code] = Body.objects.create(
            code=code, kind=kind, name_kk=kk, name_ru=ru, place=place, parent=above
        )
    people = {name: make_account(role, place, login=name) for name, (role, place, _body) in PEOPLE.items()}
    for name, (_role, _place, body) in PEOPLE.items():
        if body:
            Seat.objects.create(account=people[name], body=bodies[body], valid_from="2026-01-01")
    return Region(bodies, people, still_clock)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """What is refused is told in English, whatever language a test before spoke."""
    with override("en"):
        yield
