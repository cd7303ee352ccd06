"""Which word lists a text was read with: a short sign that changes when any list changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import pymorphy3_dicts_ru

ROOMS = ("esep.language", "esep.reading")
"""The rooms whose word lists decide what is read."""
_LISTS = (".yaml", ".tsv")
_LENGTH = 12


@cache
def lexicon_version() -> str:
    """Twelve hexadecimal digits over the word lists of the rooms and the version of the Russian dictionary.

    The same files give the same sign on any machine, whatever their line ends.
    """
    digest = hashlib.sha256(pymorphy3_dicts_ru.__version__.encode())
    for room in ROOMS:
        for name, content in sorted(_lists(files(room), room)):
            digest.update(f"\0{name}\0".encode() + content.replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:_LENGTH]


def _lists(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _lists(entry, f"{path}/{entry.name}")
        elif entry.name.endswith(_LISTS):
            yield f"{path}/{entry.name}", entry.read_bytes()
