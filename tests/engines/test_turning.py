"""The nearest number and day at which an answer turns, against trying every one."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from esep.engines.memory.spans import UNSURE, Span, calculated, compared, contrary, joined
from esep.engines.memory.turning import Turn, first_day, grants, last_day, nearest_number

BOUND = 60
YEAR = [date(2026, 1, 1) + timedelta(days=each) for each in range(365)]


def exactly(granting):
    """An enclosure that knows every value of its span."""

    def answer(values):
        inside = range(values.least, values.most + 1) if type(values) is Span else [values]
        return joined([each in granting for each in inside], "bool")

    return answer


def coarsely(granting):
    """An enclosure that is unsure of every span: as wide as one can be and still be right."""
    return lambda values: UNSURE if type(values) is Span else values in granting


@given(st.frozensets(st.integers(0, BOUND)), st.integers(0, BOUND), st.sampled_from([exactly, coarsely]))
def test_the_nearest_of_all_numbers_is_found(granting, now, enclosure):
    assume(now not in granting)
    found = nearest_number(enclosure(granting), now, 0, BOUND)
    expected = min(granting, key=lambda each: (abs(each - now), each), default=None)
    if expected is None:
        assert found == "none"
        return
    beyond = range(expected + 1) if expected < now else range(expected, BOUND + 1)
    assert found == Turn(expected, onwards=all(each in granting for each in beyond))


def test_the_bound_is_as_far_as_int64_goes_and_the_search_stays_short():
    asked = []

    def below_the_line(income):
        asked.append(income)
        return compared("<", income, 346_364)

    assert nearest_number(below_the_line, 767_603, 0, 3 * 10**17) == Turn(346_363, onwards=True)
    assert len(asked) < 150


def test_a_law_that_is_not_monotone_is_searched_all_the_same():
    # (income - 1,000) squared is at most 9: from 997 to 1,003, and from above that is 1,003.
    def near_a_thousand(income):
        away = calculated("-", income, 1_000)
        return compared("<=", calculated("*", away, away), 9)

    assert nearest_number(near_a_thousand, 50_000, 0, 10**9) == Turn(1_003, onwards=False)
    assert nearest_number(near_a_thousand, 0, 0, 10**9) == Turn(997, onwards=False)


def test_an_endless_search_is_given_up_and_says_so():
    assert nearest_number(coarsely(()), 0, 0, 10**12) == "undecided"


@pytest.mark.parametrize(
    ("answer", "granted"),
    [
        (False, False),
        (0, False),
        ("none", False),
        (True, True),
        (1, True),
        ("conditional", True),
        (UNSURE, UNSURE),
        (Span(0, 5), UNSURE),
        (Span(1, 5), True),
        (frozenset(("none", "conditional")), UNSURE),
        (frozenset(("unconditional", "conditional")), True),
    ],
)
def test_a_refusal_is_no_nothing_or_none(answer, granted):
    assert grants(answer) is granted
    assert contrary(contrary(grants(answer))) is granted


@given(st.frozensets(st.sampled_from(YEAR)), st.sampled_from([exactly, coarsely]))
def test_the_first_and_the_last_of_all_days_are_found(granting, enclosure):
    def answer(days):
        if type(days) is not Span:
            return days in granting
        if enclosure is coarsely:
            return UNSURE
        span = (days.most - days.least).days + 1
        return joined([days.least + timedelta(each) in granting for each in range(span)], "bool")

    assert first_day(answer, YEAR[0], YEAR[-1]) == min(granting, default=None)
    assert last_day(answer, YEAR[0], YEAR[-1]) == max(granting, default=None)
