"""Memory and processor time of a process and of all that it started, as the system tells it (Linux)."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from types import TracebackType

PROC = Path("/proc")
EVERY = 0.05
"""Seconds between two looks."""


class Watch:
    """Looks at a process and its descendants until the block ends.

    ``peak`` is the largest sum of resident memory in MiB, 0 where nothing was seen. Pages that two processes
    share are counted in each.
    """

    def __init__(self, process: int) -> None:
        self.peak = 0.0
        self._process = process
        self._ended = Event()
        self._thread = Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.is_set():
            self.peak = max(self.peak, resident(self._process))
            self._ended.wait(EVERY)


def processor_time(process: int) -> float:
    """Seconds of processor of a process and its descendants, those that ended and were awaited included."""
    ticks, left = 0, [process]
    while left:
        folder = PROC / str(left.pop())
        with suppress(OSError, ValueError):  # it has ended meanwhile
            told = (folder / "stat").read_text().rpartition(")")[2].split()
            ticks += sum(map(int, told[11:15]))
            for children in (folder / "task").glob("*/children"):
                left += map(int, children.read_text().split())
    return ticks / os.sysconf("SC_CLK_TCK")


def resident(process: int) -> float:
    """MiB of a process and its descendants at this moment."""
    unit = os.sysconf("SC_PAGE_SIZE") / 1024**2
    pages, left = 0, [process]
    while left:
        folder = PROC / str(left.pop())
        with suppress(OSError, ValueError):  # it has ended meanwhile
            pages += int((folder / "statm").read_text().split()[1])
            for children in (folder / "task").glob("*/children"):
                left += map(int, children.read_text().split())
    return pages * unit
