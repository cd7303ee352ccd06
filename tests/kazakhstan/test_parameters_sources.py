"""The figures of the law against the collected tables beside the checkout, typed in independently."""

import csv
import json
from datetime import date
from fractions import Fraction

import pytest

from esep.kazakhstan import ACTS, law
from esep.law.parameters import Band


def value_on(name, day):
    return law().parameters[name].on(day).value


@pytest.mark.shared
def test_mci_and_minimum_of_every_year_agree_with_the_collected_table(shared):
    with (shared / "data" / "indicators_by_year.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if int(row["year"]) <= 2026]
    assert len(rows) == 14
    for row in rows:
        day = date.fromisoformat(row["valid_from"])
        assert value_on("mci", day) == int(row["mci_mrp"])
        assert value_on("subsistence_minimum", day) == int(row["subsistence_min_pm"])


@pytest.mark.shared
def test_ratios_of_regions_agree_with_the_published_months(shared):
    with (shared / "data" / "regions_20.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["subsistence_min_2025_08"]]
    ratios = value_on("regional_ratio", date(2026, 4, 1))
    assert len(rows) == 13
    for row in rows:
        both = int(row["subsistence_min_2025_08"]) + int(row["subsistence_min_2025_09"])
        exact = Fraction(both, 62_180 + 61_979) * 10_000
        assert abs(ratios[row["kato"]] - exact) <= Fraction(1, 2)


def points_of(options):
    return {option["id"]: option["points"] for option in options}


@pytest.fixture(scope="module")
def indicators(shared):
    order = json.loads((shared / "data" / "dfm_scoring_order267.json").read_text(encoding="utf-8"))
    return {
        entry["id"]: points_of(entry["options"])
        for sphere in order["spheres"]
        for entry in sphere["indicators"]
    }


DAY = date(2026, 4, 1)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("parameter", "indicator", "skipped"),
    [
        ("income_points", "income", 1),  # nothing earned is a case of its own
        ("car_points", "cars", 0),
        ("commercial_vehicle_points", "commercial_transport", 0),
        ("machinery_points", "agri_tech", 0),
        ("employed_points", "employed", 0),
        ("children_points", "children", 0),
        ("several_dwellings_points", "housing", 3),  # none, crowded and enough stand in housing_points
        ("plot_points", "lph", 0),
    ],
)
def test_points_by_band_agree_with_the_transcribed_order(indicators, parameter, indicator, skipped):
    bands = value_on(parameter, DAY)
    assert all(isinstance(band, Band) for band in bands)
    assert [band.value for band in bands] == list(indicators[indicator].values())[skipped:]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("parameter", "indicator", "option"),
    [
        ("loan_points", "credit", "yes"),
        ("no_able_bodied_points", "able_bodied", "no_able"),
        ("child_disability_points", "child_disability", "yes"),
        ("unattached_points", "med_attach", "some"),
        ("uninsured_points", "osms", "no"),
        ("chronic_points", "chronic", "yes"),
        ("dispensary_points", "dispensary", "yes"),
        ("preschool_points", "preschool", "not_attached"),
        ("school_points", "secondary", "not_attached"),
        ("commercial_property_points", "commercial_re", "yes"),
        ("land_points", "land", "yes"),
    ],
)
def test_single_points_agree_with_the_transcribed_order(indicators, parameter, indicator, option):
    assert value_on(parameter, DAY) == indicators[indicator][option]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("parameter", "indicator", "options"),
    [
        ("overdue_points", "overdue", {"some": "one", "all": "all"}),
        ("business_points", "business", {"sole_trader": "ip", "founder": "founder", "both": "both"}),
        ("adult_disability_points", "disability_adult", {"group_1_2": "g12", "group_3": "g3"}),
        ("housing_points", "housing", {"none": "none", "crowded": "lt18", "enough": "ge18"}),
        (
            "settlement_points",
            "settlement",
            {
                "capital": "capital",
                "regional_city": "obl",
                "district_city": "district",
                "rural_district": "rural_okrug",
                "village": "rural",
                "unregistered": "unreg",
            },
        ),
    ],
)
def test_tables_of_points_agree_with_the_transcribed_order(indicators, parameter, indicator, options):
    expected = {ours: indicators[indicator][theirs] for ours, theirs in options.items()}
    assert value_on(parameter, DAY) == expected


@pytest.mark.shared
def test_levels_agree_with_the_transcribed_order(shared):
    order = json.loads((shared / "data" / "dfm_scoring_order267.json").read_text(encoding="utf-8"))
    expected = {entry["level"]: entry["min"] for entry in order["levels"] if entry["min"] is not None}
    assert value_on("level_least", DAY) == expected


def test_every_dated_value_says_when_it_was_checked_and_of_which_act():
    for name, parameter in law().parameters.items():
        for value in parameter.values:
            assert value.checked_on == date(2026, 11, 22), name
            assert value.act in ACTS, name
            assert value.source, name


def test_a_value_without_source_is_never_called_confirmed():
    for name, parameter in law().parameters.items():
        for value in parameter.values:
            assert not (value.source == "not found" and value.confidence in ("confirmed", "secondary")), name


def test_every_parameter_is_used_by_a_provision():
    assert [name for name in law().parameters if not law().depends_on(name)] == []


def test_titles_are_in_three_different_languages():
    for provision in law().provisions:
        assert len({provision.title.kk, provision.title.ru, provision.title.en}) == 3, provision.name
