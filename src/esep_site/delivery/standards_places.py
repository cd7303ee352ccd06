"""Records as GeoJSON (RFC 7946): a point where the record has coordinates, else no geometry but its place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from esep.places import places
from esep_site.delivery.standards_ledger import Published

NORTH, EAST = "latitude", "longitude"
"""Fields of kinds: degrees of WGS 84."""


def feature_collection(records: Iterable[Published], language: str) -> dict[str, Any]:
    """All records, each a feature with its main figures."""
    return {"type": "FeatureCollection", "features": [feature(each, language) for each in records]}


def feature(told: Published, language: str) -> dict[str, Any]:
    """A record as a feature."""
    record = told.record
    return {
        "type": "Feature",
        "id": f"{record.region}-{record.code}",
        "geometry": _point(record.fields),
        "properties": {
            "code": record.code,
            "kind": record.kind,
            "name": told.name(language),
            "stage": record.stage,
            "category": record.category,
            "place": record.place,
            "place_name": places().get(record.place).names.in_language(language),
            "start": record.start.isoformat() if record.start else None,
            "end": record.end.isoformat() if record.end else None,
            "money_planned": record.money_planned,
            "money_paid": record.money_paid,
            "jobs_planned": record.jobs_planned,
            "jobs_created": record.jobs_created,
        },
    }


def _point(fields: dict[str, Any]) -> dict[str, Any] | None:
    if fields.get(NORTH) is None or fields.get(EAST) is None:
        return None
    return {"type": "Point", "coordinates": [float(fields[EAST]), float(fields[NORTH])]}
