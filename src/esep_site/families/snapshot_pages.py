"""Pages of snapshots: upload, progress, faults, comparison, publishing, putting back, withdrawing."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from esep.familymap import LEVELS
from esep_site.editing import Conflict, whole_number
from esep_site.families import actions, comparing, queries
from esep_site.families.forms import ReasonForm, UploadForm
from esep_site.families.models import Fault, LoadedSnapshot, State
from esep_site.people.permissions import allowed, takes_files
from esep_site.people.roles import Permission
from esep_site.spreadsheets import harmless

FAULTS_SHOWN = 200


@allowed(Permission.LOAD_SNAPSHOTS)
def my_snapshots(request: HttpRequest) -> HttpResponse:
    """To the snapshots of the region that the person loads for."""
    place = request.scope.places[Permission.LOAD_SNAPSHOTS][0]
    return redirect("families:snapshots", place=queries.region_of(place))


@takes_files
@allowed(Permission.LOAD_SNAPSHOTS)
def snapshots(request: HttpRequest, place: str) -> HttpResponse:
    """All snapshots of a region, and the form for the next one."""
    if queries.region_of(place) != place:
        raise Http404
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            row = actions.upload(by=request.scope.account, region=place, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("files", error)
        else:
            return redirect("families:snapshot", place=place, snapshot=row.pk)
    rows = [(row, queries.is_interrupted(row)) for row in queries.loaded(place)]
    told = {"place": place, "rows": rows, "form": form}
    return render(request, "families/snapshots.html", told, status=400 if form.errors else 200)


def _of_snapshot(page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a page about one snapshot: one of the region in the address, else it does not exist."""

    @allowed(Permission.LOAD_SNAPSHOTS)
    @wraps(page)
    def found(request: HttpRequest, place: str, snapshot: int) -> HttpResponse:
        if queries.region_of(place) != place:
            raise Http404
        return page(request, get_object_or_404(LoadedSnapshot, pk=snapshot, region=place))

    return found


@_of_snapshot
@require_GET
def snapshot(request: HttpRequest, row: LoadedSnapshot) -> HttpResponse:
    """One snapshot: its state, its faults or its comparison, and what can be done."""
    return _shown(request, row)


@_of_snapshot
@require_GET
def progress(request: HttpRequest, row: LoadedSnapshot) -> HttpResponse:
    """How far it has come: a part of the page, fetched again while the worker is at it."""
    if not row.is_moving or queries.is_interrupted(row):
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "families/snapshot_progress.html", {"row": row})


@_of_snapshot
@require_GET
def faults(request: HttpRequest, row: LoadedSnapshot) -> HttpResponse:
    """All faults as a CSV file that a spreadsheet opens."""
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow([_("file"), _("row"), _("column"), _("fault")])
    for fault in Fault.objects.filter(snapshot=row):
        cells = (fault.file, fault.row or "", fault.column, str(fault.shown_text))
        lines.writerow([harmless(cell) for cell in cells])
    name = f"faults-{row.region}-{row.date}.csv"
    return HttpResponse(
        "\ufeff" + text.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@_of_snapshot
@require_POST
def load(request: HttpRequest, row: LoadedSnapshot) -> HttpResponse:
    """Load what was only checked."""
    return _done(
        request, row, lambda: actions.load(by=request.scope.account, snapshot=row, version=_version(request))
    )


@_of_snapshot
@require_POST
def retry(request: HttpRequest, row: LoadedSnapshot) -> HttpResponse:
    """Go on with what was interrupted."""
    return _done(
        request, row, lambda: actions.retry(by=request.scope.account, snapshot=row, version=_version(request))
    )


@_of_snapshot
@require_POST
def publish(request: HttpRequest, row: LoadedSnapshot) -> HttpResponse:
    """Put it in force instead of the one that the person compared it with."""
    seen = request.POST.get("instead_of", "")

    def act(reason: str) -> None:
        actions.publish(
            by=request.scope.account,
            snapshot=row,
            instead_of=whole_number(seen),
            reason=reason,
        )

    return _reasoned(request, row, act, _("The snapshot is in force."))


@_of_snapshot
@require_POST
def withdraw(request: HttpRequest, row: LoadedSnapshot) -> HttpResponse:
    """Take it out of use."""

    def act(reason: str) -> None:
        actions.withdraw(by=request.scope.account, snapshot=row, version=_version(request), reason=reason)

    return _reasoned(request, row, act, _("The snapshot is withdrawn; its rows will be removed."))


def _version(request: HttpRequest) -> int:
    given = whole_number(request.POST.get("version", ""))
    if given is None:
        raise PermissionDenied
    return given


def _reasoned(
    request: HttpRequest, row: LoadedSnapshot, act: Callable[[str], None], done: str
) -> HttpResponse:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _shown(request, row, form=form, status=400)
    return _done(request, row, lambda: act(form.cleaned_data["reason"]), done, form)


def _done(
    request: HttpRequest,
    row: LoadedSnapshot,
    act: Callable[[], None],
    done: str = "",
    form: ReasonForm | None = None,
) -> HttpResponse:
    """Do it and show the snapshot; when it cannot be done, say why and keep what was typed."""
    try:
        act()
    except Conflict as conflict:
        row.refresh_from_db()
        return _shown(request, row, form=form, conflict=conflict.now, status=409)
    except ValidationError as error:
        row.refresh_from_db()
        return _shown(request, row, form=form, told=error.messages, status=409)
    if done:
        messages.success(request, done)
    return redirect("families:snapshot", place=row.region, snapshot=row.pk)


def _shown(request: HttpRequest, row: LoadedSnapshot, *, status: int = 200, **more: Any) -> HttpResponse:
    current = queries.in_force(row.region)
    comparable = current is not None and row.state == State.READY and current.pk != row.pk
    beside = current if comparable else None
    shown = {
        "row": row,
        "htmx_here": row.is_moving,
        "interrupted": queries.is_interrupted(row),
        "current": current,
        "beside": beside,
        "levels": LEVELS,
        "faults": Fault.objects.filter(snapshot=row)[:FAULTS_SHOWN],
        "reasons": more.pop("form", None) or ReasonForm(),
        **more,
    }
    if beside:
        shown |= {
            "compared": comparing.of_region(beside, row),
            "compared_levels": comparing.by_level(beside, row),
            "compared_districts": comparing.by_district(beside, row),
            "moves": comparing.moves(row) if row.flows.get("since") == beside.pk else (),
        }
    return render(request, "families/snapshot.html", shown, status=status)
