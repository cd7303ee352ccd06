"""Pages of the register of bodies: the list, a body, its entry and change."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from esep.places import places
from esep_site.bodies import actions, queries
from esep_site.bodies.forms import BodyForm, ChangeBodyForm
from esep_site.bodies.models import Body, BodyKind
from esep_site.editing import Conflict, conflict_page
from esep_site.people.permissions import allowed
from esep_site.people.roles import Permission

AT_ONCE = 50


@allowed(Permission.SEE_RECORDS)
def bodies(request: HttpRequest) -> HttpResponse:
    """The register: by name or number, kind and place."""
    asked = {key: request.GET.get(key, "")[:100].replace("\0", "").strip() for key in ("q", "kind", "place")}
    kind = asked["kind"] if asked["kind"] in BodyKind.values else ""
    place = asked["place"] if asked["place"] in places() else ""
    page = Paginator(queries.listed(asked["q"], kind, place), AT_ONCE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "search": asked["q"],
        "kind": kind,
        "kinds": BodyKind.choices,
        "keeps": request.scope.may(Permission.KEEP_BODIES),
    }
    return render(request, "bodies/bodies.html", context)


@allowed(Permission.SEE_RECORDS)
def body(request: HttpRequest, body: str) -> HttpResponse:
    """One body: what it is, what it is part of, its parts and posts."""
    found = get_object_or_404(Body.objects.select_related("parent"), code=body)
    context = {
        "body": found,
        "parts": found.parts.order_by("kind", "name_kk"),
        "keeps": request.scope.may(Permission.KEEP_BODIES, found.place),
    }
    return render(request, "bodies/body.html", context)


@allowed(Permission.KEEP_BODIES)
def enter_body(request: HttpRequest) -> HttpResponse:
    """A new body of the register."""
    form = BodyForm(request.scope, request.POST or None)
    if form.is_valid():
        try:
            made = actions.enter_body(by=request.scope.account, **form.cleaned_data)
        except ValidationError as refused:
            _tell(form, refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("bodies:body", made.code)
    return render(request, "bodies/edit_body.html", {"form": form})


@allowed(Permission.KEEP_BODIES)
def change_body(request: HttpRequest, body: str) -> HttpResponse:
    """Other values of a body."""
    found = get_object_or_404(Body.objects.select_related("parent"), code=body)
    if not request.scope.may(Permission.KEEP_BODIES, found.place):
        raise PermissionDenied
    form = ChangeBodyForm(request.scope, request.POST or None, initial=_stored(found))
    if form.is_valid():
        try:
            actions.change_body(by=request.scope.account, body=found, **form.cleaned_data)
        except Conflict as conflict:
            back = reverse("bodies:body", args=[found.code])
            return conflict_page(request, form, conflict, _stored(conflict.now), back)
        except ValidationError as refused:
            _tell(form, refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("bodies:body", found.code)
    return render(request, "bodies/edit_body.html", {"form": form, "body": found})


def _stored(body: Any) -> dict[str, Any]:
    names = ("kind", "name_kk", "name_ru", "name_en", "aliases_kk", "aliases_ru", "number", "place")
    names = (*names, "valid_from", "valid_to", "version")
    return {name: getattr(body, name) for name in names} | {"parent": body.parent.code if body.parent else ""}


def _tell(form: BodyForm, refused: ValidationError) -> None:
    faults = refused.error_dict if hasattr(refused, "error_dict") else {None: refused.error_list}
    for name, errors in faults.items():
        form.add_error(name if name in form.fields else None, errors)
