"""Poverty measures against published answers, hand calculation and properties."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from esep.familymap import statistics


@pytest.fixture(scope="module")
def austria(shared: Path) -> pl.DataFrame:
    return pl.read_csv(shared / "data" / "eusilc.csv", null_values="NA", infer_schema_length=None)


def test_austria_has_the_published_threshold_and_rates(austria: pl.DataFrame) -> None:
    income, weight = austria["eqIncome"].to_numpy(), austria["rb050"].to_numpy()
    line = statistics.risk_threshold(income, weight)
    assert len(austria) == 14_827
    assert round(float(weight.sum())) == 8_182_222
    assert round(line, 2) == 10_859.24
    assert round(100 * statistics.rate_below(income, weight, line), 5) == 14.44422
    for share, rate in ((40, 4.766885), (50, 7.988134), (70, 21.856379)):
        lower = statistics.risk_threshold(income, weight, Fraction(share, 100))
        assert round(100 * statistics.rate_below(income, weight, lower), 6) == rate


@pytest.mark.parametrize(
    ("column", "value", "rate", "digits"),
    [
        ("rb090", "male", 12.02660, 5),
        ("rb090", "female", 16.73351, 5),
        ("db040", "Vienna", 17.2347, 4),
        ("db040", "Burgenland", 19.5398, 4),
    ],
)
def test_austrian_groups_have_the_published_rates(
    austria: pl.DataFrame, column: str, value: str, rate: float, digits: int
) -> None:
    line = statistics.risk_threshold(austria["eqIncome"].to_numpy(), austria["rb050"].to_numpy())
    group = austria.filter(pl.col(column) == value)
    assert (
        round(
            100 * statistics.rate_below(group["eqIncome"].to_numpy(), group["rb050"].to_numpy(), line), digits
        )
        == rate
    )


def test_austrian_inequality_is_the_published_one(austria: pl.DataFrame) -> None:
    income, weight = austria["eqIncome"].to_numpy(), austria["rb050"].to_numpy()
    line = statistics.risk_threshold(income, weight)
    assert round(100 * statistics.gini(income, weight), 5) == 26.48962
    assert round(100 * statistics.relative_gap(income, weight, line), 5) == 18.92860
    assert round(statistics.quintile_ratio(income, weight), 6) == 3.970004


def test_head_count_gap_and_severity_worked_by_hand() -> None:
    # Line 100. Incomes 50 (2 persons), 100 (1), 200 (1): two of four are poor, each short by a half.
    values, weights = [50, 100, 200], [2, 1, 1]
    assert statistics.poverty(values, weights, 100, 0) == 0.5
    assert statistics.poverty(values, weights, 100, 1) == 0.25
    assert statistics.poverty(values, weights, 100, 2) == 0.125
    assert statistics.rate_below(values, weights, 100) == 0.5


def test_each_person_may_have_a_line_of_their_own() -> None:
    assert statistics.rate_below([50, 50], [1, 3], [40, 60]) == 0.75


def test_median_on_an_exact_half_is_the_mean_of_two_neighbours() -> None:
    assert statistics.weighted_median([10, 20], [1, 1]) == 15
    assert statistics.weighted_median([10, 20, 40], [1, 1, 2]) == 30
    assert statistics.weighted_median([10, 20, 40], [1, 1, 3]) == 40


def test_gini_of_two_persons_one_of_whom_has_all_is_a_half() -> None:
    assert statistics.gini([0, 100], [1, 1]) == pytest.approx(0.5)
    assert statistics.gini([70, 70, 70], [1, 5, 2]) == pytest.approx(0)


def test_nobody_has_no_statistics() -> None:
    assert np.isnan(statistics.weighted_median([], []))
    assert np.isnan(statistics.gini([], []))
    assert np.isnan(statistics.poverty([], [], 100, 0))


def test_a_negative_weight_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        statistics.weighted_median([1, 2], [1, -1])


people = st.lists(st.tuples(st.integers(0, 10**9), st.integers(1, 9)), min_size=1, max_size=40)


@given(people)
def test_a_weight_of_n_is_the_same_as_n_persons(rows: list[tuple[int, int]]) -> None:
    values, weights = [v for v, _ in rows], [w for _, w in rows]
    each = [v for v, w in rows for _ in range(w)]
    ones = [1] * len(each)
    assert statistics.weighted_median(values, weights) == statistics.weighted_median(each, ones)
    assert statistics.poverty(values, weights, 5 * 10**8, 2) == pytest.approx(
        statistics.poverty(each, ones, 5 * 10**8, 2)
    )
    if sum(values):
        assert statistics.gini(values, weights) == pytest.approx(statistics.gini(each, ones), abs=1e-9)


@given(people)
def test_severity_never_exceeds_the_gap_nor_the_gap_the_head_count(rows: list[tuple[int, int]]) -> None:
    values, weights = [v for v, _ in rows], [w for _, w in rows]
    head, gap, severity = (statistics.poverty(values, weights, 10**8, degree) for degree in (0, 1, 2))
    assert 0 <= severity <= gap + 1e-12
    assert gap <= head + 1e-12
    assert head <= 1
