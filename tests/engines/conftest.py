"""A law of our own that touches every kind of node, for all tests of engines."""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from esep.law import (
    FAMILY,
    PERSON,
    Act,
    Entity,
    Expression,
    Law,
    Provision,
    Record,
    Rounding,
    age,
    all_of,
    any_of,
    at_least,
    at_least_zero,
    at_most,
    bands,
    choose,
    clip,
    count_of,
    divided,
    largest_of,
    look_up,
    moment,
    of_family,
    parameter,
    provision,
    read_parameters,
    share_of,
    smallest_of,
    sum_of,
    table,
    valid_on,
    value,
    whole,
)
from esep.messages import Name

NAME = Name("сынақ", "проба", "trial")
ACT = Act(id="1", date="not found", name=NAME, source="not found", confidence="not found")


def rule(entity, unit):
    return provision(
        entity=entity, unit=unit, act=ACT, article="1", in_force=("2000-01-01", None), title=NAME
    )


@rule(PERSON, "KZT")
def quarter_income(person: Record) -> Expression:
    """Counted income of the quarter before."""
    return sum_of(
        person.incomes,
        lambda income: income.amount,
        where=lambda income: (
            (income.month >= moment.previous_quarter_first)
            & (income.month <= moment.previous_quarter_last)
            & ~income.kind.one_of(parameter("kinds_not_counted"))
        ),
    )


@rule(PERSON, "KZT")
def largest_receipt(person: Record) -> Expression:
    """Largest receipt of any kind."""
    return largest_of(person.incomes, lambda income: income.amount, empty=-1)


@rule(PERSON, "KZT/month")
def benefits_drawn(person: Record) -> Expression:
    """Benefits drawn on the date."""
    drawn = sum_of(person.benefits, lambda b: b.amount, where=lambda b: valid_on(b, moment.law_date))
    return choose((parameter("counts_benefits"), drawn), otherwise=0)


@rule(PERSON, "year")
def years(person: Record) -> Expression:
    """Age in years."""
    return age(person.birth_date, at=moment.law_date)


@rule(PERSON, "month")
def months_at_quarter(person: Record) -> Expression:
    """Age in months on the first day of the quarter."""
    return age(person.birth_date, at=moment.quarter_first.months_before(1).days_before(1), counted_in="month")


@rule(PERSON, "bool")
def is_child(person: Record) -> Expression:
    """Under 18, or a full-time student under 23; five comparisons of an age."""
    born = age(person.birth_date, at=moment.law_date)
    return (
        ((born < 18) & (born >= 0))
        | ((born <= 22) & person.full_time_student & ~(born == 20))
        | (born != born)
    )


@rule(PERSON, "text")
def letter(person: Record) -> Expression:
    """The age group."""
    return bands(table("letter_of_age"), age(person.birth_date, at=moment.law_date))


@rule(PERSON, "bool")
def works_wholly(person: Record) -> Expression:
    """Every record of work in force is an employee's; true without records."""
    return all_of(
        person.work,
        lambda work: work.status == "employee",
        where=lambda work: valid_on(work, moment.law_date),
    )


@rule(FAMILY, "person")
def family_size(family: Record) -> Expression:
    """Number of members."""
    return count_of(family.members)


@rule(FAMILY, "person")
def children(family: Record) -> Expression:
    """Number of children."""
    return count_of(family.members, is_child)


@rule(FAMILY, "KZT/month/person")
def income_per_head(family: Record) -> Expression:
    """Income per head and month, rounded to the nearest."""
    income = sum_of(family.members, quarter_income)
    benefits = sum_of(family.members, benefits_drawn, where=lambda p: p.role != "other") * value(3, "month")
    people = family_size(family) * value(3, "month")
    return divided(income + benefits, people, rounding=Rounding.HALF_UP, when_zero=-7)


@rule(FAMILY, "KZT/month/person")
def poverty_line(family: Record) -> Expression:
    """The larger of a share of the minimum and the region's own."""
    share = share_of(parameter("minimum"), parameter("share_of_minimum"), rounding=Rounding.UP)
    return at_least(share, look_up(table("minimum_by_region"), family.region, otherwise=parameter("minimum")))


@rule(FAMILY, "KZT/month/person")
def shortfall(family: Record) -> Expression:
    """Below zero where the family is above the line."""
    return poverty_line(family) - income_per_head(family)


@rule(FAMILY, "KZT/month")
def assistance(family: Record) -> Expression:
    """Shortfall times members."""
    return at_least_zero(shortfall(family)) * family_size(family)


@rule(FAMILY, "share")
def ratio(family: Record) -> Expression:
    """Income per head in ten-thousandths of the line."""
    return divided(income_per_head(family), poverty_line(family), to="share", when_zero=0)


@rule(FAMILY, "point")
def points(family: Record) -> Expression:
    """Points of the ratio and of cars."""
    cars = choose((family.cars == 0, -50), (family.cars <= 2, 0), otherwise=clip(100, 0, 90))
    return bands(table("points_of_ratio"), ratio(family)) + cars


@rule(FAMILY, "KZT/month/person")
def halved_down(family: Record) -> Expression:
    """A negative number divided, rounded down."""
    return divided(shortfall(family), 7)


@rule(FAMILY, "KZT/month/person")
def halved_half_up(family: Record) -> Expression:
    """A negative number divided, rounded to the nearest."""
    return divided(shortfall(family), -2, rounding=Rounding.HALF_UP)


@rule(FAMILY, "KZT/month/person")
def halved_up(family: Record) -> Expression:
    """A negative number divided, rounded up."""
    return divided(shortfall(family), 7, rounding=Rounding.UP)


@rule(FAMILY, "KZT")
def wide_share(family: Record) -> Expression:
    """A share of what may be so large that the product would leave int64."""
    return share_of(
        sum_of(family.members, quarter_income), parameter("share_of_minimum"), rounding=Rounding.HALF_UP
    )


@rule(FAMILY, "KZT/month")
def allowance(family: Record) -> Expression:
    """A multiple of the MCI for families of two children and more."""
    amount = whole(parameter("multiple") * parameter("mci"), rounding=Rounding.HALF_UP)
    return choose((children(family) >= 2, amount), otherwise=0)


@rule(FAMILY, "bool")
def has_farm(family: Record) -> Expression:
    """Land or animals worth something, or a house of its own."""
    farm = any_of(family.holdings, lambda h: h.value > 0, where=lambda h: h.kind.one_of("land", "cattle"))
    return farm | any_of(family.dwellings, lambda d: d.owned & (d.kind == "house"))


@rule(FAMILY, "year")
def youngest(family: Record) -> Expression:
    """Age of the youngest member."""
    return smallest_of(family.members, years, empty=999)


@rule(FAMILY, "bool")
def latest_birth_is_recent(family: Record) -> Expression:
    """The latest birth was within a year; none where there are no members."""
    latest = largest_of(family.members, lambda p: p.birth_date, empty=moment.law_date.months_before(600))
    return at_most(latest, moment.law_date) > moment.law_date.months_before(12)


@rule(PERSON, "KZT/month")
def family_assistance(person: Record) -> Expression:
    """The family's assistance; minus one without family."""
    return of_family(person, assistance, without=-1)


@rule(PERSON, "KZT")
def poorer_than_family(person: Record) -> Expression:
    """Own income below a twentieth of the cars' number, brought from the family twice over."""
    mean = of_family(person, income_per_head, without=0) * value(3, "month*person")
    return choose(
        (of_family(person, lambda f: f.rural, without=False), quarter_income(person) - mean), otherwise=0
    )


@rule(FAMILY, "person")
def poor_members(family: Record) -> Expression:
    """Members who are poorer than their family: family to person and back."""
    return count_of(family.members, lambda p: poorer_than_family(p) < 0)


@rule(PERSON, "text")
def described(person: Record) -> Expression:
    """A text chosen between a column and written words."""
    return choose(
        (person.role == "none", "alone"), (person.sex != "male", person.role), otherwise=letter(person)
    )


@pytest.fixture(scope="session")
def every_node_law() -> Law:
    provisions = tuple(item for item in globals().values() if isinstance(item, Provision))
    return Law(provisions, read_parameters(Path(__file__).parent / "parameters.yaml").parameters)


@pytest.fixture(scope="session")
def made_up_rows():
    """Twelve persons, six families, two of them empty; all tables filled from a fixed seed."""
    chance = Random(20260401)
    days = [date(2026, 4, 1), date(2026, 1, 1), date(2008, 2, 29), date(1950, 5, 5), date(2025, 12, 31)]

    def cell(column):
        if column.missing:
            return chance.choice([None, None, *days])
        if column.unit in ("bool", "date"):
            return chance.choice([True, False] if column.unit == "bool" else days)
        if column.unit == "text":
            return chance.choice(column.values or ["310000000", "350000000", "999999999"])
        return chance.choice([column.least, column.most, 1, 2, 17, chance.randint(column.least, column.most)])

    def rows(entity, keys):
        columns = {name: c for name, c in entity.declared.columns.items() if name != "role"}
        return [{entity.declared.key: key, **{n: cell(c) for n, c in columns.items()}} for key in keys]

    families, persons = [41, 7, 99, 3, 2**60, 12], chance.sample(range(1, 10**9), 12)
    tables = {"families": rows(FAMILY, families), "persons": rows(PERSON, persons), "memberships": []}
    for owner, keys in ((FAMILY, families), (PERSON, persons)):
        for name in owner.declared.parts.values():
            if name != "person":
                entity = Entity(name)
                tables[entity.declared.table] = rows(entity, chance.choices(keys, k=20))
    for person in persons[:9]:
        family, role = chance.choice(families[:4]), chance.choice(["head", "child", "other"])
        first, last = date(2020, 1, 1), chance.choice([None, date(2026, 3, 31), date(2026, 4, 1)])
        tables["memberships"].append(
            {"person": person, "family": family, "role": role, "valid_from": first, "valid_to": last}
        )
    return tables
