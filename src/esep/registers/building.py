"""From a folder of extracts to a published Snapshot."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

import polars as pl

from esep.messages import Message, messages_of
from esep.places import Place, places, settlement_status
from esep.registers.arrangement import Arrangement, arrange, index_of_families
from esep.registers.intake import Intake
from esep.registers.layout import layout_of
from esep.registers.pseudonyms import check_key, key_fingerprint
from esep.registers.publication import building, publish
from esep.registers.schema import TABLES, TableName
from esep.registers.snapshot import (
    INDEX,
    MANIFEST,
    SCHEMA_VERSION,
    Manifest,
    Snapshot,
    StoredFile,
    content_id,
    hash_of,
    open_snapshot,
)

_, _n = messages_of("esep.registers")

_ROWS_IN_GROUP = 16_384
_STEPS = len(TABLES) + 1


class Progress(Protocol):
    """Told before each step: what it is, how many steps are done, and of how many."""

    def __call__(self, stage: Message, done: int, of: int) -> None:
        """Show it."""


def build_snapshot(
    source_folder: Path | str,
    target_folder: Path | str,
    *,
    date: date,
    key: bytes,
    progress: Progress | None = None,
) -> Snapshot:
    """Check the extracts and publish them as a snapshot of ``date``, or refuse them whole.

    InputRefused lists the faults; then nothing is written. Busy when another run writes the same folder;
    WrongSettings when the folder holds another snapshot already, or the key is none. The same extracts, key
    and date give the same bytes; when they are published already, that snapshot is returned.
    """
    check_key(key)
    target = Path(target_folder).absolute()
    with building(target) as folder:
        intake = Intake(Path(source_folder), date)
        manifest = _write(intake, folder, key, progress or _silent)
        if (target / MANIFEST).is_file() and open_snapshot(target).id == manifest.id:
            return open_snapshot(target)
        publish(folder, target)
    return open_snapshot(target)


def _silent(stage: Message, done: int, of: int) -> None:
    del stage, done, of


def _write(intake: Intake, folder: Path, key: bytes, progress: Progress) -> Manifest:
    """Read and check every table, writing as long as there is no fault; then the index and the manifest."""
    stages = iter(range(_STEPS))

    def tell(name: TableName) -> None:
        progress(_("Reading {file}", file=intake.file_name(name)), next(stages), _STEPS)

    core: dict[TableName, pl.DataFrame] = {}
    tell("families")
    core["families"] = intake.families()
    tell("persons")
    core["persons"] = intake.persons()
    tell("memberships")
    core["memberships"] = intake.memberships()
    writer = None
    if not intake.faults:
        arrangement = arrange(core, on=intake.on, key=key, faults=intake.faults)
        writer = _Writer(folder, arrangement, intake.places)
    for name in TABLES:
        if name not in core:
            tell(name)
        frame = core.pop(name) if name in core else intake.dependents(name)
        if writer and not intake.faults:
            writer.write(name, frame)
    intake.faults.refuse_if_any()
    progress(_("Publishing the snapshot"), next(stages), _STEPS)
    assert writer is not None
    return writer.finish(intake, key_fingerprint(key))


class _Writer:
    """Writes the files of one snapshot into a folder that nobody sees yet."""

    def __init__(self, folder: Path, arrangement: Arrangement, named: Mapping[str, Place]) -> None:
        self._folder = folder
        self._arrangement = arrangement
        self._places = _derived_columns(named)
        self._kept_with: dict[TableName, pl.Series] = {}
        self._stored: dict[str, StoredFile] = {}

    def write(self, name: TableName, frame: pl.DataFrame) -> None:
        """Write one table from its checked rows."""
        if "place" in frame.columns:
            frame = frame.join(self._places, on="place", how="left")
        rows, self._kept_with[name] = self._arrangement.arranged(TABLES[name], frame)
        self._store(f"{name}.parquet", rows)

    def finish(self, intake: Intake, fingerprint: str) -> Manifest:
        """Write the index, the layout and the manifest."""
        memberships = pl.read_parquet(self._folder / "memberships.parquet", columns=["person", "family"])
        self._store(INDEX, index_of_families(self._arrangement, self._kept_with, memberships))
        for file, rows in layout_of(self._folder).items():
            self._store(file, rows)
        classifier = str(places().edition)
        manifest = Manifest(
            schema_version=SCHEMA_VERSION,
            id=content_id(intake.on, classifier, self._stored),
            date=intake.on,
            program_version=version("esep"),
            classifier=classifier,
            key_fingerprint=fingerprint,
            sources=tuple(intake.sources),
            files=self._stored,
            notes=tuple(intake.notes),
        )
        (self._folder / MANIFEST).write_text(manifest.model_dump_json(indent=2) + "\n", encoding="utf-8")
        return manifest

    def _store(self, file: str, rows: pl.DataFrame) -> None:
        path = self._folder / file
        rows.write_parquet(path, compression="zstd", compression_level=3, row_group_size=_ROWS_IN_GROUP)
        self._stored[file] = StoredFile(sha256=hash_of(path), rows=len(rows))


def _derived_columns(named: Mapping[str, Place]) -> pl.DataFrame:
    """What the classifier says of each place; where there is no district, the region stands for it."""
    return pl.DataFrame(
        [
            (
                code,
                place.region.code,
                (place.district or place.region).code,
                place.rural,
                settlement_status(place),
            )
            for code, place in named.items()
        ],
        schema={
            "place": pl.String,
            "region": pl.String,
            "district": pl.String,
            "rural": pl.Boolean,
            "settlement_status": pl.String,
        },
        orient="row",
    )
