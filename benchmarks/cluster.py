"""The thirty answers of families by two workers of a Spark master, and by Spark SQL on the same two.

The master and its workers run before the clock starts; a run begins with the start of the driver's Java. What
one process does without any cluster is measured in the same rounds.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import copies as making
from benchmarks import family_answers, spark_sql_peer
from benchmarks.agreement import answers_in, compare
from benchmarks.measurement import BUILD, ROOT, Line, Measured, in_turn, run_job
from benchmarks.process_tree import Watch
from esep.engines.cluster import Standalone, on_cluster, standalone
from esep.engines.polars_engine.portions import PortionRun
from esep.familymap import CORE_PROVISIONS, plan_of
from esep.kazakhstan import law
from esep.law import FAMILY
from esep.registers import Snapshot, open_snapshot
from esep.registers.layout import Portion

COPIES = (1, 4)
WORKERS, MEMORY = 2, "3g"
ALONE, OURS, PEER = "Esep, one process", "Esep, portions in Spark tasks", "Spark SQL on the same workers"


@dataclass(frozen=True)
class Work:
    """Writes the answers of a portion; the law is applied to the snapshot on the worker."""

    snapshot: str
    target: str

    def __call__(self, portion: Portion) -> None:
        run = _ready(self.snapshot)
        (plan,) = run.plans
        (answers,) = run.answers(portion)
        rows = answers[FAMILY].select(FAMILY.declared.key, *plan.asked_of(FAMILY))
        rows.write_parquet(Path(self.target) / f"{portion.number:04}.parquet", compression="zstd")


@cache
def _ready(snapshot: str) -> PortionRun:
    opened = open_snapshot(snapshot)
    return PortionRun([plan_of(law(), opened.date, CORE_PROVISIONS)], opened)


def write_answers(snapshot: str, target: str, master: str) -> None:
    """Answer for every family of a snapshot on the workers of a master."""
    Path(target).mkdir()
    settings = {"spark.executorEnv.PYTHONPATH": str(ROOT)}
    with on_cluster(master, settings=settings) as runner:
        for _ in runner(Work(snapshot, target), open_snapshot(snapshot).layout.portions(400_000)):
            pass


def run(runs: int, copies: Sequence[int] = COPIES) -> Iterator[Line]:
    """The lines of the table; RuntimeError when two programs have two answers for a family."""
    with (
        TemporaryDirectory(dir=BUILD) as folder,
        standalone(Path(folder) / "spark", workers=WORKERS, memory=MEMORY) as cluster,
    ):
        for size in copies:
            yield from _lines(making.snapshot(size), cluster, Path(folder) / str(size), runs)


def _lines(snapshot: Snapshot, cluster: Standalone, into: Path, runs: int) -> Iterator[Line]:
    into.mkdir()
    peaks: dict[str, float] = {}

    def afresh(name: str, job: Callable[..., object], *more: str) -> Measured:
        shutil.rmtree(into / name, ignore_errors=True)
        with ExitStack() as stack:
            watches = [stack.enter_context(Watch(worker)) for worker in cluster.workers]
            measured = run_job(job, snapshot.folder, into / name, *more)
        peaks[name] = max(peaks.get(name, 0.0), *(watch.peak for watch in watches))
        return measured

    jobs = {
        ALONE: partial(afresh, ALONE, family_answers.write_answers),
        OURS: partial(afresh, OURS, write_answers, cluster.master),
        PEER: partial(afresh, PEER, spark_sql_peer.write_answers, cluster.master),
    }
    found = in_turn(jobs, runs)
    agreed = min(compare(answers_in(into / ALONE), answers_in(into / name), name) for name in (OURS, PEER))
    persons = snapshot.manifest.files["persons.parquet"].rows / 1e6
    yield Line(f"{persons:.1f} million persons: {ALONE}", f"{found[ALONE].wall:.1f} s")
    for name in (OURS, PEER):
        yield Line(f"  {name}", f"{found[name].wall:.1f} s, {peaks[name]:.0f} MiB in the larger worker")
    yield Line("  portions in tasks / Spark SQL", f"{found[OURS].wall / found[PEER].wall:.2f}")
    yield Line("  families on which all agree in 30 answers", f"{agreed:,}", "all", True)
