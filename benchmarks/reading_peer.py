"""Nothing but reading columns of Parquet files with Polars; nothing of Esep is imported."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl


def read_columns(folder: str, columns: str) -> None:
    """Read the columns (JSON: table to its columns) of a snapshot's tables with the streaming engine."""
    chosen: dict[str, list[str]] = json.loads(columns)
    frames = [
        pl.scan_parquet(Path(folder) / f"{name}.parquet").select(names) for name, names in chosen.items()
    ]
    pl.collect_all(frames, engine="streaming")
