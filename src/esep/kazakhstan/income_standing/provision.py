"""How a family's income stands to the subsistence minimum and to the poverty line."""

from __future__ import annotations

from esep.kazakhstan.acts import SETTINGS
from esep.kazakhstan.family_composition.provision import family_size
from esep.kazakhstan.income.provision import MONTHS_OF_A_QUARTER, family_income
from esep.kazakhstan.poverty_line.provision import family_line
from esep.kazakhstan.subsistence_minimum.provision import regional_minimum
from esep.law import FAMILY, PERSON, Expression, Record, at_most, divided, of_family, provision, value
from esep.messages import Name


@provision(
    entity=FAMILY,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name(
        "Табысы ең төменгі күнкөріс деңгейінен төмен",
        "Доход ниже прожиточного минимума",
        "Below the subsistence minimum",
    ),
)
def below_subsistence(family: Record) -> Expression:
    """Income per head, unrounded, is below the regional subsistence minimum; an empty family is not."""
    months = value(MONTHS_OF_A_QUARTER, "month")
    return family_income(family) < regional_minimum(family) * family_size(family) * months


@provision(
    entity=FAMILY,
    unit="share",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name(
        "Табыстың кедейлік шегіне қатынасы", "Отношение дохода к черте бедности", "Income to the poverty line"
    ),
)
def ratio_to_line(family: Record) -> Expression:
    """Income of the quarter over the line of the family, in ten-thousandths, rounded down; 0 for nobody.

    An income above a thousand billion tenge counts as that much: the ratio says nothing more by then.
    """
    income = at_most(family_income(family), value(10**12, "KZT"))
    return divided(income, family_line(family) * value(MONTHS_OF_A_QUARTER, "month"), to="share", when_zero=0)


@provision(
    entity=PERSON,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Ауыл тұрғыны", "Сельский житель", "Rural person"),
)
def rural_person(person: Record) -> Expression:
    """A member of a family that lives in a rural place."""
    return of_family(person, lambda family: family.rural, without=False)
