"""A snapshot computed portion by portion gives what the reference gives over all its rows."""

from datetime import date

import polars as pl
import pytest
from generated_plans import laws, planned, provision_of
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from populations import LAW_DATES, populations
from written_snapshots import written_snapshot

from esep.engines import memory
from esep.engines.polars_engine.portions import PortionRun
from esep.law import FAMILY, PERSON, Law, Record, count_of, sum_of
from esep.registers import layout

KNOWN_ON = date(2024, 6, 1)
FIRST, AFTER = date(2020, 1, 1), date(2024, 6, 2)
CHECKS = settings(
    max_examples=40,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)


@pytest.fixture(autouse=True)
def one_family_in_a_block(monkeypatch):
    monkeypatch.setattr(layout, "BLOCK", 1)


def by_portions(plans, snapshot, most_persons=1):
    """The answers of every portion together, for each plan, in the order of the keys."""
    run = PortionRun(plans, snapshot)
    found = [run.answers(portion) for portion in run.portions(most_persons)]
    return [
        {
            entity: pl.concat(
                [
                    answers[number][entity].select(entity.declared.key, *plan.asked_of(entity))
                    for answers in found
                ]
            )
            .sort(entity.declared.key)
            .to_dicts()
            for entity in (FAMILY, PERSON)
        }
        for number, plan in enumerate(plans)
    ]


def by_reference(plan, tables):
    answers = memory.run(plan, tables)
    return {
        entity: sorted(answers[entity], key=lambda row: row[entity.declared.key])
        for entity in (FAMILY, PERSON)
    }


@CHECKS
@given(tables=populations(), on=st.sampled_from(LAW_DATES), most=st.sampled_from([1, 3, 10**6]))
def test_portions_give_what_the_reference_gives(every_node_law, tmp_path_factory, tables, on, most):
    # The registers speak of 2024: members have moved since or before, and are guests elsewhere.
    snapshot = written_snapshot(tables, tmp_path_factory.mktemp("s") / "snapshot", KNOWN_ON)
    plan = every_node_law.plan(every_node_law.names, on=on)
    (found,) = by_portions([plan], snapshot, most)
    assert found == by_reference(plan, tables)


@CHECKS
@given(tables=populations())
def test_several_dates_in_one_reading_give_what_each_gives_alone(every_node_law, tmp_path_factory, tables):
    snapshot = written_snapshot(tables, tmp_path_factory.mktemp("s") / "snapshot", KNOWN_ON)
    plans = [every_node_law.plan(every_node_law.names, on=on) for on in LAW_DATES]
    assert by_portions(plans, snapshot) == [by_reference(plan, tables) for plan in plans]


@CHECKS
@given(law=laws(), tables=populations())
def test_portions_agree_on_every_plan(tmp_path_factory, law, tables):
    snapshot = written_snapshot(tables, tmp_path_factory.mktemp("s") / "snapshot", KNOWN_ON)
    plan = planned(law)
    (found,) = by_portions([plan], snapshot)
    assert found == by_reference(plan, tables)


def test_rows_of_a_guest_are_counted_where_none_of_their_columns_is_read(made_up_rows, tmp_path):
    """The first person is kept with the first family, and belongs to the second on the date of the law."""
    person, (old, new) = made_up_rows["persons"][0]["person"], made_up_rows["families"][:2]
    moved = [
        {
            "person": person,
            "family": old["family"],
            "role": "head",
            "valid_from": FIRST,
            "valid_to": KNOWN_ON,
        },
        {"person": person, "family": new["family"], "role": "head", "valid_from": AFTER, "valid_to": None},
    ]
    incomes = [{**made_up_rows["incomes"][0], "person": person}] * 3
    first, *others = made_up_rows["persons"]
    persons = [{**first, "death_date": None}, *others]
    tables = {**made_up_rows, "persons": persons, "memberships": moved, "incomes": incomes}
    rows = count_of(Record(PERSON).incomes)
    counts = provision_of("rows_of_income", PERSON, "income", rows)
    together = provision_of("rows_together", FAMILY, "income", sum_of(Record(FAMILY).members, rows))
    plan = planned(Law((counts, together), {}))
    (found,) = by_portions([plan], written_snapshot(tables, tmp_path / "snapshot", KNOWN_ON))
    assert found == by_reference(plan, tables)
    assert {row["family"]: row["rows_together"] for row in found[FAMILY]}[new["family"]] == 3
