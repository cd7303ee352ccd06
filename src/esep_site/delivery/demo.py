"""Made-up records for the demo: programmes, a zone, roads, houses, jobs and targets of a region, a fault."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from esep.places import places
from esep_site import site_clock
from esep_site.bodies import actions as bodies
from esep_site.delivery import actions
from esep_site.delivery.actions import FoundFault
from esep_site.delivery.bulk import write_entries
from esep_site.delivery.catalogue import Kind, kinds
from esep_site.delivery.entries import Entry, JobsLine, MilestoneLine, MoneyLine, PartnerLine, RiskLine
from esep_site.delivery.field_values import is_required
from esep_site.delivery.models import InspectionResult, Record
from esep_site.delivery.targets import set_target
from esep_site.people import audit

SEED = 7
CONTRACTORS, EMPLOYERS = ("demo-zhol", "demo-kurylys"), ("demo-sut", "demo-tas")
BODIES = (
    ("contractor", "demo-zhol", "«Демо Жол» ЖШС", "ТОО «Демо Жол»"),
    ("contractor", "demo-kurylys", "«Демо Құрылыс» ЖШС", "ТОО «Демо Құрылыс»"),
    ("employer", "demo-sut", "«Демо Сүт» ЖШС", "ТОО «Демо Сүт»"),
    ("employer", "demo-tas", "«Демо Тас» ЖШС", "ТОО «Демо Тас»"),
)
PROGRAMMES = (
    ("demo-roads", "Ауыл жолдары (демо)", "Сельские дороги (демо)"),
    ("demo-work", "Жұмыс бар (демо)", "Есть работа (демо)"),
    ("demo-business", "Шағын бизнес (демо)", "Малый бизнес (демо)"),
)
UNDER = {
    "road_section": "demo-roads",
    "infrastructure_project": "demo-work",
    "training": "demo-work",
    "business_support": "demo-business",
    "grant": "demo-business",
}
PER_KIND = {"road_section": 10, "infrastructure_project": 8, "business_support": 8, "investment_project": 12}
"""Records of a kind; four of any other. Only these have jobs."""
PERMANENT = ("business_support", "investment_project")
TOLD = ("contract_number", "cost", "investment", "launch")
"""Fields that nobody must fill, and that the checks ask for once something is under way."""


def make(region: str, districts: Sequence[str]) -> None:
    """Enter the records of the demo, the first of each kind in ``districts``; once."""
    if Record.objects.exists():
        return
    names = ("kind", "code", "name_kk", "name_ru")
    with audit.recording():
        rows = [{**dict(zip(names, each, strict=True)), "place": region} for each in BODIES]
        bodies.enter_bodies(by=None, rows=rows)
        outcome = write_entries(by=None, entries=_Maker(region, districts).entries())
        if outcome.faults:
            raise RuntimeError(outcome.faults[0])
        _set_targets(region)
        _find_a_fault(districts[-1])


class _Maker:
    def __init__(self, region: str, districts: Sequence[str]) -> None:
        self.chance, self.region, self.today = random.Random(SEED), region, site_clock.today()
        self.places = [*districts, *(place.code for place in places().get(region).children)]

    def entries(self) -> Iterator[Entry]:
        """Programmes, the zone, then some of every other kind."""
        for code, name_kk, name_ru in PROGRAMMES:
            yield self._entry(kinds()["programme"], code, name_kk, name_ru, self.region, "running")
        zone = ("demo-zone", "Индустриялық аймақ (демо)", "Индустриальная зона (демо)")
        yield self._entry(kinds()["zone"], *zone, self.region, "working")
        for kind in kinds().values():
            if kind.kind not in ("programme", "zone"):
                yield from (self._numbered(kind, at) for at in range(PER_KIND.get(kind.kind, 4)))

    def _numbered(self, kind: Kind, at: int) -> Entry:
        stages = [stage.code for stage in kind.stages if stage.category != "stopped"]
        start = datetime.date(self.today.year, 1 + at % 6, 1)
        end = start + datetime.timedelta(days=120 + 40 * (at % 6))
        names = (f"{kind.names.kk} № {at + 1} (демо)", f"{kind.names.ru} № {at + 1} (демо)")
        code = f"demo-{kind.kind.replace('_', '-')}-{at + 1}"
        risk = RiskLine("Материал бағасының өсуі", 2, 3, "Екінші жеткізуші")
        told = {
            "start": start,
            "end": end,
            "programme": UNDER.get(kind.kind, ""),
            "parent": "demo-zone" if kind.kind == "investment_project" else "",
            "reported_on": self.today - datetime.timedelta(days=self.chance.choice((3, 10, 20, 60))),
            "declared": self.chance.choice(("", "green", "green", "amber")),
            "jobs": self._jobs(kind, at),
            "money": self._money(),
            "milestones": self._milestones(start, end),
            "partners": self._partners(kind, at),
            "risks": [risk] if at % 4 == 0 else [],
        }
        place = self.places[at % len(self.places)]
        return self._entry(kind, code, *names, place, stages[at % len(stages)], **told)

    def _entry(
        self, kind: Kind, code: str, name_kk: str, name_ru: str, place: str, stage: str, **told: Any
    ) -> Entry:
        told_of = TOLD if kind.stage_by_code[stage].category in ("under_way", "done") else ()
        needed = [each for each in kind.fields if each.code in told_of or is_required(kind, each, stage)]
        fields = {
            each.code: self._value(
                each.type, each.at_least, [code for code in each.choices if code != "not_told"]
            )
            for each in needed
        }
        return Entry(code, kind.kind, name_kk, name_ru, place, stage, fields=fields, **told)

    def _value(self, kind: str, least: int | None, choices: Sequence[str]) -> Any:
        if choices:
            return self.chance.choice(choices)
        plain: Mapping[str, Any] = {
            "text": "демо",
            "day": datetime.date(self.today.year, 12, 20),
            "year": self.today.year,
            "yes_no": True,
            "place": self.region,
            "body": CONTRACTORS[0],
            "money": 1000 * self.chance.randint(10_000, 900_000),
        }
        return plain[kind] if kind in plain else max(least or 0, 12)

    def _money(self) -> list[MoneyLine]:
        planned = 1_000_000 * self.chance.randint(20, 900)
        now = MoneyLine(self.today.year, "regional", planned, planned * 9 // 10, planned // 3)
        return [now, MoneyLine(self.today.year + 1, "republican", planned // 2)]

    def _milestones(self, start: datetime.date, end: datetime.date) -> list[MilestoneLine]:
        later = end + datetime.timedelta(days=self.chance.choice((0, 10)))
        begun = start if start <= self.today else None
        return [
            MilestoneLine("Басталуы", "Начало", start, fact=begun),
            MilestoneLine("Аяқталуы", "Завершение", end, forecast=later),
        ]

    def _partners(self, kind: Kind, at: int) -> list[PartnerLine]:
        role = next((each for each in ("contractor", "employer", "tenant") if each in kind.partners), "")
        known = CONTRACTORS if role == "contractor" else EMPLOYERS
        return [PartnerLine(role, known[at % len(known)], f"Д-{at + 1}")] if role else []

    def _jobs(self, kind: Kind, at: int) -> list[JobsLine]:
        """Of four months; several programmes tell of the same contract periods, which are counted once."""
        if kind.kind not in PER_KIND:
            return []
        term, lines = "permanent" if kind.kind in PERMANENT else "temporary", []
        for month in (3, 6, 9, 12):
            day, number = datetime.date(self.today.year, month, 1), self.chance.randint(4, 60)
            lines.append(JobsLine(day, "planned", term, number))
            if day <= self.today:
                made = max(1, number * self.chance.randint(6, 10) // 10)
                groups = (made // 3, made // 2, made // 20)
                at_work = EMPLOYERS[at % len(EMPLOYERS)]
                lines.append(JobsLine(day, "created", term, made, *groups, employer=at_work, starts=day))
        return lines


def _set_targets(region: str) -> None:
    year = site_clock.today().year
    for indicator, last, value in (
        ("jobs", year + 4, 6000), ("permanent_jobs", year + 4, 2500),
        ("jobs", year, 3200), ("permanent_jobs", year, 1500), ("youth_jobs", year, 900),
    ):  # fmt: skip
        years = {"first_year": year, "last_year": last}
        set_target(by=None, place=region, indicator=indicator, value=value, **years)
    for at, place in enumerate(places().get(region).children):
        value = 200 + 40 * (at % 5)
        for last, several in ((year, 1), (year + 4, 4)):
            years = {"first_year": year, "last_year": last}
            set_target(by=None, place=place.code, indicator="jobs", value=value * several, **years)


def _find_a_fault(place: str) -> None:
    """An inspection of a road failed a fortnight ago; its fault is to be mended within a month of it."""
    road = Record.objects.filter(kind="road_section", place=place).order_by("pk").first()
    if road is None:
        return
    day = site_clock.today() - datetime.timedelta(days=14)
    contractor = road.partner_set.select_related("body").first()
    term = day + datetime.timedelta(days=30)
    fault = FoundFault("Асфальт қабаты жобадан жұқа", term, contractor.body if contractor else None, "3.5")
    sample = {"name": "Қабат қалыңдығы", "found": "3 см", "norm": "5 см", "passed": False}
    actions.inspect(
        by=None, record=road, day=day, result=InspectionResult.FAILED, faults=[fault], samples=[sample],
        notes="Зертхана үш жерден сынама алды.",
    )  # fmt: skip
