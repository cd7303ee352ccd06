"""A runner whose portions are done by Spark: connected when there is work, with every setting in sight."""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from os import environ
from pathlib import Path
from types import MappingProxyType
from typing import Any
from uuid import uuid4

from esep.engines.cluster.tasks import Done, Refused, attempt, versions_here
from esep.engines.runners import Item, Result
from esep.errors import ClusterFailed, NotFound, WrongSettings
from esep.messages import messages_of

_, _n = messages_of("esep.engines")

try:
    from py4j.protocol import Py4JError
    from pyspark import InheritableThread, SparkConf, SparkContext
    from pyspark.accumulators import AccumulatorParam
    from pyspark.errors import PySparkException
    from pyspark.java_gateway import launch_gateway
except ModuleNotFoundError as missing:
    raise ClusterFailed(
        _("Running on a cluster needs PySpark, which is not installed. Install esep[cluster].")
    ) from missing

SMALL_JAVA = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
"""Java computes nothing here: it need not collect in parallel, nor spend seconds on compiling itself."""

SETTINGS: Mapping[str, str] = MappingProxyType(
    {
        "spark.app.name": "esep",
        # The driver only adds up small results, and the Java side of a worker only passes them on.
        "spark.driver.memory": "512m",
        "spark.executor.memory": "512m",
        "spark.driver.extraJavaOptions": SMALL_JAVA,
        "spark.executor.extraJavaOptions": SMALL_JAVA,
        # What made a process ready for one portion serves its next ones.
        "spark.python.worker.reuse": "true",
        "spark.task.maxFailures": "4",
        "spark.speculation": "false",
        "spark.locality.wait": "0s",
        "spark.network.timeout": "120s",
        "spark.executor.heartbeatInterval": "10s",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
    }
)
"""What Spark is told unless the caller says otherwise."""

ANSWERS_WITHIN, WORKERS_WITHIN = 10.0, 90.0
"""Seconds for a master to answer at all, and for its first worker to take part."""

_LOOK_EVERY = 0.05
_LOOPBACK = ("127.0.0.1", "localhost")


class InTasks:
    """The runner of a Spark context: one task for each item, its result as soon as the task has ended.

    Results travel as an accumulator, which Spark adds up once for each task that counts, however often an
    item was tried. InputRefused and LawError of an item come out as they are; ClusterFailed says on which
    machine something is missing, or why Spark gave up.
    """

    def __init__(self, context: SparkContext) -> None:
        self._context = context

    def __call__(self, work: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        """Do the work of every item on the workers; what is left of it is cancelled when it is stopped."""
        if not items:
            return
        job = _Job(self._context, work, items)
        try:
            for found in job.results(len(items)):
                if isinstance(found, Refused):
                    raise _told(found)
                yield found.result
        finally:
            job.cancel()


class _Job:
    """One job of Spark, at work in a thread of its own."""

    def __init__(self, context: SparkContext, work: Callable[..., Any], items: Sequence[Any]) -> None:
        self._context = context
        self._group = f"esep-{uuid4().hex}"
        self._found = context.accumulator([], _Collected())
        self._error: Exception | None = None
        self._numbered = list(enumerate(items))
        self._attempt = partial(attempt, work, versions_here())
        self._thread = InheritableThread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        found, do = self._found, self._attempt

        def task(numbered: tuple[int, Any]) -> None:
            found.add([do(numbered)])

        try:
            self._context.setJobGroup(self._group, "esep", interruptOnCancel=True)
            self._context.parallelize(self._numbered, len(self._numbered)).foreach(task)
        except (Py4JError, PySparkException, OSError) as error:
            self._error = error

    def results(self, count: int) -> Iterator[Done | Refused]:
        """What has come, each item once, until all have."""
        seen: set[int] = set()
        at = 0
        while len(seen) < count:
            ended = not self._thread.is_alive()
            come = self._found.value[at:]
            at += len(come)
            for found in come:
                if isinstance(found, Refused):
                    yield found
                elif found.number not in seen:
                    seen.add(found.number)
                    yield found
            if ended and not come and len(seen) < count:
                raise ClusterFailed(
                    _("The cluster gave up: {reason}", reason=_reason(self._error))
                ) from self._error
            if not come:
                self._thread.join(_LOOK_EVERY)

    def cancel(self) -> None:
        """Stop whatever is still at work."""
        if self._thread.is_alive():
            with suppress(Py4JError, OSError):
                self._context.cancelJobGroup(self._group)
            self._thread.join()


class _Collected(AccumulatorParam[list[Any]]):
    """Lists that are put together."""

    def zero(self, value: list[Any]) -> list[Any]:  # noqa: ARG002 Spark's names
        """No results yet."""
        return []

    def addInPlace(self, value1: list[Any], value2: list[Any]) -> list[Any]:  # noqa: N802 Spark's name
        """The results of two tasks."""
        value1.extend(value2)
        return value1


class Cluster:
    """The runner of a master: Spark is started with the first work, and not at all when there is none.

    ``log`` is where the Java side of this machine writes.
    """

    def __init__(self, master: str, settings: Mapping[str, str], python: str) -> None:
        self.master = master
        self._settings = {"spark.master": master, **_of_loopback(master), **settings}
        self._python = python
        self._folder: Path | None = None
        self._gateway: Any = None
        self._context: SparkContext | None = None

    def __call__(self, work: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        """As :class:`InTasks`. ClusterFailed when no master answers or no worker takes part."""
        return InTasks(self.context)(work, items)

    @property
    def context(self) -> SparkContext:
        """The Spark context, begun when it is first asked for."""
        if self._context is None:
            try:
                self._connect()
            except BaseException:
                self.close()
                raise
        assert self._context is not None
        return self._context

    def _connect(self) -> None:
        if shutil.which("java") is None and "JAVA_HOME" not in environ:
            raise ClusterFailed(_("Spark needs Java 17 or later, which is not installed on this machine."))
        _require_master(self.master)
        if SparkContext._active_spark_context is not None:
            raise ClusterFailed(
                _("This process has a Spark context already. Stop it, or use InTasks with it.")
            )
        self._folder = Path(tempfile.mkdtemp(prefix="esep-cluster-"))
        conf = SparkConf(loadDefaults=False)
        for name, value in self._settings.items():
            conf.set(name, value)
        try:
            with (self._folder / "driver.log").open("wb") as log:
                said = {"stdout": log, "stderr": log}
                self._gateway = launch_gateway(conf, said)  # type: ignore[no-untyped-call]
            self._context = SparkContext(conf=conf, gateway=self._gateway)
        except (Py4JError, PySparkException, OSError) as error:
            raise ClusterFailed(
                _(
                    "Spark could not be started for {master}: {reason}",
                    master=self.master,
                    reason=_reason(error),
                )
            ) from error
        self._context.pythonExec = self._python
        if self.master.startswith("spark://"):
            _await_workers(self._context, self.master)

    def close(self) -> None:
        """Leave the cluster and end the Java side of this machine."""
        if self._context is not None:
            with suppress(Py4JError, OSError):
                self._context.stop()
            self._context = None
        if self._gateway is not None:
            SparkContext._gateway = SparkContext._jvm = None
            with suppress(Py4JError, OSError):
                self._gateway.shutdown()
            self._gateway.proc.stdin.close()
            self._gateway.proc.wait()
            self._gateway = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None


@contextmanager
def on_cluster(
    master: str,
    *,
    threads: int = 1,
    python: str | None = None,
    settings: Mapping[str, str] | None = None,
) -> Iterator[Cluster]:
    """A runner on the workers of a Spark master, such as ``spark://10.0.0.5:7077``, until the block ends.

    ``threads``: cores of a worker for one portion, all used by Polars. ``python``: the program on the
    workers that has Esep; by default ``PYSPARK_PYTHON``, else the path of the one that runs here.
    ``settings`` of Spark come before :data:`SETTINGS`. Snapshot and assessments must lie in a folder that is
    reached by the same path on every machine.
    """
    told = {
        **SETTINGS,
        "spark.task.cpus": str(threads),
        "spark.executorEnv.POLARS_MAX_THREADS": str(threads),
        **(settings or {}),
    }
    cluster = Cluster(master, told, python or environ.get("PYSPARK_PYTHON") or sys.executable)
    try:
        yield cluster
    finally:
        cluster.close()


def _addresses(master: str) -> list[tuple[str, int]]:
    """The hosts and ports of a standalone master; none of other kinds of master."""
    if not master.startswith("spark://"):
        return []
    found = []
    for place in master.removeprefix("spark://").split(","):
        host, _colon, port = place.rpartition(":")
        if not host or not port.isdecimal():
            raise ClusterFailed(
                _(
                    "{master} is not the address of a master. It looks like spark://10.0.0.5:7077.",
                    master=master,
                )
            )
        found.append((host, int(port)))
    return found


def _of_loopback(master: str) -> dict[str, str]:
    """With a master on loopback, this side stays on loopback too."""
    addresses = _addresses(master)
    if addresses and all(host in _LOOPBACK for host, _port in addresses):
        return {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    return {}


def _require_master(master: str) -> None:
    """ClusterFailed unless somebody listens there; Spark itself would try for a minute."""
    addresses = _addresses(master)
    for address in addresses:
        with suppress(OSError), socket.create_connection(address, timeout=ANSWERS_WITHIN):
            return
    if addresses:
        raise ClusterFailed(
            _(
                "No Spark master answers at {master}. Look whether it runs and is reached from here.",
                master=master,
            )
        )


def _await_workers(context: SparkContext, master: str) -> None:
    """ClusterFailed when no worker takes part; Spark itself would wait for ever."""
    until = time.monotonic() + WORKERS_WITHIN
    # The driver counts itself.
    while context._jsc.sc().getExecutorMemoryStatus().size() < 2:
        if time.monotonic() > until:
            raise ClusterFailed(
                _(
                    "No worker of {master} has taken part within {seconds} seconds. Look whether workers are "
                    "registered, and have free cores and 512 MB of memory.",
                    master=master,
                    seconds=int(WORKERS_WITHIN),
                )
            )
        time.sleep(_LOOK_EVERY)


def _told(refused: Refused) -> Exception:
    """What is wrong with rows and law is so everywhere; what is missing, is missing on one machine."""
    error = refused.error
    if isinstance(error, NotFound | WrongSettings | ClusterFailed):
        return ClusterFailed(_("On the worker {host}: {reason}", host=refused.host, reason=error.message))
    return error


def _reason(error: Exception | None) -> str:
    """The error at the end of a worker's traceback, or the first line of what Spark says."""
    if error is None:
        return "?"
    java = getattr(error, "java_exception", None)
    said = str(java.getMessage() if java else error)
    _before, traced, after = said.rpartition("Traceback (most recent call last):")
    lines = [line for line in after.splitlines() if line.strip()]
    if traced:  # frames are indented, the error is not
        lines = [line for line in lines if not line[0].isspace()] or lines
    return lines[0].strip() if lines else type(error).__name__
