"""What is worth knowing about the extracts though it is no fault: notes, kept in the snapshot's manifest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

import polars as pl
from pydantic import BaseModel, ConfigDict

from esep.messages import Message, messages_of
from esep.registers.faults import ROW

_, _n = messages_of("esep.registers")

NoteCode = Literal[
    "read_as_cp1251",
    "no_extract",
    "no_column",
    "person_without_family",
    "family_without_members",
    "family_without_dwelling",
    "person_without_patronymic",
    "person_without_income",
    "same_name_and_birth_date",
]

ROWS_NOTED = 10


class Note(BaseModel):
    """One thing noted about a file: how many rows it concerns, and the numbers of the first ten of them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: NoteCode
    file: str
    column: str = ""
    count: int = 0
    rows: tuple[int, ...] = ()

    @property
    def message(self) -> Message:
        """The note as a sentence."""
        n = self.count
        match self.code:
            case "read_as_cp1251":
                return _("The file was read as CP1251. Save it as UTF-8, which holds all Kazakh letters.")
            case "no_extract":
                return _("There is no such file; the table is empty.")
            case "no_column":
                return _(
                    "The column {column} is missing; its default stands in all rows.", column=self.column
                )
            case "person_without_family":
                return _n("{n} person is in no family.", "{n} persons are in no family.", n)
            case "family_without_members":
                return _n("{n} family has no members.", "{n} families have no members.", n)
            case "family_without_dwelling":
                return _n("{n} family has no dwelling.", "{n} families have no dwelling.", n)
            case "person_without_patronymic":
                return _n("{n} person has no patronymic.", "{n} persons have no patronymic.", n)
            case "person_without_income":
                return _n("{n} person has no income row.", "{n} persons have no income row.", n)
            case "same_name_and_birth_date":
                return _n(
                    "{n} person shares full name and date of birth with somebody.",
                    "{n} persons share full name and date of birth with somebody.",
                    n,
                )


def note_rows(code: NoteCode, file: str, rows: pl.Series) -> Iterator[Note]:
    """The note on these rows; nothing when there are none."""
    if len(rows):
        first = rows.bottom_k(ROWS_NOTED).sort()
        yield Note(code=code, file=file, count=len(rows), rows=tuple(first))


def notes_on_persons(file: str, persons: pl.DataFrame) -> Iterator[Note]:
    """Missing patronymics, and persons alike in name and birth date under unlike numbers."""
    missing = persons.filter(pl.col("patronymic").is_null())
    yield from note_rows("person_without_patronymic", file, missing[ROW])
    alike = persons.filter(pl.struct("surname", "given_name", "patronymic", "birth_date").is_duplicated())
    yield from note_rows("same_name_and_birth_date", file, alike[ROW])


def current_memberships(memberships: pl.DataFrame, on: date) -> pl.DataFrame:
    """The memberships that hold on that day."""
    ended = (pl.col("valid_to") < on).fill_null(value=False)
    return memberships.filter((pl.col("valid_from") <= on) & ~ended)


def notes_on_absence(
    code: NoteCode, file: str, owners: pl.DataFrame, rows: pl.DataFrame, number: str
) -> Iterator[Note]:
    """The note on those owners (``number`` and row) who have no row in ``rows``."""
    yield from note_rows(code, file, owners.join(rows.select(number).unique(), on=number, how="anti")[ROW])
