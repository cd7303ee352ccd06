"""The pages of what-ifs: ask, wait, read, keep, share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from esep_site.editing import Conflict, conflict_page, version_field
from esep_site.families import nearness, queries, reform_actions
from esep_site.families.list_form import language
from esep_site.families.models import Scenario, ScenarioState
from esep_site.families.nearness import APART
from esep_site.families.reform_form import ReformForm
from esep_site.families.reform_result import ReformResult
from esep_site.families.reform_running import is_interrupted
from esep_site.people.permissions import allowed
from esep_site.people.queries import within
from esep_site.people.roles import Permission


class KeepForm(forms.Form):
    """How a what-if is called and who sees it."""

    title = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    shared = forms.BooleanField(
        label=gettext_lazy("Show it to everybody who may try reforms in this place"), required=False
    )
    version = version_field()


@allowed(Permission.TRY_REFORMS)
def reforms(request: HttpRequest) -> HttpResponse:
    """One's own what-ifs, and those that were shared in one's places."""
    return render(request, "families/reforms.html", {"reforms": _seen(request).select_related("account")})


def _seen(request: HttpRequest) -> Any:
    places = within("place", request.scope.stems(Permission.TRY_REFORMS))
    own_or_shared = Q(account=request.scope.account) | Q(shared=True)
    return Scenario.objects.filter(places, own_or_shared, removed=False)


def _found(request: HttpRequest, scenario: int) -> Scenario:
    row: Scenario | None = _seen(request).select_related("account", "snapshot").filter(pk=scenario).first()
    if row is None:
        raise Http404
    return row


@allowed(Permission.TRY_REFORMS)
def new_reform(request: HttpRequest) -> HttpResponse:
    """Choose what changes; the worker compares."""
    own = request.scope.places[Permission.TRY_REFORMS]
    asked = request.POST.get("place", own[0])
    snapshot = queries.in_force(asked) if request.scope.may(Permission.TRY_REFORMS, asked) else None
    if snapshot is None:
        return render(request, "families/no_snapshot.html", {"place": {"code": own[0]}, "above": []})
    rules = request.scope.may(Permission.SEE_FAMILIES, asked)
    form = ReformForm(own, snapshot.law_date, request.POST or None, request.FILES or None, rules=rules)
    if form.is_valid():
        given = form.cleaned_data
        row = reform_actions.ask(
            by=request.scope.account,
            snapshot=snapshot,
            place=given["place"],
            title=given["title"],
            text=form.text,
        )
        return redirect("families:reform", scenario=row.pk)
    return render(request, "families/new_reform.html", {"form": form, "snapshot": snapshot})


@allowed(Permission.TRY_REFORMS)
def reform(request: HttpRequest, scenario: int) -> HttpResponse:
    """What came of a what-if, or how far it has come."""
    row = _found(request, scenario)
    context: dict[str, Any] = {
        "row": row,
        "snapshot": row.snapshot,
        "interrupted": is_interrupted(row),
        "is_own": row.account_id == request.scope.account.pk,
        "htmx_here": row.state in (ScenarioState.WAITING, ScenarioState.RUNNING),
    }
    if row.state == ScenarioState.DONE:
        whole = request.scope.may(Permission.SEE_FAMILIES, row.place)
        told_before = None if whole else nearness.tell(row, by=request.scope.account)
        if told_before is not None:
            near = _seen(request).filter(pk=told_before.pk).first()
            return render(request, "families/reform_near.html", {**context, "near": near, "least": APART})
        result = ReformResult(row.result, row.place, language(), whole=whole)
        context |= {"result": result, "whole": whole, "map": result.map()}
    return render(request, "families/reform.html", context)


@allowed(Permission.TRY_REFORMS)
def progress(request: HttpRequest, scenario: int) -> HttpResponse:
    """How far a what-if has come; the whole page when it is done."""
    row = _found(request, scenario)
    answer = render(
        request, "families/reform_progress.html", {"row": row, "interrupted": is_interrupted(row)}
    )
    if row.state in (ScenarioState.DONE, ScenarioState.FAILED):
        answer["HX-Refresh"] = "true"
    return answer


@allowed(Permission.TRY_REFORMS)
def change_reform(request: HttpRequest, scenario: int) -> HttpResponse:
    """Name and share a what-if, or delete it; its owner only."""
    row = _found(request, scenario)
    if row.account_id != request.scope.account.pk:
        return _not_own(request, row)
    if request.method == "POST" and "delete" in request.POST:
        reform_actions.delete(by=request.scope.account, scenario=row)
        messages.success(request, _("The comparison is deleted."))
        return redirect("families:reforms")
    form = KeepForm(request.POST or None, initial=_stored(row))
    if form.is_valid():
        try:
            reform_actions.change(by=request.scope.account, scenario=row, **form.cleaned_data)
        except Conflict as conflict:
            return conflict_page(request, form, conflict, _stored(conflict.now), request.path)
        messages.success(request, _("Saved."))
        return redirect("families:reform", scenario=row.pk)
    return render(request, "families/change_reform.html", {"row": row, "form": form})


@require_POST
@allowed(Permission.TRY_REFORMS)
def try_again(request: HttpRequest, scenario: int) -> HttpResponse:
    """Compute anew what failed or was interrupted."""
    row = _found(request, scenario)
    if row.account_id != request.scope.account.pk:
        return _not_own(request, row)
    if row.state == ScenarioState.FAILED or is_interrupted(row):
        reform_actions.ask_again(by=request.scope.account, scenario=row, version=row.version)
    return redirect("families:reform", scenario=row.pk)


def _not_own(request: HttpRequest, row: Scenario) -> HttpResponse:
    messages.error(request, _("Only who asked for a comparison changes it."))
    return redirect("families:reform", scenario=row.pk)


def _stored(row: Any) -> dict[str, Any]:
    return {"title": row.title, "shared": row.shared, "version": row.version}
