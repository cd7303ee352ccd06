"""What cannot be reached or done is said in one sentence; nothing of a trial listens outside loopback."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from cluster_items import failing

from esep.engines.cluster import InTasks, on_cluster, standalone
from esep.errors import Busy, ClusterFailed, InputRefused
from esep.familymap import assess
from esep.registers import Snapshot

pytestmark = [pytest.mark.cluster, pytest.mark.java, pytest.mark.enable_socket]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def test_a_master_that_does_not_answer_is_named() -> None:
    master = f"spark://127.0.0.1:{free_port()}"
    with on_cluster(master) as runner, pytest.raises(ClusterFailed, match=re.escape(master)):
        list(runner(failing, [0]))


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(ClusterFailed, match="looks like spark://"), on_cluster("spark://somewhere"):
        pass


def test_without_java_it_says_so(no_java) -> None:
    with on_cluster("local[1]") as runner, pytest.raises(ClusterFailed, match="Java"):
        list(runner(failing, [0]))


def test_without_work_spark_is_not_started(no_java) -> None:
    with on_cluster("spark://127.0.0.1:7077"):
        pass


def test_without_pyspark_it_says_what_to_install() -> None:
    program = "import sys; sys.modules['pyspark'] = None\nimport esep.engines.cluster"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "Install esep[cluster]" in done.stderr.splitlines()[-1]


def test_a_failing_item_is_tried_again_and_then_told(cluster) -> None:
    with pytest.raises(ClusterFailed, match="the disk is full"):
        list(cluster(failing, [0, 1]))
    assert sorted(cluster(failing, [0, 2, 3])) == [0, 2, 3]


def test_refused_rows_come_back_with_their_faults(cluster, region, tmp_path) -> None:
    broken = tmp_path / "snapshot"
    broken.mkdir()
    for file in region.folder.iterdir():
        (broken / file.name).write_bytes(file.read_bytes())
    families = region.scan("families").collect()
    families.with_columns(pl.lit(-1).cast(families["cars"].dtype).alias("cars")).write_parquet(
        broken / "families.parquet"
    )
    snapshot = Snapshot(broken, region.manifest)
    with pytest.raises(InputRefused) as here:
        assess(snapshot, tmp_path / "here", on=region.date)
    with pytest.raises(InputRefused) as there:
        assess(snapshot, tmp_path / "there", on=region.date, runner=cluster)
    assert there.value.faults == here.value.faults
    assert there.value.faults


def test_a_folder_that_a_worker_does_not_see_is_named_with_the_worker(cluster, region, tmp_path) -> None:
    moved = tmp_path / "moved"

    def losing(work, items):
        region.folder.rename(moved)
        try:
            yield from cluster(work, items)
        finally:
            moved.rename(region.folder)

    with pytest.raises(ClusterFailed, match=r"On the worker .*There is no snapshot"):
        assess(region, tmp_path / "out", on=region.date, runner=losing)


def test_a_context_that_is_there_already_can_be_used(cluster) -> None:
    assert sorted(InTasks(cluster.context)(failing, [0, 2])) == [0, 2]
    with on_cluster("local[1]") as second, pytest.raises(ClusterFailed, match="InTasks"):
        list(second(failing, [0]))


def test_a_second_cluster_in_one_folder_is_refused(spark) -> None:
    with pytest.raises(Busy), standalone(spark.folder):
        pass


def test_nothing_listens_outside_loopback(spark, cluster, descendants) -> None:
    list(cluster(failing, [0]))
    processes = {spark.master_process, *spark.workers, *descendants(os.getpid())}
    for process in (spark.master_process, *spark.workers):
        processes |= descendants(process)
    assert {addr for addr in _listening(processes) if not addr.startswith("127.")} == set()
    assert _listening(processes)


def _listening(processes: set[int]) -> set[str]:
    """The addresses at which processes accept connections, from the system's own tables."""
    inodes = set()
    for process in processes:
        for handle in Path(f"/proc/{process}/fd").glob("*"):
            try:
                found = re.fullmatch(r"socket:\[(\d+)\]", str(handle.readlink()))
            except OSError:
                continue
            if found:
                inodes.add(found.group(1))
    addresses = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            cells = line.split()
            if cells[3] == "0A" and cells[9] in inodes:
                last = bytes.fromhex(cells[1].split(":")[0])[-4:][::-1]
                addresses.add(".".join(map(str, last)))
    return addresses


def test_the_trial_cluster_is_started_and_stopped_by_a_command(tmp_path) -> None:
    folder = tmp_path / "trial"
    command = [sys.executable, "-m", "esep.engines.cluster"]
    options = ["--workers", "0", "--port", "0"]
    done = subprocess.run(
        [*command, "start", str(folder), *options], capture_output=True, text=True, check=True
    )
    address = re.fullmatch(r"spark://127\.0\.0\.1:(\d+)\n", done.stdout)
    assert address
    socket.create_connection(("127.0.0.1", int(address.group(1))), timeout=5).close()
    assert (folder / "master.log").is_file()
    subprocess.run([*command, "stop", str(folder)], check=True, timeout=60)  # else it hangs
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", int(address.group(1))), timeout=5)
    again = subprocess.run([*command, "stop", str(folder)], capture_output=True, text=True, check=False)
    assert again.returncode == 11
