"""Who a family is made of."""

from __future__ import annotations

from esep.kazakhstan.acts import SETTINGS, SOCIAL_CODE
from esep.kazakhstan.age.provision import (
    minor,
    pension_age_reached,
    student_under_limit,
    working_age,
    young_child,
)
from esep.law import FAMILY, PERSON, Expression, Record, all_of, choose, count_of, parameter, provision
from esep.messages import Name


@provision(
    entity=FAMILY,
    unit="person",
    act=SOCIAL_CODE,
    article="127",
    in_force="2015-01-01",
    title=Name("Отбасы мүшелерінің саны", "Число членов семьи", "Size of the family"),
)
def family_size(family: Record) -> Expression:
    """Living members on the date of the law."""
    return count_of(family.members)


@provision(
    entity=FAMILY,
    unit="person",
    act=SOCIAL_CODE,
    article="not found",
    in_force="2015-01-01",
    title=Name("Кәмелетке толмағандар саны", "Число несовершеннолетних", "Minors"),
)
def minors(family: Record) -> Expression:
    """Members younger than 18."""
    return count_of(family.members, minor)


@provision(
    entity=PERSON,
    unit="bool",
    act=SOCIAL_CODE,
    article="not found",
    in_force="2015-01-01",
    title=Name("Асыраудағы бала", "Ребёнок на иждивении", "Dependent child"),
)
def dependent_child(person: Record) -> Expression:
    """Stands as a child in the family, and is a minor or a full-time student under 23."""
    stands_as_child: Expression = person.role.one_of(parameter("child_roles"))
    return stands_as_child & (minor(person) | student_under_limit(person))


@provision(
    entity=FAMILY,
    unit="person",
    act=SOCIAL_CODE,
    article="not found",
    in_force="2015-01-01",
    title=Name("Асыраудағы балалар саны", "Число детей на иждивении", "Dependent children"),
)
def dependent_children(family: Record) -> Expression:
    """Minors and full-time students under 23 who stand as children."""
    return count_of(family.members, dependent_child)


@provision(
    entity=FAMILY,
    unit="person",
    act=SOCIAL_CODE,
    article="not found",
    in_force="2015-01-01",
    title=Name("1 жастан 6 жасқа дейінгі балалар саны", "Число детей от 1 до 6 лет", "Children of 1 to 6"),
)
def young_children(family: Record) -> Expression:
    """Members from 1 to 6 years, both included."""
    return count_of(family.members, young_child)


@provision(
    entity=PERSON,
    unit="bool",
    act=SOCIAL_CODE,
    article="122",
    in_force="2015-01-01",
    title=Name("Еңбекке қабілетті", "Трудоспособный", "Able-bodied"),
)
def able_bodied(person: Record) -> Expression:
    """Of working age, without a disability of group 1 or 2, and not a full-time student."""
    able: Expression = person.disability.one_of(parameter("able_bodied_disabilities"))
    studies: Expression = person.full_time_student
    return working_age(person) & able & ~studies


@provision(
    entity=FAMILY,
    unit="person",
    act=SOCIAL_CODE,
    article="122",
    in_force="2015-01-01",
    title=Name("Еңбекке қабілетті мүшелер саны", "Число трудоспособных членов", "Able-bodied members"),
)
def able_bodied_members(family: Record) -> Expression:
    """Members who are able-bodied."""
    return count_of(family.members, able_bodied)


@provision(
    entity=FAMILY,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Толық емес отбасы", "Неполная семья", "Single parent"),
)
def single_parent(family: Record) -> Expression:
    """One adult stands as head or spouse, and there is a dependent child."""
    parents = count_of(family.members, lambda person: person.role.one_of("head", "spouse") & ~minor(person))
    return (parents == 1) & (dependent_children(family) > 0)


@provision(
    entity=FAMILY,
    unit="bool",
    act=SOCIAL_CODE,
    article="not found",
    in_force="2015-01-01",
    title=Name("Көпбалалы отбасы", "Многодетная семья", "Large family"),
)
def large_family(family: Record) -> Expression:
    """Four or more dependent children."""
    return dependent_children(family) >= parameter("large_family_children")


@provision(
    entity=FAMILY,
    unit="text",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Отбасы түрі", "Вид семьи", "Kind of family"),
)
def family_kind(family: Record) -> Expression:
    """The first that fits: empty, large, single_parent, couple_with_children, elderly, lone, other."""
    return choose(
        (family_size(family) == 0, "empty"),
        (large_family(family), "large"),
        (single_parent(family), "single_parent"),
        (dependent_children(family) > 0, "couple_with_children"),
        (all_of(family.members, pension_age_reached), "elderly"),
        (family_size(family) == 1, "lone"),
        otherwise="other",
    )
