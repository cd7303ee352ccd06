"""Expressions kept as text."""

from datetime import date

import pytest

from esep.engines import memory
from esep.errors import LawError
from esep.law import (
    FAMILY,
    PERSON,
    Act,
    Law,
    Parameter,
    age,
    condition,
    count_of,
    expression,
    moment,
    provision,
)
from esep.law.cases import Case, differences
from esep.messages import Name

NAME = Name("сынақ", "проба", "trial")
ACT = Act(id="1", date="not found", name=NAME, source="not found")


def rule(entity, unit):
    return provision(entity=entity, unit=unit, act=ACT, article="1", in_force="2020-01-01", title=NAME)


@rule(PERSON, "year")
def years(person):
    """Age."""
    return age(person.birth_date, at=moment.law_date)


@rule(FAMILY, "person")
def children(family):
    """Members under 18."""
    return count_of(family.members, lambda p: years(p) < 18)


def dated(name, content, measure):
    values = ({"from": date(2000, 1, 1), "value": content, "source": "made up"},)
    return Parameter(name=name, title=NAME, unit=measure, values=values)


PARAMETERS = {
    "mci": dated("mci", 4325, "KZT/MCI"),
    "multiples": dated("multiples", [{"below": 2, "value": 100}, {"value": 1603}], "MCI/month/100"),
    "by_region": dated("by_region", {"000000000": 7, "310000000": 8}, "KZT/month"),
}
LAW = Law((years, children), PARAMETERS)
CASE = {
    "name": "a mother with two children",
    "on": date(2026, 4, 1),
    "family": {"cars": 1, "settlement_status": "village"},
    "persons": [
        {"role": "head", "birth_date": date(1990, 1, 1), "work": [{"status": "unemployed"}]},
        {"role": "child", "birth_date": date(2015, 1, 1), "sex": "male"},
        {"role": "child", "birth_date": date(2018, 1, 1), "loans": True},
    ],
    "worked": "read off the rows",
    "source": "made up",
}

MEANT = {
    "children >= 2 and not rural": (FAMILY, True),
    "family: children * 2 - 1 == 3": (PERSON, True),
    "settlement_status in ('village', 'capital')": (FAMILY, True),
    "settlement_status not in ['village']": (FAMILY, False),
    "any_of(members, loans and role == 'child')": (FAMILY, True),
    "all_of(members, years > 10)": (FAMILY, False),
    "count_of(members, age() < 18) == children": (FAMILY, True),
    "count_of(members) > 3 or cars == 1": (FAMILY, True),
    "sum_of(members, years) == 55": (FAMILY, True),
    "any_of(work, status == 'unemployed') and years >= 18": (PERSON, [True, False, False]),
    "of_family(children >= 2) and sex == 'female'": (PERSON, [True, False, True]),
    "-years < -10": (PERSON, [True, True, False]),
    # 16.03 x 4,325 = 69,329.75
    "whole(bands(multiples, children) * mci, 'up') == value(69330, 'KZT/month')": (FAMILY, True),
    "whole(bands(multiples, children) * mci, 'down') == value(69329, 'KZT/month')": (FAMILY, True),
    "look_up(by_region, region, 0) == 7 and look_up(by_region, settlement_status, 1) == 1": (FAMILY, True),
    # The ages are 36, 11 and 8; 36 x 0.0550 = 1.98, 11 x 0.0550 = 0.605, 8 x 0.0550 = 0.44.
    "choose(years > 30, 1, years > 10, 2, 3) == 2": (PERSON, [False, True, False]),
    "at_least(years, 10) == 10 or at_most(years, 20) == 11": (PERSON, [False, True, True]),
    "share_of(years, value(550, 'share'), 'half up') == 1": (PERSON, [False, True, False]),
    "share_of(years, value(550, 'share'), 'down') == 0": (PERSON, [False, True, True]),
    "divided(cars, count_of(members, loans), 'half up', 5) == value(1, 'vehicle/person')": (FAMILY, True),
    "divided(cars, count_of(members, age() > 90), 'up', 5) == value(5, 'vehicle/person')": (FAMILY, True),
}


@pytest.mark.parametrize(("text", "meaning"), MEANT.items(), ids=MEANT)
def test_a_text_means_what_it_says(text, meaning):
    entity, expected = meaning
    if text.startswith("family:"):
        entity = FAMILY
    found = condition(
        "asked", text, entity=entity, law=LAW, title=NAME, act=ACT, article="1", in_force="2020-01-01"
    )
    case = Case.model_validate({**CASE, "expect": {"asked": expected}})
    assert differences(case, LAW.including(found), memory.run) == []


REFUSED = {
    "__import__('os').system('true')": 1,
    "years >= 18 and sex.upper() == 'MALE'": 17,
    "years >= 18 and (": 17,
    "years >= 18 and sex == 'woman'": 17,
    "years >= 18 and children > 3": 17,
    "years >= 18 if loans else loans": 1,
    "[loans for loans in incomes]": 1,
    "1 < years < 5": 1,
    "loans or 1.5": 10,
    "9 ** 9 ** 9 > years": 1,
    "incomes > 3": 1,
    "(lambda: loans)()": 1,
    "loans and count_of(sex)": 11,
    "no_such_thing": 1,
    "whole(years)": 1,
    "choose(loans, 1)": 1,
    "loans and share_of(years, 550, 'half') > 1": 11,
    "value(1.5, 'month') > years": 1,
    "value(3, 'fortnight') > years": 1,
    "bands(years, years)": 1,
    "years / 2 > 1": 1,
}


@pytest.mark.parametrize(("text", "position"), REFUSED.items(), ids=REFUSED)
def test_anything_else_is_refused_with_its_position(text, position):
    with pytest.raises(LawError, match=f"position {position}[: ]"):
        expression(text, PERSON, LAW)


@pytest.mark.parametrize(
    "text", ["-" * 5000 + "1", "(" * 300 + "1" + ")" * 300, "not " * 3000 + "loans", "\x00"]
)
def test_a_text_made_to_break_the_reader_is_refused(text):
    with pytest.raises(LawError):
        expression(text, PERSON, LAW)
