"""The account of one family: what it says, against numbers worked by hand."""

import json
from datetime import date

import pytest

from esep.engines import RowSource, family_rows, memory
from esep.errors import NotFound
from esep.law import FAMILY, PERSON, Entity

ON = date(2026, 4, 1)


def row(entity, **cells):
    columns = {name: c.default for name, c in entity.declared.columns.items() if name != "role"}
    return columns | cells


@pytest.fixture
def tables():
    """A mother with 90,000 a quarter and a child, in the region whose own minimum is 30,001; a stranger."""
    joined = {"valid_from": date(2015, 1, 1), "valid_to": None}
    incomes = [
        {"person": 1, "month": date(2026, 2, 1), "kind": "wage", "amount": 90_000},
        {"person": 1, "month": date(2026, 2, 1), "kind": "scholarship", "amount": 5_000},
        {"person": 3, "month": date(2026, 2, 1), "kind": "wage", "amount": 1_000_000},
    ]
    return {
        "families": [row(FAMILY, family=8), row(FAMILY, family=9, region="310000000", cars=1)],
        "persons": [
            row(PERSON, person=1, birth_date=date(1990, 1, 1)),
            row(PERSON, person=2, birth_date=date(2020, 1, 1)),
            row(PERSON, person=3),
        ],
        "memberships": [
            {"person": 1, "family": 9, "role": "head", **joined},
            {"person": 2, "family": 9, "role": "child", **joined},
            {"person": 3, "family": 8, "role": "head", **joined},
            {
                "person": 3,
                "family": 9,
                "role": "head",
                "valid_from": date(2010, 1, 1),
                "valid_to": date(2014, 12, 31),
            },
        ],
        "incomes": [row(Entity("income"), **cells) for cells in incomes],
    }


@pytest.fixture
def told(every_node_law, tables):
    return memory.explain(
        every_node_law.plan(["assistance", "points", "family_assistance"], on=ON), tables, 9
    )


def test_the_values_are_those_of_the_run(every_node_law, tables, told):
    # 90,000 / 3 months / 2 persons = 15,000 a head; line: larger of 41,234 x 0.6999 and 30,001 = 30,001.
    assert told.value("assistance").value == (30_001 - 15_000) * 2
    assert [told.value("family_assistance", person).value for person in (1, 2)] == [30_002, 30_002]
    run = memory.run(every_node_law.plan(["assistance"], on=ON), tables)[FAMILY]
    assert run[1] == {"family": 9, "assistance": 30_002}


def beneath(told, name):
    """Everything of a name in the tree."""
    found = [told] if told.name == name else []
    return found + [each for below in told.inputs for each in beneath(below, name)]


def test_each_number_is_followed_to_its_rows_and_its_parameter(told):
    tree = told.value("assistance")
    (region,) = beneath(tree, "minimum_by_region")
    assert (region.value, region.standing.source, region.standing.first_day) == (
        30_001,
        "made up",
        date(2000, 1, 1),
    )
    assert [income.value for income in beneath(tree, "amount")] == [90_000]
    assert beneath(tree, "income_per_head")[0].value == 15_000


def test_a_provision_is_told_in_full_only_once(told):
    sizes = beneath(told.value("assistance"), "family_size")
    assert [size.repeated for size in sizes] == [False, True]
    assert sizes[1].inputs == ()


def test_only_the_branch_that_was_chosen_is_told(told):
    (points,) = beneath(told.value("points"), "points")
    assert [below.name for below in points.inputs] == ["ratio", "points_of_ratio", "cars"]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "en",
            [
                "Family 9 on 2026-04-01",
                "share: 69.99 %",
                "source not found",
                "sum: person",
                "kind of income: wage",
            ],
        ),
        (
            "ru",
            [
                "Семья 9 на 2026-04-01",
                "доля: 69,99 %",
                "источник не найден",
                "сумма: человек",
                "вид дохода: заработная плата",
            ],
        ),
        (
            "kk",
            [
                "9 отбасы, 2026-04-01",
                "үлес: 69,99 %",
                "дереккөзі табылмады",
                "қосындысы: адам",
                "табыс түрі: жалақы",
            ],
        ),
    ],
)
def test_the_account_is_told_in_each_language(told, language, lines):
    text = memory.explanation_text(told, language)
    for line in lines:
        assert line in text


def test_the_account_is_plain_data_too(told):
    data = json.loads(told.to_json())
    assert (data["family"], data["date"]) == (9, "2026-04-01")
    assert data["values"][0]["value"] == 30_002
    assert data["values"][0]["standing"]["source"] == "not found"


def test_a_family_that_is_not_there_is_not_explained(every_node_law, tables):
    with pytest.raises(NotFound, match="no family 10"):
        memory.explain(every_node_law.plan(["assistance"], on=ON), tables, 10)


def test_the_rows_of_one_family_suffice(every_node_law, tables, told):
    plan = every_node_law.plan(["assistance", "points", "family_assistance"], on=ON)
    rows = family_rows(RowSource(tables), 9)
    assert {row["person"] for row in rows["incomes"]} == {1, 3}
    assert [row["family"] for row in rows["families"]] == [9]
    assert memory.explain(plan, rows, 9) == told


def test_a_what_if_is_named_in_the_account(every_node_law, tables):
    changed = every_node_law.changed({"minimum": 100_000})
    told = memory.explain(changed.plan(["poverty_line"], on=ON), tables, 9)
    assert told.value("poverty_line").value == 69_990
    assert "What if: minimum = 100000" in memory.explanation_text(told, "en")
