"""A machine that is lost in mid run costs time and nothing else."""

import os
import signal

import pytest
from cluster_items import Slowly

from esep.familymap import assess

pytestmark = [pytest.mark.cluster, pytest.mark.java, pytest.mark.enable_socket]

CUT = 400
SLOW = 0.5


def test_a_worker_killed_in_mid_run_changes_nothing(
    cluster, spark, region, hashes, descendants, tmp_path
) -> None:
    """The first result has come; the worker dies with its executor and with the portion that it was at."""
    notes = tmp_path / "notes"
    notes.mkdir()
    lost: list[str] = []

    def running(of_worker: set[int]) -> list[str]:
        begun = [note for note in notes.glob("*.begun") if not note.with_suffix(".ended").exists()]
        return [note.stem for note in begun if int(note.stem.split("-")[1]) in of_worker]

    def kill_one() -> None:
        for worker in spark.workers:
            below = descendants(worker)
            if at_work := running(below):
                for process in (worker, *below):
                    os.kill(process, signal.SIGKILL)
                lost.extend(at_work)
                return

    def runner(work, items):
        # Only the portions themselves are slowed, not what is done once the whole is known.
        for result in cluster(work if lost else Slowly(work, notes, SLOW), items):
            if not lost:
                kill_one()
            yield result

    made = assess(region, tmp_path / "there", on=region.date, most_persons=CUT, runner=runner)
    alone = assess(region, tmp_path / "alone", on=region.date, most_persons=CUT)
    assert lost, "no portion was at work on a worker when it was to be killed"
    for note in lost:
        number, process = note.split("-")
        assert not (notes / f"{note}.ended").exists()
        ended = {each.stem.split("-")[1] for each in notes.glob(f"{number}-*.ended")}
        assert ended
        assert process not in ended
    assert hashes(made.folder) == hashes(alone.folder)
    assert sorted(path.name for path in (tmp_path / "there").iterdir()) == [made.folder.name]
