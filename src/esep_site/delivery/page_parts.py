"""What several pages of records have in common: places above, names, colours."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy

from esep.places import Place, places
from esep_site import site_clock
from esep_site.delivery.catalogue import Kind, Names, kinds
from esep_site.delivery.checking import facts, failing
from esep_site.delivery.models import Light
from esep_site.people.roles import Permission
from esep_site.people.scope import Scope


def known_place(code: str) -> Place:
    """The place with a code; 404 where the classifier has none."""
    if code not in places():
        raise Http404
    return places().get(code)


def above(found: Place, scope: Scope) -> list[Place]:
    """The places that it lies in and whose records somebody may see, the widest first."""
    return [each for each in reversed(found.ancestors) if scope.may(Permission.SEE_RECORDS, each.code)]


class DayForm(forms.Form):
    """The day for which a page is asked."""

    day = forms.DateField(label=gettext_lazy("As of"))


def day_asked(request: HttpRequest) -> tuple[datetime.date, DayForm]:
    """The day for which a page is asked (``?day=01.12.2026`` or ``2026-12-01``): today where none is named,
    or no real one; and the form that asks for it."""
    asked = DayForm(request.GET)
    day = asked.cleaned_data["day"] if asked.is_valid() else site_clock.today()
    return day, DayForm(initial={"day": day})


def page_asked(request: HttpRequest, name: str = "page") -> int:
    """The page of a list that the address asks for."""
    asked = request.GET.get(name, "1")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 6 else 1


@dataclass(frozen=True)
class Colour:
    """A computed colour with its word, and what was declared where that is another."""

    light: str
    word: object
    declared: object = ""


def colour(light: str, declared: str = "") -> Colour | None:
    """How a record stands, as pages show it; None for what is done or stopped."""
    if not light:
        return None
    differs = declared and declared != light
    return Colour(light, Light(light).label, Light(declared).label if differs else "")


def row_of(record: Any) -> dict[str, Any]:
    """A record (with ``light``) as lists show it."""
    kind = kinds().get(record.kind) or record.kind_entry
    stage = kind.stage_by_code.get(record.stage)
    return {
        "record": record,
        "kind": kind.names,
        "stage": stage.names if stage else record.stage,
        "colour": colour(record.light, record.declared),
        "wrong": _wrong(record, kind),
    }


def _wrong(record: Any, kind: Kind) -> list[Names]:
    """The checks that fail, of a record that was looked up as one of which some do."""
    if not hasattr(record, "roles"):
        return []
    known = facts(record, [*record.roles, *record.documents], site_clock.today())
    return [check.text for check in failing(kind, known)]
