"""Made-up instructions for the demo: a protocol that was read, parts, reports, a late one, a frozen pack."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from esep.places import places
from esep_site.bodies import actions as bodies
from esep_site.bodies.models import Body
from esep_site.instructions import (
    actions,
    clock,
    extension_actions,
    report_actions,
    seat_actions,
    source_actions,
    stocktakes,
)
from esep_site.instructions.actions import Told
from esep_site.instructions.models import Instruction, Seat, today
from esep_site.instructions.report_actions import Said
from esep_site.instructions.terms import Every, Kind, Term
from esep_site.people import audit
from esep_site.people.models import Account
from esep_site.people.scope import enforced, scope_of

PROTOCOL = """Облыс әкімдігінің аппарат жиынының хаттамасы
Облыс әкімі тапсырды:
1. Жол басқармасы {year} жылғы 20 желтоқсанға дейін мектептерге баратын жолдарды жөндеуді аяқтасын.
2. Аудан әкімдері апта сайын жылу маусымының барысы туралы есеп берсін.
3. Білім басқармасы келесі жылдың 1 қыркүйегіне дейін үш мектепті пайдалануға берсін.
Келесі жиын дүйсенбі күні өтеді.
"""


def make(region: str, districts: Mapping[str, str]) -> None:
    """Bodies, seats, instructions; ``districts``: login of an officer → the place. Made once."""
    with enforced(clock.everywhere()):
        if Instruction.objects.exists():
            return
    made = _Maker(region, districts)
    made.instructions()
    clock.turn(today())
    made.afterwards()


class _Maker:
    """Does everything by the actions, as the people of the demo would."""

    def __init__(self, region: str, districts: Mapping[str, str]) -> None:
        self.region, self.districts, self.today = region, districts, today()
        self.akimat = self._body(f"akimat-{region[:2]}", "akimat", region, "әкімдігі", "Акимат: {place}")
        department = ("department", region)
        self.roads = self._body(
            f"roads-{region[:2]}", *department, "жол басқармасы", "Управление дорог: {place}"
        )
        self.schools = self._body(
            f"schools-{region[:2]}", *department, "білім басқармасы", "Управление образования: {place}"
        )
        self.of_district = {
            login: self._body(f"akimat-{place[:4]}", "akimat", place, "әкімдігі", "Акимат: {place}")
            for login, place in districts.items()
        }
        self.people = {
            each.login: each
            for each in Account.objects.filter(login__in=["control", "programmes", *districts])
        }
        seats = {"control": self.akimat, "programmes": self.roads, **self.of_district}
        for login, body in seats.items():
            account = self.people[login]
            if not Seat.objects.filter(account=account, body=body).exists():
                with audit.recording():
                    seat_actions.give_seat(
                        by=None,
                        account=account,
                        body=body,
                        valid_from=self.today - datetime.timedelta(days=365),
                    )

    def _body(self, code: str, kind: str, place: str, kk: str, ru: str) -> Body:
        names = places().get(place).names
        row = {
            "code": code,
            "kind": kind,
            "name_kk": f"{names.kk} {kk}",
            "name_ru": ru.format(place=names.ru),
            "place": place,
            "parent": None if kind == "akimat" and place == self.region else f"akimat-{self.region[:2]}",
        }
        with audit.recording():
            return bodies.enter_bodies(by=None, rows=[row])[code]

    def _as(self, login: str, action: Callable[..., Any], **given: Any) -> Any:
        """An action by one of the people, within the scope of the roles."""
        by = self.people[login]
        row = given.get("instruction")
        if row is not None:
            row.refresh_from_db()
            if action not in (extension_actions.ask, report_actions.contribute):
                given["version"] = row.version
        with enforced(scope_of(by)), audit.recording():
            return action(by=by, **given)

    def _told(self, text: str, end_result: str, body: Body, days: int, **more: Any) -> Told:
        given = {"term": Term.on(self.today + datetime.timedelta(days=days)), **more}
        return Told(text=text, end_result=end_result, responsible=body, place=body.place, **given)

    def _issue(self, *told: Any, **more: Any) -> Instruction:
        row: Instruction = self._as(
            "control", actions.issue, issuer=self.akimat, told=self._told(*told, **more)
        )
        return row

    def instructions(self) -> None:
        """What was told, and what people did with it."""
        first, second = self.districts
        earlier = self.today - datetime.timedelta(days=60)
        whole = self._issue(
            "Мектептерге баратын жолдарды жөндеуді аяқтау", "Он екі шақырым жол ашылды", self.roads, 60,
            theme="roads", issued=earlier, helping=[self.schools],
        )  # fmt: skip
        self._as("programmes", report_actions.accept, instruction=whole)
        parts = [
            self._as(
                "programmes", actions.break_down, parent=whole,
                told=self._told(
                    "Ауылдағы мектепке баратын жолды жөндеу", "Алты шақырым жол ашылды",
                    self.of_district[login], days, theme="roads", issued=earlier,
                ),
            )
            for login, days in ((first, 40), (second, -9))
        ]  # fmt: skip
        for login, part in zip((first, second), parts, strict=True):
            self._as(login, report_actions.accept, instruction=part)
        figures = [{"name": "Жол", "unit": "шақырым", "plan": "6", "fact": "4.5"}]
        said = Said("Төрт жарым шақырым төселді, белгілер қойылды.", "green", figures)
        self._as(first, report_actions.submit_report, instruction=parts[0], said=said)
        weekly = Term(Kind.RECURRING, self.today + datetime.timedelta(days=14), None, Every.WEEKLY)
        heating = self._issue(
            "Жылу маусымының барысы туралы апта сайын есеп беру", "Барлық мектеп пен аурухана жылы",
            self.of_district[second], 14, term=weekly, theme="housing",
        )  # fmt: skip
        self._as(second, report_actions.accept, instruction=heating)
        museum = self._issue(
            "Аудан мұражайларының қорын цифрландыру", "Қордың суреттері сайтта көрінеді",
            self.of_district[second], 20, theme="digital", issued=earlier,
        )  # fmt: skip
        self._as(second, report_actions.accept, instruction=museum)
        wanted = self.today + datetime.timedelta(days=45)
        self._as(
            second, extension_actions.ask, instruction=museum, wanted=wanted, reason="Сканер кешігіп келді"
        )
        done = self._issue(
            "Мектеп автобустарын тексеру", "Он автобустың куәлігі бар", self.of_district[first], 30,
            theme="education", issued=earlier,
        )  # fmt: skip
        self._as(first, report_actions.accept, instruction=done)
        self._as(
            first, report_actions.submit_report, instruction=done, said=Said("Бәрі тексерілді.", "green")
        )
        self._as("control", report_actions.accept_report, instruction=done, note="Куәліктер қаралды")
        self._issue(
            "Ауылдағы мектепке баратын жолды жөндеп бітіру", "Жол ашылды", self.of_district[second], 25,
            theme="roads",
        )  # fmt: skip
        self._issue(
            "Отремонтировать дорогу к сельской школе", "Школьный автобус ходит каждый день",
            self.of_district[first], 35, theme="roads", language="ru",
        )  # fmt: skip

    def afterwards(self) -> None:
        """A document that was read, and the pack of a meeting."""
        text = PROTOCOL.format(year=self.today.year + (self.today.month == 12))
        source = self._as(
            "control", source_actions.enter_source, kind="meeting", title="Аппарат жиыны", number="17",
            day=self.today, issuer=self.akimat, text=text,
        )  # fmt: skip
        proposal = source.proposals.last()
        told = self._told(
            "Үш мектепті пайдалануға беру", "Үш мектепте оқу басталды", self.schools, 280, theme="education"
        )
        if proposal is not None:
            self._as("control", source_actions.confirm, proposal=proposal, version=1, told=told)
        until = self.today + datetime.timedelta(days=30)
        self._as(
            "control", stocktakes.freeze, title="Айлық шолу", day=self.today, until=until, place=self.region
        )
