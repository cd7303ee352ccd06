"""Targeted social assistance (атаулы әлеуметтік көмек) with the supplement for children of 1 to 6."""

from __future__ import annotations

from esep.kazakhstan.acts import ASSISTANCE_LAW, SOCIAL_CODE
from esep.kazakhstan.family_composition.provision import dependent_children, family_size, young_children
from esep.kazakhstan.income.provision import MONTHS_OF_A_QUARTER, family_income
from esep.kazakhstan.poverty_line.provision import family_line, poverty_line
from esep.kazakhstan.work.provision import members_who_can_take_up_work
from esep.law import (
    FAMILY,
    Expression,
    Record,
    Rounding,
    at_least_zero,
    choose,
    divided,
    parameter,
    provision,
    value,
    whole,
)
from esep.messages import Name

TITLE = Name("Атаулы әлеуметтік көмек", "Адресная социальная помощь", "Targeted social assistance")
SUPPLEMENT = Name(
    "1 жастан 6 жасқа дейінгі балаларға қосымша төлем",
    "Дополнительная выплата на детей от 1 до 6 лет",
    "Supplement for children of 1 to 6",
)


@provision(
    entity=FAMILY,
    unit="KZT",
    act=SOCIAL_CODE,
    article="120, 127",
    in_force="2015-01-01",
    title=Name("Тоқсанда жетіспейтін сома", "Недостающая за квартал сумма", "Shortfall of the quarter"),
)
def quarter_shortfall(family: Record) -> Expression:
    """The line of the whole family for three months, less its income of the quarter before; never below 0.

    Taken before any division, so that no tenge is lost to rounding per head.
    """
    return at_least_zero(family_line(family) * value(MONTHS_OF_A_QUARTER, "month") - family_income(family))


@provision(
    entity=FAMILY,
    unit="bool",
    act=SOCIAL_CODE,
    article="120",
    in_force="2015-01-01",
    title=Name("Табысы кедейлік шегінен төмен", "Доход ниже черты бедности", "Below the poverty line"),
)
def below_poverty_line(family: Record) -> Expression:
    """Income per head, unrounded, is below the line; exactly on the line is not, nor is an empty family."""
    return quarter_shortfall(family) > 0


def _shortfall_per_month(family: Record) -> Expression:
    months = value(MONTHS_OF_A_QUARTER, "month")
    return divided(quarter_shortfall(family), months, rounding=Rounding.HALF_UP)


@provision(
    name="targeted_assistance",
    entity=FAMILY,
    unit="KZT/month",
    act=ASSISTANCE_LAW,
    article="not found",
    in_force=("2015-01-01", "2019-03-31"),
    title=TITLE,
)
def targeted_assistance_until_march_2019(family: Record) -> Expression:
    """A third of the quarter's shortfall: (line - income per head) x members, to the nearest tenge."""
    return _shortfall_per_month(family)


@provision(
    name="targeted_assistance",
    entity=FAMILY,
    unit="KZT/month",
    act=ASSISTANCE_LAW,
    article="not found",
    in_force=("2019-04-01", "2019-12-31"),
    title=TITLE,
)
def targeted_assistance_of_2019(family: Record) -> Expression:
    """Below the line: the shortfall per head for each adult, and the whole line for each child."""
    adults = family_size(family) - dependent_children(family)
    months = value(MONTHS_OF_A_QUARTER, "month")
    for_adults = divided(
        quarter_shortfall(family) * adults,
        family_size(family) * months,
        rounding=Rounding.HALF_UP,
        when_zero=0,
    )
    for_children = poverty_line(family) * dependent_children(family)
    return choose((below_poverty_line(family), for_adults + for_children), otherwise=0)


@provision(
    name="targeted_assistance",
    entity=FAMILY,
    unit="KZT/month",
    act=ASSISTANCE_LAW,
    article="not found",
    in_force=("2020-01-01", "2023-06-30"),
    title=TITLE,
)
def targeted_assistance_until_june_2023(family: Record) -> Expression:
    """A third of the quarter's shortfall: (line - income per head) x members, to the nearest tenge."""
    return _shortfall_per_month(family)


@provision(
    entity=FAMILY,
    unit="KZT/month",
    act=SOCIAL_CODE,
    article="120, 127",
    in_force="2023-07-01",
    title=TITLE,
)
def targeted_assistance(family: Record) -> Expression:
    """A third of the quarter's shortfall: (line - income per head) x members, to the nearest tenge."""
    return _shortfall_per_month(family)


@provision(
    name="child_supplement",
    entity=FAMILY,
    unit="KZT/month",
    act=ASSISTANCE_LAW,
    article="not found",
    in_force=("2015-01-01", "2022-12-31"),
    title=SUPPLEMENT,
)
def child_supplement_until_2022(_family: Record) -> Expression:
    """No money: in 2020 to 2022 the supplement was given in kind, before that not at all."""
    return value(0, "KZT/month")


@provision(
    entity=FAMILY,
    unit="KZT/month",
    act=SOCIAL_CODE,
    article="not found",
    in_force="2023-01-01",
    title=SUPPLEMENT,
)
def child_supplement(family: Record) -> Expression:
    """1.5 MCI for each child of 1 to 6 in a family below the line, the sum to the nearest tenge."""
    hundredths = young_children(family) * parameter("young_child_supplement") * parameter("mci")
    supplement = whole(hundredths, rounding=Rounding.HALF_UP)
    return choose((below_poverty_line(family), supplement), otherwise=0)


@provision(
    entity=FAMILY,
    unit="KZT/month",
    act=SOCIAL_CODE,
    article="120",
    in_force="2015-01-01",
    title=Name(
        "Атаулы әлеуметтік көмек қосымша төлеммен",
        "АСП с дополнительной выплатой",
        "Assistance with the supplement",
    ),
)
def assistance_with_supplement(family: Record) -> Expression:
    """Targeted assistance and the supplement for children of 1 to 6."""
    return targeted_assistance(family) + child_supplement(family)


@provision(
    entity=FAMILY,
    unit="text",
    act=SOCIAL_CODE,
    article="122",
    in_force="2015-01-01",
    title=Name("Көмектің түрі", "Вид помощи", "Kind of assistance"),
)
def assistance_kind(family: Record) -> Expression:
    """none; conditional (a social contract) when a member can take up work; else unconditional."""
    return choose(
        (~below_poverty_line(family), "none"),
        (members_who_can_take_up_work(family) > 0, "conditional"),
        otherwise="unconditional",
    )
