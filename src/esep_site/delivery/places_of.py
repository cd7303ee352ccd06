"""Codes of the places in which a place lies, told by its digits alone."""

from __future__ import annotations

from esep_site.people.scope import stem


def region_of(place: str) -> str:
    """The two digits of its region: «31»."""
    return place[:2]


def district_of(place: str) -> str:
    """The code of its district, or of its region where it is the region itself."""
    return f"{place[:4]}00000" if place[2:4] != "00" else f"{place[:2]}0000000"


def span(place: str) -> tuple[str, str]:
    """From which code on up to which (left out) all places within a place lie."""
    low = stem(place)
    return low, low + ":"
