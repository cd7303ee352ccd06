"""The employment map: a region's own figures, sums that agree by every breakdown, what is counted twice."""

from __future__ import annotations

import datetime
from collections import Counter

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.db.models import Sum
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from esep.places import places
from esep_site.bodies.models import Body
from esep_site.delivery.bulk import write_entries
from esep_site.delivery.employment import EmploymentMap, Reached
from esep_site.delivery.employment_projects import could_close, largest
from esep_site.delivery.entries import JobsLine
from esep_site.delivery.job_links import Claim, counted
from esep_site.delivery.models import Jobs, JobSum, Record, Target
from esep_site.delivery.targets import set_target, target_indicators
from esep_site.editing import Conflict
from esep_site.people import audit
from esep_site.people.roles import Role

from ..conftest import DISTRICT, OTHER_DISTRICT, REGION, MakeAccount
from .conftest import D, programme, road
from .test_pages import text_of

TODAY = D(2022, 7, 20)


@pytest.fixture
def karaganda(bodies: dict[str, Body], recording: None) -> None:
    """122 thousand jobs in five years, 38 thousand permanent, 32 thousand this year, half of them there."""
    for indicator, first, last, value in (
        ("jobs", 2022, 2026, 122_000), ("permanent_jobs", 2022, 2026, 38_000), ("jobs", 2022, 2022, 32_000),
    ):  # fmt: skip
        set_target(by=None, place=REGION, indicator=indicator, first_year=first, last_year=last, value=value)
    set_target(by=None, place=DISTRICT, indicator="jobs", first_year=2022, last_year=2022, value=10_000)
    one = [
        JobsLine(D(2022, 3, 1), "created", "permanent", 4000, youth=1000, women=1500, disability=40),
        JobsLine(D(2022, 6, 1), "created", "temporary", 2000, youth=900),
        JobsLine(D(2022, 3, 1), "planned", "permanent", 8000),
        JobsLine(D(2022, 10, 1), "planned", "permanent", 9000),
    ]
    other = [
        JobsLine(D(2022, 5, 1), "created", "temporary", 10_000, women=5000),
        JobsLine(D(2022, 5, 1), "planned", "temporary", 10_000),
    ]
    entries = [
        programme(), programme("enbek"),
        road("road-1", programme="nurly-zhol", jobs=one),
        road("road-2", OTHER_DISTRICT, programme="enbek", jobs=other),
    ]  # fmt: skip
    assert not write_entries(by=None, entries=entries).faults


@pytest.mark.django_db
@pytest.mark.usefixtures("karaganda")
def test_the_region_is_half_way_in_its_first_year() -> None:
    with CaptureQueriesContext(connection) as asked:
        picture = EmploymentMap(places().get(REGION), 2022, TODAY)
        jobs, permanent = picture.reached("jobs"), picture.reached("permanent_jobs")
        longer = [(row.target.indicator, row.target.value, row.created) for row in picture.longer()]
        closing = closing_of(jobs)
    assert len(asked) == 5
    assert longer == [("jobs", 122_000, 16_000), ("permanent_jobs", 38_000, 4000)]
    assert (jobs.target and jobs.target.value, jobs.forecast.created, jobs.share) == (32_000, 16_000, 0.5)
    assert (picture.months_done, picture.day) == (6, D(2022, 6, 30))
    assert jobs.wanted_by_now == 32_000 * 181 // 365
    assert jobs.is_behind == (16_000 < 32_000 * 181 // 365) == False  # noqa: E712
    assert jobs.forecast.by_plan == 16_000 + 9000 * 16_000 // 18_000 == 24_000
    assert jobs.missing == 8000
    assert permanent.forecast.created == 4000
    assert closing == [("road-1", 11_000, 0)]


def closing_of(reached: Reached, year: int = 2022) -> list[tuple[str, int, int]]:
    """What could close the gap of an indicator by the year's end: codes, jobs to come, the gap after."""
    counts = target_indicators()[reached.indicator].counts
    found = could_close(reached.place, reached.missing or 0, counts, D(year, 12, 31))
    return [(row.code, each.remaining, each.gap_after) for row, each in found]


@pytest.mark.django_db
@pytest.mark.usefixtures("karaganda")
def test_a_gap_is_closed_only_by_such_jobs_and_only_in_time() -> None:
    """8000 jobs are missing: road-1 brings 11,000 in time, the next year's 90,000 come too late; a gap of
    permanent jobs or of women's is closed by such jobs alone."""
    temporary = [JobsLine(D(2022, 11, 1), "planned", "temporary", 20_000, women=2500)]
    later = [JobsLine(D(2023, 2, 1), "planned", "permanent", 90_000, women=80_000)]
    assert not write_entries(by=None, entries=[road("t", jobs=temporary), road("later", jobs=later)]).faults
    for indicator in ("permanent_jobs", "women_jobs"):
        set_target(by=None, place=REGION, indicator=indicator, first_year=2022, last_year=2022, value=60_000)
    picture = EmploymentMap(places().get(REGION), 2022, TODAY)
    permanent, women = picture.reached("permanent_jobs"), picture.reached("women_jobs")
    assert permanent.missing == 60_000 - (4000 + 9000 * 4000 // 8000) == 51_500
    assert closing_of(permanent) == [("road-1", 13_000, 38_500)]
    assert women.missing == 60_000 - 6500 - 2500
    assert closing_of(women) == [("t", 2500, 48_500)]
    assert closing_of(picture.reached("jobs"), 2023) == []
    set_target(by=None, place=REGION, indicator="jobs", first_year=2023, last_year=2023, value=150_000)
    assert closing_of(EmploymentMap(places().get(REGION), 2023, TODAY).reached("jobs"), 2023)[0] == (
        "later", 90_000, 0,
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.usefixtures("karaganda")
def test_a_target_of_five_years_has_its_way_down_to_the_district() -> None:
    """By 30.06.2022 181 of 1,826 days are over: the region should have 12,093 of 122,000, the district 4,956
    of 50,000; created are 16,000 and 6,000."""
    set_target(by=None, place=DISTRICT, indicator="jobs", first_year=2022, last_year=2026, value=50_000)
    set_target(
        by=None, place=OTHER_DISTRICT, indicator="jobs", first_year=2022, last_year=2026, value=200_000
    )
    rows = EmploymentMap(places().get(REGION), 2022, TODAY).longer("jobs")
    assert [(row.target.place, row.wanted_by_now, row.created, row.is_behind) for row in rows] == [
        (REGION, 12_093, 16_000, False),
        (DISTRICT, 4956, 6000, False),
        (OTHER_DISTRICT, 19_824, 10_000, True),
    ]  # fmt: skip
    write_entries(by=None, entries=[road("r", jobs=[JobsLine(D(2023, 1, 1), "created", "permanent", 700)])])
    (own,) = EmploymentMap(places().get(DISTRICT), 2023, D(2023, 3, 1)).longer()
    assert (own.by_year, own.created) == ({2022: 6000, 2023: 6700}, 6700)


@pytest.mark.django_db
@pytest.mark.usefixtures("karaganda")
def test_planned_jobs_and_groups_are_told_by_every_breakdown() -> None:
    picture = EmploymentMap(places().get(REGION), 2022, TODAY)
    assert (picture.planned(), picture.planned(DISTRICT), picture.planned(OTHER_DISTRICT)) == (
        27_000, 17_000, 10_000,
    )  # fmt: skip
    told = [(row.planned, row.counted, row.permanent, row.youth, row.women, row.disability)
            for row in picture.programmes()]  # fmt: skip
    assert told == [(10_000, 10_000, 0, 0, 5000, 0), (17_000, 6000, 4000, 1900, 1500, 40)]
    assert sum(picture.by_month(target_indicators()["jobs"].counts, "planned").values()) == 27_000
    by_project = [(row.record.code, row.planned, row.created, row.permanent, row.youth, row.women)
                  for row in largest(REGION, 2026)]  # fmt: skip
    assert by_project == [], "the roads of 2026 tell no jobs of that year"
    Record.objects.update(start=None, end=None)
    with CaptureQueriesContext(connection) as asked:
        rows = largest(REGION, 2022)
    assert len(asked) == 2
    assert [(row.record.code, row.planned, row.created, row.permanent, row.youth, row.women)
            for row in rows] == [
        ("road-2", 10_000, 10_000, 0, 0, 5000), ("road-1", 17_000, 6000, 4000, 1900, 1500),
    ]  # fmt: skip
    assert [row.record.code for row in largest(DISTRICT, 2022)] == ["road-1"]


@pytest.mark.django_db
@pytest.mark.usefixtures("karaganda")
def test_another_value_of_a_target_leaves_the_points_of_its_way(
    client: Client, make_account: MakeAccount
) -> None:
    points = [["2022-06-30", 9000]]
    given = {"place": REGION, "indicator": "jobs", "first_year": 2022, "last_year": 2022}
    row = set_target(by=None, value=32_000, points=points, source="000", version=1, **given)
    client.force_login(make_account(Role.PROGRAMME_OFFICER, REGION))
    address = f"/kk/delivery/employment/{REGION}/targets/"
    page = client.get(address, {"target": row.pk})
    typed = page.context["form"]["points"].value()
    form = {**given, "value": 33_000, "source": "001", "version": row.version, "points": typed}
    assert client.post(address, form).status_code == 302
    row.refresh_from_db()
    assert (row.value, row.points, row.source) == (33_000, points, "001")
    assert EmploymentMap(places().get(REGION), 2022, TODAY).reached("jobs").wanted_by_now == 9000


@pytest.mark.django_db
@pytest.mark.usefixtures("karaganda")
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_points_of_the_way_are_typed_one_a_line(
    client: Client, make_account: MakeAccount, language: str
) -> None:
    client.force_login(make_account(Role.PROGRAMME_OFFICER, REGION))
    address = f"/{language}/delivery/employment/{DISTRICT}/targets/"
    form = {"indicator": "jobs", "first_year": 2023, "last_year": 2024, "value": 900, "source": ""}

    def post(points: str, **more: object) -> int:
        return client.post(address, {**form, "points": points, **more}).status_code

    for wrong in (
        "30.06.2023", "30.06.2023 x", "31.02.2023 5", "30.06.2023 -5", "30.06.2022 5", "31.12.2024 5",
        "30.06.2023 5\n30.06.2023 6", "30.06.2023 99999999999", "\u0663 5",
    ):  # fmt: skip
        assert post(wrong) == 200, wrong
    assert not Target.objects.filter(place=DISTRICT, first_year=2023).exists()
    assert post("31.12.2023  1\u00a0400\r\n\r\n30.06.2023 300\n") == 302
    row = Target.objects.get(place=DISTRICT, first_year=2023)
    assert row.points == [["2023-12-31", 1400], ["2023-06-30", 300]]
    page = client.get(address, {"target": row.pk})
    assert page.context["form"]["points"].value() == "30.06.2023 300\n31.12.2023 1400"
    assert "1 400" in text_of(page) or "1,400" in text_of(page)
    conflict = client.post(address, {**form, "points": "30.06.2023 350", "version": 9})
    assert conflict.status_code == 409
    assert "30.06.2023 350" in conflict.content.decode()
    assert "31.12.2023 1400" in conflict.content.decode()
    assert post("", version=row.version) == 302
    row.refresh_from_db()
    assert row.points == []


@pytest.mark.django_db
@pytest.mark.usefixtures("karaganda")
def test_jobs_of_which_nothing_is_told_are_no_permanent_ones(
    client: Client, make_account: MakeAccount
) -> None:
    client.force_login(make_account(Role.PRESS_OFFICER, REGION))
    path = f"/ru/delivery/employment/{REGION}/?year=2022"
    assert "не сказано" not in text_of(client.get(path))
    jobs = [JobsLine(D(2022, 2, 1), "created", "not_told", 777)]
    untold = road("untold", jobs=jobs, start=D(2022, 1, 1), end=D(2022, 12, 1), milestones=[])
    write_entries(by=None, entries=[untold])
    page = client.get(path)
    assert "о 777 не сказано" in text_of(page)
    assert page.context["sums"]["permanent"] == 4000
    assert (page.context["sums"]["counted"], page.context["sums"]["not_told"]) == (16_777, 777)
    (part,) = [row for row in page.context["parts"] if row["created"][2]]
    assert (part["code"], part["created"][2]) == (DISTRICT, 777)
    assert [row.not_told for row in page.context["projects"] if row.record.code == "untold"] == [777]
    assert text_of(page).count("срок не указан") >= 3


@pytest.mark.django_db
@pytest.mark.usefixtures("karaganda")
def test_one_may_choose_every_year_with_jobs(client: Client, make_account: MakeAccount) -> None:
    jobs = [JobsLine(D(2013, 5, 1), "created", "permanent", 3)]
    write_entries(by=None, entries=[road("old", jobs=jobs)])
    client.force_login(make_account(Role.PRESS_OFFICER, REGION))
    for place, first in ((REGION, 2013), (DISTRICT, 2013), (OTHER_DISTRICT, 2022)):
        assert client.get(f"/kk/delivery/employment/{place}/").context["years"][-1] == first


@pytest.mark.django_db
@pytest.mark.usefixtures("karaganda")
def test_a_district_has_its_own_target_and_figures() -> None:
    picture = EmploymentMap(places().get(REGION), 2022, TODAY)
    reached = picture.reached("jobs", DISTRICT)
    assert (reached.forecast.created, reached.share) == (6000, 0.6)
    own = EmploymentMap(places().get(DISTRICT), 2022, TODAY)
    assert own.reached("jobs").forecast == reached.forecast
    assert own.parts == ()
    assert own.created("disability") == 40


@pytest.mark.django_db
@pytest.mark.usefixtures("karaganda")
def test_the_page_shows_the_figures_of_the_region(client: Client, make_account: MakeAccount) -> None:
    client.force_login(make_account(Role.PRESS_OFFICER, REGION))
    for language, number, share in (("kk", "122 000", "50,0 %"), ("ru", "122 000", "50,0 %")):
        with CaptureQueriesContext(connection) as asked:
            shown = text_of(client.get(f"/{language}/delivery/employment/{REGION}/?year=2022"))
        assert len(asked) <= 16
        for words in (
            number,
            "38 000",
            "32 000",
            share,
            "16 000",
            "27 000",
            "«Нұрлы жол»" if language == "kk" else "«Нурлы жол»",
        ):
            assert words in shown, words
    assert (
        client.get(f"/ru/delivery/employment/{DISTRICT}/?year=2022&indicator=youth_jobs").status_code == 200
    )
    assert client.get("/ru/delivery/employment/314030100/").status_code == 404
    assert client.post(f"/ru/delivery/employment/{REGION}/targets/", {}).status_code == 403


@pytest.mark.django_db
@pytest.mark.usefixtures("karaganda")
def test_targets_are_set_by_who_runs_programmes_and_not_over_one_another(make_account: MakeAccount) -> None:
    keeper, officer = make_account(Role.PROGRAMME_OFFICER, REGION), make_account(Role.OFFICER, DISTRICT)
    given = {"place": DISTRICT, "indicator": "jobs", "first_year": 2022, "last_year": 2022}
    with pytest.raises(PermissionDenied):
        set_target(by=officer, value=1, version=1, **given)
    assert set_target(by=keeper, value=11_000, version=1, **given).version == 2
    with pytest.raises(Conflict):
        set_target(by=keeper, value=12_000, version=1, **given)
    for wrong in (
        {"indicator": "happiness"},
        {"last_year": 2021},
        {"place": "319999999"},
        {"points": [["x", 1]]},
    ):
        with pytest.raises(ValidationError):
            set_target(by=None, value=1, **{**given, **wrong})  # type: ignore[arg-type]


@pytest.mark.django_db
def test_a_job_that_two_programmes_claim_is_counted_once_and_shown(
    bodies: dict[str, Body], recording: None
) -> None:
    day = D(2022, 3, 1)
    named = [
        JobsLine(day, "created", "permanent", employer="zauyt", person=f"p{at}", starts=day)
        for at in range(3)
    ]
    several = [JobsLine(day, "created", "permanent", 5, employer="kombinat", starts=day)]
    more = JobsLine(day, "created", "permanent", 7, employer="kombinat", starts=day)
    entries = [
        programme(), programme("enbek"), road("a", programme="nurly-zhol", jobs=[*named, *several]),
        road("b", programme="enbek", jobs=[*named[:2], more]),
    ]  # fmt: skip
    write_entries(by=None, entries=entries)
    rows = {
        row.record.code: row
        for row in EmploymentMap(places().get(REGION), 2022, TODAY).programmes()
        if row.record
    }
    assert (rows["nurly-zhol"].claimed, rows["nurly-zhol"].double) == (8, 0)
    assert (rows["enbek"].claimed, rows["enbek"].counted, rows["enbek"].double) == (9, 2, 7)
    write_entries(by=None, entries=[road("a", programme="nurly-zhol", jobs=[])])
    rows = {
        row.record.code: row
        for row in EmploymentMap(places().get(REGION), 2022, TODAY).programmes()
        if row.record
    }
    assert "nurly-zhol" not in rows
    assert rows["enbek"].double == 0, "what was the earlier claim is gone"


MONTH = st.integers(1, 12).map(lambda month: datetime.date(2022, month, 1))
PARTS = st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))


def line(
    month: datetime.date, aspect: str, term: str, number: int, parts: tuple[int, ...], at: str, who: str
) -> JobsLine:
    """A line of jobs at an employer ``at``; one job where its person is named."""
    person = who if at else ""
    several = 1 if person else number
    groups = [min(part, several) for part in parts]
    return JobsLine(month, aspect, term, several, *groups, employer=at, person=person, starts=month)


LINE = st.builds(
    line,
    MONTH,
    st.sampled_from(["planned", "created"]),
    st.sampled_from(["permanent", "temporary", "not_told"]),
    st.integers(1, 9),
    PARTS,
    st.sampled_from(["", "zauyt", "kombinat"]),
    st.sampled_from(["", "", "p1", "p2"]),
)
WRITES = st.lists(
    st.tuples(st.sampled_from(["a", "b", "c"]), st.lists(LINE, max_size=5)), min_size=1, max_size=4
)
PLACES = {"a": DISTRICT, "b": OTHER_DISTRICT, "c": DISTRICT}
PROGRAMMES = {"a": "nurly-zhol", "b": "enbek", "c": ""}


def claim_of(row: Jobs) -> Claim:
    """A row of the ledger as a claim."""
    told = (row.aspect, row.term, row.district, row.employer_id, row.person, row.starts, row.ends, row.month)
    return Claim(row.pk, row.programme_id or -row.record_id, *told, row.number)


class SumsAgree(TestCase):
    """Whatever is written, changed and removed, sums by every breakdown are those of the rows."""

    @classmethod
    def setUpTestData(cls) -> None:
        for code in ("zauyt", "kombinat", "zholshy"):
            Body.objects.create(code=code, kind="employer", name_kk=code, name_ru=code, place=REGION)
        with audit.recording():
            write_entries(by=None, entries=[programme(), programme("enbek")])

    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
    @given(WRITES)
    def test_sums(self, writes: list[tuple[str, list[JobsLine]]]) -> None:
        with audit.recording():
            for code, jobs in writes:
                entry = road(code, PLACES[code], programme=PROGRAMMES[code], jobs=jobs)
                assert not write_entries(by=None, entries=[entry]).faults
        latest = dict(writes)
        claimed = sum(line.number for jobs in latest.values() for line in jobs)
        sums = JobSum.objects.aggregate(claimed=Sum("claimed"), counted=Sum("counted"), youth=Sum("youth"))
        rows = list(Jobs.objects.all())
        assert (sums["claimed"] or 0) == sum(row.number for row in rows) == claimed
        assert (sums["counted"] or 0) == sum(row.counted for row in rows) <= claimed
        assert {row.pk: row.counted for row in rows} == counted(claim_of(row) for row in rows)
        assert (sums["youth"] or 0) == sum(min(row.youth, row.counted) for row in rows)
        for row in Record.objects.filter(code__in=latest):
            told = [line for line in latest[row.code] if line.aspect == "planned"]
            assert row.jobs_planned == sum(line.number for line in told)
        picture = EmploymentMap(places().get(REGION), 2022, datetime.date(2023, 1, 1))
        created = sum(row.counted for row in rows if row.aspect == "created")
        by_month = picture.by_month(target_indicators()["jobs"].counts, "created")
        by_district = [picture.created(within=place) for place in (DISTRICT, OTHER_DISTRICT)]
        by_term = [picture.created(term=term) for term in ("permanent", "temporary", "not_told")]
        by_programme = [row.counted for row in picture.programmes()]
        assert [sum(part) for part in (by_month.values(), by_district, by_term, by_programme)] == [
            created
        ] * 4
        for name in ("permanent", "not_told"):
            of_term = sum(row.counted for row in rows if row.aspect == "created" and row.term == name)
            assert sum(getattr(row, name) for row in picture.programmes()) == of_term
        double = sum(row.double for row in picture.programmes())
        assert double == sum(row.number - row.counted for row in rows if row.aspect == "created")
        months = Counter[int]()
        for row in rows:
            months[row.month.month] += row.counted if row.aspect == "created" else 0
        assert +months == +Counter(by_month)
