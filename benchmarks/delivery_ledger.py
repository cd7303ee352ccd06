"""A made-up ledger of delivery: records with their rows, and instructions, drawn by a seed, written in bulk.

Imported only where Django is ready.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator

from django.db import connection

from esep.places import places
from esep_site.bodies.models import Body
from esep_site.delivery.bulk import write_entries
from esep_site.delivery.catalogue import FieldType, Kind, kinds
from esep_site.delivery.entries import Entry, JobsLine, MilestoneLine, MoneyLine, PartnerLine
from esep_site.delivery.field_values import is_required
from esep_site.instructions.alike import keys_of
from esep_site.instructions.colours import Standing
from esep_site.instructions.models import Assignment, Instruction
from esep_site.instructions.row_policy import stems_of
from esep_site.instructions.rules import rules
from esep_site.instructions.states import State
from esep_site.instructions.turning import turning
from esep_site.instructions.working import working_days
from esep_site.people import audit

REGION = "310000000"
D = datetime.date
TODAY = D(2026, 11, 20)
PROGRAMMES, BODIES, DEPARTMENTS = 12, 5000, 30
JOBS_EACH = 10
AT_ONCE = 10_000
WORDS = (
    *("жол", "мектеп", "су", "газ", "жөндеу", "аяқтау", "салу", "есеп", "беру", "қамтамасыз ету", "бақылау"),
    *("ашу", "жұмыс орны", "ауыл", "аудан", "қала", "облыс", "бағдарлама", "жоба", "мерзім", "инвестор"),
)
STATES = (5, 10, 30, 5, 10, 30, 8, 2)
"""How often each state of an instruction is drawn, in the order of :class:`State`."""


def bodies() -> None:
    """The akimats of the region and of its districts, departments, contractors who employ as well."""
    region = Body.objects.create(
        code="akimat", kind="akimat", name_kk="Әкімдік", name_ru="Акимат", place=REGION
    )
    districts = [place.code for place in places().get(REGION).children]
    rows = [
        *((f"akimat-{place}", "akimat", place) for place in districts),
        *((f"d{at}", "department", REGION) for at in range(DEPARTMENTS)),
    ]
    Body.objects.bulk_create(
        Body(code=code, kind=kind, name_kk=code, name_ru=code, place=place, parent=region)
        for code, kind, place in rows
    )
    contractor = {"kind": "contractor", "place": REGION}
    Body.objects.bulk_create(
        Body(code=f"b{at}", name_kk=f"Мердігер {at}", name_ru=f"Подрядчик {at}", **contractor)
        for at in range(BODIES)
    )


def programmes() -> None:
    """Those that records stand under."""
    _write(
        [
            Entry(
                code=f"p{at}", kind="programme", name_kk=f"Бағдарлама {at}", name_ru=f"Программа {at}",
                place=REGION, fields={"level": "state"},
            )
            for at in range(PROGRAMMES)
        ]
    )  # fmt: skip


def records(number: int) -> Iterator[int]:
    """Write so many records, each with ten rows of jobs; yields how many are written so far."""
    chance = random.Random(1)
    spots = settlements()
    chosen = [kind for code, kind in kinds().items() if code not in ("programme", "zone")]
    for begun in range(0, number, AT_ONCE):
        until = min(number, begun + AT_ONCE)
        _write([_entry(f"r{at}", chance.choice(chosen), spots, chance) for at in range(begun, until)])
        yield until


def settlements() -> list[str]:
    """The smallest places of the region."""
    found = []
    for district in places().get(REGION).children:
        below = [each.code for okrug in district.children for each in (okrug.children or [okrug])]
        found += below or [district.code]
    return found


def entries_to_send(number: int, run: int, kind: Kind) -> list[Entry]:
    """New records of a kind without further rows, as somebody types them into a workbook."""
    chance = random.Random(run)
    spots = settlements()
    return [
        Entry(
            code=f"sent-{run}-{at}",
            kind=kind.kind,
            name_kk=f"Жаңа жоба {at}",
            name_ru=f"Новый проект {at}",
            place=chance.choice(spots),
            stage=kind.first_stage.code,
            programme=f"p{chance.randrange(PROGRAMMES)}",
            start=D(2026, 5, 1),
            end=D(2027, 5, 1),
            fields=_fields(kind, kind.first_stage.code, chance),
        )
        for at in range(number)
    ]


def _entry(code: str, kind: Kind, spots: list[str], chance: random.Random) -> Entry:
    stage = chance.choice(kind.stages).code
    start = D(chance.randint(2020, 2026), chance.randint(1, 12), 1)
    made = chance.choice([None, min(start, TODAY)])
    return Entry(
        code=code,
        kind=kind.kind,
        name_kk=f"{kind.names.kk} {code}",
        name_ru=f"{kind.names.ru} {code}",
        place=chance.choice(spots),
        stage=stage,
        programme=f"p{chance.randrange(PROGRAMMES)}",
        start=start,
        end=start + datetime.timedelta(days=chance.randint(30, 900)),
        fields=_fields(kind, stage, chance),
        declared=chance.choice(["", "green", "red"]),
        reported_on=TODAY - datetime.timedelta(days=chance.randint(0, 90)),
        money=[MoneyLine(year, "regional", 1000, 500, 100) for year in (2025, 2026)],
        partners=[PartnerLine("contractor", f"b{chance.randrange(BODIES)}")],
        milestones=[
            MilestoneLine("Басы", "Начало", start),
            MilestoneLine("Соңы", "Конец", start + datetime.timedelta(days=300), fact=made),
        ],
        risks=[],
        jobs=[_job(start, chance) for _at in range(JOBS_EACH)],
    )


def _job(start: datetime.date, chance: random.Random) -> JobsLine:
    return JobsLine(
        month=D(chance.randint(2022, 2026), chance.randint(1, 12), 1),
        aspect=chance.choice(["planned", "created"]),
        term=chance.choice(["permanent", "temporary"]),
        youth=chance.randint(0, 1),
        women=chance.randint(0, 1),
        employer=f"b{chance.randrange(BODIES)}",
        person=f"x{chance.randrange(10**6)}",
        starts=start,
    )


def _fields(kind: Kind, stage: str, chance: random.Random) -> dict[str, object]:
    """What a kind asks at a stage, and now and then more; of a road its beginning only."""
    found: dict[str, object] = {}
    for field in kind.fields:
        if field.code == "km_to" or not (is_required(kind, field, stage) or chance.random() < 0.4):
            continue
        least = max(1, int(field.at_least or 0))
        found[field.code] = {
            FieldType.TEXT: "мәтін",
            FieldType.NUMBER: least,
            FieldType.DECIMAL: str(least),
            FieldType.MONEY: 1000,
            FieldType.SHARE: "10",
            FieldType.DAY: D(2030, 5, 1),
            FieldType.YEAR: 2026,
            FieldType.CHOICE: chance.choice(list(field.choices) or [""]),
            FieldType.YES_NO: True,
            FieldType.BODY: "b1",
            FieldType.PLACE: REGION,
        }[field.type]
    return found


def _write(entries: list[Entry]) -> None:
    with audit.recording():
        outcome = write_entries(by=None, entries=entries)
    if outcome.faults:
        raise RuntimeError(f"The made-up ledger is refused: {outcome.faults[:3]}")


def instructions(number: int) -> None:
    """Write so many instructions to departments and districts, half of them with a body that helps."""
    chance = random.Random(1)
    issuer = Body.objects.get(code="akimat")
    doing = list(Body.objects.filter(parent=issuer).order_by("code"))
    working, of_colours = working_days(), rules()
    rows = []
    for _at in range(number):
        body, helping = chance.choice(doing), chance.choice(doing)
        state = chance.choices(list(State), STATES)[0]
        issued = TODAY - datetime.timedelta(days=chance.randrange(700))
        due = issued + datetime.timedelta(days=chance.randrange(5, 500))
        reported = None if state == State.ISSUED else TODAY - datetime.timedelta(days=chance.randrange(60))
        days = turning(Standing(state, due, issued, reported), of_colours, working)
        text = " ".join(chance.choice(WORDS) for _word in range(25))
        row = Instruction(
            issuer=issuer, responsible=body, text=text, end_result="нәтиже", place=body.place,
            term_kind="day", term_last=due, due=due, first_due=due, issued_on=issued, state=str(state),
            reported_on=reported, declared=chance.choice(["", "green", "amber", "red"]),
            seen=stems_of([body.place, helping.place]), keys=keys_of(text),
            theme=chance.choice(["roads", "jobs", "health", ""]), late_from=days.late_from,
            stale_from=days.stale_from, near_from=days.near_from, behind_from=days.behind_from,
        )  # fmt: skip
        rows.append((row, helping if helping != body and chance.random() < 0.5 else None))
    Instruction.objects.bulk_create([row for row, _helping in rows], batch_size=2000)
    Assignment.objects.bulk_create(
        [Assignment(instruction=row, body=helping) for row, helping in rows if helping], batch_size=5000
    )


def settle() -> None:
    """What the database does by itself in the night."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
