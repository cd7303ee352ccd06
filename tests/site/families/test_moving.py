"""Offers and cases follow a family that moves, when the snapshot that says so comes into force."""

from __future__ import annotations

import polars as pl
import pytest
from django.db import connection
from django.test import Client

from esep_site.families import actions
from esep_site.families.models import Case, LoadedSnapshot, Offer
from esep_site.people import audit
from esep_site.people.models import AuditEvent
from esep_site.people.roles import Role
from esep_site.people.scope import enforced, scope_of
from esep_site.people.seal import sealed

from ..conftest import DISTRICT, OTHER_DISTRICT, REGION
from .conftest import DATE, EARLIER, MadeUp, Publish, SignIn

MOVED = "work moved with family"


@pytest.fixture
def families(made_up: MadeUp) -> tuple[int, int, str, str]:
    """One that moves and one that stays, both of DISTRICT; the old place of the first and its new one."""
    here = made_up.families.filter(pl.col("district") == DISTRICT, pl.col("members") > 0).sort("family")
    there = made_up.families.filter(pl.col("district") == OTHER_DISTRICT).sort("family")
    return int(here["family"][0]), int(here["family"][1]), here["place"][0], there["place"][0]


@pytest.fixture
def two(published: Publish, families: tuple[int, int, str, str]) -> tuple[LoadedSnapshot, LoadedSnapshot]:
    """The earlier snapshot in force, and a later one in which the first family lives elsewhere."""
    later = published(DATE)
    earlier = published(EARLIER)
    move(later, families[0], families[3])
    LoadedSnapshot.objects.filter(pk=later.pk).update(published_at=None)
    later.refresh_from_db()
    return earlier, later


def move(snapshot: LoadedSnapshot, family: int, place: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE families_familyrow_{snapshot.pk} SET place = %s, district = %s WHERE family = %s",
            [place, f"{place[:4]}00000", family],
        )
        assert cursor.rowcount == 1


def publish(analyst: Client, snapshot: LoadedSnapshot, instead_of: LoadedSnapshot) -> None:
    answer = analyst.post(
        f"/en/families/snapshots/{REGION}/{snapshot.pk}/publish/",
        {"reason": "order 12", "instead_of": instead_of.pk},
    )
    assert answer.status_code == 302
    snapshot.refresh_from_db()
    assert snapshot.in_force


def worked_on(officer: Client, family: int) -> tuple[Offer, Case]:
    officer.post(f"/en/families/family/{family}/offer/", {"measure": "vacancy"})
    return Offer.objects.get(family=family), Case.objects.get(family=family)


def may_open(client: Client, offer: Offer, case: Case) -> set[bool]:
    return {
        client.get(f"/en/families/{kind}/{row.pk}/").status_code == 200
        for kind, row in (("offers", offer), ("cases", case))
    }


def test_work_with_a_family_that_moved_goes_to_its_new_office_and_back(
    two: tuple[LoadedSnapshot, LoadedSnapshot], families: tuple[int, int, str, str], sign_in: SignIn
) -> None:
    (earlier, later), (mover, stayer, old, new) = two, families
    here, there, analyst = (
        sign_in(Role.OFFICER, DISTRICT),
        sign_in(Role.OFFICER, OTHER_DISTRICT),
        sign_in(Role.ANALYST),
    )
    work, kept = worked_on(here, mover), worked_on(here, stayer)
    assert (may_open(here, *work), may_open(there, *work)) == ({True}, {False})
    version = work[1].version

    publish(analyst, later, earlier)
    for row in (*work, *kept):
        row.refresh_from_db()
    assert [row.place for row in work] == [new, new]
    assert {row.place[:4] for row in kept} == {DISTRICT[:4]}
    assert (may_open(here, *work), may_open(there, *work)) == ({False}, {True})
    assert may_open(here, *kept) == {True}
    assert work[1].version == version  # whoever writes notes meanwhile is not told of a conflict
    (event,) = AuditEvent.objects.filter(action=MOVED)
    assert (event.subject, event.place, event.account) == (f"family {mover}", new, analyst.account)
    assert event.details == {"from": old, "to": new, "snapshot": later.pk, "cases": 1, "offers": 1}
    assert AuditEvent.objects.get(action="snapshot published").details["families moved"] == 1

    publish(analyst, earlier, later)
    for row in work:
        row.refresh_from_db()
    assert [row.place for row in work] == [old, old]
    assert (may_open(here, *work), may_open(there, *work)) == ({True}, {False})
    back = AuditEvent.objects.filter(action=MOVED).latest("id")
    assert (back.place, back.details["from"]) == (old, new)


def test_a_family_that_left_keeps_its_place_and_another_region_is_let_alone(
    two: tuple[LoadedSnapshot, LoadedSnapshot], families: tuple[int, int, str, str], sign_in: SignIn
) -> None:
    (earlier, later), (mover, stayer, _old, _new) = two, families
    work = worked_on(sign_in(Role.OFFICER, DISTRICT), stayer)
    elsewhere = Case.objects.create(family=mover, place="110000000", opened_by=work[0].offered_by)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM families_familyrow_{later.pk} WHERE family = %s", [stayer])
    publish(sign_in(Role.ANALYST), later, earlier)
    place = work[1].place
    for row in (*work, elsewhere):
        row.refresh_from_db()
    assert [row.place for row in (*work, elsewhere)] == [place, place, "110000000"]
    assert not AuditEvent.objects.filter(action=MOVED).exists()


def test_nobody_sees_more_of_the_region_after_publishing_than_before(
    two: tuple[LoadedSnapshot, LoadedSnapshot], families: tuple[int, int, str, str], sign_in: SignIn
) -> None:
    (earlier, later), analyst = two, sign_in(Role.ANALYST).account
    worked_on(sign_in(Role.OFFICER, DISTRICT), families[0])
    with enforced(scope_of(analyst)), audit.recording(), connection.cursor() as cursor:
        told = sealed("esep.families", "3162")
        cursor.execute("SELECT set_config('esep.families', %s, true)", [told])
        actions.publish(by=analyst, snapshot=later, instead_of=earlier.pk)
        cursor.execute("SELECT current_setting('esep.families')")
        assert cursor.fetchone() == (told,)
    assert set(Case.objects.values_list("place", flat=True)) == {families[3]}
