"""The screen: results on standard output, everything else (progress, notes, errors) on standard error."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from esep.errors import EsepError, InputRefused
from esep.messages import Message, messages_of

_, _n = messages_of(__package__)

FAULTS_SHOWN = 50
"""A screen of faults is read; ten thousand are not. ``--all-faults`` prints every one."""

out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)


class Stages:
    """A progress bar that names the stage: call it with a stage and how far it is."""

    def __init__(self, *, quiet: bool) -> None:
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=30),
            TextColumn("{task.percentage:>3.0f} %"),
            TimeElapsedColumn(),
            console=err,
            disable=quiet or not err.is_terminal,
        )
        self._quiet = quiet
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Stages:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def __call__(self, stage: Message, done: int, of: int) -> None:
        """Show that ``done`` of ``of`` steps of a stage are done."""
        name = str(stage)
        if name not in self._tasks:
            self._tasks[name] = self._bar.add_task(name, total=max(of, 1))
            if not self._quiet and not err.is_terminal:
                err.print(name, markup=False)
        self._bar.update(self._tasks[name], completed=done, total=max(of, 1))


@contextmanager
def stages(*, quiet: bool) -> Iterator[Stages]:
    """A progress bar for the time of the block; nothing is drawn when quiet or not on a terminal."""
    with Stages(quiet=quiet) as bar:
        yield bar


def note(message: Message, *, quiet: bool = False) -> None:
    """A line for the person at the screen."""
    if not quiet:
        err.print(str(message), markup=False)


def table(
    heads: Sequence[Message | str], rows: Sequence[Sequence[object]], *, title: Message | None = None
) -> None:
    """A table on standard output; columns of numbers are set to the right."""
    numeric = [
        all(str(row[i]).lstrip("-")[:1].isdigit() or not str(row[i]) for row in rows)
        for i in range(len(heads))
    ]
    grid = Table(title=str(title) if title else None, title_justify="left", header_style="bold")
    for head, right in zip(heads, numeric, strict=True):
        grid.add_column(str(head), justify="right" if right else "left")
    for row in rows:
        grid.add_row(*(str(cell) for cell in row))
    out.print(grid)


def refusal(error: EsepError, *, every_fault: bool = False) -> None:
    """An error as a person reads it: the sentence, and for refused input its faults."""
    err.print(f"esep: {error}", markup=False, style="red")
    if not isinstance(error, InputRefused):
        return
    shown = error.faults if every_fault else error.faults[:FAULTS_SHOWN]
    for fault in shown:
        err.print(f"  {fault}", markup=False)
    left = len(error.faults) - len(shown)
    if left:
        err.print(
            "  "
            + str(
                _n(
                    "and {n} more fault; --all-faults prints it",
                    "and {n} more faults; --all-faults prints them",
                    left,
                )
            )
        )
