"""Alkire and Foster's measures against printed examples, persons on the cut-off, and an independent count."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from esep.familymap.multidimensional import Measured, measure, measure_groups, ten_thousandths

# Alkire and Foster (2011), section 5: income, schooling, health and insurance of four persons.
ACHIEVEMENTS = np.array([[13.1, 14, 4, 1], [15.2, 7, 5, 0], [12.5, 10, 1, 0], [20, 11, 3, 1]])
CUTOFFS = np.array([13, 12, 3, 1])

# The introduction to the R package mpitbR: five persons, four indicators of equal weight, k = 1/2.
FIVE = [[1, 0, 1, 0], [0, 1, 0, 0], [0, 1, 1, 1], [1, 0, 0, 0], [1, 0, 1, 0]]
NORTH_AND_SOUTH = ["North", "North", "South", "South", "South"]


def test_the_example_of_alkire_and_foster() -> None:
    found = measure(ACHIEVEMENTS < CUTOFFS, [1, 1, 1, 1], 2)
    assert (found.persons, found.poor) == (4, 2)
    assert found.head_count == Fraction(1, 2)
    assert found.intensity == Fraction(3, 4)
    assert found.adjusted_head_count == Fraction(3, 8)


def test_the_example_of_the_r_package() -> None:
    found = measure(FIVE, [1, 1, 1, 1], 2)
    assert found.head_count == Fraction(60, 100)
    assert ten_thousandths(found.intensity) == 5_833
    assert found.adjusted_head_count == Fraction(350, 1000)
    # Printed head-counts of the indicators: 60, 40, 60, 20 %; of the poor in the matrix itself 2, 1, 3, 1.
    assert found.deprived == (3, 2, 3, 1)
    assert found.poor_and_deprived == (2, 1, 3, 1)
    shares = [found.contribution(place) for place in range(4)]
    assert shares == [Fraction(2, 7), Fraction(1, 7), Fraction(3, 7), Fraction(1, 7)]
    # Printed 28.58, 14.29, 42.85 and 14.29 %, which is right to a hundredth of a per cent.
    for share, printed in zip(shares, (2_858, 1_429, 4_285, 1_429), strict=True):
        assert abs(ten_thousandths(share) - printed) <= 1


def test_the_regions_of_the_r_package() -> None:
    regions = measure_groups(NORTH_AND_SOUTH, FIVE, [1, 1, 1, 1], 2)
    assert regions["North"].adjusted_head_count == Fraction(250, 1000)
    assert regions["South"].adjusted_head_count == Fraction(5, 12)  # printed 0.416, cut off
    assert regions["North"] + regions["South"] == measure(FIVE, [1, 1, 1, 1], 2)


@pytest.mark.parametrize("lacking", range(11))
@pytest.mark.parametrize("tenths", range(1, 11))
def test_with_ten_equal_weights_who_stands_on_the_cut_off_is_poor(lacking: int, tenths: int) -> None:
    # In binary fractions 0.1 added eight, nine or ten times misses 0.8, 0.9 and 1.0.
    row = [1] * lacking + [0] * (10 - lacking)
    assert measure([row], [1] * 10, tenths).poor == (lacking >= tenths)


@pytest.mark.parametrize(
    ("row", "poor"),
    [
        ([1, 1, 0, 0, 0, 0, 0, 0, 0, 0], True),  # 3 + 3 of 18: exactly a third
        ([1, 0, 0, 0, 1, 1, 1, 0, 0, 0], True),  # 3 + 1 + 1 + 1
        ([0, 0, 0, 0, 1, 1, 1, 1, 1, 1], True),  # six of the six indicators that weigh 1
        ([1, 0, 0, 0, 1, 1, 0, 0, 0, 0], False),  # 5
        ([0, 0, 0, 0, 1, 1, 1, 1, 1, 0], False),
    ],
)
def test_with_the_weights_of_the_global_index_a_third_is_a_third(row: list[int], poor: bool) -> None:
    assert measure([row], [3, 3, 3, 3, 1, 1, 1, 1, 1, 1], 6).poor == poor


def test_a_family_counts_as_many_times_as_it_has_members() -> None:
    found = measure([[1, 1], [0, 1], [0, 0]], [2, 1], 2, [4, 5, 1])
    assert found == Measured((2, 1), 2, 10, 4, (4, 9), (4, 4))
    assert found.head_count == Fraction(4, 10)
    assert found.intensity == 1
    assert found.contribution(0) == Fraction(2, 3)


def test_a_measure_of_nobody_or_of_no_poor_is_none_and_not_zero() -> None:
    nobody = measure([], [1, 1], 1)
    assert (nobody.head_count, nobody.intensity, nobody.adjusted_head_count) == (None, None, None)
    well = measure([[0, 0]], [1, 1], 1)
    assert (well.head_count, well.intensity, well.adjusted_head_count) == (0, None, 0)
    assert well.contribution(0) is None
    assert ten_thousandths(None) is None


@pytest.mark.parametrize(
    ("share", "rounded"),
    [(Fraction(1, 3), 3_333), (Fraction(2, 3), 6_667), (Fraction(1, 20_000), 1), (Fraction(1, 20_001), 0)],
)
def test_a_share_is_rounded_to_the_nearest_a_half_upwards(share: Fraction, rounded: int) -> None:
    assert ten_thousandths(share) == rounded


@pytest.mark.parametrize(
    ("rows", "weights", "cutoff", "persons", "said"),
    [
        ([[1, float("nan")]], [1, 1], 1, None, "neither 0 nor 1"),
        ([[1, 2]], [1, 1], 1, None, "neither 0 nor 1"),
        ([[1, 0]], [1, 1, 1], 1, None, "a column for each of 3 weights"),
        ([[1, 0]], [0.5, 0.5], 1, None, "weights are whole numbers"),
        ([[1, 0]], [1, -1], 1, None, "weights are whole numbers"),
        ([[1, 0]], [1, 1], 0.5, None, "cut-off is a whole number"),
        ([[1, 0]], [1, 1], 0, None, "cut-off is a whole number"),
        ([[1, 0]], [1, 1], 1, [1, 1], "1 rows of deprivations, but 2 numbers"),
        ([[1, 0]], [1, 1], 1, [-1], "persons are whole numbers"),
    ],
)
def test_what_cannot_be_measured_exactly_is_refused(
    rows: list[list[float]], weights: list[int], cutoff: int, persons: list[int] | None, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        measure(rows, weights, cutoff, persons)


def test_populations_measured_otherwise_do_not_add_up() -> None:
    with pytest.raises(ValueError, match="do not add up"):
        measure([[1]], [1], 1) + measure([[1]], [2], 1)
    with pytest.raises(ValueError, match="but 2 names"):
        measure_groups(["a", "b"], [[1]], [1], 1)


POPULATIONS = st.integers(1, 5).flatmap(
    lambda columns: st.tuples(
        st.lists(
            st.tuples(
                st.lists(st.integers(0, 1), min_size=columns, max_size=columns),
                st.integers(0, 9),
                st.sampled_from("abc"),
            ),
            min_size=1,
            max_size=12,
        ),
        st.lists(st.integers(1, 20), min_size=columns, max_size=columns),
        st.integers(1, 60),
    )
)


@given(POPULATIONS)
def test_every_measure_is_that_of_plain_counting(
    drawn: tuple[list[tuple[list[int], int, str]], list[int], int],
) -> None:
    rows, weights, cutoff = drawn
    people = [row for row, persons, _group in rows for _each in range(persons)]  # one row for each person
    scores = [Fraction(sum(w for w, lacks in zip(weights, row, strict=True) if lacks)) for row in people]
    censored = [score if score >= cutoff else Fraction(0) for score in scores]
    poor = sum(score >= cutoff for score in scores)
    found = measure([row for row, _p, _g in rows], weights, cutoff, [persons for _r, persons, _g in rows])
    assert (found.persons, found.poor) == (len(people), poor)
    if people:
        assert found.head_count == Fraction(poor, len(people))
        assert found.adjusted_head_count == sum(censored) / (len(people) * sum(weights))
    if poor:
        assert found.intensity == sum(censored) / (poor * sum(weights))
        assert found.head_count * found.intensity == found.adjusted_head_count
        assert sum(found.contribution(place) for place in range(len(weights))) == 1
        assert found.contribution(*range(len(weights))) == 1


@given(POPULATIONS)
def test_groups_add_up_to_the_whole_in_any_order(
    drawn: tuple[list[tuple[list[int], int, str]], list[int], int],
) -> None:
    rows, weights, cutoff = drawn
    matrix, persons = [row for row, _p, _g in rows], [behind for _r, behind, _g in rows]
    groups = measure_groups([group for _r, _p, group in rows], matrix, weights, cutoff, persons)
    first, *others = groups.values()
    assert sum(others, start=first) == measure(matrix, weights, cutoff, persons)
    backwards = measure(matrix[::-1], weights, cutoff, persons[::-1])
    assert backwards == measure(matrix, weights, cutoff, persons)
