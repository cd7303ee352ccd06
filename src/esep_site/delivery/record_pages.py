"""Pages of one record: its card, a new one, other values, the next stage."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from esep_site import site_clock
from esep_site.delivery import actions
from esep_site.delivery.card import Card
from esep_site.delivery.catalogue import kinds
from esep_site.delivery.models import Record
from esep_site.delivery.page_parts import above, known_place, page_asked
from esep_site.delivery.record_form import ChangeRecordForm, RecordForm, stored
from esep_site.delivery.role_names import ROLE_NAMES
from esep_site.editing import Conflict, conflict_page, version_field
from esep_site.people.permissions import allowed
from esep_site.people.roles import Permission

Page = Callable[..., HttpResponse]


def of_record(permission: Permission) -> Callable[[Page], Page]:
    """For a page about one record, within the place where the permission is held; else it does not exist."""

    def decorate(page: Page) -> Page:
        @allowed(permission)
        @wraps(page)
        def found(request: HttpRequest, record: int, **named: Any) -> HttpResponse:
            rows = Record.objects.select_related("parent", "programme")
            row = get_object_or_404(rows, pk=record)
            if permission is not Permission.SEE_RECORDS and not request.scope.may(permission, row.place):
                raise PermissionDenied
            return page(request, row, **named)

        return found

    return decorate


@of_record(Permission.SEE_RECORDS)
def card(request: HttpRequest, record: Record) -> HttpResponse:
    """All that is known of a record, and what can be done."""
    shown = Card(record, site_clock.today(), page_asked(request, "history"))
    context = {
        "record": record,
        "place": known_place(record.place),
        "above": above(known_place(record.place), request.scope),
        "sees_place": request.scope.may(Permission.SEE_RECORDS, record.place),
        "card": shown,
        "kind": shown.kind,
        "stage": shown.stage,
        "colour": shown.colour(),
        "partners": [(ROLE_NAMES.get(each.role, each.role), each) for each in shown.partners],
        "edits": request.scope.may(Permission.EDIT_RECORDS, record.place),
    }
    return render(request, "delivery/card.html", context)


@allowed(Permission.EDIT_RECORDS)
def enter(request: HttpRequest, place: str) -> HttpResponse:
    """A new record: first its kind is chosen, then its form filled."""
    found = known_place(place)
    kind = kinds().get(request.GET.get("kind", ""))
    if kind is None:
        return render(request, "delivery/choose_kind.html", {"place": found, "kinds": kinds().values()})
    form = RecordForm(
        kind, kind.first_stage.code, request.scope, request.POST or None, initial={"place": found.code}
    )
    if form.is_valid():
        try:
            made = actions.enter_record(by=request.scope.account, entry=form.entry())
        except ValidationError as refused:
            form.take(refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("delivery:record", record=made.pk)
    return render(request, "delivery/edit_record.html", {"form": form, "kind": kind, "place": found})


@of_record(Permission.EDIT_RECORDS)
def change(request: HttpRequest, record: Record) -> HttpResponse:
    """Other values of a record."""
    kind = kinds().get(record.kind) or record.kind_entry
    form = ChangeRecordForm(kind, record.stage, request.scope, request.POST or None, initial=stored(record))
    if form.is_valid():
        try:
            actions.change_record(by=request.scope.account, record=record, **form.changes())
        except Conflict as conflict:
            now = Record.objects.select_related("parent", "programme").get(pk=conflict.now.pk)
            return conflict_page(request, form, conflict, stored(now), record_address(record))
        except ValidationError as refused:
            form.take(refused)
        else:
            messages.success(request, _("Saved."))
            return redirect(record_address(record))
    context = {"form": form, "kind": kind, "record": record, "place": known_place(record.place)}
    return render(request, "delivery/edit_record.html", context)


class StageForm(forms.Form):
    """The next stage and why."""

    stage = forms.ChoiceField(label=gettext_lazy("Next stage"))
    reason = forms.CharField(label=gettext_lazy("On what ground"), max_length=300, required=False)
    version = version_field()

    def __init__(self, record: Record, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        kind = record.kind_entry
        choices = [(code, str(kind.stage_by_code[code].names)) for code in record.stage_entry.moves]
        self.fields["stage"].choices = choices  # type: ignore[attr-defined]


@of_record(Permission.EDIT_RECORDS)
def stage(request: HttpRequest, record: Record) -> HttpResponse:
    """Move a record to the next stage."""
    if not record.stage_entry.moves:
        raise Http404
    asked = {"stage": request.GET.get("to", ""), "version": record.version}
    form = StageForm(record, request.POST or None, initial=asked)
    if form.is_valid():
        try:
            actions.move_stage(by=request.scope.account, record=record, **form.cleaned_data)
        except Conflict as conflict:
            now = {"stage": conflict.now.stage, "reason": ""}  # type: ignore[attr-defined]
            return conflict_page(request, form, conflict, now, record_address(record))
        except ValidationError as refused:
            form.add_error("stage", refused.message_dict["stage"])
        else:
            messages.success(request, _("The stage is changed."))
            return redirect(record_address(record))
    return render(
        request, "delivery/of_record.html", {"form": form, "record": record, "title": _("Next stage")}
    )


def record_address(record: Record) -> str:
    """The address of a record's card."""
    return redirect("delivery:record", record=record.pk).url


@require_POST
@of_record(Permission.EDIT_RECORDS)
def report(request: HttpRequest, record: Record) -> HttpResponse:
    """Say that a record stands as it is written: the report of today."""
    actions.confirm(by=request.scope.account, record=record)
    messages.success(request, _("The report of today is noted."))
    return redirect(record_address(record))
