"""Worked cases, and made-up plans over made-up populations, as items of one job: what the reference gives."""

from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from cluster_items import portion_answers
from generated_plans import laws, planned
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from populations import LAW_DATES, populations
from written_snapshots import written_snapshot

from esep.engines import ENGINES, memory
from esep.engines.cluster import batch_in_tasks, engine_in_tasks
from esep.kazakhstan import law
from esep.law import FAMILY, PERSON
from esep.law.cases import differences, read_cases, tables_of
from esep.registers import layout

pytestmark = [pytest.mark.cluster, pytest.mark.java, pytest.mark.enable_socket]

CASES = [
    case
    for path in sorted(Path(str(files("esep.kazakhstan"))).glob("*/cases.yaml"))
    for case in read_cases(path)
]
KNOWN_ON = date(2024, 6, 1)


def drawn(strategy, count):
    """So many examples of a strategy, the same in every run."""
    found = []

    @settings(
        max_examples=count,
        phases=(Phase.generate,),
        database=None,
        derandomize=True,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def keep(example):
        found.append(example)

    keep()
    return found


def test_every_worked_case_comes_out_on_the_cluster(cluster) -> None:
    batch = [(law().plan(case.expect, on=case.on), tables_of(case)) for case in CASES]
    answered = iter(batch_in_tasks(cluster, batch))
    assert len(CASES) > 100
    wrong = [found for case in CASES for found in differences(case, law(), lambda *_: next(answered))]
    assert wrong == []


def test_the_cluster_is_an_engine_like_the_others(cluster) -> None:
    case = CASES[0]
    plan, tables = law().plan(case.expect, on=case.on), tables_of(case)
    engines = {**ENGINES, "cluster": engine_in_tasks(cluster)}
    first, *others = [engine(plan, tables) for engine in engines.values()]
    assert all(other == first for other in others)


@pytest.fixture
def drawn_items(every_node_law, tmp_path, monkeypatch):
    """Plans of random trees and of every node over populations, written as snapshots in tiny portions."""
    monkeypatch.setattr(layout, "BLOCK", 1)
    pairs = [(planned(a_law), tables) for a_law, tables in drawn(st.tuples(laws(), populations()), 30)]
    pairs += [
        (every_node_law.plan(every_node_law.names, on=on), tables)
        for tables, on in drawn(st.tuples(populations(), st.sampled_from(LAW_DATES)), 15)
    ]
    return [
        (plan, tables, written_snapshot(tables, tmp_path / str(number), KNOWN_ON))
        for number, (plan, tables) in enumerate(pairs)
    ]


def test_every_plan_over_every_population_is_that_of_the_reference(cluster, drawn_items) -> None:
    items = [
        (number, plan, snapshot, 1 + number % 3)
        for number, (plan, _tables, snapshot) in enumerate(drawn_items)
    ]
    assert len(items) >= 40
    done = list(cluster(portion_answers, items))
    assert len(done) == len(items)
    for number, answers, plan_hash, fingerprints in done:
        plan, tables, _snapshot = drawn_items[number]
        expected = memory.run(plan, tables)
        for entity in (FAMILY, PERSON):
            assert answers[entity] == sorted(expected[entity], key=lambda row: row[entity.declared.key])
        assert (plan_hash, fingerprints) == (plan.hash, plan.fingerprints)
