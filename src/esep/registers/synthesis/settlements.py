"""Where the people of a made-up region live: real places with sizes as unequal as real ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from esep.errors import WrongSettings
from esep.messages import messages_of
from esep.places import Place, places
from esep.registers.synthesis.spec import RegionSpec
from esep.registers.synthesis.templates import Floats, Ints

_, _n = messages_of("esep.registers")


@dataclass(frozen=True)
class Settlements:
    """The inhabited places of one area (rural or urban) in the order of their codes.

    ``district`` indexes ``districts``; ``size`` is the share of the area's people.
    """

    codes: tuple[str, ...]
    districts: tuple[str, ...]
    district: Ints
    size: Floats


def settle(spec: RegionSpec, *, rural: bool, count: int | None, rng: np.random.Generator) -> Settlements:
    """Choose ``count`` places (all when None), the largest, and draw their sizes.

    Raises WrongSettings when the regions have fewer places than asked, NotFound for an unknown region.
    """
    known = inhabited(spec.regions, rural=rural)
    if count is not None and count > len(known):
        raise WrongSettings(
            _(
                "The region has {known} rural settlements, fewer than the {asked} in rural_settlements.",
                known=len(known),
                asked=count,
            )
        )
    size = np.array([_prominence(place, spec) for place in known], dtype=np.float64)
    size *= np.exp(rng.normal(0, spec.assumptions.settlements.spread, size.size))
    size = _to_known_sizes(known, size, spec, rural=rural)
    if count is not None:
        keep = np.sort(np.argsort(-size, kind="stable")[:count])
        known, size = [known[index] for index in keep], size[keep]
    districts = sorted({_district(place) for place in known})
    return Settlements(
        codes=tuple(place.code for place in known),
        districts=tuple(districts),
        district=np.array([districts.index(_district(place)) for place in known], dtype=np.int64),
        size=size / size.sum() if size.size else size,
    )


def inhabited(regions: Iterable[str], *, rural: bool) -> list[Place]:
    """The places of the regions where people can be registered, in the order of their codes."""
    found = [place for code in regions for place in _leaves(places().get(code), rural=rural)]
    return sorted(found, key=lambda place: place.code)


def _leaves(place: Place, *, rural: bool) -> list[Place]:
    """The places inside ``place`` where people can be registered.

    A city that stands beside its own city districts is left out in their favour.
    """
    if not place.children:
        return [place] if place.rural == rural else []
    divided = any(child.kind == "city_district" for child in place.children)
    return [
        leaf
        for child in place.children
        if not (divided and child.kind == "city" and not child.children)
        for leaf in _leaves(child, rural=rural)
    ]


def _district(place: Place) -> str:
    return place.district.code if place.district is not None else place.code


def _prominence(place: Place, spec: RegionSpec) -> float:
    """Centres of rural districts (their first settlement) and of districts are larger than other places."""
    sizes = spec.assumptions.settlements
    above = place.parent
    if above is None or place.level != "settlement" or above.children[0].code != place.code:
        return 1.0
    first = above.parent is not None and above.parent.children[0].code == above.code
    return sizes.district_centre if first else sizes.centre


def _to_known_sizes(known: list[Place], size: Floats, spec: RegionSpec, *, rural: bool) -> Floats:
    """Scale the drawn sizes to those that the spec names; places beside them keep the mean size."""
    named = spec.sizes.districts if rural else spec.sizes.cities
    if not named:
        return size
    keys = [_district(place) if rural else place.code for place in known]
    result = size.copy()
    known_drawn = sum(value for key, value in zip(keys, size, strict=True) if key in named)
    known_given = sum(named[key] for key in set(keys) & set(named))
    for key in sorted(set(keys)):
        here = np.array([other == key for other in keys])
        factor = named[key] / size[here].sum() if key in named else known_given / max(known_drawn, 1e-12)
        result[here] *= factor
    return result


def apportioned(total: int, weights: Floats) -> Ints:
    """Split ``total`` in whole parts in proportion to ``weights`` (largest remainders, ties to the first).

    Each part with a weight gets one at least while there are enough.
    """
    parts = int(np.count_nonzero(weights))
    if not parts or not total:
        return np.zeros(weights.size, dtype=np.int64)
    reserved = (weights > 0).astype(np.int64) if total >= parts else np.zeros(weights.size, dtype=np.int64)
    exact = weights / weights.sum() * (total - reserved.sum())
    whole = np.floor(exact).astype(np.int64)
    left = total - int(reserved.sum()) - int(whole.sum())
    order = np.argsort(-(exact - whole), kind="stable")
    whole[order[:left]] += 1
    return np.asarray(whole + reserved, dtype=np.int64)
