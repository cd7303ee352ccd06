"""The poverty line (кедейлік шегі, черта бедности), in its versions by period."""

from __future__ import annotations

from esep.kazakhstan.acts import ASSISTANCE_LAW, LINE_ORDER, LINE_ORDER_2025
from esep.kazakhstan.family_composition.provision import family_size
from esep.kazakhstan.subsistence_minimum.provision import regional_minimum
from esep.law import FAMILY, Expression, Record, Rounding, at_least, look_up, parameter, provision, share_of
from esep.messages import Name

TITLE = Name("Кедейлік шегі", "Черта бедности", "Poverty line")
UNIT = "KZT/month/person"


def _share_of_minimum(family: Record) -> Expression:
    return share_of(regional_minimum(family), parameter("poverty_share"), rounding=Rounding.HALF_UP)


@provision(
    name="poverty_line",
    entity=FAMILY,
    unit=UNIT,
    act=ASSISTANCE_LAW,
    article="not found",
    in_force=("2015-01-01", "2017-12-31"),
    title=TITLE,
)
def poverty_line_until_2017(family: Record) -> Expression:
    """40 % of the subsistence minimum, to the nearest tenge."""
    return _share_of_minimum(family)


@provision(
    name="poverty_line",
    entity=FAMILY,
    unit=UNIT,
    act=ASSISTANCE_LAW,
    article="not found",
    in_force=("2018-01-01", "2019-03-31"),
    title=TITLE,
)
def poverty_line_until_march_2019(family: Record) -> Expression:
    """50 % of the subsistence minimum, to the nearest tenge."""
    return _share_of_minimum(family)


@provision(
    name="poverty_line",
    entity=FAMILY,
    unit=UNIT,
    act=ASSISTANCE_LAW,
    article="not found",
    in_force=("2019-04-01", "2023-06-30"),
    title=TITLE,
)
def poverty_line_until_june_2023(family: Record) -> Expression:
    """70 % of the regional subsistence minimum, to the nearest tenge."""
    return _share_of_minimum(family)


@provision(
    name="poverty_line",
    entity=FAMILY,
    unit=UNIT,
    act=LINE_ORDER,
    article="1",
    in_force=("2023-07-01", "2024-12-31"),
    title=TITLE,
)
def poverty_line_until_2024(family: Record) -> Expression:
    """70 % of the regional subsistence minimum of the quarter before, to the nearest tenge."""
    return _share_of_minimum(family)


@provision(
    entity=FAMILY,
    unit=UNIT,
    act=LINE_ORDER_2025,
    article="1",
    in_force="2025-01-01",
    title=TITLE,
)
def poverty_line(family: Record) -> Expression:
    """The larger of 35 % of the regional median income and 70 % of the regional minimum, quarter before.

    Where the median of a region is not known (0), the second alone.
    """
    median = look_up(parameter("median_income"), family.region, otherwise=0)
    return at_least(
        share_of(median, parameter("median_share"), rounding=Rounding.HALF_UP), _share_of_minimum(family)
    )


@provision(
    entity=FAMILY,
    unit="KZT/month",
    act=ASSISTANCE_LAW,
    article="not found",
    in_force="2015-01-01",
    title=Name("Отбасының кедейлік шегі", "Черта бедности семьи", "Poverty line of the whole family"),
)
def family_line(family: Record) -> Expression:
    """The poverty line times the members."""
    return poverty_line(family) * family_size(family)
