"""Uploaded extracts: files of tables, one by one or in a zip, put into a folder that the library reads."""

from __future__ import annotations

import secrets
import shutil
import time
import zipfile
import zlib
from collections.abc import Container, Iterable
from pathlib import Path, PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from esep.registers import TABLES
from esep_site.folder import folder

SUFFIXES = (".csv", ".xlsx", ".parquet")
MOST_BYTES = 20 * 2**30
"""Of all files of an upload, unpacked: twenty gigabytes."""
MOST_RATIO = 200
"""How many times larger than the zip its content may be."""
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Of packing; every program that makes zips knows them, and their errors are known here."""
_PIECE = 2**20


def put(files: Iterable[UploadedFile]) -> str:
    """Write uploaded files into a new folder and return its name; ValidationError leaves nothing behind."""
    name = secrets.token_hex(8)
    target = folder().extracts / name
    target.mkdir(parents=True, mode=0o700)
    left = MOST_BYTES
    try:
        for file in files:
            is_zip = PurePosixPath(str(file.name)).suffix.lower() == ".zip"
            left -= _unpack(file, target, left) if is_zip else file.size or 0
            if left < 0:
                raise ValidationError(_("What you uploaded is too large: twenty gigabytes at most."))
            if not is_zip:
                with _new(target, str(file.name)).open("wb") as written:
                    for piece in file.chunks():
                        written.write(piece)
        if not any(target.iterdir()):
            raise ValidationError(
                _("There is no table in what you uploaded. Its files are named %(names)s."), params=_names()
            )
    except BaseException:
        shutil.rmtree(target)
        raise
    return name


def sweep(wanted: Container[str], older_than: float = 24 * 3600) -> None:
    """Remove folders that no upload names: a server was stopped in the middle of taking them in."""
    for left in folder().extracts.glob("*"):
        if left.name not in wanted and left.stat().st_mtime < time.time() - older_than:
            shutil.rmtree(left, ignore_errors=True)


def _unpack(file: UploadedFile, target: Path, most: int) -> int:
    """Returns how many bytes were packed in it."""
    try:
        with zipfile.ZipFile(file) as packed:  # type: ignore[arg-type]
            entries = [
                entry for entry in packed.infolist() if not entry.is_dir() and not _is_chaff(entry.filename)
            ]
            size = sum(entry.file_size for entry in entries)
            if any(entry.compress_type not in METHODS for entry in entries):
                raise NotImplementedError
            if size > most or size > MOST_RATIO * max(file.size or 0, _PIECE):
                raise ValidationError(_("The zip file is too large when it is unpacked."))
            for entry in entries:
                with packed.open(entry) as source, _new(target, entry.filename).open("wb") as written:
                    _copy(source, written, entry.file_size)
            return size
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise ValidationError(_("The zip file is damaged or encrypted. Pack it anew.")) from error


def _copy(source: object, written: object, size: int) -> None:
    """Not a byte more than the zip declares, whatever is packed in it."""
    left = size
    while piece := source.read(min(_PIECE, left + 1)):  # type: ignore[attr-defined]
        left -= len(piece)
        if left < 0:
            raise ValidationError(_("The zip file is too large when it is unpacked."))
        written.write(piece)  # type: ignore[attr-defined]


def _is_chaff(name: str) -> bool:
    """What some computers put into every zip."""
    return name.startswith("__MACOSX/") or PurePosixPath(name).name.startswith(".")


def _new(target: Path, name: str) -> Path:
    """Where a file of this name goes: a table's, whatever folder it stood in."""
    plain = PurePosixPath(name.replace("\\", "/"))
    path = target / f"{plain.stem.lower()}{plain.suffix.lower()}"
    if plain.stem.lower() not in TABLES or plain.suffix.lower() not in SUFFIXES:
        raise ValidationError(
            _("The file %(name)s is no table. Files are named %(names)s."),
            params={"name": plain.name, **_names()},
        )
    if path.exists():
        raise ValidationError(_("The file %(name)s was uploaded twice."), params={"name": plain.name})
    return path


def _names() -> dict[str, str]:
    return {"names": ", ".join(f"{table}.csv" for table in TABLES)}
