"""Who works, who looks for work, and who has a steady income."""

from __future__ import annotations

from esep.kazakhstan.acts import SETTINGS, SOCIAL_CODE, YOUTH_LAW
from esep.kazakhstan.age.provision import working_age, youth
from esep.kazakhstan.family_composition.provision import able_bodied
from esep.law import (
    FAMILY,
    PERSON,
    Expression,
    Record,
    any_of,
    count_of,
    moment,
    of_family,
    parameter,
    provision,
    valid_on,
)
from esep.messages import Name


@provision(
    entity=PERSON,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Жұмыс істейді", "Работает", "At work"),
)
def at_work(person: Record) -> Expression:
    """An employee, self-employed, a sole trader or a seasonal worker on the date of the law."""
    return any_of(
        person.work,
        lambda record: (
            record.status.one_of(parameter("working_statuses")) & valid_on(record, moment.law_date)
        ),
    )


@provision(
    entity=PERSON,
    unit="bool",
    act=SOCIAL_CODE,
    article="not found",
    in_force="2015-01-01",
    title=Name("Жұмыссыз", "Безработный", "Unemployed"),
)
def unemployed(person: Record) -> Expression:
    """Of working age and recorded as unemployed."""
    recorded = any_of(
        person.work, lambda record: (record.status == "unemployed") & valid_on(record, moment.law_date)
    )
    return working_age(person) & recorded & ~at_work(person)


@provision(
    entity=PERSON,
    unit="bool",
    act=SOCIAL_CODE,
    article="122",
    in_force="2015-01-01",
    title=Name("Күтіммен айналысады", "Осуществляет уход", "Carer"),
)
def carer(person: Record) -> Expression:
    """Recorded as caring for a small child or a person with disability, and not at work."""
    recorded = any_of(
        person.work,
        lambda record: record.status.one_of(parameter("carer_statuses")) & valid_on(record, moment.law_date),
    )
    return recorded & ~at_work(person)


@provision(
    entity=PERSON,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Тұрақты табысы бар", "Есть постоянный доход", "Steady income"),
)
def steady_income(person: Record) -> Expression:
    """At work, with regular pension contributions from that work."""
    return any_of(
        person.work,
        lambda record: (
            record.status.one_of(parameter("working_statuses"))
            & record.pension_contributions
            & valid_on(record, moment.law_date)
        ),
    )


@provision(
    entity=PERSON,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Тұрақты табыс көзі жоқ", "Нет постоянного источника дохода", "Without steady income"),
)
def without_steady_income(person: Record) -> Expression:
    """Of working age, not a full-time student, and without a steady income."""
    studies: Expression = person.full_time_student
    return working_age(person) & ~studies & ~steady_income(person)


@provision(
    entity=PERSON,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name(
        "Ауылдағы еңбекке қабілетті жастағы адам",
        "Сельский житель трудоспособного возраста",
        "Rural, of working age",
    ),
)
def rural_working_age(person: Record) -> Expression:
    """Of working age, in a family that lives in a rural place."""
    return working_age(person) & of_family(person, lambda family: family.rural, without=False)


@provision(
    entity=PERSON,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name(
        "Ауылда, тұрақты табыс көзі жоқ",
        "На селе, без постоянного источника дохода",
        "Rural, without steady income",
    ),
)
def rural_without_steady_income(person: Record) -> Expression:
    """Rural, of working age, not studying full time, without a steady income."""
    return rural_working_age(person) & without_steady_income(person)


@provision(
    entity=PERSON,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name(
        "Медициналық сақтандырудан тыс өзін-өзі жұмыспен қамтыған",
        "Самозанятый вне медицинского страхования",
        "Self-employed outside health insurance",
    ),
)
def self_employed_uninsured(person: Record) -> Expression:
    """Self-employed, a sole trader or a seasonal worker, and without compulsory health insurance."""
    own_account = any_of(
        person.work,
        lambda record: (
            record.status.one_of(parameter("self_employed_statuses")) & valid_on(record, moment.law_date)
        ),
    )
    insured: Expression = person.health_insurance
    return own_account & ~insured


@provision(
    entity=PERSON,
    unit="bool",
    act=YOUTH_LAW,
    article="1",
    in_force="2015-01-01",
    title=Name("NEET санатындағы жас", "Молодёжь категории NEET", "Youth neither working nor studying"),
)
def neither_works_nor_studies(person: Record) -> Expression:
    """Youth who are not at work and study nowhere: at no school, college or university, nor full time."""
    studies: Expression = person.full_time_student | person.education.one_of(
        "school", "college", "university"
    )
    return youth(person) & ~at_work(person) & ~studies


@provision(
    entity=PERSON,
    unit="bool",
    act=SOCIAL_CODE,
    article="122",
    in_force="2015-01-01",
    title=Name("Жұмысқа орналаса алады", "Может трудоустроиться", "Can take up work"),
)
def can_take_up_work(person: Record) -> Expression:
    """Able-bodied, not at work, and not caring for a small child or a person with disability."""
    return able_bodied(person) & ~at_work(person) & ~carer(person)


@provision(
    entity=FAMILY,
    unit="person",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Жұмыс істейтін мүшелер саны", "Число работающих членов", "Members at work"),
)
def members_at_work(family: Record) -> Expression:
    """Members who work."""
    return count_of(family.members, at_work)


@provision(
    entity=FAMILY,
    unit="person",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name(
        "Жұмысқа орналаса алатын мүшелер саны",
        "Число членов, которые могут трудоустроиться",
        "Members who can take up work",
    ),
)
def members_who_can_take_up_work(family: Record) -> Expression:
    """Able-bodied members who neither work nor care for somebody."""
    return count_of(family.members, can_take_up_work)
