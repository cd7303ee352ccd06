"""What a pack says of the time since the last: longer terms, what was done late, works and their faults."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client

from esep_site.delivery import actions as works
from esep_site.delivery.actions import FoundFault
from esep_site.delivery.models import Change, Fault, InspectionResult, Record
from esep_site.instructions import clock, extension_actions, report_actions, stocktakes
from esep_site.instructions.models import Stocktake
from esep_site.instructions.report_actions import Said
from esep_site.instructions.stocktake_records import works_of
from esep_site.instructions.terms import Term
from esep_site.people import audit
from esep_site.site_clock import today

from ..conftest import DISTRICT, OTHER_DISTRICT, REGION
from .conftest import TODAY, Region

pytestmark = pytest.mark.django_db
COUNTS = ("all", "red", "amber", "grey", "green", "done")
_DAY = datetime.timedelta(days=1)


def freeze(region: Region) -> dict[str, Any]:
    with audit.recording():
        made = stocktakes.freeze(
            by=region["control"], title="Жиын", day=region.clock[0], until=region.clock[0] + 30 * _DAY,
            place=REGION,
        )  # fmt: skip
    return made.pack


def numbers(pack: dict[str, Any], part: str) -> list[int]:
    return [each["number"] for each in pack[part]]


def test_what_was_done_late_and_what_was_extended_is_told_once(region: Region) -> None:
    """Due on Tuesday 24 November 2026; reported on Friday, three working days late, known to control."""
    late = region.issue(term=Term.on(datetime.date(2026, 11, 24)))
    longer = region.issue()
    for row in (late, longer):
        region.do(report_actions.accept, "officer", row)
    region.do(
        extension_actions.extend, "control", longer, last=datetime.date(2026, 12, 22), reason="Цемент жоқ"
    )
    region.on("2026-11-27")
    clock.turn(region.clock[0])
    region.do(report_actions.submit_report, "officer", late, said=Said("дайын", "green"))
    region.do(report_actions.accept_report, "control", late)
    pack = freeze(region)
    (told,) = pack["done"]
    assert (told["number"], told["days_late"], told["brought_to"]) == (late.pk, 3, "control")
    (told,) = pack["extended"]
    assert (told["number"], told["longer"]) == (longer.pk, ["2026-12-15", "2026-12-22"])
    assert numbers(pack, "late") == []
    for day, told_again in (("2026-11-28", [late.pk]), ("2026-11-30", [])):
        region.on(day)
        assert numbers(freeze(region), "done") == told_again, "of the day of the pack before nothing is lost"
    client = Client()
    client.force_login(region["control"])
    shown = client.get(f"/en/instructions/stocktakes/{Stocktake.objects.earliest('id').pk}/").content.decode()
    for sentence in ("3 working days late", "extended: 15.12.2026 → 22.12.2026", "finished 27.11.2026"):
        assert sentence in shown


def road(code: str, place: str = DISTRICT, stage: str = "accepting") -> Record:
    category = {"accepting": "under_way", "accepted": "done"}[stage]
    return Record.objects.create(
        region="31", code=code, kind="road_section", kind_version=1, name_kk=f"Жол {code}",
        name_ru=f"Дорога {code}", place=place, district=place, stage=stage, category=category, words=code,
    )  # fmt: skip


def test_works_that_were_inspected_repaired_and_accepted_are_told(region: Region) -> None:
    on = today()
    bad, quiet, old, elsewhere = road("bad"), road("quiet"), road("old"), road("elsewhere", OTHER_DISTRICT)
    fault = FoundFault("Асфальт жұқа", on + 10 * _DAY)
    with audit.recording():
        for record, day in ((bad, on - 3 * _DAY), (elsewhere, on - 3 * _DAY), (old, on - 90 * _DAY)):
            works.inspect(by=None, record=record, day=day, result=InspectionResult.FAILED, faults=[fault])
        works.mend_fault(by=None, fault=Fault.objects.get(record=bad), version=1, mended_on=on)
        works.inspect(by=None, record=bad, day=on, result=InspectionResult.PASSED)
    assert quiet.code not in {each["code"] for each in works_of("3140", on, on - 30 * _DAY)}
    (told,) = works_of("3140", on, on - 30 * _DAY)
    assert told["code"] == "bad"
    assert [each["result"] for each in told["inspections"]] == ["failed", "passed"]
    assert [(each["mended"], each["late"]) for each in told["faults"]] == [(str(on), False)]
    assert told["stage_before"] is None
    overdue = works_of("3140", on + 20 * _DAY, on + 19 * _DAY)
    assert [(each["code"], each["faults"][0]["late"]) for each in overdue] == [("old", True)]


def test_what_was_accepted_is_told_with_the_stage_before(region: Region) -> None:
    row = road("done", stage="accepted")
    for before, after in (("works", "accepting"), ("accepting", "accepted")):
        Change.objects.create(record=row, place=row.place, field="stage", before=before, after=after)
    (told,) = works_of("31", today(), TODAY - 300 * _DAY)
    assert told["stage"] == {"kk": "қабылданды, кепілдікте", "ru": "принят, на гарантии"}
    assert told["stage_before"] == {"kk": "жұмыс жүріп жатыр", "ru": "идут работы"}


def test_a_pack_of_before_is_shown_as_it_was(region: Region) -> None:
    pack = {"on": "2026-11-01", "counts": dict.fromkeys(COUNTS, 0), "totals": {}, "bodies": []}
    for part in ("late", "risk", "due", "grey", "differ"):
        pack |= {part: [], "totals": {**pack["totals"], part: 0}}  # type: ignore[dict-item]
    row = Stocktake.objects.create(
        place=REGION, title="Ескі", day=TODAY, until=TODAY, pack=pack, sha256=stocktakes.hash_of(pack)
    )
    client = Client()
    client.force_login(region["control"])
    answer = client.get(f"/en/instructions/stocktakes/{row.pk}/")
    assert answer.status_code == 200
    assert "The pack is not what was frozen." not in answer.content.decode()
