"""What cannot be a provision, and what the refusal says."""

import pytest

from esep.errors import LawError
from esep.law import (
    FAMILY,
    PERSON,
    Act,
    Rounding,
    age,
    any_of,
    at_least_zero,
    choose,
    count_of,
    divided,
    moment,
    of_family,
    parameter,
    provision,
    share_of,
    sum_of,
    value,
    whole,
)
from esep.messages import Name

NAME = Name("сынақ", "проба", "trial")
ACT = Act(id="1", date="2020-01-01", name=NAME, source="made up")


def make(body, entity=FAMILY, unit="KZT", in_force="2020-01-01"):
    def rule(record):
        """A rule of the test."""
        return body(record)

    return provision(
        entity=entity, unit=unit, act=ACT, article="1", in_force=in_force, title=NAME, name="rule"
    )(rule)


def income(family):
    return sum_of(family.members, lambda p: sum_of(p.incomes, lambda i: i.amount))


IMPOSSIBLE = {
    "another unit than declared": (
        lambda f: income(f) * count_of(f.members),
        "rule is declared in KZT, but its tree comes out in KZT\\*person",
    ),
    "tenge and persons added": (lambda f: income(f) + count_of(f.members), "Values in KZT and in person"),
    "shares and whole numbers compared": (
        lambda f: choose((parameter("share_counted") > value(1), 1), otherwise=0),
        "Values in share and in 1",
    ),
    "a person's column on a family": (
        lambda f: f.birth_date,
        "family has no column and no part 'birth_date'",
    ),
    "a person's value on a family": (
        lambda f: any_of(f.members, lambda p: p.loans & f.rural),
        "A value of person and a value of family",
    ),
    "a family's value over its members": (
        lambda f: sum_of(f.members, lambda p: f.cars),
        "only values of person can be counted, not of family",
    ),
    "a division without rounding": (lambda f: income(f) / 3, "must say how it is rounded"),
    "a division by what may be zero": (
        lambda f: divided(income(f), count_of(f.members)),
        "must say when_zero",
    ),
    "a quotient in another unit": (
        lambda f: divided(income(f), count_of(f.members), when_zero=0, to="share"),
        "quotient comes out in KZT/person, which is not share",
    ),
    "python's and": (lambda f: choose((f.rural and f.cars > 0, 1), otherwise=0), "Use & | ~ instead of"),
    "a float": (lambda f: income(f) * 0.5, "0.5 cannot stand in a provision"),
    "a word that the column never holds": (
        lambda f: choose((f.settlement_status == "hamlet", 1), otherwise=0),
        "never holds 'hamlet'",
    ),
    "texts put in order": (lambda f: choose((f.region > "3", 1), otherwise=0), "only by == and !="),
    "a number as a condition": (lambda f: choose((f.cars, 1), otherwise=0), "of type bool is needed"),
    "an unknown parameter": (lambda f: parameter("no_such"), "no parameter 'no_such'"),
    "an age at a column": (
        lambda f: count_of(f.members, lambda p: age(p.birth_date, at=p.death_date) > 1),
        "at a moment of the law",
    ),
    "of_family of a family": (lambda f: of_family(f, lambda g: g.cars, without=0), "takes a person first"),
    "a share with a unit": (lambda f: share_of(income(f), income(f)), "A share has no unit of its own"),
    "parts that are a column": (lambda f: sum_of(f.cars, lambda c: 1), "Parts are needed here"),
}


@pytest.mark.parametrize(("body", "said"), IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_an_impossible_provision_is_refused_and_named(body, said):
    with pytest.raises(LawError, match=said) as refused:
        make(body)
    assert "provision rule" in str(refused.value)


def test_a_provision_of_a_family_is_not_called_with_a_person():
    size = make(lambda f: count_of(f.members), unit="person")
    with pytest.raises(LawError, match="rule is of family; it was called with person"):
        make(size, entity=PERSON)


def test_a_provision_needs_a_formula_in_words():
    with pytest.raises(LawError, match="has no formula in words"):
        provision(entity=FAMILY, unit="KZT", act=ACT, article="1", in_force="2020-01-01", title=NAME)(
            lambda family: 0
        )


def test_an_act_needs_a_source_or_the_word_that_none_was_found():
    with pytest.raises(LawError, match="has no source"):
        Act(id="1", date="not found", name=NAME, source=" ")
    assert not Act(id="1", date="not found", name=NAME, source="not found").is_sourced


@pytest.mark.parametrize("period", ["yesterday", ("2021-01-01", "2020-01-01")])
def test_a_period_that_is_none_is_refused(period):
    with pytest.raises(LawError, match="provision rule"):
        make(lambda f: income(f), in_force=period)


def test_scaled_numbers_come_back_to_whole_units():
    rule = make(
        lambda f: whole(value(1603, "MCI/100") * value(4325, "KZT/MCI"), rounding=Rounding.HALF_UP),
        unit="KZT",
    )
    assert str(rule.unit) == "KZT"


def test_moments_follow_from_the_date_of_the_law():
    from datetime import date

    on = date(2026, 5, 31)
    found = {
        "law_date": date(2026, 5, 31),
        "month_first": date(2026, 5, 1),
        "quarter_first": date(2026, 4, 1),
        "previous_quarter_first": date(2026, 1, 1),
        "previous_quarter_last": date(2026, 3, 31),
        "year_first": date(2026, 1, 1),
    }
    assert {name: getattr(moment, name).at(on) for name in found} == found
    assert moment.law_date.months_before(3).at(on) == date(2026, 2, 28)
    assert moment.quarter_first.months_before(4).days_before(1).at(on) == date(2025, 11, 30)
    assert at_least_zero(-1).node is not None
