"""The settings of any region of which no more than the population is published."""

from __future__ import annotations

import datetime

from esep.errors import WrongSettings
from esep.messages import messages_of
from esep.places import places, population_of
from esep.registers.synthesis.settlements import inhabited
from esep.registers.synthesis.spec import Figure, MarginName, RegionSpec

_, _n = messages_of("esep.registers")

FIRST_QUARTER = datetime.date(2026, 4, 1)


def region_of(code: str, *, date: datetime.date = FIRST_QUARTER, persons: int | None = None) -> RegionSpec:
    """The region with that KATO code: published population and rural share, all else from the assumptions.

    ``persons`` replaces the published number. Raises NotFound for an unknown code, WrongSettings for a code
    below a region or when no population is published and none is given.
    """
    place = places().get(code)
    if place.level != "region":
        raise WrongSettings(_("{place} is not a region. Give the code of a region.", place=place))
    published = population_of(place, date)
    if persons is None and published is None:
        raise WrongSettings(
            _("No population of {place} is published. Say how many persons to make up.", place=place)
        )
    if persons is None and published is not None:
        count = Figure(value=published.value, source=f"{published.source} ({published.date})")
    else:
        count = Figure(value=persons or 0, source="assumption")
    margins: dict[MarginName, Figure] = {"persons": count}
    rural = population_of(place, date, "rural")
    if not inhabited((code,), rural=True):
        margins["rural_persons"] = Figure(value=0, source="the classifier knows no rural place in the region")
    elif rural is not None and (whole := population_of(place, rural.date)) is not None:
        value = rural.value * count.value // whole.value
        margins["rural_persons"] = Figure(value=value, source=f"share by {rural.source} ({rural.date})")
    return RegionSpec(name=place.names, regions=(code,), date=date, margins=margins)
