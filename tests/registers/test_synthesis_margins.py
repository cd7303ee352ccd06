"""A made-up region shows every margin asked of it, counted here from its files by other means."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from esep.places import places
from esep.registers.synthesis import RegionSpec, SynthesisReport, synthesize, zhambyl

DAY = date(2026, 4, 1)
PERSONS = 22_483  # a fiftieth of the region

# A fiftieth of what the region's government published in 2019, rounded to whole persons and families.
PUBLISHED = {
    "persons": 22_483,
    "rural_persons": 13_580,
    "rural_households": 2_767,
    "rural_working_age": 7_900,
    "rural_without_steady_income": 3_020,
    "assistance_families": 640,
    "assistance_persons": 3_247,
}


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, SynthesisReport]:
    folder = tmp_path_factory.mktemp("synthesis") / "registers"
    return folder, synthesize(zhambyl().scaled(PERSONS), folder, seed=11)


@pytest.fixture(scope="module")
def persons(region: tuple[Path, SynthesisReport]) -> list[dict[str, object]]:
    """Living persons with their age and family on the day, put together row by row."""
    folder, _ = region
    place_of = {place.code: place for place in places()}
    family_of = {
        row["iin"]: row["family_number"]
        for row in pl.read_parquet(folder / "memberships.parquet").iter_rows(named=True)
        if row["valid_from"] <= DAY and (row["valid_to"] is None or row["valid_to"] >= DAY)
    }
    contributing = {
        row["iin"]
        for row in pl.read_parquet(folder / "work.parquet").iter_rows(named=True)
        if row["pension_contributions"] and row["valid_from"] <= DAY and row["valid_to"] is None
    }
    assisted = {
        row["iin"]
        for row in pl.read_parquet(folder / "benefits.parquet").iter_rows(named=True)
        if row["kind"] == "targeted_assistance" and row["valid_from"] <= DAY <= row["valid_to"]
    }
    result = []
    for row in pl.read_parquet(folder / "persons.parquet").iter_rows(named=True):
        if row["death_date"] is None:
            born = row["birth_date"]
            age = DAY.year - born.year - ((DAY.month, DAY.day) < (born.month, born.day))
            result.append(
                {
                    **row,
                    "age": age,
                    "rural": place_of[row["place"]].rural,
                    "family": family_of.get(row["iin"]),
                    "contributing": row["iin"] in contributing,
                    "assisted": row["iin"] in assisted,
                }
            )
    return result


def test_the_published_margins_are_met_exactly(persons: list[dict[str, object]]) -> None:
    rural = [person for person in persons if person["rural"]]
    working = [p for p in rural if 16 <= p["age"] <= (62 if p["sex"] == "male" else 60)]  # type: ignore[operator]
    without = [p for p in working if not p["full_time_student"] and not p["contributing"]]
    assisted = {person["family"] for person in persons if person["assisted"]}
    counted = {
        "persons": len(persons),
        "rural_persons": len(rural),
        "rural_households": len({person["family"] for person in rural} - {None}),
        "rural_working_age": len(working),
        "rural_without_steady_income": len(without),
        "assistance_families": len(assisted),
        "assistance_persons": sum(person["family"] in assisted for person in persons),
    }
    assert counted == PUBLISHED


def test_the_rural_families_live_in_376_settlements_and_the_others_in_five_city_places(
    region: tuple[Path, SynthesisReport],
) -> None:
    places_of = pl.read_parquet(region[0] / "families.parquet")["place"].unique()
    rural = [code for code in places_of if places().get(code).rural]
    assert len(rural) == 376
    assert set(places_of) - set(rural) == {"311011100", "311013100", "316020100", "316220100", "316621100"}
    assert all(places().get(code).level == "settlement" for code in rural)


def test_the_report_says_what_was_counted(
    region: tuple[Path, SynthesisReport], persons: list[dict[str, object]]
) -> None:
    report = region[1]
    assert {name: report.margin(name).got for name in PUBLISHED} == PUBLISHED  # type: ignore[arg-type]
    assert report.margin("rural_settlements").got == 376
    large: dict[object, int] = {}
    for person in persons:
        large[person["family"]] = large.get(person["family"], 0) + (person["age"] < 18)  # type: ignore[operator]
    large.pop(None)
    assert report.margin("large_families").got == sum(children >= 4 for children in large.values())
    assert report.largest_difference < 0.005
    assert all(result.source for result in report.margins)


def test_money_income_per_head_is_the_published_one_within_half_a_per_cent(
    region: tuple[Path, SynthesisReport], persons: list[dict[str, object]]
) -> None:
    folder, report = region
    earned = pl.read_parquet(folder / "incomes.parquet")["amount"].sum() / 3
    drawn = sum(
        row["amount"] / (3 if row["kind"] == "birth" else 1)
        for row in pl.read_parquet(folder / "benefits.parquet").iter_rows(named=True)
        if row["kind"] == "birth"
        or (row["valid_from"] <= DAY and (row["valid_to"] is None or row["valid_to"] >= DAY))
    )
    mean = (earned + drawn) / len(persons)
    assert mean == pytest.approx(89_799, rel=0.005)
    assert report.margin("money_income_per_head").got == pytest.approx(mean, abs=1)


def test_the_people_are_as_young_and_as_many_men_as_published(persons: list[dict[str, object]]) -> None:
    mean_age = sum(person["age"] for person in persons) / len(persons)  # type: ignore[misc]
    men = sum(person["sex"] == "male" for person in persons) / len(persons)
    assert mean_age == pytest.approx(29.5, abs=0.5)
    assert men == pytest.approx(0.495, abs=0.005)


def test_nine_tenths_of_the_families_on_assistance_have_less_than_the_line(
    region: tuple[Path, SynthesisReport], persons: list[dict[str, object]]
) -> None:
    folder, line = region[0], 38_500
    income = dict(
        pl.read_parquet(folder / "incomes.parquet")
        .filter(pl.col("kind") != "scholarship")
        .group_by("iin")
        .agg(pl.col("amount").sum() / 3)
        .iter_rows()
    )
    sums: dict[object, list[float]] = {}
    for person in persons:
        family = sums.setdefault(person["family"], [0.0, 0, 0])
        family[0] += income.get(person["iin"], 0.0)
        family[1] += 1
        family[2] += bool(person["assisted"])
    sums.pop(None)
    helped = [total / size for total, size, assisted in sums.values() if assisted]
    others = [total / size for total, size, assisted in sums.values() if not assisted]
    assert sum(head < line for head in helped) > 0.9 * len(helped)
    under = sum(head < line for head in others)
    assert 0.01 * len(others) < under < 0.04 * len(others), "some draw nothing although they could"


def test_a_scaled_region_keeps_every_proportion() -> None:
    spec: RegionSpec = zhambyl().scaled(PERSONS)
    assert {name: spec.margins[name].value for name in PUBLISHED} == PUBLISHED  # type: ignore[index]
    assert zhambyl().margins["rural_persons"].value / zhambyl().margins["persons"].value == pytest.approx(
        0.604
    )
