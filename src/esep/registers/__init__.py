"""Registers: declared extracts in, an immutable Snapshot out."""

from esep.registers.building import Progress, build_snapshot
from esep.registers.pseudonyms import pseudonym, pseudonyms, read_or_make_key
from esep.registers.quality import Note
from esep.registers.schema import TABLES, Column, Table, TableName
from esep.registers.snapshot import Manifest, Snapshot, open_snapshot
from esep.registers.templates import write_templates

__all__ = [
    "TABLES",
    "Column",
    "Manifest",
    "Note",
    "Progress",
    "Snapshot",
    "Table",
    "TableName",
    "build_snapshot",
    "open_snapshot",
    "pseudonym",
    "pseudonyms",
    "read_or_make_key",
    "write_templates",
]
