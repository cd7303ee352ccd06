"""Published population of regions, each value with its day and its source."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Literal, NamedTuple

from esep.places.names import aliases
from esep.places.place import Place
from esep.word_lists import WordList, word_list
from esep.yaml_texts import packaged_yaml

Group = Literal["all", "urban", "rural"]


class Population(NamedTuple):
    """A published population: persons, the day that it is for, and where it is published."""

    value: int
    date: datetime.date
    source: str


class _Published(WordList, kw_only=True):
    date: datetime.date
    all: int
    urban: int | None = None
    rural: int | None = None
    extent: Literal["former", "present"] = "present"
    source: str
    note: str = ""


class _Catalogue(WordList):
    sources: dict[str, str]
    values: dict[str, list[_Published]]


@cache
def _catalogue() -> _Catalogue:
    return word_list(_Catalogue, packaged_yaml(__package__, "population.yaml"))


def population_of(place: Place | None, on: datetime.date, group: Group = "all") -> Population | None:
    """The published population of ``place`` (None: of the country) that is nearest in time to the day ``on``.

    Only values for the territory that the region had on that day are taken: the Almaty, Karaganda and East
    Kazakhstan regions were larger before 8 June 2022, the Turkistan Region before 19 June 2018. None when
    no such value is known; districts and settlements have none yet. Of two values as near, the earlier one.
    """
    catalogue = _catalogue()
    code = "country" if place is None else place.code
    extent = _extent_on(code, on)
    nearest: Population | None = None
    for published in catalogue.values.get(code, []):
        value = {"all": published.all, "urban": published.urban, "rural": published.rural}[group]
        if value is None or published.extent != extent:
            continue
        if nearest is None or abs(published.date - on) < abs(nearest.date - on):
            nearest = Population(value, published.date, catalogue.sources[published.source])
    return nearest


def _extent_on(code: str, on: datetime.date) -> Literal["former", "present"]:
    """Whether the region had its former territory on that day."""
    divided = any(entry["code"] == code and on <= entry["until"] for entry in aliases()["extent"])
    return "former" if divided else "present"
