"""One record's way: stages, milestones, risks, an inspection that fails, the fault mended, the acceptance."""

from __future__ import annotations

import datetime
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone

from esep_site.delivery import actions, files
from esep_site.delivery.actions import FoundFault
from esep_site.delivery.models import Attachment, Change, Fault, Inspection, InspectionResult, Record
from esep_site.people.models import Account, AuditEvent
from esep_site.people.roles import Role

from ..conftest import DISTRICT, OTHER_DISTRICT, MakeAccount

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recording")]
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40
TODAY = timezone.localdate()


def day(before: int) -> datetime.date:
    return TODAY - datetime.timedelta(days=before)


@pytest.fixture
def officer(make_account: MakeAccount) -> Account:
    """Who keeps the records of the district."""
    return make_account(Role.OFFICER, DISTRICT)


@pytest.fixture
def road(ledger: dict[str, Record]) -> Record:
    """The road section of the officer's district."""
    return ledger["road-1"]


def test_a_road_is_inspected_and_fails_is_repaired_and_accepted(
    officer: Account, road: Record, recording: list[AuditEvent]
) -> None:
    recording.clear()

    def move(stage: str) -> None:
        road.refresh_from_db()
        actions.move_stage(by=officer, record=road, version=road.version, stage=stage)

    with pytest.raises(ValidationError) as refused:
        move("works")
    assert "stage" in refused.value.message_dict
    move("tender")
    with pytest.raises(ValidationError) as refused:
        move("works")
    assert len(refused.value.message_dict["stage"]) == 1, "the contract is missing"
    actions.attach(by=officer, record=road, file=ContentFile(PNG, "a.png"), title="Шарт", document="contract")
    actions.change_record(by=officer, record=road, version=road.version, fields={"contract_number": "17"})
    move("works")
    found = FoundFault("Қабат жұқа", day(-10), at_km="3.5")
    inspection = actions.inspect(
        by=officer, record=road, day=day(3), result=InspectionResult.FAILED, faults=[found],
        samples=[{"name": "қалыңдығы", "found": "3 см", "norm": "5 см", "passed": False}],
    )  # fmt: skip
    road.refresh_from_db()
    assert (road.faults_open, road.fault_due, road.reported_on) == (1, day(-10), TODAY)
    move("accepting")
    (fault,) = Fault.objects.filter(inspection=inspection)
    actions.mend_fault(by=officer, fault=fault, version=1, mended_on=day(1))
    road.refresh_from_db()
    assert (road.faults_open, road.fault_due) == (0, None)
    actions.attach(
        by=officer, record=road, file=ContentFile(PNG, "b.png"), title="Акт", document="acceptance"
    )
    given = {"warranty_years": 3, "accepted_on": day(0), "conclusion": "fit"}
    actions.change_record(by=officer, record=road, version=road.version, fields=given)
    move("accepted")
    road.refresh_from_db()
    assert (road.stage, road.category) == ("accepted", "done")
    assert [each.action for each in recording] == [
        "stage changed", "file attached", "record changed", "stage changed", "inspection entered",
        "stage changed", "fault mended", "file attached", "record changed", "stage changed",
    ]  # fmt: skip
    stages = Change.objects.filter(record=road, field="stage").order_by("id").values_list("before", "after")
    assert list(stages) == [
        ("planned", "tender"), ("tender", "works"), ("works", "accepting"), ("accepting", "accepted"),
    ]  # fmt: skip


def test_an_inspection_sent_twice_from_a_browser_is_entered_once(officer: Account, road: Record) -> None:
    draft = UUID(int=5)
    sent = {"by": officer, "record": road, "day": day(0), "result": InspectionResult.PASSED, "draft": draft}
    first = actions.inspect(**sent, photos=[ContentFile(PNG, "a.png")])
    again = actions.inspect(**sent, photos=[ContentFile(PNG, "a.png")])
    assert first == again
    assert (Inspection.objects.count(), Attachment.objects.count()) == (1, 1)
    kept = Attachment.objects.get()
    assert files.path_of(kept.sha256).read_bytes() == PNG
    assert kept.media_type == "image/png"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"day": day(-1)}, "day"),
        ({"faults": [FoundFault("x", day(9))], "result": "remarks"}, "faults"),
        ({"faults": [FoundFault("x", day(-9))], "result": "passed"}, "result"),
        ({"result": "failed"}, "result"),
    ],
)
def test_an_inspection_that_cannot_be_is_refused(
    officer: Account, road: Record, values: dict[str, object], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        actions.inspect(**{"by": officer, "record": road, "day": day(0), "result": "passed", **values})  # type: ignore[arg-type]
    assert set(refused.value.message_dict) == {field}
    assert not Inspection.objects.exists()


@pytest.mark.parametrize("content", [b"", b"MZ\x90", b"<svg xmlns='x'/>", b"RIFF0000WAVE", b"<html>"])
def test_only_pictures_and_documents_are_kept(officer: Account, road: Record, content: bytes) -> None:
    with pytest.raises(ValidationError):
        actions.attach(by=officer, record=road, file=ContentFile(content, "a.png"), title="x")
    assert not Attachment.objects.exists()


def test_nobody_works_on_records_of_another_place(make_account: MakeAccount, road: Record) -> None:
    fault = Fault.objects.create(record=road, place=DISTRICT, text="x", found_on=day(5), term=day(1))
    for stranger in (make_account(Role.OFFICER, OTHER_DISTRICT), make_account(Role.CONTROLLER)):
        for act in (
            lambda by: actions.move_stage(by=by, record=road, version=1, stage="tender"),
            lambda by: actions.inspect(by=by, record=road, day=day(0), result=InspectionResult.PASSED),
            lambda by: actions.mend_fault(by=by, fault=fault, version=1, mended_on=day(0)),
            lambda by: actions.attach(by=by, record=road, file=ContentFile(PNG, "a.png"), title="x"),
        ):
            with pytest.raises(PermissionDenied):
                act(stranger)
