"""Single cells: text or typed values become the declared types, and each bad cell becomes a fault.

One lazy pass over an extract parses all columns and marks the rows with a bad cell; only when there are
such rows does a second pass over them find out what is wrong with which value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

import polars as pl

from esep.messages import Message, messages_of
from esep.registers.extracts import Extract
from esep.registers.faults import ROW, Faults
from esep.registers.schema import Column
from esep.yaml_texts import read_yaml

_, _n = messages_of("esep.registers")

EARLIEST = date(1900, 1, 1)
_BAD = "_bad"
_VALUE = "="
_FAILED = "!"
_BIGGEST_EXACT = 2**53
_FLAGS: Mapping[str, bool] = {
    str(word): name == "true"
    for name, words in read_yaml(files(__package__).joinpath("flags.yaml").read_text("utf-8")).items()
    for word in words
}
# Control characters, and a run of exactly twelve digits: no number of a person may slip into a snapshot.
_CONTROL = r"\p{Cc}"
# A spreadsheet takes the zeros from the front of the number of somebody born in 2000 to 2009.
_BORN_AFTER_1999 = r"^0[0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{6}$"
_TWELVE_DIGITS = r"(?:^|[^0-9])[0-9]{12}(?:[^0-9]|$)"


@dataclass(frozen=True)
class _Check:
    """A condition under which a cell is bad, and the wording of its fault."""

    is_bad: pl.Expr
    wording: Callable[[str], Message]


@dataclass(frozen=True)
class _Parsed:
    """How one column is read, in steps: cell, value, and the checks, of which the first to fail counts.

    ``cell`` reads the extract; ``value`` reads the column that ``cell`` has made; the checks read both.
    """

    column: Column
    cell: pl.Expr
    value: pl.Expr
    checks: Sequence[_Check]

    @property
    def name(self) -> str:
        """The column's name in the extract."""
        return self.column.input_name

    @property
    def first_failed(self) -> pl.Expr:
        """The number of the first check that fails, counted from 1; 0 when none does."""
        failed = pl.lit(0, dtype=pl.UInt8)
        for number, check in reversed(list(enumerate(self.checks, start=1))):
            failed = pl.when(check.is_bad).then(pl.lit(number, dtype=pl.UInt8)).otherwise(failed)
        return failed

    @property
    def result(self) -> pl.Expr:
        """The value, or the declared default of an empty cell."""
        value = pl.col(_VALUE + self.name).alias(self.name)
        if self.column.default is None:
            return value
        return value.fill_null(pl.lit(self.column.default, dtype=self.column.dtype))


def parse_cells(extract: Extract, on: date, faults: Faults) -> pl.DataFrame | None:
    """The declared input columns under their input names, typed, with ``_row``; unreadable cells are null.

    Persons' numbers are Int64 and families' numbers String here. Rows with no filled cell are left out.
    A missing column holds its default. ``on`` is the snapshot's date. None when the file cannot be read.
    """
    schema = extract.cells.collect_schema()
    columns = [
        _parsed(column, schema[name], on)
        for name, column in extract.table.input_columns.items()
        if name in schema
    ]
    cells = extract.cells.select(ROW, *(parsed.cell.alias(parsed.name) for parsed in columns))
    filled = cells.filter(pl.any_horizontal(pl.col(parsed.name).is_not_null() for parsed in columns))
    parsed_rows = filled.with_columns(parsed.value.alias(_VALUE + parsed.name) for parsed in columns)
    is_bad = pl.any_horizontal(check.is_bad for parsed in columns for check in parsed.checks)
    try:
        frame = parsed_rows.select(ROW, *(parsed.result for parsed in columns), is_bad.alias(_BAD)).collect(
            engine="streaming"
        )
        if frame[_BAD].any():
            _add_bad_cells(extract.file, parsed_rows.filter(is_bad), columns, faults)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        faults.add(extract.file, _("The rows cannot be read: {reason}", reason=str(error)))
        return None
    return frame.drop(_BAD).with_columns(_defaults(extract))


def _defaults(extract: Extract) -> list[pl.Expr]:
    columns = (extract.table.input_columns[name] for name in extract.missing_columns)
    return [pl.lit(column.default, dtype=column.dtype).alias(column.input_name) for column in columns]


def _add_bad_cells(file: str, bad: pl.LazyFrame, columns: Sequence[_Parsed], faults: Faults) -> None:
    """Find out what is wrong in the bad rows: one pass for all columns."""
    texts = (pl.col(parsed.name).cast(pl.String) for parsed in columns)
    failed = (parsed.first_failed.alias(_FAILED + parsed.name) for parsed in columns)
    rows = bad.select(ROW, *texts, *failed).collect(engine="streaming").sort(ROW)
    for parsed in columns:
        code = pl.col(_FAILED + parsed.name)
        cells = rows.select(ROW, text=parsed.name, failed=code).filter(pl.col("failed") > 0)
        for (number,), group in cells.group_by("failed", maintain_order=True):
            check = parsed.checks[int(str(number)) - 1]
            faults.add_rows(file, parsed.name, group[ROW], group["text"], check.wording)


def _parsed(column: Column, dtype: pl.DataType, on: date) -> _Parsed:
    source, made = pl.col(column.input_name), pl.col(_VALUE + column.input_name)
    is_empty = source.is_null()
    checks = []
    if column.required:
        checks.append(_Check(is_empty, lambda _value: _("The cell is empty, but a value is needed.")))
    if dtype == column.dtype and column.type in ("date", "month", "integer", "flag"):
        cell, value = source, source
    else:
        cell = _text(column, dtype)
        value, wording = _value(column, source)
        checks.append(_Check(~is_empty & made.is_null(), wording))
    return _Parsed(column, cell, value, [*checks, *_limits(column, made, on)])


def _text(column: Column, dtype: pl.DataType) -> pl.Expr:
    """The cell as text without spaces around it; null when nothing is left."""
    cell = pl.col(column.input_name)
    if dtype.is_float():
        # A number that is not whole keeps its point and is refused as text where whole numbers are due.
        is_exact = (cell == cell.round()) & (cell.abs() < _BIGGEST_EXACT)
        whole = pl.when(is_exact).then(cell.cast(pl.Int64, strict=False).cast(pl.String))
        cell = whole.otherwise(cell.cast(pl.String))
    elif isinstance(dtype, pl.Datetime):
        midnight = cell.dt.time() == pl.time(0, 0, 0)
        cell = pl.when(midnight).then(cell.dt.date().cast(pl.String)).otherwise(cell.cast(pl.String))
    elif dtype != pl.String:
        cell = cell.cast(pl.String)
    stripped = cell.str.strip_chars()
    if column.type == "person":
        # A number has no leading zeros; the control digit and the date of birth vouch for the rest.
        restored = stripped.str.zfill(12)
        is_number = (
            restored.str.contains(_BORN_AFTER_1999) if dtype == pl.String else pl.lit(dtype.is_integer())
        )
        stripped = pl.when(is_number).then(restored).otherwise(stripped)
    return pl.when(stripped != "").then(stripped)


def _value(column: Column, text: pl.Expr) -> tuple[pl.Expr, Callable[[str], Message]]:
    """The cell in its declared type, null when it cannot be read so, and the wording for that case."""
    if column.type == "person":
        number = pl.when(text.str.contains(r"^[0-9]{12}$")).then(text).cast(pl.Int64, strict=False)
        return number, lambda _value: _(
            "An individual number has twelve digits; this has not. In a spreadsheet, make the column text."
        )
    if column.type in ("date", "month"):
        year_first = pl.when(text.str.contains(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")).then(text)
        day_first = pl.when(text.str.contains(r"^[0-9]{2}\.[0-9]{2}\.[0-9]{4}$")).then(text)
        day = year_first.str.to_date("%Y-%m-%d", strict=False)
        return day.fill_null(day_first.str.to_date("%d.%m.%Y", strict=False)), lambda value: _(
            "“{value}” is not a date; write it as 2026-03-31.", value=value
        )
    if column.type == "integer":
        return text.cast(pl.Int64, strict=False), lambda value: _(
            "“{value}” is not a whole number; write digits alone: {title}.", value=value, title=column.title
        )
    if column.type == "flag":
        flag = text.str.to_lowercase().replace_strict(_FLAGS, default=None, return_dtype=pl.Boolean)
        return flag, lambda value: _("“{value}” is neither true nor false; write true or false.", value=value)
    if column.type == "choice":
        allowed = ", ".join(column.values)
        return text.cast(column.dtype, strict=False), lambda value: _(
            "“{value}” is not an allowed value. Allowed: {allowed}.", value=value, allowed=allowed
        )
    safe = pl.when(~text.str.contains(_CONTROL)).then(text)
    return safe, lambda _value: _("The text holds a control character.")


def _limits(column: Column, value: pl.Expr, on: date) -> list[_Check]:
    checks: list[_Check] = []
    if column.type == "text":
        is_number = value.str.contains(_TWELVE_DIGITS).fill_null(value=False)
        checks.append(
            _Check(is_number, lambda _value: _("The text holds twelve digits as an individual number does."))
        )
    if column.minimum is not None:
        least = column.minimum
        checks.append(
            _Check(value < least, lambda value: _("{value} is below {least}.", value=value, least=least))
        )
    if column.maximum is not None:
        most = column.maximum
        checks.append(
            _Check(value > most, lambda value: _("{value} is above {most}.", value=value, most=most))
        )
    if column.type in ("date", "month"):
        checks.extend(_date_limits(column, value, on))
    return [_Check(check.is_bad.fill_null(value=False), check.wording) for check in checks]


def _date_limits(column: Column, value: pl.Expr, on: date) -> list[_Check]:
    first = column.earliest or EARLIEST
    checks = [
        _Check(
            value < first, lambda value: _("{value} is before {first}.", value=value, first=first.isoformat())
        )
    ]
    if column.past:
        checks.append(
            _Check(
                value > on,
                lambda value: _("{value} is after the snapshot's date {on}.", value=value, on=on.isoformat()),
            )
        )
    if column.type == "month":
        checks.append(
            _Check(
                value.dt.day() != 1, lambda value: _("{value} is not the first day of a month.", value=value)
            )
        )
    return checks
