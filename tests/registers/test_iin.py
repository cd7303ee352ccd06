"""The control digit and what an individual number holds, against sums by hand and plain Python."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from esep.registers import iin

NUMBER = pl.col("number")


def evaluated(expression: pl.Expr, *numbers: int) -> list[object]:
    return (
        pl.DataFrame({"number": numbers}, schema={"number": pl.Int64})
        .select(expression)
        .to_series()
        .to_list()
    )


@pytest.mark.parametrize(
    ("first_eleven", "digit"),
    [
        # 9*1 + 0 + 0 + 1*4 + 0 + 1*6 + 3*7 + 0 + 0 + 1*10 + 2*11 = 72 = 6*11 + 6
        (90010130012, 6),
        # 8+10+0+20+15+6+28+0+0+0+11 = 98 = 8*11 + 10, so again: 24+20+0+30+21+8+36+0+0+0+2 = 141 = 12*11 + 9
        (85053140001, 9),
        # 9+0+0+4+0+6+21+0+0+80+0 = 120 = 10*11 + 10, again: 27+0+0+6+0+8+27+0+0+8+0 = 76 = 6*11 + 10
        (90010130080, None),
    ],
)
def test_the_control_digit_is_that_of_the_sum_worked_by_hand(first_eleven: int, digit: int | None) -> None:
    assert evaluated(iin.control_digit(NUMBER), first_eleven) == [digit]


def digit_in_plain_python(first_eleven: str) -> int | None:
    digits = [int(character) for character in first_eleven]
    for weights in ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]):
        remainder = sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11
        if remainder != 10:
            return remainder
    return None


@given(st.lists(st.integers(0, 10**11 - 1), min_size=1, max_size=50))
def test_whole_columns_agree_with_plain_python(numbers: list[int]) -> None:
    expected = [digit_in_plain_python(f"{number:011d}") for number in numbers]
    assert evaluated(iin.control_digit(NUMBER), *numbers) == expected


@given(st.integers(0, 10**11 - 1))
def test_at_most_one_of_the_ten_last_digits_is_valid(first_eleven: int) -> None:
    valid = evaluated(iin.has_valid_control_digit(NUMBER), *(first_eleven * 10 + last for last in range(10)))
    assert sum(map(bool, valid)) == (digit_in_plain_python(f"{first_eleven:011d}") is not None)


def test_about_one_in_ten_random_numbers_passes_so_the_digit_is_weak_evidence() -> None:
    # 1 number in 121 has no digit at all; the others pass with one last digit of ten: 120/1210 = 9.92 %.
    numbers = [(number * 7919_7919_73) % 10**12 for number in range(1, 20_001)]
    share = sum(map(bool, evaluated(iin.has_valid_control_digit(NUMBER), *numbers))) / len(numbers)
    assert 0.09 < share < 0.108


@given(
    st.dates(date(1801, 1, 1), date(2099, 12, 31)).filter(lambda day: day.year % 100 or day.year == 2000),
    st.sampled_from(["male", "female"]),
    st.integers(0, 9999),
)
def test_birth_date_and_sex_are_read_back(birth_date: date, sex: str, serial: int) -> None:
    category = {18: 1, 19: 3, 20: 5}[birth_date.year // 100] + (sex == "female")
    number = int(f"{birth_date:%y%m%d}{category}{serial:04d}0")
    assert evaluated(iin.embedded_birth_date(NUMBER), number) == [birth_date]
    assert evaluated(iin.embedded_sex(NUMBER), number) == [sex]


def test_a_number_of_no_category_says_neither_and_an_impossible_day_is_none() -> None:
    no_category, no_such_day, leap_day = 900101000120, 230229500120, 240229500120
    assert evaluated(iin.has_category(NUMBER), no_category, leap_day) == [False, True]
    assert evaluated(iin.embedded_sex(NUMBER), no_category) == [None]
    dates = evaluated(iin.embedded_birth_date(NUMBER), no_category, no_such_day, leap_day)
    assert dates == [None, None, date(2024, 2, 28) + timedelta(days=1)]
