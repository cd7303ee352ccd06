"""Expressions kept as text."""

from datetime import date

import pytest

from esep.engines import memory
from esep.errors import LawError
from esep.law import FAMILY, PERSON, Act, Law, age, condition, count_of, expression, moment, provision
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


LAW = Law((years, children), {})
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
