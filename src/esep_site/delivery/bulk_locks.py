"""Who writes records goes on alone: what was read of them still stands when it is written, and two who write
the same records wait for one another instead of each holding what the other needs.

Sums of jobs and claims of the same jobs reach across records, so that many records, jobs, and records that
are new or move are written one after another in a region. Any other record is locked by itself: whoever
changes its name does not wait for a workbook of ten thousand rows, unless it has that record, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.db import connection
from django.db.models import F, Value
from django.db.models.functions import Coalesce

from esep_site.delivery.entries import Entry
from esep_site.delivery.models import Record

WRITING = 0x77726974  # «writ»: the first half of the advisory locks of regions; the second is their code
AT_ONCE = 2000


def write_alone(entries: Sequence[Entry]) -> None:
    """Wait until nobody else writes the records of the entries; the transaction keeps them for itself."""
    codes: dict[str, set[str]] = defaultdict(set)
    for each in entries:
        if each.place[:2].isdecimal():
            codes[each.place[:2]].add(each.code)
    if len(entries) > 1 or any(map(_reaches_across, entries)):
        with connection.cursor() as cursor:
            for region in sorted(codes):
                cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [WRITING, int(region)])
    for region in sorted(codes):
        asked = sorted(codes[region])
        for at in range(0, len(asked), AT_ONCE):
            rows = Record.objects.filter(region=region, code__in=asked[at : at + AT_ONCE])
            list(rows.order_by("code").select_for_update().values_list("pk"))


def _reaches_across(entry: Entry) -> bool:
    """Whether writing it touches sums or claims beside those of the record, or the record is new."""
    if entry.jobs is not None:
        return True
    rows = Record.objects.annotate(under=Coalesce(F("programme__code"), Value("")))
    stays = rows.filter(region=entry.place[:2], code=entry.code, place=entry.place, under=entry.programme)
    return not stays.exists()
