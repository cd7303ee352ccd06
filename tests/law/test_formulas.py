"""A rule written out: what stands in the tree stands in the words, brackets where they are needed."""

import re
from datetime import date

import pytest

from esep.kazakhstan import law
from esep.law import (
    FAMILY,
    PERSON,
    Act,
    Law,
    Parameter,
    Record,
    Rounding,
    age,
    any_of,
    at_least_zero,
    at_most,
    bands,
    choose,
    count_of,
    divided,
    formula_lines,
    look_up,
    moment,
    months_before,
    of_family,
    parameter,
    provision,
    share_of,
    sum_of,
    valid_on,
    value,
    whole,
)
from esep.law.formulas import moment_name
from esep.law.keys import key_name
from esep.law.nodes import Literally
from esep.messages import LANGUAGES, Name

ACT = Act(id="1", date="2020-01-01", name=Name("сынақ", "проба", "trial"), source="made up")


def titled(name, unit, content):
    entry = {"from": date(2020, 1, 1), "value": content}
    title = Name(f"kk {name}", f"ru {name}", name)
    return Parameter(name=name, title=title, unit=unit, values=(entry,))


MINIMUM = titled("minimum", "KZT/month/person", 50000)
PART = titled("part", "share", 7000)
MULTIPLE = titled("multiple", "MCI/month/100", 150)
MCI = titled("mci", "KZT/MCI", 4325)
ROLES = titled("roles", "text", ["head", "spouse"])
BY_AREA = titled("by_area", "point", [{"below": 10, "value": 1}, {"value": 2}])
BY_STATUS = titled("by_status", "point", {"village": 5})
ALL = (MINIMUM, PART, MULTIPLE, MCI, ROLES, BY_AREA, BY_STATUS)


def of(entity, unit, title, in_force="2020-01-01"):
    return provision(
        entity=entity, unit=unit, act=ACT, article="1", in_force=in_force, title=Name("а", "б", title)
    )


@of(FAMILY, "person", "Size")
def size(family):
    """Members."""
    return count_of(family.members)


@of(PERSON, "bool", "Grown up")
def grown_up(person):
    """Of age."""
    return age(person.birth_date, at=moment.law_date) >= value(18, "year")


LAW = Law((size, grown_up), {each.name: each for each in ALL})


def english(expression):
    return formula_lines(expression.node, LAW, "en")


def of_a_family(write):
    return english(write(Record(FAMILY)))


def of_a_person(write):
    return english(write(Record(PERSON)))


@pytest.mark.parametrize(
    ("write", "lines"),
    [
        (lambda f: parameter(MINIMUM) * size(f), ["«minimum» × «Size»"]),
        (lambda f: (f.cars + f.commercial_vehicles) * 2, ["(cars + commercial vehicles) × 2"]),
        (
            lambda f: f.cars - (f.commercial_vehicles - f.farm_machinery),
            ["cars − (commercial vehicles − farm machinery)"],
        ),
        (lambda f: at_least_zero(f.cars - 1), ["cars − 1, but at least 0"]),
        (lambda f: at_most(f.cars, 3) * 2, ["(cars, but at most 3) × 2"]),
        (
            lambda f: share_of(parameter(MINIMUM), parameter(PART), rounding=Rounding.HALF_UP),
            ["«minimum» × «part», rounded to the nearest"],
        ),
        (
            lambda f: whole(parameter(MULTIPLE) * parameter(MCI), rounding=Rounding.UP),
            ["«multiple» × «mci», rounded up"],
        ),
        (
            lambda f: divided(parameter(MINIMUM) * size(f), size(f), when_zero=0),
            ["«minimum» × «Size» ÷ «Size», rounded down (0 when divided by 0)"],
        ),
        (
            lambda f: choose((f.rural & (f.cars > 0), 1), (f.rural | (f.cars == 2), 2), otherwise=3),
            ["if rural and cars > 0: 1", "if rural or cars = 2: 2", "otherwise: 3"],
        ),
        (lambda f: (f.rural | (f.cars == 2)) & ~f.rural, ["(rural or cars = 2) and not rural"]),
        (lambda f: f.settlement_status == "village", ["settlement status = «village»"]),
        (lambda f: bands(parameter(BY_AREA), f.cars * 2), ["«by_area» by the band of cars × 2"]),
        (
            lambda f: look_up(parameter(BY_STATUS), f.settlement_status, otherwise=0),
            ["«by_status» for settlement status, else 0"],
        ),
        (lambda f: f.cars + f.commercial_vehicles + 1, ["cars", "+ commercial vehicles", "+ 1"]),
        (lambda f: count_of(f.members, grown_up), ["number: each person for which «Grown up»"]),
        (
            lambda f: sum_of(f.members, lambda p: sum_of(p.incomes, lambda i: i.amount)),
            ["sum over each person: sum over each income: amount"],
        ),
        (
            lambda f: any_of(f.members, lambda p: p.role.one_of(parameter(ROLES))),
            ["for at least one person: role in the family is in «roles»"],
        ),
    ],
)
def test_a_familys_rule_in_words(write, lines):
    assert of_a_family(write) == lines


@pytest.mark.parametrize(
    ("write", "lines"),
    [
        (
            lambda p: grown_up(p) & p.role.one_of("head", "child"),
            ["«Grown up» and role in the family is one of «head», «child»"],
        ),
        (lambda p: ~(p.education != "none"), ["place of education = «none»"]),
        (
            lambda p: age(p.birth_date, at=months_before(moment.quarter_first, 2), counted_in="month"),
            ["full months from date of birth to 2 months before the first day of the quarter"],
        ),
        (
            lambda p: of_family(p, lambda f: f.rural, without=False),
            ["of the family: rural (without a family: no)"],
        ),
        (
            lambda p: any_of(p.benefits, lambda b: valid_on(b, moment.law_date)),
            ["for at least one benefit: valid from ≤ the date of the law ≤ valid to"],
        ),
    ],
)
def test_a_persons_rule_in_words(write, lines):
    assert of_a_person(write) == lines


def test_names_are_written_as_asked():
    body = size.body
    assert formula_lines(body, LAW, "en") == ["number: each person"]
    linked = formula_lines(
        (parameter(MINIMUM) + 1).node, LAW, "en", lambda name, title: f"[{title}](#{name})"
    )
    assert linked == ["[minimum](#minimum) + 1"]


def test_the_words_are_those_of_the_language():
    texts = {language: formula_lines(grown_up.body, LAW, language) for language in LANGUAGES}
    assert texts["en"] == ["(full years from date of birth to the date of the law) ≥ 18"]
    assert texts["ru"] == ["(полных лет: дата рождения – дата применения закона) ≥ 18"]
    assert texts["kk"] == ["(толық жылдар саны: туған күні – заң қолданылатын күн) ≥ 18"]


def test_every_word_in_a_rule_of_kazakhstan_has_a_name_in_each_language():
    """Levels and numbers stand for themselves; every other word is a key of a table or of a register."""
    whole = law()
    words = {
        node.value
        for name in whole.names
        for version in whole.versions(name)
        for node in every(version.body)
        if isinstance(node, Literally) and isinstance(node.value, str) and len(node.value) > 1
    }
    assert {"group_1_2", "deprived_of_income", "sole_trader"} <= words
    assert [word for word in sorted(words - set(whole.names)) if key_name(word) is None] == []
    for language in LANGUAGES:
        lines = "\n".join(
            line
            for name in whole.names
            for line in formula_lines(whole.versions(name)[-1].body, whole, language)
        )
        assert not re.findall(r"\b[a-z]+(?:_[a-z0-9]+)+\b", lines)


def every(node):
    yield node
    for below in node.inputs:
        yield from every(below)


def test_a_day_that_follows_from_the_day_of_the_law_is_said_in_words():
    assert moment_name(moment.quarter_first.months_before(2)).in_language("ru") == (
        "первый день квартала минус 2 месяца"
    )
    assert moment_name(moment.law_date).in_language("en") == "the date of the law"
