from datetime import date

import pytest
import yaml

from esep.errors import LawError
from esep.kazakhstan import all_measures, law, measure_provisions, measures
from esep.kazakhstan.measures import read_measures

APRIL = date(2026, 4, 1)
WAGE = [{"month": date(2026, 2, 1), "kind": "wage", "amount": 3_000_000}]
JOB = [{"status": "employee", "pension_contributions": True}]
SETTLED = {"birth_date": date(1990, 1, 1), "incomes": WAGE, "work": JOB, "education": "none"}
CHILD = {"role": "child", "birth_date": date(2015, 1, 1), "education": "school"}
HOME = [{"kind": "house", "area": 9000, "owned": True, "utility_costs": 12_000}]
LOST = {"insured_income": 200_000, "contribution_months": 14, "job_lost_on": date(2026, 3, 1)}
PLOT = [{"kind": "household_plot", "quantity": 10, "value": 100_000}]


@pytest.fixture(scope="module")
def catalogue():
    return law().including(*measure_provisions(measures(APRIL), law()))


def fitting(answers, catalogue, persons, **rest):
    """The ids of the measures that fit the family or one of its persons."""
    names = [measure.fits for measure in measures(APRIL)]
    found = answers(names, APRIL, persons, of=catalogue, **{"dwellings": HOME, **rest})
    return {
        measure.id
        for measure in measures(APRIL)
        if (any(found[measure.fits]) if measure.for_whom == "person" else found[measure.fits])
    }


def test_there_are_at_least_eighteen_measures_and_each_has_its_place():
    assert len(all_measures()) >= 18
    assert len({measure.order for measure in all_measures()}) == len(all_measures())
    assert [measure.order for measure in all_measures()] == sorted(
        measure.order for measure in all_measures()
    )


def test_a_settled_family_is_offered_nothing(answers, catalogue):
    persons = [{"role": "head", **SETTLED}, {"role": "spouse", "sex": "male", **SETTLED}, CHILD]
    assert fitting(answers, catalogue, persons) == set()


def test_a_family_without_members_is_offered_nothing(answers, catalogue):
    assert fitting(answers, catalogue, [], dwellings=[]) == set()


def test_a_poor_family_with_a_small_child_has_its_rights(answers, catalogue):
    persons = [
        {"role": "head", "birth_date": date(1995, 1, 1), "work": [{"status": "carer"}]},
        {"role": "child", "birth_date": date(2025, 6, 1)},
        {"role": "child", "birth_date": date(2022, 1, 1), "education": "preschool"},
    ]
    assert fitting(answers, catalogue, persons) == {
        "targeted_assistance",
        "child_supplement",
        "birth_allowance",
        "child_care_allowance",
        "housing_aid",
        "bastau_business",
    }


def test_what_is_drawn_is_not_offered_again(answers, catalogue):
    kinds = ["targeted_assistance", "birth", "child_care", "housing_aid"]
    benefits = [{"kind": kind, "amount": 1} for kind in kinds]
    persons = [
        {"role": "head", "birth_date": date(1995, 1, 1), "work": [{"status": "carer"}], "benefits": benefits},
        {"role": "child", "birth_date": date(2025, 6, 1)},
    ]
    # The draw of assistance opens the grant for new business ideas.
    assert fitting(answers, catalogue, persons) == {"bastau_business", "new_business_grant"}


def test_a_large_family_with_an_award_has_both_allowances(answers, catalogue):
    persons = [{"role": "head", **SETTLED, "mother_award": "kumis_alka"}, *[CHILD] * 4]
    assert fitting(answers, catalogue, persons) == {"large_family_allowance", "mother_award_allowance"}


def test_an_unemployed_villager_is_offered_work_training_and_a_household_project(answers, catalogue):
    persons = [
        {"role": "head", **SETTLED},
        {
            "role": "spouse",
            "sex": "male",
            "birth_date": date(1980, 1, 1),
            "work": [{"status": "unemployed"}],
            **LOST,
        },
    ]
    found = fitting(answers, catalogue, persons, family={"rural": True}, holdings=PLOT)
    assert found == {
        "job_loss_payment",
        "vacancy",
        "subsidised_job",
        "vocational_course",
        "bastau_business",
        "auyl_amanaty",
        "household_plot_project",
        "livestock_project",
    }


def test_an_overdue_loan_bars_the_microcredit_and_animals_the_livestock_project(answers, catalogue):
    cattle = [*PLOT, {"kind": "cattle", "quantity": 2, "value": 800_000}]
    persons = [{"role": "head", **SETTLED, "work": [], "overdue_loan": True}]
    found = fitting(answers, catalogue, persons, family={"rural": True}, holdings=cattle)
    assert not found & {"auyl_amanaty", "livestock_project"}
    assert "household_plot_project" in found


def test_youth_and_late_career_have_measures_of_their_own(answers, catalogue):
    young = {"role": "head", **SETTLED, "work": [], "birth_date": date(2004, 1, 1)}
    late = {"role": "spouse", **SETTLED, "work": [], "birth_date": date(1972, 1, 1)}
    assert "youth_practice" in fitting(answers, catalogue, [young])
    assert "silver_age" not in fitting(answers, catalogue, [young])
    assert "silver_age" in fitting(answers, catalogue, [late])
    assert "youth_practice" not in fitting(answers, catalogue, [late])


def test_what_everybody_is_due_is_found_person_by_person(answers, catalogue):
    persons = [
        {"role": "head", **SETTLED, "identity_document": False, "medical_attachment": False},
        {**CHILD, "education": "none", "health_insurance": False},
        {"role": "child", "birth_date": date(2022, 1, 1)},
    ]
    assert fitting(answers, catalogue, persons) == {
        "identity_document",
        "medical_attachment",
        "health_insurance",
        "school_place",
        "kindergarten_place",
    }


def test_disability_gives_its_allowance_before_pension_age_only(answers, catalogue):
    ill = {"role": "head", **SETTLED, "disability": "group_2"}
    assert fitting(answers, catalogue, [ill]) == {"disability_allowance"}
    assert fitting(answers, catalogue, [{**ill, "birth_date": date(1955, 1, 1)}]) == set()


def test_a_single_parent_without_a_dwelling_joins_the_queue(answers, catalogue):
    persons = [{"role": "head", **SETTLED}, CHILD]
    assert fitting(answers, catalogue, persons, dwellings=[]) == {"housing_queue"}


def test_a_right_fits_only_where_its_amount_is_positive(answers, catalogue):
    rights = [measure for measure in measures(APRIL) if measure.amount]
    persons = [{"role": "head", "birth_date": date(1990, 1, 1)}, {**CHILD, "birth_date": date(2025, 9, 1)}]
    names = [name for measure in rights for name in (measure.fits, measure.amount)]
    found = answers(names, APRIL, persons, of=catalogue)
    for measure in rights:
        if measure.for_whom == "family" and found[measure.fits]:
            assert found[measure.amount] > 0, measure.id


def test_who_comes_first_is_asked_of_the_law(answers, catalogue):
    poor, settled = {"role": "head", "birth_date": date(1990, 1, 1)}, {"role": "head", **SETTLED}
    assert answers(["first_vacancy"], APRIL, [poor], of=catalogue) == {"first_vacancy": [True]}
    assert answers(["first_vacancy"], APRIL, [settled], of=catalogue) == {"first_vacancy": [False]}


def test_costs_are_whole_tenge_of_the_index_of_the_year():
    by_id = {measure.id: measure for measure in all_measures()}
    assert by_id["new_business_grant"].cost.tenge(3692) == 1_476_800  # printed for 2024, ntime.kz
    assert by_id["new_business_grant"].cost.tenge(3063) == 1_225_200  # printed for 2022, on7news.kz
    assert by_id["identity_document"].cost.tenge(4325) == 865  # printed for 2026, ar.inform.kz
    assert by_id["youth_practice"].cost.tenge(3932) == 12 * 117_960  # printed for 2025, kymis.info
    assert by_id["bastau_business"].cost.tenge(4325) is None


def test_measures_are_offered_from_their_first_day():
    def ids(day):
        return {measure.id for measure in measures(day)}

    assert "disability_allowance" not in ids(date(2018, 6, 30))
    assert "disability_allowance" in ids(date(2018, 7, 1))
    assert "auyl_amanaty" not in ids(date(2023, 12, 19))
    assert "auyl_amanaty" in ids(date(2023, 12, 20))


@pytest.mark.parametrize(
    "day", [date(2018, 6, 1), date(2020, 1, 1), date(2023, 6, 30), date(2024, 6, 1), APRIL]
)
def test_the_conditions_of_a_day_can_be_planned_on_that_day(day):
    offered = measures(day)
    with_conditions = law().including(*measure_provisions(offered, law()))
    plan = with_conditions.plan([measure.fits for measure in offered], on=day)
    assert len(plan.names) == len(offered) > 0


def test_names_are_in_three_different_languages():
    for measure in all_measures():
        assert len({measure.name.kk, measure.name.ru, measure.name.en}) == 3, measure.id
        for name in (measure.provider, *measure.needs):
            assert name.en not in (name.kk, name.ru), measure.id


GOOD = {
    "id": "trial",
    "name": {"kk": "а", "ru": "б", "en": "c"},
    "group": "work",
    "for": "person",
    "condition": "unemployed",
    "needs": [{"kk": "а", "ru": "б", "en": "c"}],
    "cost": {"per": "person", "payment": "once"},
    "provider": {"kk": "а", "ru": "б", "en": "c"},
    "order": 1,
    "from": date(2024, 1, 1),
    "act": "settings",
    "article": "not found",
    "source": "not found",
    "confidence": "not found",
}


def read(folder, *entries):
    (folder / "trial.yaml").write_text(yaml.safe_dump(list(entries), allow_unicode=True), encoding="utf-8")
    return read_measures(folder, law())


def test_a_sound_measure_is_read(tmp_path):
    assert [measure.id for measure in read(tmp_path, GOOD)] == ["trial"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": {"kk": "а", "ru": "б"}}, "en"),
        ({"name": {"kk": " ", "ru": "б", "en": "c"}}, "translation"),
        ({"needs": []}, "needs"),
        ({"cost": {"per": "person", "payment": "monthly"}}, "months"),
        ({"cost": {"per": "person", "payment": "once", "value": -1}}, "greater than or equal"),
        ({"to": date(2023, 1, 1)}, "ends before"),
        ({"condition": "unemployed and"}, "cannot be read"),
        ({"condition": "no_such_provision"}, "no_such_provision"),
        ({"condition": "age_in_years"}, "bool"),
        ({"condition": "family_size > 1"}, "family_size"),
        ({"condition": "__import__('os')"}, "__import__"),
        ({"condition": "disability == 'group_9'"}, "group_9"),
        ({"right": "targeted_assistance"}, "targeted_assistance"),
        ({"colour": "red"}, "colour"),
        ({"act": "no such act"}, "acts.yaml"),
    ],
)
def test_a_wrong_measure_is_refused_with_its_name_and_reason(tmp_path, change, said):
    with pytest.raises(LawError) as refusal:
        read(tmp_path, {**GOOD, **change})
    assert "trial" in str(refusal.value)
    assert said in str(refusal.value)


def test_a_measure_that_stands_twice_is_refused(tmp_path):
    with pytest.raises(LawError, match="twice"):
        read(tmp_path, GOOD, GOOD)
