"""The pages of the site that are looked at in a browser. A new page adds its line to :data:`PAGES`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Page as BrowserPage


@dataclass(frozen=True)
class Shown:
    """``name``: the address as Django calls it. ``who``: a login of the demo, "" for nobody.

    ``given``: the address's arguments → what stands for them in the prepared site. ``way``: what is done on
    the page until it shows what is to be seen. ``label``: where one address is shown several times.
    """

    name: str
    who: str = ""
    given: dict[str, str] = field(default_factory=dict)
    query: str = ""
    label: str = ""
    status: int = 200
    way: Callable[[BrowserPage], None] | None = None

    @property
    def id(self) -> str:
        """What the picture is called."""
        return "-".join(self.name.replace(":", "-").split("-")) + (f"-{self.label}" if self.label else "")

    def path(self, language: str, told: dict[str, Any]) -> str:
        """The address in a language."""
        known = {**told, **told["places"]}
        with override(language):
            return (
                reverse(self.name, kwargs={key: known[name] for key, name in self.given.items()}) + self.query
            )


def answered(page: BrowserPage) -> None:
    """A mother with three children in a village asks which help there is."""
    page.select_option("#id_place-region", "310000000")
    page.click("button.primary")
    page.select_option("#id_place-district", index=2)
    page.check("input[name='place-settlement'][value='village']")
    for number in (2, 3, 4):
        page.click("button[value='add-person']")
        page.select_option(f"#id_p{number}-role", "child")
        page.fill(f"#id_p{number}-birth_date", f"08.03.201{number + 3}")
        page.check(f"input[name='p{number}-sex'][value='{('female', 'male')[number % 2]}']")
    page.select_option("#id_p1-role", "head")
    page.fill("#id_p1-birth_date", "01.06.1990")
    page.check("input[name='p1-sex'][value='female']")
    page.click("button.primary[value='answer']")


def asked_too_little(page: BrowserPage) -> None:
    """The form is sent with nothing in it."""
    page.select_option("#id_place-region", "310000000")
    page.click("button.primary")
    page.click("button.primary[value='answer']")


def sent_wrong(page: BrowserPage) -> None:
    """Login and password of nobody."""
    page.fill("#id_username", "nobody")
    page.fill("#id_password", "nothing at all")
    page.click("main button.primary")


def kept_here(page: BrowserPage) -> None:
    """The browser keeps the page for the time without a network, and says so."""
    page.locator("[data-draft-offline]").wait_for()


def sent_empty(page: BrowserPage) -> None:
    """A form is sent as it is, past the browser's own check."""
    page.evaluate("document.querySelector('main form[method=post]').noValidate = true")
    page.click("main form[method=post] button.primary")


def opened_all(page: BrowserPage) -> None:
    """Everything that is folded is open."""
    page.evaluate("document.querySelectorAll('main details').forEach(each => each.open = true)")


def opened_some(page: BrowserPage) -> None:
    """The first answer of a list is open, and in it the first of what it rests on."""
    page.evaluate(
        """let one = document.querySelector("main .answers details");
        for (; one; one = one.querySelector("details")) one.open = true;"""
    )


def changed_by_two(page: BrowserPage) -> None:
    """The form of a version that somebody else has replaced."""
    page.evaluate("document.querySelector('input[name=version]').value = 999")
    page.click("main form[method=post] button.primary")


def renamed_by_two(page: BrowserPage) -> None:
    """Another name in the form of a version that somebody else has replaced."""
    page.fill("#id_name_ru", "Сельская дорога")
    changed_by_two(page)


def detailed_by_two(page: BrowserPage) -> None:
    """Other details of an instruction whose version somebody else has replaced."""
    page.fill("#id_end_result", "Он екі шақырым жол ашылды, белгілер қойылды")
    changed_by_two(page)


REGION, DISTRICT, OKRUG, SETTLEMENT = (
    {"place": level} for level in ("region", "district", "okrug", "settlement")
)
FAMILY, ACCOUNT = {"family": "family"}, {"account": "account"}
ROAD, BODY = {"record": "road"}, {"body": "contractor"}
HERE = {"place": "region", "snapshot": "snapshot"}

PAGES = (
    # the public
    Shown("front"),
    Shown("selfcheck:page"),
    Shown("selfcheck:page", label="faults", status=422, way=asked_too_little),
    Shown("selfcheck:page", label="answer", way=answered),
    # signing in, the own account
    Shown("people:sign-in"),
    Shown("people:sign-in", label="refused", way=sent_wrong),
    Shown("people:password", "surveyor"),
    Shown("people:password", "surveyor", label="faults", way=sent_empty),
    Shown("people:confirm", "surveyor"),
    Shown("people:own", "officer-2"),
    Shown("people:codes", "officer-2"),
    Shown("people:api-keys", "analyst"),
    # administration, audit
    Shown("people:accounts", "administrator"),
    Shown("people:open-account", "administrator"),
    Shown("people:open-account", "administrator", label="faults", way=sent_empty),
    Shown("people:account", "administrator", ACCOUNT),
    Shown("people:change-account", "administrator", ACCOUNT),
    Shown(
        "people:change-account", "administrator", ACCOUNT, label="conflict", status=409, way=changed_by_two
    ),
    Shown("people:give-role", "administrator", ACCOUNT),
    Shown("people:end-role", "administrator", {**ACCOUNT, "holding": "holding"}),
    Shown("people:audit", "auditor"),
    # places
    Shown("families:place", "analyst", REGION, label="region"),
    Shown("families:place", "press", DISTRICT, label="district"),
    Shown("families:place", "officer-2", OKRUG, label="okrug"),
    Shown("families:place", "officer-2", SETTLEMENT, label="settlement"),
    # families
    Shown("families:list", "officer-2", DISTRICT, query="?levels=C&levels=D&undrawn=1"),
    Shown("families:list", "officer-2", DISTRICT, query="?q=нет+такой", label="nobody"),
    Shown("families:change-view", "officer-2", {"view": "view"}),
    Shown("families:reason", "officer-1", {"family": "other_family"}),
    Shown("families:card", "officer-2", FAMILY),
    Shown("families:card", "officer-2", FAMILY, label="open", way=opened_some),
    Shown("families:refusals", "officer-2", FAMILY),
    Shown("families:why", "officer-2", {**FAMILY, "answer": "answer"}),
    Shown("families:offer", "officer-2", {"offer": "offer"}),
    Shown("families:case", "officer-2", {"case": "case"}),
    # reforms
    Shown("families:reforms", "analyst"),
    Shown("families:new-reform", "analyst"),
    Shown("families:reform", "analyst", {"scenario": "scenario"}),
    Shown("families:change-reform", "analyst", {"scenario": "scenario"}),
    # instructions
    Shown("instructions:instructions", "control"),
    Shown("instructions:control", "control"),
    Shown("instructions:instruction", "control", {"instruction": "waits"}),
    Shown("instructions:instruction", "officer-2", {"instruction": "late"}, label="late"),
    Shown("instructions:issue", "control", label="faults", status=400, way=sent_empty),
    Shown("instructions:report", "officer-2", {"instruction": "late"}),
    Shown("instructions:extend", "programmes", {"instruction": "late"}),
    Shown(
        *("instructions:change", "control", {"instruction": "whole"}),
        label="conflict",
        status=409,
        way=detailed_by_two,
    ),
    Shown("instructions:source", "control", {"source": "source"}),
    Shown("instructions:proposal", "control", {"proposal": "proposal"}),
    Shown("instructions:enter-source", "control"),
    Shown("instructions:sources", "control"),
    Shown("instructions:agenda", "officer-2"),
    Shown("instructions:stocktakes", "control"),
    Shown("instructions:freeze", "control"),
    Shown("instructions:stocktake", "control", {"stocktake": "stocktake"}),
    Shown("instructions:plan", "control", {"year": "year"}),
    Shown("instructions:seats", "administrator"),
    # bodies
    Shown("bodies:bodies", "programmes"),
    Shown("bodies:body", "programmes", BODY),
    Shown("bodies:enter-body", "programmes", label="faults", way=sent_empty),
    Shown("bodies:change-body", "programmes", BODY, label="conflict", status=409, way=changed_by_two),
    # delivery
    Shown("delivery:desk", "officer-2", DISTRICT),
    Shown("delivery:portfolio", "programmes", REGION),
    Shown("delivery:portfolio", "programmes", REGION, query="?view=groups&by=programme", label="groups"),
    Shown("delivery:portfolio", "programmes", REGION, query="?view=board&kind=road_section", label="board"),
    Shown("delivery:portfolio", "programmes", REGION, query="?view=map", label="map"),
    Shown("delivery:enter", "officer-2", DISTRICT, label="kinds"),
    Shown(
        "delivery:enter", "officer-2", DISTRICT, query="?kind=road_section", label="faults", way=sent_empty
    ),
    Shown("delivery:record", "officer-2", ROAD),
    Shown("delivery:change", "officer-2", ROAD, label="conflict", status=409, way=renamed_by_two),
    Shown("delivery:lines", "officer-2", {**ROAD, "part": "part"}),
    Shown("delivery:inspect", "officer-2", ROAD, way=kept_here),
    Shown("delivery:offline", "officer-2"),
    Shown("delivery:attach", "officer-2", ROAD),
    Shown("delivery:programme", "programmes", {"record": "programme"}),
    Shown("delivery:work", "programmes", BODY),
    Shown("delivery:employment", "press", REGION, label="region"),
    Shown("delivery:employment", "officer-2", DISTRICT, label="district", way=opened_all),
    Shown("delivery:targets", "programmes", REGION),
    Shown("delivery:workbooks", "programmes"),
    Shown("delivery:exports", "programmes", REGION),
    # snapshots
    Shown("families:snapshots", "analyst", REGION),
    Shown("families:snapshot", "analyst", HERE),
    Shown("families:snapshot", "analyst", {**HERE, "snapshot": "older"}, label="older", way=opened_all),
    Shown("families:snapshot", "analyst", {**HERE, "snapshot": "refused"}, label="refused"),
    # refusals of the site
    Shown("people:accounts", "officer-2", label="refused", status=403),
    Shown("families:place", "analyst", {"place": "nowhere"}, label="nowhere", status=404),
)

NOT_LOOKED_AT = {
    **dict.fromkeys(
        (
            "instructions:withdraw",
            "instructions:refuse-extension",
            "instructions:ask-extension",
            "instructions:accept-report",
            "instructions:return-report",
            "instructions:close",
            "instructions:link",
        ),
        "the page of instructions:extend with other fields",
    ),
    "instructions:break-down": "the page of instructions:issue",
    "instructions:decide": "the page of instructions:issue",
    "instructions:contribute": "the page of instructions:report",
    "instructions:end-seat": "one field",
    "instructions:accept": "leads to the card",
    "instructions:begin": "leads to the card",
    "instructions:unlink": "leads to the card",
    "instructions:reject": "leads to the document",
    "instructions:overlooked": "leads to the proposal",
    "instructions:calendar-key": "leads to the agenda",
    "instructions:own-plan": "leads to the plan of a year",
    "instructions:terms": "for machines",
    "instructions:evidence": "a file",
    "instructions:table-xlsx": "a file",
    "instructions:table-csv": "a file",
    "instructions:corrections": "a file",
    **dict.fromkeys(("delivery:stage", "delivery:mend"), "the page of delivery:attach with other fields"),
    **dict.fromkeys(
        (
            "delivery:workbook-faults",
            "delivery:workbook-sent",
            "delivery:workbook-template",
            "delivery:workbook-export",
            "delivery:oc4ids",
            "delivery:ocds",
            "delivery:geojson",
            "delivery:records-table",
            "delivery:indicators-table",
        ),
        "a file",
    ),
    "delivery:workbook": "needs a worker that has looked at a workbook; tests/site/delivery reads it",
    "delivery:workbook-progress": "a part of a page",
    "delivery:workbook-enter": "leads to the workbook",
    "delivery:own-desk": "leads to a desk",
    "delivery:own-portfolio": "leads to a portfolio",
    "delivery:own-employment": "leads to a map",
    "delivery:file": "a file",
    "health": "for machines",
    "worker": "for machines",
    "ready": "for machines",
    "people:code": "seen on the way in",
    "people:second-factor": "seen on the way in",
    "families:overview": "leads to a place",
    "families:own-list": "leads to a list",
    "families:my-snapshots": "leads to the snapshots of a region",
    "families:open-view": "leads to a list",
    "families:export": "a file",
    "people:audit-csv": "a file",
    "families:snapshot-faults": "a file",
    "families:snapshot-progress": "a part of a page",
    "families:reform-progress": "a part of a page",
}
"""Addresses without a line above, and why."""
