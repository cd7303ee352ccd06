"""Who does the portions of a command's work: this machine, or the workers of ``--cluster``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from esep.engines.runners import Runner, in_threads


@contextmanager
def runner_of(master: str | None) -> Iterator[Runner]:
    """The runner of a Spark master, or of this machine without one. ClusterFailed without PySpark."""
    if master is None:
        yield in_threads
        return
    from esep.engines.cluster import on_cluster  # PySpark is an extra that few need

    with on_cluster(master) as runner:
        yield runner
