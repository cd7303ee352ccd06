"""The small region followed from April to June 2026, worked out by hand; and what holds of any months.

All three months count the quarter of January to March. On 15 April the children of A-1 (360,000; two adults
stay: 60,000 a head) move to B-1 (450,000; four are 37,500 a head). On 10 May Hamit (60,000) moves in with
Farida of F-1 (150,000; two are 35,000 a head). The line is 38,485, the minimum 54,979.
"""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hand_region import CITY_DISTRICT, DISTRICT, OTHER_DISTRICT, family, hand_extract, hand_snapshot, person

from esep.errors import WrongSettings
from esep.familymap import QUERIES as MAP_QUERIES
from esep.familymap.whatif import MONTH_QUERIES, Month, follow, moved_families, read_reform
from esep.familymap.whatif.month_tables import compared_cost, families_in_months
from esep.familymap.whatif.months import month_days
from esep.registers import Snapshot

APRIL, MAY, JUNE = (date(2026, month, 1) for month in (4, 5, 6))
LINE, MINIMUM = "below_poverty_line", "below_subsistence"


def moved_extract() -> dict[str, list[dict[str, Any]]]:
    extract = hand_extract()
    numbers = {row["given_name"]: row["iin"] for row in extract["persons"]}
    for row in extract["memberships"]:
        if row["iin"] in (numbers["Alua"], numbers["Asan"]):
            row["valid_to"] = "2026-04-14"
    moves = (("Alua", "B-1", "2026-04-15"), ("Asan", "B-1", "2026-04-15"), ("Hamit", "F-1", "2026-05-10"))
    extract["memberships"] += [
        {"iin": numbers[name], "family_number": to, "role": "other", "valid_from": day, "valid_to": None}
        for name, to, day in moves
    ]
    return extract


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return hand_snapshot(tmp_path_factory.mktemp("moved"), moved_extract(), on=JUNE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("months")


@pytest.fixture(scope="module")
def months(snapshot: Snapshot, folder: Path) -> tuple[Month, ...]:
    return follow(snapshot, folder, first=date(2026, 4, 17), last=JUNE)


def rows(months: tuple[Month, ...], query: str, *keys: str) -> dict[Any, dict[str, Any]]:
    found = MONTH_QUERIES[query](months).to_dicts()
    return {tuple(row.pop(key) for key in keys) if len(keys) > 1 else row.pop(keys[0]): row for row in found}


def test_each_month_has_its_counts(months: tuple[Month, ...]) -> None:
    assert [month.day for month in months] == [APRIL, MAY, JUNE]
    counted = rows(months, "months.overview", "month")
    assert {month: row["persons"] for month, row in counted.items()} == {APRIL: 14, MAY: 14, JUNE: 15}
    assert [row[f"families_{MINIMUM}"] for row in counted.values()] == [3, 3, 3]
    assert [row[f"families_{LINE}"] for row in counted.values()] == [2, 2, 3]


def test_each_month_has_its_cost(months: tuple[Month, ...]) -> None:
    paid = rows(months, "months.cost", "month", "provision")
    # A 33,940 and C 78,095; then B (461,820 - 450,000) / 3 = 3,940 and C; then F (230,910 - 210,000) / 3 too.
    assert [paid[month, "targeted_assistance"] for month in (APRIL, MAY, JUNE)] == [
        {"recipients": 2, "amount": 112_035},
        {"recipients": 2, "amount": 3_940 + 78_095},
        {"recipients": 3, "amount": 3_940 + 78_095 + 6_970},
    ]
    assert paid[MAY, "disability_allowance"] == {"recipients": 1, "amount": 89_498}
    for month in (APRIL, MAY, JUNE):
        parts = sum(
            row["amount"] for (day, name), row in paid.items() if day == month and name != "total_help"
        )
        assert paid[month, "total_help"] == {"recipients": None, "amount": parts}


def test_who_entered_and_who_left(months: tuple[Month, ...]) -> None:
    found = rows(months, "months.moves", "month", "test", "move")
    moved = {key: tuple(row.values()) for key, row in found.items()}
    assert {key[2]: counts for key, counts in moved.items() if key[:2] == (MAY, LINE)} == {
        "entered": (1, 4),
        "left": (1, 2),
        "stayed_below": (1, 5),
        "stayed_above": (2, 3),
    }
    assert {key[2]: counts for key, counts in moved.items() if key[:2] == (JUNE, LINE)} == {
        "entered": (1, 2),
        "left": (0, 0),
        "stayed_below": (2, 9),
        "stayed_above": (2, 4),
    }
    assert (moved[JUNE, MINIMUM, "entered"], moved[JUNE, MINIMUM, "left"]) == ((0, 0), (0, 0))
    places = rows(months, "months.moves_by_district", "month", "district", "test", "move")
    assert places[MAY, DISTRICT, LINE, "entered"] == places[MAY, DISTRICT, LINE, "left"] | {"persons": 4}
    assert places[JUNE, CITY_DISTRICT, LINE, "entered"] == {"families": 1, "persons": 2}
    assert places[JUNE, OTHER_DISTRICT, LINE, "stayed_below"] == {"families": 1, "persons": 5}


def test_the_families_that_moved_are_listed(months: tuple[Month, ...]) -> None:
    listed = moved_families(months).collect()
    found = {(row["month"], row["test"], row["move"], row["family"]) for row in listed.to_dicts()}
    assert found == {
        (MAY, LINE, "left", family("A-1")),
        (MAY, LINE, "entered", family("B-1")),
        (MAY, MINIMUM, "left", family("A-1")),
        (MAY, MINIMUM, "entered", family("B-1")),
        (JUNE, LINE, "entered", family("F-1")),
    }


def test_how_long_families_were_below(months: tuple[Month, ...]) -> None:
    durations = rows(months, "months.durations", "test", "months")
    assert [tuple(durations[LINE, count].values()) for count in range(4)] == [(1, 2), (2, 4), (1, 4), (1, 5)]
    assert [tuple(durations[MINIMUM, count].values()) for count in range(4)] == [
        (1, 2),
        (1, 2),
        (1, 4),
        (2, 7),
    ]
    assert rows(months, "months.persistence", "test")[LINE] == {
        "never_families": 1,
        "ever_families": 4,
        "chronic_families": 1,
        "never_persons": 2,
        "ever_persons": 13,
        "chronic_persons": 5,
    }
    places = rows(months, "months.persistence_by_district", "district", "test")
    assert places[OTHER_DISTRICT, LINE]["chronic_families"] == 1
    assert family("E-1") not in families_in_months(months).collect()["family"]


def test_the_sums_agree(months: tuple[Month, ...]) -> None:
    for number, month in enumerate(months):
        [overview] = MAP_QUERIES["familymap.overview"](month.assessment).to_dicts()
        paid = rows(months, "months.cost", "month", "provision")[month.day, "targeted_assistance"]
        assert paid["amount"] == overview["targeted_assistance_amount"]
        if number:
            for test in (LINE, MINIMUM):
                found = rows(months, "months.moves", "month", "test", "move")
                below = sum(found[month.day, test, move]["families"] for move in ("entered", "stayed_below"))
                assert below == overview[f"families_{test}"]
    for of in ("families", "persons"):
        durations = MONTH_QUERIES["months.durations"](months).group_by("test").agg(pl.col(of).sum())
        assert set(durations[of]) == {{"families": 5, "persons": 15}[of]}
    for query in ("moves", "persistence"):
        table = MONTH_QUERIES[f"months.{query}"](months)
        by_place = MONTH_QUERIES[f"months.{query}_by_district"](months)
        keys = [name for name in table.columns if table[name].dtype not in (pl.Int64,)]
        summed = by_place.group_by(keys).agg(pl.exclude("district", *keys).sum()).sort(keys)
        assert summed.equals(table.sort(keys).select(summed.columns))


def test_a_reform_is_followed_too(snapshot: Snapshot, folder: Path) -> None:
    path = folder / "reform.yaml"
    path.write_text(
        "name: {kk: сынақ, ru: проба, en: trial}\nprovisions:\n"
        "  targeted_assistance: {rule: targeted_assistance_now * 2, from: 2026-06-01}\n",
        encoding="utf-8",
    )
    followed = follow(snapshot, folder, first=APRIL, last=JUNE, reform=read_reform(path))
    paid = compared_cost(followed).filter(pl.col("provision") == "targeted_assistance")
    assert paid["cost_before"].to_list() == [112_035, 82_035, 89_005]
    assert paid["change"].to_list() == [0, 0, 89_005]
    assert paid["gaining_families"].to_list() == [0, 0, 3]
    assert compared_cost(follow(snapshot, folder, first=APRIL, last=APRIL)).is_empty()


def test_one_month_has_no_moves(snapshot: Snapshot, folder: Path) -> None:
    alone = follow(snapshot, folder, first=MAY, last=MAY)
    assert MONTH_QUERIES["months.moves"](alone).is_empty()
    assert moved_families(alone).collect().is_empty()
    assert rows(alone, "months.persistence", "test")[LINE]["chronic_families"] == 2


def test_a_quarter_without_incomes_is_refused(snapshot: Snapshot, folder: Path) -> None:
    # The registers hold December 2025, but not October and November.
    with pytest.raises(WrongSettings, match=r"no incomes of 2025-10, 2025-11, which count on 2026-01-01"):
        follow(snapshot, folder, first=date(2026, 1, 1), last=JUNE)
    with pytest.raises(WrongSettings, match=r"2026-04, 2026-05, 2026-06, which count on 2026-07"):
        follow(snapshot, folder, first=JUNE, last=date(2026, 9, 1))


@pytest.mark.parametrize(("first", "last"), [(JUNE, MAY), (date(2000, 1, 1), JUNE)])
def test_months_in_the_wrong_order_or_too_many_are_refused(first: date, last: date) -> None:
    with pytest.raises(WrongSettings, match="from 1 to 60 can be followed"):
        month_days(first, last)


def test_the_days_are_the_first_of_each_month() -> None:
    found = month_days(date(2025, 11, 30), date(2026, 2, 1))
    assert found == (date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1))


def test_a_person_who_moved_in_is_counted_there(months: tuple[Month, ...]) -> None:
    persons = months[-1].assessment.persons.filter(pl.col("person") == person("Hamit")).collect()
    assert persons["family"].to_list() == [family("F-1")]
