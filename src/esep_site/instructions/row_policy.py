"""Which instructions the database shows: those that concern a place in ``esep.instructions``.

An instruction concerns its own place and those of its responsible body and the helping ones; it keeps the
stems of all of them in ``seen``. Its issuer stands above them, and is reached by a stem of theirs. What hangs
on an instruction or a source is shown where that is.
"""

from __future__ import annotations

from collections.abc import Iterable

from esep_site.people.row_policy import stems, within
from esep_site.people.scope import stem

SETTING = "esep.instructions"
STEMS, OF_PLACE = stems(SETTING), within(SETTING)


def stems_of(places: Iterable[str]) -> list[str]:
    """Every stem by which a scope may reach one of the places: of 2, 4, 6 and 9 digits, not wider than it is.

    A region is reached by its own stem of two digits, never by that of one of its districts.
    """
    found: set[str] = set()
    for place in places:
        own = stem(place)
        found |= {place[:digits] for digits in (2, 4, 6, 9) if digits <= len(own)}
    return sorted(found)


def keep(table: str, seen: str) -> str:
    """SQL: of ``table`` only rows for which ``seen`` holds can be read and written, by anybody."""
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON {table} FOR ALL USING ({seen}) WITH CHECK ({seen});
"""


def with_its(table: str, column: str, above: str) -> str:
    """SQL: rows of ``table`` are seen where the row of ``above`` is, that ``column`` points at."""
    return keep(table, f"EXISTS (SELECT 1 FROM {above} of WHERE of.id = {table}.{column})")


def open_again(table: str) -> str:
    """SQL: the other way."""
    return f"DROP POLICY seen ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"
