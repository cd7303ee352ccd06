"""A long file of JSON Lines read by two processes, each a half: Python parses in one thread at a time.

Whatever is not as it should be (a fault, an id that stands in both halves, a second process that fails) is
left to the plain reading of the whole, which tells it as it always does.

    python -m esep.familymap.answering.halves FILE FIRST_BYTE FOLDER
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson
import polars as pl

from esep.errors import EsepError
from esep.familymap.answering.form import ID
from esep.familymap.answering.reading import Families, read_families

LONG = 64 * 2**20
"""Bytes from which a second process is worth its start."""
LONGEST_LINE = 2**24
"""A longer first line is no family but an array."""
OWN_SHARE = 0.6
"""The share read by this process; the other starts up meanwhile."""
_SILENT = "silent.json"
_NUMBERED = ("family", "person")


def read_long_file(file: Path) -> Families | None:
    """The families of a long file of JSON Lines; None when it must be read whole, by one process."""
    if (os.cpu_count() or 1) < 2 or not file.is_file() or file.stat().st_size < LONG:
        return None
    cut = _cut(file)
    if cut is None:
        return None
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", __spec__.name, str(file.absolute()), str(cut), folder]
        other = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            with file.open("rb") as text:
                first = read_families(text.read(cut))
            if other.wait() != 0:
                return None
            return _together(first, _second(Path(folder)))
        except EsepError:
            return None
        finally:
            other.kill()
            other.wait()


def _cut(file: Path) -> int | None:
    """Where the second half begins: behind the end of a line; None in a file that is no JSON Lines."""
    with file.open("rb") as text:
        line = text.readline(LONGEST_LINE)
        try:
            if not isinstance(orjson.loads(line), dict):
                return None
        except orjson.JSONDecodeError:
            return None
        text.seek(int(file.stat().st_size * OWN_SHARE))
        text.readline()
        return text.tell()


def _second(folder: Path) -> Families:
    tables = {path.stem: pl.read_ipc(path.read_bytes()) for path in sorted(folder.glob("*.arrow"))}
    silent = {(table, name): rows for table, name, rows in orjson.loads((folder / _SILENT).read_bytes())}
    return Families(tables, silent)


def _together(first: Families, second: Families) -> Families | None:
    """Both halves, the rows of the second numbered on; None when an id stands in both."""
    before = {"family": first.count, "person": len(first.tables["persons"])}
    tables = {}
    for name, rows in first.tables.items():
        further = second.tables[name].with_columns(
            pl.col(key) + before[key] for key in _NUMBERED if key in rows.columns
        )
        tables[name] = pl.concat([rows, further.select(rows.columns).cast(rows.schema)], rechunk=True)
    if not tables["families"][ID].is_unique().all():
        return None
    return Families(tables, dict(Counter(first.silent) + Counter(second.silent)))


def main(file: str, first: str, folder: str) -> None:
    """Read a file from a byte on, and leave its tables in a folder."""
    with Path(file).open("rb") as text:
        text.seek(int(first))
        found = read_families(text.read())
    for name, rows in found.tables.items():
        rows.write_ipc(Path(folder) / f"{name}.arrow")
    silent = [[table, name, rows] for (table, name), rows in found.silent.items()]
    (Path(folder) / _SILENT).write_bytes(orjson.dumps(silent))


if __name__ == "__main__":
    main(*sys.argv[1:])
