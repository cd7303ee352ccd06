"""The state allowance for disability, in multiples of the subsistence minimum (Social Code, art. 177)."""

from __future__ import annotations

from esep.kazakhstan.acts import DISABILITY_LAW, SOCIAL_CODE
from esep.law import (
    PERSON,
    Expression,
    Record,
    Rounding,
    choose,
    look_up,
    parameter,
    provision,
    share_of,
    value,
)
from esep.messages import Name

TITLE = Name("Мүгедектігі бойынша жәрдемақы", "Пособие по инвалидности", "Disability allowance")


def _allowance(person: Record, rounding: Rounding) -> Expression:
    multiple = choose(
        (person.disability == "child", parameter("child_disability_share")),
        otherwise=look_up(parameter("adult_disability_shares"), person.disability, otherwise=0),
    )
    minimum = parameter("subsistence_minimum") * value(1, "person")
    return share_of(minimum, multiple, rounding=rounding)


@provision(
    name="disability_allowance",
    entity=PERSON,
    unit="KZT/month",
    act=DISABILITY_LAW,
    article="not found",
    in_force=("2018-07-01", "2023-06-30"),
    title=TITLE,
)
def disability_allowance_until_june_2023(person: Record) -> Expression:
    """1.92, 1.53 or 1.04 subsistence minimums by group; 1.40 for a child, the least; to the nearest tenge.

    The list of 2023 prints 62,068 for 62,067.51. Before July 2018 the shares were not found.
    """
    return _allowance(person, Rounding.HALF_UP)


@provision(
    entity=PERSON,
    unit="KZT/month",
    act=SOCIAL_CODE,
    article="177",
    in_force="2023-07-01",
    title=TITLE,
)
def disability_allowance(person: Record) -> Expression:
    """2.2, 1.76 or 1.2 subsistence minimums by group; 1.61 for a child, the least there is; up to a tenge.

    The list of 2026 prints 111,873 for 111,872.2.
    """
    return _allowance(person, Rounding.UP)
