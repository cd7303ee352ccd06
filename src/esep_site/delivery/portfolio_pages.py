"""Pages of many records: the portfolio of a place as list, groups, board and map; a place's desk."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from esep.places import Place
from esep_site import site_clock
from esep_site.bodies.models import Body
from esep_site.delivery import indicators, queries
from esep_site.delivery.catalogue import Category, FieldType, kinds
from esep_site.delivery.models import Light, Record
from esep_site.delivery.page_parts import above, colour, known_place, page_asked, row_of
from esep_site.delivery.places_of import district_of
from esep_site.delivery.queries import CATEGORY_NAMES, GROUPS, SORTS, Filters, Group
from esep_site.people.permissions import allowed
from esep_site.people.roles import Permission
from esep_site.templatetags.shown import number
from esep_site.templatetags.shown import place as name_of
from esep_site.tile_map import TileMap, tile_map

ANY = _("any")
VIEWS = (("list", _("List")), ("groups", _("Groups")), ("board", _("Board")), ("map", _("Map")))
GROUP_NAMES = {
    "kind": _("Kind"),
    "district": _("District"),
    "stage": _("Where it stands"),
    "programme": _("Programme"),
    "light": _("Colour"),
}
SORT_NAMES = {
    "changed": _("last changed"),
    "name": _("name"),
    "end": _("end"),
    "due": _("next milestone"),
    "money": _("money planned"),
    "jobs": _("jobs planned"),
}
SAID = lazy(str, str)
PLAIN = (
    *("kind", "stage", "category", "light", "late", "faults", "disagree", "wrong", "year"),
    "indicator",
)
SEEN = ("q", "kind", "stage", "category", "light")
"""Fields that stand in the open."""
NOBODY = -1
"""In place of a body that the register does not have."""


def _ticked(label: object) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)  # type: ignore[arg-type]


class PortfolioForm(forms.Form):
    """What is looked for. The own fields of a kind that are chosen from a list are asked when it is."""

    q = forms.CharField(
        label=_("Name or code"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    stage = forms.ChoiceField(label=_("Stage"), required=False)
    category = forms.ChoiceField(label=_("Where it stands"), required=False)
    light = forms.ChoiceField(label=_("Colour"), required=False, choices=[("", ANY), *Light.choices])
    programme = forms.ChoiceField(label=_("Programme"), required=False)
    body = forms.CharField(label=_("Body"), required=False, max_length=60, help_text=_("Its code."))
    year = forms.IntegerField(
        label=_("Under way in the year"), required=False, min_value=1990, max_value=2100
    )
    late = _ticked(_("a day is past"))
    faults = _ticked(_("faults to be mended"))
    disagree = _ticked(_("declared and computed colours differ"))
    wrong = _ticked(_("a check of its kind fails"))
    indicator = forms.ChoiceField(label=_("Counted in the indicator"), required=False)

    def __init__(self, programmes: Sequence[Record], data: Any) -> None:
        super().__init__(data)
        known: dict[str, Any] = self.fields
        known["kind"].choices = [("", ANY), *((code, SAID(kind.plural)) for code, kind in kinds().items())]
        names = [(category.value, name) for category, name in CATEGORY_NAMES.items()]
        known["category"].choices = [("", ANY), *names]
        known["programme"].choices = [("", ANY), *((row.pk, row.name) for row in programmes)]
        kind = kinds().get(str(data.get("kind", "")))
        if not kind:
            del self.fields["stage"], self.fields["indicator"]
            return
        known["indicator"].choices = [("", ANY), *((each.code, SAID(each.names)) for each in kind.indicators)]
        known["stage"].choices = [("", ANY), *((stage.code, SAID(stage.names)) for stage in kind.stages)]
        for each in kind.fields:
            if each.type is FieldType.CHOICE:
                choices = [("", ANY), *((code, SAID(names)) for code, names in each.choices.items())]
                self.fields[f"own_{each.code}"] = forms.ChoiceField(
                    label=SAID(each.names), required=False, choices=choices
                )

    def filters(self, place: str) -> Filters:
        """What is asked; what was typed wrong asks for nothing and is said beside its field."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value not in (None, "", False)}
        own = {name.removeprefix("own_"): value for name, value in given.items() if name.startswith("own_")}
        plain = {name: given[name] for name in PLAIN if name in given}
        if "programme" in given:
            plain["programme"] = int(given["programme"])
        if "body" in given:
            known = Body.objects.filter(code=given["body"]).values_list("pk", flat=True).first()
            plain["body"] = known or NOBODY
        return Filters(place, words=given.get("q", ""), fields=own, **plain)


@allowed(Permission.SEE_RECORDS)
def own_portfolio(request: HttpRequest) -> HttpResponse:
    """The portfolio of the place of the person's role, asked as this page was."""
    address = redirect("delivery:portfolio", place=request.scope.places[Permission.SEE_RECORDS][0])
    query = request.GET.urlencode()
    return redirect(f"{address.url}?{query}") if query else address


@allowed(Permission.SEE_RECORDS)
def portfolio(request: HttpRequest, place: str) -> HttpResponse:
    """The records of a place: filtered, then as a list, in groups, on a board or on a map."""
    found, today = known_place(place), site_clock.today()
    form = PortfolioForm(queries.programmes_of(place[:2]), request.GET)
    filters = form.filters(place)
    rows = queries.records(filters, today)
    view = request.GET.get("view", "list")
    view = view if view in dict(VIEWS) else "list"
    by = request.GET.get("by", "kind") if request.GET.get("by", "kind") in GROUPS else "kind"
    grouped = queries.groups(rows, {"groups": by, "map": "district"}.get(view, ""))
    context: dict[str, Any] = {
        "place": found,
        "above": above(found, request.scope),
        "form": form,
        "seen": [form[name] for name in SEEN if name in form.fields],
        "folded": [form[name] for name in form.fields if name not in SEEN],
        "view": view,
        "views": [(code, name, query_with(request, view=code)) for code, name in VIEWS],
        "whole": queries.together(grouped),
        "lights": lights_of(queries.together(grouped)),
        "htmx_here": True,
        "edits": request.scope.may(Permission.EDIT_RECORDS, place),
        "figures": _figures(request, filters, today),
    }
    if view == "list":
        context |= _list(request, rows)
    elif view == "groups":
        context |= {"groups": named_groups(request, grouped, by), "by": by, "by_names": GROUP_NAMES.items()}
    elif view == "board":
        columns = queries.columns_of_board(filters.kind)
        cards = queries.board(rows, columns)
        context["columns"] = [
            (title, [row_of(row) for row in cards[value]], query_with(request, view="list", **{name: value}))
            for name, value, title in columns
        ]
    else:
        context["map"] = _map(found, grouped)
        context["groups"] = named_groups(request, grouped, "district")
    return render(request, "delivery/portfolio.html", context)


def _figures(request: HttpRequest, filters: Filters, today: datetime.date) -> list[dict[str, Any]]:
    """The indicators of the kind that is asked for, each with the question that lists what it counts."""
    if filters.kind not in kinds():
        return []
    rows = queries.records(replace(filters, indicator=""), today)
    return [
        {**said_figure(each), "query": query_with(request, view="list", indicator=each.indicator.code)}
        for each in indicators.figures(rows, [kinds()[filters.kind]])
    ]


def said_figure(figure: indicators.Figure) -> dict[str, Any]:
    """A figure with its unit."""
    return {"figure": figure, "unit": indicators.unit_of(figure.kind, figure.indicator)}


def _list(request: HttpRequest, rows: Any) -> dict[str, Any]:
    sort = request.GET.get("sort", "changed")
    sort = sort if sort in SORTS else "changed"
    page = page_asked(request)
    descending = request.GET.get("way", "down" if sort == "changed" else "up") == "down"
    shown = queries.in_order(rows, sort, descending=descending, page=page)
    return {
        "rows": [row_of(row) for row in shown[: queries.SHOWN]],
        "sort": sort,
        "sorts": list(SORT_NAMES.items()),
        "before": query_with(request, page=str(page - 1)) if page > 1 else "",
        "further": query_with(request, page=str(page + 1)) if len(shown) > queries.SHOWN else "",
    }


def query_with(request: HttpRequest, **changed: str) -> str:
    """The address's question with other values; a page of the list is asked anew."""
    gone = {"page", *changed, *(("indicator",) if "kind" in changed else ())}
    kept = {name: value for name, value in request.GET.items() if value and name not in gone}
    return urlencode({**kept, **{name: value for name, value in changed.items() if value}})


def lights_of(whole: Group) -> list[tuple[str, object, int]]:
    """How many records have each colour."""
    return [(light.value, light.label, whole.lights.get(light.value, 0)) for light in Light]


def named_groups(request: HttpRequest, grouped: Sequence[Group], by: str) -> list[dict[str, Any]]:
    """Groups with their names, and the question by which the portfolio shows each."""
    numbers = [group.key for group in grouped if by == "programme" and group.key]
    programmes = Record.objects.only("name_kk", "name_ru").in_bulk(numbers) if numbers else {}
    shown = []
    for group in grouped:
        name, query = _name_of(request, group.key, by, programmes)
        shown.append({"name": name, "query": query, "group": group, "lights": lights_of(group)})
    return shown


def _name_of(request: HttpRequest, key: Any, by: str, programmes: dict[int, Record]) -> tuple[object, str]:
    if by == "kind":
        return (kinds()[key].plural if key in kinds() else key), query_with(request, view="list", kind=key)
    if by == "stage":
        return CATEGORY_NAMES.get(Category(key), key), query_with(request, view="list", category=key)
    if by == "programme":
        row = programmes.get(key)
        name = row.name if row else key or _("without a programme")
        return name, query_with(request, view="list", programme=str(key)) if key else ""
    if by == "light":
        found = colour(key)
        return (found.word if found else _("done or stopped")), query_with(
            request, view="list", light=key
        ) if key else ""
    return name_of(key), ""


def _map(found: Place, grouped: Sequence[Group]) -> TileMap | None:
    """Districts by the share of their open records that are late."""
    if found.level != "region":
        return None
    language: Any = (get_language() or "kk")[:2]
    names = {part.code: part.short_names.in_language(language) for part in found.children}
    shares, texts = {}, {}
    for group in grouped:
        if group.key in names:
            still_open = group.number - group.lights.get("", 0)
            shares[group.key] = group.lights.get(Light.RED, 0) / still_open if still_open else None
            texts[group.key] = number(group.number)
    return tile_map(found, shares, {code: names[code] for code in texts}, texts)


@allowed(Permission.SEE_RECORDS)
def own_desk(request: HttpRequest) -> HttpResponse:
    """The desk of the place of the person's role."""
    return redirect("delivery:desk", place=request.scope.places[Permission.SEE_RECORDS][0])


@allowed(Permission.SEE_RECORDS)
def desk(request: HttpRequest, place: str) -> HttpResponse:
    """What a place has to do today: what is late or due, faults, silence, colours that disagree."""
    found, today = known_place(place), site_clock.today()
    shown = queries.desk(place, today)
    context = {
        "place": found,
        "above": above(found, request.scope),
        "today": today,
        "whole": shown.whole,
        "lights": lights_of(shown.whole),
        "parts": [
            (_("Past their day"), [row_of(row) for row in shown.late], "late=on"),
            (_("Within two weeks"), [row_of(row) for row in shown.soon], "sort=due"),
            (_("Faults to be mended"), [row_of(row) for row in shown.faults], "faults=on"),
            (_("No fresh report"), [row_of(row) for row in shown.stale], "light=grey"),
            (_("Declared otherwise than computed"), [row_of(row) for row in shown.disagree], "disagree=on"),
            (_("A check of their kind fails"), [row_of(row) for row in shown.wrong], "wrong=on"),
        ],
        "edits": request.scope.may(Permission.EDIT_RECORDS, place),
        "employment": district_of(place),
        "own_places": [code for code in request.scope.places[Permission.SEE_RECORDS] if code != place],
    }
    return render(request, "delivery/desk.html", context)
