"""Which rows of families the database shows: those of the places in ``esep.families``, whatever is asked.

``esep.families`` is a setting of the transaction (:func:`esep_site.people.scope.enforced`): stems of places,
of 2, 4, 6 or 9 digits. It is split once per query (a sub-select that the planner runs first), so a row costs
four comparisons of text. No setting, no rows.
"""

from __future__ import annotations

STEMS = "(SELECT string_to_array(current_setting('esep.families', true), ','))::text[]"
SEEN = f"""left(place, 2) = ANY ({STEMS}) OR left(place, 4) = ANY ({STEMS})
   OR left(place, 6) = ANY ({STEMS}) OR place = ANY ({STEMS})"""

SEARCH_ROLE = "esep_search"
"""Owns the one function that looks through the index of names; nobody signs in as it."""


def show_only_seen(table: str) -> str:
    """SQL: of ``table``, which has a column ``place``, only rows of the scope can be read; none written."""
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON {table} FOR SELECT USING ({SEEN});
"""


def keep_within_scope(table: str) -> str:
    """SQL: of ``table``, which has a column ``place``, only rows of the scope can be read and written."""
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON {table} FOR ALL USING ({SEEN}) WITH CHECK ({SEEN});
"""


def open_to_the_search(table: str) -> str:
    """SQL: the search's role reads every row of ``table``; its function keeps to the scope by itself."""
    return f"""
GRANT SELECT ON {table} TO {SEARCH_ROLE};
CREATE POLICY searched ON {table} FOR SELECT TO {SEARCH_ROLE} USING (true);
"""
