"""Housing aid: the cost of a home above the share of income that the maslikhat lets a family bear."""

from __future__ import annotations

from esep.kazakhstan.acts import HOUSING_LAW, HOUSING_ORDER
from esep.kazakhstan.family_composition.provision import family_size
from esep.kazakhstan.inclusion.provision import living_area, owned_dwellings
from esep.kazakhstan.income.provision import MONTHS_OF_A_QUARTER, family_income
from esep.law import (
    FAMILY,
    Expression,
    Record,
    Rounding,
    at_least_zero,
    at_most,
    choose,
    divided,
    look_up,
    parameter,
    provision,
    share_of,
    sum_of,
    value,
)
from esep.messages import Name

TITLE = Name("Тұрғын үй көмегі", "Жилищная помощь", "Housing aid")
MOST_COSTS = 10**9


@provision(
    entity=FAMILY,
    unit="KZT/month",
    act=HOUSING_LAW,
    article="97",
    in_force="2018-01-01",
    title=Name(
        "Норма шегіндегі тұрғын үй шығыны",
        "Расходы на жильё в пределах нормы",
        "Housing costs within the norm",
    ),
)
def housing_costs(family: Record) -> Expression:
    """Utility costs of the dwellings, in the part that the norm of area is of their area; to a tenge.

    The norm is 18 square metres a person, 30 for who lives alone. Costs above a billion tenge count as that
    much. Limits on what is used of gas, water and heat are not applied: registers hold sums alone.
    """
    costs = at_most(
        sum_of(family.dwellings, lambda dwelling: dwelling.utility_costs), value(MOST_COSTS, "KZT/month")
    )
    norm = choose(
        (family_size(family) == 1, parameter("housing_norm_alone")),
        otherwise=parameter("housing_norm_per_person") * family_size(family),
    )
    area = living_area(family)
    return divided(costs * at_most(norm, area), area, rounding=Rounding.HALF_UP, when_zero=costs)


def _aid(family: Record) -> Expression:
    income = divided(family_income(family), value(MONTHS_OF_A_QUARTER, "month"), rounding=Rounding.HALF_UP)
    of_region = look_up(
        parameter("housing_shares"), family.region, otherwise=parameter("housing_share_default")
    )
    share = look_up(parameter("housing_shares"), family.district, otherwise=of_region)
    borne = share_of(at_most(income, value(10**12, "KZT/month")), share, rounding=Rounding.HALF_UP)
    lives = (family_size(family) > 0) & (owned_dwellings(family) <= 1)
    return choose((lives, at_least_zero(housing_costs(family) - borne)), otherwise=0)


@provision(
    name="housing_aid",
    entity=FAMILY,
    unit="KZT/month",
    act=HOUSING_LAW,
    article="97",
    in_force=("2018-01-01", "2023-12-07"),
    title=TITLE,
)
def housing_aid_until_2023(family: Record) -> Expression:
    """Housing costs within the norm, above the share of income that the maslikhat lets a family bear."""
    return _aid(family)


@provision(
    entity=FAMILY,
    unit="KZT/month",
    act=HOUSING_ORDER,
    article="3",
    in_force="2023-12-08",
    title=TITLE,
)
def housing_aid(family: Record) -> Expression:
    """Housing costs within the norm, above 5 to 10 % of income, as the maslikhat decided; one home at most.

    Income is that of the quarter before, a third of it a month, counted as for targeted assistance.
    """
    return _aid(family)
