"""The annotated official texts as what a perfect reader would hand to the checks."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

from esep.figures import OfficialText
from esep.language import Interval, Quantity
from esep.reading import split_sentences
from esep.reading.statement import StatedPeriod, Statement

REGIONS = {
    "Алматы облысы": "190000000",
    "Алматы": "750000000",
    "Карагандинская область": "350000000",
    "Жамбыл": "310000000",
    "Павлодар": "550000000",
    "Акмолинская область": "110000000",
    "Қостанай": "390000000",
    "Шығыс Қазақстан": "630000000",
}


def region_code(place: str | None) -> str | None:
    return next((code for name, code in REGIONS.items() if place and place.startswith(name)), None)


def written_interval(quote: str, figure: dict[str, Any]) -> Interval:
    """What the writing can mean: a bound after "more than", a tenth around "about", else the last digit."""
    value = Decimal(str(figure["value"]))
    if figure["approx_type"] == ">":
        return Interval(value, None)
    if figure["approx_type"] == "<":
        return Interval(None, value)
    if figure["approx_type"] == "~":
        return Interval(value * Decimal("0.9"), value * Decimal("1.1"))
    digits = re.search(r"\d[\d \xa0]*(?:[.,](\d+))?", quote)
    if digits is None or not (digits.group(1) or re.search(r"\d\s*(мың|млн|млрд|тыс|милл)", quote)):
        return Interval.of(value)
    number = Decimal(re.sub(r"\s", "", digits.group(0)).replace(",", "."))
    half = value / number / 2 / 10 ** len(digits.group(1) or "")
    return Interval(value - half, value + half, True, False)


def statement(figure: dict[str, Any], text: str) -> Statement:
    quote = text[figure["start"] : figure["end"]]
    value = None if figure["value"] is None else Decimal(str(figure["value"]))
    interval = written_interval(quote, figure)
    number_start = figure.get("num_start", figure["start"])
    year = re.search(r"(?:19|20)\d\d", figure["period"] or "")
    return Statement(
        start=figure["start"],
        end=figure["end"],
        number_start=number_start,
        quote=quote,
        quantity=Quantity(
            value,
            None,
            None,
            figure["approx_type"],
            figure["unit"],
            interval,
            figure["start"],
            figure["end"],
            number_start,
            figure["end"],
        ),
        unit=figure["unit"],
        noun="",
        qualifiers=(),
        kind=figure["kind"],
        is_change=figure["is_change"],
        part_of=figure["part_of"],
        relation=None,
        related_to=None,
        place=region_code(figure["place"]),
        programme=figure["programme"],
        period=StatedPeriod(figure["period"], year.group(0) if year else None) if figure["period"] else None,
        language="kk",
        rule="annotation",
    )


def gold_text(shared: Path, name: str) -> OfficialText:
    text = (shared / "texts" / f"{name}.txt").read_text("utf8")
    gold = json.loads((shared / "texts" / "gold" / f"{name}.json").read_text("utf8"))
    order = {figure["id"]: index for index, figure in enumerate(gold["figures"])}
    for figure in gold["figures"]:
        figure["part_of"] = None if figure["part_of"] is None else order[figure["part_of"]]
    statements = tuple(statement(figure, text) for figure in gold["figures"])
    return OfficialText(name, text, statements, tuple(split_sentences(text)))


def names(shared: Path) -> list[str]:
    return sorted(path.stem for path in (shared / "texts" / "gold").glob("*.json"))
