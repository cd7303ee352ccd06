"""Tables of a region: rows against the total row, columns against the total column.

A table is a CSV or XLSX sheet with a row of heads. A cell is exact when it is whole and may be rounded in
its last decimal otherwise; a total meets its rows or it does not. Columns of shares, means, years and codes
cannot be added up and are left out, and so is a column whose total lies among its rows: that is a mean.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from python_calamine import CalamineError, load_workbook

from esep.errors import UnreadableDocument
from esep.figures.finding import Finding, Span
from esep.figures.shown import Amount
from esep.figures.words import has_any, limits, words
from esep.language import Interval
from esep.messages import messages_of

_, _n = messages_of(__package__)

RULE = "table total"
MOST_CELLS = 2_000_000
LETTERS = 26


@dataclass(frozen=True)
class Table:
    """A sheet to check: ``rows`` are texts as written, the heads first."""

    name: str
    rows: tuple[tuple[str, ...], ...]

    def cell(self, row: int, column: int) -> Span:
        """The cell as a quoted place, named as a spreadsheet names it."""
        return Span(self.name, 0, 0, self.text(row, column), f"{column_letters(column)}{row + 1}")

    def text(self, row: int, column: int) -> str:
        """The text of a cell; empty where the row is too short."""
        cells = self.rows[row]
        return cells[column].strip() if column < len(cells) else ""


def column_letters(column: int) -> str:
    """The spreadsheet's name of a column: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, LETTERS)
        name = chr(ord("A") + rest) + name
    return name


def read_tables(path: Path) -> list[Table]:
    """The sheets of a CSV (UTF-8, comma, semicolon or tab) or XLSX file.

    Raises UnreadableDocument for another format, another encoding or an unreasonable size.
    """
    if path.suffix.lower() == ".csv":
        return [Table(path.name, _csv_rows(path))]
    if path.suffix.lower() == ".xlsx":
        return _sheets(path)
    raise UnreadableDocument(
        _("{file} is not a table that can be read. Save it as CSV or XLSX.", file=path.name)
    )


def _csv_rows(path: Path) -> tuple[tuple[str, ...], ...]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableDocument(_("{file} is not in UTF-8. Save it in UTF-8.", file=path.name)) from None
    first = text.split("\n", 1)[0]
    separator = max(";\t,", key=first.count)
    return tuple(tuple(row) for row in csv.reader(io.StringIO(text), delimiter=separator))


def _sheets(path: Path) -> list[Table]:
    try:
        workbook = load_workbook(path)
        sheets = [(name, workbook.get_sheet_by_name(name)) for name in workbook.sheet_names]
        if sum(sheet.height * sheet.width for _name, sheet in sheets) > MOST_CELLS:
            raise UnreadableDocument(_("{file} holds too many cells. Split it.", file=path.name))
        return [
            Table(f"{path.name}: {name}", tuple(tuple(map(_as_text, row)) for row in sheet.to_python()))
            for name, sheet in sheets
        ]
    except CalamineError:
        raise UnreadableDocument(
            _("{file} is not an XLSX file that can be opened. Save it anew.", file=path.name)
        ) from None


def _as_text(cell: object) -> str:
    """A cell as written; binary fractions of a workbook are taken to their shortest decimal form."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return "" if cell is None else str(cell)


def check_table(table: Table) -> Iterator[Finding]:
    """The total row and the total column of a table against what they add up."""
    if len(table.rows) < 3:
        return
    first = 1 if _is_numbered(table) else 0  # the column that names the rows
    names = [
        " ".join(table.text(row, column) for column in range(first + 1)).lower().strip()
        for row in range(len(table.rows))
    ]
    total_rows = [row for row in range(1, len(names)) if has_any(names[row], words().total_row)]
    if len(total_rows) == 1 and total_rows[0] in (1, len(table.rows) - 1):
        parts = [row for row in _whole_rows(table, names, first) if row != total_rows[0]]
        yield from _check_columns(table, first + 1, total_rows[0], parts)
    yield from _check_total_column(table, first + 1)


def _whole_rows(table: Table, names: Sequence[str], column: int) -> Iterator[int]:
    """The rows that are no parts of others: none behind «из них», where rows in small letters go on."""
    is_part = False
    for row in range(1, len(names)):
        goes_on = is_part and table.text(row, column).lstrip(" –—-•")[:1].islower()
        is_part = goes_on or has_any(names[row], words().part_row)
        if not is_part and not has_any(names[row], words().for_reference):
            yield row


def _is_numbered(table: Table) -> bool:
    """Whether the first column only counts the rows (1, 2, 3 …) and the second names them."""
    body = range(1, len(table.rows))
    counted = [number for row in body if (number := table.text(row, 0).rstrip(".)"))]
    counted = [number for number in counted if not has_any(number.lower(), words().total_row)]
    if len(counted) < 2 or counted != [str(number) for number in range(1, len(counted) + 1)]:
        return False
    return all(number_of(table.text(row, 1)) is None for row in body)


def _check_columns(table: Table, first: int, total: int, parts: Sequence[int]) -> Iterator[Finding]:
    confirmed, wrong = [], []
    for column in range(first, len(table.rows[0])):
        whole = number_of(table.text(total, column))
        cells = [number_of(table.text(row, column)) for row in parts]
        numbers = [cell for cell in cells if cell is not None]
        written = [cell for row in parts if (cell := table.text(row, column))]
        if whole is None or len(numbers) < 2 or len(numbers) != len(written):
            continue
        if _cannot_be_added(table.text(0, column), whole, numbers):
            continue
        finding = _judge(
            table.cell(total, column), [table.cell(row, column) for row in parts], whole, numbers
        )
        if finding.outcome == "contradiction":
            wrong.append((finding, whole, numbers))
        else:
            confirmed.append(table.cell(total, column))
    # Every column far below its total: rows are missing from the table rather than numbers wrong.
    is_excerpt = len(wrong) > 1 and not confirmed and all(_is_far_below(n, w) for _f, w, n in wrong)
    yield from (_of_excerpt(*one) if is_excerpt else one[0] for one in wrong)
    if confirmed:
        sentence = _n(
            "{n} total of the total row equals the sum of its rows.",
            "{n} totals of the total row equal the sums of their rows.",
            len(confirmed),
        )
        yield Finding("confirmation", RULE, tuple(confirmed), Interval.of(0), sentence)


def _is_far_below(numbers: Sequence[Interval], whole: Interval) -> bool:
    return (_added(numbers) * (1 + limits().missing_rows)).below(whole)


def _of_excerpt(wrong: Finding, whole: Interval, numbers: Sequence[Interval]) -> Finding:
    sentence = _(
        "The rows make {sum}, far less than the total of {total} in {cell}, and so in every column: "
        "rows may be missing.",
        cell=wrong.statements[0].cell,
        total=Amount(whole),
        sum=Amount(_added(numbers)),
    )
    return Finding("doubt", RULE, wrong.statements, wrong.by, sentence)


def _added(numbers: Sequence[Interval]) -> Interval:
    added = Interval.of(0)
    for number in numbers:
        added = added + number
    return added


def _check_total_column(table: Table, first: int) -> Iterator[Finding]:
    heads = [table.text(0, column).lower() for column in range(len(table.rows[0]))]
    totals = [i for i, head in enumerate(heads) if i >= first and has_any(head, words().total_row)]
    if len(totals) != 1 or any(has_any(head, words().part_row) for head in heads):
        return
    columns = [
        i
        for i, head in enumerate(heads)
        if i >= first and i != totals[0] and not has_any(head, words().rate_column) and "%" not in head
    ]
    judged = []
    for row in range(1, len(table.rows)):
        whole = number_of(table.text(row, totals[0]))
        cells = [number_of(table.text(row, column)) for column in columns]
        numbers = [cell for cell in cells if cell is not None]
        if whole is not None and len(numbers) >= 2 and len(numbers) == len(columns):
            spans = [table.cell(row, column) for column in columns]
            judged.append(_judge(table.cell(row, totals[0]), spans, whole, numbers))
    wrong = [finding for finding in judged if finding.outcome == "contradiction"]
    # Only a column that adds up in most rows is a total of the others; else its head means something else.
    if judged and len(wrong) * 3 <= len(judged):
        yield from wrong


def _judge(total: Span, parts: Sequence[Span], whole: Interval, numbers: Sequence[Interval]) -> Finding:
    added = _added(numbers)
    values = {
        "cell": total.cell,
        "total": Amount(whole),
        "sum": Amount(added),
        "by": Amount(_size(added - whole)),
    }
    if whole.meets(added):
        sentence = _("The total in {cell} is {total}, as its parts add up to {sum}.", **values)
        return Finding("confirmation", RULE, (total, *parts), whole - added, sentence)
    sentence = _(
        "The total in {cell} is {total}, but its parts add up to {sum}: the difference is {by}.", **values
    )
    return Finding("contradiction", RULE, (total, *parts), whole - added, sentence)


def _size(difference: Interval) -> Interval:
    """The difference without its sign."""
    return -difference if difference.high is not None and difference.high < 0 else difference


def _cannot_be_added(head: str, whole: Interval, numbers: Sequence[Interval]) -> bool:
    head = head.lower()
    if "%" in head or has_any(head, words().rate_column):
        return True
    lowest, highest = min(n.low or 0 for n in numbers), max(n.high or 0 for n in numbers)
    return lowest >= 0 and whole.low is not None and lowest <= whole.low <= highest


def number_of(text: str) -> Interval | None:
    """A cell's number: exact when whole, else rounded in its last decimal; None for words and empty cells."""
    plain = "".join(sign for sign in text if not sign.isspace()).replace(",", ".").replace("−", "-")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        return None
    if exponent >= 0:
        return Interval.of(value)
    half = Decimal(1).scaleb(exponent) / 2
    return Interval(value - half, value + half, True, True)
