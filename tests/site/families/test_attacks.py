"""What a hostile officer, a curious press officer and a stranger try, and get nothing by it."""

from __future__ import annotations

import datetime
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from urllib.parse import urlencode

import polars as pl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone, translation

from esep.familymap.whatif.measures import BASES, MEASURES
from esep_site.families import extracts, list_queries, view_actions
from esep_site.families.models import Case, LoadedSnapshot, Offer
from esep_site.families.reform_result import ReformResult
from esep_site.people import actions, audit, middleware
from esep_site.people.models import Account, AuditEvent, RoleHolding
from esep_site.people.roles import Permission, Role
from esep_site.people.scope import scope_of

from ..conftest import DISTRICT, OTHER_DISTRICT, PASSWORD, REGION, MakeAccount
from .conftest import MadeUp, SignIn

LIST = f"/en/families/list/{DISTRICT}/"
NUL = "%00"


@pytest.mark.parametrize(
    "address",
    [
        "/en/families/family/99999999999999999999999999/",
        "/en/families/offers/99999999999999999999999999/",
        "/en/families/cases/99999999999999999999999999/",
        "/en/families/saved-lists/99999999999999999999999999/",
        f"/en/families/list/{DISTRICT}{NUL}/",
        f"/en/families/list/{DISTRICT}%20/",
        "/en/families/list/314000/",
        "/en/families/list/٣١٤٠٠٠٠٠٠/",
        f"/en/families/places/{DISTRICT}{NUL}/",
        f"/en/families/places/{DISTRICT}%20/",
        f"{LIST}?within={DISTRICT}{NUL}",
        f"{LIST}?q=a{NUL}b",
        f"{LIST}?q=%27%29%3A%2A%20%26%20%21",
        f"{LIST}?q={'9' * 90}",
        f"{LIST}?after=99999999999999999999999~1",
        f"{LIST}?after=1~99999999999999999999999",
        f"{LIST}?after=1~{'9' * 5000}",
        f"{LIST}?sort=head&after=a{NUL}~1",
        f"{LIST}?sort=head&after=a~٣",
        f"{LIST}?sort=income_per_head%3B--&way=;",
        f"{LIST}?members_from={'9' * 5000}",
        f"{LIST}families.exe",
        f"/en/families/places/{DISTRICT}/?indicator=__class__&sort=__class__",
    ],
)
def test_an_odd_address_is_no_failure(region: LoadedSnapshot, sign_in: SignIn, address: str) -> None:
    """Forged cursors, codes of odd forms, numbers beyond the database's, bytes that texts may not have."""
    answer = sign_in(Role.OFFICER, DISTRICT).get(address, follow=True)
    assert answer.status_code in (200, 400, 403, 404)


@pytest.mark.parametrize(
    "address",
    [
        f"/en/families/snapshots/{REGION}{NUL}/",
        f"/en/families/snapshots/{REGION}{NUL}/1/",
        f"/en/families/snapshots/{REGION}/99999999999999999999999999/",
        "/en/families/reforms/99999999999999999999999999/",
    ],
)
def test_an_odd_address_of_an_analyst_is_no_failure(
    region: LoadedSnapshot, sign_in: SignIn, address: str
) -> None:
    assert sign_in(Role.ANALYST).get(address).status_code in (403, 404)


def test_an_odd_page_of_the_audit_log_is_no_failure(sign_in: SignIn) -> None:
    client = sign_in(Role.AUDITOR)
    for before in ("9" * 30, "9" * 5000, "٣", "²"):
        assert client.get(f"/en/people/audit/?before={before}").status_code in (200, 404)


@pytest.mark.parametrize("version", ["9" * 30, "9" * 5000, "٣"])
def test_a_forged_version_is_no_failure(sign_in: SignIn, make_account: MakeAccount, version: str) -> None:
    other = make_account(None, login="other", work=REGION)
    administrator = sign_in(Role.ADMINISTRATOR)
    posted = administrator.post(
        f"/en/people/accounts/{other.pk}/block/", {"version": version, "blocked": "1"}
    )
    assert posted.status_code == 302
    other.refresh_from_db()
    assert other.is_active
    row = LoadedSnapshot.objects.create(
        region=REGION, date="2026-10-01", law_date="2026-10-01", state="failed"
    )
    page, given = f"/en/families/snapshots/{REGION}/{row.pk}/", {"version": version, "instead_of": version}
    analyst = sign_in(Role.ANALYST)
    assert analyst.post(f"{page}withdraw/", given | {"reason": "x"}).status_code in (403, 409)
    assert analyst.post(f"{page}publish/", given | {"reason": "x"}).status_code in (403, 409)


# Differences of what a press officer or a programme officer is shown


def payment(name: str, before: int, after: int, *counts: int) -> dict[str, object]:
    gaining, losing, families_before, families_after = counts
    return {
        "provision": name, "families": 500,
        "cost_before": before, "cost_after": after, "change": after - before,
        "gaining_families": gaining, "losing_families": losing, "unchanged_families": 500 - gaining - losing,
        "gaining_persons": 3 * gaining, "losing_persons": 3 * losing,
        "families_before": families_before, "families_after": families_after,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rare", "hidden"),
    [
        ((3, 0, 20, 23), {"rare", "next"}),
        ((0, 0, 2, 2), {"rare", "next"}),  # nobody gains, and the cost is what two families get
        ((7, 0, 20, 27), set()),
    ],
)
def test_the_payment_of_few_cannot_be_subtracted_from_all_payments(
    rare: tuple[int, ...], hidden: set[str]
) -> None:
    rows = [
        payment("rare", 60_000, 70_000, *rare),
        payment("next", 900_000, 900_000, 0, 0, 40, 40),
        payment("usual", 9_000_000, 9_000_000, 0, 0, 90, 90),
        payment("total_help", 9_960_000, 9_970_000, 10, 0, 130, 130),
    ]
    names = {name: {"en": name} for name in ("rare", "next", "usual")}
    result = {"by_provision": rows, "payments": names, "by_district": [], "by_kind": [], "poverty": []}
    shown = ReformResult(result, REGION, "en", whole=False).payments()
    assert {row.name for row in shown if row.before == "∗"} == hidden
    assert {row.name for row in shown if row.after == "∗"} == hidden
    assert all(row.before != "∗" for row in ReformResult(result, REGION, "en", whole=True).payments())


@pytest.mark.parametrize(("place", "told"), [(REGION, True), (DISTRICT, True), ("314030100", False)])
def test_the_poverty_of_a_village_is_for_who_sees_its_families(place: str, told: bool) -> None:
    measured = [
        {"by": "region", "income": basis, "measure": measure, "before": 5000, "after": 0, "difference": -5000}
        for basis in BASES
        for measure in MEASURES
    ]
    rows = [payment("total_help", 0, 0, 0, 0, 0, 0)]
    result = {"by_provision": rows, "payments": {}, "by_district": [], "by_kind": [], "poverty": measured}
    assert bool(ReformResult(result, place, "en", whole=False).poverty()) == told
    assert ReformResult(result, place, "en", whole=True).poverty()


# What the audit log says of a search


def test_a_search_is_recorded_without_what_was_searched(
    region: LoadedSnapshot, made_up: MadeUp, sign_in: SignIn
) -> None:
    client = sign_in(Role.OFFICER, DISTRICT)
    name = made_up.families.filter(pl.col("district") == DISTRICT, pl.col("members") > 0)["head"].sort()[0]
    client.get(LIST, {"q": name, "levels": ["A", "B", "C", "D", "E"]})
    (event,) = AuditEvent.objects.filter(action="families searched")
    assert (event.place, event.account_id) == (DISTRICT, client.account.pk)
    assert event.details["found"] > 0
    client.get(LIST, {"levels": "C"})
    b"".join(client.get(f"{LIST}families.csv", {"q": name}).streaming_content)
    (taken,) = AuditEvent.objects.filter(action="families exported")
    assert taken.details["searched"] is True
    assert AuditEvent.objects.filter(action="families searched").count() == 1
    for each in AuditEvent.objects.all():
        said = json.dumps(each.details, ensure_ascii=False) + each.subject + each.reason
        assert not any(word in said for word in name.split()), each.action


def test_an_export_is_recorded_by_its_filters(region: LoadedSnapshot, make_account: MakeAccount) -> None:
    with audit.recording() as events:
        view_actions.record_export(
            by=make_account(Role.OFFICER, DISTRICT), snapshot=region, place=DISTRICT,
            filters=list_queries.Filters(levels=("C",), rural=False), searched=True, rows=1, form="csv",
        )  # fmt: skip
        assert events[-1].details["filter"] == {"levels": ["C"], "rural": False}


# Roles that end, begin, or were taken away


def test_a_role_of_yesterday_or_tomorrow_opens_nothing(region: LoadedSnapshot, sign_in: SignIn) -> None:
    client = sign_in(Role.OFFICER, DISTRICT)
    today = timezone.localdate()
    day = datetime.timedelta(days=1)
    held = RoleHolding.objects.filter(account=client.account)
    assert client.get(LIST).status_code == 200
    held.update(valid_from=today - 2 * day, valid_to=today - day)
    assert client.get(LIST).status_code == 403  # the session was opened before
    held.update(valid_from=today + day, valid_to=None)
    assert client.get(LIST).status_code == 403
    held.update(valid_from=today, valid_to=today)
    assert client.get(LIST).status_code == 200


def test_the_queue_does_nothing_more_for_somebody_who_was_blocked(make_account: MakeAccount) -> None:
    account = make_account(Role.ANALYST)
    assert scope_of(account).may(Permission.TRY_REFORMS, REGION)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert not scope_of(Account.objects.get(pk=account.pk)).places


def test_two_roles_in_two_places_do_not_lend_each_other_what_they_may(
    region: LoadedSnapshot, made_up: MadeUp, make_account: MakeAccount
) -> None:
    account = make_account(Role.OFFICER, DISTRICT)
    with audit.recording():
        actions.give_role(by=None, to=account, role=Role.SURVEYOR, place=OTHER_DISTRICT, reason="test")
    client = Client()
    client.force_login(account)
    other = int(made_up.families.filter(district=OTHER_DISTRICT)["family"][0])
    assert client.get(f"/en/families/list/{OTHER_DISTRICT}/").status_code == 200
    assert client.get(f"/en/families/list/{OTHER_DISTRICT}/families.csv").status_code == 403
    assert client.post(f"/en/families/family/{other}/offer/", {"measure": "vacancy"}).status_code in (
        403,
        404,
    )
    assert client.post(f"/en/families/family/{other}/case/").status_code == 403
    assert client.get(f"/en/families/places/{OTHER_DISTRICT}/").status_code == 403
    assert not Offer.objects.exists()


# The role of the database


def as_whom(request: object) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user::text, people_sealed('esep.families')")
        return "|".join(each or "" for each in cursor.fetchone())


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/en/people/sign-in/", "/api/v1/places", "/en/nothing-here/"])
def test_a_public_page_runs_without_the_rights_of_the_owner(path: str) -> None:
    seen: list[str] = []

    def answer(request: object) -> HttpResponse:
        seen.append(as_whom(request))
        return HttpResponse()

    request = RequestFactory().get(path)
    request.user = type("Nobody", (), {"is_authenticated": False})()
    middleware.scope_middleware(answer)(request)
    assert seen == ["esep_site|"]
    assert not as_whom(request).startswith("esep_site")


@pytest.mark.django_db
def test_an_answer_that_would_be_read_after_the_transaction_is_no_answer() -> None:
    """It would be read as the owner of the tables, whose eyes no policy covers in an embedded database."""
    request = RequestFactory().get("/en/people/sign-in/")
    request.user = type("Nobody", (), {"is_authenticated": False})()
    handle = middleware.scope_middleware(lambda _request: StreamingHttpResponse(iter(["a"])))
    with pytest.raises(RuntimeError, match="after the transaction"):
        handle(request)


# What is sent


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "/en/self-check/",
        "/en/people/sign-in/",
        f"/en/families/snapshots/{REGION}/",
        "/en/families/reforms/new/",
        "/api/v1/self-check",
    ],
)
def test_a_stranger_fills_no_disk(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The body is refused by its length, before any of it is read."""
    body = SimpleUploadedFile("large.csv", b"x" * 3_000_000)
    read: list[str] = []
    monkeypatch.setattr(
        "django.core.files.uploadhandler.TemporaryFileUploadHandler.receive_data_chunk",
        lambda *_arguments: read.append("a piece"),
    )
    assert Client().post(path, {"files": body}).status_code in (413, 415)
    assert not read


def test_who_loads_registers_may_send_more(region: LoadedSnapshot, sign_in: SignIn) -> None:
    body = {"files": SimpleUploadedFile("large.csv", b"x" * 3_000_000), "date": "01.10.2026"}
    path = f"/en/families/snapshots/{REGION}/"
    assert sign_in(Role.ANALYST).post(path, body).status_code == 400  # no table
    body["files"].seek(0)  # type: ignore[attr-defined]
    assert sign_in(Role.PRESS_OFFICER).post(path, body).status_code == 413


REFORMS = {
    "object": "!!python/object/apply:os.system ['true']",
    "depth": "parameters: " + "[" * 5_000 + "]" * 5_000,
    "long number": "parameters: " + "9" * 5_000,
    "no day": "parameters: 2026-99-99",
    "unhashable": "{[a, b]: c}",
    "surrogate": 'name: "\\ud800"',
    "sexagesimal": "parameters: " + ":".join(["59"] * 5_000),
    "alias": "a: &a [1]\nb: *a",
}


@pytest.mark.parametrize("fault", REFORMS)
def test_a_hostile_reform_is_refused(region: LoadedSnapshot, sign_in: SignIn, fault: str) -> None:
    client = sign_in(Role.ANALYST)
    path = f"/api/v1/places/{REGION}/what-ifs"
    cookie = client.get("/en/families/reforms/new/").cookies["csrftoken"].value
    posted = client.post(
        path,
        json.dumps({"title": "x", "reform": REFORMS[fault]}),
        content_type="application/json",
        headers={"x-csrftoken": cookie},
    )
    assert posted.status_code == 422, posted.content.decode()[:300]


def zipped(name: str, content: bytes = b"a,b\n") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


def damaged() -> bytes:
    """A zip whose packed bytes are no stream of its method."""
    content = zipped("persons.csv", bytes(range(256)) * 40)
    begin = content.index(b"persons.csv") + len("persons.csv")
    return content[:begin] + b"\xff" * 40 + content[begin + 40 :]


@pytest.fixture
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.mark.usefixtures("in_english")
def test_a_damaged_zip_is_refused() -> None:
    with pytest.raises(zlib.error), zipfile.ZipFile(io.BytesIO(damaged())) as archive:
        archive.read("persons.csv")
    with pytest.raises(ValidationError, match="damaged"):
        extracts.put([SimpleUploadedFile("all.zip", damaged())])


@pytest.mark.usefixtures("in_english")
def test_all_files_of_an_upload_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extracts, "MOST_BYTES", 100)
    files = [SimpleUploadedFile(f"{name}.csv", b"x" * 60) for name in ("persons", "incomes")]
    assert extracts.put(files[:1])
    files[0].seek(0)
    with pytest.raises(ValidationError, match="too large"):
        extracts.put(files)
    packed = [
        SimpleUploadedFile(f"{name}.zip", zipped(f"{name}.csv", b"x" * 60)) for name in ("persons", "incomes")
    ]
    with pytest.raises(ValidationError, match="too large"):
        extracts.put(packed)


@pytest.mark.parametrize("name", ["../../persons.csv", "/etc/persons.csv", "C:\\persons.csv"])
def test_a_zip_writes_into_its_own_folder_only(name: str) -> None:
    from esep_site.folder import folder

    put = extracts.put([SimpleUploadedFile("all.zip", zipped(name))])
    assert [file.name for file in (folder().extracts / put).iterdir()] == ["persons.csv"]
    assert not (folder().root / "persons.csv").exists()


# Cross-site requests, redirects, cookies


@pytest.mark.parametrize(
    "path",
    [
        f"{LIST}save/",
        "/en/families/family/1/offer/",
        "/en/people/own/",
        "/en/people/codes/",
        "/en/people/keys/",
        "/en/people/sign-out/",
        "/en/people/sign-in/",
        "/en/self-check/",
        f"/api/v1/places/{DISTRICT}/families/1/explanation",
        f"/api/v1/places/{DISTRICT}/what-ifs",
    ],
)
def test_another_site_makes_nobody_write(sign_in: SignIn, path: str) -> None:
    signed = sign_in(Role.OFFICER, DISTRICT)
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed.cookies
    answer = client.post(
        path,
        "{}" if "api" in path else "",
        content_type="application/json" if "api" in path else "text/plain",
    )
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "to",
    ["//evil.kz/", "https://evil.kz/", "/\\evil.kz", "javascript:alert(1)", "https:evil.kz", "/en/\r\nX: y"],
)
def test_signing_in_leads_to_this_site_only(make_account: MakeAccount, to: str) -> None:
    make_account(Role.OFFICER, DISTRICT, login="officer")
    answer = Client().post("/en/people/sign-in/", {"username": "officer", "password": PASSWORD, "next": to})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/en/")
    assert "evil" not in answer["Location"]
    assert "X" not in answer.headers
    assert answer.cookies["sessionid"]["httponly"]
    assert answer.cookies["sessionid"]["samesite"] == "Lax"


def test_what_somebody_saw_stays_in_no_cache(region: LoadedSnapshot, sign_in: SignIn) -> None:
    client = sign_in(Role.OFFICER, DISTRICT)
    place = f"/en/families/places/{DISTRICT}/"
    for path in (LIST, f"{LIST}families.csv", f"/api/v1/places/{DISTRICT}/counts", place):
        answer = client.get(path)
        assert "no-store" in answer["Cache-Control"], path
        b"".join(answer.streaming_content if answer.streaming else ())


# Cases and offers, opened past the card


def test_a_look_at_the_work_with_a_family_is_recorded(
    region: LoadedSnapshot, made_up: MadeUp, sign_in: SignIn
) -> None:
    client = sign_in(Role.OFFICER, DISTRICT)
    rows = made_up.families.filter(pl.col("district") == DISTRICT, pl.col("members") > 0)
    family = int(rows["family"].sort()[0])
    client.post(f"/en/families/family/{family}/offer/", {"measure": "vacancy"})
    offer, case = Offer.objects.get(), Case.objects.get()
    for address in (f"/en/families/offers/{offer.pk}/", f"/en/families/cases/{case.pk}/"):
        looks = AuditEvent.objects.filter(action="family card opened", subject=f"family {family}")
        before = looks.count()
        assert client.get(address).status_code == 200
        assert looks.count() == before + 1
        assert looks.order_by("-id")[0].reason


# What a page writes of what somebody typed


TYPED = '"><script>alert(1)</script>'


@pytest.mark.django_db
def test_what_is_typed_into_the_self_check_never_becomes_part_of_the_page() -> None:
    client = Client(headers={"accept-language": "en"})
    html = client.post("/en/self-check/", {"place-region": REGION, "persons": "2"}).content.decode()
    names = set(re.findall(r' name="([^"]+)"', html)) - {"csrfmiddlewaretoken", "do"}
    assert len(names) > 20
    long = "9" * 5000
    for button in ("answer", "download", "add-person", f"remove-person {long}", "remove-person 2", TYPED):
        posted = dict.fromkeys(names, TYPED) | {
            "do": button,
            TYPED: TYPED,
            f"p{long}-role": TYPED,
            "persons": "2",
        }
        kind = "application/x-www-form-urlencoded"
        answer = client.post("/en/self-check/", urlencode(posted), content_type=kind)
        assert answer.status_code in (200, 422)
        assert "<script>alert" not in answer.content.decode()
        assert TYPED not in answer.content.decode()
