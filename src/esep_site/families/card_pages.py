"""The card of a family: opened for a reason, with what is due, why, what is offered and what was done."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from esep.familymap import refusals_of_family
from esep.familymap.telling import refusal_lines
from esep.familymap.telling.sentences import RefusalLines, note
from esep.places import places
from esep_site.editing import Conflict, conflict_page, version_field
from esep_site.families import card_queries, case_actions, list_queries, queries
from esep_site.families.card_content import CardContent, names_of
from esep_site.families.list_form import kind_name, language
from esep_site.families.list_queries import FamilyLine
from esep_site.families.models import Case, CaseState, LoadedSnapshot, Offer, OfferState
from esep_site.families.offering import measure_of
from esep_site.families.pages import above
from esep_site.people.permissions import allowed
from esep_site.people.roles import Permission

OPENED, LAST_REASON = "opened cards", "last reason"
OPEN_FOR = 60 * 60
"""Seconds for which a reason stands; each look in that time is recorded with it."""
REASONS = (
    ("visit", gettext_lazy("visit to the family")),
    ("application", gettext_lazy("application of the family")),
    ("complaint", gettext_lazy("complaint")),
    ("check", gettext_lazy("check of data")),
    ("other", gettext_lazy("other")),
)


class ReasonForm(forms.Form):
    """Why a card is opened."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"), choices=REASONS, widget=forms.RadioSelect, initial="visit"
    )
    more = forms.CharField(
        label=gettext_lazy("In words"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Number of the application or order; needed where the reason is “other”."),
    )

    def clean(self) -> dict[str, Any]:
        """«Other» needs words."""
        given = super().clean() or {}
        if given.get("reason") == "other" and len(given.get("more", "").split()) < 1:
            self.add_error("more", _("Say what the reason is."))
        return given

    @property
    def said(self) -> str:
        """The reason as the audit log keeps it."""
        return ": ".join(part for part in (self.cleaned_data["reason"], self.cleaned_data["more"]) if part)


class OfferForm(forms.Form):
    """What became of an offer."""

    state = forms.ChoiceField(label=gettext_lazy("State"), choices=OfferState.choices)
    notes = forms.CharField(
        label=gettext_lazy("Notes"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    version = version_field()


class CaseForm(OfferForm):
    """The work with a family."""

    state = forms.ChoiceField(label=gettext_lazy("State"), choices=CaseState.choices)


def _found(request: HttpRequest, family: int) -> tuple[LoadedSnapshot, FamilyLine]:
    """The family in the snapshot in force of a region of the scope; 404 where the database shows none."""
    regions = {queries.region_of(place) for place in request.scope.places[Permission.SEE_FAMILIES]}
    for region in sorted(regions):
        snapshot = queries.in_force(region)
        line = list_queries.family_line(snapshot, family) if snapshot else None
        if snapshot and line:
            return snapshot, line
    raise Http404


def _reason(request: HttpRequest, family: int) -> str:
    """The reason that was given for the card within the last hour."""
    said, at = request.session.get(OPENED, {}).get(str(family), ("", 0))
    return str(said) if time.time() - at < OPEN_FOR else ""


def _looked_at(request: HttpRequest, family: int, work: str) -> tuple[LoadedSnapshot, FamilyLine]:
    """The family of an offer or a case; the look is recorded, with that for a reason unless one was given."""
    snapshot, line = _found(request, family)
    case_actions.open_card(by=request.scope.account, line=line, reason=_reason(request, family) or work)
    return snapshot, line


def _opened(page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For pages of a card: the reason is asked before, and each look is recorded."""

    @allowed(Permission.SEE_FAMILIES)
    @wraps(page)
    def with_reason(request: HttpRequest, family: int, **named: Any) -> HttpResponse:
        snapshot, line = _found(request, family)
        reason = _reason(request, family)
        if not reason:
            return redirect("families:reason", family=family)
        case_actions.open_card(by=request.scope.account, line=line, reason=reason)
        return page(request, snapshot, line, **named)

    return with_reason


@allowed(Permission.SEE_FAMILIES)
def reason(request: HttpRequest, family: int) -> HttpResponse:
    """Why the card is opened; the reason of the last card is chosen already."""
    snapshot, line = _found(request, family)
    form = ReasonForm(request.POST or None, initial=request.session.get(LAST_REASON))
    if form.is_valid():
        now = time.time()
        opened = {
            key: value for key, value in request.session.get(OPENED, {}).items() if now - value[1] < OPEN_FOR
        }
        request.session[OPENED] = {**opened, str(family): (form.said, now)}
        request.session[LAST_REASON] = form.cleaned_data
        return redirect("families:card", family=family)
    context = {"line": line, "snapshot": snapshot, "form": form, **_around(request, line)}
    return render(request, "families/reason.html", context)


@_opened
def card(request: HttpRequest, snapshot: LoadedSnapshot, line: FamilyLine) -> HttpResponse:
    """All that is known of a family."""
    found = card_queries.card_of(snapshot, line)
    content = CardContent(found, language(), reverse("families:card", kwargs={"family": line.family}))
    months, incomes = content.incomes()
    offers, cases = card_queries.work_with(line.family)
    titles = {offer.measure: _measure_name(offer, snapshot) for offer in offers}
    context = {
        "snapshot": snapshot,
        "line": line,
        "kind": kind_name(line.kind),
        "content": content,
        "listed": content.listed(),
        "members": content.members(),
        "months": months,
        "incomes": incomes,
        "history": found.history,
        "proposals": content.proposals(),
        "offers": [(offer, titles[offer.measure]) for offer in offers],
        "waiting": {
            offer.measure for offer in offers if offer.state in (OfferState.OFFERED, OfferState.ACCEPTED)
        },
        "cases": cases,
        "may_offer": request.scope.may(Permission.OFFER_HELP, line.place),
        "reason": dict(REASONS).get(_reason(request, line.family).partition(":")[0], ""),
        "htmx_here": True,
        **_around(request, line),
    }
    return render(request, "families/card.html", context)


@_opened
def why(request: HttpRequest, snapshot: LoadedSnapshot, line: FamilyLine, answer: str) -> HttpResponse:
    """An answer of the card with all that it follows from: its name, of a person with the person's number."""
    name, _dash, number = answer.partition("-")
    content = CardContent(card_queries.card_of(snapshot, line, with_history=False), language())
    told = content.whole(name, int(number) if number.isdecimal() and len(number) < 4 else 0)
    if told is None:
        raise Http404
    context = {"line": line, "snapshot": snapshot, "answer": told, **_around(request, line)}
    return render(request, "families/whole_why.html", context)


def _around(request: HttpRequest, line: FamilyLine) -> dict[str, Any]:
    if line.place not in places():
        return {"above": []}
    place = places().get(line.place)
    return {"above": [*above(place, request.scope, Permission.SEE_FAMILIES), place]}


def _measure_name(offer: Offer, snapshot: LoadedSnapshot) -> str:
    measure = measure_of(offer.measure, snapshot.law_date)
    return measure.name.in_language(language()) if measure else offer.measure


@_opened
def refusals(request: HttpRequest, snapshot: LoadedSnapshot, line: FamilyLine) -> HttpResponse:
    """What would turn a refusal: the smallest change of one thing that would grant it."""
    registers = queries.registers_of(snapshot)
    found = refusals_of_family(registers, line.family, on=snapshot.law_date)
    names = {
        str(key): name for key, name in names_of(registers.family(line.family)["persons"].to_dicts()).items()
    }
    context = {
        "line": line,
        "snapshot": snapshot,
        "refusals": [_with_names(refusal_lines(refusal, language()), names) for refusal in found],
        "note": note(language()),
        **_around(request, line),
    }
    return render(request, "families/refusals.html", context)


def _with_names(lines: RefusalLines, names: dict[str, str]) -> RefusalLines:
    """The sentences with the names of persons in place of their numbers."""

    def named(text: str) -> str:
        for key, name in names.items():
            text = text.replace(key, name)
        return text

    told = (tuple(map(named, each)) for each in (lines.conditions, lines.remarks))
    return RefusalLines(named(lines.heading), *told)


@require_POST
@allowed(Permission.OFFER_HELP)
def offer_help(request: HttpRequest, family: int) -> HttpResponse:
    """Offer a measure of the catalogue to a family."""
    snapshot, line = _found(request, family)
    measure = measure_of(request.POST.get("measure", ""), snapshot.law_date)
    if measure is None:
        raise Http404
    case_actions.offer_help(by=request.scope.account, line=line, measure=measure.id)
    messages.success(request, _("The offer is noted."))
    return redirect("families:card", family=family)


@require_POST
@allowed(Permission.OFFER_HELP)
def open_case(request: HttpRequest, family: int) -> HttpResponse:
    """Begin the work with a family."""
    _snapshot, line = _found(request, family)
    case = case_actions.open_case(by=request.scope.account, line=line)
    return redirect("families:case", case=case.pk)


@allowed(Permission.OFFER_HELP)
def offer(request: HttpRequest, offer: int) -> HttpResponse:
    """What became of an offer."""
    found = get_object_or_404(Offer, pk=offer)
    snapshot, line = _looked_at(request, found.family, "offer")
    form = OfferForm(request.POST or None, initial=_stored(found))
    if form.is_valid():
        given = form.cleaned_data
        try:
            case_actions.change_offer(
                by=request.scope.account,
                offer=found,
                version=given["version"],
                state=OfferState(given["state"]),
                notes=given["notes"],
            )
        except Conflict as conflict:
            return conflict_page(request, form, conflict, _stored(conflict.now), request.path)
        messages.success(request, _("Saved."))
        return redirect("families:card", family=found.family)
    context = {"row": found, "form": form, "line": line, "title": _measure_name(found, snapshot)}
    return render(request, "families/work.html", {**context, **_around(request, line)})


@allowed(Permission.OFFER_HELP)
def case(request: HttpRequest, case: int) -> HttpResponse:
    """The work with a family: notes and state."""
    found = get_object_or_404(Case, pk=case)
    _snapshot, line = _looked_at(request, found.family, "case")
    form = CaseForm(request.POST or None, initial=_stored(found))
    if form.is_valid():
        given = form.cleaned_data
        try:
            case_actions.change_case(
                by=request.scope.account,
                case=found,
                version=given["version"],
                state=CaseState(given["state"]),
                notes=given["notes"],
            )
        except Conflict as conflict:
            return conflict_page(request, form, conflict, _stored(conflict.now), request.path)
        messages.success(request, _("Saved."))
        return redirect("families:card", family=found.family)
    context = {"row": found, "form": form, "line": line, "title": _("Case")}
    return render(request, "families/work.html", {**context, **_around(request, line)})


def _stored(row: Any) -> dict[str, Any]:
    return {"state": row.state, "notes": row.notes, "version": row.version}
