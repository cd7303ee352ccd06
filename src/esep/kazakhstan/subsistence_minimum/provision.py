"""The subsistence minimum of a family's region that the poverty line is a share of."""

from __future__ import annotations

from esep.kazakhstan.acts import BUDGET_LAW, STATISTICS
from esep.law import FAMILY, Expression, Record, Rounding, look_up, parameter, provision, share_of, value
from esep.messages import Name

TITLE = Name(
    "Өңірдің ең төменгі күнкөріс деңгейі", "Региональный прожиточный минимум", "Regional subsistence minimum"
)
WHOLE_SHARE = 10_000


@provision(
    name="regional_minimum",
    entity=FAMILY,
    unit="KZT/month/person",
    act=BUDGET_LAW,
    article="not found",
    in_force=("2015-01-01", "2023-06-30"),
    title=TITLE,
)
def regional_minimum_until_june_2023(family: Record) -> Expression:
    """What the region announced for the quarter before, else the minimum of the budget law of the year."""
    announced = parameter("announced_regional_minimum")
    return look_up(announced, family.region, otherwise=parameter("subsistence_minimum"))


@provision(
    entity=FAMILY,
    unit="KZT/month/person",
    act=STATISTICS,
    article="not found",
    in_force="2023-07-01",
    title=TITLE,
)
def regional_minimum(family: Record) -> Expression:
    """What the region announced for the quarter before, else the country's times the region's ratio."""
    ratio = look_up(parameter("regional_ratio"), family.region, otherwise=value(WHOLE_SHARE, "share"))
    derived = share_of(parameter("statistical_minimum"), ratio, rounding=Rounding.HALF_UP)
    return look_up(parameter("announced_regional_minimum"), family.region, otherwise=derived)
