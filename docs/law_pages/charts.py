"""A parameter over time as a picture: a stair of its values, drawn without a browser."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from hashlib import sha256
from importlib.metadata import version
from itertools import pairwise

import altair
import vl_convert

from esep.language import format_number
from esep.law import Parameter
from esep.law.units import SHARE_PER, Unit, unit

FONT = "system-ui, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif"
INK, QUIET, LINE = "#14202b", "#5b6770", "#2f6896"
WIDTH, HEIGHT = 620, 210
YEARS = unit("year")
DRAWN_FROM = re.compile(r"<!-- drawn from ([0-9a-f]{64}) -->")


def is_drawn(parameter: Parameter) -> bool:
    """Whether there is something to draw: numbers that changed at least once."""
    numbers = [entry.value for entry in parameter.values if _is_number(entry.value)]
    return len(set(numbers)) > 1


def picture(parameter: Parameter, kept: str = "") -> str:
    """The stair as an SVG document; ``kept`` is given back where it was drawn from the same values.

    The document names what it was drawn from, because another machine's fonts may move a letter.
    """
    chart = _chart(parameter)
    drawn_from = _fingerprint(chart)
    found = DRAWN_FROM.search(kept)
    if found and found[1] == drawn_from:
        return kept
    svg = vl_convert.vegalite_to_svg(chart, allowed_base_urls=[])
    return f"{svg.rstrip()}\n<!-- drawn from {drawn_from} -->\n"


def _fingerprint(chart: dict[str, object]) -> str:
    made_with = f"altair {version('altair')} vl-convert {version('vl-convert-python')}"
    return sha256((made_with + json.dumps(chart, sort_keys=True)).encode()).hexdigest()


def _chart(parameter: Parameter) -> dict[str, object]:
    stairs, points = _rows(parameter)
    x = altair.X(
        "day:T", title=None, axis=altair.Axis(format="%Y", tickCount="year", grid=False, labelFlush=False)
    )
    measure = _drawn_in(parameter)
    y = altair.Y(
        "value:Q",
        title=_unit_word(measure),
        scale=_scale(measure, [float(str(row["value"])) for row in points]),
        axis=altair.Axis(tickMinStep=1) if measure.bases == YEARS.bases else altair.Axis(),
    )
    line = (
        altair.Chart(altair.InlineData(values=stairs))
        .mark_line(interpolate="step-after", color=LINE, strokeWidth=2.5)
        .encode(x=x, y=y, detail="run:N")
    )
    base = altair.Chart(altair.InlineData(values=points))
    dots = base.mark_point(size=46, filled=False, color=LINE, fill="white", strokeWidth=2, opacity=1).encode(
        x=x, y=y
    )
    sure = (
        base.transform_filter("datum.confirmed")
        .mark_point(size=46, filled=True, color=LINE, opacity=1)
        .encode(x=x, y=y)
    )
    texts = [
        base.transform_filter(f"datum.label != '' && datum.first == {first}")
        .mark_text(
            dy=-12, dx=6 if first == "true" else 0, align=align, fontSize=12, color=INK, fontWeight="bold"
        )
        .encode(x=x, y=y, text="label:N")
        for first, align in (("true", "left"), ("false", "center"))
    ]
    chart = altair.layer(line, dots, sure, *texts).properties(
        width=WIDTH, height=HEIGHT, background="white", padding=12
    )
    styled = (
        chart.configure(aria=False, font=FONT)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=QUIET,
            titleColor=QUIET,
            labelFontSize=12,
            titleFontSize=12,
            titleFontWeight="normal",
            gridColor="#e3e7ea",
            domainColor="#9aa5ad",
            tickColor="#9aa5ad",
        )
    )
    made: dict[str, object] = styled.to_dict()
    return made


def _rows(parameter: Parameter) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """The corners of the stair, by unbroken runs, and a point for each value that begins."""
    stairs: list[dict[str, object]] = []
    points: list[dict[str, object]] = []
    run = 0
    for entry, following in pairwise([*parameter.values, None]):
        if not _is_number(entry.value):
            run += 1
            continue
        number = _number(entry.value, parameter)
        ends = following.first_day if following else _a_year_later(entry.last_day or entry.first_day)
        stairs += [{"day": day.isoformat(), "value": number, "run": run} for day in (entry.first_day, ends)]
        is_first = entry is parameter.values[0]
        points.append(
            {
                "day": entry.first_day.isoformat(),
                "value": number,
                "label": _label(number, parameter) if is_first or following is None else "",
                "first": is_first,
                "confirmed": entry.confidence == "confirmed",
            }
        )
    return stairs, points


def _label(number: float, parameter: Parameter) -> str:
    text = format_number(Decimal(str(number)), "en")
    return f"{text} %" if parameter.unit == "share" else text


def _scale(measure: Unit, values: list[float]) -> altair.Scale:
    """A stair of money begins at nothing; one of ages or shares that moves little shows its own range."""
    least, most = min(values), max(values)
    if "KZT" in dict(measure.bases) or least < 0.7 * most:
        return altair.Scale(zero=True, nice=True)
    room = (most - least) * 0.15
    return altair.Scale(zero=False, nice=True, domain=[least - room, most + room])


def _drawn_in(parameter: Parameter) -> Unit:
    """The unit of the picture: years for what is counted in many months."""
    measure = parameter.measure
    numbers = [entry.value for entry in parameter.values if _is_number(entry.value)]
    is_long = measure == unit("month") and all(int(str(number)) >= 36 for number in numbers)
    return YEARS if is_long else measure


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _number(value: object, parameter: Parameter) -> float:
    """The value in whole units; only a picture is drawn of it."""
    assert isinstance(value, int)
    measure = parameter.measure
    if _drawn_in(parameter) == YEARS and measure != YEARS:
        return value / 12
    per = SHARE_PER // 100 if not measure.bases and measure.per == SHARE_PER else measure.per
    return float(Decimal(value) / per)


def _unit_word(measure: Unit) -> str:
    if not measure.bases and measure.per == SHARE_PER:
        return "%"
    return Unit(bases=measure.bases).in_language("en")


def _a_year_later(day: date) -> date:
    return date(day.year + 1, day.month, min(day.day, 28))
