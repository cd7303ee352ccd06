"""The allowance of a large family (көпбалалы отбасы), whatever its income."""

from __future__ import annotations

from esep.kazakhstan.acts import FAMILY_ALLOWANCES_LAW, SOCIAL_CODE, SPECIAL_ALLOWANCE_LAW
from esep.kazakhstan.family_composition.provision import dependent_children, large_family
from esep.law import FAMILY, Expression, Record, Rounding, bands, choose, parameter, provision, whole
from esep.messages import Name

TITLE = Name("Көпбалалы отбасыларға жәрдемақы", "Пособие многодетной семье", "Large-family allowance")


def _allowance(family: Record, rounding: Rounding) -> Expression:
    children = dependent_children(family)
    multiple = choose(
        (children >= parameter("per_child_from"), children * parameter("large_family_multiple_per_child")),
        otherwise=bands(parameter("large_family_multiples"), children),
    )
    return whole(multiple * parameter("mci"), rounding=rounding)


@provision(
    name="large_family_allowance",
    entity=FAMILY,
    unit="KZT/month",
    act=SPECIAL_ALLOWANCE_LAW,
    article="not found",
    in_force=("2018-01-01", "2019-12-31"),
    title=TITLE,
)
def large_family_allowance_until_2019(family: Record) -> Expression:
    """4.16 MCI for the family, however many children above three, as a special state allowance."""
    allowance = whole(
        parameter("special_family_multiple") * parameter("mci"),
        rounding=Rounding.HALF_UP,
    )
    return choose((large_family(family), allowance), otherwise=0)


@provision(
    name="large_family_allowance",
    entity=FAMILY,
    unit="KZT/month",
    act=FAMILY_ALLOWANCES_LAW,
    article="not found",
    in_force=("2020-01-01", "2023-06-30"),
    title=TITLE,
)
def large_family_allowance_until_june_2023(family: Record) -> Expression:
    """16.03, 20.04, 24.05, 28.06 MCI for 4 to 7 children, 4 MCI a child from 8; to the nearest tenge.

    The list of 2022 prints 50,975 for 50,975.4 and 89,231 for 89,230.8.
    """
    return _allowance(family, Rounding.HALF_UP)


@provision(
    entity=FAMILY,
    unit="KZT/month",
    act=SOCIAL_CODE,
    article="not found",
    in_force="2023-07-01",
    title=TITLE,
)
def large_family_allowance(family: Record) -> Expression:
    """16.03, 20.04, 24.05, 28.06 MCI for 4 to 7 children, 4 MCI a child from 8; up to the next tenge.

    The lists of 2025 and 2026 print 78,798 for 78,797.28 and 104,017 for 104,016.25. The day on which the
    rounding changed was not found: the first day of the Social Code is taken.
    """
    return _allowance(family, Rounding.UP)
