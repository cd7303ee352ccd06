"""Questions about the law of Kazakhstan; what is expected was read in its YAML files."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esep.errors import LawError
from esep.kazakhstan import law
from esep.law import content_text, differences, history, rests_on

DAYS = st.dates(date(2014, 6, 1), date(2032, 1, 1))
NEW_YEAR = (date(2025, 12, 31), date(2026, 1, 1))


def change(name, earlier, later):
    return next(found for found in differences(law(), earlier, later) if found.name == name)


def test_the_index_of_2026_is_another_with_its_act_and_source():
    mci = change("mci", *NEW_YEAR)
    (entry,) = mci.entries
    assert (mci.kind, entry.entry, entry.old, entry.new) == ("parameter", "", 3932, 4325)
    assert entry.shown("en") == ("3,932 KZT/MCI", "4,325 KZT/MCI")
    assert entry.shown("kk") == ("3\u00a0932 теңге/АЕК", "4\u00a0325 теңге/АЕК")
    assert (mci.old.first_day, mci.new.first_day) == (date(2025, 1, 1), date(2026, 1, 1))
    assert (mci.new.act, mci.new.article, mci.new.confidence) == ("budget", "not found", "confirmed")
    assert "child_supplement" in mci.affects
    assert "assistance_with_supplement" in mci.affects


def test_a_table_changes_entry_by_entry():
    announced = change("announced_regional_minimum", date(2022, 9, 30), date(2023, 4, 1))
    assert [(entry.entry, entry.old, entry.new) for entry in announced.entries] == [
        ("710000000", 53310, None),
        ("790000000", None, 45583),
    ]
    assert announced.entries[0].shown("en") == ("53,310 KZT/month/person", "–")


def test_a_value_that_begins_has_no_old_one():
    points = change("loan_points", date(2023, 6, 28), date(2023, 6, 29))
    assert points.old is None
    assert [(entry.old, entry.new) for entry in points.entries] == [(None, 50)]
    assert points.entries[0].shown("en") == ("–", "50 point")
    assert (points.new.act, points.new.confidence) == ("267", "secondary")


def test_a_provision_changes_by_version_with_its_act():
    allowance = change("mother_award_allowance", date(2023, 6, 30), date(2023, 7, 1))
    assert allowance.kind == "provision"
    assert [version.first_day for version in allowance.versions] == [date(2020, 1, 1), date(2023, 7, 1)]
    assert (allowance.old.act, allowance.new.act) == ("63-III", "224-VII")
    assert (allowance.old.last_day, allowance.new.last_day) == (date(2023, 6, 30), None)


def test_nothing_changes_within_a_quarter():
    assert differences(law(), date(2025, 2, 1), date(2025, 3, 31)) == ()


@given(DAYS, DAYS)
def test_differences_are_what_changed_and_the_way_back_is_the_contrary(one, other):
    there, back = differences(law(), one, other), differences(law(), other, one)
    assert {found.name for found in there} == set(law().changed_between(one, other))
    assert {(c.name, c.old, c.new) for c in there} == {(c.name, c.new, c.old) for c in back}
    assert all(c.entries or c.kind == "provision" for c in there)


def test_what_assistance_rests_on():
    ground = rests_on(law(), "targeted_assistance", date(2026, 4, 1))
    assert ground.provisions == ("quarter_shortfall",)
    assert ground.parameters == ()
    assert {"family_line", "poverty_line", "family_income", "family_size"} <= set(ground.all_provisions)
    assert {"poverty_share", "counted_income_kinds"} <= set(ground.all_parameters)
    assert "mci" not in ground.all_parameters
    assert {"income.amount", "family.region"} <= set(ground.columns)


def test_a_version_of_the_past_rests_on_what_it_used():
    assert rests_on(law(), "targeted_assistance", date(2019, 5, 1)).provisions == (
        "below_poverty_line",
        "dependent_children",
        "family_size",
        "poverty_line",
        "quarter_shortfall",
    )
    with pytest.raises(LawError):
        rests_on(law(), "level", date(2020, 1, 1))


def test_who_uses_a_provision():
    assert law().used_by("targeted_assistance") == ("assistance_with_supplement",)
    assert set(law().used_by("quarter_shortfall")) == {"below_poverty_line", "targeted_assistance"}
    assert "assistance_with_supplement" in law().depends_on("quarter_shortfall")


def test_to_rest_on_and_to_be_used_are_two_sides_of_one_thing():
    grounds = {name: rests_on(law(), name) for name in law().names}
    for parameter in law().parameters:
        users = {name for name, ground in grounds.items() if parameter in ground.all_parameters}
        assert users == set(law().depends_on(parameter, "parameter"))
    for called in law().names:
        users = {name for name, ground in grounds.items() if called in ground.all_provisions}
        assert users == set(law().depends_on(called, "provision"))


def test_a_name_of_two_things_is_asked_by_kind():
    assert law().used_by("housing_points", "parameter") == ("housing_points",)
    assert law().used_by("housing_points", "provision") == ("wellbeing_score",)
    assert law().used_by("housing_points") == ("housing_points", "wellbeing_score")
    with pytest.raises(LawError):
        law().used_by("mci", "provision")


def test_the_history_of_a_value():
    told = history(law(), "youth_age_to", "en")
    assert [text for _standing, text in told] == ["28 year", "34 year"]
    assert [standing.confidence for standing, _text in told] == ["derived", "confirmed"]


@pytest.mark.parametrize(
    ("name", "language", "text"),
    [
        ("poverty_share", "en", "70 %"),
        ("young_child_supplement", "ru", "1,5 МРП/мес./чел."),
        ("award_multiples", "en", "kumis_alka: 6.4 MCI/month; altyn_alka: 7.4 MCI/month"),
        ("car_points", "en", "below 1 vehicle: -50 point; 1 vehicle to below 2 vehicle: 0 point; "
         "2 vehicle to below 3 vehicle: 50 point; 3 vehicle and more: 100 point"),
    ],
)  # fmt: skip
def test_a_value_in_one_line(name, language, text):
    parameter = law().parameters[name]
    assert content_text(parameter, parameter.values[-1].value, language).replace("−", "-") == text
