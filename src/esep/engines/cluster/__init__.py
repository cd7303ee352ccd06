"""Portions of a snapshot done by the machines of a Spark cluster, each by the Polars engine.

Families are independent of one another, so nothing is shuffled between machines: Spark hands out portions,
does those of a lost machine again, and brings back what each adds to the whole. This package needs the
extra ``cluster``; importing it without PySpark is a ClusterFailed.
"""

from esep.engines.cluster.batches import batch_in_tasks, engine_in_tasks
from esep.engines.cluster.connecting import Cluster, InTasks, on_cluster
from esep.engines.cluster.standalone import Standalone, standalone

__all__ = [
    "Cluster",
    "InTasks",
    "Standalone",
    "batch_in_tasks",
    "engine_in_tasks",
    "on_cluster",
    "standalone",
]
