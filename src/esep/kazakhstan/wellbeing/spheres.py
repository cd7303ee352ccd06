"""The eight spheres of order No. 267, each a provision of the family in whole points."""

from __future__ import annotations

from esep.kazakhstan.acts import WELLBEING_ORDER
from esep.kazakhstan.age.provision import minor
from esep.kazakhstan.family_composition.provision import able_bodied_members, dependent_children, family_size
from esep.kazakhstan.inclusion.provision import (
    crowded,
    farm_value,
    has_land,
    outside_preschool,
    outside_school,
    owned_dwellings,
)
from esep.kazakhstan.income.provision import MONTHS_OF_A_QUARTER, family_income
from esep.kazakhstan.work.provision import members_at_work
from esep.law import (
    FAMILY,
    Expression,
    Record,
    Rounding,
    any_of,
    bands,
    choose,
    count_of,
    divided,
    look_up,
    parameter,
    provision,
    value,
)
from esep.messages import Name

QUARTERS_OF_A_MINIMUM = 4


def _points_if(condition: Expression, points: Expression) -> Expression:
    return choose((condition, points), otherwise=0)


def _income(family: Record) -> Expression:
    # Income is counted in whole quarters of a minimum per head, multiplied out: no ratio is ever rounded
    # across a band's edge.
    minimum = parameter("subsistence_minimum") * family_size(family) * value(MONTHS_OF_A_QUARTER, "month")
    quarters = divided(
        family_income(family) * QUARTERS_OF_A_MINIMUM, minimum, rounding=Rounding.DOWN, when_zero=0
    )
    return _points_if(family_income(family) > 0, bands(parameter("income_points"), quarters))


def _overdue(family: Record) -> Expression:
    adults = count_of(family.members, lambda person: ~minor(person))
    overdue = count_of(family.members, lambda person: ~minor(person) & person.overdue_loan)
    points = parameter("overdue_points")
    return choose(
        (overdue == 0, 0),
        (overdue == adults, look_up(points, "all", otherwise=0)),
        otherwise=look_up(points, "some", otherwise=0),
    )


@provision(
    entity=FAMILY,
    unit="point",
    act=WELLBEING_ORDER,
    article="not found",
    in_force="2023-06-29",
    title=Name("Табыс және несие міндеттемелері", "Доходы и кредитные обязательства", "Income and loans"),
)
def income_and_loan_points(family: Record) -> Expression:
    """Income per head against the subsistence minimum, loans, and loans overdue by some or all adults."""
    loans = _points_if(any_of(family.members, lambda person: person.loans), parameter("loan_points"))
    return _income(family) + loans + _overdue(family)


@provision(
    entity=FAMILY,
    unit="point",
    act=WELLBEING_ORDER,
    article="not found",
    in_force="2023-06-29",
    title=Name("Жылжымалы мүлік", "Движимое имущество", "Movable property"),
)
def movable_property_points(family: Record) -> Expression:
    """Cars, commercial vehicles, and kinds of farm machinery."""
    return (
        bands(parameter("car_points"), family.cars)
        + bands(parameter("commercial_vehicle_points"), family.commercial_vehicles)
        + bands(parameter("machinery_points"), family.farm_machinery)
    )


def _business(family: Record) -> Expression:
    sole = any_of(family.members, lambda person: person.business.one_of("sole_trader", "both"))
    founder = any_of(family.members, lambda person: person.business.one_of("founder", "both"))
    found = choose((sole & founder, "both"), (founder, "founder"), (sole, "sole_trader"), otherwise="none")
    return look_up(parameter("business_points"), found, otherwise=0)


@provision(
    entity=FAMILY,
    unit="point",
    act=WELLBEING_ORDER,
    article="not found",
    in_force="2023-06-29",
    title=Name("Жұмыспен қамту", "Занятость", "Employment"),
)
def employment_points(family: Record) -> Expression:
    """Nobody able-bodied, members at work, and business of the members."""
    nobody = _points_if(able_bodied_members(family) == 0, parameter("no_able_bodied_points"))
    return nobody + bands(parameter("employed_points"), members_at_work(family)) + _business(family)


def _adult_disability(family: Record) -> Expression:
    severe = any_of(family.members, lambda person: person.disability.one_of("group_1", "group_2"))
    third = any_of(family.members, lambda person: person.disability == "group_3")
    found = choose((severe, "group_1_2"), (third, "group_3"), otherwise="none")
    return look_up(parameter("adult_disability_points"), found, otherwise=0)


@provision(
    entity=FAMILY,
    unit="point",
    act=WELLBEING_ORDER,
    article="not found",
    in_force="2023-06-29",
    title=Name("Әлеуметтік қорғау", "Социальная защита", "Social protection"),
)
def social_protection_points(family: Record) -> Expression:
    """Dependent children, the heaviest disability of an adult, and a child with disability."""
    child = any_of(family.members, lambda person: person.disability == "child")
    return (
        bands(parameter("children_points"), dependent_children(family))
        + _adult_disability(family)
        + _points_if(child, parameter("child_disability_points"))
    )


@provision(
    entity=FAMILY,
    unit="point",
    act=WELLBEING_ORDER,
    article="not found",
    in_force="2023-06-29",
    title=Name("Денсаулық сақтау", "Здравоохранение", "Health"),
)
def health_points(family: Record) -> Expression:
    """A member without a clinic, nobody insured, chronic illness, a dispensary record."""
    unattached = any_of(family.members, lambda person: ~person.medical_attachment)
    insured = any_of(family.members, lambda person: person.health_insurance)
    chronic = any_of(family.members, lambda person: person.chronic_illness)
    recorded = any_of(family.members, lambda person: person.dispensary_record)
    return (
        _points_if(unattached, parameter("unattached_points"))
        + _points_if(~insured, parameter("uninsured_points"))
        + _points_if(chronic, parameter("chronic_points"))
        + _points_if(recorded, parameter("dispensary_points"))
    )


@provision(
    entity=FAMILY,
    unit="point",
    act=WELLBEING_ORDER,
    article="not found",
    in_force="2023-06-29",
    title=Name("Білім беру", "Образование", "Education"),
)
def education_points(family: Record) -> Expression:
    """A child of preschool age without a kindergarten, a child of school age without a school."""
    return _points_if(any_of(family.members, outside_preschool), parameter("preschool_points")) + _points_if(
        any_of(family.members, outside_school), parameter("school_points")
    )


def _dwellings(family: Record) -> Expression:
    points = parameter("housing_points")
    return choose(
        (owned_dwellings(family) == 0, look_up(points, "none", otherwise=0)),
        (owned_dwellings(family) > 1, bands(parameter("several_dwellings_points"), owned_dwellings(family))),
        (crowded(family), look_up(points, "crowded", otherwise=0)),
        otherwise=look_up(points, "enough", otherwise=0),
    )


@provision(
    entity=FAMILY,
    unit="point",
    act=WELLBEING_ORDER,
    article="not found",
    in_force="2023-06-29",
    title=Name(
        "Тұрғын үй жағдайлары және инфрақұрылым",
        "Жилищные условия и инфраструктура",
        "Housing and infrastructure",
    ),
)
def housing_points(family: Record) -> Expression:
    """Dwellings owned and area per person, commercial property, and the status of the settlement."""
    return (
        _dwellings(family)
        + _points_if(family.commercial_property, parameter("commercial_property_points"))
        + look_up(parameter("settlement_points"), family.settlement_status, otherwise=0)
    )


@provision(
    entity=FAMILY,
    unit="point",
    act=WELLBEING_ORDER,
    article="not found",
    in_force="2023-06-29",
    title=Name("Ауыл шаруашылығы", "Сельское хозяйство", "Agriculture"),
)
def agriculture_points(family: Record) -> Expression:
    """The value of the household farm, and land."""
    land = _points_if(has_land(family), parameter("land_points"))
    return bands(parameter("plot_points"), farm_value(family)) + land
