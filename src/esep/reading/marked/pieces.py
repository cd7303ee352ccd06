"""A document cut into paragraphs and tables, and these into pieces that belong to the same items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from esep.reading.instruction import Instruction
from esep.reading.reading import Reading
from esep.reading.statement import Doubt, Statement
from esep.reading.tables import Cell, Table


@dataclass(frozen=True)
class Piece:
    """A stretch of text: the numbers of the figure, of the instructions and of the doubt that cover it.

    ``opens_figure`` and ``opens_tasks`` tell which of them begin here.
    """

    text: str
    figure: int | None = None
    opens_figure: bool = False
    tasks: tuple[int, ...] = ()
    opens_tasks: tuple[int, ...] = ()
    doubt: int | None = None
    opens_doubt: bool = False


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
        self.borders = sorted({border for span in spans for border in (span.start, span.end)})
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
            doubt = next((n for n, doubt in self.doubts if doubt.start <= first < doubt.end), None)
            yield Piece(
                self.text[first:last],
                covers,
                covers is not None and self.reading.statements[covers].start == first,
                tuple(tasks),
                tuple(n for n in tasks if self.reading.instructions[n].start == first),
                doubt,
                doubt is not None and self.reading.doubts[doubt].start == first,
            )

    def _figure(self, at: int) -> int | None:
        covering = (n for n, s in enumerate(self.reading.statements) if s.start <= at < s.end)
        return next(covering, None)

    def _language(self, start: int, end: int) -> str:
        sentences = self.reading.sentences
        return next((s.language for s in sentences if s.start < end and start < s.end), self.reading.language)
