"""Photos and files of records: kept in the installation's folder under their SHA-256, once each."""

from __future__ import annotations

import os
import tempfile
from hashlib import sha256
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from esep_site.folder import folder

LARGEST = 20 * 1024 * 1024
"""Bytes of one file."""
TYPES = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"RIFF": "image/webp",
    b"%PDF-": "application/pdf",
    b"PK\x03\x04": "application/zip",
}
"""How a file begins → what it is; a workbook or a text document is a zip."""
IMAGES = ("image/jpeg", "image/png", "image/webp")
NAMES = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "application/pdf": "pdf",
    "application/zip": "zip",
}


def keep(file: File, otherwise: str = "") -> tuple[str, str, int]:  # type: ignore[type-arg]
    """Keep a file: its SHA-256, type by its first bytes, size. ValidationError where it may not be kept.

    ``otherwise`` is the type of what begins as none of the known types: without it, that is not kept.
    """
    if (file.size or 0) > LARGEST or not file.size:
        raise ValidationError(_("A file has one byte to twenty megabytes."))
    hashed, size = sha256(), 0
    root = _root()
    handle, name = tempfile.mkstemp(dir=root)
    media_type = ""
    with os.fdopen(handle, "wb") as kept:
        for chunk in file.chunks():
            media_type = media_type or _type_of(chunk) or otherwise
            hashed.update(chunk)
            size += len(chunk)
            kept.write(chunk)
    if not media_type:
        Path(name).unlink()
        raise ValidationError(_("Only JPEG, PNG and WebP pictures, PDF, and documents of an office program."))
    Path(name).replace(path_of(hashed.hexdigest()))
    return hashed.hexdigest(), media_type, size


def path_of(hash_of_file: str) -> Path:
    """Where a file stands."""
    return _root() / hash_of_file


def _root() -> Path:
    root = folder().root / "attachments"
    root.mkdir(parents=True, exist_ok=True)
    return root


def _type_of(chunk: bytes) -> str:
    for beginning, media_type in TYPES.items():
        if chunk.startswith(beginning) and (beginning != b"RIFF" or chunk[8:12] == b"WEBP"):
            return media_type
    return ""
