"""The state allowance for disability, in multiples of the subsistence minimum (Social Code, art. 177)."""

from __future__ import annotations

from esep.kazakhstan.acts import SOCIAL_CODE
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


@provision(
    entity=PERSON,
    unit="KZT/month",
    act=SOCIAL_CODE,
    article="177",
    in_force="2026-01-01",
    title=Name("Мүгедектігі бойынша жәрдемақы", "Пособие по инвалидности", "Disability allowance"),
)
def disability_allowance(person: Record) -> Expression:
    """2.2, 1.76 or 1.2 subsistence minimums by group; 1.61 for a child, the least there is; up to a tenge.

    The list of 2026 prints 111,873 for 111,872.2.
    """
    multiple = choose(
        (person.disability == "child", parameter("child_disability_share")),
        otherwise=look_up(parameter("adult_disability_shares"), person.disability, otherwise=0),
    )
    minimum = parameter("subsistence_minimum") * value(1, "person")
    return share_of(minimum, multiple, rounding=Rounding.UP)
