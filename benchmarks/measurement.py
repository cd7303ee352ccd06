"""Jobs in processes of their own: wall time from start to end, processor time and the peak of memory.

Both count what the job starts as well: processor time of children whose end the job awaits, and the largest
sum of resident memory of the whole tree, looked at twenty times a second.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from statistics import median

from benchmarks.process_tree import Watch

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build" / "bench"


@dataclass(frozen=True)
class Measured:
    """One run, or the medians of several: seconds of wall and processor time, MiB at the peak."""

    wall: float
    processor: float
    memory: float


@dataclass(frozen=True)
class Line:
    """One line of the printed table. ``holds`` is whether the bar is held, None where there is none."""

    work: str
    measured: str
    bar: str = ""
    holds: bool | None = None


def run_job(job: Callable[..., object], *arguments: object) -> Measured:
    """Run a function of a module of this package in a fresh process, start and imports included."""
    command = [sys.executable, "-m", "benchmarks.measurement", job.__module__, job.__name__]
    started = time.perf_counter()
    process = subprocess.Popen(
        [*command, *map(str, arguments)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    with Watch(process.pid) as watch:
        output, faults = process.communicate()
        wall = time.perf_counter() - started
    if process.returncode:
        raise RuntimeError(f"{job.__module__}.{job.__name__} failed:\n{faults}")
    told = json.loads(output.splitlines()[-1])
    return Measured(wall, told["processor"], max(told["memory"], watch.peak))


def medians(runs: list[Measured]) -> Measured:
    """The median of each figure by itself."""
    return Measured(
        median(run.wall for run in runs),
        median(run.processor for run in runs),
        median(run.memory for run in runs),
    )


def in_turn(jobs: dict[str, Callable[[], Measured]], runs: int) -> dict[str, Measured]:
    """The medians of jobs that are run one after the other, round after round, under the same load."""
    rounds = [{name: job() for name, job in jobs.items()} for _ in range(runs)]
    return {name: medians([each[name] for each in rounds]) for name in jobs}


def written(measured: Measured) -> str:
    """«3.1 s, 5.6 s of processor, 474 MiB»."""
    return f"{measured.wall:.1f} s, {measured.processor:.1f} s of processor, {measured.memory:.0f} MiB"


def _peak() -> float:
    """MiB. The system's own count where there is one: that of wait() would hold the parent's memory too."""
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def _job(module: str, function: str, *arguments: str) -> None:
    getattr(import_module(module), function)(*arguments)
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    processor = sum(each.ru_utime + each.ru_stime for each in used)
    print(json.dumps({"processor": processor, "memory": _peak()}))


if __name__ == "__main__":
    _job(*sys.argv[1:])
