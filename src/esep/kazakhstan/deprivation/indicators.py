"""The indicators of deprivation: what a family lacks, each a plain yes or no.

Nothing here is a rule of an act. The indicators follow the spheres of the map, so that each can be read from
the registers; another choice is another set of settings. A family without members lacks nothing.
"""

from __future__ import annotations

from esep.kazakhstan.acts import SETTINGS
from esep.kazakhstan.age.provision import pension_age_reached
from esep.kazakhstan.family_composition.provision import able_bodied_members, family_size
from esep.kazakhstan.inclusion.provision import (
    crowded,
    has_child_missing_school,
    has_overdue_loan,
    living_area,
    outside_preschool,
    outside_school,
    owned_dwellings,
    without_document,
)
from esep.kazakhstan.income_standing.provision import below_subsistence
from esep.kazakhstan.work.provision import (
    at_work,
    carer,
    members_at_work,
    neither_works_nor_studies,
    steady_income,
    without_steady_income,
)
from esep.law import FAMILY, Expression, Record, any_of, count_of, parameter, provision
from esep.messages import Name


@provision(
    entity=FAMILY,
    unit="person",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Табыс әкелетін мүшелер саны", "Число кормильцев", "Earners"),
)
def earners(family: Record) -> Expression:
    """Members who work or have reached the pension age."""
    return count_of(family.members, lambda person: at_work(person) | pension_age_reached(person))


@provision(
    entity=FAMILY,
    unit="person",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Асыраудағы мүшелер саны", "Число иждивенцев", "Dependants"),
)
def dependants(family: Record) -> Expression:
    """Members who neither work nor have reached the pension age."""
    return family_size(family) - earners(family)


@provision(
    entity=FAMILY,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Табысы ең төменгі деңгейге жетпейді", "Доход ниже прожиточного уровня", "Deprived of income"),
)
def deprived_of_income(family: Record) -> Expression:
    """Income per head below the regional subsistence minimum."""
    return below_subsistence(family)


@provision(
    entity=FAMILY,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name(
        "Ешбір мүшесінің тұрақты табысы жоқ", "Ни у кого нет постоянного дохода", "Deprived of steady income"
    ),
)
def deprived_of_steady_income(family: Record) -> Expression:
    """A member of working age is without steady income, and no member has one."""
    return any_of(family.members, without_steady_income) & ~any_of(family.members, steady_income)


@provision(
    entity=FAMILY,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Ешкім жұмыс істемейді", "Никто не работает", "Deprived of work"),
)
def deprived_of_work(family: Record) -> Expression:
    """Some member is able-bodied, and no member works."""
    return (able_bodied_members(family) > 0) & (members_at_work(family) == 0)


@provision(
    entity=FAMILY,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Балабақшадан тыс баласы бар", "Есть ребёнок вне детского сада", "Deprived of a kindergarten"),
)
def deprived_of_kindergarten(family: Record) -> Expression:
    """A child of 3 to 6 is at no preschool and no school."""
    return any_of(family.members, outside_preschool)


@provision(
    entity=FAMILY,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Мектептен тыс баласы бар", "Есть ребёнок вне школы", "Deprived of schooling"),
)
def deprived_of_schooling(family: Record) -> Expression:
    """A child of 7 to 17 is at no school, college or university."""
    return any_of(family.members, outside_school)


@provision(
    entity=FAMILY,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Сабаққа бармайтын баласы бар", "Есть ребёнок, пропускающий школу", "Deprived of attendance"),
)
def deprived_of_attendance(family: Record) -> Expression:
    """A child of 7 to 17 is recorded as absent from school."""
    return has_child_missing_school(family)


@provision(
    entity=FAMILY,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name(
        "Жұмыссыз әрі оқусыз жас мүшесі бар",
        "Есть молодой член семьи без работы и учёбы",
        "Deprived of occupation",
    ),
)
def deprived_of_occupation(family: Record) -> Expression:
    """A young member neither works nor studies nor cares for somebody."""
    return any_of(family.members, lambda person: neither_works_nor_studies(person) & ~carer(person))


@provision(
    entity=FAMILY,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name(
        "Емханаға тіркелмеген мүшесі бар", "Есть неприкреплённый к поликлинике", "Deprived of a clinic"
    ),
)
def deprived_of_clinic(family: Record) -> Expression:
    """A member is attached to no clinic."""
    return any_of(family.members, lambda person: ~person.medical_attachment)


@provision(
    entity=FAMILY,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name(
        "Медициналық сақтандырылмаған мүшесі бар",
        "Есть незастрахованный в ОСМС",
        "Deprived of health insurance",
    ),
)
def deprived_of_insurance(family: Record) -> Expression:
    """A member is without compulsory health insurance."""
    return any_of(family.members, lambda person: ~person.health_insurance)


@provision(
    entity=FAMILY,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name(
        "Диспансерлік бақылаусыз науқасы бар",
        "Есть больной без диспансерного наблюдения",
        "Deprived of monitoring",
    ),
)
def deprived_of_monitoring(family: Record) -> Expression:
    """A member with a chronic illness has no dispensary record."""
    return any_of(family.members, lambda person: person.chronic_illness & ~person.dispensary_record)


@provision(
    entity=FAMILY,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Меншікті тұрғын үйі жоқ", "Нет собственного жилья", "Deprived of a dwelling"),
)
def deprived_of_dwelling(family: Record) -> Expression:
    """The family owns no dwelling; a rented home and a place in a dormitory are not owned."""
    return (family_size(family) > 0) & (owned_dwellings(family) == 0)


@provision(
    entity=FAMILY,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Тұрғын алаңы жеткіліксіз", "Не хватает жилой площади", "Deprived of space"),
)
def deprived_of_space(family: Record) -> Expression:
    """Less than 18 square metres a person, where the area of a dwelling is known."""
    return (living_area(family) > 0) & crowded(family)


@provision(
    entity=FAMILY,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Жеке куәлігі жоқ мүшесі бар", "Есть член семьи без удостоверения", "Deprived of documents"),
)
def deprived_of_documents(family: Record) -> Expression:
    """A member of 16 or older has no valid identity document."""
    return any_of(family.members, without_document)


@provision(
    entity=FAMILY,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Мерзімі өткен қарызы бар", "Есть просроченный долг", "Deprived of solvency"),
)
def deprived_of_solvency(family: Record) -> Expression:
    """An adult member is in arrears with a loan."""
    return has_overdue_loan(family)


@provision(
    entity=FAMILY,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Асыраушылары жетіспейді", "Не хватает кормильцев", "Deprived of earners"),
)
def deprived_of_earners(family: Record) -> Expression:
    """More than three members without work or pension age for each member with one of them."""
    return dependants(family) > parameter("dependants_per_earner") * earners(family)
