"""Which rows the database itself shows: those of the places in a setting of the transaction.

The setting (:data:`esep_site.people.scope.SETTINGS`) holds stems of places, of 2, 4, 6 or 9 digits, below a
seal (:mod:`esep_site.people.seal`). It is opened and split before a query looks at rows (sub-selects that the
planner runs first), so a row costs four comparisons of text. No setting or a wrong seal, no rows.
"""

from __future__ import annotations


def stems(setting: str) -> str:
    """SQL: the stems of the places that a setting holds, an array of texts."""
    return f"(SELECT string_to_array(people_sealed('{setting}'), ','))::text[]"


def anywhere(setting: str) -> str:
    """SQL: whether a setting holds any place."""
    return f"(SELECT people_sealed('{setting}')) <> ''"


def within(setting: str) -> str:
    """SQL: whether ``place`` of a row lies within the places of a setting."""
    held = stems(setting)
    return f"""left(place, 2) = ANY ({held}) OR left(place, 4) = ANY ({held})
   OR left(place, 6) = ANY ({held}) OR place = ANY ({held})"""


def see_and_keep(table: str, seen: str, kept: str, also_seen: str = "false") -> str:
    """SQL: of ``table``, which has a column ``place``, rows within the setting ``seen`` are read, and rows
    within ``kept`` written; ``also_seen`` is a condition under which a row is read wherever it lies.
    The owner of the tables, as whom no page runs, is not held."""
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON {table} FOR SELECT USING ({within(seen)} OR ({also_seen}));
CREATE POLICY entered ON {table} FOR INSERT WITH CHECK ({within(kept)});
CREATE POLICY kept ON {table} FOR UPDATE USING ({within(kept)}) WITH CHECK ({within(kept)});
CREATE POLICY removed ON {table} FOR DELETE USING ({within(kept)});
"""


def see_all_again(table: str) -> str:
    """SQL: takes back what :func:`see_and_keep` did."""
    dropped = " ".join(f"DROP POLICY {each} ON {table};" for each in ("seen", "entered", "kept", "removed"))
    return f"{dropped} ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"
