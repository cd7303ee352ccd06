"""The other eleven criteria of the scoring pilot: health, education, dependants, work, hidden income.

The order was not found whole: sources name the components and examples of what belongs to them, but neither
the single criteria nor points. These are settings that the registers can answer; more points, better off.
"""

from __future__ import annotations

from esep.kazakhstan.acts import SETTINGS
from esep.kazakhstan.family_composition.provision import (
    able_bodied,
    able_bodied_members,
    family_size,
    single_parent,
)
from esep.kazakhstan.inclusion.provision import (
    has_disabled_child,
    misses_school,
    outside_preschool,
    outside_school,
)
from esep.kazakhstan.income_standing.provision import below_subsistence
from esep.kazakhstan.work.provision import at_work, members_at_work, steady_income
from esep.law import (
    FAMILY,
    Expression,
    Record,
    Rounding,
    all_of,
    any_of,
    at_least,
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


def _points(key: str) -> Expression:
    return look_up(parameter("scoring_points"), key, otherwise=0)


def _points_if(condition: Expression, key: str) -> Expression:
    return choose((condition, _points(key)), otherwise=0)


def _able_bodied_at_work(family: Record) -> Expression:
    return count_of(family.members, lambda person: able_bodied(person) & at_work(person))


@provision(
    entity=FAMILY,
    unit="1",
    act=SETTINGS,
    article="",
    in_force="2025-05-21",
    title=Name(
        "Бір жұмысшыға шаққандағы жұмыс істемейтін мүшелер",
        "Неработающих на одного работающего",
        "Members without work for each member at work",
    ),
)
def dependency_load(family: Record) -> Expression:
    """Members without work by members at work, rounded up; all members where nobody works."""
    idle = family_size(family) - members_at_work(family)
    working = at_least(members_at_work(family), value(1, "person"))
    return divided(idle, working, rounding=Rounding.UP, when_zero=0)


@provision(
    entity=FAMILY,
    unit="1",
    act=SETTINGS,
    article="",
    in_force="2025-05-21",
    title=Name(
        "Жасырын табыс белгілерінің саны",
        "Число признаков скрытых доходов",
        "Number of signs of hidden income",
    ),
)
def hidden_income_signs(family: Record) -> Expression:
    """Work without pension contributions; two cars or commercial property with income below the minimum."""
    informal = any_of(family.members, lambda person: at_work(person) & ~steady_income(person))
    wealth: Expression = (family.cars >= parameter("cars_beyond_income")) | family.commercial_property
    beyond = below_subsistence(family) & wealth
    return choose((informal, 1), otherwise=0) + choose((beyond, 1), otherwise=0)


@provision(
    entity=FAMILY,
    unit="point",
    act=SETTINGS,
    article="",
    in_force="2025-05-21",
    title=Name(
        "Ересектердің мүгедектігі (скоринг)", "Инвалидность взрослых (скоринг)", "Adult disability (scoring)"
    ),
)
def scoring_adult_disability(family: Record) -> Expression:
    """Disability of adults: none, group 3, group 1 or 2."""
    return choose(
        (any_of(family.members, lambda person: person.disability.one_of("group_1", "group_2")), 0),
        (any_of(family.members, lambda person: person.disability == "group_3"), _points("group_3")),
        otherwise=_points("without_adult_disability"),
    )


@provision(
    entity=FAMILY,
    unit="point",
    act=SETTINGS,
    article="",
    in_force="2025-05-21",
    title=Name(
        "Балалардың мүгедектігі (скоринг)", "Инвалидность детей (скоринг)", "Child disability (scoring)"
    ),
)
def scoring_child_disability(family: Record) -> Expression:
    """No child with disability."""
    return _points_if(~has_disabled_child(family), "without_child_disability")


@provision(
    entity=FAMILY,
    unit="point",
    act=SETTINGS,
    article="",
    in_force="2025-05-21",
    title=Name("Созылмалы ауру (скоринг)", "Хронические заболевания (скоринг)", "Chronic illness (scoring)"),
)
def scoring_chronic_illness(family: Record) -> Expression:
    """No member with a chronic illness."""
    return _points_if(
        ~any_of(family.members, lambda person: person.chronic_illness), "without_chronic_illness"
    )


@provision(
    entity=FAMILY,
    unit="point",
    act=SETTINGS,
    article="",
    in_force="2025-05-21",
    title=Name(
        "Емханаға тіркелу (скоринг)",
        "Прикрепление к поликлинике (скоринг)",
        "Attachment to a clinic (scoring)",
    ),
)
def scoring_clinic(family: Record) -> Expression:
    """Every member is attached to a clinic."""
    return _points_if(all_of(family.members, lambda person: person.medical_attachment), "all_attached")


@provision(
    entity=FAMILY,
    unit="point",
    act=SETTINGS,
    article="",
    in_force="2025-05-21",
    title=Name(
        "Медициналық сақтандыру (скоринг)", "Медицинское страхование (скоринг)", "Health insurance (scoring)"
    ),
)
def scoring_insurance(family: Record) -> Expression:
    """Every member has compulsory health insurance."""
    return _points_if(all_of(family.members, lambda person: person.health_insurance), "all_insured")


@provision(
    entity=FAMILY,
    unit="point",
    act=SETTINGS,
    article="",
    in_force="2025-05-21",
    title=Name(
        "Балалардың білім алуы (скоринг)", "Образование детей (скоринг)", "Education of children (scoring)"
    ),
)
def scoring_education(family: Record) -> Expression:
    """Every child has a place at a kindergarten or a school and attends it."""
    without = any_of(
        family.members,
        lambda person: outside_preschool(person) | outside_school(person) | misses_school(person),
    )
    return _points_if(~without, "children_educated")


@provision(
    entity=FAMILY,
    unit="point",
    act=SETTINGS,
    article="",
    in_force="2025-05-21",
    title=Name("Асырау жүктемесі (скоринг)", "Иждивенческая нагрузка (скоринг)", "Dependency load (scoring)"),
)
def scoring_dependency_load(family: Record) -> Expression:
    """Members without work for each member at work, in bands; nobody at work: no points."""
    return choose(
        (members_at_work(family) == 0, 0),
        otherwise=bands(parameter("scoring_dependency_points"), dependency_load(family)),
    )


@provision(
    entity=FAMILY,
    unit="point",
    act=SETTINGS,
    article="",
    in_force="2025-05-21",
    title=Name("Жалғызбасты ата-ана (скоринг)", "Одинокий родитель (скоринг)", "Single parent (scoring)"),
)
def scoring_single_parent(family: Record) -> Expression:
    """No single parent brings the children up."""
    return _points_if(~single_parent(family), "without_single_parent")


@provision(
    entity=FAMILY,
    unit="point",
    act=SETTINGS,
    article="",
    in_force="2025-05-21",
    title=Name(
        "Еңбекке қабілеттілердің жұмысы (скоринг)",
        "Занятость трудоспособных (скоринг)",
        "Employment of the able-bodied (scoring)",
    ),
)
def scoring_employment(family: Record) -> Expression:
    """Able-bodied members at work: all of them, some, none."""
    return choose(
        (_able_bodied_at_work(family) == 0, 0),
        (_able_bodied_at_work(family) == able_bodied_members(family), _points("all_at_work")),
        otherwise=_points("some_at_work"),
    )


@provision(
    entity=FAMILY,
    unit="point",
    act=SETTINGS,
    article="",
    in_force="2025-05-21",
    title=Name("Кәсіпкерлік (скоринг)", "Предпринимательство (скоринг)", "Business (scoring)"),
)
def scoring_business(family: Record) -> Expression:
    """A founder of a firm, a sole trader, neither."""
    return choose(
        (
            any_of(family.members, lambda person: person.business.one_of("founder", "both")),
            _points("founder"),
        ),
        (any_of(family.members, lambda person: person.business == "sole_trader"), _points("sole_trader")),
        otherwise=0,
    )


@provision(
    entity=FAMILY,
    unit="point",
    act=SETTINGS,
    article="",
    in_force="2025-05-21",
    title=Name(
        "Жасырын табыс белгілері (скоринг)",
        "Признаки скрытых доходов (скоринг)",
        "Signs of hidden income (scoring)",
    ),
)
def scoring_hidden_income(family: Record) -> Expression:
    """Signs of hidden income: none, one, two."""
    return bands(parameter("scoring_hidden_income_points"), hidden_income_signs(family))
