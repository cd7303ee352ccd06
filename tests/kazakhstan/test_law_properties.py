from datetime import date

import hypothesis.strategies as st
import pytest
from hypothesis import given

DAYS = st.sampled_from(
    [
        date(2018, 2, 1),
        date(2019, 3, 31),
        date(2019, 4, 1),
        date(2020, 1, 1),
        date(2023, 7, 1),
        date(2026, 4, 1),
    ]
)
REGIONS = st.sampled_from(["310000000", "710000000", "230000000", "000000000"])
AMOUNTS = st.integers(0, 400_000)


def quarter_before(on):
    first = date(on.year, on.month - (on.month - 1) % 3, 1)
    return date(first.year - (first.month == 1), (first.month - 4) % 12 + 1, 1)


@st.composite
def members(draw):
    born = st.dates(date(1940, 1, 1), date(2017, 12, 31))
    head = {"role": "head", "birth_date": draw(st.dates(date(1950, 1, 1), date(1995, 12, 31)))}
    others = [
        {"role": draw(st.sampled_from(["spouse", "child", "parent", "other"])), "birth_date": draw(born)}
        for _ in range(draw(st.integers(0, 6)))
    ]
    return [head, *others]


def earning(persons, on, amounts):
    month = quarter_before(on)
    paid = [{"month": month, "kind": "wage", "amount": amount} for amount in amounts]
    return [{**person, "incomes": [income]} for person, income in zip(persons, paid, strict=False)] + persons[
        len(paid) :
    ]


@given(persons=members(), on=DAYS, region=REGIONS, amount=AMOUNTS, more=st.integers(0, 100_000))
def test_more_income_never_raises_assistance(answers, persons, on, region, amount, more):
    family = {"region": region}
    names = ["targeted_assistance", "assistance_with_supplement"]
    less = answers(names, on, earning(persons, on, [amount]), family=family)
    richer = answers(names, on, earning(persons, on, [amount + more]), family=family)
    assert all(richer[name] <= less[name] for name in names)


@given(persons=members(), on=DAYS, amounts=st.lists(AMOUNTS, max_size=4), data=st.data())
def test_the_order_of_members_changes_nothing(answers, persons, on, amounts, data):
    names = [
        "family_kind",
        "family_income",
        "income_per_head",
        "assistance_with_supplement",
        "assistance_kind",
    ]
    earners = earning(persons, on, amounts)
    shuffled = data.draw(st.permutations(earners))
    assert answers(names, on, earners) == answers(names, on, shuffled)


@given(persons=members(), on=DAYS, region=REGIONS, age=st.integers(0, 17), amount=AMOUNTS)
def test_another_minor_child_never_lowers_the_family_line_nor_assistance(
    answers, persons, on, region, age, amount
):
    child = {"role": "child", "birth_date": date(on.year - age, 1, 1)}
    names = ["family_line", "targeted_assistance"]
    earners = earning(persons, on, [amount])
    before = answers(names, on, earners, family={"region": region})
    after = answers(names, on, [*earners, child], family={"region": region})
    assert after["family_line"] > before["family_line"]
    assert after["targeted_assistance"] >= before["targeted_assistance"]


@given(persons=members(), amount=AMOUNTS, region=REGIONS)
def test_assistance_lifts_a_family_exactly_to_its_line(answers, persons, amount, region):
    on = date(2026, 4, 1)
    names = ["family_line", "family_income", "targeted_assistance", "below_poverty_line"]
    found = answers(names, on, earning(persons, on, [amount]), family={"region": region})
    after = found["family_income"] + 3 * found["targeted_assistance"]
    if found["below_poverty_line"]:
        assert abs(after - 3 * found["family_line"]) <= 1
    else:
        assert found["targeted_assistance"] == 0
        assert found["family_income"] >= 3 * found["family_line"]


@given(persons=members(), amount=AMOUNTS)
def test_income_per_head_is_below_the_line_exactly_when_the_family_is(answers, persons, amount):
    on = date(2026, 4, 1)
    names = ["income_per_head", "poverty_line", "below_poverty_line"]
    found = answers(names, on, earning(persons, on, [amount]), family={"region": "310000000"})
    assert found["below_poverty_line"] == (found["income_per_head"] < found["poverty_line"])


@given(persons=members(), amount=st.integers(0, 3_000_000), more=st.integers(0, 3_000_000))
def test_more_income_never_lowers_the_wellbeing_score(answers, persons, amount, more):
    on = date(2026, 4, 1)
    less = answers(["wellbeing_score"], on, earning(persons, on, [amount]))
    richer = answers(["wellbeing_score"], on, earning(persons, on, [amount + more]))
    assert richer["wellbeing_score"] >= less["wellbeing_score"]


@pytest.mark.parametrize(
    ("median", "line"),
    [
        (0, 38_485),  # unknown: 70 % of 54,979 = 38,485.3
        (109_957, 38_485),  # 35 % = 38,484.95, to the nearest tenge the same
        (109_960, 38_486),  # 35 % = 38,486: the median carries the line
        (200_000, 70_000),
    ],
)
def test_a_known_median_carries_the_line_when_its_share_is_larger(answers, median, line):
    from esep.kazakhstan import law

    changed = law().changed({"median_income": {"310000000": median}})
    found = answers(
        ["poverty_line"], date(2026, 4, 1), [{"role": "head"}], of=changed, family={"region": "310000000"}
    )
    assert found["poverty_line"] == line


@pytest.mark.parametrize("year", range(2018, 2027))
def test_the_core_of_the_law_is_in_force_from_2018_to_2026(answers, year):
    names = ["poverty_line", "assistance_with_supplement", "assistance_kind", "rural_without_steady_income"]
    for month in (1, 4, 7, 10, 12):
        found = answers(names, date(year, month, 28), [{"role": "head"}], family={"region": "310000000"})
        assert found["poverty_line"] > 14_000
