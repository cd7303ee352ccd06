"""Lists and searches against the same rows sorted and filtered by Polars."""

from __future__ import annotations

from importlib import import_module

import polars as pl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from esep.familymap import open_assessment
from esep.registers import open_snapshot, pseudonym, read_or_make_key
from esep_site.families import card_queries, list_queries
from esep_site.families.list_queries import Filters, Sort
from esep_site.families.models import LoadedSnapshot
from esep_site.families.rows import RowMaker
from esep_site.families.words import folded_words
from esep_site.folder import folder
from esep_site.people.roles import Role
from esep_site.people.scope import Scope, enforced, scope_of

from ..conftest import MakeAccount
from ..test_alphabet import by_letters
from .conftest import REGION, MadeUp, Upload

COLUMN = {Sort.POINTS: "points", Sort.INCOME: "income_per_head", Sort.PAYMENTS: "payments", Sort.HEAD: "rank"}


@pytest.fixture
def row(load: Upload) -> LoadedSnapshot:
    return load()


@pytest.fixture
def whole(make_account: MakeAccount) -> Scope:
    return scope_of(make_account(Role.ANALYST, REGION))


def rows_of(row: LoadedSnapshot) -> pl.DataFrame:
    snapshot = open_snapshot(folder().snapshots / row.folder)
    assessment = open_assessment(folder().assessments / row.assessment)
    return pl.concat([each.families for each in RowMaker(snapshot, assessment)])


def listed(row: LoadedSnapshot, place: str, filters: Filters, sort: Sort, descending: bool) -> list[int]:
    """All pages of a list, seven rows each."""
    found: list[int] = []
    after = None
    while True:
        page = list_queries.families(row, place, filters, sort, after, descending=descending, most=7)
        found += [line.family for line in page.rows]
        if page.after is None:
            return found
        after = page.after


def agrees(each: dict[str, object], filters: Filters) -> bool:
    return (
        (not filters.levels or each["level"] in filters.levels)
        and (not filters.undrawn or bool(each["undrawn"]))
        and all(flag in str(each["flags"]).strip("{}").split(",") for flag in filters.flags)
    )


def test_pages_of_a_list_follow_one_another_in_order(
    row: LoadedSnapshot, whole: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = rows_of(row)
    ranks = {head: rank for rank, head in enumerate(sorted(set(rows["head"]), key=by_letters))}
    rows = rows.with_columns(rank=pl.col("head").replace_strict(ranks).rank("dense"))
    largest = rows.filter("rural")["okrug"].mode().sort()[0]
    cases = [
        (REGION, Filters(), pl.lit(value=True)),
        ("311000000", Filters(levels=("C",)), (pl.col("district") == "311000000") & (pl.col("level") == "C")),
        (REGION, Filters(levels=("D", "E")), pl.col("level").is_in(["D", "E"])),
        (largest, Filters(), pl.col("okrug") == largest),
        (REGION, Filters(undrawn=True, rural=True), pl.col("undrawn") & pl.col("rural")),
        (REGION, Filters(below_line=True, poor=True), pl.col("below_line") & pl.col("poor")),
        (REGION, Filters(members=(5, 6)), pl.col("members").is_between(5, 6)),
        (
            REGION,
            Filters(flags=("large_family",), rights=("targeted_assistance",)),
            pl.col("flags").str.contains("large_family")
            & pl.col("rights").str.contains("targeted_assistance"),
        ),
    ]
    with enforced(whole):
        for number, (place, filters, condition) in enumerate([*cases, *cases[1:]]):
            if number == len(cases):  # once more, as though all were many
                monkeypatch.setattr(list_queries, "FEW", -1)
                monkeypatch.setattr(list_queries, "MOST_LOOKED_THROUGH", -1)
            for sort in Sort if number == 0 else (Sort.POINTS,):
                for descending in (False, True):
                    order = [COLUMN[sort], "family"]
                    expected = rows.filter(condition).sort(order, descending=descending)["family"].to_list()
                    assert len(expected) > 7, "too few to tell anything"
                    assert listed(row, place, filters, sort, descending) == expected
            assert list_queries.count(row, place, filters) == len(expected)
            few = list_queries.families(row, place, filters).few
            assert list_queries.count(row, place, filters, few=few) == len(expected)
        for filters in (
            Filters(),
            Filters(levels=("C",)),
            Filters(undrawn=True),
            Filters(flags=("large_family",)),
        ):
            held = [each for each in rows.to_dicts() if agrees(each, filters)]
            assert list_queries.count(row, REGION, filters) == len(held)


def test_a_family_is_found_by_words_of_its_names_and_by_its_numbers(
    row: LoadedSnapshot, whole: Scope, make_account: MakeAccount, extracts
) -> None:
    rows = rows_of(row)
    one = rows.filter(pl.col("head").str.contains("қ|Қ")).row(0, named=True)
    surname, given = one["head"].split()[:2]
    folded = folded_words(f"{surname} {given}")
    expected = {
        each["family"]
        for each in rows.to_dicts()
        if all(any(word.startswith(asked) for word in each["names"].split()) for asked in folded)
    }
    written = pl.read_parquet(extracts / "families.parquet").row(0, named=True)
    key = read_or_make_key(folder().pseudonym_key)
    by_register = pseudonym(str(written["family_number"]), "family", key)
    with enforced(whole):
        for asked in (f"{surname} {given}", f"{given.upper()} {surname.lower()}", " ".join(folded)):
            assert {line.family for line in list_queries.find(row, asked).rows} == expected
        assert [line.family for line in list_queries.find(row, str(one["family"])).rows] == [one["family"]]
        assert [line.family for line in list_queries.find(row, written["family_number"]).rows] == [
            by_register
        ]
        few = list_queries.find(row, surname[:1], most=3)
        assert (len(few.rows), few.more) == (3, True)
        for nothing in ("", "  ", "':*", "жоқсөз", "0", "\\", "9" * 30):
            assert list_queries.find(row, nothing).rows == ()
    elsewhere = "314000000" if one["district"] != "314000000" else "315000000"
    with enforced(scope_of(make_account(Role.OFFICER, elsewhere))):
        assert one["family"] not in {line.family for line in list_queries.find(row, surname).rows}
        assert list_queries.find(row, str(one["family"])).rows == ()
        assert card_queries.card(row, one["family"]) is None
        assert list_queries.families(row, one["district"]).rows == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Қалиева-Әбілова  Айгүл", ["калиева", "абилова", "айгул"]),
        ("Ёлкин, Пётр", ["елкин", "петр"]),
        ("'); --", []),
    ],
)
def test_words_are_folded_as_russian_keys_write_them(text: str, words: list[str]) -> None:
    assert folded_words(text) == words


def test_a_page_by_name_is_read_from_an_index(region: LoadedSnapshot, whole: Scope) -> None:
    """Through the row policy, too: a later page begins in the index where the one before ended."""
    with enforced(whole):
        first = list_queries.families(region, REGION, None, Sort.HEAD)
        assert first.after is not None
        assert not set(first.after) - set("~0123456789")
        with CaptureQueriesContext(connection) as asked:
            list_queries.families(region, REGION, None, Sort.HEAD, first.after)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
            cursor.execute(f"EXPLAIN {asked.captured_queries[-1]['sql']}")
            plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "Index Scan using " in plan
    assert "= branch.code) AND (ROW(head_order, family) > ROW(" in plan
    assert plan.count("Sort Key") == 1, "only the districts' pages are merged"


def test_rows_that_were_loaded_before_get_their_order(region: LoadedSnapshot, made_up: MadeUp) -> None:
    fill = import_module("esep_site.families.migrations.0004_heads_in_order").FILL
    table = f"families_familyrow_{region.pk}"
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE families_familyrow DROP COLUMN head_order CASCADE; {fill}")
        cursor.execute(f"SELECT head_order FROM {table} ORDER BY family")
        found = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT relforcerowsecurity FROM pg_class WHERE relname = %s", [table])
        assert cursor.fetchone() == (True,)
    assert found == made_up.families.sort("family")["head_order"].to_list()
