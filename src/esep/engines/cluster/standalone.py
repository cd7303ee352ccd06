"""A Spark master and workers on this machine's loopback, started from the installed package, for trials.

Nothing is reached from outside. Ports are free ones unless a port is asked for. Whoever has an account on
this machine could hand work to the master: keep it for trials and tests.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import pyspark

from esep.errors import Busy, ClusterFailed, NotFound
from esep.messages import messages_of

_, _n = messages_of("esep.engines")

LOOPBACK = "127.0.0.1"
STARTS_WITHIN = 120.0
ENDS_WITHIN = 20.0
STATE = "standalone.json"

_MASTER = "org.apache.spark.deploy.master.Master"
_WORKER = "org.apache.spark.deploy.worker.Worker"


@dataclass(frozen=True)
class Standalone:
    """A running cluster: the address of its master, and the numbers of its processes."""

    folder: Path
    master: str
    master_process: int
    workers: tuple[int, ...]

    def stop(self) -> None:
        """End the workers, then the master; whoever does not end within twenty seconds is killed."""
        for process in (*self.workers, self.master_process):
            _signal(process, signal.SIGTERM)
        until = time.monotonic() + ENDS_WITHIN
        for process in (*self.workers, self.master_process):
            while _is_running(process) and time.monotonic() < until:
                time.sleep(0.05)
            _signal(process, signal.SIGKILL)
        (self.folder / STATE).unlink(missing_ok=True)


def start(folder: Path, *, workers: int = 2, cores: int = 1, memory: str = "1g", port: int = 0) -> Standalone:
    """Start a master and workers; logs and working files go to ``folder``.

    ``cores`` and ``memory`` (of the Java side; Python has what it takes) are those of one worker. Busy when
    ``folder`` has one that runs; ClusterFailed when a process does not come up.
    """
    folder = folder.absolute()
    if (folder / STATE).is_file() and any(map(_is_running, _read(folder).workers)):
        raise Busy(_("A cluster runs in {folder} already. Stop it first.", folder=folder))
    folder.mkdir(parents=True, exist_ok=True)
    started: list[int] = []
    try:
        log = folder / "master.log"
        started.append(
            _launch(folder, log, _MASTER, "--host", LOOPBACK, "--port", str(port), "--webui-port", "0")
        )
        address = _awaited(log, started[0], r"Starting Spark master at (spark://\S+)")
        logs = [folder / f"worker-{number}.log" for number in range(1, workers + 1)]
        offer = ("--cores", str(cores), "--memory", memory, "--webui-port", "0", "--port", "0")
        for each in logs:
            place = ("--host", LOOPBACK, "--work-dir", str(folder / each.stem))
            started.append(_launch(folder, each, _WORKER, *place, *offer, address))
        for each, process in zip(logs, started[1:], strict=True):
            _awaited(each, process, r"Successfully registered with (master)")
    except BaseException:
        Standalone(folder, "", started[0], tuple(started[1:])).stop() if started else None
        raise
    made = Standalone(folder, address, started[0], tuple(started[1:]))
    (folder / STATE).write_text(json.dumps(asdict(made), default=str), encoding="utf-8")
    return made


def stop(folder: Path) -> None:
    """Stop the cluster that was started in a folder; NotFound when there is none."""
    if not (folder / STATE).is_file():
        raise NotFound(_("No cluster was started in {folder}.", folder=folder))
    _read(folder).stop()


@contextmanager
def standalone(
    folder: Path, *, workers: int = 2, cores: int = 1, memory: str = "1g", port: int = 0
) -> Iterator[Standalone]:
    """A cluster for the time of the block, as :func:`start` makes it."""
    made = start(folder, workers=workers, cores=cores, memory=memory, port=port)
    try:
        yield made
    finally:
        made.stop()


def _read(folder: Path) -> Standalone:
    told = json.loads((folder / STATE).read_text(encoding="utf-8"))
    return Standalone(folder, told["master"], told["master_process"], tuple(told["workers"]))


def _launch(folder: Path, log: Path, *words: str) -> int:
    home = Path(pyspark.__file__).parent
    settings = {
        "SPARK_HOME": str(home),
        "SPARK_CONF_DIR": str(folder),  # whatever Spark is set to elsewhere does not matter here
        "SPARK_LOCAL_IP": LOOPBACK,
        "SPARK_MASTER_HOST": LOOPBACK,
        "SPARK_LOCAL_DIRS": str(folder / "local"),
        "SPARK_DAEMON_MEMORY": "256m",
        "SPARK_DAEMON_JAVA_OPTS": "-XX:+UseSerialGC -XX:TieredStopAtLevel=1",
        "SPARK_NO_DAEMONIZE": "1",
    }
    with log.open("wb") as output:
        process = subprocess.Popen(
            [home / "bin" / "spark-class", *words],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env={**os.environ, **settings},
            start_new_session=True,
        )
    _children[process.pid] = process
    return process.pid


_children: dict[int, subprocess.Popen[bytes]] = {}
"""Those started by this process, which has to await their end."""


def _awaited(log: Path, process: int, pattern: str) -> str:
    """What a log says once the pattern stands in it."""
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        found = re.search(pattern, log.read_text(encoding="utf-8", errors="replace"))
        if found:
            return found.group(1)
        if not _is_running(process):
            break
        time.sleep(0.1)
    raise ClusterFailed(_("Spark did not start; {log} says why.", log=log))


def _is_running(process: int) -> bool:
    child = _children.get(process)
    if child is not None:
        return child.poll() is None
    return "org.apache.spark.deploy" in _command(process)


def _command(process: int) -> str:
    """The command line of a process: its number may have passed to another one since."""
    try:
        return Path(f"/proc/{process}/cmdline").read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        pass
    if Path("/proc/self").exists():
        return ""
    asked = ["ps", "-o", "command=", "-p", str(process)]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout


def _signal(process: int, what: signal.Signals) -> None:
    if _is_running(process):
        with suppress(ProcessLookupError):
            os.kill(process, what)
