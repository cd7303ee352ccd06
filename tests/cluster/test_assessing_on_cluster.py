"""A region assessed by the workers of a cluster has the very bytes of one assessed on one machine."""

from datetime import date

import pytest
from cluster_items import LastBehindFirst, processes_ready

from esep.familymap import assess, assess_each, plan_of
from esep.familymap.portions import Task, portions_of
from esep.kazakhstan import law

pytestmark = [pytest.mark.cluster, pytest.mark.java, pytest.mark.enable_socket]

CUT = 400
MONTHS = (date(2025, 11, 1), date(2026, 2, 1), date(2026, 3, 31))


@pytest.fixture(scope="module")
def alone(region, tmp_path_factory):
    return assess(region, tmp_path_factory.mktemp("alone"), on=region.date, most_persons=CUT)


def test_portions_of_two_workers_are_those_of_one_machine(cluster, region, alone, hashes, tmp_path) -> None:
    steps = []
    made = assess(
        region,
        tmp_path,
        on=region.date,
        most_persons=CUT,
        runner=cluster,
        progress=lambda stage, done, of: steps.append((done, of)),
    )
    assert hashes(made.folder) == hashes(alone.folder)
    assert made.manifest.portions >= 9
    assert steps == [(done, 2 * made.manifest.portions) for done in range(2 * made.manifest.portions + 1)]
    assert [path.name for path in tmp_path.iterdir()] == [made.folder.name]


def test_a_reform_reuses_an_earlier_assessment_on_the_workers(
    cluster, region, alone, hashes, tmp_path
) -> None:
    reform = law().changed({"poverty_share": 8_000})
    here = assess(region, tmp_path / "here", on=region.date, law=reform, most_persons=CUT)
    there = assess(
        region, tmp_path / "there", on=region.date, law=reform, most_persons=CUT, runner=cluster, reuse=alone
    )
    assert hashes(there.folder) == hashes(here.folder)
    assert there.manifest.sums != alone.manifest.sums


def test_several_dates_are_assessed_in_one_reading_on_the_workers(cluster, region, hashes, tmp_path) -> None:
    wanted = [(None, day) for day in MONTHS]
    here = assess_each(region, tmp_path / "here", wanted, most_persons=CUT)
    there = assess_each(region, tmp_path / "there", wanted, most_persons=CUT, runner=cluster)
    for one, other in zip(here, there, strict=True):
        assert hashes(one.folder) == hashes(other.folder)


def test_results_come_while_the_job_runs_from_both_workers(cluster, spark, descendants, tmp_path) -> None:
    seen, found = tmp_path / "seen", []
    for each in cluster(LastBehindFirst(seen, last=11), range(12)):
        seen.touch()
        found.append(each)
    assert sorted(item for item, *_rest in found) == list(range(12))
    of_worker = [descendants(worker) for worker in spark.workers]
    assert all(any(process in below for _item, process, *_ in found) for below in of_worker)
    assert {threads for _item, _process, threads, _seed in found} == {1}


def test_the_law_is_made_ready_once_in_a_process(cluster, region, tmp_path) -> None:
    plan = plan_of(law(), region.date)
    task = Task(region.folder, region.id, (plan,), (tmp_path,), CUT)
    items = [(task, portion.number) for portion in portions_of(task)]
    ready = {}
    for _item, process, identity in cluster(processes_ready, items):
        ready.setdefault(process, set()).add(identity)
    assert all(len(identities) == 1 for identities in ready.values())


def test_a_run_that_is_stopped_goes_on_where_it_stopped(cluster, region, alone, hashes, tmp_path) -> None:
    def stopping(work, items):
        for number, result in enumerate(cluster(work, items)):
            if number == 3:
                raise KeyboardInterrupt
            yield result

    with pytest.raises(KeyboardInterrupt):
        assess(region, tmp_path, on=region.date, most_persons=CUT, runner=stopping)
    assert not (tmp_path / alone.folder.name).exists()
    again = assess(region, tmp_path, on=region.date, most_persons=CUT)
    assert hashes(again.folder) == hashes(alone.folder)
