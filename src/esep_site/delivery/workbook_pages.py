"""Pages of workbooks: templates and exports out, filled-in ones in, what was found in them, entering them."""

from __future__ import annotations

import csv
import io
import tempfile
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from esep_site import site_clock
from esep_site.delivery import importing
from esep_site.delivery.bulk import read_entries
from esep_site.delivery.catalogue import Kind, kinds
from esep_site.delivery.files import path_of
from esep_site.delivery.kind_tables import write_table
from esep_site.delivery.models import Import, ImportState, Record
from esep_site.delivery.page_parts import above, known_place
from esep_site.delivery.workbook_layout import layout_of
from esep_site.delivery.workbook_writing import write_workbook
from esep_site.editing import Conflict, whole_number
from esep_site.people import audit
from esep_site.people.permissions import allowed, takes_files
from esep_site.people.roles import Permission
from esep_site.people.scope import stem
from esep_site.spreadsheets import harmless

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
SHOWN = 200
LATEST = 20


class WorkbookForm(forms.Form):
    """The file that is sent in."""

    file = forms.FileField(
        label=gettext_lazy("Workbook (XLSX) or table (CSV)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )


@takes_files
@allowed(Permission.EDIT_RECORDS)
def workbooks(request: HttpRequest) -> HttpResponse:
    """Templates of every kind, the form to send a workbook in, and those that were sent in lately."""
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            row = importing.send_in(
                by=request.scope.account, file=form.cleaned_data["file"], language=get_language() or "kk"
            )
        except ValidationError as error:
            form.add_error("file", error)
        else:
            return redirect("delivery:workbook", number=row.pk)
    rows = [(row, importing.is_interrupted(row)) for row in _own(request)[:LATEST]]
    place = request.scope.places[Permission.EDIT_RECORDS][0]
    told = {"form": form, "kinds": kinds().values(), "rows": rows, "place": place}
    return render(request, "delivery/workbooks.html", told, status=400 if form.errors else 200)


@allowed(Permission.EDIT_RECORDS)
@require_GET
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty workbook of a kind."""
    return _workbook(_kind(kind), (), f"{kind}-{_('template')}.xlsx")


@allowed(Permission.SEE_RECORDS)
@require_GET
def export(request: HttpRequest, place: str, kind: str) -> HttpResponse:
    """All records of a kind within a place, in a form in which they can be sent in again: a workbook, or
    with ``?form=csv`` a table."""
    found, wanted = known_place(place), _kind(kind)
    records = Record.objects.filter(kind=wanted.kind, place__startswith=stem(found.code)).order_by("pk")
    audit.record(
        "records exported", by=request.scope.account, place=found.code, details={"kind": wanted.kind}
    )
    name = f"{kind}-{found.code}-{site_clock.today()}"
    if request.GET.get("form") == "csv":
        headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
        text = write_table(wanted, read_entries(records, parts=False))
        return HttpResponse(text, content_type=f"{CSV}; charset=utf-8", headers=headers)
    return _workbook(wanted, read_entries(records), f"{name}.xlsx")


@allowed(Permission.SEE_RECORDS)
@require_GET
def exports(request: HttpRequest, place: str) -> HttpResponse:
    """Which workbooks of a place there are to be had."""
    found = known_place(place)
    within = Record.objects.filter(place__startswith=stem(found.code)).values_list("kind", flat=True)
    present = set(within.order_by("kind").distinct())
    told = {
        "place": found,
        "above": above(found, request.scope),
        "kinds": [kind for code, kind in kinds().items() if code in present],
        "edits": request.scope.may(Permission.EDIT_RECORDS, found.code),
    }
    return render(request, "delivery/exports.html", told)


def _workbook(kind: Kind, entries: Any, name: str) -> HttpResponse:
    content = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the response
    write_workbook(content, kind, entries, (get_language() or "kk")[:2])
    content.seek(0)
    return FileResponse(content, as_attachment=True, filename=name, content_type=XLSX)


@allowed(Permission.EDIT_RECORDS)
@require_GET
def workbook(request: HttpRequest, number: int) -> HttpResponse:
    """What was found in a workbook that was sent in."""
    return _shown(request, _one(request, number))


@allowed(Permission.EDIT_RECORDS)
@require_GET
def progress(request: HttpRequest, number: int) -> HttpResponse:
    """How far it has come: a part of the page, fetched again while the worker is at it."""
    row = _one(request, number)
    if not row.is_moving:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "delivery/workbook_progress.html", {"row": row})


@allowed(Permission.EDIT_RECORDS)
@require_GET
def faults(request: HttpRequest, number: int) -> HttpResponse:
    """The faults of a workbook as a CSV file that a spreadsheet opens."""
    row = _one(request, number)
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow([_("sheet"), _("row"), _("column"), _("head"), _("fault")])
    for fault in row.result.get("told_faults", ()):
        cells = (fault["sheet"], fault["row"] or "", fault["column"], fault["head"], fault["text"])
        lines.writerow([harmless(cell) for cell in cells])
    return HttpResponse(
        "\ufeff" + text.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="faults-{row.pk}.csv"'},
    )


@allowed(Permission.EDIT_RECORDS)
@require_GET
def sent(request: HttpRequest, number: int) -> HttpResponse:
    """The workbook itself, as it was sent in."""
    row = _one(request, number)
    form = CSV if row.name.casefold().endswith(".csv") else XLSX
    return FileResponse(
        path_of(row.sha256).open("rb"), as_attachment=True, filename=row.name, content_type=form
    )


@allowed(Permission.EDIT_RECORDS)
@require_POST
def enter(request: HttpRequest, number: int) -> HttpResponse:
    """Enter what the workbook says, with the records that it overrides."""
    row = _one(request, number)
    version = whole_number(request.POST.get("version", ""))
    known = {each["code"] for each in row.result.get("told_conflicts", ())}
    taken = [code for code in request.POST.getlist("taken") if code in known]
    try:
        importing.enter(by=request.scope.account, row=row, version=version or 0, taken=taken)
    except Conflict:
        return _shown(request, _one(request, number), told=[_("Somebody acted on it meanwhile.")], status=409)
    except ValidationError as error:
        return _shown(request, row, told=error.messages, status=409)
    return redirect("delivery:workbook", number=row.pk)


def _own(request: HttpRequest) -> Any:
    return Import.objects.filter(account=request.scope.account)


def _one(request: HttpRequest, number: int) -> Import:
    return get_object_or_404(_own(request), pk=number)


def _kind(code: str) -> Kind:
    if code not in kinds():
        raise Http404
    return kinds()[code]


def _shown(request: HttpRequest, row: Import, *, status: int = 200, **more: Any) -> HttpResponse:
    result = row.result
    told = {
        "row": row,
        "interrupted": importing.is_interrupted(row),
        "kind": kinds().get(row.kind),
        "result": result,
        "faults": result.get("told_faults", ())[:SHOWN],
        "warnings": result.get("told_warnings", ())[:SHOWN],
        "conflicts": _named(row, result.get("told_conflicts", ())[:SHOWN]),
        "can_enter": row.state == ImportState.LOOKED_AT
        or (row.state == ImportState.ENTERED and bool(result.get("conflicts"))),
        "htmx_here": row.is_moving,
        **more,
    }
    return render(request, "delivery/workbook.html", told, status=status)


def _named(row: Import, conflicts: Any) -> list[dict[str, Any]]:
    """Conflicts with their fields called as the workbook's heads."""
    if row.kind not in kinds():
        return []
    sheets = layout_of(kinds()[row.kind]).sheets
    heads = {column.code: column.field.names for column in sheets[0].columns}
    heads |= {sheet.part: sheet.names for sheet in sheets[1:]}
    return [
        {
            **each,
            "differs": [{**one, "head": heads.get(one["field"], one["field"])} for one in each["differs"]],
        }
        for each in conflicts
    ]
