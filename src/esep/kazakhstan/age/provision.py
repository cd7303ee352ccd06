"""How old a person is, and what the law ties to it."""

from __future__ import annotations

from esep.kazakhstan.acts import SETTINGS, SOCIAL_CODE, YOUTH_LAW
from esep.law import PERSON, Expression, Record, age, choose, moment, parameter, provision
from esep.messages import Name


@provision(
    entity=PERSON,
    unit="year",
    act=SOCIAL_CODE,
    article="not found",
    in_force="2015-01-01",
    title=Name("Жасы", "Возраст", "Age"),
)
def age_in_years(person: Record) -> Expression:
    """Full years on the date of the law; born on 29 February: full on 1 March of a common year."""
    return age(person.birth_date, at=moment.law_date)


@provision(
    entity=PERSON,
    unit="bool",
    act=SOCIAL_CODE,
    article="not found",
    in_force="2015-01-01",
    title=Name("Кәмелетке толмаған", "Несовершеннолетний", "Minor"),
)
def minor(person: Record) -> Expression:
    """Younger than 18 years."""
    return age_in_years(person) < parameter("adult_age")


@provision(
    entity=PERSON,
    unit="bool",
    act=SOCIAL_CODE,
    article="207",
    in_force="2015-01-01",
    title=Name("Зейнет жасына толған", "Достиг пенсионного возраста", "Pension age reached"),
)
def pension_age_reached(person: Record) -> Expression:
    """Men from 63 years; women from the age of the year, which rises from 58 in 2017 to 63 in 2031."""
    pension_age = choose(
        (person.sex == "male", parameter("pension_age_men")), otherwise=parameter("pension_age_women")
    )
    return age(person.birth_date, at=moment.law_date, counted_in="month") >= pension_age


@provision(
    entity=PERSON,
    unit="bool",
    act=SOCIAL_CODE,
    article="not found",
    in_force="2015-01-01",
    title=Name("Еңбекке қабілетті жаста", "Трудоспособный возраст", "Working age"),
)
def working_age(person: Record) -> Expression:
    """From 16 years until the pension age."""
    return (age_in_years(person) >= parameter("working_age_from")) & ~pension_age_reached(person)


@provision(
    entity=PERSON,
    unit="bool",
    act=SOCIAL_CODE,
    article="not found",
    in_force="2015-01-01",
    title=Name("1 жастан 6 жасқа дейінгі бала", "Ребёнок от 1 до 6 лет", "Child of 1 to 6"),
)
def young_child(person: Record) -> Expression:
    """From the first birthday until the day before the seventh."""
    years = age_in_years(person)
    return (years >= parameter("young_child_from")) & (years <= parameter("young_child_to"))


@provision(
    entity=PERSON,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Мектепке дейінгі жастағы бала", "Ребёнок дошкольного возраста", "Preschool age"),
)
def preschool_age(person: Record) -> Expression:
    """From 3 years until the day before the seventh birthday."""
    years = age_in_years(person)
    return (years >= parameter("preschool_age_from")) & (years < parameter("school_age_from"))


@provision(
    entity=PERSON,
    unit="bool",
    act=SETTINGS,
    article="",
    in_force="2015-01-01",
    title=Name("Мектеп жасындағы бала", "Ребёнок школьного возраста", "School age"),
)
def school_age(person: Record) -> Expression:
    """From 7 years until 18."""
    return (age_in_years(person) >= parameter("school_age_from")) & minor(person)


@provision(
    entity=PERSON,
    unit="bool",
    act=SOCIAL_CODE,
    article="not found",
    in_force="2015-01-01",
    title=Name(
        "23 жасқа дейінгі күндізгі студент", "Студент очной формы до 23 лет", "Full-time student under 23"
    ),
)
def student_under_limit(person: Record) -> Expression:
    """Of age, younger than 23, and studying full time."""
    studies: Expression = person.full_time_student
    return studies & ~minor(person) & (age_in_years(person) < parameter("student_age_limit"))


@provision(
    entity=PERSON,
    unit="bool",
    act=YOUTH_LAW,
    article="1",
    in_force="2015-01-01",
    title=Name("Жас адам", "Молодёжь", "Youth"),
)
def youth(person: Record) -> Expression:
    """From 15 years to 34 (28 before 2023), both included."""
    years = age_in_years(person)
    return (years >= parameter("youth_age_from")) & (years <= parameter("youth_age_to"))
