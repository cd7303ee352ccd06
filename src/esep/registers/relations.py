"""What rows owe to one another: unique numbers, known persons, families and places, dates in order.

Each function takes parsed extracts (see ``cells``) and adds the faults that it finds. Null cells are
faults already and are passed over.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from esep.messages import Message, messages_of
from esep.places import Place, places
from esep.registers import iin
from esep.registers.faults import ROW, Faults
from esep.registers.schema import Table

_, _n = messages_of("esep.registers")


def check_unique(file: str, column: str, frame: pl.DataFrame, faults: Faults) -> None:
    """No two rows have the same number; the first of them is taken as the right one."""
    number = pl.col(column)
    again = frame.filter(number.is_not_null() & ~number.is_first_distinct())
    if again.is_empty():
        return
    first = frame.filter(number.is_first_distinct()).select(column, first=ROW)
    again = again.join(first, on=column, maintain_order="left")
    faults.add_rows(
        file,
        column,
        again[ROW],
        again["first"],
        lambda row: _("The number stands already in row {row}.", row=row),
    )


def check_known(file: str, column: str, frame: pl.DataFrame, known: pl.DataFrame, faults: Faults) -> None:
    """Each number stands in ``known``, the numbers of the persons or families table."""
    unknown = frame.filter(pl.col(column).is_not_null()).join(known, on=column, how="anti").sort(ROW)
    of_person = column == "iin"
    # A person's number is never repeated in a message; a family's is.
    faults.add_rows(
        file,
        column,
        unknown[ROW],
        unknown[column],
        lambda value: (
            _("The table of persons has nobody with this number.")
            if of_person
            else _("The table of families has no family {value}.", value=value)
        ),
    )


def check_iin(file: str, persons: pl.DataFrame, faults: Faults) -> None:
    """Control digit, and the embedded date of birth and sex against their columns."""
    number = pl.col("iin")
    has_digit = iin.has_valid_control_digit(number)
    date_expected, sex_expected = iin.embedded_birth_date(number), iin.embedded_sex(number)
    found = persons.select(
        ROW,
        number,
        no_digit=number.is_not_null() & ~has_digit,
        no_date=has_digit & iin.has_category(number) & date_expected.is_null(),
        other_date=has_digit & (date_expected != pl.col("birth_date")),
        other_sex=has_digit & (sex_expected != pl.col("sex").cast(pl.String)),
    )
    wordings: Mapping[str, tuple[str, Message]] = {
        "no_digit": ("iin", _("The control digit of the individual number is wrong.")),
        "no_date": ("iin", _("The individual number holds no possible date of birth.")),
        "other_date": ("birth_date", _("The individual number holds another date of birth.")),
        "other_sex": ("sex", _("The individual number says the other sex.")),
    }
    for check, (column, message) in wordings.items():
        rows = found.filter(pl.col(check))[ROW]
        _add(file, column, rows, message, faults)


def check_order(table: Table, file: str, frame: pl.DataFrame, faults: Faults) -> None:
    """Dates that must not be before another date of their row."""
    for column in table.columns:
        if column.not_before is None:
            continue
        wrong = frame.filter(pl.col(column.name) < pl.col(column.not_before))
        message = _("The date is before {other}.", other=column.not_before)
        _add(file, column.name, wrong[ROW], message, faults)


def check_overlaps(file: str, memberships: pl.DataFrame, faults: Faults) -> None:
    """A person is in at most one family on any day."""
    number = pl.col("iin")
    several = memberships.filter(
        number.is_not_null() & number.is_duplicated() & pl.col("valid_from").is_not_null()
    )
    ordered = several.with_columns(pl.col("valid_to").fill_null(pl.date(9999, 12, 31)).alias("last")).sort(
        "iin", "valid_from", ROW
    )
    overlapping = ordered.with_columns(
        other_last=pl.col("last").cum_max().shift(1).over("iin"), other=pl.col(ROW).shift(1).over("iin")
    ).filter(pl.col("valid_from") <= pl.col("other_last"))
    overlapping = overlapping.sort(ROW)
    faults.add_rows(
        file,
        "valid_from",
        overlapping[ROW],
        overlapping["other"],
        lambda row: _("The person is still a member of a family by row {row} on this day.", row=row),
    )


def check_places(file: str, frame: pl.DataFrame, faults: Faults) -> Mapping[str, Place]:
    """The places that the rows name; a fault for each row with a code that the classifier lacks."""
    edition = places()
    codes = frame["place"].drop_nulls().unique()
    found = {code: edition.get(code) for code in codes if code in edition}
    unknown = frame.filter(pl.col("place").is_not_null() & ~pl.col("place").is_in(list(found)))
    faults.add_rows(
        file,
        "place",
        unknown[ROW],
        unknown["place"],
        lambda value: _("The classifier of places has no code {value}.", value=value),
    )
    return found


def _add(file: str, column: str, rows: pl.Series, message: Message, faults: Faults) -> None:
    faults.add_rows(file, column, rows, rows, lambda _value: message)
