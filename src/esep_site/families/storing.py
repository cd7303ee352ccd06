"""Rows of a snapshot into the database: a partition of their own, whole or not at all.

Everything stands in one transaction: the partition is made, filled by COPY, indexed, protected and attached,
the counts are replaced and the snapshot is said to be ready. A server killed on the way leaves nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
from psycopg import sql

from esep_site.families.models import State
from esep_site.families.partitions import INDEXES, TABLE, partition_of
from esep_site.families.row_policy import show_only_seen
from esep_site.work_locks import Connection, beside

MEMORY = "512MB"
"""For the building of indexes; six million families need it for some minutes."""


class Writer:
    """Writes the rows of one snapshot; the transaction is the caller's to commit."""

    def __init__(self, to: Connection, snapshot: int) -> None:
        self._to = to
        self._snapshot = snapshot
        self._name = partition_of(snapshot)

    def begin(self) -> None:
        """An empty table beside the partitions, in place of an earlier one."""
        self._run("DROP TABLE IF EXISTS {name}; CREATE TABLE {name} (LIKE {parent})")

    def add(self, families: pl.DataFrame) -> None:
        """Rows of families, in the form that :class:`~esep_site.families.rows.RowMaker` makes."""
        rows = families.select(pl.lit(self._snapshot).alias("snapshot_id"), pl.all())
        self._copy(self._name, rows, "FREEZE true, ")

    def finish(self, tell: Callable[[int, int], None]) -> None:
        """Indexes, row policy, place among the partitions. ``tell`` hears how many indexes are built."""
        self._run(f"SET LOCAL maintenance_work_mem = '{MEMORY}'")
        for done, (name, on) in enumerate(INDEXES.items()):
            tell(done, len(INDEXES))
            if name == "key":
                self._run("ALTER TABLE {name} ADD PRIMARY KEY (snapshot_id, family)")
            else:
                self._run(f"CREATE INDEX ON {{name}} {on}")
        tell(len(INDEXES), len(INDEXES))
        self._run("ALTER TABLE {name} ADD CONSTRAINT of_snapshot CHECK (snapshot_id = {snapshot})")
        self._run("ANALYZE {name}")
        self._run(show_only_seen(self._name))
        self._run("ALTER TABLE {parent} ATTACH PARTITION {name} FOR VALUES IN ({snapshot})")
        self._run("ALTER TABLE {name} DROP CONSTRAINT of_snapshot")

    def count(self, counts: pl.DataFrame) -> None:
        """The counts of places, in place of earlier ones."""
        self._run("DELETE FROM families_placecount WHERE snapshot_id = {snapshot}")
        rows = counts.select(pl.lit(self._snapshot).alias("snapshot_id"), pl.all())
        self._copy("families_placecount", rows)

    def ready(self, families: int, persons: int) -> None:
        """Say that the snapshot is ready."""
        self._to.execute(
            "UPDATE families_loadedsnapshot SET state = %s, families = %s, persons = %s, moved_at = now(), "
            "step = '{}', reason = '{}', version = version + 1 WHERE id = %s",
            [State.READY.value, families, persons, self._snapshot],
        )

    def _copy(self, table: str, rows: pl.DataFrame, options: str = "") -> None:
        columns = sql.SQL(", ").join(map(sql.Identifier, rows.columns))
        text = sql.SQL(f"COPY {{table}} ({{columns}}) FROM STDIN ({options}FORMAT csv)")
        with (
            self._to.cursor() as cursor,
            cursor.copy(text.format(table=sql.Identifier(table), columns=columns)) as copy,
        ):
            for part in rows.iter_slices(50_000):
                # Texts are quoted, so that an empty one is not taken for none.
                copy.write(part.write_csv(include_header=False, quote_style="non_numeric").encode())

    def _run(self, text: str) -> None:
        named = {
            "name": sql.Identifier(self._name),
            "parent": sql.Identifier(TABLE),
            "snapshot": sql.Literal(self._snapshot),
        }
        for statement in text.split(";"):
            if statement.strip():
                self._to.execute(sql.SQL(statement).format(**named))


def remove(snapshot: int) -> None:
    """Take the rows and counts of a snapshot out of the database; what is not there is not missed."""
    name = partition_of(snapshot)
    with beside() as opened:
        attached = opened.execute(
            "SELECT 1 FROM pg_inherits WHERE inhrelid = to_regclass(%s)", [name]
        ).fetchone()
    if attached:
        with beside() as opened:
            opened.autocommit = True  # readers of other partitions do not wait for this one to go
            opened.execute(f"ALTER TABLE {TABLE} DETACH PARTITION {name} CONCURRENTLY")
    with beside() as opened:
        opened.execute(f"DROP TABLE IF EXISTS {name}")
        opened.execute("DELETE FROM families_placecount WHERE snapshot_id = %s", [snapshot])
