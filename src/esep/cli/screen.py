"""The screen: results on standard output, everything else (progress, notes, errors) on standard error."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from esep.errors import EsepError, InputRefused
from esep.messages import Message, messages_of

_, _n = messages_of(__package__)

FAULTS_SHOWN = 50
"""A screen of faults is read; ten thousand are not. ``--all-faults`` prints every one."""

_NUMBER = re.compile(r"[<>≈]? ?[+−-]?\d[\d\s,.–⁠]*%?|")


_KEPT = re.compile(r"\d[\d\xa0\u202f]*\d|\S+")
"""What a line should not part: words, and numbers with their thousands."""
WORD_KEPT = 14
"""A column is wide enough for words and numbers of so many signs; longer ones may be broken."""
WIDE_COLUMN = 24
"""Signs of a line in the column that tells most."""


class Screen(Console):
    """A console that lets :func:`esep.cli.main` see when nobody reads any more."""

    def on_broken_pipe(self) -> None:
        """Say so."""
        self.quiet = True
        raise BrokenPipeError


out = Screen(soft_wrap=True, highlight=False)
err = Screen(stderr=True, soft_wrap=True, highlight=False)


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
    heads: Sequence[Message | str],
    rows: Sequence[Sequence[object]],
    *,
    title: Message | None = None,
    wide: int | None = None,
) -> None:
    """A table on standard output; columns of numbers are set to the right and never broken.

    The column ``wide`` tells most and is not made narrower than :data:`WIDE_COLUMN`.
    """
    numeric = [all(_NUMBER.fullmatch(str(row[i])) for row in rows) for i in range(len(heads))]
    grid = Table(
        title=str(title) if title else None,
        title_justify="left",
        header_style="bold",
        box=SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
        pad_edge=False,
    )
    columns = [[str(head), *(str(row[at]) for row in rows)] for at, head in enumerate(heads)]
    for at, (cells, right) in enumerate(zip(columns, numeric, strict=True)):
        words = cells[:1] if right else cells
        longest = max((len(word) for text in words for word in _KEPT.findall(text)), default=0)
        widest = max(map(len, cells[1:]), default=0) if right else 0
        grid.add_column(
            cells[0],
            justify="right" if right else "left",
            overflow="fold",
            min_width=max(widest, min(longest, WORD_KEPT)),
            width=_wide(columns, at) if at == wide else None,
        )
    for row in rows:
        grid.add_row(*(str(cell) for cell in row))
    out.print(grid)


def _wide(columns: Sequence[Sequence[str]], at: int) -> int:
    """The width of the column that tells most: what the others leave, and no less than it needs."""
    longest = [max(map(len, cells)) for cells in columns]
    left = out.width - sum(longest) + longest[at] - len(columns)
    return min(longest[at], max(WIDE_COLUMN, left))


def complain(message: Message) -> None:
    """An error in one line."""
    err.print(f"esep: {message}", markup=False, style="red")


def refusal(error: EsepError, *, every_fault: bool = False) -> None:
    """An error as a person reads it: the sentence, and for refused input its faults."""
    complain(error.message)
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
