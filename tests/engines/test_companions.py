"""Families with further or fewer members, against the same rows written down and run."""

from datetime import date
from itertools import combinations

import pytest
from every_node import every_node_law
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from populations import LAW_DATES, populations

from esep.engines import memory
from esep.engines.memory import Newcomers, fewer_members, further_members, is_refused, populate, rows_of
from esep.engines.memory.companions import ADULT_AGE, NEWCOMER, members_matter
from esep.law import FAMILY, PERSON
from esep.law.moments import shifted

ON = date(2026, 4, 1)
LAW = every_node_law()
ASKED = ("assistance", "children", "latest_birth_is_recent", "poor_members", "points")
quick = settings(
    max_examples=25,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    deadline=None,
)


class Rows(dict):
    """Tables that are too long to be printed."""

    def __repr__(self):
        return f"rows of {len(self['families'])} families"


def joined_by(plan, tables, family, count, role, months):
    """The answers of the rows with so many further members, who are silent in all but role and birth."""
    home = {name: family.row[name] for name in ("place", "region", "district") if name in family.row}
    columns = PERSON.declared.columns
    silent = {name: c.missing or c.default for name, c in columns.items() if name != "role"}
    birth = shifted(plan.date, -months)
    new = [{**silent, **home, "person": NEWCOMER - n, "birth_date": birth} for n in range(count)]
    with_them = [
        {"person": row["person"], "family": family.id, "role": role, "valid_from": birth, "valid_to": None}
        for row in new
    ]
    rows = {
        **tables,
        "persons": [*tables.get("persons", ()), *new],
        "memberships": [*tables.get("memberships", ()), *with_them],
    }
    return memory.run(plan, rows)[FAMILY][0]


def left_by(plan, tables, leaving):
    rows = [row for row in tables["memberships"] if row["person"] not in leaving]
    return memory.run(plan, {**tables, "memberships": rows})[FAMILY][0]


def some_family(tables, plan):
    """The rows of the first family, and itself."""
    ids = [row["family"] for row in tables["families"]]
    own = rows_of(ids[0], plan.date, tables)
    return own, populate(plan, own).families[ids[0]]


@quick
@given(
    tables=populations().map(Rows),
    on=st.sampled_from(LAW_DATES),
    name=st.sampled_from(ASKED),
    role=st.sampled_from(["child", "other"]),
)
def test_the_fewest_newcomers_are_found(tables, on, name, role):
    assume(tables["families"])
    plan = LAW.plan([name], on=on)
    own, family = some_family(tables, plan)
    if not is_refused(memory.run(plan, own)[FAMILY][0][name]):
        return
    months = [*range(0, ADULT_AGE, 7)] if role == "child" else [*range(ADULT_AGE, 100 * 12, 31)]
    expected = {}
    for count in (1, 2):
        expected = {
            age: not is_refused(joined_by(plan, own, family, count, role, age)[name]) for age in months
        }
        if any(expected.values()):
            break
    found = further_members(plan, name, family, role, 2)
    assert {kind.count for kind in found} == ({count} if found else set())
    told = {age: any(kind.youngest <= age <= kind.oldest for kind in found) for age in months}
    if any(expected.values()):
        assert told == expected
    elif found:  # an age between those tried
        kind = found[0]
        turned = joined_by(plan, own, family, kind.count, role, kind.youngest)
        assert not is_refused(turned[name])
        assert not any(told.values())


@quick
@given(tables=populations().map(Rows), on=st.sampled_from(LAW_DATES), name=st.sampled_from(ASKED))
def test_the_smallest_sets_who_leave_are_found(tables, on, name):
    assume(tables["families"])
    plan = LAW.plan([name], on=on)
    own, family = some_family(tables, plan)
    members = [member.id for member in family.parts["members"]]
    if not is_refused(memory.run(plan, own)[FAMILY][0][name]):
        return
    expected = ()
    for count in range(1, len(members)):
        expected = tuple(
            leaving
            for leaving in combinations(members, count)
            if not is_refused(left_by(plan, own, leaving)[name])
        )
        if expected:
            break
    assert fewer_members(plan, name, family, 9) == expected


def test_newcomers_of_whom_the_same_is_asked_are_one_range():
    plan = LAW.plan(["children"], on=ON)
    lone = {"families": [{"family": 1, "region": "310000000"}], "persons": [], "memberships": []}
    family = populate(plan, lone).families[1]
    found = further_members(plan, "children", family, "child", 3)
    assert found == (Newcomers(1, "child", 0, ADULT_AGE - 1),)


@pytest.mark.parametrize(("name", "matters"), [("children", True), ("has_farm", False)])
def test_only_what_gathers_members_follows_them(name, matters):
    assert members_matter(LAW.plan([name], on=ON), name) is matters


def test_what_follows_no_member_is_turned_by_none():
    plan = LAW.plan(["has_farm"], on=ON)
    family = populate(plan, {"families": [{"family": 1}]}).families[1]
    assert further_members(plan, "has_farm", family, "child", 2) == ()
    assert fewer_members(plan, "has_farm", family, 2) == ()
