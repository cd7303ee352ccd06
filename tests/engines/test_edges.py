"""Cases at the edge, with answers worked by hand, on every engine."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest

from esep.engines import ENGINES
from esep.errors import InputRefused
from esep.law import FAMILY, PERSON, Entity

ON = date(2026, 4, 1)
FIRST = date(2010, 1, 1)

engines = pytest.mark.parametrize("engine", ENGINES.values(), ids=list(ENGINES))


def row(entity, **cells):
    """A row with the vocabulary's defaults."""
    declared = entity.declared
    columns = {name: c.default for name, c in declared.columns.items() if name != "role"}
    return columns | cells


def family(id, **cells):
    return row(FAMILY, family=id, **cells)


def person(id, born=date(1990, 1, 1), **cells):
    return row(PERSON, person=id, birth_date=born, **cells)


def member(person, family, first=FIRST, last=None, role="child"):
    return {"person": person, "family": family, "role": role, "valid_from": first, "valid_to": last}


def income(person, amount, month=date(2026, 1, 1), kind="wage"):
    return row(Entity("income"), person=person, month=month, kind=kind, amount=amount)


def answers(engine, law, names, tables, on=ON):
    return engine(law.plan(names, on=on), tables)


@engines
def test_a_family_without_members_is_answered(engine, every_node_law):
    tables = {"families": [family(9), family(3)], "persons": [], "memberships": []}
    names = ["family_size", "income_per_head", "youngest", "assistance", "latest_birth_is_recent", "has_farm"]
    nothing = {
        "family_size": 0,
        "income_per_head": -7,
        "youngest": 999,
        "assistance": 0,
        "latest_birth_is_recent": False,
        "has_farm": False,
    }
    assert answers(engine, every_node_law, names, tables)[FAMILY] == [
        {"family": 9, **nothing},
        {"family": 3, **nothing},
    ]


@engines
def test_a_person_without_family_is_answered(engine, every_node_law):
    tables = {"families": [], "persons": [person(5)], "memberships": []}
    found = answers(engine, every_node_law, ["family_assistance", "described", "works_wholly"], tables)
    assert found[PERSON] == [
        {"person": 5, "family_assistance": -1, "described": "alone", "works_wholly": True}
    ]


@engines
def test_who_moved_counts_where_the_membership_holds_on_the_date(engine, every_node_law):
    tables = {
        "families": [family(1), family(2)],
        "persons": [person(7)],
        "memberships": [member(7, 2, first=ON), member(7, 1, last=ON - timedelta(days=1))],
    }
    sizes = answers(engine, every_node_law, ["family_size"], tables)[FAMILY]
    assert sizes == [{"family": 1, "family_size": 0}, {"family": 2, "family_size": 1}]
    before = answers(engine, every_node_law, ["family_size"], tables, on=ON - timedelta(days=1))[FAMILY]
    assert before == [{"family": 1, "family_size": 1}, {"family": 2, "family_size": 0}]


@engines
@pytest.mark.parametrize(
    ("death", "size"), [(None, 1), (ON + timedelta(days=1), 1), (ON, 0), (ON - timedelta(days=1), 0)]
)
def test_who_died_on_or_before_the_date_is_no_member(engine, every_node_law, death, size):
    tables = {
        "families": [family(1)],
        "persons": [person(7, death_date=death)],
        "memberships": [member(7, 1)],
    }
    found = answers(engine, every_node_law, ["family_size", "described"], tables)
    assert found[FAMILY] == [{"family": 1, "family_size": size}]
    assert found[PERSON] == [{"person": 7, "described": "child" if size else "alone"}]


@engines
@pytest.mark.parametrize(
    ("on", "years", "child"),
    [
        (date(2022, 2, 28), 17, True),
        (date(2022, 3, 1), 18, False),
        (date(2024, 2, 28), 19, False),
        (date(2024, 2, 29), 20, False),
    ],
)
def test_born_on_29_february_a_year_is_full_on_1_march_of_a_common_year(
    engine, every_node_law, on, years, child
):
    tables = {"families": [], "persons": [person(7, born=date(2004, 2, 29))], "memberships": []}
    found = answers(engine, every_node_law, ["years", "is_child"], tables, on=on)[PERSON]
    assert found == [{"person": 7, "years": years, "is_child": child}]


@engines
def test_negative_numbers_are_rounded_by_the_declared_rule(engine, every_node_law):
    # Line 41,234 in no listed region. Three months of 41,245 x 3 make 41,245 a head: 11 above the line.
    tables = {
        "families": [family(1, region="999999999")],
        "persons": [person(7)],
        "memberships": [member(7, 1)],
        "incomes": [income(7, 41245 * 3)],
    }
    names = ["shortfall", "halved_down", "halved_up", "halved_half_up", "assistance"]
    # -11 / 7 = -1.57...; -11 / -2 = 5.5.
    expected = {"shortfall": -11, "halved_down": -2, "halved_up": -1, "halved_half_up": 6, "assistance": 0}
    assert answers(engine, every_node_law, names, tables)[FAMILY] == [{"family": 1, **expected}]


@engines
def test_a_huge_income_keeps_every_tenge(engine, every_node_law):
    # Ten members with the largest amount in a thousand rows each: the product with a share is beyond int64.
    amount, members = 10**11 - 1, range(7, 17)
    tables = {
        "families": [family(1)],
        "persons": [person(id) for id in members],
        "memberships": [member(id, 1) for id in members],
        "incomes": [income(id, amount) for id in members for _ in range(1000)],
    }
    found = answers(engine, every_node_law, ["wide_share", "income_per_head"], tables)[FAMILY][0]
    total = 10 * 1000 * amount
    assert total * 6999 > 2**62
    assert found["wide_share"] == Decimal(total * 6999).scaleb(-4).to_integral_value(ROUND_HALF_UP)
    assert found["income_per_head"] == (Decimal(total) / 30).to_integral_value(ROUND_HALF_UP)


@engines
def test_only_counted_income_of_the_quarter_before_is_summed(engine, every_node_law):
    tables = {
        "families": [],
        "persons": [person(7)],
        "memberships": [],
        "incomes": [
            income(7, 1, date(2025, 12, 1)),
            income(7, 10, date(2026, 1, 1)),
            income(7, 100, date(2026, 3, 1), "self_employment"),
            income(7, 1000, date(2026, 2, 1), "scholarship"),
            income(7, 10000, date(2026, 4, 1)),
        ],
    }
    found = answers(engine, every_node_law, ["quarter_income", "largest_receipt"], tables)[PERSON]
    assert found == [{"person": 7, "quarter_income": 110, "largest_receipt": 10000}]


def faults_of(engine, law, names, tables):
    with pytest.raises(InputRefused) as refused:
        answers(engine, law, names, tables)
    return [(fault.file, fault.row, fault.column) for fault in refused.value.faults]


@engines
def test_rows_that_break_the_vocabulary_are_refused_with_their_place(engine, every_node_law):
    tables = {
        "families": [family(1), family(2, cars=None), family(3, cars=-1)],
        "persons": [person(7)],
        "memberships": [member(7, 1)],
        "incomes": [income(7, 5), income(7, 10**12)],
    }
    assert faults_of(engine, every_node_law, ["points"], tables) == [
        ("families", 3, "cars"),
        ("families", 4, "cars"),
        ("incomes", 3, "amount"),
    ]


@engines
def test_a_missing_column_is_refused(engine, every_node_law):
    families = [family(1)]
    del families[0]["cars"]
    tables = {"families": families, "persons": [], "memberships": []}
    assert faults_of(engine, every_node_law, ["points"], tables) == [("families", 0, "cars")]


@engines
def test_a_person_in_two_families_at_once_is_refused(engine, every_node_law):
    tables = {
        "families": [family(1), family(2)],
        "persons": [person(7)],
        "memberships": [member(7, 1), member(7, 2)],
    }
    assert {column for _, _, column in faults_of(engine, every_node_law, ["family_size"], tables)} == {
        "person"
    }


@engines
def test_more_parts_than_the_proof_allows_are_refused(engine, every_node_law):
    tables = {
        "families": [],
        "persons": [person(7)],
        "memberships": [],
        "incomes": [income(7, 1)] * 1001,
    }
    assert faults_of(engine, every_node_law, ["quarter_income"], tables) == [("incomes", 0, "person")]
