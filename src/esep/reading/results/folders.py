"""A folder of documents read into a folder of results: resumable, the same by any number of processes."""

from __future__ import annotations

import datetime
import fcntl
import json
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property, partial
from hashlib import sha256
from importlib.resources import files
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from esep import __version__
from esep.errors import Busy, EsepError, UnreadableDocument
from esep.messages import LANGUAGES, Language, Message, current_language, messages_of
from esep.reading.documents.document import read_document
from esep.reading.instructions.bodies import Bodies
from esep.reading.reading import read
from esep.reading.results.csv_form import COLUMNS, csv_text
from esep.reading.results.linking import CatalogueEntry, Linker, link_statements
from esep.reading.results.making_ready import make_ready
from esep.reading.results.plain_form import reading_row

_, _n = messages_of("esep.reading")

READINGS = "readings"
"""The folder with one JSON file for each document: the state by which a run is taken up again."""
_PART = ".part"
_READING_ROOMS = ("language", "periods", "places", "reading")
_SOURCES = frozenset([".py", ".yaml", ".csv", ".tsv", ".txt", ".parquet", ".po"])
_FORM = 2
"""Raised when the files of the results take another form."""


@dataclass(frozen=True)
class Unreadable:
    """A file that could not be read: its path below the folder, why, and the exit code of that reason."""

    document: str
    reason: Message
    exit_code: int


@dataclass(frozen=True)
class FolderRun:
    """What a run did: documents read now, those kept from an earlier run, and files that cannot be read."""

    read: int
    kept: int
    unreadable: tuple[Unreadable, ...]


@dataclass(frozen=True)
class _Settings:
    """What the result of a document depends on beside its bytes."""

    entries: tuple[CatalogueEntry, ...]
    day: datetime.date | None
    bodies: Bodies | None

    @cached_property
    def stamp(self) -> str:
        """A hash by which a kept result is known to be the one that would be made now."""
        day = self.day.isoformat() if self.day is not None else ""
        bodies = [repr(body) for body in self.bodies.entries] if self.bodies is not None else None
        told = [_FORM, reader_version(), day, [repr(_plain(entry)) for entry in self.entries], bodies]
        return sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


@cache
def reader_version() -> str:
    """A hash of the program's version and of all code and word lists that read a text."""
    digest = sha256(__version__.encode())
    for room in _READING_ROOMS:
        folder = Path(str(files(f"esep.{room}")))
        for path in sorted(folder.rglob("*")):
            if path.suffix in _SOURCES:
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _plain(entry: CatalogueEntry) -> tuple[Any, ...]:
    return entry.code, sorted(map(str, entry.units)), entry.wordings, entry.without, entry.needs


def read_folder(
    source: Path,
    into: Path,
    *,
    entries: Sequence[CatalogueEntry] = (),
    day: datetime.date | None = None,
    bodies: Bodies | None = None,
    processes: int = 1,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> FolderRun:
    """Read every document below ``source`` and write ``into`` a folder.

    ``readings/`` holds a JSON file for each document, ``readings.jsonl`` and ``readings.csv`` all of them,
    ``unreadable.csv`` the files that could not be read. A document whose result is there and whose bytes,
    settings and word lists are the same is not read again, in whatever language its doubts are to be told;
    results of documents that are gone are removed.
    Each file is written whole or not at all. Busy when another run writes to the folder.
    """
    into.mkdir(parents=True, exist_ok=True)
    with _alone_in(into):
        names = _documents_below(source, into)
        settings = _Settings(tuple(entries), day, bodies)
        _clean(into, names)
        stamp = settings.stamp
        waiting = [name for name in names if not _is_done(source / name, _kept_at(into, name), stamp)]
        done = len(names) - len(waiting)
        progress(done, len(names))
        unreadable: list[Unreadable] = []
        for fault in _results(source, into, waiting, settings, processes):
            done += 1
            progress(done, len(names))
            unreadable += [fault] if fault is not None else []
        unreadable.sort(key=lambda one: one.document)
        _gather(into, names, unreadable)
    failed = len(unreadable)
    return FolderRun(len(waiting) - failed, len(names) - len(waiting), tuple(unreadable))


def _documents_below(source: Path, into: Path) -> list[str]:
    """Paths below ``source`` with ``/``, sorted; hidden files and what lies in the results left out."""
    results = into.resolve()
    found = []
    for path in source.rglob("*"):
        below = path.relative_to(source)
        hidden = any(part.startswith((".", "~$")) for part in below.parts)
        if not hidden and path.is_file() and not path.resolve().is_relative_to(results):
            found.append(below.as_posix())
    return sorted(found)


def _kept_at(into: Path, name: str) -> Path:
    return into / READINGS / f"{name}.json"


def _is_done(document: Path, kept: Path, stamp: str) -> bool:
    try:
        state = json.loads(kept.read_bytes())
        return bool(state["stamp"] == stamp and state["sha256"] == _hash(document))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _hash(document: Path) -> str:
    with document.open("rb") as content:
        digest = sha256()
        for block in iter(partial(content.read, 1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()


def _clean(into: Path, names: Sequence[str]) -> None:
    """Remove what a stopped run left unfinished, and results of documents that are gone."""
    wanted = {_kept_at(into, name) for name in names}
    for path in sorted(into.rglob(f"*{_PART}")):
        path.unlink()
    for path in sorted((into / READINGS).rglob("*.json")):
        if path not in wanted:
            path.unlink()


def _results(
    source: Path, into: Path, names: Sequence[str], settings: _Settings, processes: int
) -> Iterator[Unreadable | None]:
    """Read the documents, in this process or in several; what cannot be read comes back."""
    if processes == 1 or len(names) < 2:
        linker = Linker(settings.entries)
        for name in names:
            yield _read_one(source, into, name, settings, linker)
        return
    context = get_context("spawn")
    workers = min(processes, len(names))
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_begin_process) as pool:
        asked = [pool.submit(_read_in_process, source, into, name, settings) for name in names]
        try:
            for answer in as_completed(asked):
                yield answer.result()
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _begin_process() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # stopping is left to us
    make_ready()


_LINKERS: dict[str, Linker] = {}
"""One linker for each process that reads."""


def _read_in_process(source: Path, into: Path, name: str, settings: _Settings) -> Unreadable | None:
    linker = _LINKERS.setdefault(settings.stamp, Linker(settings.entries))
    return _read_one(source, into, name, settings, linker)


def _read_one(source: Path, into: Path, name: str, settings: _Settings, linker: Linker) -> Unreadable | None:
    kept = _kept_at(into, name)
    try:
        checksum = _hash(source / name)
        document = read_document(source / name)
        reading = read(document.text, settings.day, document.tables, settings.bodies, document.published)
    except EsepError as error:
        kept.unlink(missing_ok=True)
        return Unreadable(name, error.message, error.exit_code)
    except OSError as error:
        kept.unlink(missing_ok=True)
        reason = _("{file} cannot be opened: {reason}.", file=name, reason=error.strerror or str(error))
        return Unreadable(name, reason, UnreadableDocument.exit_code)
    row = reading_row(name, reading)
    links = link_statements(linker, document.text, reading)
    for statement, link in zip(row["statements"], links, strict=True):
        statement["indicator"] = None if link is None else link.entry.code
    reasons = [
        {language: doubt.reason.in_language(language) for language in LANGUAGES} for doubt in reading.doubts
    ]
    state = {"sha256": checksum, "stamp": settings.stamp, "reading": row, "reasons": reasons}
    _write(kept, json.dumps(state, ensure_ascii=False) + "\n")
    return None


def _told_row(kept: Path, language: Language) -> dict[str, Any]:
    """The kept reading of a document, its doubts told, and kept from now on, in the language of this run."""
    state = json.loads(kept.read_bytes())
    row: dict[str, Any] = state["reading"]
    told = [reasons[language] for reasons in state["reasons"]]
    if told != [doubt["reason"] for doubt in row["doubts"]]:
        for doubt, reason in zip(row["doubts"], told, strict=True):
            doubt["reason"] = reason
        _write(kept, json.dumps(state, ensure_ascii=False) + "\n")
    return row


def _gather(into: Path, names: Sequence[str], unreadable: Sequence[Unreadable]) -> None:
    """The tables of all documents, from the files of each."""
    failed = {one.document for one in unreadable}
    with _written(into / "readings.jsonl") as lines, _written(into / "readings.csv") as table:
        table(",".join(COLUMNS) + "\n")
        for name in names:
            if name not in failed:
                row = _told_row(_kept_at(into, name), current_language())
                lines(json.dumps(row, ensure_ascii=False) + "\n")
                table(csv_text([row], head=False))
    with _written(into / "unreadable.csv") as table:
        table("document,exit_code,reason\n")
        for one in unreadable:
            reason = str(one.reason).replace('"', '""')
            name = one.document.replace('"', '""')
            table(f'"{name}",{one.exit_code},"{reason}"\n')


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with _written(path) as write:
        write(text)


@contextmanager
def _written(path: Path) -> Iterator[Callable[[str], Any]]:
    """A file that appears under its name when it is whole."""
    part = path.with_name(f"{path.name}.{os.getpid()}{_PART}")
    with part.open("w", encoding="utf-8", newline="") as content:
        yield content.write
    part.replace(path)


@contextmanager
def _alone_in(into: Path) -> Iterator[None]:
    with (into / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            message = _("Another run is writing {folder}. Wait until it has ended.", folder=str(into))
            raise Busy(message) from None
        yield
