"""Registers: declared extracts in, an immutable Snapshot out."""

from esep.registers.schema import TABLES, Column, Table, TableName

__all__ = ["TABLES", "Column", "Table", "TableName"]
