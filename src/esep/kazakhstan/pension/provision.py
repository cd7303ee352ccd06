"""Pensions against the least that the budget law of the year sets."""

from __future__ import annotations

from esep.kazakhstan.acts import PENSION_LAW, SETTINGS, SOCIAL_CODE
from esep.kazakhstan.age.provision import pension_age_reached
from esep.law import (
    PERSON,
    Expression,
    Record,
    age,
    at_least_zero,
    choose,
    divided,
    moment,
    parameter,
    provision,
    sum_of,
    value,
)
from esep.messages import Name

TITLE = Name("Ең аз тиесілі зейнетақы", "Наименьшая положенная пенсия", "Least pension due")


@provision(
    entity=PERSON,
    unit="KZT/month",
    act=SETTINGS,
    article="",
    in_force="2018-01-01",
    title=Name("Алып отырған зейнетақысы", "Получаемая пенсия", "Pension drawn"),
)
def pension_drawn(person: Record) -> Expression:
    """The pensions received in the last month of the quarter before, base and labour pension together."""
    received = sum_of(
        person.incomes,
        lambda income: income.amount,
        where=lambda income: (
            (income.kind == "pension") & (income.month == moment.quarter_first.months_before(1))
        ),
    )
    return divided(received, value(1, "month"))


def _least(person: Record) -> Expression:
    """For who was of pension age before the month looked at; the age is that of the law's date."""
    pension_age = choose(
        (person.sex == "male", parameter("pension_age_men")), otherwise=parameter("pension_age_women")
    )
    months = age(person.birth_date, at=moment.quarter_first.months_before(1), counted_in="month")
    base = parameter("base_pension_minimum")
    return choose(
        (~pension_age_reached(person) | (months < pension_age), 0),
        (pension_drawn(person) > base, parameter("minimum_pension")),
        otherwise=base,
    )


@provision(
    name="least_pension",
    entity=PERSON,
    unit="KZT/month",
    act=PENSION_LAW,
    article="not found",
    in_force=("2018-01-01", "2023-06-30"),
    title=TITLE,
)
def least_pension_until_june_2023(person: Record) -> Expression:
    """The minimum pension where a labour pension is drawn beside the base pension, else the base minimum."""
    return _least(person)


@provision(
    entity=PERSON,
    unit="KZT/month",
    act=SOCIAL_CODE,
    article="not found",
    in_force="2023-07-01",
    title=TITLE,
)
def least_pension(person: Record) -> Expression:
    """The minimum pension where a labour pension is drawn beside the base pension, else the base minimum.

    0 for who was not of pension age on the first day of the last month of the quarter before. The minimum
    pension asks for a full record of work, which registers do not hold: less may be rightly paid.
    """
    return _least(person)


@provision(
    entity=PERSON,
    unit="KZT/month",
    act=SETTINGS,
    article="",
    in_force="2018-01-01",
    title=Name(
        "Ең төменгі зейнетақыға жетпейтін сома",
        "Недостаёт до минимальной пенсии",
        "Shortfall to the minimum pension",
    ),
)
def pension_shortfall(person: Record) -> Expression:
    """What the pension drawn lacks of the least that is due: to be looked at by an officer, not a payment."""
    return at_least_zero(least_pension(person) - pension_drawn(person))


@provision(
    entity=PERSON,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2018-01-01",
    title=Name("Зейнетақысы ең төменгі мөлшерден аз", "Пенсия ниже минимальной", "Pension below the minimum"),
)
def pension_below_minimum(person: Record) -> Expression:
    """Of pension age and drawing less than the least that is due, or nothing at all."""
    return pension_shortfall(person) > 0
