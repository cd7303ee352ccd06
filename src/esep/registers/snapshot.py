"""The Snapshot: what the registers held at one date, as a folder that never changes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import file_digest, sha256
from pathlib import Path

import polars as pl
from pydantic import BaseModel, ConfigDict, ValidationError

from esep.errors import NotFound, WrongSettings
from esep.messages import messages_of
from esep.registers.layout import Layout, Portion
from esep.registers.quality import Note
from esep.registers.schema import TABLES, TableName

_, _n = messages_of("esep.registers")

SCHEMA_VERSION = 2
MANIFEST = "manifest.json"
INDEX = "index.parquet"


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(_Entry):
    """One extract that the snapshot was built from."""

    table: TableName
    file: str
    sha256: str
    rows: int


class StoredFile(_Entry):
    """One Parquet file of the snapshot."""

    sha256: str
    rows: int


class Manifest(_Entry):
    """What a snapshot says of itself: ``manifest.json``."""

    schema_version: int
    id: str
    date: date
    program_version: str
    classifier: str
    key_fingerprint: str
    sources: tuple[Source, ...]
    files: Mapping[str, StoredFile]
    notes: tuple[Note, ...]


def content_id(on: date, classifier: str, files: Mapping[str, StoredFile]) -> str:
    """The snapshot's id: a hash of its date, its edition of the classifier and the bytes of its tables."""
    content = [
        SCHEMA_VERSION,
        on.isoformat(),
        classifier,
        {name: file.sha256 for name, file in files.items()},
    ]
    return sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Snapshot:
    """An opened snapshot. Its tables are read when they are asked for."""

    folder: Path
    manifest: Manifest

    @property
    def id(self) -> str:
        """The hash of the content (64 hexadecimal digits)."""
        return self.manifest.id

    @property
    def date(self) -> date:
        """The date that the snapshot speaks of."""
        return self.manifest.date

    def scan(self, table: str) -> pl.LazyFrame:
        """The rows of a table, lazily, in the order of place, family and person."""
        return pl.scan_parquet(self.folder / f"{table}.parquet", glob=False)

    def rows(self, table: str, portion: Portion, columns: Iterable[str | pl.Expr]) -> pl.DataFrame:
        """Some columns of the rows that a portion has of a table."""
        rows = self._scans[table].slice(portion.first[table], portion.rows[table])
        return rows.select(columns).collect()

    @cached_property
    def layout(self) -> Layout:
        """Where the rows of families and persons stand, and the portions to compute in."""
        return Layout(self.folder)

    def family(self, family: int) -> Mapping[TableName, pl.DataFrame]:
        """All rows of one family and of everybody who is or was a member, by table.

        Of the memberships those of this family only. NotFound when there is no such family.
        """
        spans = self._index.filter(pl.col("family") == family).collect()
        if spans.is_empty():
            raise NotFound(_("The snapshot has no family {family}.", family=family))
        elsewhere = spans["elsewhere"].item().to_list()
        others = (
            self._index.filter(pl.col("family").is_in(elsewhere)).collect() if elsewhere else spans.clear()
        )
        rows = {name: self._span(name, spans) for name in TABLES}
        if not others.is_empty():
            members = rows["memberships"]["person"].unique().implode()
            for name, table in TABLES.items():
                if table.subject == "person" and name != "memberships":
                    away = self._span(name, others).filter(pl.col("person").is_in(members))
                    rows[name] = pl.concat([rows[name], away])
        return rows

    def verify(self) -> None:
        """WrongSettings unless every file holds the very bytes that were published."""
        for name, file in self.manifest.files.items():
            path = self.folder / name
            if not path.is_file() or hash_of(path) != file.sha256:
                raise WrongSettings(
                    _(
                        "The file {file} is not the one that was published. "
                        "Build the snapshot again from its extracts.",
                        file=path,
                    )
                )

    @cached_property
    def _scans(self) -> Mapping[str, pl.LazyFrame]:
        """The tables, opened once: to read a footer again for each portion or family would cost more."""
        return {name: self.scan(name) for name in TABLES}

    @cached_property
    def _index(self) -> pl.LazyFrame:
        return pl.scan_parquet(self.folder / INDEX, glob=False)

    def _span(self, name: TableName, spans: pl.DataFrame) -> pl.DataFrame:
        """The rows of a table that the spans of some families point at."""
        table = self._scans[name]
        pieces = [
            table.slice(first, rows)
            for first, rows in spans.select(f"{name}_first", f"{name}_rows").iter_rows()
            if rows
        ]
        return pl.concat(pieces).collect() if pieces else TABLES[name].polars_schema.to_frame()


def open_snapshot(folder: Path | str) -> Snapshot:
    """Open a published snapshot; NotFound when there is none, WrongSettings when it cannot be used."""
    path = Path(folder)
    try:
        text = (path / MANIFEST).read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotFound(_("There is no snapshot in {folder}.", folder=path)) from error
    try:
        version = json.loads(text).get("schema_version")
        if version != SCHEMA_VERSION:
            raise WrongSettings(
                _(
                    "The snapshot {folder} has the form {version}; this program reads {expected}. "
                    "Build it again.",
                    folder=path,
                    version=version,
                    expected=SCHEMA_VERSION,
                )
            )
        manifest = Manifest.model_validate_json(text)
    except (ValueError, AttributeError, ValidationError) as error:
        raise WrongSettings(_("The manifest of {folder} is damaged.", folder=path)) from error
    for name in manifest.files:
        if not (path / name).is_file():
            raise WrongSettings(_("The snapshot {folder} lacks its file {file}.", folder=path, file=name))
    return Snapshot(path, manifest)


def hash_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal digits."""
    with path.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()
