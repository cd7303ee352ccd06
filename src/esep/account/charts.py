"""Charts as SVG text, drawn without a browser; each stands beside its table."""

from __future__ import annotations

import re

import altair
import vl_convert

from esep.account.content import AccountContent
from esep.account.family_views import levels_view
from esep.account.views import shown
from esep.messages import Language

FONT = "system-ui, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif"
INK = "#14202b"
BAR = "#2f6896"
WIDTH, STEP = 420, 44


def level_chart(content: AccountContent, language: Language) -> str:
    """Bars of families by level, each labelled with its number and share: an SVG element."""
    view = levels_view(content, language)
    rows = [
        {
            "level": level,
            "families": families or 0,
            "label": f"{shown(families, 'number', language)} ({shown(part, 'share', language)})",
        }
        for level, families, part in view.rows
    ]
    largest = max((int(str(families)) for _level, families, _part in view.rows if families), default=0)
    base = altair.Chart(altair.InlineData(values=rows))
    levels = altair.Y(
        "level:N",
        title=None,
        sort=None,
        axis=altair.Axis(labelFontSize=16, labelPadding=10, ticks=False, domain=False),
    )
    # Room on the right for the label of the longest bar.
    families = altair.X("families:Q", axis=None, scale=altair.Scale(domain=[0, max(largest, 1) * 1.7]))
    bars = base.mark_bar(color=BAR, height=26).encode(x=families, y=levels)
    labels = base.mark_text(align="left", dx=6, fontSize=15, color=INK).encode(
        x=families, y=levels, text="label:N"
    )
    chart = (bars + labels).properties(width=WIDTH, height=altair.Step(STEP), background="transparent")
    chart = chart.configure(aria=False, font=FONT).configure_view(stroke=None)
    return _inline(vl_convert.vegalite_to_svg(chart.to_dict(), allowed_base_urls=[]))


def _inline(svg: str) -> str:
    """The SVG as it stands in a page: hidden from screen readers, which have the table; sized by the page."""
    inner = svg[svg.index("<svg") :]
    head = re.sub(r'\s(?:width|height|xmlns(?::\w+)?|version|class)="[^"]*"', "", inner[: inner.index(">")])
    return f'{head} class="chart" aria-hidden="true" focusable="false"{inner[inner.index(">") :]}'
