"""Places as a command line names them: by code, or by name in either language and any case."""

from __future__ import annotations

from esep.errors import NotFound
from esep.messages import messages_of
from esep.places import Place, places

_, _n = messages_of(__package__)


def region_named(text: str) -> Place:
    """The region of a code or name; NotFound when there is none."""
    found = [place for place in _named(text) if place.level == "region"]
    if not found:
        raise NotFound(
            _("{text} is not a region. Give its code, or its name in Kazakh or Russian.", text=text)
        )
    return found[0]


def district_named(text: str, region: Place) -> Place:
    """The district of a region by its code or name; NotFound when there is none."""
    found = [place for place in _named(text, region) if place.level == "district" and place.region == region]
    if not found:
        raise NotFound(
            _(
                "{region} has no district {text}. Give its code, or its name in Kazakh or Russian.",
                region=region.names,
                text=text,
            )
        )
    return found[0]


def _named(text: str, within: Place | None = None) -> list[Place]:
    return [places().get(text)] if text.isdigit() else places().find(text, within=within)
