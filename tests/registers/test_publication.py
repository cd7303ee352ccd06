"""Runs that are killed, runs at the same time, and targets that exist already."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from esep.errors import Busy, WrongSettings
from esep.registers import build_snapshot, open_snapshot
from esep.registers.publication import building, publish

ON = date(2026, 3, 31)
KEY = bytes(range(32))
Written = Callable[..., Path]

# Stops at the step that is asked for, says so and waits to be killed.
RUN = """
import sys, time
from datetime import date
from esep.registers import build_snapshot

def stop(stage, done, of):
    if done == int(sys.argv[3]):
        print("here", flush=True)
        time.sleep(60)

build_snapshot(sys.argv[1], sys.argv[2], date=date(2026, 3, 31), key=bytes(range(32)), progress=stop)
"""


def stopped_run(source: Path, target: Path, step: int) -> subprocess.Popen[bytes]:
    """A run of its own process that has come to this step and waits there."""
    command = [sys.executable, "-c", textwrap.dedent(RUN), str(source), str(target), str(step)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"here\n"
    return process


def end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


@pytest.mark.parametrize("step", [1, 8])
def test_a_killed_run_leaves_no_half_snapshot_and_the_next_run_sweeps_up(
    step: int, extract: Any, written: Written, tmp_path: Path
) -> None:
    source, target = written(extract), tmp_path / "out" / "snapshot"
    end(stopped_run(source, target, step))
    assert not target.exists()
    assert [path.name.split("-")[0] for path in target.parent.glob(".*building*")] == [".snapshot.building"]
    snapshot = build_snapshot(source, target, date=ON, key=KEY)
    snapshot.verify()
    assert os.listdir(target.parent) == ["snapshot"]  # noqa: PTH208


def test_a_second_run_at_the_same_time_is_told_to_wait(
    extract: Any, written: Written, tmp_path: Path
) -> None:
    source, target = written(extract), tmp_path / "out" / "snapshot"
    first = stopped_run(source, target, 8)
    try:
        with pytest.raises(Busy, match="Another run is writing"):
            build_snapshot(source, target, date=ON, key=KEY)
    finally:
        end(first)
    build_snapshot(source, target, date=ON, key=KEY).verify()


def test_of_many_runs_at_once_each_ends_with_the_snapshot_or_is_told_to_wait(
    extract: Any, written: Written, tmp_path: Path
) -> None:
    source, target = written(extract), tmp_path / "out" / "snapshot"
    outcomes: list[str] = []

    def run() -> None:
        try:
            outcomes.append(build_snapshot(source, target, date=ON, key=KEY).id)
        except Busy:
            outcomes.append("busy")

    threads = [threading.Thread(target=run) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    snapshot = open_snapshot(target)
    snapshot.verify()
    assert len(outcomes) == 6
    assert set(outcomes) <= {snapshot.id, "busy"}
    assert snapshot.id in outcomes
    assert os.listdir(target.parent) == ["snapshot"]  # noqa: PTH208


def test_the_same_snapshot_again_is_no_error_and_changes_nothing(
    extract: Any, written: Written, tmp_path: Path
) -> None:
    source, target = written(extract), tmp_path / "snapshot"
    first = build_snapshot(source, target, date=ON, key=KEY)
    times = {path.name: path.stat().st_mtime_ns for path in target.iterdir()}
    assert build_snapshot(source, target, date=ON, key=KEY).id == first.id
    assert {path.name: path.stat().st_mtime_ns for path in target.iterdir()} == times


def test_another_snapshot_is_never_overwritten(extract: Any, written: Written, tmp_path: Path) -> None:
    target = tmp_path / "snapshot"
    first = build_snapshot(written(extract), target, date=ON, key=KEY)
    extract["incomes"][0]["amount"] += 1
    with pytest.raises(WrongSettings, match="exists already"):
        build_snapshot(written(extract, folder="changed"), target, date=ON, key=KEY)
    assert open_snapshot(target).id == first.id
    open_snapshot(target).verify()


def test_a_folder_of_something_else_is_never_overwritten(
    extract: Any, written: Written, tmp_path: Path
) -> None:
    target = tmp_path / "snapshot"
    target.mkdir()
    (target / "letter.txt").write_text("kept")
    with pytest.raises(WrongSettings, match="exists already"):
        build_snapshot(written(extract), target, date=ON, key=KEY)
    assert (target / "letter.txt").read_text() == "kept"


def test_a_folder_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "target"
    with building(target) as folder:
        (folder / "part").write_text("content")
        assert not target.exists()
        publish(folder, target)
        assert (target / "part").read_text() == "content"
    with pytest.raises(RuntimeError), building(tmp_path / "other") as folder:
        raise RuntimeError
    assert os.listdir(tmp_path) == ["target"]  # noqa: PTH208
