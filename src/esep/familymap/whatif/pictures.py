"""Pictures of a comparison and of months as SVG text, drawn without a browser; each beside its table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from textwrap import shorten, wrap
from typing import Any

import altair
import polars as pl
import vl_convert

from esep.familymap.tables import LEVELS
from esep.familymap.whatif.help import TOTAL
from esep.language import format_number
from esep.messages import Language, messages_of

_, _n = messages_of("esep.familymap")

FONT = "system-ui, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif"
INK, FAINT = "#14202b", "#5b6a78"
GAIN, LOSS, BEFORE = "#2f6896", "#c2571a", "#9db3c6"
"""Blue for gains and what comes after, orange for losses, pale blue for what was before."""

WIDTH = 560
_SIDES = {"before": _("before"), "after": _("after")}


def cost_picture(table: pl.DataFrame, names: Mapping[str, str], language: Language) -> str:
    """Two bars for each payment: its cost a month before and after, in million tenge."""
    paid = table.filter((pl.col("cost_before") != 0) | (pl.col("cost_after") != 0))
    rows = [
        {
            "name": _wrapped(names[row["provision"]]),
            "side": _SIDES[side].in_language(language),
            "cost": row[f"cost_{side}"] / 1e6,
            "label": _millions(row[f"cost_{side}"], language),
        }
        for row in paid.to_dicts()
        for side in _SIDES
    ]
    sides = [side.in_language(language) for side in _SIDES.values()]
    base = altair.Chart(altair.InlineData(values=rows)).encode(
        y=altair.Y("name:N", title=None, sort=None, axis=_words(260)),
        yOffset=altair.YOffset("side:N", sort=sides),
    )
    cost = altair.X("cost:Q", axis=None, scale=altair.Scale(domain=_room([row["cost"] for row in rows])))
    color = altair.Color("side:N", sort=sides, scale=_scale(sides, [BEFORE, GAIN]), legend=_legend())
    bars = base.mark_bar(height=13).encode(x=cost, color=color)
    labels = base.mark_text(align="left", dx=5, fontSize=13, color=INK).encode(x=cost, text="label:N")
    title = _("Cost a month, million tenge").in_language(language)
    return _svg((bars + labels).properties(width=WIDTH, height=altair.Step(19), title=title))


def gains_picture(table: pl.DataFrame, names: Mapping[str, str], language: Language) -> str:
    """For each district the families that gain to the right and those that lose to the left."""
    rows = []
    total = table.filter(pl.col("provision") == TOTAL)
    for row in total.sort("gaining_families", descending=True).to_dicts():
        for side, sign in (("gaining", 1), ("losing", -1)):
            count = row[f"{side}_families"]
            rows.append(
                {
                    "name": names[row["district"]],
                    "side": _GAINS[side].in_language(language),
                    "families": sign * count,
                    "label": format_number(count, language) if count else "",
                }
            )
    sides = [word.in_language(language) for word in _GAINS.values()]
    most = max([abs(row["families"]) for row in rows] or [1]) or 1
    least = min([row["families"] for row in rows] or [0])
    scale = altair.Scale(domain=[-most * 1.25 if least else -most * 0.02, most * 1.25])
    order = list(dict.fromkeys(row["name"] for row in rows))
    base = altair.Chart(altair.InlineData(values=rows)).encode(
        y=altair.Y("name:N", title=None, sort=order, axis=_words(200)),
        x=altair.X("families:Q", axis=None, scale=scale),
    )
    bars = base.mark_bar(height=15).encode(
        color=altair.Color("side:N", sort=sides, scale=_scale(sides, [GAIN, LOSS]), legend=_legend())
    )
    # A label stands outside its bar: right of a gain, left of a loss.
    right = base.mark_text(align="left", dx=5, fontSize=13, color=INK).encode(text="label:N")
    left = base.mark_text(align="right", dx=-5, fontSize=13, color=INK).encode(text="label:N")
    labels = right.transform_filter("datum.families > 0") + left.transform_filter("datum.families < 0")
    title = _("Families that gain and lose, by district").in_language(language)
    return _svg((bars + labels).properties(width=WIDTH, height=altair.Step(24), title=title))


_GAINS = {"gaining": _("gain"), "losing": _("lose")}


def levels_picture(table: pl.DataFrame, language: Language) -> str:
    """A square for each pair of levels, before down and after across, with its number of families.

    Blue where families rise, orange where they fall, grey where they stay; darker for more of them.
    """
    most = max(
        [row["families"] for row in table.to_dicts() if row["level_before"] != row["level_after"]] or [1]
    )
    rows: list[dict[str, Any]] = []
    for row in table.to_dicts():
        before, after = (LEVELS.index(row[f"level_{side}"]) for side in ("before", "after"))
        word = "stay" if before == after else "rise" if after < before else "fall"
        depth = 0.0 if not row["families"] else 0.25 + 0.75 * min(1.0, row["families"] / max(most, 1))
        rows.append(
            {
                "before": row["level_before"],
                "after": row["level_after"],
                "move": _LEVELS[word].in_language(language),
                "depth": 0.35 if before == after else depth,
                "label": format_number(row["families"], language) if row["families"] else "–",
                "dark": before != after and depth > 0.6,
            }
        )
    words = [word.in_language(language) for word in _LEVELS.values()]
    sides = [_("level before"), _("level after")]
    axes = [
        altair.Axis(
            title=side.in_language(language), labelFontSize=16, labelAngle=0, ticks=False, domain=False
        )
        for side in sides
    ]
    axes[1].orient = "top"
    base = altair.Chart(altair.InlineData(values=rows)).encode(
        y=altair.Y("before:N", sort=list(LEVELS), axis=axes[0]),
        x=altair.X("after:N", sort=list(LEVELS), axis=axes[1]),
    )
    squares = base.mark_rect(stroke="#ffffff", strokeWidth=3).encode(
        color=altair.Color("move:N", sort=words, scale=_scale(words, [GAIN, BEFORE, LOSS]), legend=_legend()),
        opacity=altair.Opacity("depth:Q", scale=None),
    )
    labels = base.mark_text(fontSize=15).encode(
        text="label:N",
        color=altair.condition("datum.dark", altair.value("#ffffff"), altair.value(INK)),
    )
    title = _("Families by level before and after").in_language(language)
    return _svg(
        altair.layer(squares, labels)
        .resolve_scale(color="independent")
        .properties(width=altair.Step(92), height=altair.Step(48), title=title)
    )


_LEVELS = {"rise": _("rise"), "stay": _("stay"), "fall": _("fall")}


def below_picture(table: pl.DataFrame, language: Language) -> str:
    """Families below the two lines, month by month."""
    rows = [
        {
            "month": row["month"].isoformat()[:7],
            "line": word.in_language(language),
            "families": row[f"families_{test}"],
            "label": format_number(row[f"families_{test}"], language),
        }
        for row in table.to_dicts()
        for test, word in _TESTS.items()
    ]
    words = [word.in_language(language) for word in _TESTS.values()]
    most = max([row["families"] for row in rows] or [1])
    base = altair.Chart(altair.InlineData(values=rows)).encode(
        x=_months_axis(),
        y=altair.Y("families:Q", axis=None, scale=altair.Scale(domain=[0, most * 1.15])),
        color=altair.Color("line:N", sort=words, scale=_scale(words, [BEFORE, GAIN]), legend=_legend()),
    )
    lines = base.mark_line(strokeWidth=3, point=altair.OverlayMarkDef(size=50))
    labels = base.mark_text(dy=-12, fontSize=11).encode(text="label:N", color=altair.value(INK))
    title = _("Families below each line, by month").in_language(language)
    return _svg((lines + labels).properties(width=_year_width(table), height=190, title=title))


_TESTS = {
    "below_subsistence": _("below the subsistence minimum"),
    "below_poverty_line": _("below the poverty line"),
}


def moves_picture(table: pl.DataFrame, language: Language) -> str:
    """Families that came below the poverty line since the month before, and those no longer below it."""
    rows = [
        {
            "month": row["month"].isoformat()[:7],
            "move": _MOVES[row["move"]].in_language(language),
            "families": row["families"] if row["move"] == "entered" else -row["families"],
            "label": format_number(row["families"], language) if row["families"] else "",
        }
        for row in table.filter(pl.col("test") == "below_poverty_line").to_dicts()
        if row["move"] in _MOVES
    ]
    words = [word.in_language(language) for word in _MOVES.values()]
    most = max([abs(row["families"]) for row in rows] or [1]) or 1
    base = altair.Chart(altair.InlineData(values=rows)).encode(
        x=_months_axis(),
        y=altair.Y("families:Q", axis=None, scale=altair.Scale(domain=[-most * 1.25, most * 1.25])),
    )
    bars = base.mark_bar(width=26).encode(
        color=altair.Color("move:N", sort=words, scale=_scale(words, [LOSS, GAIN]), legend=_legend())
    )
    above = base.mark_text(dy=-8, fontSize=11, color=INK).encode(text="label:N")
    below = base.mark_text(dy=9, fontSize=11, color=INK).encode(text="label:N")
    labels = above.transform_filter("datum.families > 0") + below.transform_filter("datum.families < 0")
    title = _("Families that came below the poverty line, and that left it").in_language(language)
    return _svg((bars + labels).properties(width=_year_width(table), height=190, title=title))


_MOVES = {"entered": _("came below"), "left": _("left")}


def month_cost_picture(table: pl.DataFrame, language: Language) -> str:
    """The cost of all payments together, month by month, in million tenge."""
    rows = [
        {
            "month": row["month"].isoformat()[:7],
            "cost": row["amount"] / 1e6,
            "label": _millions(row["amount"], language),
        }
        for row in table.filter(pl.col("provision") == TOTAL).to_dicts()
    ]
    base = altair.Chart(altair.InlineData(values=rows)).encode(
        x=_months_axis(),
        y=altair.Y(
            "cost:Q", axis=None, scale=altair.Scale(domain=_room([row["cost"] for row in rows], 1.15))
        ),
    )
    bars = base.mark_bar(width=34, color=GAIN)
    labels = base.mark_text(dy=-8, fontSize=11, color=INK).encode(text="label:N")
    title = _("Cost a month, million tenge").in_language(language)
    return _svg((bars + labels).properties(width=_year_width(table), height=150, title=title))


def _months_axis() -> altair.X:
    return altair.X(
        "month:O", title=None, axis=altair.Axis(labelAngle=0, labelFontSize=11, ticks=False, labelPadding=8)
    )


def _year_width(table: pl.DataFrame) -> int:
    return max(360, 66 * table["month"].n_unique())


def _millions(tenge: int, language: Language) -> str:
    """Whole millions, or tenths of a million where they are few."""
    tenths = round(Decimal(tenge) / 100_000)
    return format_number(
        round(Decimal(tenths) / 10) if abs(tenths) >= 1_000 else Decimal(tenths) / 10, language
    )


def _room(values: Sequence[float], factor: float = 1.3) -> list[float]:
    return [0, (max(values) if values else 0) * factor or 1]


def _words(limit: int) -> altair.Axis:
    return altair.Axis(
        labelFontSize=14,
        labelLimit=limit,
        labelPadding=8,
        labelExpr=f"split(datum.label, '{_BREAK}')",
        ticks=False,
        domain=False,
    )


_BREAK = "¦"


def _wrapped(name: str) -> str:
    """A name in lines of some twenty-seven letters, two at the most."""
    first, *rest = wrap(name, 27)
    return _BREAK.join([first, *([shorten(" ".join(rest), 34, placeholder=" …")] if rest else [])])


def _legend() -> altair.Legend:
    return altair.Legend(title=None, orient="bottom", labelFontSize=13, labelLimit=320, symbolType="square")


def _scale(domain: Sequence[str], colors: Sequence[str]) -> altair.Scale:
    return altair.Scale(domain=list(domain), range=list(colors))


def _svg(chart: altair.LayerChart | altair.Chart) -> str:
    """The picture as one SVG element that a page may size."""
    whole = chart.configure(aria=False, font=FONT, background="#ffffff", padding=10)
    whole = whole.configure_view(stroke=None).configure_axis(
        labelColor=INK, titleColor=FAINT, grid=False, titleFontSize=13
    )
    whole = whole.configure_title(fontSize=16, color=INK, anchor="start", offset=12)
    svg: str = vl_convert.vegalite_to_svg(whole.to_dict(), allowed_base_urls=[])
    return svg[svg.index("<svg") :]


def inline(svg: str) -> str:
    """The picture as it stands in a page: hidden from screen readers, which have the table."""
    head = svg[: svg.index(">")]
    plain = re.sub(r'\s(?:width|height|xmlns(?::\w+)?|version|class)="[^"]*"', "", head)
    return f'{plain} class="chart" aria-hidden="true" focusable="false"{svg[svg.index(">") :]}'


__all__ = [
    "below_picture",
    "cost_picture",
    "gains_picture",
    "inline",
    "levels_picture",
    "month_cost_picture",
    "moves_picture",
]
