"""Offers and cases go where their family goes: a snapshot that comes into force says where it lives now.

The place of an offer or a case decides who sees it. When a family has moved within the region, the office of
its new place goes on with the work, and that of the old one sees it no more. A family that the snapshot does
not have keeps its place: nobody knows a better one. An earlier snapshot that is put back in force takes
the work back to where that snapshot has the family.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from esep_site.families.models import Case, LoadedSnapshot, Offer
from esep_site.families.row_policy import SETTING
from esep_site.people.audit import record
from esep_site.people.models import Account
from esep_site.people.scope import stem
from esep_site.people.seal import sealed

MOVE = """
WITH moved AS (
    SELECT work.id, work.place AS was, families.place AS now
    FROM {table} AS work
    JOIN families_familyrow AS families ON families.snapshot_id = %s AND families.family = work.family
    WHERE families.place <> work.place AND left(work.place, 2) = %s
    ORDER BY work.id FOR UPDATE OF work
)
UPDATE {table} AS work SET place = moved.now FROM moved WHERE work.id = moved.id
RETURNING work.family, moved.was, moved.now
"""


def follow(snapshot: LoadedSnapshot, *, by: Account | None) -> int:
    """Give offers and cases the places that their families have in ``snapshot``; how many families moved.

    An event for each family and place that it left: lies in the new place, ``details`` name the old one.
    """
    moves: dict[tuple[int, str, str], dict[str, int]] = {}
    region = stem(snapshot.region)
    with _region_in_sight(region), connection.cursor() as cursor:
        for model, word in ((Case, "cases"), (Offer, "offers")):
            cursor.execute(MOVE.format(table=model._meta.db_table), [snapshot.pk, region])
            for move in cursor.fetchall():
                counts = moves.setdefault(move, {"cases": 0, "offers": 0})
                counts[word] += 1
    for (family, was, now), counts in sorted(moves.items()):
        details = {"from": was, "to": now, "snapshot": snapshot.pk, **counts}
        record("work moved with family", by=by, subject=f"family {family}", place=now, details=details)
    return len({family for family, _was, _now in moves})


@contextmanager
def _region_in_sight(region: str) -> Iterator[None]:
    """Row policies show and take the region's rows for the block, whoever publishes, and then as before."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(current_setting('{SETTING}', true), '')")
        before = cursor.fetchone()[0]
        cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, sealed(SETTING, region)])
        yield
        cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, before])
