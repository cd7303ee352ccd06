"""Computes the tile map: each place a square on a grid that keeps the geography.

    python -m esep.places.tiling regions.geojson districts.geojson

reads boundaries (a GeoJSON FeatureCollection per file, the code in the property ``KATO``), places the regions
of the country and the districts of every region, and rewrites ``tiles.csv`` beside this module. The
boundaries are not part of the package; those used are named in ``tiles.yaml``.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from esep.places.edition import Places, places
from esep.places.place import Place
from esep.places.tile_map import Tile
from esep.yaml_texts import read_yaml

# How much a tile of an empty grid costs, in squared tile widths: a compact map beats a slightly truer one.
_SPREAD = 0.12


def centroids(files: Iterable[Path]) -> dict[str, tuple[float, float]]:
    """Code to (east, north) in kilometres of each boundary's area centroid, on a plane around 48° north."""
    found: dict[str, tuple[float, float]] = {}
    for file in files:
        for feature in json.loads(file.read_text("utf-8"))["features"]:
            found[str(feature["properties"]["KATO"])] = _centroid(feature["geometry"])
    return found


def _centroid(geometry: Mapping[str, Any]) -> tuple[float, float]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    total = np.zeros(3)
    for polygon in polygons:
        ring = np.asarray(polygon[0], dtype=float)[:, :2] * (111.32 * math.cos(math.radians(48)), 110.57)
        x, y = ring[:, 0], ring[:, 1]
        cross = x[:-1] * y[1:] - x[1:] * y[:-1]
        area = cross.sum() / 2
        moment = np.array([((x[:-1] + x[1:]) * cross).sum(), ((y[:-1] + y[1:]) * cross).sum()]) / 6
        total += np.array([*moment, area]) * math.copysign(1, area)
    return float(total[0] / total[2]), float(total[1] / total[2])


def tiled(points: Mapping[str, tuple[float, float]]) -> list[Tile]:
    """A tile for each point; row 0 is the north, column 0 the west.

    Every grid with room for the points is tried. A grid's cost is the least sum of squared distances, in tile
    widths, between points scaled to the grid and their tiles, and a price for the empty tiles.
    """
    codes = sorted(points)
    places_at = np.array([points[code] for code in codes])
    count = len(codes)
    best: tuple[float, list[tuple[int, int]]] | None = None
    for rows in range(1, count + 1):
        for columns in range(math.ceil(count / rows), math.ceil(count / rows) + 4):
            cost, chosen = _assigned(places_at, rows, columns)
            cost += _SPREAD * (rows * columns - count)
            if best is None or cost < best[0] - 1e-9:
                best = cost, chosen
    assert best is not None
    return _trimmed(codes, best[1])


def _assigned(points: NDArray[np.float64], rows: int, columns: int) -> tuple[float, list[tuple[int, int]]]:
    """The least cost of a grid and the (row, column) of each point on it.

    Each direction is scaled by itself: halfway between the true extent and the ranks of the points, so that
    a crowded corner is spread and an empty steppe shrinks.
    """
    width = points.max(axis=0) - points.min(axis=0)
    scale = max(float(width.max()), 1e-9) / max(rows - 1, columns - 1, 1)
    shape = width / scale
    wanted = np.empty_like(points)
    for axis, size in ((0, columns), (1, rows)):
        extent = (points[:, axis] - points[:, axis].min()) / max(float(width[axis]), 1e-9)
        ranks = points[:, axis].argsort().argsort() / max(len(points) - 1, 1)
        wanted[:, axis] = (extent + ranks) / 2 * (size - 1)
    wanted[:, 1] = rows - 1 - wanted[:, 1]
    grid = np.array([(column, row) for row in range(rows) for column in range(columns)], dtype=float)
    distance = ((wanted[:, None, :] - grid[None, :, :]) ** 2).sum(axis=2)
    chosen_rows, chosen = linear_sum_assignment(distance)
    stretch = (abs(shape[0] - (columns - 1)) + abs(shape[1] - (rows - 1))) / 2
    cost = float(distance[chosen_rows, chosen].sum() / len(points) + 0.15 * stretch)
    return cost * len(points), [(int(tile) // columns, int(tile) % columns) for tile in chosen]


def _trimmed(codes: Sequence[str], chosen: Sequence[tuple[int, int]]) -> list[Tile]:
    """Tiles without empty rows and columns at the edges."""
    top, left = min(row for row, _ in chosen), min(column for _, column in chosen)
    return [Tile(code, row - top, column - left) for code, (row, column) in zip(codes, chosen, strict=True)]


def with_newer(tiles: Sequence[Tile], missing: Sequence[Place], cut_from: Mapping[str, str]) -> list[Tile]:
    """Adds places that the boundaries do not know: each on the free tile nearest to the one it was cut from.

    Where ``cut_from`` does not tell it, the place with the nearest code counts. A tile outside the grid is
    free too; the map then grows by a row or column.
    """
    result = list(tiles)
    for place in missing:
        origin = cut_from.get(place.code, "")
        beside = min(result, key=lambda tile: (tile.code != origin, abs(int(tile.code) - int(place.code))))
        taken = {(tile.row, tile.column) for tile in result}
        reach = range(-len(taken), len(taken) + 1)
        free = [(down, right) for down in reach for right in reach]
        free = [step for step in free if (beside.row + step[0], beside.column + step[1]) not in taken]
        down, right = min(free, key=lambda step: (math.hypot(*step), -step[1], step[0]))
        result.append(Tile(place.code, beside.row + down, beside.column + right))
    return _trimmed([tile.code for tile in result], [(tile.row, tile.column) for tile in result])


def tile_maps(points: Mapping[str, tuple[float, float]], edition: Places) -> dict[str, list[Tile]]:
    """The tiles of the country (under ``""``) and of every region (under its code)."""
    groups: dict[str, list[Place]] = {"": list(edition.regions)}
    for place in edition.districts:
        groups.setdefault(place.region.code, []).append(place)
    notes = read_yaml((Path(__file__).parent / "tiles.yaml").read_text("utf-8"))
    cut_from = {code: entry["place"] for code, entry in notes["cut_from"].items()}
    maps = {}
    for code, members in groups.items():
        known = {place.code: _point(place, points) for place in members}
        shaped = {name: point for name, point in known.items() if point is not None}
        missing = [place for place in members if known[place.code] is None]
        maps[code] = sorted(
            with_newer(tiled(shaped), missing, cut_from), key=lambda tile: (tile.row, tile.column)
        )
    return maps


def _point(place: Place, points: Mapping[str, tuple[float, float]]) -> tuple[float, float] | None:
    """The place's centroid, or its city's where the boundaries hold the city and not its administration."""
    if place.code in points:
        return points[place.code]
    return next((points[child.code] for child in place.children if child.code in points), None)


def main(arguments: Sequence[str]) -> None:
    """Write ``tiles.csv`` from the boundary files named."""
    maps = tile_maps(centroids(Path(name) for name in arguments), places())
    with (Path(__file__).parent / "tiles.csv").open("w", newline="", encoding="utf-8") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(("map", "code", "row", "column"))
        lines.writerows(
            (code, tile.code, tile.row, tile.column) for code, tiles in maps.items() for tile in tiles
        )


if __name__ == "__main__":
    main(sys.argv[1:])
