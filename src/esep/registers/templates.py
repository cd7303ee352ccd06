"""Empty extracts for an office to fill: one CSV file per table, with its header alone."""

from __future__ import annotations

from pathlib import Path

from esep.errors import WrongSettings
from esep.messages import messages_of
from esep.registers.schema import TABLES

_, _n = messages_of("esep.registers")


def write_templates(folder: Path | str) -> list[Path]:
    """Write ``<table>.csv`` for every table, in UTF-8 with a byte order mark, as Excel wants it.

    WrongSettings when one of the files is there already; then none is written.
    """
    paths = [Path(folder) / f"{name}.csv" for name in TABLES]
    for path in paths:
        if path.exists():
            raise WrongSettings(_("{file} exists already and is never overwritten.", file=path))
    Path(folder).mkdir(parents=True, exist_ok=True)
    for table, path in zip(TABLES.values(), paths, strict=True):
        path.write_text(",".join(table.input_columns) + "\r\n", encoding="utf-8-sig")
    return paths
