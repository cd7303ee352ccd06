"""What may be done with instructions and by whom; nothing without its history and its event."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from esep_site.editing import Conflict
from esep_site.instructions import actions, extension_actions, queries, report_actions
from esep_site.instructions.clock import turn
from esep_site.instructions.duplicates import alike
from esep_site.instructions.models import Change, Instruction, Reminder, Report
from esep_site.instructions.report_actions import Said, progress_of
from esep_site.instructions.states import State
from esep_site.instructions.terms import Every, Kind, Term
from esep_site.instructions.turning import colour_on
from esep_site.people import audit
from esep_site.people.models import AuditEvent

from ..conftest import DISTRICT, OTHER_DISTRICT, REGION
from .conftest import TODAY, Region

pytestmark = pytest.mark.django_db

EARLIER = Term.on(datetime.date(2026, 12, 10))


def events(row: Instruction) -> list[str]:
    found = AuditEvent.objects.filter(subject=f"instruction {row.pk}").order_by("id")
    return list(found.values_list("action", flat=True))


def history(row: Instruction) -> list[str]:
    return list(Change.objects.filter(instruction=row).values_list("what", flat=True))


def at_work(region: Region, **changed: object) -> Instruction:
    row = region.issue(**changed)
    region.do(report_actions.accept, "officer", row)
    return row


def reported(region: Region, **changed: object) -> Instruction:
    row = at_work(region, **changed)
    region.do(report_actions.submit_report, "officer", row, said=Said("Жол ашылды", "green"))
    return row


def test_from_issue_to_done(region: Region) -> None:
    row = region.issue()
    assert (row.state, row.due, row.seen) == ("issued", datetime.date(2026, 12, 15), ["31", DISTRICT[:4]])
    region.do(report_actions.accept, "officer", row)
    region.do(report_actions.begin, "officer", row)
    file = SimpleUploadedFile("акт.pdf", b"%PDF-1.7")
    figures = [{"name": "km", "unit": "km", "plan": "5", "fact": "2.5"}]
    report = region.do(
        report_actions.submit_report,
        "officer",
        row,
        said=Said("Екі шақырым дайын", "green", figures, [file]),
    )
    assert (row.state, row.progress, row.declared) == ("report_submitted", 5000, "green")
    assert report.evidence.get().size == 8
    region.do(report_actions.return_report, "control", row, reason="Бес болуы керек")
    assert row.state == "under_way"
    region.do(report_actions.submit_report, "officer", row, said=Said("Бәрі дайын", "green"))
    region.do(report_actions.accept_report, "control", row)
    assert (row.state, row.finished_on) == ("done", TODAY)
    assert history(row) == [
        "issue", "accept", "begin", "submit_report", "return_report", "submit_report", "accept_report",
    ]  # fmt: skip
    assert events(row) == [
        "instruction issued", "instruction accepted", "instruction begun", "report submitted",
        "report returned", "report submitted", "report accepted",
    ]  # fmt: skip
    assert [report.state for report in Report.objects.filter(instruction=row)] == ["accepted", "returned"]


def test_issue_tells_everything_that_is_lacking_by_field(region: Region) -> None:
    with pytest.raises(ValidationError) as refused:
        region.issue(end_result="", term=Term.on(datetime.date(2026, 11, 20)), place=OTHER_DISTRICT)
    assert set(refused.value.message_dict) == {"end_result", "term_last", "responsible"}
    assert not Instruction.objects.exists()


@pytest.mark.parametrize("name", ["officer", "roads-officer", "other", "seatless"])
def test_who_has_no_seat_in_the_issuer_issues_nothing_for_it(region: Region, name: str) -> None:
    with pytest.raises(PermissionDenied), audit.recording():
        actions.issue(by=region[name], issuer=region["akimat"], told=region.told())


def test_each_party_does_what_is_its_own_and_nothing_else(region: Region) -> None:
    """Who may do each of seven things, by hand; everybody else is refused."""
    may = {
        "accept": {"officer", "second-officer"},
        "submit": {"officer", "second-officer"},
        "extend": {"control"},
        "withdraw": {"control"},
        "accept report": {"control"},
        "return report": {"control"},
        "change": {"control"},
    }
    later = datetime.date(2026, 12, 30)
    given = {
        "accept": (report_actions.accept, region.issue, {}),
        "submit": (report_actions.submit_report, lambda: at_work(region), {"said": Said("x")}),
        "extend": (extension_actions.extend, region.issue, {"last": later, "reason": "x"}),
        "withdraw": (report_actions.withdraw, region.issue, {"reason": "x"}),
        "accept report": (report_actions.accept_report, lambda: reported(region), {}),
        "return report": (report_actions.return_report, lambda: reported(region), {"reason": "x"}),
        "change": (
            actions.change,
            region.issue,
            {"end_result": "жаңа", "theme": "", "indicator": "", "person": None},
        ),
    }
    found = {}
    for what, (action, row, values) in given.items():
        found[what] = set()
        for name in region.people:
            try:
                region.do(action, name, row(), **values)
            except PermissionDenied:
                continue
            found[what].add(name)
    assert found == may


def test_nobody_accepts_the_own_report(region: Region) -> None:
    row = reported(region)
    Report.objects.filter(instruction=row).update(by=region["control"])
    with pytest.raises(ValidationError, match="own report"):
        region.do(report_actions.accept_report, "control", row)


def test_the_second_of_two_editors_is_told(region: Region) -> None:
    row = region.issue()
    seen = row.version
    region.do(report_actions.accept, "officer", row)
    with pytest.raises(Conflict):
        region.do(report_actions.accept, "second-officer", row, version=seen)
    assert history(row) == ["issue", "accept"]


def test_breaking_down_to_a_person_with_terms_inside(region: Region) -> None:
    whole = region.issue(responsible=region["roads"], place=REGION)
    told = region.told(term=Term.on(datetime.date(2026, 12, 16)))
    with pytest.raises(ValidationError) as refused, audit.recording():
        actions.break_down(by=region["roads-officer"], parent=whole, told=told)
    assert set(refused.value.message_dict) == {"term_last"}
    with audit.recording():
        part = actions.break_down(
            by=region["roads-officer"],
            parent=whole,
            told=region.told(term=Term.on(datetime.date(2026, 12, 10))),
        )
        piece = actions.break_down(
            by=region["officer"],
            parent=part,
            told=region.told(term=Term.on(datetime.date(2026, 12, 8)), person=region["second-officer"]),
        )
    assert (part.issuer, piece.issuer) == (region["roads"], region["district"])
    assert history(whole) == ["issue", "break_down"]
    with pytest.raises(PermissionDenied), audit.recording():
        actions.break_down(by=region["other"], parent=part, told=region.told())
    region.do(report_actions.accept, "officer", part)
    region.do(report_actions.submit_report, "officer", part, said=Said("дайын"))
    with pytest.raises(ValidationError, match="Parts"):
        region.do(report_actions.accept_report, "control", part)
    region.do(report_actions.withdraw, "control", whole, reason="ауысты")
    assert [Instruction.objects.get(pk=row.pk).state for row in (whole, part, piece)] == ["withdrawn"] * 3


def test_a_person_named_must_sit_in_the_body(region: Region) -> None:
    with pytest.raises(ValidationError) as refused:
        region.issue(person=region["other"])
    assert set(refused.value.message_dict) == {"person"}
    assert region.issue(person=region["officer"]).person == region["officer"]


def test_an_extension_is_asked_granted_and_never_beyond_the_whole(region: Region) -> None:
    whole = region.issue(responsible=region["roads"], place=REGION)
    with audit.recording():
        part = actions.break_down(
            by=region["roads-officer"],
            parent=whole,
            told=region.told(term=Term.on(datetime.date(2026, 12, 10))),
        )
    with pytest.raises(ValidationError, match="whole"):
        region.do(extension_actions.ask, "officer", part, wanted=datetime.date(2026, 12, 16), reason="жауын")
    region.do(extension_actions.ask, "officer", part, wanted=datetime.date(2026, 12, 14), reason="жауын")
    with pytest.raises(ValidationError, match="asked already"):
        region.do(extension_actions.ask, "officer", part, wanted=datetime.date(2026, 12, 15), reason="жауын")
    for name in ("control", "officer", "other"):
        with pytest.raises(PermissionDenied):
            region.do(extension_actions.extend, name, part, last=datetime.date(2026, 12, 14), reason="иә")
    region.do(extension_actions.extend, "roads-officer", part, last=datetime.date(2026, 12, 14), reason="иә")
    assert (part.state, part.due, part.extended) == ("extended", datetime.date(2026, 12, 14), 1)
    assert part.first_due == datetime.date(2026, 12, 10)
    assert part.extensions.get().state == "granted"
    with pytest.raises(ValidationError, match="after the one"):
        region.do(
            extension_actions.extend, "roads-officer", part, last=datetime.date(2026, 12, 14), reason="иә"
        )


def test_an_extension_may_be_refused(region: Region) -> None:
    row = region.issue()
    region.do(extension_actions.ask, "officer", row, wanted=datetime.date(2026, 12, 20), reason="жауын")
    region.do(extension_actions.refuse, "control", row, reason="жоқ")
    assert row.extensions.get().state == "refused"
    assert row.due == datetime.date(2026, 12, 15)
    assert history(row) == ["issue", "ask_extension", "refuse_extension"]


def test_a_weekly_report_falls_due_again_until_it_is_closed(region: Region) -> None:
    weekly = Term(Kind.RECURRING, datetime.date(2026, 11, 27), datetime.date(2026, 12, 12), Every.WEEKLY)
    row = at_work(region, term=weekly)
    due = []
    for day in ("2026-11-26", "2026-12-04", "2026-12-11"):
        region.on(day)
        due.append(str(row.due))
        region.do(report_actions.submit_report, "officer", row, said=Said("апталық"))
        region.do(report_actions.accept_report, "control", row)
    assert due == ["2026-11-27", "2026-12-04", "2026-12-11"]
    assert row.state == "done", "the term has an end"


def test_time_lapses_terms_reminds_and_climbs_the_ladder_once(region: Region) -> None:
    """Due on Tuesday 15 December 2026; Wednesday the 16th is Independence Day, the 17th is worked."""
    row = at_work(region)
    other = reported(region)
    seen = []
    for day in ("2026-12-07", "2026-12-08", "2026-12-15", "2026-12-16", "2026-12-17", "2026-12-21",
                "2026-12-23", "2026-12-30"):  # fmt: skip
        region.on(day)
        first, again = turn(region.clock[0]), turn(region.clock[0])
        assert (again.lapsed, again.reminded, again.escalated) == (0, 0, 0)
        row.refresh_from_db()
        seen.append((day[5:], row.state, first.lapsed, first.reminded, first.escalated))
    assert seen == [
        ("12-07", "accepted", 0, 0, 0),
        ("12-08", "accepted", 0, 1, 0),
        ("12-15", "accepted", 0, 1, 0),
        ("12-16", "accepted", 0, 0, 0),
        ("12-17", "lapsed", 1, 0, 1),
        ("12-21", "lapsed", 0, 0, 1),
        ("12-23", "lapsed", 0, 0, 1),
        ("12-30", "lapsed", 0, 0, 1),
    ]
    told = Reminder.objects.filter(instruction=row, late=True).order_by("days").values_list("told", "days")
    assert list(told) == [("responsible", 1), ("control", 3), ("issuer", 5), ("head", 10)]
    assert not Reminder.objects.filter(instruction=other).exists(), "a report stops the clock"
    region.do(extension_actions.extend, "control", row, last=datetime.date(2027, 1, 20), reason="иә")
    assert (row.state, row.rung) == ("extended", 0)
    assert State(row.state) != State.LAPSED


def test_the_column_of_the_colour_is_the_colour_of_the_days(region: Region) -> None:
    rows = [region.issue(), at_work(region), reported(region)]
    rows.append(reported(region))
    region.do(report_actions.return_report, "control", rows[3], reason="x")
    for day in ("2026-11-19", "2026-12-04", "2026-12-08", "2026-12-15", "2026-12-17", "2027-01-20"):
        on = datetime.date.fromisoformat(day)
        asked = queries.Asked(finished=True)
        found = {row.pk: row.colour for row in queries.listed(asked, on)}
        for row in Instruction.objects.all():
            assert found[row.pk] == colour_on(State(row.state), row.turning, on)
        counted = queries.counts(Instruction.objects.all(), on)
        for colour in ("red", "grey", "amber", "green"):
            assert counted[colour] == list(found.values()).count(colour)
            assert queries.listed(queries.Asked(colour=colour), on).count() == counted[colour]


def test_what_says_the_same_is_found_and_linked(region: Region) -> None:
    first = region.issue()
    again = region.issue(text="Мектепке баратын жолды жөндеуді аяқтау керек")
    region.issue(text="Аудандағы кітапханаларды цифрландыру")
    (found,) = alike(again)
    assert found.row == first
    region.do(actions.link, "control", again, same_as=first)
    assert (again.duplicate_of, alike(again)) == (first, [])
    with pytest.raises(PermissionDenied):
        region.do(actions.unlink, "other", again)
    region.do(actions.unlink, "control", again)
    assert again.duplicate_of is None


def test_helping_bodies_tell_what_they_did_and_move_nothing(region: Region) -> None:
    row = at_work(region, helping=[region["other-district"], region["district"]])
    assert [each.body.code for each in row.assignments.all()] == ["other-district"]
    assert OTHER_DISTRICT[:4] in row.seen
    region.do(report_actions.contribute, "other", row, body=region["other-district"], said=Said("көмек"))
    assert (row.state, row.reported_on) == ("accepted", None)
    with pytest.raises(PermissionDenied):
        region.do(report_actions.contribute, "officer", row, body=region["other-district"], said=Said("x"))


@pytest.mark.parametrize(
    ("figures", "progress"),
    [
        ([], None),
        ([{"plan": None, "fact": "5"}], None),
        ([{"plan": "5", "fact": "2.5"}], 5000),
        ([{"plan": "5", "fact": "5"}, {"plan": "3", "fact": "1"}], 3333),
        ([{"plan": "1", "fact": "9"}], 20000),
        ([{"plan": "5", "fact": "-1"}], 0),
    ],
)
def test_progress_is_that_of_the_figure_that_is_furthest_behind(figures, progress) -> None:
    assert progress_of(figures) == progress


@pytest.mark.parametrize("name", ["virus.exe", "noending", "a.pdf.js"])
def test_files_of_other_kinds_are_refused(region: Region, name: str) -> None:
    row = at_work(region)
    file = SimpleUploadedFile(name, b"x")
    with pytest.raises(ValidationError):
        region.do(report_actions.submit_report, "officer", row, said=Said("x", files=[file]))
    row.refresh_from_db()
    assert row.state == "accepted"
    assert not Report.objects.exists()
