"""What would turn a refusal: cases worked by hand, and every change tried one by one."""

from datetime import date, timedelta
from functools import cache

import pytest
from hand_region import ON, family, person
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from esep.engines import memory
from esep.engines.memory import Newcomers
from esep.familymap import RIGHTS, refusals_of_family
from esep.familymap.nearest import HELD, MONTHS_AHEAD, OtherIncome, nearest_changes
from esep.kazakhstan import law
from esep.law import FAMILY, PERSON, Entity
from esep.law.moments import shifted

LINE = 38_485
"""The poverty line of Zhambyl on 1 April 2026, worked out in hand_region."""
LAW = law()
ZHAMBYL = "310000000"
EVERYBODY = tuple(name for name in RIGHTS if LAW.versions(name)[0].entity == FAMILY)
PLAN = LAW.plan([*EVERYBODY, "below_poverty_line", *HELD], on=ON)


def row(entity, **cells):
    columns = entity.declared.columns
    silent = {name: c.missing or c.default for name, c in columns.items() if name != "role"}
    return silent | cells


def household(income, *births, first="head"):
    """A family of Zhambyl: one adult of 1990 with the income, and children born on the days given."""
    persons = [row(PERSON, person=1, birth_date=date(1990, 1, 1))]
    persons += [row(PERSON, person=2 + n, birth_date=born) for n, born in enumerate(births)]
    since = {"family": 9, "valid_from": date(2000, 1, 1), "valid_to": None}
    roles = [first, *("child" for _ in births)]
    return {
        "families": [row(FAMILY, family=9, region=ZHAMBYL, place="311010000", district="311000000")],
        "persons": persons,
        "memberships": [
            {**since, "person": each["person"], "role": role}
            for each, role in zip(persons, roles, strict=True)
        ],
        "incomes": [row(Entity("income"), person=1, month=date(2026, 2, 1), kind="wage", amount=income)],
        "benefits": [],
        "work": [],
    }


def refusal(tables, name, plan=PLAN):
    found = nearest_changes(LAW, plan, tables, 9, names=[name])
    return found[0] if found else None


@cache
def plan_of_day(name, day):
    return LAW.plan([name], on=day)


def granted(tables, name, on=ON):
    return not memory.is_refused(memory.run(plan_of_day(name, on), tables)[FAMILY][0][name])


def test_exactly_on_the_line_one_tenge_less_is_below_it():
    tables = household(LINE * 3)
    change = refusal(tables, "below_poverty_line").change("income")
    assert change.found == OtherIncome(LINE * 3, LINE * 3 - 1, onwards=True)


def test_one_tenge_above_the_line_two_less_are_below_it():
    change = refusal(household(LINE * 3 + 1), "below_poverty_line").change("income")
    assert change.found.difference == -2


def test_one_tenge_below_the_line_nothing_refuses():
    assert refusal(household(LINE * 3 - 1), "below_poverty_line") is None


def test_a_payment_begins_where_its_third_rounds_to_a_tenge():
    # A shortfall of 1 tenge in a quarter is a third of a tenge a month: nothing. Of 2 it is 0.67: one tenge.
    change = refusal(household(LINE * 3), "targeted_assistance").change("income")
    assert change.found == OtherIncome(LINE * 3, LINE * 3 - 2, onwards=True)


def test_a_family_of_three_children_becomes_large_with_one_more():
    young = date(2020, 1, 1)
    found = refusal(household(0, young, young, young), "large_family_allowance")
    assert found.change("children").found == (Newcomers(1, "child", 0, 18 * 12 - 1),)
    assert found.change("adults").found is None
    assert found.change("income") is None  # the allowance does not ask for income
    assert found.change("later").found is None


def test_a_supplement_wants_a_child_of_one_to_six():
    found = refusal(household(0), "child_supplement")
    assert found.change("children").found == (Newcomers(1, "child", 12, 7 * 12 - 1),)


def test_a_child_who_turned_eighteen_ends_the_large_family():
    # The eldest turned 18 on 10 March 2026, so that three children are left since that day.
    eldest, young = date(2008, 3, 10), date(2020, 1, 1)
    found = refusal(household(0, eldest, young, young, young), "large_family_allowance")
    assert found.change("earlier").found == date(2026, 3, 9)
    assert found.change("later").found is None


def test_a_baby_grows_into_the_supplement_on_its_first_birthday():
    found = refusal(household(0, date(2025, 10, 10)), "child_supplement")
    assert found.change("later").found == date(2026, 10, 10)


def test_income_too_high_for_all_members_asks_for_enough_of_them():
    # 300,000 a quarter is 100,000 a month: below 38,485 a head from three members on (115,455).
    found = refusal(household(300_000), "targeted_assistance")
    assert found.change("children").found == (Newcomers(2, "child", 0, 215),)
    assert [(kind.count, kind.youngest) for kind in found.change("adults").found] == [(2, 216)]


def test_without_the_one_who_earns_the_rest_would_be_below_the_line():
    found = refusal(household(900_000, date(2015, 1, 1)), "targeted_assistance")
    assert found.change("fewer").found == ((1,),)


def test_a_member_who_comes_back_is_seen_ahead():
    """The one who earns leaves on 1 September: from that day the child alone is below the line."""
    tables = household(900_000, date(2015, 1, 1))
    tables["memberships"][0]["valid_to"] = date(2026, 8, 31)
    assert refusal(tables, "targeted_assistance").change("later").found == date(2026, 9, 1)


def test_receipts_stay_as_they_are_while_the_date_moves():
    """Rows of the next quarter are not there; that would be no income, and a right for everybody."""
    assert refusal(household(900_000), "targeted_assistance").change("later").found is None


def test_a_benefit_that_ends_lowers_the_income_of_a_later_quarter():
    # 130,000 a quarter of benefit in its three months, until 20 May: counted on 1 April and 1 May still, so
    # that July counts two months and October none. The line of a quarter is 115,455.
    tables = household(0)
    tables["benefits"] = [
        row(
            Entity("benefit"),
            person=1,
            kind="survivor",
            amount=60_000,
            valid_from=date(2025, 1, 1),
            valid_to=date(2026, 5, 20),
        )
    ]
    assert granted(tables, "targeted_assistance") is False
    expected = next(
        day
        for day in (ON + timedelta(days=n) for n in range(1, 730))
        if granted(tables, "targeted_assistance", day)
    )
    assert refusal(tables, "targeted_assistance").change("later").found == expected


incomes = st.integers(0, 400_000) | st.integers(LINE * 3 - 3, LINE * 3 + 3)
births = st.lists(st.dates(date(2007, 1, 1), date(2026, 3, 31)), max_size=4)
tried = settings(
    max_examples=12,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
    deadline=None,
)


@tried
@given(income=incomes, births=births, name=st.sampled_from(EVERYBODY))
def test_income_turns_exactly_where_it_is_said_to(income, births, name):
    found = refusal(household(income, *births), name)
    change = found and found.change("income")
    if not change:
        return
    if change.found is None:
        assert not any(granted(household(other, *births), name) for other in range(0, income, 997))
        return
    at, step = change.found.wanted, 1 if change.found.difference < 0 else -1
    assert granted(household(at, *births), name)
    assert not granted(household(at + step, *births), name)
    between = range(at + step, income, step * max(1, abs(change.found.difference) // 20))
    assert not any(granted(household(other, *births), name) for other in between)


@settings(tried, max_examples=6)
@given(income=incomes, births=births, name=st.sampled_from(EVERYBODY))
def test_the_first_day_is_the_first_of_all_days(income, births, name):
    """Each day in turn, the receipts brought into the quarter that it counts."""
    tables = household(income, *births)
    found = refusal(tables, name)
    if found is None:
        return

    def on(day):
        quarter = shifted(day.replace(day=1), -((day.month - 1) % 3) - 2)
        moved = [{**each, "month": quarter} for each in tables["incomes"]]
        return granted({**tables, "incomes": moved}, name, day)

    change = found.change("later").found
    last = shifted(ON, MONTHS_AHEAD)
    days = [ON + timedelta(days=n) for n in range(1, (last - ON).days + 1)]
    asked = days[::3] if len(births) < 2 else [d for d in days if d.day in (1, *(b.day for b in births))]
    asked = sorted({*asked, *([change] if change else [])})
    assert next((day for day in asked if on(day)), None) == change
    before = found.change("earlier").found
    assert before is None or (on(before) and not on(before + timedelta(days=1)))


@pytest.mark.parametrize("number", ["A", "B", "C", "D", "E", "F"])
def test_what_is_said_of_the_hand_region_holds(hand_made, number):
    for refused in refusals_of_family(hand_made, family(f"{number}-1"), on=ON):
        assert refused.provision in RIGHTS
        assert all(change.decided for change in refused.changes)
        assert refused.entity == "family" or refused.can_turn


def test_the_trader_by_hand(hand_made):
    # 2 x 38,485 x 3 = 230,910; Darkhan has 1,200,000. Without him, Gaukhar alone has nothing.
    found = {r.provision: r for r in refusals_of_family(hand_made, family("D-1"), on=ON)}
    assistance = found["targeted_assistance"]
    assert assistance.change("income").found == OtherIncome(1_200_000, 230_908, onwards=True)
    assert assistance.change("fewer").found == ((person("Darkhan"),),)
    # 1,200,000 / 3 = 400,000 a month; 10 members stand at 384,850, the 11th at 423,335.
    assert assistance.change("children").found[0].count == 9


def test_a_named_provision_is_examined_even_when_nothing_can_turn_it(hand_made):
    (found,) = (
        r
        for r in refusals_of_family(hand_made, family("D-1"), on=ON, provisions=["mother_award_allowance"])
        if r.id == person("Darkhan")
    )
    assert not found.can_turn
