"""Every number of the tables for the small region, worked out by hand (the region: tests/fixtures)."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hand_region import (
    CITY,
    CITY_DISTRICT,
    DISTRICT,
    OTHER_DISTRICT,
    OTHER_VILLAGE,
    VILLAGE,
    hand_extract,
    hand_snapshot,
    named,
)

from esep.familymap import QUERIES, Assessment, assess
from esep.familymap.tables import workforce
from esep.registers import Snapshot


def rows(assessment: Assessment, query: str) -> list[dict[str, Any]]:
    return QUERIES[query](assessment).to_dicts()


@pytest.fixture(scope="module")
def families(assessed: Assessment) -> dict[str, dict[str, Any]]:
    return named(assessed.families.collect().to_dicts(), "family")


@pytest.fixture(scope="module")
def persons(assessed: Assessment) -> dict[str, dict[str, Any]]:
    return named(assessed.persons.collect().to_dicts(), "person")


def values(families: dict[str, dict[str, Any]], column: str) -> dict[str, Any]:
    return {name[0]: row[column] for name, row in sorted(families.items())}


def test_each_family_has_its_income_and_its_kind(families: dict[str, dict[str, Any]]) -> None:
    assert values(families, "family_size") == {"A": 4, "B": 2, "C": 5, "D": 2, "E": 0, "F": 1}
    # A: 3 x 120,000; the receipt of kind benefit and the wage of December do not count.
    # C: alimony 3 x 45,000 and the allowance 3 x 69,330. F: rent only, for Bolat died in February.
    assert values(families, "family_income") == {
        "A": 360_000,
        "B": 450_000,
        "C": 342_990,
        "D": 1_200_000,
        "E": 0,
        "F": 150_000,
    }
    assert values(families, "income_per_head") == {
        "A": 30_000,
        "B": 75_000,
        "C": 22_866,
        "D": 200_000,
        "E": 0,
        "F": 50_000,
    }
    assert set(values(families, "regional_minimum").values()) == {54_979}
    assert set(values(families, "poverty_line").values()) == {38_485}
    # Income of the quarter / (38,485 x members x 3): 360,000/461,820; 450,000/230,910; 342,990/577,275;
    # 1,200,000/230,910; 150,000/115,455.
    assert values(families, "ratio_to_line") == {
        "A": 7_795,
        "B": 19_488,
        "C": 5_941,
        "D": 51_968,
        "E": 0,
        "F": 12_992,
    }
    assert values(families, "family_kind") == {
        "A": "couple_with_children",
        "B": "elderly",
        "C": "large",
        "D": "other",
        "E": "empty",
        "F": "lone",
    }


def test_each_family_has_its_rights_and_amounts(families: dict[str, dict[str, Any]]) -> None:
    assert [name[0] for name, row in families.items() if row["below_subsistence"]] == ["F", "A", "C"]
    assert [name[0] for name, row in families.items() if row["below_poverty_line"]] == ["A", "C"]
    # A: (461,820 - 360,000) / 3. C: (577,275 - 342,990) / 3.
    assert values(families, "targeted_assistance") == {
        "A": 33_940,
        "B": 0,
        "C": 78_095,
        "D": 0,
        "E": 0,
        "F": 0,
    }
    # A: one child of 1 to 6, 1.5 x 4,325 = 6,487.5. C: the baby is under one year.
    assert values(families, "child_supplement") == {"A": 6_488, "B": 0, "C": 0, "D": 0, "E": 0, "F": 0}
    # C: four children, 16.03 x 4,325 = 69,329.75, up to the next tenge; 8.90 x 4,325 = 38,492.5.
    assert values(families, "large_family_allowance")["C"] == 69_330
    assert values(families, "child_care_allowance") == {"A": 0, "B": 0, "C": 38_493, "D": 0, "E": 0, "F": 0}
    # A: the father works, the mother is a carer. C: the mother could work.
    assert values(families, "assistance_kind")["A"] == "unconditional"
    assert values(families, "assistance_kind")["C"] == "conditional"
    assert [name[0] for name, row in families.items() if row["draws_large_family_allowance"]] == ["C"]
    assert not any(values(families, "draws_targeted_assistance").values())


def test_each_family_has_its_points_and_level(families: dict[str, dict[str, Any]]) -> None:
    spheres = {
        # Quarters of 50,851 per head: A 2, B 5, C 1, D 15, F 3; C has a loan, overdue by its only adult.
        "income_and_loan_points": {"A": 100, "B": 170, "C": 100 + 50 - 500, "D": 400, "E": 0, "F": 100},
        "movable_property_points": {"A": 0, "B": -50, "C": 0, "D": 100 + 80, "E": -50, "F": 0},
        "employment_points": {"A": 150, "B": -100, "C": 0, "D": 150 + 50, "E": -100, "F": 0},
        "social_protection_points": {"A": 100, "B": -250, "C": 200, "D": 0, "E": 0, "F": 0},
        "health_points": {"A": 0, "B": -20 - 80, "C": 0, "D": 0, "E": -20, "F": 0},
        "education_points": {"A": -50, "B": 0, "C": 0, "D": 0, "E": 0, "F": 0},
        # A is crowded (15 m2 each); B and C own nothing; D owns two; the villages take off 70.
        "housing_points": {"A": -80 - 70, "B": -200 - 70, "C": -200 - 70, "D": 100 + 80, "E": -200, "F": 50},
        "agriculture_points": {"A": 50 + 150, "B": 0, "C": 0, "D": 0, "E": 0, "F": 0},
    }
    assert {sphere: values(families, sphere) for sphere in spheres} == spheres
    assert values(families, "wellbeing_score") == {"A": 350, "B": -600, "C": -420, "D": 960, "E": 0, "F": 150}
    assert values(families, "level") == {"A": "C", "B": "E", "C": "D", "D": "B", "E": "none", "F": "C"}


def test_a_living_person_is_where_the_family_lives_and_the_dead_are_nowhere(
    persons: dict[str, dict[str, Any]],
) -> None:
    assert len(persons) == 15
    assert not {"Bolat", "Zhan"} & set(persons)
    assert persons["Sholpan"]["place"] == OTHER_VILLAGE  # registered in the city
    assert persons["Hamit"]["place"] == VILLAGE  # without family: where registered
    assert persons["Hamit"]["family"] is None
    assert not persons["Hamit"]["rural_person"]
    assert persons["Gaukhar"]["district"] == CITY_DISTRICT  # moved from the village
    assert not persons["Gaukhar"]["rural_person"]


OVERVIEW = {
    "families": 5,
    "persons": 14,
    "families_below_subsistence": 3,
    "families_below_poverty_line": 2,
    "targeted_assistance_families": 2,
    "targeted_assistance_amount": 33_940 + 78_095,
    "families_levels_d_e": 2,
}
A_AND_B = dict(zip(OVERVIEW, (2, 6, 1, 1, 1, 33_940, 1), strict=True))
OF_C = dict(zip(OVERVIEW, (1, 5, 1, 1, 1, 78_095, 1), strict=True))
D_AND_F = dict(zip(OVERVIEW, (2, 3, 1, 0, 0, 0, 0), strict=True))


def test_the_overview_counts_families_that_have_members(assessed: Assessment) -> None:
    assert rows(assessed, "familymap.overview") == [OVERVIEW]


def test_the_districts_and_places_have_their_own_counts(assessed: Assessment) -> None:
    assert rows(assessed, "familymap.by_district") == [
        {"district": CITY_DISTRICT, **D_AND_F},
        {"district": DISTRICT, **A_AND_B},
        {"district": OTHER_DISTRICT, **OF_C},
    ]
    assert rows(assessed, "familymap.by_place") == [
        {"district": CITY_DISTRICT, "place": CITY, **D_AND_F},
        {"district": DISTRICT, "place": VILLAGE, **A_AND_B},
        {"district": OTHER_DISTRICT, "place": OTHER_VILLAGE, **OF_C},
    ]


def test_the_kinds_of_families_are_counted(assessed: Assessment) -> None:
    counted = {row.pop("family_kind"): list(row.values()) for row in rows(assessed, "familymap.by_kind")}
    assert counted == {
        "couple_with_children": [1, 4, 1, 1, 1, 33_940, 0],
        "elderly": [1, 2, 0, 0, 0, 0, 1],
        "large": [1, 5, 1, 1, 1, 78_095, 1],
        "lone": [1, 1, 1, 0, 0, 0, 0],
        "other": [1, 2, 0, 0, 0, 0, 0],
    }


def test_the_levels_are_counted_also_where_nobody_is(assessed: Assessment) -> None:
    assert [tuple(row.values()) for row in rows(assessed, "familymap.by_level")] == [
        ("A", 0, 0),
        ("B", 1, 2),
        ("C", 2, 5),
        ("D", 1, 5),
        ("E", 1, 2),
    ]
    assert [tuple(row.values()) for row in rows(assessed, "familymap.by_district_and_level")] == [
        (CITY_DISTRICT, "B", 1),
        (CITY_DISTRICT, "C", 1),
        (DISTRICT, "C", 1),
        (DISTRICT, "E", 1),
        (OTHER_DISTRICT, "D", 1),
    ]


def test_poverty_is_measured_among_persons(assessed: Assessment) -> None:
    minimum, persons = 54_979, 14
    short = {4: minimum - 30_000, 5: minimum - 22_866, 1: minimum - 50_000}  # members: shortfall of each
    gap = Fraction(sum(n * each for n, each in short.items()), minimum * persons)
    severity = Fraction(sum(n * each**2 for n, each in short.items()), minimum**2 * persons)
    # Sum of the differences of all pairs of persons, over persons times the income of all (834,330).
    assert rows(assessed, "familymap.poverty") == [
        {
            "head_count": round(Fraction(10_000 * 10, 14)),
            "poverty_gap": round(10_000 * gap),
            "poverty_severity": round(10_000 * severity),
            "gini": round(Fraction(10_000 * 5_221_030, 14 * 834_330)),
            "at_risk_of_poverty": 0,  # the median is 30,000, and nobody has less than 18,000
        }
    ]


def test_the_rural_workforce_is_counted(assessed: Assessment) -> None:
    # Rural: the members of A, B and C. Of working age: Arman, Aigul, Sholpan and Sanzhar, who is 16.
    # Without a steady income: Aigul and Sholpan; Sanzhar studies. Uninsured: Hamit. Neither working nor
    # studying, 15 to 34: Aigul, Sholpan and Gaukhar; not Zhan, who is dead.
    assert [tuple(row.values()) for row in rows(assessed, "familymap.workforce")] == [(11, 4, 2, 1, 3)]
    by_district = {
        row.pop("district"): tuple(row.values()) for row in workforce(assessed, "district").to_dicts()
    }
    assert by_district == {
        CITY_DISTRICT: (0, 0, 0, 0, 1),
        DISTRICT: (6, 2, 1, 1, 1),
        OTHER_DISTRICT: (5, 2, 1, 0, 1),
    }


def test_before_the_levels_existed_all_else_is_still_counted(hand_made: Snapshot, tmp_path: Path) -> None:
    # On 1 January 2022 the line was 70 % of 36,018, and the quarter before has no income in the registers.
    # A: 4 members and Gaukhar; B: 2; C: 4, for Symbat was not born, but a register of 2026 still says so of
    # her membership only from 2025; D: Darkhan; F: Farida and Bolat, who was alive.
    early = assess(hand_made, tmp_path, on=date(2022, 1, 1))
    assert "level" not in early.families.collect_schema()
    [overview] = rows(early, "familymap.overview")
    assert overview == {
        "families": 5,
        "persons": 4 + 2 + 4 + 1 + 2,
        "families_below_subsistence": 5,
        "families_below_poverty_line": 5,
        "targeted_assistance_families": 5,
        "targeted_assistance_amount": 25_213 * 13,  # 36,018 x 0.7 = 25,212.6
    }
    assert rows(early, "familymap.by_level") == []
    assert rows(early, "familymap.by_district_and_level") == []
    assert QUERIES["familymap.by_level"](early).columns == ["level", "families", "persons"]
    for query in QUERIES:
        QUERIES[query](early)


def test_a_region_without_families_has_tables_all_the_same(tmp_path: Path) -> None:
    extract = hand_extract()
    for table in ("memberships", "dwellings", "holdings"):
        extract[table] = extract[table][:1]
    extract["memberships"][0]["valid_to"] = "2020-12-31"
    deserted = assess(hand_snapshot(tmp_path, extract), tmp_path / "map", on=date(2026, 4, 1))
    [overview] = rows(deserted, "familymap.overview")
    assert set(overview.values()) == {0}
    assert rows(deserted, "familymap.by_district") == []
    assert [row["families"] for row in rows(deserted, "familymap.by_level")] == [0] * 5
    [poverty] = rows(deserted, "familymap.poverty")
    assert set(poverty.values()) == {None}
