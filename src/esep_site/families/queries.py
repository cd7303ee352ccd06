"""What pages ask of snapshots: the one in force, the counts of its places, its registers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.db.models import QuerySet

from esep.places import places
from esep.registers import Snapshot, open_snapshot
from esep_site.families.models import LoadedSnapshot, PlaceCount, State
from esep_site.folder import folder
from esep_site.plain_rows import rows
from esep_site.work_locks import Work, at_work


def in_force(region: str) -> LoadedSnapshot | None:
    """The snapshot that the pages of a region show, None before the first is published."""
    return next(iter(rows(LoadedSnapshot, "region = %s AND in_force", [region_of(region)])), None)


def region_of(place: str) -> str:
    """The code of the region that a place lies in."""
    return f"{place[:2]}0000000"


def loaded(region: str) -> QuerySet[LoadedSnapshot]:
    """All snapshots of a region, the newest first."""
    return LoadedSnapshot.objects.filter(region=region_of(region)).select_related(
        "uploaded_by", "published_by"
    )


def is_interrupted(snapshot: LoadedSnapshot) -> bool:
    """Whether it is said to be checked or loaded while nobody is at it: worker or database were stopped."""
    return snapshot.state in (State.CHECKING, State.LOADING) and snapshot.pk not in at_work(Work.SNAPSHOT)


@dataclass(frozen=True)
class Counts:
    """The counts of one place: ``counts["families"]``, ``by["level"]["E"]``. Absent is nought."""

    place: str
    counts: Mapping[str, int] = field(default_factory=dict)
    by: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def __getitem__(self, measure: str) -> int:
        return self.counts.get(measure, 0)

    def of(self, measure: str, breakdown: str) -> int:
        """The part of a count, such as families (``"level"``) on level ``"E"``."""
        return self.by.get(measure, {}).get(breakdown, 0)


@dataclass(frozen=True)
class PlacePage:
    """A place with its counts, those of the places one step below, and those of the snapshot before."""

    snapshot: LoadedSnapshot
    whole: Counts
    parts: tuple[Counts, ...]
    before: Counts | None
    snapshot_before: LoadedSnapshot | None


def overview(snapshot: LoadedSnapshot) -> PlacePage:
    """The region with its districts."""
    return place_page(snapshot, snapshot.region)


def place_page(snapshot: LoadedSnapshot, place: str) -> PlacePage:
    """A place with those one step below it of which there are counts."""
    return page_of(snapshot, place, snapshot_before(snapshot))


def page_of(snapshot: LoadedSnapshot, place: str, before: LoadedSnapshot | None) -> PlacePage:
    """The same, where the snapshot before is known already."""
    below = [child.code for child in places().get(place).children] if place in places() else []
    found = counts_of(snapshot, [place, *below])
    return PlacePage(
        snapshot,
        found.get(place, Counts(place)),
        tuple(found[code] for code in below if code in found),
        counts_of(before, [place]).get(place) if before else None,
        before,
    )


def in_force_and_before(region: str) -> tuple[LoadedSnapshot | None, LoadedSnapshot | None]:
    """What :func:`in_force` and :func:`snapshot_before` find, in one question."""
    shown = "region = %s AND (in_force OR (state = %s AND published_at IS NOT NULL)) "
    order = "ORDER BY date DESC, published_at DESC NULLS FIRST"
    found = rows(LoadedSnapshot, shown + order, [region_of(region), State.READY.value])
    now = next((row for row in found if row.in_force), None)
    earlier = (row for row in found if now and row.date < now.date)
    return now, next(earlier, None)


def snapshot_before(snapshot: LoadedSnapshot) -> LoadedSnapshot | None:
    """The newest snapshot of an earlier date that was in force once."""
    earlier = LoadedSnapshot.objects.filter(
        region=snapshot.region, state=State.READY, published_at__isnull=False, date__lt=snapshot.date
    )
    return earlier.order_by("-date", "-published_at").first()


def counts_of(snapshot: LoadedSnapshot, wanted: Iterable[str]) -> dict[str, Counts]:
    """The counts of places, by code; a place without families is not there."""
    rows = PlaceCount.objects.filter(snapshot=snapshot, place__in=list(wanted))
    counts: dict[str, dict[str, int]] = {}
    by: dict[str, dict[str, dict[str, int]]] = {}
    for place, measure, breakdown, value in rows.values_list("place", "measure", "breakdown", "value"):
        counts.setdefault(place, {})
        if breakdown:
            by.setdefault(place, {}).setdefault(measure, {})[breakdown] = value
        else:
            counts[place][measure] = value
    return {place: Counts(place, counts[place], by.get(place, {})) for place in counts}


def registers_of(snapshot: LoadedSnapshot) -> Snapshot:
    """The library's snapshot behind the rows, opened once; to be asked for families of the scope only."""
    return _opened(snapshot.folder)


@lru_cache(maxsize=8)
def _opened(name: str) -> Snapshot:
    return open_snapshot(folder().snapshots / name)
