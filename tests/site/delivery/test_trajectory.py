"""The way to a target and its forecast: by hand, and what must hold of any year."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esep_site.delivery.charts import trajectory_of_years
from esep_site.delivery.trajectory import closing, forecast, value_at

D = datetime.date


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (D(2021, 12, 31), 0),
        (D(2022, 1, 1), 1),
        (D(2022, 7, 1), 182),
        (D(2022, 12, 31), 365),
        (D(2023, 1, 1), 365),
        (D(2020, 1, 1), 0),
    ],
)
def test_a_straight_way_goes_one_by_one(day: datetime.date, value: int) -> None:
    assert value_at(day, 2022, 2022, 365) == value


def test_a_way_over_points_goes_from_one_to_the_next() -> None:
    points = [["2022-06-30", 100]]
    assert value_at(D(2022, 6, 30), 2022, 2022, 1000, points) == 100
    assert value_at(D(2022, 3, 31), 2022, 2022, 1000, points) == 49, "90 of 181 days, rounded down"
    assert value_at(D(2022, 9, 30), 2022, 2022, 1000, points) == 550, "92 of 184 days"
    assert value_at(D(2026, 12, 31), 2022, 2026, 122_000) == 122_000


@given(st.dates(D(2021, 1, 1), D(2028, 1, 1)), st.dates(D(2021, 1, 1), D(2028, 1, 1)), st.integers(0, 10**6))
def test_a_way_never_goes_back_and_stays_within_its_ends(
    one: datetime.date, other: datetime.date, value: int
) -> None:
    early, late = sorted((one, other))
    assert 0 <= value_at(early, 2022, 2026, value) <= value_at(late, 2022, 2026, value) <= value


def test_several_years_are_drawn_side_by_side() -> None:
    """Half of the second year is over: 630 wide from 70, 252 high from 266 for 80 jobs."""
    drawn = trajectory_of_years((2022, 2023), {2022: 40, 2023: 80}, {2022: 20, 2023: 40}, 0.5)
    assert drawn.target == "70.0,266.0 385.0,140.0 700.0,14.0"
    assert drawn.fact == "70.0,266.0 385.0,203.0 542.5,140.0"
    assert [(each.x, each.value) for each in drawn.steps] == [("227.5", 2022), ("542.5", 2023)]
    assert trajectory_of_years((2022,), {2022: 0}, {}, 0.0).fact == "70.0,266.0"


def test_a_forecast_by_plan_believes_as_much_as_was_kept() -> None:
    created, planned = {1: 50, 2: 30}, {1: 100, 2: 60, 3: 80, 12: 20}
    found = forecast(created, planned, 2)
    assert (found.created, found.by_pace, found.by_plan) == (80, 480, 80 + 50)
    assert (found.low, found.likely, found.high) == (130, 130, 480)
    assert forecast({1: 300}, planned, 2).by_plan == 400, "more than planned promises no more than the plan"
    assert forecast({}, planned, 0).likely == 260
    assert forecast({1: 10}, {}, 1).likely == 120


MONTHS = st.dictionaries(st.integers(1, 12), st.integers(0, 10_000))


@given(MONTHS, MONTHS, st.integers(0, 12))
def test_no_forecast_is_below_what_was_created_nor_above_all_plans(
    created: dict[int, int], planned: dict[int, int], done: int
) -> None:
    found = forecast(created, planned, done)
    so_far = sum(number for month, number in created.items() if month <= done)
    ahead = sum(number for month, number in planned.items() if month > done)
    assert found.created == so_far
    assert so_far <= found.low <= found.likely <= found.high
    if found.by_plan is not None:
        assert found.by_plan <= so_far + ahead
    if done == 12:
        assert found.low == found.high == so_far


@given(
    st.integers(-5, 500),
    st.lists(st.tuples(st.integers(1, 99), st.integers(1, 200)), unique_by=lambda x: x[0]),
)
def test_the_largest_projects_close_a_gap_and_no_more_of_them_than_needed(
    gap: int, left: list[tuple[int, int]]
) -> None:
    found = closing(gap, left)
    numbers = [each.remaining for each in found]
    assert numbers == sorted((number for _key, number in left), reverse=True)[: len(found)]
    if gap > 0 and sum(number for _key, number in left) >= gap:
        assert found[-1].gap_after == 0
        assert sum(numbers[:-1]) < gap
    elif gap <= 0:
        assert found == []
