"""Pages of instructions: the list with its filters, the card with its history, the control officer's page."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from esep_site.bodies.models import Body
from esep_site.instructions import queries, tables
from esep_site.instructions.duplicates import alike
from esep_site.instructions.forms import PUBLIC_BODIES, ListForm
from esep_site.instructions.models import Extension, ExtensionState, Instruction, today
from esep_site.instructions.queries import Asked
from esep_site.instructions.states import AT_WORK, FINISHED, Move, Party, State, possible
from esep_site.instructions.words import COLOUR_MEANINGS, TOLD, word
from esep_site.instructions.writing import parties
from esep_site.people.audit import record
from esep_site.people.permissions import allowed
from esep_site.people.roles import Permission
from esep_site.people.scope import Scope
from esep_site.spreadsheets import chosen, write_csv, write_xlsx
from esep_site.templatetags.shown import day, number

AT_ONCE = 50
MOST_TAKEN = 20_000
"""Rows of a file."""
SHOWN = 20
"""Rows of each part of the control page; the rest is a list."""


def public_bodies(scope: Scope, permission: Permission = Permission.SEE_INSTRUCTIONS) -> Any:
    """The public bodies within the places for which something is permitted."""
    return Body.objects.filter(
        queries.in_places(scope.stems(permission)), kind__in=[str(kind) for kind in PUBLIC_BODIES]
    ).order_by("name_kk", "pk")


@allowed(Permission.SEE_INSTRUCTIONS)
def instructions(request: HttpRequest) -> HttpResponse:
    """Instructions by their due day, those of a place, a body, a colour."""
    scope = request.scope
    form = ListForm(public_bodies(scope), scope.stems(Permission.SEE_INSTRUCTIONS), request.GET or None)
    on = today()
    found = queries.listed(_asked(form), on).values_list("pk", flat=True)
    page = Paginator(found, AT_ONCE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "rows": queries.rows_of(page.object_list, on),
        "query": kept.urlencode(),
        "meanings": COLOUR_MEANINGS,
        "htmx_here": True,
    }
    return render(request, "instructions/list.html", context)


@allowed(Permission.SEE_INSTRUCTIONS)
@require_GET
def table(request: HttpRequest, form: str) -> HttpResponseBase:
    """The list as a file for spreadsheets, with the filters and in the order of the page."""
    scope, on = request.scope, today()
    filters = ListForm(public_bodies(scope), scope.stems(Permission.SEE_INSTRUCTIONS), request.GET or None)
    asked = _asked(filters)
    if queries.listed(asked, on).count() > MOST_TAKEN:
        told = _("The list has more than %(most)s instructions. Choose filters.")
        messages.error(request, told % {"most": number(MOST_TAKEN)})
        return redirect(f"{reverse('instructions:instructions')}?{request.GET.urlencode()}")
    rows = map(tables.Rows(on).cells, tables.rows_of(asked, on))
    name = f"instructions-{on}.{form}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        if form == "xlsx":
            about = [(_("Day"), day(on)), *(chosen(filters) if filters.is_bound else ())]
            written = write_xlsx(path, _("Instructions"), tables.heads(), rows, about)
        else:
            written = write_csv(path, tables.heads(), rows)
        file = path.open("rb")  # it stays readable until it is sent, though its folder goes
    details = {"form": form, "rows": written}
    record("instructions exported", by=scope.account, place=asked.place, details=details)
    return FileResponse(file, as_attachment=True, filename=name)


def _asked(form: ListForm) -> Asked:
    if not form.is_bound:
        return Asked()
    form.is_valid()
    given = {name: value for name, value in form.cleaned_data.items() if value}
    if body := given.pop("body", None):
        given["body"] = body.code
    return Asked(**given)


def found_or_404(instruction: int) -> Instruction:
    """An instruction of the scope; 404 where the database shows none."""
    rows = Instruction.objects.select_related(
        "issuer", "responsible", "person", "issued_by", "source", "record"
    )
    return get_object_or_404(rows.annotate(colour=queries.colour(today())), pk=instruction)


@allowed(Permission.SEE_INSTRUCTIONS)
def instruction(request: HttpRequest, instruction: int) -> HttpResponse:
    """One instruction: what was told, how it stands, reports, parts, history; what the person may do next."""
    row = found_or_404(instruction)
    of = parties(request.scope.account, row)
    whole = Instruction.objects.filter(pk=row.parent_id).first() if row.parent_id else None
    about = queries.about(row)
    looks_for_same = bool(of & {Party.ISSUER, Party.CONTROL}) and row.state not in FINISHED
    own = queries.bodies_of(request.scope.account) if about["assignments"] else set()
    context = {
        "row": row,
        "whole": whole,
        "first": Instruction.objects.filter(pk=row.duplicate_of_id).first() if row.duplicate_of_id else None,
        "alike": alike(row) if looks_for_same and not row.duplicate_of_id else [],
        "may_do": _may(row, of, about["extensions"]),
        "helps": row.state in AT_WORK | {State.ISSUED}
        and any(each.body_id in own for each in about["assignments"]),
        "meaning": COLOUR_MEANINGS.get(row.colour),
        "finished": [str(each) for each in FINISHED],
        "disagrees": bool(row.declared and row.colour and row.declared != row.colour),
        **about,
    }
    return render(request, "instructions/card.html", context)


def _may(row: Instruction, of: frozenset[Party], extensions: list[Extension]) -> dict[str, bool]:
    """What can be done now by somebody of these parties, by names that the template knows."""
    moves = possible(State(row.state), recurs=row.term.recurs)
    responsible, issuer, control = (each in of for each in (Party.RESPONSIBLE, Party.ISSUER, Party.CONTROL))
    asked = any(each.state == ExtensionState.ASKED for each in extensions)
    is_open = row.state not in FINISHED
    return {
        "accept": responsible and Move.ACCEPT in moves,
        "begin": responsible and Move.BEGIN in moves,
        "report": responsible and Move.SUBMIT_REPORT in moves,
        "break_down": responsible and is_open,
        "ask": responsible and Move.EXTEND in moves and row.term_last is not None and not asked,
        "extend": issuer and Move.EXTEND in moves and row.term_last is not None,
        "refuse": issuer and asked,
        "change": issuer and is_open,
        "withdraw": issuer and Move.WITHDRAW in moves,
        "accept_report": control and Move.ACCEPT_REPORT in moves,
        "return_report": control and Move.RETURN_REPORT in moves,
        "close": control and Move.CLOSE in moves,
        "link": (issuer or control) and row.duplicate_of_id is None,
        "unlink": (issuer or control) and row.duplicate_of_id is not None,
    }


@allowed(Permission.CONTROL)
def control(request: HttpRequest) -> HttpResponse:
    """What the control officer looks at in the morning: decisions, late, due, grey, colours that disagree."""
    on = today()
    of_place = Instruction.objects.filter(queries.controlled(request.scope))
    rows = of_place.annotate(colour=queries.colour(on)).order_by("due", "id")
    differ = rows.filter(queries.OPEN).exclude(declared="").exclude(declared=queries.F("colour"))
    parts = {
        "waiting": rows.filter(queries.WAITS),
        "late": rows.filter(queries.is_late(on)),
        "due": rows.filter(queries.OPEN & ~queries.WAITS, due__gte=on, near_from__lte=on),
        "differ": differ,
        "grey": rows.filter(queries.is_stale(on)),
    }
    keys = {name: list(found.values_list("pk", flat=True)[:SHOWN]) for name, found in parts.items()}
    shown = {row.pk: row for row in queries.rows_of({key for each in keys.values() for key in each}, on)}
    asked = Extension.objects.filter(
        state=ExtensionState.ASKED, instruction__in=of_place.values("pk")
    ).select_related("instruction__responsible", "instruction__issuer")[:SHOWN]
    context = {
        "counts": queries.counts(of_place, on),
        "differing": differ.count(),
        "parts": {name: [shown[key] for key in found] for name, found in keys.items()},
        "asked": list(asked),
        "by_body": queries.by_body(of_place, on),
        "told": {name: word(list(TOLD.items()), name) for name in TOLD},
        "shown": SHOWN,
        "today": on,
    }
    return render(request, "instructions/control.html", context)
