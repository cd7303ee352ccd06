"""Score and category of a family in the scoring pilot of 2025, and who is left out of its services.

A second model of need, which knows nothing of the levels A to E: joint order of six bodies of 21.05.2025, in
Karaganda region and Shymkent. Confirmed by named sources: the regions, that there are 23 criteria in five
components and six categories, and that category 6 and owners of two dwellings are excluded. The single
criteria, the points and the bounds of the categories are settings.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

from esep.kazakhstan.acts import SCORING_ORDER
from esep.kazakhstan.family_composition.provision import family_size
from esep.kazakhstan.inclusion.provision import owned_dwellings
from esep.kazakhstan.scoring_pilot import material, standing
from esep.law import FAMILY, Expression, Provision, Record, choose, look_up, parameter, provision
from esep.messages import Name


@dataclass(frozen=True)
class Component:
    """A group of criteria: its name, and the provisions of the family that score them."""

    id: str
    name: Name
    criteria: tuple[Provision, ...]


COMPONENTS = (
    Component(
        "material",
        Name("Материалдық көрсеткіштер", "Материальные показатели", "Material"),
        (
            material.scoring_income,
            material.scoring_dwellings,
            material.scoring_living_space,
            material.scoring_kind_of_dwelling,
            material.scoring_commercial_property,
            material.scoring_land,
            material.scoring_household_farm,
            material.scoring_cars,
            material.scoring_commercial_vehicles,
            material.scoring_machinery,
            material.scoring_loans,
            material.scoring_overdue_loans,
        ),
    ),
    Component(
        "non_material",
        Name("Материалдық емес көрсеткіштер", "Нематериальные показатели", "Non-material"),
        (
            standing.scoring_adult_disability,
            standing.scoring_child_disability,
            standing.scoring_chronic_illness,
            standing.scoring_clinic,
            standing.scoring_insurance,
            standing.scoring_education,
        ),
    ),
    Component(
        "dependency",
        Name("Асырау жүктемесі", "Иждивенческая нагрузка", "Dependency load"),
        (standing.scoring_dependency_load, standing.scoring_single_parent),
    ),
    Component(
        "self_realisation",
        Name("Өзін-өзі іске асыру", "Самореализация", "Self-realisation"),
        (standing.scoring_employment, standing.scoring_business),
    ),
    Component(
        "hidden_income",
        Name("Жасырын табыс", "Скрытые доходы", "Hidden income"),
        (standing.scoring_hidden_income,),
    ),
)
"""The five components with their 23 criteria, in the order in which they are shown."""


def _sum(component: Component, family: Record) -> Expression:
    return reduce(Expression.__add__, [criterion(family) for criterion in component.criteria])


MATERIAL, NON_MATERIAL, DEPENDENCY, SELF_REALISATION, HIDDEN_INCOME = COMPONENTS


@provision(
    entity=FAMILY,
    unit="point",
    act=SCORING_ORDER,
    article="not found",
    in_force="2025-05-21",
    title=MATERIAL.name,
)
def scoring_material_component(family: Record) -> Expression:
    """The sum of the twelve material criteria: income, housing, property, transport, loans."""
    return _sum(MATERIAL, family)


@provision(
    entity=FAMILY,
    unit="point",
    act=SCORING_ORDER,
    article="not found",
    in_force="2025-05-21",
    title=NON_MATERIAL.name,
)
def scoring_non_material_component(family: Record) -> Expression:
    """The sum of the six criteria of health, disability and education."""
    return _sum(NON_MATERIAL, family)


@provision(
    entity=FAMILY,
    unit="point",
    act=SCORING_ORDER,
    article="not found",
    in_force="2025-05-21",
    title=DEPENDENCY.name,
)
def scoring_dependency_component(family: Record) -> Expression:
    """The sum of the two criteria of who depends on whom."""
    return _sum(DEPENDENCY, family)


@provision(
    entity=FAMILY,
    unit="point",
    act=SCORING_ORDER,
    article="not found",
    in_force="2025-05-21",
    title=SELF_REALISATION.name,
)
def scoring_self_realisation_component(family: Record) -> Expression:
    """The sum of the two criteria of work and business."""
    return _sum(SELF_REALISATION, family)


@provision(
    entity=FAMILY,
    unit="point",
    act=SCORING_ORDER,
    article="not found",
    in_force="2025-05-21",
    title=HIDDEN_INCOME.name,
)
def scoring_hidden_income_component(family: Record) -> Expression:
    """The criterion of hidden income."""
    return _sum(HIDDEN_INCOME, family)


@provision(
    entity=FAMILY,
    unit="bool",
    act=SCORING_ORDER,
    article="not found",
    in_force="2025-05-21",
    title=Name("Скоринг пилотына кіреді", "Входит в пилот скоринга", "In the scoring pilot"),
)
def in_scoring_pilot(family: Record) -> Expression:
    """Has members and lives in a region of the pilot."""
    in_region: Expression = family.region.one_of(parameter("scoring_pilot_regions"))
    return in_region & (family_size(family) > 0)


@provision(
    entity=FAMILY,
    unit="point",
    act=SCORING_ORDER,
    article="not found",
    in_force="2025-05-21",
    title=Name("Скоринг балы", "Балл скоринга", "Score of the pilot"),
)
def scoring_pilot_score(family: Record) -> Expression:
    """The sum of the five components, at most 100; 0 outside the pilot."""
    points = (
        scoring_material_component(family)
        + scoring_non_material_component(family)
        + scoring_dependency_component(family)
        + scoring_self_realisation_component(family)
        + scoring_hidden_income_component(family)
    )
    return choose((in_scoring_pilot(family), points), otherwise=0)


def _reaches(family: Record, category: int) -> Expression:
    least = look_up(parameter("scoring_category_least"), str(category), otherwise=0)
    return scoring_pilot_score(family) >= least


@provision(
    entity=FAMILY,
    unit="1",
    act=SCORING_ORDER,
    article="not found",
    in_force="2025-05-21",
    title=Name("Скоринг санаты", "Категория скоринга", "Category of the pilot"),
)
def scoring_pilot_category(family: Record) -> Expression:
    """From 1, extreme need (no money for food), to 6, high wellbeing; 0 outside the pilot."""
    reached = [(_reaches(family, category), category) for category in (6, 5, 4, 3, 2)]
    return choose((~in_scoring_pilot(family), 0), *reached, otherwise=1)


@provision(
    entity=FAMILY,
    unit="bool",
    act=SCORING_ORDER,
    article="not found",
    in_force="2025-05-21",
    title=Name(
        "Скоринг бойынша қолдаудан шығарылған",
        "Исключена из мер поддержки по скорингу",
        "Excluded by the pilot",
    ),
)
def scoring_pilot_excluded(family: Record) -> Expression:
    """In the pilot, and of category 6 or the owner of two or more dwellings."""
    provided = scoring_pilot_category(family) >= parameter("scoring_excluded_category")
    dwellings = owned_dwellings(family) >= parameter("scoring_excluded_dwellings")
    return in_scoring_pilot(family) & (provided | dwellings)
