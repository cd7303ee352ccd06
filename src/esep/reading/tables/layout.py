"""How a table is laid out: its head rows, the heads of each row, its sections, and the cells with numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from esep.reading.documents.captions import begins_caption
from esep.reading.documents.tables import Cell, Table
from esep.reading.grammar.sentence_language import TextLanguage, language_votes
from esep.reading.tables.cell_numbers import is_bounded, is_year, number_of
from esep.reading.tables.parts import parts_within, with_share
from esep.reading.tables.units import measure_of
from esep.reading.tables.words import begins_with, has_word, table_words

LONGEST_CAPTION = 250
"""Characters of a paragraph before a table that can be its caption."""
PLAN_COLUMNS = ("plan_activity", "plan_jointly", "plan_responsible", "plan_term")
_PLAN_HEADS = 3
"""Rows at the top of a table among which the head of a plan of work is sought."""
_LEAST_HEADS = 2
"""Cells of a row that heads columns; a single one is a caption."""
_LETTERS = re.compile(r"[^\W\d_]{3}")
_KAZAKH_PLURALS = ("лар", "лер", "дар", "дер", "тар", "тер")
_YEAR_HEAD = re.compile(r"годы?|жыл(?:дар|ы)?", re.IGNORECASE)
_ENUMERATOR = re.compile(r"\d{1,3}(?:\.\d{1,3})*[.)]?")
_NOTHING = re.compile(r"[\s–—\-xх×…*.]*|н/?д|жоқ|нет", re.IGNORECASE)


@dataclass(frozen=True)
class Figure:
    """A cell with a number and the heads that say what it is.

    ``column_heads`` are the lowest first, ``row_heads`` from the left; ``is_included`` marks a row behind
    «в том числе», whose heads begin with those of the row that it is part of, ``behind`` are those of the
    last row that has parts. ``whole_heads`` are those of the column that its own, «из них …», is part of.
    """

    cell: Cell
    column_heads: tuple[Cell, ...]
    row_heads: tuple[Cell, ...]
    section: tuple[Cell, ...]
    unit: Cell | None
    is_included: bool = False
    behind: tuple[Cell, ...] = ()
    whole_heads: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Plan:
    """The head of a plan of work: it ends before ``end``; the columns of its parts by their names."""

    end: int
    columns: dict[str, int]

    @property
    def activity(self) -> int:
        """The column that tells what is to be done."""
        return self.columns["plan_activity"]


@dataclass(frozen=True)
class Layout:
    """A table of ``text`` understood."""

    text: str
    table: Table

    def said(self, cell: Cell) -> str:
        """What a cell says."""
        return self.text[cell.start : cell.end]

    def has_letters(self, cell: Cell) -> bool:
        """Whether a cell says more than numbers: those that are no figures here are none in prose."""
        return any(map(str.isalpha, self.said(cell)))

    def at(self, row: int, column: int) -> Cell | None:
        """The cell at a place of the grid, unless it is empty."""
        cell = self.table.grid.get((row, column))
        return cell if cell is not None and cell.end > cell.start else None

    def row(self, row: int) -> list[Cell]:
        """The filled cells of a row, each once, from the left."""
        cells = (self.at(row, column) for column in range(self.table.width))
        return list(dict.fromkeys(cell for cell in cells if cell is not None))

    @cached_property
    def plan(self) -> Plan | None:
        """The head of the table where it is a plan of work: it names what is to be done and who answers."""
        for row in range(min(_PLAN_HEADS, self.table.height)):
            cells = self.row(row)
            columns: dict[str, int] = {}
            for cell in cells:
                name = next((name for name in PLAN_COLUMNS if begins_with(self.said(cell), name)), None)
                if name is not None:
                    columns.setdefault(name, cell.column)
            if "plan_activity" in columns and "plan_responsible" in columns:
                return Plan(max(cell.row + cell.rows for cell in cells), columns)
        return None

    @property
    def terms(self) -> Iterator[Cell]:
        """The cells of the column of terms of a plan of work, which are terms and nothing more."""
        if self.plan is not None and "plan_term" in self.plan.columns:
            column = self.plan.columns["plan_term"]
            yield from (cell for cell in self.table.cells if cell.column == column)

    @cached_property
    def head_rows(self) -> range:
        """The rows above the first with numbers; rows of years are heads, a single cell on top is a caption.

        A single cell below the heads, at the left, is the first section, not one head more. The head of a
        plan of work is known by its words.
        """
        if self.plan is not None:
            return range(min(self.plan.end, self.table.height - 1))
        if self._is_form:
            return range(self._has_head_of_form)
        last = 0
        for row in range(self.table.height):
            if self._holds_numbers(row):
                break
            last = row + 1
        if last == self.table.height:
            return range(0)
        heads = [row for row in range(last) if not self._is_section(row)]
        return range(0, heads[-1] + 1 if heads else last)

    @cached_property
    def _is_form(self) -> bool:
        """Whether the table is a list of names and what each is, words or numbers: «Центр | село Аксу»."""
        if self.table.width != 2 or self._has_spans:
            return False
        told = [self.row(row) for row in range(1, self.table.height)]
        beside = [self.said(cells[1]) for cells in told if len(cells) == 2]
        words = [said for said in beside if number_of(said) is None and _LETTERS.search(said)]
        return bool(words) and len(beside) > len(words)

    @property
    def _has_head_of_form(self) -> bool:
        """Whether the first row of a form heads it: «Показатель | Значение»."""
        head = self.at(0, 1)
        if head is None or number_of(self.said(head)) is not None:
            return False
        said = self.said(head)
        measure = measure_of(said)
        return has_word(said, "not_counted") or is_year(said) or (measure is not None and measure.is_told)

    def _is_section(self, row: int) -> bool:
        cells = self.row(row)
        return len(cells) == 1 and cells[0].column == 0

    def _holds_numbers(self, row: int) -> bool:
        cells = self.row(row)
        told = [(cell, self.said(cell)) for cell in cells]
        if any(cell.column and (parts_within(said) or with_share(said)) for cell, said in told):
            return True
        numbers = [cell for cell in cells if number_of(self.said(cell))]
        years = [cell for cell in numbers if is_year(self.said(cell))]
        others = [
            cell for cell in numbers if cell.column or (len(numbers) > 1 and not self._enumerates(cell))
        ]
        if not others or self._counts_columns(row):
            return False
        words = [cell for cell in cells if cell.column and cell not in numbers]
        if any(map(self._stands_on_number, words)) and all(map(self._is_wordy_head, others)):
            return False
        return len(years) < len(numbers) or any(self._holds_numbers_at(row, cell) for cell in years)

    def _stands_on_number(self, cell: Cell) -> bool:
        """Whether a number without words stands right below a cell."""
        below = self.at(cell.row + cell.rows, cell.column)
        number = number_of(self.said(below)) if below is not None else None
        return number is not None and not number.group("unit").strip()

    def _is_wordy_head(self, cell: Cell) -> bool:
        """Whether words behind a number head bare numbers, as words beside them do: «3 ауысымды» over «4»."""
        number = number_of(self.said(cell))
        has_words = number is not None and _LETTERS.search(number.group("unit")) is not None
        return has_words and self._stands_on_number(cell)

    def _holds_numbers_at(self, row: int, cell: Cell) -> bool:
        """Whether a year in a row of years stands below a head: then it is a number like any other."""
        above = self.at(row - 1, cell.column) if cell.rows == 1 else None
        return above is not None and above.columns == 1 and is_year(self.said(above))

    def _enumerates(self, cell: Cell) -> bool:
        return cell.column == 0 and _ENUMERATOR.fullmatch(self.said(cell)) is not None

    def _counts_columns(self, row: int) -> bool:
        """A row «1 | 2 | 3» that numbers the columns."""
        said = [self.said(cell).strip("()") for cell in self.row(row)]
        return len(said) > 2 and said == [str(number) for number in range(1, len(said) + 1)]

    @cached_property
    def caption_cells(self) -> tuple[Cell, ...]:
        """Head rows of one cell only, above the others: the caption stands inside the table."""
        found: list[Cell] = []
        for row in self.head_rows:
            cells = self.row(row)
            if len(cells) != 1 or row == self.head_rows[-1]:
                break
            found += cells
        return tuple(found)

    @cached_property
    def _has_spans(self) -> bool:
        return any(cell.columns > 1 or cell.rows > 1 for cell in self.table.cells)

    @cached_property
    def is_slid(self) -> bool:
        """Whether rows have more cells than the head that should stand over them, and no cell is merged.

        So a head of two rows looks when its merged cells were lost: no number stands under its own head.
        """
        heads = [len([cell for cell in self.table.cells if cell.row == row]) for row in self.head_rows]
        if self._has_spans or max(heads, default=0) < _LEAST_HEADS:
            return False
        body = range(len(self.head_rows), self.table.height)
        return any(cells[-1].column >= max(heads) for row in body if (cells := self.row(row)))

    def heads_of_column(self, column: int) -> tuple[Cell, ...]:
        """The head cells over a column, the lowest first, captions left out."""
        found: list[Cell] = []
        for row in self.head_rows:
            cell = self.at(row, column)
            if cell is None and not self._has_spans and row != self.head_rows[-1]:
                cell = self._filled_left_of(row, column)
            if cell is not None and cell not in self.caption_cells and cell not in found:
                found.append(cell)
        return tuple(reversed(found))

    def _filled_left_of(self, row: int, column: int) -> Cell | None:
        """A head written once over several columns: the text does not say how many it covers."""
        return next((cell for at in range(column - 1, 0, -1) if (cell := self.at(row, at)) is not None), None)

    @cached_property
    def _column_heads(self) -> list[tuple[Cell, ...]]:
        return [self.heads_of_column(column) for column in range(self.table.width)]

    @cached_property
    def column_texts(self) -> list[str]:
        """All the heads of each column in one text."""
        return [" ".join(self.said(cell) for cell in heads) for heads in self._column_heads]

    @cached_property
    def whole_columns(self) -> dict[int, int]:
        """For each column headed «из них …» the one of which it tells a part: the nearest left that counts.

        So are those below a head «в том числе» over several: «всего | в том числе 2024, 2025, 2026».
        """
        found: dict[int, int] = {}
        left: int | None = None
        for column, heads in enumerate(self._column_heads):
            if not any(begins_with(self.said(head), "including") for head in heads) and not (
                left is not None and self._is_part_of_all(heads, left)
            ):
                is_ratio = bool(heads) and self._names_ratio(heads[0])
                left = left if is_ratio else column if column and heads else None
            elif left is not None:
                found[column] = left
        return found

    def _is_part_of_all(self, heads: Sequence[Cell], left: int) -> bool:
        """Whether a column tells the town or the village alone, beside one that tells both."""
        is_where = bool(heads) and self.said(heads[0]).lower() in table_words()["where"]
        return is_where and begins_with(self.said(self._column_heads[left][0]), "total")

    def _names_ratio(self, head: Cell) -> bool:
        """Whether a head is that of shares and rates, of which no other column is a part."""
        return "%" in self.said(head) or has_word(self.said(head), "ratios")

    @cached_property
    def _silent_columns(self) -> frozenset[int]:
        """Columns whose numbers are no figures: running numbers, codes, dates, telephones, units."""
        named = {
            column
            for column, head in enumerate(self.column_texts)
            if begins_with(head, "no_figure") or begins_with(head, "unit_column")
        }
        named |= {column for column in range(self.table.width) if self._holds_codes(column)}
        first = [self.at(row, 0) for row in range(len(self.head_rows), self.table.height)]
        numbers = [self.said(cell).rstrip(".)") for cell in first if cell is not None]
        if numbers and all(_ENUMERATOR.fullmatch(number) for number in numbers) and self.table.width > 2:
            counted = [int(number) for number in numbers if number.isdigit()]
            if counted[:1] == [1] and all(b in (a, a + 1) for a, b in pairwise(counted)):
                named.add(0)
        if self.plan is not None:
            named |= {column for part, column in self.plan.columns.items() if part != "plan_activity"}
        return frozenset(named)

    @property
    def has_silent_numbers(self) -> bool:
        """Whether numbers stand under heads that say that they are no figures: «Кабинет», «Класс»."""
        silent = (cell for cell in self.table.cells if cell.column and cell.column in self._silent_columns)
        return any(cell.row >= len(self.head_rows) and number_of(self.said(cell)) for cell in silent)

    def _holds_codes(self, column: int) -> bool:
        """Whether a column holds codes of a budget: «Класс» over «01», and no words below it."""
        heads = [self.said(cell).strip(" .:").lower() for cell in self._column_heads[column]]
        if not any(head in table_words()["code_columns"] for head in heads):
            return False
        body = (self.at(row, column) for row in range(len(self.head_rows), self.table.height))
        return not any(cell is not None and self.has_letters(cell) for cell in body)

    @cached_property
    def _unit_column(self) -> int | None:
        heads = enumerate(self.column_texts)
        return next((column for column, head in heads if begins_with(head, "unit_column")), None)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The number cells with their heads, in the order of the text."""
        return tuple(self._figures())

    def _figures(self) -> Iterator[Figure]:
        section: tuple[Cell, ...] = ()
        sections = 0  # since the last total
        base: tuple[Cell, ...] = ()
        is_included = False
        behind: tuple[Cell, ...] = ()
        units: dict[int, Cell | None] = {}
        for row in range(len(self.head_rows), self.table.height):
            cells = self.row(row)
            names = [cell for cell in cells if self._names(cell)]
            label = names[0].column if names else None
            numbers = [part for cell in cells for part in self._numbers_in(cell, label)]
            words = [cell for cell in names if self._is_word(cell)]
            if not numbers:
                alone = words or [cell for cell in cells if number_of(self.said(cell)) is None]
                if len(alone) == 1:
                    section, sections = tuple(alone), sections + 1
                continue
            if self._counts_columns(row):
                continue
            heads = self._heads_of_row(words, numbers[0].column)
            if heads and begins_with(self.said(heads[0]), "total"):
                is_of_one = sections == 1 and not begins_with(self.said(heads[0]), "total_of_region")
                section, sections = section if is_of_one else (), 0
            is_included = self._is_included(heads, section, goes_on=is_included)
            heads, base = (base + heads, base) if is_included else (heads, heads)
            behind = base if is_included else behind
            unit = self.at(row, self._unit_column) if self._unit_column is not None else None
            if not is_included:
                units = {cell.column: _unit_in(cell, self.said(cell)) for cell in numbers}
            for cell in numbers:
                if cell.row == row:
                    left = self.whole_columns.get(cell.column)
                    whole = self._column_heads[left] if left is not None else ()
                    told = unit or (units.get(cell.column) if is_included else None)
                    yield Figure(
                        cell,
                        self._column_heads[cell.column],
                        heads,
                        section,
                        told,
                        is_included,
                        behind,
                        whole,
                    )

    def _is_included(self, heads: Sequence[Cell], section: Sequence[Cell], *, goes_on: bool) -> bool:
        """Whether a row tells a part of one above it: it says so, or goes on so in small letters."""
        if any(begins_with(self.said(cell), "including") for cell in (*heads[:1], *section)):
            return True
        return goes_on and bool(heads) and self.said(heads[0]).lstrip(" –—-•")[:1].islower()

    def _numbers_in(self, cell: Cell, first_label: int | None) -> list[Cell]:
        """The cell itself where it is a figure; its parts where it tells those of what its row names."""
        if self._is_figure(cell, first_label):
            return [cell]
        if first_label is None or first_label >= cell.column or cell.column in self._silent_columns:
            return []
        said = self.said(cell)
        spans = (parts_within(said) or with_share(said)) if cell.column != self._plan_activity else []
        return [replace(cell, start=cell.start + start, end=cell.start + end) for start, end in spans]

    def _is_figure(self, cell: Cell, first_label: int | None) -> bool:
        """Whether a number cell is a figure: ``first_label`` is the first column that names its row."""
        said = self.said(cell)
        if cell.column in self._silent_columns or self._is_head(cell) or self._is_silent_in_form(cell):
            return False
        if number_of(said) is None and not self._is_bounded(cell):
            return False
        if said.startswith("(") and not has_word(self.column_texts[cell.column], "kinds.change"):
            return False
        if first_label is not None and first_label < cell.column:
            return True
        return cell.column > 0 and bool(self.column_texts[cell.column])

    def _is_silent_in_form(self, cell: Cell) -> bool:
        """«Год образования | 1928»: of a form the row says that its number is none."""
        name = self.at(cell.row, 0) if self._is_form else None
        return name is not None and begins_with(self.said(name), "no_figure")

    def _is_bounded(self, cell: Cell) -> bool:
        """«от 280 000», «9–10» under a head that measures: «18–29» under «Возраст» are none."""
        if not cell.column or not is_bounded(self.said(cell)):
            return False
        measures = (measure_of(self.said(head)) for head in self._column_heads[cell.column])
        return any(measure is not None and measure.is_told for measure in measures)

    def _heads_of_row(self, words: Sequence[Cell], first_number: int) -> tuple[Cell, ...]:
        """The cells that name a row: those before its numbers; in a plan of work the activity and places."""
        if self.plan is None:
            return tuple(cell for cell in words if cell.column < first_number)
        total = next((cell for cell in words if begins_with(self.said(cell), "total")), None)
        if total is not None:
            return (total,)
        named = (cell for cell in words if cell.column != self._plan_activity)
        places = [cell for cell in named if has_word(self.column_texts[cell.column], "place_column")]
        return (*places, *(cell for cell in words if cell.column == self._plan_activity))

    @property
    def _plan_activity(self) -> int | None:
        return self.plan.activity if self.plan is not None else None

    def _is_head(self, cell: Cell) -> bool:
        """Whether a cell that looks like a number names its row: a year, «5 мектеп салу» in a plan."""
        return self._is_year(cell) or cell.column == self._plan_activity

    def _is_year(self, cell: Cell) -> bool:
        """Whether a cell is the year of its row: in the first column, or under «Год»."""
        if not is_year(self.said(cell)):
            return False
        return cell.column == 0 or _YEAR_HEAD.fullmatch(self.column_texts[cell.column]) is not None

    def _is_silent(self, cell: Cell) -> bool:
        """Whether a cell stands in columns of units or running numbers; words among these name the row."""
        if not all(
            column in self._silent_columns for column in range(cell.column, cell.column + cell.columns)
        ):
            return False
        if begins_with(self.column_texts[cell.column], "naming") and _LETTERS.search(self.said(cell)):
            return False
        beside = self.at(cell.row, 1) if cell.column == 0 else cell
        if beside is not None and beside is not cell and number_of(self.said(beside)) is not None:
            beside = None  # «Статья» over «Уголь», right before its sum
        return beside is not None or _LETTERS.search(self.said(cell)) is None

    def _names(self, cell: Cell) -> bool:
        """Whether a cell names its row: words, in no column of units or running numbers."""
        said = self.said(cell)
        if self._is_silent(cell) or _NOTHING.fullmatch(said):
            return False
        return number_of(said) is None or is_year(said) or self._is_head(cell) or self._is_numbered(cell)

    def _is_word(self, cell: Cell) -> bool:
        return number_of(self.said(cell)) is None or self._is_head(cell) or self._is_numbered(cell)

    def _is_numbered(self, cell: Cell) -> bool:
        """Whether a name in the first column begins with a number: «3 ауысымды мектептер»."""
        number = number_of(self.said(cell)) if cell.column == 0 and self.has_letters(cell) else None
        if number is None or _LETTERS.search(number.group("unit")) is None:
            return False
        beside = (self.at(cell.row, column) for column in range(1, self.table.width))
        return any(one is not None and number_of(self.said(one)) is not None for one in beside)

    def tells_kind(self, cell: Cell) -> bool:
        """Whether the number of a name tells the kind of what it names: none stands before a plural."""
        last = self.said(cell).split()[-1:]
        return self._is_numbered(cell) and bool(last) and last[0].endswith(_KAZAKH_PLURALS)

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The table as plain rows: the heads of each column in one, then what each place of the grid says."""
        body = range(len(self.head_rows), self.table.height)
        written = ((self.at(row, column) for column in range(self.table.width)) for row in body)
        cells = (tuple("" if cell is None else self.said(cell) for cell in row) for row in written)
        return (tuple(self.column_texts), *cells)

    @cached_property
    def captions(self) -> tuple[tuple[int, int], ...]:
        """Spans that head the whole table: paragraphs right before it, and rows of one cell on its top."""
        inside = tuple((cell.start, cell.end) for cell in self.caption_cells)
        return inside + tuple(_paragraphs_before(self.text, self.table.start))

    @cached_property
    def caption_texts(self) -> list[str]:
        """What the captions say, the nearest first."""
        return [self.text[start:end] for start, end in self.captions]

    def language(self, otherwise: TextLanguage) -> TextLanguage:
        """The language of the table and its captions; ``otherwise`` where neither has more words."""
        return otherwise if self._votes == 0 else "kk" if self._votes > 0 else "ru"

    @cached_property
    def _votes(self) -> int:
        """How many more Kazakh than Russian signs the table shows."""
        return language_votes(" ".join([*self.caption_texts, self.text[self.table.start : self.table.end]]))


def _unit_in(cell: Cell, said: str) -> Cell | None:
    """What of a cell with a number is its unit: «45 897 чел.»."""
    found = number_of(said)
    if found is None or not found.group("unit").strip():
        return None
    return replace(cell, start=cell.start + found.start("unit") + 1, end=cell.start + found.end("unit"))


def _paragraphs_before(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Up to two paragraphs before ``start`` that can be a caption, the nearest first."""
    line = text.rfind("\n", 0, start)
    for _ in range(2):
        if line < 0:
            return
        begin = text.rfind("\n", 0, line) + 1
        said = text[begin:line].strip()
        while not said and begin > 0:
            line = begin - 1
            begin = text.rfind("\n", 0, line) + 1
            said = text[begin:line].strip()
        if not _can_be_caption(said):
            return
        yield begin, line
        if begins_caption(said):
            return
        line = begin - 1


def _can_be_caption(said: str) -> bool:
    if not said or len(said) > LONGEST_CAPTION or "|" in said or "\t" in said:
        return False
    return begins_caption(said) or not said.endswith((".", "!", "?", ";"))


def neighbours(figures: Sequence[Figure]) -> dict[int, list[int]]:
    """The figures of each column, by their numbers in ``figures``, from the top."""
    columns: dict[int, list[int]] = {}
    for number, figure in enumerate(figures):
        columns.setdefault(figure.cell.column, []).append(number)
    return columns
