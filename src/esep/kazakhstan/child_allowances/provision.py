"""Allowances at a birth and for the care of a small child, for parents outside social insurance."""

from __future__ import annotations

from esep.kazakhstan.acts import FAMILY_ALLOWANCES_LAW, SOCIAL_CODE
from esep.kazakhstan.family_composition.provision import dependent_child, dependent_children
from esep.law import (
    FAMILY,
    Expression,
    Record,
    Rounding,
    age,
    any_of,
    bands,
    choose,
    moment,
    parameter,
    provision,
    whole,
)
from esep.messages import Name

BIRTH = Name(
    "Баланың тууына байланысты біржолғы жәрдемақы",
    "Единовременное пособие на рождение",
    "One-off allowance at birth",
)
CARE = Name(
    "Бала күтімі жөніндегі ай сайынғы жәрдемақы",
    "Ежемесячное пособие по уходу за ребёнком",
    "Child care allowance",
)


def _has_child_younger_than(family: Record, months: Expression) -> Expression:
    return any_of(
        family.members,
        lambda person: (
            dependent_child(person)
            & (age(person.birth_date, at=moment.law_date, counted_in="month") < months)
        ),
    )


def _at_birth(family: Record, rounding: Rounding) -> Expression:
    amount = bands(parameter("birth_multiples"), dependent_children(family)) * parameter("mci")
    newborn = _has_child_younger_than(family, parameter("birth_claim_months"))
    return choose((newborn, whole(amount, rounding=rounding)), otherwise=0)


def _for_care(family: Record, rounding: Rounding) -> Expression:
    amount = bands(parameter("care_multiples"), dependent_children(family)) * parameter("mci")
    small = _has_child_younger_than(family, parameter("care_age_months"))
    return choose((small, whole(amount, rounding=rounding)), otherwise=0)


@provision(
    name="birth_allowance",
    entity=FAMILY,
    unit="KZT",
    act=FAMILY_ALLOWANCES_LAW,
    article="not found",
    in_force=("2018-01-01", "2023-06-30"),
    title=BIRTH,
)
def birth_allowance_until_june_2023(family: Record) -> Expression:
    """38 MCI for a child of the last twelve months, 63 MCI when it is the fourth or later."""
    return _at_birth(family, Rounding.HALF_UP)


@provision(
    entity=FAMILY,
    unit="KZT",
    act=SOCIAL_CODE,
    article="not found",
    in_force="2023-07-01",
    title=BIRTH,
)
def birth_allowance(family: Record) -> Expression:
    """38 MCI for a child of the last twelve months, 63 MCI when it is the fourth or later; up to a tenge.

    The order of the child is the number of dependent children, so twins are counted once.
    """
    return _at_birth(family, Rounding.UP)


@provision(
    name="child_care_allowance",
    entity=FAMILY,
    unit="KZT/month",
    act=FAMILY_ALLOWANCES_LAW,
    article="not found",
    in_force=("2018-01-01", "2023-06-30"),
    title=CARE,
)
def child_care_allowance_until_june_2023(family: Record) -> Expression:
    """5.76, 6.81, 7.85 or 8.90 MCI by the order of the child, until it is a year old, 18 months from 2023.

    To the nearest tenge: the list of 2022 prints 20,859 for 20,859.03.
    """
    return _for_care(family, Rounding.HALF_UP)


@provision(
    entity=FAMILY,
    unit="KZT/month",
    act=SOCIAL_CODE,
    article="not found",
    in_force="2023-07-01",
    title=CARE,
)
def child_care_allowance(family: Record) -> Expression:
    """5.76, 6.81, 7.85 or 8.90 MCI by the order of the child, until it is 18 months old; up to a tenge.

    The order is the number of dependent children. The list of 2026 prints 29,454 for 29,453.25; that of 2025
    prints 22,648 for 22,648.32, which would be to the nearest tenge.
    """
    return _for_care(family, Rounding.UP)
