"""Comparisons of the small region, worked out by hand, and what holds of every comparison."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hand_region import CITY_DISTRICT, DISTRICT, ON, OTHER_DISTRICT, hand_extract, hand_snapshot
from hypothesis import given, settings
from hypothesis import strategies as st

from esep.errors import WrongSettings
from esep.familymap import QUERIES as MAP_QUERIES
from esep.familymap import Assessment, assess
from esep.familymap.whatif import QUERIES, TOTAL, Comparison, Reform, compare, read_reform
from esep.registers import Snapshot

NAME = "name: {kk: сынақ, ru: проба, en: trial}\n"
LINE = "parameters:\n  poverty_share: {value: 8000}\n"
MIXED = """
parameters:
  level_least: {value: {A: 1800, B: 1000, C: -30, D: -400}}
  adult_disability_shares: {value: {group_1: 22000, group_2: 20000, group_3: 12000}}
  large_family_multiples: {value: [{below: 4, value: 0}, {below: 5, value: 1500}, {value: 2806}]}
provisions:
  school_allowance:
    entity: person
    unit: KZT/month
    title: {kk: мектеп, ru: школа, en: school}
    rule: choose(education == 'school', value(1000, 'KZT/month'), 0)
"""


def reform_of(folder: Path, text: str) -> Reform:
    path = folder / "reform.yaml"
    path.write_text(NAME + text, encoding="utf-8")
    return read_reform(path, on=ON)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The small region, in which Hamit, who is in no family, has a disability of group 2."""
    extract = hand_extract()
    hamit = next(row for row in extract["persons"] if row["given_name"] == "Hamit")
    hamit["disability"] = "group_2"
    return hand_snapshot(tmp_path_factory.mktemp("hamit"), extract)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("assessments")


@pytest.fixture(scope="module")
def higher_line(snapshot: Snapshot, folder: Path) -> Comparison:
    return compare(snapshot, reform_of(folder, LINE), folder, on=ON)


@pytest.fixture(scope="module")
def mixed(snapshot: Snapshot, folder: Path) -> Comparison:
    return compare(snapshot, reform_of(folder, MIXED), folder, on=ON)


def rows(comparison: Comparison, query: str, *keys: str) -> dict[Any, dict[str, Any]]:
    found = QUERIES[query](comparison).to_dicts()
    return {tuple(row.pop(key) for key in keys) if len(keys) > 1 else row.pop(keys[0]): row for row in found}


ASSISTANCE_GAINED = 21_992 + 27_490
"""The line is 80 % of 54,979: 43,983. A: (43,983 x 12 - 360,000) / 3 = 55,932, now 33,940. C: (43,983 x 15 -
342,990) / 3 = 105,585, now 78,095."""


def test_a_higher_line_gives_to_those_below_it(higher_line: Comparison) -> None:
    by_provision = rows(higher_line, "whatif.by_provision", "provision")
    expected = {
        "families": 5,
        "persons": 15,  # with Hamit, who is in no family
        "gaining_families": 2,
        "losing_families": 0,
        "unchanged_families": 3,
        "gaining_persons": 9,
        "losing_persons": 0,
        "unchanged_persons": 6,
        "gained": ASSISTANCE_GAINED,
        "lost": 0,
        "cost_before": 33_940 + 78_095,
        "cost_after": 55_932 + 105_585,
        "change": ASSISTANCE_GAINED,
        "families_before": 2,
        "families_after": 2,
    }
    assert by_provision["targeted_assistance"] == expected
    # A has the supplement of 6,488 too; B 89,498 for a disability, as has Hamit; C 69,330 and 38,493.
    # In C somebody lost work of 150,000 a month: 45 % are 67,500. A has housing aid of 3,207.
    all_now = 112_035 + 6_488 + 2 * 89_498 + 69_330 + 38_493 + 67_500 + 3_207
    assert by_provision[TOTAL] == {
        **expected,
        "cost_before": all_now,
        "cost_after": all_now + ASSISTANCE_GAINED,
        "families_before": 3,
        "families_after": 3,
    }
    assert list(by_provision)[-1] == TOTAL
    for name, row in by_provision.items():
        if name not in ("targeted_assistance", TOTAL):
            assert row["change"] == row["gained"] == row["lost"] == 0


def test_gains_stand_where_the_families_live(higher_line: Comparison) -> None:
    total = rows(higher_line, "whatif.by_district", "district", "provision")
    assert {place: total[place, TOTAL]["gained"] for place in (CITY_DISTRICT, DISTRICT, OTHER_DISTRICT)} == {
        CITY_DISTRICT: 0,
        DISTRICT: 21_992,
        OTHER_DISTRICT: 27_490,
    }
    kinds = rows(higher_line, "whatif.by_kind", "family_kind", "provision")
    assert kinds["large", TOTAL]["gained"] == 27_490
    assert kinds["without_family", TOTAL] | {"change": 0} == kinds["without_family", TOTAL]
    assert (kinds["without_family", TOTAL]["families"], kinds["without_family", TOTAL]["persons"]) == (0, 1)


def test_gainers_and_losers_of_several_changes(mixed: Comparison) -> None:
    by_provision = rows(mixed, "whatif.by_provision", "provision")
    shown = ("gaining_families", "losing_families", "gaining_persons", "losing_persons", "gained", "lost")
    changed = {name: row for name, row in by_provision.items() if row["change"]}
    assert {name: tuple(row[key] for key in shown) for name, row in changed.items()} == {
        # Batyr's family of two and Hamit alone: 2.0 x 50,851 = 101,702 instead of 89,498.
        "disability_allowance": (1, 0, 3, 0, 2 * 12_204, 0),
        # C: 15 x 4,325 = 64,875 instead of 69,330.
        "large_family_allowance": (0, 1, 0, 5, 0, 4_455),
        # Alua of A; three children of C.
        "school_allowance": (2, 0, 9, 0, 4_000, 0),
        # A gains 1,000, B and Hamit 12,204; C loses 4,455 and gains 3,000.
        TOTAL: (2, 1, 7, 5, 25_408, 1_455),
    }
    assert by_provision["school_allowance"]["cost_before"] == 0


def test_the_matrix_of_levels(mixed: Comparison, higher_line: Comparison) -> None:
    # D-1 has 960 points: B now, C when B begins at 1,000. C-1 has -420: D now, E when D begins at -400.
    moves = rows(mixed, "whatif.levels", "level_before", "level_after")
    assert len(moves) == 25
    assert {pair: (row["families"], row["persons"]) for pair, row in moves.items() if row["families"]} == {
        ("B", "C"): (1, 2),
        ("C", "C"): (2, 5),
        ("D", "E"): (1, 5),
        ("E", "E"): (1, 2),
    }
    unmoved = rows(higher_line, "whatif.levels", "level_before", "level_after")
    assert not any(row["families"] for (before, after), row in unmoved.items() if before != after)


def test_families_that_a_line_passes(snapshot: Snapshot, folder: Path) -> None:
    # A line of 95 % of 54,979 is 52,230: F with 50,000 comes below it. Of 50 %, 27,490: A with 30,000 leaves.
    found = {}
    for share in (9500, 5000):
        reform = reform_of(folder, f"parameters:\n  poverty_share: {{value: {share}}}\n")
        found[share] = rows(compare(snapshot, reform, folder, on=ON), "whatif.poverty_moves", "test", "move")
    line = {
        share: {
            move: (row["families"], row["persons"]) for (test, move), row in moves.items() if "line" in test
        }
        for share, moves in found.items()
    }
    assert line == {
        9500: {"entered": (1, 1), "left": (0, 0), "stayed_below": (2, 9), "stayed_above": (2, 4)},
        5000: {"entered": (0, 0), "left": (1, 4), "stayed_below": (1, 5), "stayed_above": (3, 5)},
    }
    for moves in found.values():
        assert moves["below_subsistence", "stayed_below"] == {"families": 3, "persons": 10}


def test_poverty_with_help_is_measured_by_hand(higher_line: Comparison) -> None:
    minimum, persons = 54_979, 14
    # A has housing aid too: utility costs of 15,207 above a tenth of 120,000.
    before = {4: 30_000 * 4 + 33_940 + 6_488 + 3_207, 5: 22_866 * 5 + 78_095, 1: 50_000}
    after = {4: before[4] + 21_992, 5: before[5] + 27_490, 1: 50_000}
    found = rows(higher_line, "whatif.poverty", "by", "group", "income", "measure")

    def gap(money: dict[int, int]) -> int:
        short = sum(max(Fraction(0), n * minimum - Fraction(whole)) for n, whole in money.items())
        return round(10_000 * short / (minimum * persons))

    of_region = {key[2:]: row for key, row in found.items() if key[0] == "region"}
    assert of_region["with_help", "poverty_gap"] == {
        "before": gap(before),
        "after": gap(after),
        "difference": gap(after) - gap(before),
    }
    assert of_region["with_help", "head_count"] == {"before": 7_143, "after": 7_143, "difference": 0}
    counted = {name: row["before"] for (income, name), row in of_region.items() if income == "counted"}
    [of_the_map] = MAP_QUERIES["familymap.poverty"](higher_line.before).to_dicts()
    assert counted == of_the_map


SUMMED = {
    "whatif.by_provision": [],
    "whatif.by_district": ["district"],
    "whatif.by_kind": ["family_kind"],
}


def check_sums(comparison: Comparison) -> None:
    """What holds of every comparison."""
    whole = QUERIES["whatif.by_provision"](comparison)
    for query, keys in SUMMED.items():
        table = QUERIES[query](comparison)
        assert (table["gained"] - table["lost"] == table["change"]).all()
        assert (table["cost_after"] - table["cost_before"] == table["change"]).all()
        for of in ("families", "persons"):
            parts = table[f"gaining_{of}"] + table[f"losing_{of}"] + table[f"unchanged_{of}"]
            assert (parts == table[of]).all()
        one_by_one = table.filter(pl.col("provision") != TOTAL)
        assert one_by_one["change"].sum() == table.filter(pl.col("provision") == TOTAL)["change"].sum()
        summed = table.group_by("provision").agg(pl.exclude("provision", *keys).sum()).sort("provision")
        assert summed.equals(whole.sort("provision").select(summed.columns))
    for side, assessment in (("before", comparison.before), ("after", comparison.after)):
        check_side(comparison, side, assessment)


def check_side(comparison: Comparison, side: str, assessment: Assessment) -> None:
    """The comparison counts each side as the tables of its assessment do."""
    level = f"level_{side}"
    margin = QUERIES["whatif.levels"](comparison).group_by(level).agg(pl.col("families", "persons").sum())
    assert margin.sort(level).rows() == MAP_QUERIES["familymap.by_level"](assessment).rows()
    [overview] = MAP_QUERIES["familymap.overview"](assessment).to_dicts()
    moves = QUERIES["whatif.poverty_moves"](comparison)
    ends = ("stayed_below", "left" if side == "before" else "entered")
    for test in ("below_subsistence", "below_poverty_line"):
        below = moves.filter((pl.col("test") == test) & pl.col("move").is_in(ends))["families"].sum()
        assert below == overview[f"families_{test}"]
    paid = QUERIES["whatif.by_provision"](comparison).filter(pl.col("provision") == "targeted_assistance")
    assert paid[f"cost_{side}"].item() == overview["targeted_assistance_amount"]
    assert paid[f"families_{side}"].item() == overview["targeted_assistance_families"]


def test_the_sums_agree(higher_line: Comparison, mixed: Comparison) -> None:
    check_sums(higher_line)
    check_sums(mixed)


@settings(max_examples=12)
@given(
    share=st.integers(1_000, 20_000),
    mci=st.integers(0, 20_000),
    bands=st.lists(st.integers(-900, 1_500), min_size=4, max_size=4, unique=True),
)
def test_the_sums_agree_for_any_reform(
    snapshot: Snapshot, folder: Path, share: int, mci: int, bands: list[int]
) -> None:
    least = dict(zip("ABCD", sorted(bands, reverse=True), strict=True))
    values = {"poverty_share": share, "mci": mci, "level_least": least}
    text = "".join(f"  {name}: {{value: {value}}}\n" for name, value in values.items())
    check_sums(compare(snapshot, reform_of(folder, f"parameters:\n{text}"), folder, on=ON))


def test_a_reform_that_changes_nothing_moves_nobody(snapshot: Snapshot, folder: Path) -> None:
    as_it_is = reform_of(folder, "parameters:\n  poverty_share: {value: 7000}\n")
    same = compare(snapshot, as_it_is, folder, on=ON)
    table = QUERIES["whatif.by_provision"](same)
    assert table["gaining_persons"].sum() == table["losing_persons"].sum() == 0
    assert QUERIES["whatif.poverty"](same)["difference"].sum() == 0


def test_only_one_snapshot_on_one_day_is_compared(
    snapshot: Snapshot, folder: Path, higher_line: Comparison
) -> None:
    later = assess(snapshot, folder, on=date(2026, 5, 1))
    with pytest.raises(WrongSettings, match="one snapshot on one day"):
        Comparison(higher_line.before, later, higher_line.help)


def test_before_the_levels_existed_there_is_no_matrix(snapshot: Snapshot, folder: Path) -> None:
    early = compare(snapshot, reform_of(folder, LINE), folder, on=date(2022, 1, 1))
    assert QUERIES["whatif.levels"](early).is_empty()
    for query in QUERIES.values():
        query(early)


OF_PERSONS = "parameters:\n  adult_disability_shares: {value: {group_1: 1, group_2: 20000, group_3: 2}}\n"


@pytest.mark.parametrize("text", [OF_PERSONS, LINE, MIXED], ids=["of persons", "of families", "of both"])
def test_what_is_taken_from_the_law_as_it_is_equals_what_is_computed(
    snapshot: Snapshot, folder: Path, tmp_path: Path, text: str
) -> None:
    reform = reform_of(tmp_path, text)
    taken = compare(snapshot, reform, folder, on=ON).after
    computed = assess(snapshot, tmp_path, on=ON, law=reform.law)
    assert taken.families.collect().equals(computed.families.collect())
    assert taken.persons.collect().equals(computed.persons.collect())
