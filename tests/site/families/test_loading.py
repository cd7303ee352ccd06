"""From extracts to the pages: check, load, publish, roll back, withdraw."""

from __future__ import annotations

import threading

import polars as pl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from esep.familymap import QUERIES, open_assessment
from esep.registers import open_snapshot
from esep.support import offers_to_family, propose
from esep_site.editing import Conflict
from esep_site.families import actions, card_queries, list_queries, loading, queries, storing
from esep_site.families.models import FamilyRow, Fault, LoadedSnapshot, PlaceCount, State
from esep_site.folder import folder
from esep_site.people import audit
from esep_site.people.models import AuditEvent
from esep_site.people.roles import Role
from esep_site.people.scope import enforced, scope_of

from ..conftest import MakeAccount
from .conftest import REGION, Upload, uploads


def test_what_was_loaded_is_what_the_library_counts(load: Upload) -> None:
    row = load()
    assert (row.state, row.in_force) == (State.READY, False)
    snapshot = open_snapshot(folder().snapshots / row.folder)
    assessment = open_assessment(folder().assessments / row.assessment)
    assert not (folder().extracts / row.extracts).exists(), "extracts hold individual numbers"
    whole = queries.overview(row).whole
    (expected,) = QUERIES["familymap.overview"](assessment).to_dicts()
    expected.pop("families_levels_d_e")
    assert {name: whole[name] for name in expected} == expected
    for table, measure in (("familymap.by_level", "level"), ("familymap.by_kind", "kind")):
        by = {each[0]: each for each in QUERIES[table](assessment).rows()}
        assert {key: whole.of(measure, key) for key in by} == {key: each[1] for key, each in by.items()}
    workforce = QUERIES["familymap.workforce"](assessment).to_dicts()[0]
    assert {name: whole[name] for name in workforce} == workforce
    poverty = QUERIES["familymap.poverty"](assessment).to_dicts()[0]
    assert {name: whole[name] for name in poverty} == poverty
    for district in QUERIES["familymap.by_district"](assessment).to_dicts():
        counts = queries.counts_of(row, [district["district"]])[district["district"]]
        assert counts["families"] == district["families"]
        assert counts["targeted_assistance_amount"] == district["targeted_assistance_amount"]
    proposals = propose(snapshot, assessment, folder().assessments / "proposals")
    undrawn = set(proposals.rows.filter("is_right").collect()["family"].drop_nulls())
    assert set(FamilyRow.objects.filter(undrawn=True).values_list("family", flat=True)) == undrawn
    assert offers_to_family(proposals, next(iter(undrawn)))


def test_a_row_tells_what_the_registers_hold(load: Upload, make_account: MakeAccount) -> None:
    row = load()
    snapshot = open_snapshot(folder().snapshots / row.folder)
    with enforced(scope_of(make_account(Role.ANALYST, REGION))):
        line = list_queries.families(row, REGION, most=1).rows
        found = card_queries.card(row, line[0].family)
    assert found is not None
    persons = snapshot.family(line[0].family)["persons"]
    heads = snapshot.family(line[0].family)["memberships"].filter(role="head")["person"]
    (head,) = persons.filter(pl.col("person").is_in(heads.implode())).to_dicts()
    assert line[0].head.split()[:2] == [head["surname"], head["given_name"]]
    assert line[0].birth_year == head["birth_date"].year
    assert found.history == ()


def test_faults_are_listed_and_nothing_is_loaded(upload: Upload, extracts) -> None:
    persons = pl.read_parquet(extracts / "persons.parquet").with_row_index("n")
    wrong = persons.with_columns(
        pl.when(pl.col("n") < 3).then(pl.lit("311999999")).otherwise("place").alias("place")
    )
    file = SimpleUploadedFile("persons.csv", wrong.drop("n").write_csv().encode())
    row = upload(files=[*uploads(extracts, "persons.parquet"), file])
    loading.go_on(row.pk)
    row.refresh_from_db()
    assert (row.state, row.fault_count) == (State.REFUSED, 3)
    faults = Fault.objects.filter(snapshot=row).values_list("file", "row", "column")
    assert list(faults) == [("persons.csv", number, "place") for number in (2, 3, 4)]
    assert "311999999" in Fault.objects.first().text["kk"]
    assert set(row.reason) == {"kk", "ru", "en"}
    assert not (folder().snapshots / row.folder).exists()
    assert not (folder().extracts / row.extracts).exists()
    assert not PlaceCount.objects.exists()


def test_extracts_of_another_region_are_refused(upload: Upload) -> None:
    row = upload(region="110000000")
    loading.go_on(row.pk)
    row.refresh_from_db()
    assert row.state == State.REFUSED
    assert "another region" in row.reason["en"]
    assert not (folder().snapshots / row.folder).exists()


def test_a_check_loads_nothing_until_it_is_asked(load: Upload, make_account: MakeAccount) -> None:
    analyst = make_account(Role.ANALYST, REGION)
    row = load(by=analyst, only_check=True)
    assert row.state == State.CHECKED
    assert row.families > 400
    assert not FamilyRow.objects.exists()
    with audit.recording():
        actions.load(by=analyst, snapshot=row, version=row.version)
    loading.go_on(row.pk)
    row.refresh_from_db()
    assert row.state == State.READY
    assert FamilyRow.objects.count() == row.families


@pytest.mark.parametrize(
    ("name", "content"),
    [("people.csv", b"a"), ("../persons.exe", b"a"), ("a.zip", b"no zip"), ("notes.txt", b"")],
)
def test_what_is_no_table_is_refused_at_once(upload: Upload, name: str, content: bytes) -> None:
    before = set((folder().extracts).glob("*"))
    with pytest.raises(ValidationError):
        upload(files=[SimpleUploadedFile(name, content)])
    assert set((folder().extracts).glob("*")) == before
    assert not LoadedSnapshot.objects.exists()


def test_who_has_not_the_permission_for_the_region_loads_nothing(
    upload: Upload, make_account: MakeAccount
) -> None:
    for account in (make_account(Role.OFFICER, "314000000"), make_account(Role.ANALYST, "110000000")):
        with pytest.raises(PermissionDenied):
            upload(by=account)


def test_publishing_rolling_back_and_withdrawing(load: Upload, make_account: MakeAccount) -> None:
    analyst = make_account(Role.ANALYST, REGION)
    first = load(by=analyst)
    with audit.recording():
        actions.publish(by=analyst, snapshot=first, instead_of=None)
    second = load(by=analyst)
    assert second.flows["since"] == first.pk
    assert (second.flows["came"], second.flows["left"]) == (0, 0)
    assert queries.in_force(REGION).pk == first.pk
    with audit.recording():
        actions.publish(by=analyst, snapshot=second, instead_of=first.pk)
        assert queries.in_force("314030100").pk == second.pk
        actions.publish(by=analyst, snapshot=first, instead_of=second.pk)
        assert queries.in_force(REGION).pk == first.pk
        with pytest.raises(ValidationError):
            actions.withdraw(by=analyst, snapshot=first, version=first.version, reason="x")
        second.refresh_from_db()
        actions.withdraw(by=analyst, snapshot=second, version=second.version, reason="x")
    storing.remove(second.pk)
    assert set(FamilyRow.objects.values_list("snapshot", flat=True).distinct()) == {first.pk}
    done = [
        event.action for event in AuditEvent.objects.filter(subject=f"snapshot {second.pk}").order_by("id")
    ]
    assert done == ["snapshot uploaded", "snapshot loaded", "snapshot published", "snapshot withdrawn"]


def test_of_two_who_publish_at_once_the_second_is_told(load: Upload, make_account: MakeAccount) -> None:
    rows = [load(), load()]
    accounts = [make_account(Role.ANALYST, REGION) for _ in rows]
    told: list[object] = []
    start = threading.Barrier(2)

    def publish(number: int) -> None:
        start.wait()
        try:
            with audit.recording():
                actions.publish(by=accounts[number], snapshot=rows[number], instead_of=None)
            told.append("published")
        except Conflict as conflict:
            told.append(conflict.now.pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=publish, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    current = queries.in_force(REGION)
    assert sorted(told, key=str) == sorted(["published", current.pk], key=str)
    assert current.pk in {row.pk for row in rows}
