"""No query by anybody shows a row of families outside the places of the roles held."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from esep_site.families.models import FamilyRow, LoadedSnapshot
from esep_site.families.row_policy import STEMS
from esep_site.people.seal import sealed

PLACES = (
    "311011100",
    "314030100",
    "314030200",
    "314045100",
    "316230100",
    "110000000",
    "751110000",
    "751310000",
)
ASKED = st.sampled_from(
    (
        "",
        "31",
        "3140",
        "314030",
        "314030100",
        "3162",
        "11",
        "75",
        "7511",
        "9",
        "3",
        "31403010",
        "%",
        "31,",
        "''",
    )
)
HELD = st.lists(ASKED, max_size=4).map(",".join)

ROW = {
    "rural": True, "level": "C", "points": 700, "members": 3, "children": 1, "head": "Ахметов Айдар",
    "birth_year": 1980, "names": "ахметов айдар", "kind": "couple", "income_per_head": 50_000,
    "line": 38_485, "minimum": 54_979, "below_minimum": True, "below_line": False, "poor": False,
    "deprivation": 3, "assistance": 0, "payments": 0, "undrawn": False, "rights": [], "flags": [],
}  # fmt: skip


def put_rows() -> LoadedSnapshot:
    """A snapshot with one family in each of PLACES, the family's number being that of its place."""
    snapshot = LoadedSnapshot.objects.create(region="310000000", date="2026-10-01", law_date="2026-10-01")
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE families_familyrow_{snapshot.pk} PARTITION OF families_familyrow "
            f"FOR VALUES IN ({snapshot.pk})"
        )
    FamilyRow.objects.bulk_create(
        FamilyRow(
            snapshot=snapshot, family=int(place), place=place, region=f"{place[:2]}0000000",
            district=f"{place[:4]}00000", okrug=f"{place[:6]}000", **ROW,
        )
        for place in PLACES
    )  # fmt: skip
    return snapshot


def seen_by_hand(held: str) -> set[str]:
    """The places within the stems: of 2, 4, 6 or 9 digits, that the code begins with."""
    stems = [stem for stem in held.split(",") if len(stem) in (2, 4, 6, 9) and stem.isdigit()]
    return {place for place in PLACES if any(place.startswith(stem) for stem in stems)}


class RowPolicy(TestCase):
    """As the role of the pages, with any setting of places."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.snapshot = put_rows()

    def ask(self, held: str, statement: str) -> list[tuple[object, ...]]:
        with transaction.atomic(), connection.cursor() as cursor:
            told = sealed("esep.families", held)
            cursor.execute("SET LOCAL ROLE esep_site; SELECT set_config('esep.families', %s, true)", [told])
            cursor.execute(statement)
            rows = cursor.fetchall()
            cursor.execute("RESET ROLE; SELECT set_config('esep.families', '', true)")
            return rows

    @given(HELD)
    def test_every_way_of_asking_shows_the_places_of_the_scope_and_no_other(self, held: str) -> None:
        expected = seen_by_hand(held)
        found = self.ask(held, "SELECT place FROM families_familyrow")
        assert {place for (place,) in found} == expected
        (counted,) = self.ask(held, "SELECT count(*), max(names) FROM families_familyrow")
        assert counted[0] == len(expected)
        named = self.ask(held, f"SELECT families_named({self.snapshot.pk}, '', '{{ахм*}}', '{{}}', 100)")
        assert {str(family) for (family,) in named} == expected

    @given(HELD, st.sampled_from(("31", "3140", "314030", "314030100", "7511", "")), st.text(max_size=12))
    def test_a_search_within_a_place_never_leaves_it_and_takes_any_word(
        self, held: str, within: str, word: str
    ) -> None:
        word = word.replace("\0", "").replace("'", "''")
        with transaction.atomic():
            words = f"ARRAY['ахм*', $w${word}$w$]"
            statement = f"SELECT families_named({self.snapshot.pk}, '{within}', {words}, '{{}}', 100)"
            found = {str(family) for (family,) in self.ask(held, statement)}
        assert found <= {place for place in seen_by_hand(held) if place.startswith(within)}

    def test_nothing_is_seen_without_the_setting(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE esep_site")
            cursor.execute("SELECT count(*) FROM families_familyrow")
            assert cursor.fetchone() == (0,)

    def test_pages_write_no_rows_of_families(self) -> None:
        for statement in (
            "UPDATE families_familyrow SET points = 0 RETURNING 1",
            "DELETE FROM families_familyrow RETURNING 1",
        ):
            assert self.ask("31", statement) == []
        with pytest.raises(DatabaseError), transaction.atomic():
            self.ask(
                "31",
                f"INSERT INTO families_familyrow SELECT * FROM families_familyrow WHERE {STEMS} IS NOT NULL",
            )

    def test_a_case_of_another_district_is_neither_seen_nor_written(self) -> None:
        from esep_site.people import actions, audit

        with audit.recording():
            account = actions.open_account(by=None, login="a", name="A", password="ata-meken 2026 tau")
        make = (
            "INSERT INTO families_case "
            "(family, place, state, notes, opened_by_id, opened_at, changed_at, version) "
            f"VALUES (1, '{{}}', 'open', '', {account.pk}, now(), now(), 1) RETURNING 1"
        )
        assert self.ask("3140", make.format("314030100")) == [(1,)]
        with pytest.raises(DatabaseError), transaction.atomic():
            self.ask("3140", make.format("316230100"))
        assert self.ask("3162", "SELECT 1 FROM families_case") == []
        assert self.ask("3140", "SELECT 1 FROM families_case") == [(1,)]
