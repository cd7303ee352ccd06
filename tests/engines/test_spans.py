"""Interval evaluation: every answer within a span lies in what the span is said to give."""

from datetime import timedelta
from itertools import product

import pytest
from generated_plans import ON, laws, planned
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from esep.engines.memory.evaluation import evaluation_of
from esep.engines.memory.population import populate
from esep.engines.memory.span_evaluation import DAY, Box, farthest, span_evaluation_of, total
from esep.engines.memory.spans import (
    UNSURE,
    Span,
    aged,
    among,
    calculated,
    clipped,
    compared,
    divided,
    ends,
    joined,
    span,
)
from esep.law import FAMILY, PERSON
from esep.law.nodes import Column, Rounding

quick = settings(
    max_examples=120,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
numbers = st.integers(-9, 9)


@st.composite
def spans(draw):
    return span(*sorted((draw(numbers), draw(numbers))))


def inside(values):
    return range(values.least, values.most + 1) if type(values) is Span else [values]


def holds(value, possible):
    """Whether a value is among the possible ones."""
    if possible is UNSURE:
        return isinstance(value, bool)
    if type(possible) is Span:
        return possible.least <= value <= possible.most
    return value in possible if isinstance(possible, frozenset) else value == possible


@given(spans(), spans(), st.sampled_from("+-*"))
def test_the_ends_of_sums_and_products_are_reached_and_never_passed(left, right, sign):
    function = {"+": int.__add__, "-": int.__sub__, "*": int.__mul__}[sign]
    found = [function(a, b) for a in inside(left) for b in inside(right)]
    assert calculated(sign, left, right) == span(min(found), max(found))


@given(spans(), spans(), st.sampled_from(Rounding), numbers)
def test_the_ends_of_quotients_are_reached_and_never_passed(above, below, rounding, zero):
    found = [rounding.quotient(a, b) if b else zero for a in inside(above) for b in inside(below)]
    assert divided(above, below, rounding, lambda: zero) == span(min(found), max(found))


@given(spans(), spans(), st.sampled_from(["==", "!=", "<", "<=", ">", ">="]))
def test_a_comparison_is_unsure_exactly_when_both_can_be(left, right, sign):
    names = {"==": "__eq__", "!=": "__ne__", "<": "__lt__", "<=": "__le__", ">": "__gt__", ">=": "__ge__"}
    found = {getattr(a, names[sign])(b) for a in inside(left) for b in inside(right)}
    assert compared(sign, left, right) is (found.pop() if len(found) == 1 else UNSURE)


@given(spans(), spans(), spans())
def test_a_number_is_kept_between_two_others(value, lower, upper):
    found = [
        min(max(a, b), c) for a in inside(value) for b in inside(lower) for c in inside(upper)
    ]  # the law takes the lower end first
    assert clipped(value, lower, upper) == span(min(found), max(found))


@given(spans(), st.frozensets(numbers, max_size=4))
def test_a_number_among_options(value, options):
    found = {each in options for each in inside(value)}
    assert holds(next(iter(found)), among(value, options))
    assert among(value, options) is UNSURE if len(found) == 2 else True


@given(st.dates(), st.integers(0, 40), st.dates(), st.integers(0, 40))
def test_an_age_grows_with_the_day_and_falls_with_the_birth(birth, days, at, more):
    from esep.engines.memory.evaluation import full_months, full_years

    try:
        births = [birth + timedelta(each) for each in range(days + 1)]
        moments = [at + timedelta(each) for each in range(more + 1)]
    except OverflowError:
        return
    for full in (full_years, full_months):
        found = [full(b, m) for b in births for m in moments]
        given_ = aged(full, span(births[0], births[-1]), span(moments[0], moments[-1]))
        assert given_ == span(min(found), max(found))


def test_what_is_joined_is_all_of_it():
    assert joined([3, Span(7, 9), 4], "int") == Span(3, 9)
    assert joined(["a", frozenset("bc")], "text") == frozenset("abc")
    assert joined(["a", "a"], "text") == "a"
    assert joined([True, True], "bool") is True
    assert joined([True, False], "bool") is UNSURE


def answers(plan, day, things):
    steps = evaluation_of(plan).steps
    return {
        (name, thing.id): steps[name](thing)
        for name in plan.names
        for thing in things[plan.by_name[name].entity].values()
    }


@quick
@given(law=laws(), start=st.integers(0, 300), length=st.integers(0, 200), data=st.data())
def test_every_day_of_a_span_is_enclosed(made_up_rows, law, start, length, data):
    plan = planned(law)
    first = ON + timedelta(days=start)
    day = first + timedelta(days=data.draw(st.integers(0, length)))
    there = populate(plan, made_up_rows)
    things = {FAMILY: there.families, PERSON: there.persons}
    on_day = law.plan(plan.names, on=day)
    same_rows = populate(on_day, made_up_rows, ON)
    expected = answers(on_day, day, {FAMILY: same_rows.families, PERSON: same_rows.persons})
    evaluation = span_evaluation_of(plan, DAY)
    for (name, id), value in expected.items():
        thing = things[plan.by_name[name].entity][id]
        assert holds(value, evaluation.answer(name, thing, Box(span(first, first + timedelta(days=length)))))
        assert evaluation.answer(name, thing, Box(day)) == value


@quick
@given(law=laws(), cell=st.sampled_from(["cars", "farm_machinery", "commercial_vehicles"]), data=st.data())
def test_every_number_of_a_span_is_enclosed(made_up_rows, law, cell, data):
    plan = planned(law)
    there = populate(plan, made_up_rows)
    owner = next(iter(there.families.values()))
    least = data.draw(st.integers(0, 9999))
    most = data.draw(st.integers(least, 9999))
    value = data.draw(st.integers(least, most))
    evaluation = span_evaluation_of(plan, Column(FAMILY, cell))
    things = {FAMILY: there.families, PERSON: there.persons}
    changed = [{**row, cell: value} if row["family"] == owner.id else row for row in made_up_rows["families"]]
    other = populate(plan, {**made_up_rows, "families": changed})
    expected = answers(plan, ON, {FAMILY: other.families, PERSON: other.persons})
    for (name, id), answer in expected.items():
        thing = things[plan.by_name[name].entity][id]
        assert holds(answer, evaluation.answer(name, thing, Box(span(least, most), owner)))
        assert evaluation.answer(name, thing, Box(value, owner)) == answer


def test_only_what_follows_the_open_input_depends_on_it(every_node_law):
    plan = every_node_law.plan(["assistance", "points", "allowance"], on=ON)
    cars = span_evaluation_of(plan, Column(FAMILY, "cars"))
    assert (cars.depends("points"), cars.depends("assistance")) == (True, False)
    assert span_evaluation_of(plan, DAY).depends("assistance")


@pytest.mark.parametrize(("least", "most", "expected"), [(0, 0, True), (5, 5, True), (0, 5, UNSURE)])
def test_one_value_is_always_decided(least, most, expected):
    square = calculated("*", span(least, most), span(least, most))
    assert compared("<=", square, 25 if expected is True else 24) is expected


gathered = st.lists(spans(), max_size=3)


@given(gathered, gathered, st.sampled_from(["sum", "count", "largest", "smallest"]), numbers)
def test_parts_that_may_count_widen_what_is_gathered(sure, perhaps, kind, empty):
    """Every choice of the parts that may count, at every end of each."""
    found = set()
    for counted in product((False, True), repeat=len(perhaps)):
        there = [*sure, *(each for each, yes in zip(perhaps, counted, strict=True) if yes)]
        for values in product(*(set(ends(each)) for each in there)):
            pick = {"sum": sum, "count": len, "largest": max, "smallest": min}[kind]
            found.add(pick(values) if values or kind in ("sum", "count") else empty)
    if kind in ("sum", "count"):
        assert total(kind, sure, perhaps) == span(min(found), max(found))
    else:
        assert farthest(kind, sure, perhaps, empty) == span(min(found), max(found))


truths = st.lists(st.sampled_from([True, False, UNSURE]), max_size=3)


@given(truths, truths, st.sampled_from(["any", "all"]))
def test_truths_that_may_count_can_leave_it_open(sure, perhaps, kind):
    found = set()
    for counted in product((False, True), repeat=len(perhaps)):
        there = [*sure, *(each for each, yes in zip(perhaps, counted, strict=True) if yes)]
        for values in product(*((True, False) if each is UNSURE else (each,) for each in there)):
            found.add({"any": any, "all": all}[kind](values))
    assert total(kind, sure, perhaps) is (found.pop() if len(found) == 1 else UNSURE)
