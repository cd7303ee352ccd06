"""The twelve material criteria of the scoring pilot: income, housing, property, transport, loans.

The order was not found whole: sources name the components and examples of what belongs to them, but neither
the single criteria nor points. These are settings that the registers can answer; more points, better off.
"""

from __future__ import annotations

from esep.kazakhstan.acts import SETTINGS
from esep.kazakhstan.age.provision import minor
from esep.kazakhstan.family_composition.provision import family_size
from esep.kazakhstan.inclusion.provision import (
    area_per_person,
    farm_value,
    has_land,
    has_overdue_loan,
    in_arrears,
    owned_dwellings,
)
from esep.kazakhstan.income.provision import MONTHS_OF_A_QUARTER, family_income
from esep.kazakhstan.subsistence_minimum.provision import regional_minimum
from esep.law import (
    FAMILY,
    Expression,
    Record,
    Rounding,
    all_of,
    any_of,
    bands,
    choose,
    divided,
    look_up,
    parameter,
    provision,
    value,
)
from esep.messages import Name

QUARTERS_OF_A_MINIMUM = 4


def _points(key: str) -> Expression:
    return look_up(parameter("scoring_points"), key, otherwise=0)


def _points_if(condition: Expression, key: str) -> Expression:
    return choose((condition, _points(key)), otherwise=0)


def _quarters_of_a_minimum(family: Record) -> Expression:
    minimum = regional_minimum(family) * family_size(family) * value(MONTHS_OF_A_QUARTER, "month")
    return divided(
        family_income(family) * QUARTERS_OF_A_MINIMUM, minimum, rounding=Rounding.DOWN, when_zero=0
    )


@provision(
    entity=FAMILY,
    unit="point",
    act=SETTINGS,
    article="",
    in_force="2025-05-21",
    title=Name("Табыс (скоринг)", "Доход (скоринг)", "Income (scoring)"),
)
def scoring_income(family: Record) -> Expression:
    """Income per head in whole quarters of the regional subsistence minimum, in bands."""
    return bands(parameter("scoring_income_points"), _quarters_of_a_minimum(family))


@provision(
    entity=FAMILY,
    unit="point",
    act=SETTINGS,
    article="",
    in_force="2025-05-21",
    title=Name("Тұрғын үйлер (скоринг)", "Жилища (скоринг)", "Dwellings (scoring)"),
)
def scoring_dwellings(family: Record) -> Expression:
    """Dwellings owned: none, one, more."""
    return bands(parameter("scoring_dwelling_points"), owned_dwellings(family))


@provision(
    entity=FAMILY,
    unit="point",
    act=SETTINGS,
    article="",
    in_force="2025-05-21",
    title=Name("Тұрғын алаң (скоринг)", "Жилая площадь (скоринг)", "Living space (scoring)"),
)
def scoring_living_space(family: Record) -> Expression:
    """Area per person, in bands."""
    return bands(parameter("scoring_space_points"), area_per_person(family))


@provision(
    entity=FAMILY,
    unit="point",
    act=SETTINGS,
    article="",
    in_force="2025-05-21",
    title=Name("Тұрғын үй түрі (скоринг)", "Вид жилья (скоринг)", "Kind of dwelling (scoring)"),
)
def scoring_kind_of_dwelling(family: Record) -> Expression:
    """Lives in a house or an apartment, not only in a room or a dormitory."""
    return _points_if(
        any_of(family.dwellings, lambda dwelling: dwelling.kind.one_of("house", "apartment")),
        "house_or_apartment",
    )


@provision(
    entity=FAMILY,
    unit="point",
    act=SETTINGS,
    article="",
    in_force="2025-05-21",
    title=Name(
        "Коммерциялық жылжымайтын мүлік (скоринг)",
        "Коммерческая недвижимость (скоринг)",
        "Commercial property (scoring)",
    ),
)
def scoring_commercial_property(family: Record) -> Expression:
    """Owns commercial property."""
    return _points_if(family.commercial_property, "commercial_property")


@provision(
    entity=FAMILY,
    unit="point",
    act=SETTINGS,
    article="",
    in_force="2025-05-21",
    title=Name("Жер учаскесі (скоринг)", "Земельный участок (скоринг)", "Land (scoring)"),
)
def scoring_land(family: Record) -> Expression:
    """Has a household plot or other land."""
    return _points_if(has_land(family), "land")


@provision(
    entity=FAMILY,
    unit="point",
    act=SETTINGS,
    article="",
    in_force="2025-05-21",
    title=Name(
        "Жеке қосалқы шаруашылық (скоринг)",
        "Личное подсобное хозяйство (скоринг)",
        "Household farm (scoring)",
    ),
)
def scoring_household_farm(family: Record) -> Expression:
    """Value of the household plot and the animals, in bands."""
    return bands(parameter("scoring_farm_points"), farm_value(family))


@provision(
    entity=FAMILY,
    unit="point",
    act=SETTINGS,
    article="",
    in_force="2025-05-21",
    title=Name("Жеңіл автокөлік (скоринг)", "Легковые автомобили (скоринг)", "Cars (scoring)"),
)
def scoring_cars(family: Record) -> Expression:
    """Cars: none, one, more."""
    return bands(parameter("scoring_car_points"), family.cars)


@provision(
    entity=FAMILY,
    unit="point",
    act=SETTINGS,
    article="",
    in_force="2025-05-21",
    title=Name(
        "Коммерциялық көлік (скоринг)", "Коммерческий транспорт (скоринг)", "Commercial vehicles (scoring)"
    ),
)
def scoring_commercial_vehicles(family: Record) -> Expression:
    """Has a commercial vehicle."""
    return _points_if(family.commercial_vehicles > 0, "commercial_vehicle")


@provision(
    entity=FAMILY,
    unit="point",
    act=SETTINGS,
    article="",
    in_force="2025-05-21",
    title=Name(
        "Ауыл шаруашылығы техникасы (скоринг)", "Сельхозтехника (скоринг)", "Farm machinery (scoring)"
    ),
)
def scoring_machinery(family: Record) -> Expression:
    """Farm machinery: none, one, more."""
    return bands(parameter("scoring_machinery_points"), family.farm_machinery)


@provision(
    entity=FAMILY,
    unit="point",
    act=SETTINGS,
    article="",
    in_force="2025-05-21",
    title=Name("Несиелер (скоринг)", "Кредиты (скоринг)", "Loans (scoring)"),
)
def scoring_loans(family: Record) -> Expression:
    """No member has a loan."""
    return _points_if(~any_of(family.members, lambda person: person.loans), "without_loans")


@provision(
    entity=FAMILY,
    unit="point",
    act=SETTINGS,
    article="",
    in_force="2025-05-21",
    title=Name(
        "Мерзімі өткен несиелер (скоринг)", "Просроченные кредиты (скоринг)", "Overdue loans (scoring)"
    ),
)
def scoring_overdue_loans(family: Record) -> Expression:
    """Adults in arrears with a loan: none, some, all."""
    return choose(
        (~has_overdue_loan(family), _points("nobody_in_arrears")),
        (all_of(family.members, in_arrears, where=lambda person: ~minor(person)), 0),
        otherwise=_points("some_in_arrears"),
    )
