"""Addresses of the API about places: the classifier as a tree, and a search by name."""

from __future__ import annotations

from typing import Annotated

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Path, Query, Router
from pydantic import Field

from esep.places import Place as KnownPlace
from esep.places import places
from esep_site.api_rules import CODE, Said, problems, who
from esep_site.people.permissions import PUBLIC

router = Router(tags=["places"])
MOST_FOUND = 50
LEVELS = ("region", "district", "subdistrict", "settlement")


class PlaceSaid(Said):
    """A place of the classifier."""

    code: str = Field(pattern=CODE)
    level: str = Field(description="One of " + ", ".join(LEVELS) + ".")
    kk: str
    ru: str
    en: str
    rural: bool
    parent: str | None = Field(description="The code of the place that it lies in.")
    children: int = Field(description="How many places lie directly in it.")


class PlacesSaid(Said):
    """Places, of which edition of the classifier."""

    edition: str
    places: list[PlaceSaid]


def said(place: KnownPlace) -> PlaceSaid:
    """A place as the API tells it."""
    names = place.names
    return PlaceSaid(
        code=place.code,
        level=str(place.level),
        kk=names.kk,
        ru=names.ru,
        en=names.en,
        rural=place.rural,
        parent=place.parent.code if place.parent else None,
        children=len(place.children),
    )


def known(code: str) -> KnownPlace:
    """The place with a code; 404 where there is none."""
    if code not in places():
        raise Http404(_("The classifier has no place with this code."))
    return places().get(code)


@router.get(
    "",
    response={200: PlacesSaid, **problems(422)},
    auth=who(PUBLIC),
    url_name="places",
    operation_id="places",
)
def all_regions(request: HttpRequest) -> PlacesSaid:
    """The regions and cities of republican significance: the roots of the tree."""
    return PlacesSaid(edition=str(places().edition), places=[said(each) for each in places().regions])


@router.get(
    "/search",
    response={200: PlacesSaid, **problems(422)},
    auth=who(PUBLIC),
    url_name="find-places",
    operation_id="find_places",
)
def find_places(
    request: HttpRequest,
    name: Annotated[
        str, Query(min_length=2, max_length=100, description="In Kazakh or Russian, in any case.")
    ],
) -> PlacesSaid:
    """Places by name, at most 50: «Тараз», «Мойынқұм ауданы», «в Меркенском районе»."""
    found = places().find(name)[:MOST_FOUND]
    return PlacesSaid(edition=str(places().edition), places=[said(each) for each in found])


@router.get(
    "/{place}",
    response={200: PlaceSaid, **problems(404, 422)},
    auth=who(PUBLIC),
    url_name="place",
    operation_id="place",
)
def one_place(request: HttpRequest, place: Annotated[str, Path(pattern=CODE)]) -> PlaceSaid:
    """One place by its code."""
    return said(known(place))


@router.get(
    "/{place}/children",
    response={200: PlacesSaid, **problems(404, 422)},
    auth=who(PUBLIC),
    url_name="children",
    operation_id="children",
)
def children(request: HttpRequest, place: Annotated[str, Path(pattern=CODE)]) -> PlacesSaid:
    """The places that lie directly in a place."""
    return PlacesSaid(edition=str(places().edition), places=[said(each) for each in known(place).children])
