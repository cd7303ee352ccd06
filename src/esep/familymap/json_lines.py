"""Frames as JSON, and files that appear whole."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import polars as pl


def json_lines(frame: pl.DataFrame) -> bytes:
    """One object in each line; dates are ISO texts."""
    return frame.write_ndjson().encode()


def json_array(frame: pl.DataFrame) -> bytes:
    """An array with one object in each line."""
    # A line break never stands within a line: JSON writes it as \\n.
    return b"[\n" + json_lines(frame).rstrip(b"\n").replace(b"\n", b",\n") + b"\n]"


def written(path: Path, content: bytes | pl.DataFrame) -> Path:
    """Write a file beside its place and put it there at once; a frame is written as Parquet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            if isinstance(content, bytes):
                file.write(content)
            else:
                content.write_parquet(file, compression="zstd")
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
    return path
