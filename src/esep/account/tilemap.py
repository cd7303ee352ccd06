"""The family map as squares: one a district, roughly in its place, shaded by the share of poor families.

The shades are one hue from light to dark, told apart without colour vision; the share stands in each square.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from esep.account.content import AccountContent
from esep.account.family_views import share_figure
from esep.account.views import percent
from esep.account.wording import wording
from esep.messages import Language

SHADES = (
    ("#e9eff5", "#14202b"),
    ("#bfd3e4", "#14202b"),
    ("#8fb4d3", "#14202b"),
    ("#2f6896", "#ffffff"),
    ("#123f63", "#ffffff"),
)
"""Fill and letter colour by class, light to dark; letters keep a contrast above 4.5 to 1."""
UNKNOWN = ("#ffffff", "#14202b")
SIDE, GAP, LINE = 132, 6, 17
LONGEST = 13
"""Letters of a name that fit in one line of a square."""


@dataclass(frozen=True)
class ShadeClass:
    """A class of the legend: shares from ``low`` up to below ``high``, in ten-thousandths."""

    low: int
    high: int
    fill: str
    ink: str


def shade_classes(shares: list[int]) -> tuple[ShadeClass, ...]:
    """Five classes of equal width in whole tenths of a per cent that hold all the shares."""
    lowest = min(shares) // 10 * 10
    width = max(10, -(-(max(shares) + 1 - lowest) // len(SHADES) // 10) * 10)
    return tuple(
        ShadeClass(lowest + i * width, lowest + (i + 1) * width, *shade) for i, shade in enumerate(SHADES)
    )


def class_of(share: int | None, classes: tuple[ShadeClass, ...]) -> tuple[str, str]:
    """Fill and letter colour of a share."""
    if share is None:
        return UNKNOWN
    chosen = next((c for c in classes if share < c.high), classes[-1])
    return chosen.fill, chosen.ink


def district_shares(content: AccountContent) -> dict[str, int | None]:
    """Share of families below the subsistence minimum by district, in ten-thousandths."""
    known = {str(row[0]) for row in content.districts.rows}
    shares = {}
    for district in content.district_list:
        value = None
        if district.code in known:
            value = share_figure(content.districts, "share_below_subsistence", district.code).value
        shares[district.code] = None if value is None else int(value)
    return shares


def tile_map(content: AccountContent, language: Language) -> tuple[str, tuple[ShadeClass, ...]]:
    """The map as an SVG element, and the classes of its legend; empty when no district has a share."""
    shares = district_shares(content)
    known = [share for share in shares.values() if share is not None]
    if not known:
        return "", ()
    classes = shade_classes(known)
    left = min(district.column for district in content.district_list)
    top = min(district.row for district in content.district_list)
    width = (max(d.column for d in content.district_list) - left + 1) * (SIDE + GAP) + GAP
    height = (max(d.row for d in content.district_list) - top + 1) * (SIDE + GAP) + GAP
    title = escape(wording(language)["map_title"])
    parts = [
        f'<svg class="tiles" viewBox="0 0 {width} {height}" role="img" aria-labelledby="map-title">'
        f'<title id="map-title">{title}</title>'
    ]
    for district in sorted(content.district_list, key=lambda d: (d.row, d.column)):
        x, y = GAP + (district.column - left) * (SIDE + GAP), GAP + (district.row - top) * (SIDE + GAP)
        share = shares[district.code]
        text = "–" if share is None else percent(share, language)
        fill, ink = class_of(share, classes)
        parts.append(_tile(x, y, fill, ink, district.short_name.in_language(language), text))
    return "".join(parts) + "</svg>", classes


def _tile(x: int, y: int, fill: str, ink: str, name: str, share: str) -> str:
    lines, middle = _lines(name), x + SIDE // 2
    first = y + 34 if len(lines) < 3 else y + 26
    written = [("tile-name", first + i * LINE, line) for i, line in enumerate(lines)]
    written.append(("tile-share", y + SIDE - 26, share))
    texts = "".join(
        f'<text x="{middle}" y="{at}" class="{kind}" fill="{ink}">{escape(line)}</text>'
        for kind, at, line in written
    )
    square = f'<rect x="{x}" y="{y}" width="{SIDE}" height="{SIDE}" rx="4" fill="{fill}" stroke="#5b6b7a"/>'
    return f"<g>{square}{texts}</g>"


def _lines(name: str) -> list[str]:
    """The name cut at spaces and hyphens into lines that fit; a longer word is cut with an ellipsis."""
    lines: list[str] = [""]
    for word in name.replace("-", "-\u200b").replace("\u200b", " ").split():
        glue = "" if not lines[-1] or lines[-1].endswith("-") else " "
        if len(lines[-1] + glue + word) <= LONGEST or not lines[-1]:
            lines[-1] += glue + word
        else:
            lines.append(word)
    return [line if len(line) <= LONGEST + 2 else line[:LONGEST] + "…" for line in lines[:3]]
