"""What a family or a person lacks or owns: the flags that the measures of support ask for."""

from __future__ import annotations

from esep.kazakhstan.acts import SETTINGS, WELLBEING_ORDER
from esep.kazakhstan.age.provision import age_in_years, minor, preschool_age, school_age
from esep.kazakhstan.family_composition.provision import able_bodied, family_size
from esep.kazakhstan.work.provision import at_work
from esep.law import (
    FAMILY,
    PERSON,
    Expression,
    Record,
    Rounding,
    any_of,
    count_of,
    divided,
    parameter,
    provision,
    sum_of,
)
from esep.messages import Name


@provision(
    entity=PERSON,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Балабақшаға тіркелмеген", "Не прикреплён к детскому саду", "Without a kindergarten"),
)
def outside_preschool(person: Record) -> Expression:
    """Of preschool age (3 to 6), and at no preschool and no school."""
    attached: Expression = person.education != "none"
    return preschool_age(person) & ~attached


@provision(
    entity=PERSON,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Мектепке тіркелмеген", "Не прикреплён к школе", "Without a school"),
)
def outside_school(person: Record) -> Expression:
    """Of school age (7 to 17), and at no school, college or university."""
    attached: Expression = person.education.one_of("school", "college", "university")
    return school_age(person) & ~attached


@provision(
    entity=PERSON,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Мектепке бармайды", "Не посещает школу", "Misses school"),
)
def misses_school(person: Record) -> Expression:
    """Of school age (7 to 17), and recorded as absent from school without a reason."""
    absent: Expression = person.absent_from_school
    return school_age(person) & absent


@provision(
    entity=FAMILY,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name(
        "Мектепке бармайтын баласы бар", "Есть ребёнок, не посещающий школу", "Has a child missing school"
    ),
)
def has_child_missing_school(family: Record) -> Expression:
    """Some member misses school."""
    return any_of(family.members, misses_school)


@provision(
    entity=PERSON,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name(
        "Жарамды жеке куәлігі жоқ", "Нет действующего удостоверения личности", "Without an identity document"
    ),
)
def without_document(person: Record) -> Expression:
    """16 years or older, without a valid identity document."""
    holds: Expression = person.identity_document
    return (age_in_years(person) >= parameter("document_age")) & ~holds


@provision(
    entity=PERSON,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("50 жастан асқан жұмыссыз", "Незанятый старше 50 лет", "Out of work at 50 or older"),
)
def out_of_work_late(person: Record) -> Expression:
    """Able-bodied, 50 years or older, not at work."""
    late = age_in_years(person) >= parameter("late_career_age")
    return able_bodied(person) & late & ~at_work(person)


@provision(
    entity=PERSON,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Мүгедектігі бар", "С инвалидностью", "With disability"),
)
def has_disability(person: Record) -> Expression:
    """A disability of any group, or a child with disability."""
    disabled: Expression = person.disability != "none"
    return disabled


@provision(
    entity=FAMILY,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name(
        "Мүгедектігі бар мүшесі бар", "Есть член семьи с инвалидностью", "Has a member with disability"
    ),
)
def has_member_with_disability(family: Record) -> Expression:
    """Some member has a disability of any group, or is a child with disability."""
    return any_of(family.members, has_disability)


@provision(
    entity=PERSON,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Несиесінің мерзімі өткен", "Имеет просроченный кредит", "In arrears with a loan"),
)
def in_arrears(person: Record) -> Expression:
    """Of age, with a loan recorded as overdue."""
    overdue: Expression = person.overdue_loan
    return ~minor(person) & overdue


@provision(
    entity=FAMILY,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Мерзімі өткен несиесі бар отбасы", "Семья с просроченным кредитом", "Has an overdue loan"),
)
def has_overdue_loan(family: Record) -> Expression:
    """Some adult member is in arrears with a loan."""
    return any_of(family.members, in_arrears)


@provision(
    entity=FAMILY,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Мүгедектігі бар баласы бар", "Есть ребёнок с инвалидностью", "Has a child with disability"),
)
def has_disabled_child(family: Record) -> Expression:
    """A member is a child with disability."""
    return any_of(family.members, lambda person: person.disability == "child")


@provision(
    entity=FAMILY,
    unit="dwelling",
    act=WELLBEING_ORDER,
    article="not found",
    in_force="2015-01-01",
    title=Name("Меншігіндегі тұрғын үйлер саны", "Число жилищ в собственности", "Dwellings owned"),
)
def owned_dwellings(family: Record) -> Expression:
    """Dwellings in the family's ownership; a rented home and a place in a dormitory are not counted."""
    return count_of(family.dwellings, lambda dwelling: dwelling.owned & (dwelling.kind != "dormitory"))


@provision(
    entity=FAMILY,
    unit="m2/100",
    act=WELLBEING_ORDER,
    article="not found",
    in_force="2015-01-01",
    title=Name("Тұрғын үй ауданы", "Площадь жилья", "Living area"),
)
def living_area(family: Record) -> Expression:
    """The area of all dwellings of the family, owned or not."""
    return sum_of(family.dwellings, lambda dwelling: dwelling.area)


@provision(
    entity=FAMILY,
    unit="m2/person/100",
    act=WELLBEING_ORDER,
    article="not found",
    in_force="2015-01-01",
    title=Name("Бір адамға шаққандағы аудан", "Площадь на человека", "Area per person"),
)
def area_per_person(family: Record) -> Expression:
    """Living area by members, in hundredths of a square metre, rounded down."""
    return divided(
        living_area(family), family_size(family), rounding=Rounding.DOWN, when_zero=0, to="m2/person/100"
    )


@provision(
    entity=FAMILY,
    unit="bool",
    act=WELLBEING_ORDER,
    article="not found",
    in_force="2015-01-01",
    title=Name("Тұрғын үйі тар", "Жильё тесное", "Crowded"),
)
def crowded(family: Record) -> Expression:
    """Less than 18 square metres a person."""
    return living_area(family) < parameter("living_area_norm") * family_size(family)


@provision(
    entity=FAMILY,
    unit="bool",
    act=WELLBEING_ORDER,
    article="not found",
    in_force="2015-01-01",
    title=Name("Жер учаскесі бар", "Есть земельный участок", "Has land"),
)
def has_land(family: Record) -> Expression:
    """A household plot or other land of any size."""
    return any_of(
        family.holdings, lambda holding: holding.kind.one_of(parameter("land_kinds")) & (holding.quantity > 0)
    )


@provision(
    entity=FAMILY,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Мал немесе құс ұстайды", "Держит скот или птицу", "Keeps animals"),
)
def has_animals(family: Record) -> Expression:
    """Cattle, sheep, horses or poultry."""
    return any_of(
        family.holdings,
        lambda holding: holding.kind.one_of(parameter("animal_kinds")) & (holding.quantity > 0),
    )


@provision(
    entity=FAMILY,
    unit="KZT",
    act=WELLBEING_ORDER,
    article="not found",
    in_force="2015-01-01",
    title=Name(
        "Жеке қосалқы шаруашылықтың құны",
        "Стоимость личного подсобного хозяйства",
        "Value of the household farm",
    ),
)
def farm_value(family: Record) -> Expression:
    """The value of the household plot and of the animals; other land is not part of it."""
    return sum_of(
        family.holdings,
        lambda holding: holding.value,
        where=lambda holding: (
            (holding.kind == "household_plot") | holding.kind.one_of(parameter("animal_kinds"))
        ),
    )
