"""The allowance of mothers awarded «Күміс алқа» or «Алтын алқа»."""

from __future__ import annotations

from esep.kazakhstan.acts import FAMILY_ALLOWANCES_LAW, SOCIAL_CODE, SPECIAL_ALLOWANCE_LAW
from esep.law import PERSON, Expression, Record, Rounding, look_up, parameter, provision, whole
from esep.messages import Name

TITLE = Name("Наградталған анаға жәрдемақы", "Пособие награждённой матери", "Award mother's allowance")


def _allowance(person: Record, rounding: Rounding) -> Expression:
    multiple = look_up(parameter("award_multiples"), person.mother_award, otherwise=0)
    return whole(multiple * parameter("mci"), rounding=rounding)


@provision(
    name="mother_award_allowance",
    entity=PERSON,
    unit="KZT/month",
    act=SPECIAL_ALLOWANCE_LAW,
    article="not found",
    in_force=("2018-01-01", "2019-12-31"),
    title=TITLE,
)
def mother_award_allowance_until_2019(person: Record) -> Expression:
    """6.40 MCI for either award, as a special state allowance; to the nearest tenge."""
    return _allowance(person, Rounding.HALF_UP)


@provision(
    name="mother_award_allowance",
    entity=PERSON,
    unit="KZT/month",
    act=FAMILY_ALLOWANCES_LAW,
    article="not found",
    in_force=("2020-01-01", "2023-06-30"),
    title=TITLE,
)
def mother_award_allowance_until_june_2023(person: Record) -> Expression:
    """6.40 MCI for «Күміс алқа», 7.40 MCI for «Алтын алқа»; to the nearest tenge."""
    return _allowance(person, Rounding.HALF_UP)


@provision(
    entity=PERSON,
    unit="KZT/month",
    act=SOCIAL_CODE,
    article="not found",
    in_force="2023-07-01",
    title=TITLE,
)
def mother_award_allowance(person: Record) -> Expression:
    """6.40 MCI for «Күміс алқа», 7.40 MCI for «Алтын алқа»; up to the next tenge."""
    return _allowance(person, Rounding.UP)
