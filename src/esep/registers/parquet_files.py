"""Extracts in Parquet: typed columns, or text that is read as in a CSV file."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from esep.messages import messages_of
from esep.registers.faults import ROW, Faults
from esep.registers.headers import check_header
from esep.registers.quality import NoteCode
from esep.registers.schema import Table

_, _n = messages_of("esep.registers")


def read_parquet(
    table: Table, path: Path, faults: Faults
) -> tuple[pl.LazyFrame | None, tuple[NoteCode, ...]]:
    """The columns of the file; a fault when it is damaged, or its header is wrong."""
    try:
        with path.open("rb") as content:
            header = list(pl.read_parquet_schema(content))
        cells = pl.scan_parquet(path, row_index_name=ROW, row_index_offset=2, glob=False)
        rows = cells.select(pl.len()).collect().item()
        # Every page is read once here, so that damage is found as a fault of this file.
        cells.select(pl.all().null_count()).collect(engine="streaming")
    except (pl.exceptions.PolarsError, OSError, pl.exceptions.PanicException) as error:
        faults.add(path.name, _("The file is no Parquet file, or it is damaged: {reason}", reason=str(error)))
        return None, ()
    if not check_header(table, path.name, header, faults):
        return None, ()
    if not rows and table.required:
        faults.add(path.name, _("The file has no rows."))
    return cells, ()
