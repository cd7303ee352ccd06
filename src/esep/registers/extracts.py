"""The extracts of a source folder: one file per table, CSV, XLSX or Parquet, opened but not yet checked.

An :class:`Extract` is lazy: its cells are read when the checks ask for them. Every row bears its number as
a spreadsheet shows it (the header is row 1) in the column ``_row``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

import polars as pl

from esep.errors import WrongSettings
from esep.messages import messages_of
from esep.registers.csv_files import read_csv
from esep.registers.faults import Faults
from esep.registers.parquet_files import read_parquet
from esep.registers.quality import NoteCode
from esep.registers.schema import TABLES, Table, TableName
from esep.registers.xlsx_files import read_xlsx

_, _n = messages_of("esep.registers")

_READERS = {".csv": read_csv, ".parquet": read_parquet, ".xlsx": read_xlsx}


@dataclass(frozen=True)
class Extract:
    """One file of the source folder: its cells, its hash, and what the reader has to say about it."""

    table: Table
    file: str
    cells: pl.LazyFrame
    sha256: str
    notes: tuple[NoteCode, ...] = ()

    @property
    def missing_columns(self) -> list[str]:
        """The optional columns that the file does not have."""
        header = self.cells.collect_schema()
        return [name for name in self.table.input_columns if name not in header]


def find_extracts(folder: Path, faults: Faults) -> Mapping[TableName, Path]:
    """The file of each table; a fault for a table with two files or for a required one with none.

    WrongSettings when there is no such folder. Files with other names are left alone.
    """
    if not folder.is_dir():
        raise WrongSettings(_("There is no folder {folder} to read extracts from.", folder=folder))
    found: dict[TableName, Path] = {}
    for name, table in TABLES.items():
        files = [folder / f"{name}{suffix}" for suffix in _READERS if (folder / f"{name}{suffix}").is_file()]
        if len(files) > 1:
            others = ", ".join(file.name for file in files[1:])
            message = _("The table is also in {others}. Keep one file for one table.", others=others)
            faults.add(files[0].name, message)
        elif files:
            found[name] = files[0]
        elif table.required:
            faults.add(f"{name}.csv", _("There is no such file, nor one in XLSX or Parquet."))
    return found


def open_extract(table: Table, path: Path, faults: Faults) -> Extract | None:
    """The extract, its header checked; None when the file or its header has faults."""
    if path.stat().st_size == 0:
        faults.add(path.name, _("The file is empty: it has not even a header."))
        return None
    cells, notes = _READERS[path.suffix](table, path, faults)
    if cells is None:
        return None
    with path.open("rb") as content:
        sha256 = file_digest(content, "sha256").hexdigest()
    return Extract(table, path.name, cells, sha256, notes)
