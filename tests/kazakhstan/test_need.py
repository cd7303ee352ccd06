"""The two measures of need beside the levels A to E: what is declared must fit, and what must always hold."""

from collections import Counter
from datetime import date

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from esep.errors import LawError
from esep.kazakhstan import law
from esep.kazakhstan.deprivation import CUTOFF, DIMENSIONS, INDICATORS, WEIGHTS
from esep.kazakhstan.scoring_pilot import COMPONENTS
from esep.law.parameters import Band
from esep.law.planning import calls_in, parameters_in

DAY = date(2026, 4, 1)
SHYMKENT = "790000000"
CRITERIA = [criterion.name for component in COMPONENTS for criterion in component.criteria]


def value_on(name, day=DAY):
    return law().parameters[name].on(day).value


def most(name):
    """The most points of a criterion, by the values of its own parameters."""
    criterion = law().in_force(name, DAY)
    bands = [value_on(used) for used in parameters_in(criterion.body) if used != "scoring_points"]
    points = [band.value for content in bands for band in content if isinstance(band, Band)]
    return max(points or [KEYED[name]])


# The best key of each criterion that is not cut into bands, typed in from the table of other points.
KEYED = {
    "scoring_kind_of_dwelling": 2,
    "scoring_commercial_property": 6,
    "scoring_land": 2,
    "scoring_commercial_vehicles": 4,
    "scoring_loans": 2,
    "scoring_overdue_loans": 3,
    "scoring_adult_disability": 3,
    "scoring_child_disability": 2,
    "scoring_chronic_illness": 2,
    "scoring_clinic": 1,
    "scoring_insurance": 1,
    "scoring_education": 1,
    "scoring_single_parent": 1,
    "scoring_employment": 4,
    "scoring_business": 3,
}


def closure(name):
    """A provision and all that it calls."""
    found, waiting = set(), [name]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting += calls_in(law().in_force(current, DAY).body)
    return found


def test_the_pilot_has_23_criteria_in_five_components_and_100_points():
    assert len(CRITERIA) == len(set(CRITERIA)) == 23
    assert [len(component.criteria) for component in COMPONENTS] == [12, 6, 2, 2, 1]
    assert sum(most(name) for name in CRITERIA) == 100


def test_the_six_categories_have_five_rising_bounds():
    least = value_on("scoring_category_least")
    assert list(least) == ["2", "3", "4", "5", "6"]
    assert sorted(set(least.values())) == list(least.values())


def test_the_pilot_and_the_levels_share_no_rule_of_theirs():
    spheres = {name for name in closure("level") if name.endswith("_points")} | {"wellbeing_score", "level"}
    assert len(spheres) == 10
    assert not closure("scoring_pilot_excluded") & spheres
    assert not closure("level") & {name for name in law().names if "scoring" in name}
    assert not closure("multidimensionally_poor") & (
        spheres | {name for name in law().names if "scoring" in name}
    )


def test_no_point_of_the_pilot_or_of_deprivation_claims_a_source():
    settings = {name for name in law().parameters if name.startswith("scoring_") and name.endswith("points")}
    for name in settings | {"scoring_category_least", WEIGHTS, CUTOFF, "dependants_per_earner"}:
        for value in law().parameters[name].values:
            assert (value.act, value.source, value.confidence) == ("settings", "not found", "not found")


def test_the_pilot_is_not_in_force_before_its_order(answers):
    with pytest.raises(LawError, match="not in force on 2025-05-20"):
        answers(["scoring_pilot_category"], date(2025, 5, 20), [{"role": "head"}])


def test_each_indicator_has_a_weight_and_the_dimensions_weigh_alike():
    weights = value_on(WEIGHTS)
    assert list(weights) == list(INDICATORS)
    assert len(set(INDICATORS)) == 15
    by_dimension = Counter()
    for dimension in DIMENSIONS:
        for indicator in dimension.indicators:
            by_dimension[dimension.id] += weights[indicator.name]
    assert set(by_dimension.values()) == {12}
    assert value_on(CUTOFF) * 3 == sum(weights.values())


PERSONS = st.lists(
    st.fixed_dictionaries(
        {
            "role": st.sampled_from(["head", "spouse", "child", "parent", "other"]),
            "birth_date": st.dates(date(1940, 1, 1), date(2026, 3, 31)),
            "disability": st.sampled_from(["none", "child", "group_1", "group_2", "group_3"]),
            "education": st.sampled_from(["none", "preschool", "school", "college", "university"]),
            "medical_attachment": st.booleans(),
            "health_insurance": st.booleans(),
            "chronic_illness": st.booleans(),
            "dispensary_record": st.booleans(),
            "absent_from_school": st.booleans(),
            "overdue_loan": st.booleans(),
            "identity_document": st.booleans(),
            "business": st.sampled_from(["none", "sole_trader", "founder", "both"]),
            "work": st.sampled_from(
                [[], [{"status": "employee", "pension_contributions": True}], [{"status": "self_employed"}]]
            ),
            "incomes": st.integers(0, 900_000).map(
                lambda amount: [{"month": date(2026, 2, 1), "kind": "wage", "amount": amount}]
            ),
        }
    ),
    max_size=6,
)
MEASURES = [
    "deprivation_score",
    "multidimensionally_poor",
    "censored_deprivation_score",
    "scoring_pilot_score",
    "scoring_pilot_category",
    "scoring_pilot_excluded",
]


@settings(max_examples=40)
@given(persons=PERSONS, cars=st.integers(0, 3), data=st.data())
def test_the_order_of_members_changes_no_measure_of_need(answers, persons, cars, data):
    family = {"region": SHYMKENT, "cars": cars}
    shuffled = data.draw(st.permutations(persons))
    assert answers(MEASURES, DAY, persons, family=family) == answers(MEASURES, DAY, shuffled, family=family)


@settings(max_examples=40)
@given(persons=PERSONS, cars=st.integers(0, 3))
def test_the_score_of_deprivation_is_the_weight_of_what_is_lacking(answers, persons, cars):
    found = answers([*INDICATORS, *MEASURES], DAY, persons, family={"region": SHYMKENT, "cars": cars})
    score = sum(weight for name, weight in value_on(WEIGHTS).items() if found[name])
    assert found["deprivation_score"] == score
    assert found["multidimensionally_poor"] == (3 * score >= 60)
    assert found["censored_deprivation_score"] == (score if 3 * score >= 60 else 0)


@settings(max_examples=40)
@given(persons=PERSONS, cars=st.integers(0, 3))
def test_the_score_of_the_pilot_is_the_sum_of_its_criteria_and_gives_its_category(answers, persons, cars):
    found = answers([*CRITERIA, *MEASURES], DAY, persons, family={"region": SHYMKENT, "cars": cars})
    points = [found[name] for name in CRITERIA]
    assert all(0 <= each <= most(name) for each, name in zip(points, CRITERIA, strict=True))
    if persons:
        assert found["scoring_pilot_score"] == sum(points)
        assert found["scoring_pilot_category"] == 1 + sum(
            sum(points) >= edge for edge in (15, 25, 40, 55, 70)
        )
    else:
        assert found["scoring_pilot_category"] == 0


@settings(max_examples=40)
@given(persons=PERSONS.filter(bool), amount=st.integers(0, 3_000_000))
def test_more_income_never_deprives(answers, persons, amount):
    richer = [
        {**persons[0], "incomes": [{"month": date(2026, 3, 1), "kind": "wage", "amount": 900_000 + amount}]}
    ]
    names = ["deprivation_score", "scoring_income"]
    less = answers(names, DAY, persons, family={"region": SHYMKENT})
    more = answers(names, DAY, richer + persons[1:], family={"region": SHYMKENT})
    assert more["deprivation_score"] <= less["deprivation_score"]
    assert more["scoring_income"] >= less["scoring_income"]
