"""Records of a place in the forms of the standards: OC4IDS, OCDS, GeoJSON, CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from esep_site.delivery import indicators
from esep_site.delivery.catalogue import kinds
from esep_site.delivery.models import Record
from esep_site.delivery.page_parts import known_place
from esep_site.delivery.standards_contracts import release_package
from esep_site.delivery.standards_ledger import Published, published
from esep_site.delivery.standards_places import feature_collection
from esep_site.delivery.standards_projects import package, project_kinds
from esep_site.people import audit
from esep_site.people.permissions import allowed
from esep_site.people.roles import Permission
from esep_site.people.scope import stem
from esep_site.spreadsheets import harmless

COLUMNS = (
    "code", "kind", "name_kk", "name_ru", "place", "stage", "category", "start", "end", "money_planned",
    "money_contracted", "money_paid", "jobs_planned", "jobs_created", "permanent_planned",
    "permanent_created", "not_told_planned", "not_told_created", "faults_open", "reported_on", "source",
)  # fmt: skip
"""Of the table, which is for other programs: codes, not names."""
FIGURE_COLUMNS = ("kind", "indicator", "name", "unit", "value", "records", "share", "share_of")


def _records(request: HttpRequest, place: str, form: str) -> Any:
    found = known_place(place)
    audit.record("records exported", by=request.scope.account, place=found.code, details={"form": form})
    return Record.objects.filter(place__startswith=stem(found.code)).order_by("pk")


def _language() -> str:
    return (get_language() or "kk")[:2]


def _file(content: str, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=f"{media_type}; charset=utf-8", headers=headers)


def _package(
    request: HttpRequest,
    place: str,
    form: str,
    make: Callable[[Iterable[Published], str, str, str, Any], dict[str, Any]],
) -> HttpResponse:
    records = _records(request, place, form).filter(kind__in=project_kinds())
    told = make(
        published(records),
        request.build_absolute_uri(request.path),
        settings.ESEP_PUBLISHER,
        _language(),
        timezone.now(),
    )
    return _file(json.dumps(told, ensure_ascii=False), "application/json", f"{form}-{place}.json")


@allowed(Permission.SEE_RECORDS)
@require_GET
def projects(request: HttpRequest, place: str) -> HttpResponse:
    """Works of a place as an OC4IDS project package."""
    return _package(request, place, "oc4ids", package)


@allowed(Permission.SEE_RECORDS)
@require_GET
def contracts(request: HttpRequest, place: str) -> HttpResponse:
    """Contracts of works of a place as an OCDS release package."""
    return _package(request, place, "ocds", release_package)


@allowed(Permission.SEE_RECORDS)
@require_GET
def on_map(request: HttpRequest, place: str) -> HttpResponse:
    """Records of a place as GeoJSON."""
    told = feature_collection(published(_records(request, place, "geojson")), _language())
    return _file(json.dumps(told, ensure_ascii=False), "application/geo+json", f"records-{place}.geojson")


@allowed(Permission.SEE_RECORDS)
@require_GET
def figures(request: HttpRequest, place: str) -> HttpResponse:
    """The indicators of the kinds that a place has records of, as a table for other programs."""
    records = _records(request, place, "indicators")
    present = set(records.order_by().values_list("kind", flat=True).distinct())
    found = indicators.figures(records, [kind for code, kind in kinds().items() if code in present])
    text = io.StringIO()
    lines = csv.DictWriter(text, FIGURE_COLUMNS)
    lines.writeheader()
    lines.writerows({name: harmless(cell) for name, cell in indicators.told(each).items()} for each in found)
    return _file("\ufeff" + text.getvalue(), "text/csv", f"indicators-{place}.csv")


@allowed(Permission.SEE_RECORDS)
@require_GET
def table(request: HttpRequest, place: str) -> HttpResponse:
    """Records of a place as a table of codes and sums for other programs."""
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(COLUMNS)
    for row in _records(request, place, "csv").values_list(*COLUMNS).iterator():
        lines.writerow(["" if cell is None else harmless(cell) for cell in row])
    return _file("\ufeff" + text.getvalue(), "text/csv", f"records-{place}.csv")
