"""Pages of places: the region at a glance, its districts, rural districts and settlements."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from esep.places import Place, places
from esep_site.families import queries
from esep_site.families.indicators import FIRST, INDICATORS
from esep_site.families.kept_pages import KeptPages, key_of
from esep_site.families.place_figures import PlaceFigures, flows_of
from esep_site.families.queries import PlacePage
from esep_site.people.permissions import allowed
from esep_site.people.roles import Permission
from esep_site.people.scope import Scope


@allowed(Permission.SEE_COUNTS)
def overview(request: HttpRequest) -> HttpResponse:
    """The place of the person's role at a glance; who has several chooses on the page."""
    return redirect("families:place", place=request.scope.places[Permission.SEE_COUNTS][0])


@allowed(Permission.SEE_COUNTS)
def place(request: HttpRequest, place: str) -> HttpResponse:
    """A region, district, rural district or settlement: figures, map, levels, parts."""
    found = known_place(place)
    snapshot, before = queries.in_force_and_before(place)
    own = request.scope.places[Permission.SEE_COUNTS]
    context: dict[str, Any] = {
        "place": found,
        "above": above(found, request.scope, Permission.SEE_COUNTS),
        "own_places": own if len(own) > 1 else (),
        "sees_families": request.scope.may(Permission.SEE_FAMILIES, place),
    }
    if snapshot is None:
        return render(request, "families/no_snapshot.html", context)

    def make() -> SafeString:
        page = queries.page_of(snapshot, place, before)
        return render_to_string("families/place_content.html", {**context, **_figures(page, request)})

    if request.GET.keys() <= {"indicator", "sort", "way"}:
        asked = (place, *(tuple(request.GET.getlist(name)) for name in ("indicator", "sort", "way")))
        content = KEPT.page((asked, key_of(request.scope, snapshot, before)), make)
    else:
        content = make()
    return render(request, "families/place.html", {"place": found, "content": content})


KEPT = KeptPages()


def _figures(page: PlacePage, request: HttpRequest) -> dict[str, Any]:
    """What the page shows of its counts, by indicator, order and scope."""
    indicator = INDICATORS.get(request.GET.get("indicator", FIRST), INDICATORS[FIRST])
    figures = PlaceFigures(page, request.scope, indicator)
    sort = request.GET.get("sort", "name")
    descending = request.GET.get("way") == "down"
    return {
        "snapshot": page.snapshot,
        "before": page.snapshot_before if figures.before else None,
        "indicator": indicator,
        "indicators": INDICATORS.values(),
        "figures": figures,
        "cards": list(figures.cards()),
        "levels": figures.levels(),
        "rights": figures.rights(),
        "map": figures.map(),
        "flows": flows_of(figures),
        "heads": sort_links(figures.heads(), sort, descending, request),
        "parts": figures.part_rows(sort, descending=descending),
        "name_head": sort_links([("name", "")], sort, descending, request)[0],
    }


def known_place(code: str) -> Place:
    """The place with a code; 404 where the classifier has none."""
    if code not in places():
        raise Http404
    return places().get(code)


def above(found: Place, scope: Scope, permission: Permission) -> list[Place]:
    """The places that it lies in and that somebody may see, the widest first."""
    return [each for each in reversed(found.ancestors) if scope.may(permission, each.code)]


def sort_links(
    heads: list[tuple[str, object]], sort: str, descending: bool, request: HttpRequest
) -> list[dict[str, object]]:
    """Heads of columns as links that sort by them; a second time the other way round."""
    kept = [(key, value) for key, values in request.GET.lists() for value in values]
    kept = [(key, value) for key, value in kept if key not in ("sort", "way", "after")]
    links = []
    for key, name in heads:
        here = key == sort
        down = not descending if here else key not in ("name", "head")
        links.append(
            {
                "name": name,
                "here": here,
                "order": ("descending" if descending else "ascending") if here else "",
                "query": urlencode([*kept, ("sort", key), ("way", "down" if down else "up")]),
            }
        )
    return links
