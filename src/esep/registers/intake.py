"""Reading the extracts of one folder, with all checks and notes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from esep.places import Place
from esep.registers.cells import parse_cells
from esep.registers.extracts import find_extracts, open_extract
from esep.registers.faults import ROW, Faults
from esep.registers.headers import IDENTIFYING
from esep.registers.quality import Note, NoteCode, current_memberships, notes_on_absence, notes_on_persons
from esep.registers.relations import (
    check_iin,
    check_known,
    check_order,
    check_overlaps,
    check_places,
    check_unique,
)
from esep.registers.schema import TABLES, Table, TableName
from esep.registers.snapshot import Source


class Intake:
    """The extracts of ``folder`` as they are read: frames, sources, notes and faults.

    Frames have the input columns and ``_row``; persons are known by ``iin`` (Int64), families by
    ``family_number`` (String). Families and persons are to be read before the tables that name them.
    """

    def __init__(self, folder: Path, on: date) -> None:
        self.on = on
        self.faults = Faults()
        self.notes: list[Note] = []
        self.sources: list[Source] = []
        self.places: dict[str, Place] = {}
        self._files = find_extracts(folder, self.faults)
        self._owners: dict[str, tuple[str, pl.DataFrame]] = {}

    def families(self) -> pl.DataFrame:
        """The families, each with a number of its own, in places of the classifier."""
        return self._read_owners("families", "family_number")

    def persons(self) -> pl.DataFrame:
        """The persons, each with a sound number of their own, in places of the classifier."""
        persons = self._read_owners("persons", "iin")
        file = self.file_name("persons")
        check_iin(file, persons, self.faults)
        self.notes.extend(notes_on_persons(file, persons))
        return persons

    def memberships(self) -> pl.DataFrame:
        """The memberships of known persons in known families, without overlaps."""
        memberships = self.dependents("memberships")
        check_overlaps(self.file_name("memberships"), memberships, self.faults)
        current = current_memberships(memberships, self.on)
        self._note_absence("person_without_family", "iin", current)
        self._note_absence("family_without_members", "family_number", current)
        return memberships

    def dependents(self, name: TableName) -> pl.DataFrame:
        """The rows of a table that names persons or families, all of them known."""
        frame = self._read(TABLES[name])
        for number in IDENTIFYING:
            if number in frame.columns and number in self._owners:
                _file, known = self._owners[number]
                check_known(self.file_name(name), number, frame, known, self.faults)
        if name == "incomes":
            self._note_absence("person_without_income", "iin", frame)
        if name == "dwellings":
            self._note_absence("family_without_dwelling", "family_number", frame)
        return frame

    def file_name(self, name: TableName) -> str:
        """The name of the table's file, or the one it would have."""
        return self._files[name].name if name in self._files else f"{name}.csv"

    def _read_owners(self, name: TableName, number: str) -> pl.DataFrame:
        frame = self._read(TABLES[name])
        file = self.file_name(name)
        check_unique(file, number, frame, self.faults)
        self.places.update(check_places(file, frame, self.faults))
        # When the file is at fault as a whole, the rows that name its persons or families are not blamed.
        if not frame.is_empty():
            self._owners[number] = file, frame.select(ROW, number)
        return frame

    def _read(self, table: Table) -> pl.DataFrame:
        """The parsed rows; none when the file is absent or cannot be read, which is noted or a fault."""
        empty = pl.DataFrame(schema={ROW: pl.UInt32, **table.input_schema})
        if table.name not in self._files:
            self.notes.append(Note(code="no_extract", file=self.file_name(table.name)))
            return empty
        extract = open_extract(table, self._files[table.name], self.faults)
        frame = parse_cells(extract, self.on, self.faults) if extract else None
        if extract is None or frame is None:
            return empty
        check_order(table, extract.file, frame, self.faults)
        self.notes.extend(Note(code=code, file=extract.file) for code in extract.notes)
        self.notes.extend(
            Note(code="no_column", file=extract.file, column=name) for name in extract.missing_columns
        )
        self.sources.append(
            Source(table=table.name, file=extract.file, sha256=extract.sha256, rows=len(frame))
        )
        return frame

    def _note_absence(self, code: NoteCode, number: str, rows: pl.DataFrame) -> None:
        if number in self._owners:
            file, owners = self._owners[number]
            self.notes.extend(notes_on_absence(code, file, owners, rows, number))
