"""An assessment is published whole, once, and the same stamp gives the same bytes."""

import os
import signal
import subprocess
import sys
import threading
from datetime import date
from hashlib import sha256
from pathlib import Path

import polars as pl
import pytest
from hand_region import ON, hand_extract, hand_snapshot

from esep.errors import Busy, NotFound, WrongSettings
from esep.familymap import Assessment, assess, open_assessment
from esep.kazakhstan import law
from esep.registers import Snapshot

# Stops after the law has been applied, says so and waits to be killed.
RUN = """
import sys, time
from datetime import date
from esep.familymap import assess
from esep.registers import open_snapshot

def stop(stage, done, of):
    if done == int(sys.argv[3]):
        print("here", flush=True)
        time.sleep(60)

assess(open_snapshot(sys.argv[1]), sys.argv[2], on=date(2026, 4, 1), progress=stop)
"""


def hashes(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in files}


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))  # noqa: PTH208


def stopped_run(snapshot: Snapshot, into: Path, step: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", RUN, str(snapshot.folder), str(into), str(step)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"here\n"
    return process


def end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


def test_the_same_stamp_gives_the_same_bytes(
    assessed: Assessment, hand_made: Snapshot, tmp_path: Path
) -> None:
    again = assess(hand_made, tmp_path, on=ON)
    assert again.id == assessed.id
    assert again.folder.name == assessed.folder.name
    assert hashes(again.folder) == hashes(assessed.folder)


def test_the_order_of_the_extracts_changes_nothing(assessed: Assessment, tmp_path: Path) -> None:
    reversed_ = {table: rows[::-1] for table, rows in hand_extract().items()}
    again = assess(hand_snapshot(tmp_path, reversed_), tmp_path / "map", on=ON)
    assert hashes(again.folder) == hashes(assessed.folder)


def test_another_date_law_or_snapshot_has_another_stamp(
    assessed: Assessment, hand_made: Snapshot, tmp_path: Path
) -> None:
    extract = hand_extract()
    extract["incomes"][0]["amount"] += 1
    other_date = assess(hand_made, tmp_path, on=date(2026, 3, 31))
    other_law = assess(hand_made, tmp_path, on=ON, law=law().changed({"poverty_share": 10_000}))
    other_rows = assess(hand_snapshot(tmp_path / "other", extract), tmp_path, on=ON)
    stamps = {assessed.id, other_date.id, other_law.id, other_rows.id}
    assert len(stamps) == 4
    assert other_law.manifest.changes
    assert len({open_assessment(tmp_path / name).id for name in names(tmp_path) if name != "other"}) == 3


def test_a_what_if_changes_the_answers(assessed: Assessment, hand_made: Snapshot, tmp_path: Path) -> None:
    # With the line at the whole minimum, F (50,000 of 54,979) is below it: a third of 3 x 4,979.
    raised = assess(hand_made, tmp_path, on=ON, law=law().changed({"poverty_share": 10_000}))
    amounts = raised.families.filter(pl.col("family_kind") == "lone").collect()["targeted_assistance"]
    assert amounts.to_list() == [4_979]


def test_the_second_call_opens_what_is_there_and_computes_nothing(
    assessed: Assessment, hand_made: Snapshot
) -> None:
    times = {path.name: path.stat().st_mtime_ns for path in assessed.folder.iterdir()}
    told: list[int] = []
    again = assess(
        hand_made, assessed.folder.parent, on=ON, progress=lambda stage, done, of: told.append(done)
    )
    assert again == assessed
    assert told == []
    assert {path.name: path.stat().st_mtime_ns for path in assessed.folder.iterdir()} == times


def test_an_opened_assessment_is_the_one_that_was_made(assessed: Assessment) -> None:
    opened = open_assessment(assessed.folder)
    assert opened == assessed
    assert (opened.manifest.families, opened.manifest.persons) == (6, 15)


@pytest.mark.parametrize("step", [0, 1])
def test_a_killed_run_leaves_no_half_folder_and_the_next_run_goes_on(
    step: int, hand_made: Snapshot, assessed: Assessment, tmp_path: Path
) -> None:
    end(stopped_run(hand_made, tmp_path, step))
    assert assessed.folder.name not in names(tmp_path)
    assert any("unfinished" in name for name in names(tmp_path))
    again = assess(hand_made, tmp_path, on=ON)
    assert names(tmp_path) == [assessed.folder.name]
    assert hashes(again.folder) == hashes(assessed.folder)


def test_a_second_run_at_the_same_time_is_told_to_wait(hand_made: Snapshot, tmp_path: Path) -> None:
    first = stopped_run(hand_made, tmp_path, 1)
    try:
        with pytest.raises(Busy, match="Another run is writing"):
            assess(hand_made, tmp_path, on=ON)
    finally:
        end(first)
    assert assess(hand_made, tmp_path, on=ON).folder.is_dir()


def test_of_many_runs_at_once_each_ends_with_the_assessment_or_is_told_to_wait(
    hand_made: Snapshot, assessed: Assessment, tmp_path: Path
) -> None:
    outcomes: list[str] = []

    def run() -> None:
        try:
            outcomes.append(assess(hand_made, tmp_path, on=ON).id)
        except Busy:
            outcomes.append("busy")

    threads = [threading.Thread(target=run) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == 6
    assert set(outcomes) <= {assessed.id, "busy"}
    assert assessed.id in outcomes
    assert names(tmp_path) == [assessed.folder.name]
    assert hashes(tmp_path / assessed.folder.name) == hashes(assessed.folder)


def test_what_is_no_assessment_is_refused_with_the_reason(assessed: Assessment, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no assessment"):
        open_assessment(tmp_path)
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    (damaged / "manifest.json").write_text("{}")
    with pytest.raises(WrongSettings, match="damaged"):
        open_assessment(damaged)
    (damaged / "manifest.json").write_bytes((assessed.folder / "manifest.json").read_bytes())
    with pytest.raises(WrongSettings, match="lacks some of its files"):
        open_assessment(damaged)
