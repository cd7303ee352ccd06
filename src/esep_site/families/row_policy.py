"""Which rows of families the database shows: those of the places in ``esep.families``, whatever is asked.

``esep.families`` is a setting of the transaction (:func:`esep_site.people.scope.enforced`), read as
:mod:`esep_site.people.row_policy` says.
"""

from __future__ import annotations

from esep_site.people.row_policy import stems, within

SETTING = "esep.families"
STEMS, SEEN = stems(SETTING), within(SETTING)

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
