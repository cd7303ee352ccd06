"""The districts of a region as squares in their rough places, shaded by a share, each a link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from esep.places import Place, Tile, tiles

SHADES = 5
SIDE, GAP, LINE = 132, 6, 19
LONGEST = 13
"""Letters of a name that fit in one line of a square."""


@dataclass(frozen=True)
class Square:
    """One square: its corner, its shade (``shade-1`` lightest, ``shade-none`` not shown), its texts."""

    code: str
    x: int
    y: int
    shade: str
    lines: tuple[tuple[int, str], ...]
    text: str

    @property
    def middle(self) -> int:
        """Where texts are centred."""
        return self.x + SIDE // 2

    @property
    def text_at(self) -> int:
        """The baseline of the share."""
        return self.y + SIDE - 24


@dataclass(frozen=True)
class Shade:
    """A class of the legend: shares from ``low`` up to below ``high``, of one."""

    name: str
    low: float
    high: float


@dataclass(frozen=True)
class TileMap:
    """All that a template draws."""

    width: int
    height: int
    squares: tuple[Square, ...]
    legend: tuple[Shade, ...]
    side: int = SIDE


def tile_map(
    region: Place, shares: Mapping[str, float | None], names: Mapping[str, str], texts: Mapping[str, str]
) -> TileMap | None:
    """The map of a region's districts by their codes; None where the region has no map or nothing to show."""
    known = [share for share in shares.values() if share is not None]
    placed = sorted(
        (tile for tile in tiles(region) if tile.code in names), key=lambda tile: (tile.row, tile.column)
    )
    if not placed or not known:
        return None
    left, top = min(tile.column for tile in placed), min(tile.row for tile in placed)
    legend = shades(known)
    squares = tuple(
        _square(tile, left, top, _shade(shares.get(tile.code), legend), names[tile.code], texts[tile.code])
        for tile in placed
    )
    width = (max(tile.column for tile in placed) - left + 1) * (SIDE + GAP) + GAP
    height = (max(tile.row for tile in placed) - top + 1) * (SIDE + GAP) + GAP
    return TileMap(width, height, squares, legend)


def shades(shares: list[float]) -> tuple[Shade, ...]:
    """Classes of equal width, in whole tenths of a per cent, that hold all the shares."""
    per_mille = [int(share * 1000) for share in shares]
    lowest = min(per_mille)
    width = max(1, -(-(max(per_mille) + 1 - lowest) // SHADES))
    return tuple(
        Shade(f"shade-{at + 1}", (lowest + at * width) / 1000, (lowest + (at + 1) * width) / 1000)
        for at in range(SHADES)
    )


def _shade(share: float | None, legend: tuple[Shade, ...]) -> str:
    if share is None:
        return "shade-none"
    return next((each.name for each in legend if share < each.high), legend[-1].name)


def _square(tile: Tile, left: int, top: int, shade: str, name: str, text: str) -> Square:
    x, y = GAP + (tile.column - left) * (SIDE + GAP), GAP + (tile.row - top) * (SIDE + GAP)
    lines = _lines(name)
    first = y + (36 if len(lines) < 3 else 26)
    placed = tuple((first + at * LINE, line) for at, line in enumerate(lines))
    return Square(tile.code, x, y, shade, placed, text)


def _lines(name: str) -> list[str]:
    """The name cut at spaces and hyphens into lines that fit; a longer word is cut with an ellipsis."""
    lines: list[str] = [""]
    for word in name.replace("-", "- ").split():
        glue = "" if not lines[-1] or lines[-1].endswith("-") else " "
        if len(lines[-1] + glue + word) <= LONGEST or not lines[-1]:
            lines[-1] += glue + word
        else:
            lines.append(word)
    return [line if len(line) <= LONGEST + 2 else line[:LONGEST] + "…" for line in lines[:3]]
