"""A document cut into paragraphs and tables, and these into pieces that belong to the same items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from esep.reading.documents.tables import Cell, Table
from esep.reading.instruction import Extent, Instruction
from esep.reading.reading import Reading
from esep.reading.statement import Doubt, Statement

Role = Literal["addressee", "term"]


@dataclass(frozen=True)
class Piece:
    """A stretch of text: the numbers of the figure, of the instructions and of the doubt that cover it.

    ``opens_figure`` and ``opens_tasks`` tell which of them begin here. ``role`` tells that it names an
    addressee or a term; ``told_to`` are the instructions of which it ends one that stands outside their
    words, in the heading of their list or on a line of its own.
    """

    text: str
    figure: int | None = None
    opens_figure: bool = False
    tasks: tuple[int, ...] = ()
    opens_tasks: tuple[int, ...] = ()
    doubt: int | None = None
    opens_doubt: bool = False
    role: Role | None = None
    told_to: tuple[int, ...] = ()


@dataclass(frozen=True)
class TableCell:
    """A cell to show: its pieces, how many rows and columns it covers, whether it heads a row or column."""

    pieces: tuple[Piece, ...]
    rows: int
    columns: int
    is_head: bool


@dataclass(frozen=True)
class Block:
    """A paragraph (``pieces``) or a table (``rows``); ``language`` is that of its first sentence."""

    pieces: tuple[Piece, ...] = ()
    rows: tuple[tuple[TableCell, ...], ...] = ()
    language: str = ""


def blocks_of(text: str, reading: Reading, tables: Sequence[Table] = ()) -> list[Block]:
    """The document in the order of its text; blank lines are left out."""
    cutter = _Cutter(text, reading)
    found: list[Block] = []
    at = 0
    for table in sorted(tables, key=lambda table: table.start):
        if table.start < at:
            continue
        found += cutter.paragraphs(at, text.rfind("\n", 0, table.start) + 1)
        found.append(cutter.table(table))
        at = table.end
    return [*found, *cutter.paragraphs(at, len(text))]


class _Cutter:
    def __init__(self, text: str, reading: Reading) -> None:
        self.text = text
        self.reading = reading
        spans: list[Statement | Instruction | Doubt] = [
            *reading.statements,
            *reading.instructions,
            *reading.doubts,
        ]
        self.roles = [
            (extent, role, number)
            for number, task in enumerate(reading.instructions)
            for extent, role in _roles_of(task)
        ]
        borders = {border for span in spans for border in (span.start, span.end)}
        self.borders = sorted(borders.union(*(extent for extent, _role, _number in self.roles)))
        self.doubts = [
            (number, doubt)
            for number, doubt in enumerate(reading.doubts)
            if not any(s.start <= doubt.start and doubt.end <= s.end for s in reading.statements)
        ]

    def paragraphs(self, start: int, end: int) -> Iterator[Block]:
        while start < end:
            line = self.text.find("\n", start, end)
            line = end if line < 0 else line
            if self.text[start:line].strip(" \t|"):
                yield Block(tuple(self.pieces(start, line)), language=self._language(start, line))
            start = line + 1

    def table(self, table: Table) -> Block:
        figures = {statement.start for statement in self.reading.statements}
        first = min((c.row for c in table.cells if c.start in figures), default=0)
        rows: list[list[TableCell]] = [[] for _ in range(table.height)]
        for cell in table.cells:
            rows[cell.row].append(self._cell(cell, first, figures))
        return Block(
            rows=tuple(tuple(row) for row in rows if row), language=self._language(table.start, table.end)
        )

    def _cell(self, cell: Cell, first: int, figures: set[int]) -> TableCell:
        is_head = (
            cell.start not in figures and (cell.row < first or cell.column == 0) and cell.end > cell.start
        )
        return TableCell(tuple(self.pieces(cell.start, cell.end)), cell.rows, cell.columns, is_head)

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        """The stretches between the borders of items, each with the items that cover it."""
        inner = [border for border in self.borders if start < border < end]
        for first, last in zip([start, *inner], [*inner, end], strict=True):
            if first == last:
                continue
            covers = self._figure(first)
            tasks = [
                number
                for number, task in enumerate(self.reading.instructions)
                if task.start <= first < task.end
            ]
            roles = [row for row in self.roles if row[0][0] <= first < row[0][1]]
            doubt = next((n for n, doubt in self.doubts if doubt.start <= first < doubt.end), None)
            yield Piece(
                self.text[first:last],
                covers,
                covers is not None and self.reading.statements[covers].start == first,
                tuple(tasks),
                tuple(n for n in tasks if self.reading.instructions[n].start == first),
                doubt,
                doubt is not None and self.reading.doubts[doubt].start == first,
                roles[0][1] if roles else None,
                tuple(number for extent, _role, number in roles if extent[1] == last and number not in tasks),
            )

    def _figure(self, at: int) -> int | None:
        covering = (n for n, s in enumerate(self.reading.statements) if s.start <= at < s.end)
        return next(covering, None)

    def _language(self, start: int, end: int) -> str:
        sentences = self.reading.sentences
        return next((s.language for s in sentences if s.start < end and start < s.end), self.reading.language)


def _roles_of(task: Instruction) -> Iterator[tuple[Extent, Role]]:
    """Where a task's addressees and terms stand."""
    for addressee in task.addressees:
        yield (addressee.start, addressee.end), "addressee"
    for extent in task.deadline_spans:
        yield extent, "term"


def runs(numbers: Sequence[int]) -> str:
    """Numbers of a list, counted from one, with those that follow one another as «3–9»."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and found[-1][-1] == number - 1:
            found[-1].append(number)
        else:
            found.append([number])
    return ", ".join(f"{run[0] + 1}–{run[-1] + 1}" if len(run) > 1 else str(run[0] + 1) for run in found)
