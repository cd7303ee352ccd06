"""Invariants of every provision of the law in force, over made-up populations with every cell at its bounds.

Which order the rows have, which numbers stand for persons, how a district is cut: none of it may matter. More
income never brings more help. Nothing is ever paid back. A family is its members.
"""

import os
from datetime import date
from functools import cache

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from populations import LAW_DATES, populations

from esep.engines import ENGINES, memory
from esep.errors import InputRefused
from esep.kazakhstan import law
from esep.law import FAMILY, PERSON
from esep.law.nodes import Call, walk

AT_LENGTH = os.environ.get("ESEP_SOAK") == "1"
"""``make soak``: twenty times as many populations, new on each day."""


def examples(count):
    """Shrinking a whole population takes minutes; the first that differs is small enough to read."""
    if AT_LENGTH:
        count *= 20
    phases = (Phase.explicit, Phase.generate)
    return settings(max_examples=count, derandomize=not AT_LENGTH, print_blob=True, phases=phases)


few, more = examples(6), examples(25)
on_days = st.sampled_from(LAW_DATES)
engines = pytest.mark.parametrize("engine", ENGINES.values(), ids=list(ENGINES))

OF_FAMILIES = ("families", "dwellings", "holdings", "social_contracts")
MEASURES_OF_INCOME = {"family_income", "income_per_head"}
"""Amounts that follow from income and are no help."""
SUMS_OF_MEMBERS = {
    "family_income": "counted_income",
    "minors": "minor",
    "dependent_children": "dependent_child",
    "young_children": "young_child",
    "able_bodied_members": "able_bodied",
    "members_at_work": "at_work",
}
"""Declared over the members: what each adds."""


@cache
def plan(on):
    """Every provision in force on the day."""
    whole = law()
    return whole.plan([n for n in whole.names if any(v.is_in_force(on) for v in whole.versions(n))], on=on)


def answered(tables, on, engine=memory.run):
    """(entity, id) → answers; the example is dropped where the rows are refused."""
    try:
        found = engine(plan(on), tables)
    except InputRefused:
        assume(False)
    return {(e, row[e.declared.key]): row for e in (FAMILY, PERSON) for row in found[e]}


@cache
def income_tested(on):
    """Amounts of money that hang on counted income, by reading the provisions."""
    steps = {step.name: step for step in plan(on).steps}

    def beneath(name):
        calls = {node.name for node in walk(steps[name].body) if isinstance(node, Call)}
        return calls.union(*map(beneath, calls))

    hanging = [name for name in steps if "counted_income" in beneath(name)]
    return [name for name in hanging if is_money(steps[name]) and name not in MEASURES_OF_INCOME]


def is_money(step):
    return dict(step.unit.bases).get("KZT", 0) > 0


@engines
@few
@given(tables=populations(), on=on_days, data=st.data())
def test_the_order_of_rows_changes_nothing(engine, tables, on, data):
    shuffled = {name: data.draw(st.permutations(rows)) for name, rows in tables.items()}
    assert answered(shuffled, on, engine) == answered(tables, on, engine)


@engines
@few
@given(tables=populations(), on=on_days, data=st.data())
def test_other_ids_change_nothing_but_the_ids(engine, tables, on, data):
    old = {key: sorted({row[key] for row in tables[table]}) for key, table in KEYS.items()}
    fresh = st.integers(1, 2**62)
    new = {
        key: dict(
            zip(
                ids,
                data.draw(st.lists(fresh, unique=True, min_size=len(ids), max_size=len(ids))),
                strict=True,
            )
        )
        for key, ids in old.items()
    }

    def renamed(row):
        return row | {key: new[key][row[key]] for key in KEYS if key in row}

    others = {name: [renamed(row) for row in rows] for name, rows in tables.items()}
    expected = [renamed(row) for row in answered(tables, on, engine).values()]
    assert list(answered(others, on, engine).values()) == expected


KEYS = {"family": "families", "person": "persons"}


@more
@given(tables=populations(), on=on_days, data=st.data())
def test_a_place_cut_in_two_changes_nothing(tables, on, data):
    """Other places and districts within the region, for each family and person by itself."""
    codes = st.sampled_from(["311010000", "313630100", "315042300", "999999998"])

    def moved(row):
        return row | {name: data.draw(codes) for name in ("place", "district") if name in row}

    cut = tables | {name: [moved(row) for row in tables[name]] for name in ("families", "persons")}
    assert answered(cut, on) == answered(tables, on)


@engines
@few
@given(tables=populations(), on=on_days, data=st.data())
def test_families_answered_apart_have_the_answers_that_they_have_together(engine, tables, on, data):
    together = answered(tables, on, engine)
    home = {row["person"]: row["family"] for row in tables["memberships"]}
    assume(all(home[row["person"]] == row["family"] for row in tables["memberships"]))
    ids = {row["family"] for row in tables["families"]} | {None}
    chosen = data.draw(st.sets(st.sampled_from(sorted(ids, key=str))))
    apart = {}
    for part in (chosen, ids - chosen):
        rows = {
            name: [
                row for row in each if (row["family"] if "family" in row else home.get(row["person"])) in part
            ]
            for name, each in tables.items()
        }
        apart |= answered(rows, on, engine)
    assert apart == together


@more
@given(tables=populations(), on=on_days, amount=st.integers(0, 10**6), data=st.data())
def test_more_income_never_raises_what_is_tested_by_income(tables, on, amount, data):
    assume(tables["persons"])
    earner = data.draw(st.sampled_from([row["person"] for row in tables["persons"]]))
    first = date(on.year - (on.month < 4), (on.month - 1) // 3 * 3 - 2 if on.month > 3 else 10, 1)
    wage = {"person": earner, "month": first, "kind": "wage", "amount": amount}
    before, after = answered(tables, on), answered(tables | {"incomes": [*tables["incomes"], wage]}, on)
    assert after[PERSON, earner]["counted_income"] == before[PERSON, earner]["counted_income"] + amount
    for key, row in before.items():
        for name in income_tested(on):
            if name in row:
                assert after[key][name] <= row[name], name
        for name in ("below_poverty_line", "below_subsistence"):
            assert after[key].get(name, False) <= row.get(name, False), name


@pytest.mark.parametrize("on", LAW_DATES, ids=str)
def test_the_amounts_tested_by_income_are_the_known_ones_at_least(on):
    tested = {"quarter_shortfall", "targeted_assistance", "child_supplement", "assistance_with_supplement"}
    assert tested <= set(income_tested(on))


@more
@given(tables=populations(), on=on_days)
def test_no_amount_of_money_is_negative(tables, on):
    amounts = [step.name for step in plan(on).steps if is_money(step)]
    assert len(amounts) > 10
    for row in answered(tables, on).values():
        assert all(row.get(name, 0) >= 0 for name in amounts)


@more
@given(tables=populations(), on=on_days)
def test_a_total_of_a_family_is_the_sum_over_its_members(tables, on):
    """Who is a member on the day is found here a second time."""
    found = answered(tables, on)
    dead = {p["person"] for p in tables["persons"] if p["death_date"] and p["death_date"] <= on}
    members = {row["family"]: [] for row in tables["families"]}
    for row in tables["memberships"]:
        if row["valid_from"] <= on <= (row["valid_to"] or on) and row["person"] not in dead:
            members[row["family"]].append(found[PERSON, row["person"]])
    for family, persons in members.items():
        answers = found[FAMILY, family]
        assert answers["family_size"] == len(persons)
        for total, each in SUMS_OF_MEMBERS.items():
            assert answers[total] == sum(person[each] for person in persons), total
