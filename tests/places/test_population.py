"""Published population: values as the sources print them, and the territory that they are for."""

from datetime import date
from importlib.resources import files

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from esep.places import places, population_of


def value(code, day, group="all"):
    found = population_of(places().get(code) if code else None, date.fromisoformat(day), group)
    return (found.value, found.date.isoformat()) if found else None


def test_the_nearest_published_value_is_given_with_its_day_and_source():
    assert value("310000000", "2026-03-01") == (1_215_373, "2026-01-01")
    assert value("310000000", "2019-03-01") == (1_125_440, "2019-01-01")
    assert value("310000000", "2022-05-20", "rural") == (690_400, "2022-05-01")
    assert value(None, "2026-07-01") == (20_495_975, "2026-01-01")
    found = population_of(places().get("750000000"), date(2026, 1, 1))
    assert found.source.startswith("https://www.inform.kz/")


def test_a_divided_region_is_counted_on_the_territory_of_the_day():
    # Karaganda had 1,375,938 people with what became Ulytau, 1,134,966 without it.
    assert value("350000000", "2022-06-07") == (1_375_938, "2021-01-01")
    assert value("350000000", "2022-06-08") == (1_134_966, "2022-01-01")
    assert value("190000000", "2020-01-01") == (2_055_724, "2020-01-01")
    assert value("610000000", "2018-05-01") == (2_840_871, "2016-01-01")


def test_districts_have_no_published_value_yet():
    assert value("315400000", "2026-01-01") is None


def test_regions_add_up_to_the_country_in_the_yearly_series():
    for year in range(2019, 2022):
        regions = [population_of(place, date(year, 1, 1)) for place in places().regions]
        same_day = [found.value for found in regions if found and found.date == date(year, 1, 1)]
        assert sum(same_day) == population_of(None, date(year, 1, 1)).value


def test_the_rural_figure_of_zhambyl_agrees_with_its_published_share():
    # An official text of 2019 gives 679 thousand people as 60.4 per cent of the region: 1,124,172, within
    # the rounding of both (678.5 / 0.6045 to 679.5 / 0.6035 thousand).
    people = population_of(places().get("310000000"), date(2019, 1, 1)).value
    assert 678_500 / 0.6045 <= people <= 679_500 / 0.6035


@pytest.fixture(scope="module")
def written():
    return yaml.safe_load((files("esep.places") / "population.yaml").read_text("utf-8"))["values"]


@given(st.dates(date(2015, 1, 1), date(2027, 1, 1)), st.sampled_from(range(20)))
def test_no_published_day_of_the_same_territory_is_nearer(written, day, number):
    region = places().regions[number]
    divided = {
        "190000000": "2022-06-08",
        "350000000": "2022-06-08",
        "630000000": "2022-06-08",
        "610000000": "2018-06-19",
    }
    former = day.isoformat() < divided.get(region.code, "")
    days = [entry["date"] for entry in written[region.code] if ("extent" in entry) == former]
    found = population_of(region, day)
    assert (found is None) == (not days)
    assert found is None or abs(found.date - day) == min(abs(other - day) for other in days)
