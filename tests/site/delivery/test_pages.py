"""The pages of records as people use them: what they show, what they write, how many questions they ask."""

from __future__ import annotations

import datetime
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from esep_site.bodies.models import Body
from esep_site.delivery.bulk import write_entries
from esep_site.delivery.entries import JobsLine, MilestoneLine, RiskLine
from esep_site.delivery.models import Change, Fault, Inspection, Money, Record
from esep_site.people import audit
from esep_site.people.roles import Role

from ..conftest import DISTRICT, OTHER_DISTRICT, REGION, MakeAccount
from .conftest import ROAD, D, programme, road

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40
TODAY = timezone.localdate()


def day(before: int) -> str:
    return (TODAY - datetime.timedelta(days=before)).strftime("%d.%m.%Y")


def text_of(answer: object) -> str:
    """The words of a page, numbers with plain spaces."""
    content = re.sub(r"<[^>]+>", " ", answer.content.decode())  # type: ignore[attr-defined]
    return " ".join(content.replace("\xa0", " ").replace("\u202f", " ").split())


@pytest.fixture
def officer(client: Client, make_account: MakeAccount) -> Client:
    """Signed in as who keeps the records of the district."""
    client.force_login(make_account(Role.OFFICER, DISTRICT))
    return client


def test_the_card_tells_all_of_a_record(officer: Client, ledger: dict[str, Record]) -> None:
    with audit.recording():
        jobs = [JobsLine(D(2026, 5, 1), "planned", "temporary", 20, youth=5)]
        risks = [RiskLine("Битума не хватит", 2, 3, "Второй поставщик")]
        write_entries(by=None, entries=[road(jobs=jobs, risks=risks, programme="nurly-zhol")])
    shown = text_of(officer.get(f"/ru/delivery/records/{ledger['road-1'].pk}/"))
    for words in (
        "Дорога road-1", "Участок дороги", "А-343", "12,5 км", "областная", "«Нурлы жол»", "zholshy",
        "Проект",
        "3 мая 2026", "2026, областной бюджет 900 800 300", "2027, республиканский бюджет 100 0 0",
        "Всего 1 000 800 300", "20 20 5", "Битума не хватит", "нет свежего отчёта",
    ):  # fmt: skip
        assert words in shown, words


def test_a_record_is_entered_changed_and_the_second_editor_is_told(
    officer: Client, ledger: dict[str, Record]
) -> None:
    own = {f"own_{name}": value for name, value in {**ROAD, "length": "12,5"}.items()}
    sent = {
        "code": "new",
        "name_kk": "Жаңа",
        "name_ru": "Новая",
        "place": DISTRICT,
        "programme": "nurly-zhol",
        **own,
    }
    address = f"/ru/delivery/enter/{DISTRICT}/"
    assert "Участок дороги" in text_of(officer.get(address))
    assert (
        "обязательн" in text_of(officer.post(address + "?kind=road_section", {**sent, "name_kk": ""})).lower()
    )
    assert officer.post(address + "?kind=road_section", sent).status_code == 302
    row = Record.objects.get(code="new")
    assert (row.fields["length"], row.stage, row.programme) == ("12.5", "planned", ledger["nurly-zhol"])
    change = f"/ru/delivery/records/{row.pk}/change/"
    assert officer.post(change, {**sent, "name_ru": "Первая", "version": 1}).status_code == 302
    conflict = officer.post(change, {**sent, "name_ru": "Вторая", "version": 1})
    assert conflict.status_code == 409
    assert {"Первая", "Вторая"} <= set(re.findall(r"\w+", text_of(conflict)))
    assert officer.post(change, {**sent, "name_ru": "Вторая", "version": 2}).status_code == 302
    row.refresh_from_db()
    assert row.name_ru == "Вторая"
    assert officer.post(change, {**sent, "place": OTHER_DISTRICT, "version": 3}).status_code == 200, (
        "not the own place"
    )


def test_lines_of_money_are_added_changed_and_taken_away(officer: Client, ledger: dict[str, Record]) -> None:
    row = ledger["road-1"]
    address = f"/ru/delivery/records/{row.pk}/lines/money/"
    lines = [
        {"year": "2026", "source": "regional", "planned": "1 900", "contracted": "800", "paid": "300"},
        {"year": "2027", "source": "republican", "planned": "100", "DELETE": "on"},
        {"year": "2028", "source": "loan", "planned": "7"},
        {"year": "", "source": ""},
    ]
    sent = {"form-TOTAL_FORMS": "4", "form-INITIAL_FORMS": "2", "version": "1"}
    sent |= {f"form-{at}-{name}": value for at, line in enumerate(lines) for name, value in line.items()}
    assert officer.post(address, sent).status_code == 302
    money = Money.objects.filter(record=row).order_by("year").values_list("year", "source", "planned", "paid")
    assert list(money) == [(2026, "regional", 1900, 300), (2028, "loan", 7, 0)]
    assert officer.post(address, sent).status_code == 302, "what is already so needs no decision"
    again = officer.post(address, {**sent, "form-0-paid": "301"})
    assert (again.status_code, "2028" in text_of(again)) == (409, True)
    wrong = {**sent, "version": "2", "form-2-year": "1"}
    assert "1990" in text_of(officer.post(address, wrong))


def test_an_inspection_with_a_photo_a_fault_and_a_sample_is_entered_and_the_fault_mended(
    officer: Client, ledger: dict[str, Record]
) -> None:
    row = ledger["road-1"]
    sent = {
        "day": day(2), "result": "failed", "draft": "00000000-0000-0000-0000-000000000005", "inspector": "",
        "photos": [SimpleUploadedFile("a.png", PNG), SimpleUploadedFile("b.png", PNG + b"1")],
        "faults-TOTAL_FORMS": "3", "faults-INITIAL_FORMS": "0", "faults-0-text": "Тонкий слой",
        "faults-0-term": day(-20), "faults-0-at_km": "3,5", "faults-0-contractor": "zholshy",
        "samples-TOTAL_FORMS": "2", "samples-INITIAL_FORMS": "0", "samples-0-name": "толщина",
        "samples-0-found": "3 см", "samples-0-norm": "5 см",
    }  # fmt: skip
    address = f"/ru/delivery/records/{row.pk}/inspect/"
    assert officer.get(address).status_code == 200
    assert officer.post(address, sent).status_code == 302
    (fault,) = Fault.objects.all()
    assert (fault.text, str(fault.at_km), fault.contractor) == (
        "Тонкий слой",
        "3.500",
        Body.objects.get(code="zholshy"),
    )
    inspection = Inspection.objects.get()
    assert inspection.samples == [{"name": "толщина", "found": "3 см", "norm": "5 см", "passed": False}]
    first, _second = inspection.attachment_set.order_by("pk")
    picture = officer.get(f"/ru/delivery/files/{first.pk}/")
    assert (b"".join(picture.streaming_content), picture["Content-Type"]) == (PNG, "image/png")
    assert "не соответствует" in text_of(officer.get(f"/ru/delivery/records/{row.pk}/"))
    assert "zholshy" in text_of(officer.get("/ru/delivery/bodies/zholshy/"))
    assert "Тонкий слой" in text_of(officer.get("/ru/delivery/bodies/zholshy/"))
    mended = {"mended_on": day(0), "reason": "", "version": 1}
    assert officer.post(f"/ru/delivery/faults/{fault.pk}/", mended).status_code == 302
    assert officer.post(f"/ru/delivery/faults/{fault.pk}/", mended).status_code == 409
    bad = {**sent, "photos": [SimpleUploadedFile("a.exe", b"MZ")], "draft": ""}
    assert "JPEG" in text_of(officer.post(address, bad))
    assert Inspection.objects.count() == 1


def test_a_stage_is_left_by_its_move_and_what_it_needs_is_told(
    officer: Client, ledger: dict[str, Record]
) -> None:
    row = ledger["road-1"]
    address = f"/ru/delivery/records/{row.pk}/stage/"
    assert officer.post(address, {"stage": "tender", "version": 1}).status_code == 302
    told = text_of(officer.post(address, {"stage": "works", "version": 2}))
    assert "Для этапа нужен документ: Договор" in told
    assert officer.post(address, {"stage": "stopped", "version": 1}).status_code == 409
    reported = officer.post(f"/ru/delivery/records/{row.pk}/report/")
    assert reported.status_code == 302
    assert Change.objects.filter(record=row, field="stage").count() == 1


FILTERS = {
    "": {"road-1", "road-2", "nurly-zhol", "old"},
    "kind=road_section": {"road-1", "road-2", "old"},
    "kind=road_section&stage=works": {"road-2"},
    "kind=road_section&own_owner=street": {"old"},
    "category=planned": {"road-1", "nurly-zhol"},
    "light=red": {"road-2"},
    "late=on": {"road-2"},
    "q=дорога road-2": {"road-2"},
    "q=НУРЛЫ": {"nurly-zhol"},
    "q=жол": {"road-1", "road-2", "nurly-zhol", "old"},
    "body=zholshy": {"road-1", "road-2", "old"},
    "body=nobody": set(),
    "year=2020": {"nurly-zhol", "old"},
    "disagree=on": {"road-2"},
    "faults=on": {"old"},
}


@pytest.fixture
def portfolio(client: Client, ledger: dict[str, Record], make_account: MakeAccount) -> Client:
    """A programme officer of the region, and records that filters tell apart."""
    with audit.recording():
        works = {**ROAD, "contract_number": "1"}
        old = road("old", fields={**ROAD, "owner": "street"}, start=D(2020, 1, 1), end=D(2020, 9, 1))
        late = road(
            "road-2", OTHER_DISTRICT, stage="works", fields=works, declared="green", reported_on=TODAY,
            start=None, end=D(2026, 1, 1), programme="nurly-zhol",
        )  # fmt: skip
        assert not write_entries(by=None, entries=[old, late]).faults
    row = Record.objects.get(code="old")
    Fault.objects.create(record=row, place=row.place, text="x", found_on=D(2026, 1, 1), term=D(2026, 2, 1))
    Record.objects.filter(code="old").update(category="done", stage="accepted")
    Record.objects.filter(code="road-1").update(end=D(2099, 1, 1), start=D(2026, 1, 1))
    Record.objects.filter(code="road-2").update(start=D(2026, 1, 1) - datetime.timedelta(days=9))
    client.force_login(make_account(Role.PROGRAMME_OFFICER, REGION))
    return client


@pytest.mark.parametrize("query", FILTERS)
def test_each_filter_of_the_portfolio_shows_what_fits_and_nothing_else(portfolio: Client, query: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        page = portfolio.get(f"/ru/delivery/portfolio/{REGION}/?{query}")
    assert page.status_code == 200
    assert {row["record"].code for row in page.context["rows"]} == FILTERS[query]
    assert page.context["whole"].number == len(FILTERS[query])
    assert len(asked) <= 14


@pytest.fixture
def colours(portfolio: Client) -> Client:
    """Roads of one programme: one late, one near a milestone, one on course, one not reported."""
    soon, far = TODAY + datetime.timedelta(days=5), TODAY + datetime.timedelta(days=200)
    own = {"programme": "colours", "start": D(2020, 1, 1), "end": far, "reported_on": TODAY}
    entries = [
        programme("colours", reported_on=TODAY, end=far),
        road("is-red", **{**own, "end": D(2026, 1, 1)}, milestones=[]),
        road("is-amber", milestones=[MilestoneLine("Қабат", "Слой", soon)], **own),
        road("is-green", milestones=[MilestoneLine("Қабат", "Слой", far)], **own),
        road("is-grey", milestones=[], **{**own, "reported_on": None}),
    ]
    with audit.recording():
        assert not write_entries(by=None, entries=entries).faults
    return portfolio


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("light=red", {"is-red"}),
        ("light=amber", {"is-amber"}),
        ("light=green", {"is-green"}),
        ("light=grey", {"is-grey"}),
        ("", {"is-red", "is-amber", "is-green", "is-grey"}),
        ("kind=programme", set()),
        ("kind=road_section&category=planned", {"is-red", "is-amber", "is-green", "is-grey"}),
        ("kind=road_section&category=done", set()),
        ("kind=road_section&category=planned&light=green", {"is-green"}),
    ],
)
def test_a_programme_is_told_apart_by_colour_kind_and_category(
    colours: Client, query: str, shown: set[str]
) -> None:
    number = Record.objects.get(code="colours").pk
    page = colours.get(f"/ru/delivery/portfolio/{REGION}/?programme={number}&{query}")
    assert {row["record"].code for row in page.context["rows"]} == shown
    assert page.context["whole"].number == len(shown)
    if query.startswith("light"):
        whole = colours.get(f"/ru/delivery/portfolio/{REGION}/?{query}").context
        with_programme = shown | ({"colours"} if query == "light=green" else set())
        others = {"road-1", "road-2", "old", "nurly-zhol"}
        assert {row["record"].code for row in whole["rows"]} - others == with_programme


VIEWS = (
    *("list", "groups", "board", "board&kind=road_section", "map"),
    *(f"groups&by={by}" for by in ("district", "programme", "light", "stage")),
)


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_of_the_portfolio_asks_few_questions(portfolio: Client, view: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        page = portfolio.get(f"/kk/delivery/portfolio/{REGION}/?view={view}")
    assert page.status_code == 200
    assert len(asked) <= 14
    if "groups" in view:
        assert sum(row["group"].number for row in page.context["groups"]) == 4
        assert sum(row["group"].sums["money_planned"] for row in page.context["groups"]) == 3000


def test_the_desk_shows_what_is_ours_today(portfolio: Client, make_account: MakeAccount) -> None:
    with CaptureQueriesContext(connection) as asked:
        page = portfolio.get(f"/ru/delivery/desk/{REGION}/")
    assert len(asked) <= 16
    parts = [[row["record"].code for row in rows] for _title, rows, _query in page.context["parts"]]
    assert parts == [[], [], [], ["nurly-zhol", "road-1"], ["road-2"], []]


def test_a_programme_shows_what_is_under_it_and_what_is_due(
    portfolio: Client, ledger: dict[str, Record]
) -> None:
    Record.objects.filter(code="road-1").update(end=datetime.date(TODAY.year, 12, 31))
    page = portfolio.get(f"/ru/delivery/programmes/{ledger['nurly-zhol'].pk}/")
    due = page.context["due"]
    assert (due.number, due.under_way, due.due, due.done) == (2, 1, 1, 0)
    assert {row["record"].code for row in page.context["rows"]} == {"road-1", "road-2"}


def test_an_officer_of_another_district_gets_no_record_by_any_door(
    client: Client, ledger: dict[str, Record], make_account: MakeAccount
) -> None:
    client.force_login(make_account(Role.OFFICER, OTHER_DISTRICT))
    row = ledger["road-1"]
    for part in ("", "change/", "stage/", "inspect/", "attach/", "lines/money/"):
        assert client.get(f"/ru/delivery/records/{row.pk}/{part}").status_code == 404, part
    for address in (
        f"portfolio/{DISTRICT}/",
        f"desk/{DISTRICT}/",
        f"employment/{DISTRICT}/",
        f"portfolio/{REGION}/",
    ):
        assert client.get(f"/ru/delivery/{address}").status_code == 403, address
    for address in ("bodies/zholshy/", f"programmes/{ledger['nurly-zhol'].pk}/"):
        shown = client.get(f"/ru/delivery/{address}").content.decode()
        assert "road-2" in shown
        assert "road-1" not in shown, address
    shared = client.get(f"/ru/delivery/records/{ledger['nurly-zhol'].pk}/")
    assert shared.status_code == 200
    assert client.get(f"/ru/delivery/records/{ledger['nurly-zhol'].pk}/change/").status_code == 403
    assert programme().code == "nurly-zhol"


def test_what_a_browser_keeps_for_the_time_without_a_network_is_nobodys(
    officer: Client, client: Client
) -> None:
    """The script and the list of what is kept are the same for everybody; a browser asks them of any page."""
    worker = officer.get("/worker.js")
    assert worker["Content-Type"] == "text/javascript"
    assert b"caches.match" in worker.content
    officer.logout()
    page = client.get("/ru/delivery/offline/")
    assert "Осмотры в этом браузере" in text_of(page)
    assert "Выйти" not in text_of(page)
