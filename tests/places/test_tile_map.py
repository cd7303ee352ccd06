"""Tile maps keep every place, no two on one tile, north up and west left."""

import json

import pytest
from scipy.stats import spearmanr

from esep.places import Tile, places, tiles
from esep.places.tiling import centroids, tiled, with_newer

MAPS = [None, *(region.code for region in places().regions)]


def members(code):
    if code is None:
        return [place.code for place in places().regions]
    return [place.code for place in places().districts if place.region.code == code]


@pytest.mark.parametrize("code", MAPS)
def test_every_place_has_one_tile_and_no_two_share_one(code):
    found = tiles(places().get(code) if code else None)
    assert sorted(tile.code for tile in found) == sorted(members(code))
    assert len({(tile.row, tile.column) for tile in found}) == len(found)
    assert min(tile.row for tile in found) == min(tile.column for tile in found) == 0


def test_any_place_gives_the_map_of_its_region():
    assert tiles(places().get("315430100")) == tiles(places().get("310000000"))


@pytest.mark.parametrize("code", [None, "310000000", "350000000", "550000000", "630000000", "750000000"])
def test_north_is_up_and_west_is_left(code, shared):
    # The middle of each boundary's box, not the centroid that the map was made from.
    boxes = {}
    for name in ("regions.geojson", "districts.geojson"):
        for feature in json.loads((shared / "data" / name).read_text("utf-8"))["features"]:
            points = list(_points(feature["geometry"]["coordinates"]))
            xs, ys = [x for x, _ in points], [y for _, y in points]
            boxes[feature["properties"]["KATO"]] = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    found = [tile for tile in tiles(places().get(code) if code else None) if tile.code in boxes]
    east = spearmanr([tile.column for tile in found], [boxes[tile.code][0] for tile in found]).statistic
    south = spearmanr([tile.row for tile in found], [-boxes[tile.code][1] for tile in found]).statistic
    assert east > 0.8
    assert south > 0.7


def _points(coordinates):
    if isinstance(coordinates[0], int | float):
        yield coordinates[:2]
    else:
        for part in coordinates:
            yield from _points(part)


def test_a_square_of_four_points_becomes_a_square_of_four_tiles():
    points = {"nw": (0.0, 10.0), "ne": (10.0, 10.0), "sw": (0.0, 0.0), "se": (10.0, 0.0)}
    found = {tile.code: (tile.row, tile.column) for tile in tiled(points)}
    assert found == {"nw": (0, 0), "ne": (0, 1), "sw": (1, 0), "se": (1, 1)}


def test_a_new_district_stands_beside_the_one_it_was_cut_from():
    new = places().get("636300000")
    old = [Tile("635400000", 0, 0), Tile("635200000", 0, 1), Tile("636200000", 5, 5)]
    found = {tile.code: tile for tile in with_newer(old, [new], {"636300000": "635400000"})}
    beside, placed = found["635400000"], found["636300000"]
    assert abs(beside.row - placed.row) + abs(beside.column - placed.column) == 1


def test_the_centroid_of_a_boundary_is_its_centre_of_area(tmp_path):
    ring = [[70.0, 48.0], [72.0, 48.0], [72.0, 49.0], [70.0, 49.0], [70.0, 48.0]]
    file = tmp_path / "one.geojson"
    feature = f'{{"properties": {{"KATO": "1"}}, "geometry": {{"type": "Polygon", "coordinates": [{ring}]}}}}'
    file.write_text(f'{{"features": [{feature}]}}', "utf-8")
    east, north = centroids([file])["1"]
    assert east == pytest.approx(71 * 111.32 * 0.6691306, rel=1e-6)
    assert north == pytest.approx(48.5 * 110.57, rel=1e-9)
