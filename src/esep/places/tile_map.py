"""The tile map: where each region or district stands on a grid of squares."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import StringIO

from esep.places.place import Place


@dataclass(frozen=True)
class Tile:
    """One square of a tile map; row 0 is the north, column 0 the west."""

    code: str
    row: int
    column: int


def tiles(place: Place | None = None) -> list[Tile]:
    """The tiles of the districts of the region that ``place`` lies in, or of the twenty regions for None.

    No two tiles of a map coincide; positions keep north above south and west before east on the whole.
    """
    return list(_maps().get("" if place is None else place.region.code, ()))


@cache
def _maps() -> dict[str, tuple[Tile, ...]]:
    maps: dict[str, list[Tile]] = {}
    for line in csv.DictReader(StringIO(files(__package__).joinpath("tiles.csv").read_text("utf-8"))):
        maps.setdefault(line["map"], []).append(Tile(line["code"], int(line["row"]), int(line["column"])))
    return {code: tuple(found) for code, found in maps.items()}
