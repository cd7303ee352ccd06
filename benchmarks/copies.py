"""A made-up country: the region of Zhambyl k times over, with numbers of its own in every copy."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from benchmarks import region
from benchmarks.measurement import BUILD
from esep.registers import TABLES, Snapshot, layout, open_snapshot
from esep.registers.snapshot import INDEX, MANIFEST, StoredFile, content_id, hash_of

MOST_COPIES = 32
"""The last five bits of a pseudonym say which copy it belongs to."""

Rows = Mapping[str, int]


def snapshot(copies: int) -> Snapshot:
    """The snapshot of some copies of the region, made when it is not there."""
    single = region.snapshot()
    folder = BUILD / "countries" / f"{single.id[:12]}-{copies}"
    if not folder.is_dir():
        copy_snapshot(single, folder, copies)
    return open_snapshot(folder)


def copy_snapshot(single: Snapshot, folder: Path, copies: int) -> None:
    """Write a snapshot that holds another one several times: one copy after the other, each in its order.

    The files are streamed, so memory stays small. Persons and families of each copy have numbers of their
    own, and rows of the index and the layout are moved to where the copy stands.
    """
    if not 1 <= copies <= MOST_COPIES:
        raise ValueError(f"1 to {MOST_COPIES} copies, not {copies}")
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    rows = {name: single.manifest.files[f"{name}.parquet"].rows for name in TABLES}
    for name in TABLES:
        _check_numbers(single, name)
        _write(_one_after_the_other(single, f"{name}.parquet", rows, copies), unfinished / f"{name}.parquet")
    _write(_index(single, rows, copies), unfinished / INDEX)
    for file in (layout.FAMILIES, layout.PERSONS, layout.MEMBERSHIPS, layout.AWAY):
        _write(_one_after_the_other(single, file, rows, copies), unfinished / file)
    _write(_blocks(single, rows, copies).lazy(), unfinished / layout.BLOCKS)
    _write_manifest(single, unfinished)
    unfinished.rename(folder)


def _renamed(name: str, copy: int | pl.Expr) -> pl.Expr:
    """The number of a person or family in one of the copies: the order of the numbers stays as it was."""
    return (pl.col(name) // MOST_COPIES * MOST_COPIES + copy).alias(name)


def _check_numbers(single: Snapshot, table: str) -> None:
    """RuntimeError when two numbers would become one: only their last five bits differ."""
    key = {"persons": "person", "families": "family"}.get(table)
    if key is None:
        return
    numbers = single.scan(table).select(pl.col(key) // MOST_COPIES).collect().to_series()
    if numbers.n_unique() != len(numbers):
        raise RuntimeError(f"Two numbers of {table} differ in their last bits only. Use another seed.")


def _one_after_the_other(single: Snapshot, file: str, rows: Rows, copies: int) -> pl.LazyFrame:
    scan = pl.scan_parquet(single.folder / file, glob=False)
    names = scan.collect_schema().names()
    # Row numbers of another table: these are moved by the rows of the copies before.
    moved = {"membership_row": "memberships", "family_row": "families", "person_row": "persons"}
    if file == layout.FAMILIES:
        moved["persons"] = "persons"

    def of(copy: int) -> list[pl.Expr]:
        keys = [_renamed(name, copy) for name in ("person", "family") if name in names]
        return keys + [pl.col(name) + copy * rows[table] for name, table in moved.items() if name in names]

    return pl.concat([scan.with_columns(of(copy)) for copy in range(copies)])


def _index(single: Snapshot, rows: Rows, copies: int) -> pl.LazyFrame:
    """The index is sorted by family: the copies of a family stand side by side."""
    scan = pl.scan_parquet(single.folder / INDEX, glob=False)
    names = scan.collect_schema().names()
    copy = pl.col("copy")
    return (
        scan.with_columns(copy=pl.lit(list(range(copies)), dtype=pl.List(pl.Int64)))
        .explode("copy")
        .with_columns(
            _renamed("family", copy),
            (pl.col("elsewhere") // MOST_COPIES * MOST_COPIES + copy).alias("elsewhere"),
            *(pl.col(f"{name}_first") + copy * rows[name] for name in TABLES),
        )
        .select(names)
    )


def _blocks(single: Snapshot, rows: Rows, copies: int) -> pl.DataFrame:
    """The first rows of every block: those of the family that it begins with, moved to the family's copy."""
    families = single.layout.scan(layout.FAMILIES).collect()
    persons = single.layout.scan(layout.PERSONS).collect()
    starts = pl.select(family=pl.int_range(0, copies * rows["families"], layout.BLOCK)).with_columns(
        copy=pl.col("family") // rows["families"], at=pl.col("family") % rows["families"]
    )
    copy, at = starts["copy"], starts["at"]
    first_person = families["persons"].cast(pl.Int64)[at]
    first = {"families": at, "persons": first_person}
    first |= {name: _before(families[name])[at] for name in layout.OF_FAMILY}
    first |= {name: _before(persons[name])[first_person] for name in layout.OF_PERSON}
    blocks = pl.DataFrame({name: first[name] + copy * rows[name] for name in TABLES})
    # Whoever stands before the first family belongs to the first block.
    begin = pl.DataFrame({name: [0] for name in TABLES})
    end = pl.DataFrame({name: [copies * rows[name]] for name in TABLES})
    return pl.concat([begin, blocks.slice(1), end])


def _before(counts: pl.Series) -> pl.Series:
    """How many rows stand before each owner, and before the end."""
    reached = counts.cast(pl.Int64).cum_sum()
    return pl.concat([pl.Series([0], dtype=pl.Int64).alias(counts.name), reached])


def _write(rows: pl.LazyFrame, path: Path) -> None:
    rows.sink_parquet(path, compression="zstd", compression_level=3, row_group_size=16_384)


def _write_manifest(single: Snapshot, folder: Path) -> None:
    files = {}
    for name in single.manifest.files:
        counted = pl.scan_parquet(folder / name, glob=False).select(pl.len()).collect().item()
        files[name] = StoredFile(sha256=hash_of(folder / name), rows=counted)
    manifest = single.manifest
    of_copies = manifest.model_copy(
        update={"id": content_id(manifest.date, manifest.classifier, files), "files": files}
    )
    (folder / MANIFEST).write_text(of_copies.model_dump_json(indent=2) + "\n", encoding="utf-8")
