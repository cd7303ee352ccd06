"""Amounts beyond the worked cases: the collected table of 2026, offices' own settings, contracts."""

import csv
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

import hypothesis.strategies as st
import pytest
from hypothesis import given

from esep.kazakhstan import law

APRIL = date(2026, 4, 1)
BUDGET = {"MCI": 4_325, "SM": 50_851}
HEAD = {"role": "head", "birth_date": date(1985, 1, 1)}
ABLE = {"role": "head", "sex": "male", "birth_date": date(1990, 1, 1), "work": [{"status": "unemployed"}]}


def children(count, **more):
    born = [date(2010 + number, 6, 1) for number in range(count)]
    return [HEAD, *({"role": "child", "birth_date": day, **more} for day in born)]


def newborn(count):
    return [*children(count - 1), {"role": "child", "birth_date": date(2026, 2, 1)}]


FAMILIES = {
    **{f"birth_{name}": ("birth_allowance", newborn(count)) for name, count in (("1_3", 3), ("4p", 4))},
    **{f"care_{n}": ("child_care_allowance", newborn(int(n[0]))) for n in ("1", "2", "3", "4p")},
    **{f"large_{count}": ("large_family_allowance", children(count)) for count in (4, 5, 6, 7)},
    **{f"surv_{n}": ("survivor_allowance", children(n, breadwinner_lost="one")) for n in range(1, 6)},
    "surv_6p": ("survivor_allowance", children(7, breadwinner_lost="one")),
    "orphan": ("survivor_allowance", children(1, breadwinner_lost="both")),
}
PERSONS = {
    "kumis_alka": ("mother_award_allowance", {"mother_award": "kumis_alka"}),
    "altyn_alka": ("mother_award_allowance", {"mother_award": "altyn_alka"}),
    "dis_child_lt7": ("disability_allowance", {"disability": "child", "birth_date": date(2021, 1, 1)}),
    **{f"dis_adult_{n}": ("disability_allowance", {"disability": f"group_{n}"}) for n in (1, 2, 3)},
}


@pytest.mark.shared
def test_amounts_of_2026_agree_with_the_collected_table(answers, shared):
    with (shared / "data" / "social_payments_2026.csv").open(encoding="utf-8") as lines:
        formulas = {row["id"]: row["formula"].split() for row in csv.DictReader(lines)}
    assert set(FAMILIES) | set(PERSONS) <= set(formulas)
    for id, (name, who) in {**FAMILIES, **PERSONS}.items():
        multiple, unit, *_ = formulas[id]
        expected = ceil(Fraction(multiple) * BUDGET[unit])
        if id in FAMILIES:
            assert answers([name], APRIL, who)[name] == expected, id
        else:
            assert answers([name], APRIL, [who])[name] == [expected], id


def test_a_district_may_declare_that_plots_and_animals_give_no_income(answers):
    declared = law().changed({"districts_without_farm_income": {"311000000": 1}})
    kinds = {"livestock": 60_000, "household_plot": 9_000, "wage": 1_000}
    receipts = [{"month": date(2026, 2, 1), "kind": kind, "amount": kinds[kind]} for kind in kinds]
    persons = [{"district": place, "incomes": receipts} for place in ("311000000", "315000000")]
    found = answers(["receipts_of_quarter", "family_income"], APRIL, persons, of=declared)
    assert found == {"receipts_of_quarter": [1_000, 70_000], "family_income": 71_000}


@pytest.mark.parametrize(
    ("district", "region", "borne"),
    [
        ("311000000", "310000000", 500),
        ("313600000", "310000000", 700),
        ("353600000", "350000000", 1_000),
    ],
)
def test_the_share_of_a_district_goes_before_that_of_its_region_and_of_all(answers, district, region, borne):
    decided = law().changed({"housing_shares": {"311000000": 500, "310000000": 700}})
    income = [{"month": date(2026, 2, 1), "kind": "wage", "amount": 300_000}]
    home = [{"kind": "house", "area": 2000, "owned": True, "utility_costs": 20_000}]
    place = {"district": district, "region": region}
    found = answers(
        ["housing_aid"], APRIL, [{**HEAD, "incomes": income}], of=decided, family=place, dwellings=home
    )
    assert found["housing_aid"] == 20_000 - 100_000 * borne // 10_000


def test_a_share_by_length_of_contributions_can_be_entered(answers):
    graded = law().changed({"job_loss_shares": [{"below": 12, "value": 3150}, {"value": 4500}]})
    lost = {**ABLE, "insured_income": 100_000, "job_lost_on": date(2026, 3, 1)}
    persons = [{**lost, "contribution_months": months} for months in (11, 12)]
    assert answers(["job_loss_payment"], APRIL, persons, of=graded) == {"job_loss_payment": [31_500, 45_000]}


def six_months_after(day):
    """The same day six months on; where the month has none, the first of the month after it."""
    year, month = (day.year, day.month + 6) if day.month <= 6 else (day.year + 1, day.month - 6)
    for candidate in (day.day, *range(31, 0, -1)):
        try:
            found = date(year, month, candidate)
        except ValueError:
            continue
        return found if candidate == day.day else found + timedelta(days=1)
    raise AssertionError


DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))


@given(broken=DAYS, on=st.dates(date(2025, 7, 1), date(2026, 12, 31)))
def test_a_broken_contract_bars_for_six_months_and_only_conditional_assistance(answers, broken, on):
    names = ["assistance_barred", "assistance_due", "contract_missing", "assistance_with_supplement"]
    contracts = [
        {"valid_from": date(2024, 1, 1), "valid_to": None, "broken_on": broken},
        {"valid_from": date(2024, 1, 1), "valid_to": None},
    ]
    barred = broken <= on < six_months_after(broken)
    found = answers(names, on, [ABLE], social_contracts=contracts)
    assert found["assistance_barred"] is barred
    # The second contract holds, so nothing but the breach keeps the assistance back.
    assert found["assistance_due"] == (0 if barred else found["assistance_with_supplement"])
    assert found["assistance_with_supplement"] > 0
    old = {**ABLE, "birth_date": date(1950, 1, 1), "work": []}
    calm = answers(names, on, [old], social_contracts=contracts)
    assert (calm["assistance_barred"], calm["contract_missing"]) == (False, False)
    assert calm["assistance_due"] == calm["assistance_with_supplement"] > 0


@given(
    drawn=st.integers(0, 150_000),
    born=st.dates(date(1940, 1, 1), date(1990, 1, 1)),
    sex=st.sampled_from(["male", "female"]),
)
def test_a_pension_is_lifted_to_the_least_exactly_when_it_is_below(answers, drawn, born, sex):
    names = ["least_pension", "pension_shortfall", "pension_below_minimum", "pension_age_reached"]
    income = [{"month": date(2026, 3, 1), "kind": "pension", "amount": drawn}]
    found = answers(names, APRIL, [{"birth_date": born, "sex": sex, "incomes": income}])
    [least], [lack], [below], [reached] = (found[name] for name in names)
    assert lack == max(least - drawn, 0)
    assert below == (lack > 0)
    assert least in ({0, 35_596, 69_049} if reached else {0})
    # Nobody with a labour pension below the minimum slips through, and the base alone is enough for the base.
    if least:
        assert below == (drawn < 35_596 or 35_596 < drawn < 69_049)
