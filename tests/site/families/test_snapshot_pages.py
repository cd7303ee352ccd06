"""The pages of snapshots, as an analyst goes through them."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from esep_site.families import loading, queries
from esep_site.families.models import Fault, LoadedSnapshot, State
from esep_site.people.models import AuditEvent
from esep_site.people.roles import Role

from ..conftest import MakeAccount
from .conftest import REGION, Upload, uploads

HERE = f"/ru/families/snapshots/{REGION}/"


@pytest.fixture
def analyst(client: Client, make_account: MakeAccount, upload: Upload) -> Client:
    client.force_login(make_account(Role.ANALYST, REGION), backend="esep_site.people.arrival.Accounts")
    return client


def test_an_analyst_uploads_compares_publishes_and_puts_back(analyst: Client, extracts: Path) -> None:
    assert analyst.get("/ru/families/snapshots/", follow=True).request["PATH_INFO"] == HERE
    pages = []
    for _number in range(2):
        posted = {"files": uploads(extracts), "date": "01.10.2026", "law_date": ""}
        answer = analyst.post(HERE, posted)
        assert answer.status_code == 302, answer.content.decode()
        row = LoadedSnapshot.objects.order_by("-pk").first()
        assert (str(row.date), str(row.law_date)) == ("2026-10-01", "2026-10-01")
        page = analyst.get(answer.url)
        assert 'hx-get="' in page.content.decode()
        assert analyst.get(f"{answer.url}progress/").status_code == 200
        loading.go_on(row.pk)
        assert analyst.get(f"{answer.url}progress/").headers["HX-Refresh"] == "true"
        pages.append((answer.url, row.pk))
    (first, first_pk), (second, second_pk) = pages
    assert analyst.post(f"{first}publish/", {"instead_of": "", "reason": "приказ 12"}).status_code == 302
    assert queries.in_force(REGION).pk == first_pk
    beside = analyst.get(second).content.decode()
    assert f'name="instead_of" value="{first_pk}"' in beside
    stale = analyst.post(f"{second}publish/", {"instead_of": "", "reason": "приказ 13"})
    assert stale.status_code == 409
    assert "приказ 13" in stale.content.decode(), "what was typed is kept"
    assert queries.in_force(REGION).pk == first_pk
    assert (
        analyst.post(f"{second}publish/", {"instead_of": first_pk, "reason": "приказ 13"}).status_code == 302
    )
    assert analyst.post(f"{first}publish/", {"instead_of": second_pk, "reason": "ошибка"}).status_code == 302
    assert queries.in_force(REGION).pk == first_pk
    assert analyst.post(f"{second}publish/", {"instead_of": first_pk, "reason": ""}).status_code == 400
    row = LoadedSnapshot.objects.get(pk=second_pk)
    assert analyst.post(f"{second}withdraw/", {"version": row.version, "reason": "лишний"}).status_code == 302
    events = AuditEvent.objects.filter(subject=f"snapshot {first_pk}").order_by("id")
    assert [(event.action, event.reason) for event in events if event.reason] == [
        ("snapshot published", "приказ 12"),
        ("snapshot put back in force", "ошибка"),
    ]
    assert analyst.get(HERE).status_code == 200


def test_faults_are_shown_and_go_into_a_file_that_runs_nothing(
    analyst: Client, upload: Upload, extracts: Path
) -> None:
    families = pl.read_parquet(extracts / "families.parquet").with_row_index("n")
    wrong = families.with_columns(
        pl.when(pl.col("n") < 1).then(pl.lit("999")).otherwise("place").alias("place")
    )
    file = SimpleUploadedFile("families.csv", wrong.drop("n").write_csv().encode())
    row = upload(files=[*uploads(extracts, "families.parquet"), file])
    loading.go_on(row.pk)
    page = analyst.get(f"{HERE}{row.pk}/").content.decode()
    assert "families.csv" in page
    assert "999" in page
    fault = Fault.objects.filter(snapshot=row).order_by("id").last()
    fault.text["ru"] = "=cmd|' /C calc'!A0"
    fault.save()
    text = analyst.get(f"{HERE}{row.pk}/faults.csv").content.decode("utf-8-sig")
    assert len(text.splitlines()) == 1 + Fault.objects.filter(snapshot=row).count()
    assert "'=cmd" in text
    assert ",=cmd" not in text


def test_only_who_loads_for_the_region_comes_in(
    client: Client, make_account: MakeAccount, upload: Upload
) -> None:
    row = upload()
    officer = make_account(Role.OFFICER, "314000000")
    elsewhere = make_account(Role.ANALYST, "110000000")
    for account in (officer, elsewhere):
        client.force_login(account, backend="esep_site.people.arrival.Accounts")
        for address in ("", f"{row.pk}/", f"{row.pk}/progress/", f"{row.pk}/faults.csv"):
            assert client.get(f"{HERE}{address}").status_code == 403
        for address in ("load", "retry", "publish", "withdraw"):
            assert client.post(f"{HERE}{row.pk}/{address}/", {"version": 1, "reason": "x"}).status_code == 403
    assert client.get(f"/ru/families/snapshots/110000000/{row.pk}/").status_code == 404
    row.refresh_from_db()
    assert (row.state, row.version) == (State.UPLOADED, 1)


@pytest.mark.parametrize(
    ("posted", "says"),
    [
        ({"date": "01.10.2126"}, "date"),
        ({"date": "31.02.2026"}, "date"),
        ({"date": "01.10.2016"}, "law_date"),
        ({"date": "01.10.2026", "files": SimpleUploadedFile("a.exe", b"MZ")}, "files"),
        ({"date": "01.10.2026", "files": ""}, "files"),
    ],
)
def test_a_wrong_form_is_shown_again(analyst: Client, posted: dict[str, object], says: str) -> None:
    given = {"files": SimpleUploadedFile("persons.csv", b"a"), **posted}
    answer = analyst.post(HERE, given)
    assert answer.status_code == 400
    assert says in answer.context["form"].errors
    assert not LoadedSnapshot.objects.exists()
