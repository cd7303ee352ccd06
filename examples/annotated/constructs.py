"""Which constructs of the scorecard an annotated item shows by its form; the others are named by hand."""

from __future__ import annotations

import re
from typing import Any

NEGATIVES = {
    "year": "neg-year",
    "date": "neg-date",
    "time": "neg-date",
    "duration": "neg-duration",
    "period": "neg-duration",
    "ordinal": "neg-ordinal",
    "quarter": "neg-ordinal",
    "rank": "neg-ordinal",
    "act": "neg-act",
    "name": "neg-name",
    "address": "neg-address",
    "telephone": "neg-address",
    "age": "neg-age",
    "criterion": "neg-age",
    "list number": "neg-list-number",
    "anniversary": "neg-anniversary",
    "rhetorical": "neg-rhetorical",
    "praise": "praise-no-order",
}
"""The reasons that a hard negative may have, each with its construct."""

BLANK = "[ \u00a0\u2009\u202f]"
MULTIPLIER = r"(?:млрд|млн|тыс|трлн|мың|миллион|миллиард|myñ|myń|myn'|mln|mlrd)"
IN_QUOTE = (
    ("grouped-thousands", rf"\d{BLANK}\d{{3}}"),
    ("decimal-comma", r"\d,\d"),
    ("decimal-dot", r"\d\.\d"),
    ("multiplier-word", rf"\d\W{{1,2}}{MULTIPLIER}"),
    ("glued-multiplier", rf"\d{MULTIPLIER}|{MULTIPLIER}\.?(?:теңге|тенге)"),
    ("digit-suffix", r"\d-[a-zа-яәіңғүұқөһ]{1,4}(?![\w-])"),
    ("compound-adjective", r"\d-?\s?(?:\w+лік|\w+дық|\w+дік|\w+тық|\w+тік|\w*мест|\w*квартир|\w*этаж)"),
    ("odd-spaces", "[\u00a0\u2009\u202f]|  "),
)
UNITS = {
    "percent": "percent-form",
    "times": "times-words",
    "share": "fraction-words",
    "MRP": "unit-mrp",
    "place": "unit-place",
    "head": "unit-livestock",
    "tonne": "unit-mass",
    "centner": "unit-mass",
    **dict.fromkeys(("ha", "km", "km2", "m", "m2"), "unit-land-length"),
}
MONEY = ("KZT", "KZT/month", "KZT/year", "MRP")
MEASURES = ("tonne", "tonne/year", "km", "m", "km2", "m2", "ha")
COUNTED = ("person", "job", "project", "family", "enterprise", "house", "apartment", "head", "place")
CLOSED_UNITS = {*MONEY, *MEASURES, *COUNTED, "percent", "times", "share", "point"}
KINDS = {"plan": "kind-plan", "target": "kind-target", "change": "kind-change"}
PART = re.compile(
    r"из них|из которых|в том числе|оның ішінде|соның ішінде|олардың|оның|onyñ|ony[ńn]|olardy[ñńn]", re.I
)
PLAIN_PERSON = re.compile(r"адам|человек|людей|adam", re.I)


def constructs_of_figure(
    item: dict[str, Any], figures: list[dict[str, Any]], text: str, header: dict[str, str]
) -> set[str]:
    """The constructs that the quote, its neighbours and the fields of a figure show."""
    quote, unit = item["quote"], item["unit"]
    found = {name for name, form in IN_QUOTE if re.search(form, quote, re.I)}
    before = text[max(item["start"] - 60, 0) : item["start"]].rsplit("\n", 1)[-1]
    found |= _of_number(item, before)
    if unit in UNITS:
        found.add(UNITS[unit])
    elif "/" in unit:
        found.add("rate-unit")
    elif unit not in CLOSED_UNITS:
        found.add("unit-other")
    if unit == "person" and not PLAIN_PERSON.search(quote) and "bare-number" not in found:
        found.add("person-noun")
    if item["kind"] in KINDS:
        found.add("planned-change" if item["kind"] == "plan" and item["is_change"] else KINDS[item["kind"]])
    if item["part_of"] is not None:
        found |= _of_part(item, figures, before)
    return found | _of_document(header)


def _of_number(item: dict[str, Any], before: str) -> set[str]:
    quote = item["quote"]
    found = set()
    if not re.search(r"\d", quote):
        found.add("number-words")
    elif re.fullmatch(rf"[\d ,.\u00a0\u2009-]+(?:{MULTIPLIER}\.?)?", quote):
        found.add("bare-number")
    if item["value_low"] is not None:
        found.add("range-dash" if re.search(r"\d\s?[-–—]\s?\d", quote) else "range-from-to")
    if item["approx_type"] == "<":
        found.add("up-to")
    elif item["approx_type"] is not None:
        found.add("approx-before" if quote[0].isalpha() and re.search(r"\d", quote) else "approx-after")
    if before.rstrip().endswith("("):
        found.add("bracket-number")
    if re.search(r"(?:немесе|или|nemese)\s+$", before):
        found.add("number-or-percent")
    return found


def _of_part(item: dict[str, Any], figures: list[dict[str, Any]], before: str) -> set[str]:
    found = set()
    if PART.search(before):
        found.add("part-marker")
    if before.rfind("(") > before.rfind(")"):
        found.add("part-brackets")
    if figures[item["part_of"]]["part_of"] is not None:
        found.add("part-nested")
    if item["unit"] == "percent":
        found.add("part-percent")
    if sum(other["part_of"] == item["part_of"] for other in figures) >= 3:
        found.add("part-list")
    return found


def _of_document(header: dict[str, str]) -> set[str]:
    return {word for word in header.get("constructs", "").replace(",", " ").split() if word}


def constructs_of_instruction(item: dict[str, Any], header: dict[str, str]) -> set[str]:
    """The constructs that the quote and the fields of an instruction show."""
    quote, found = item["quote"].strip(), set()
    if item["type"] == "obligation":
        found.add("obligation-must")
    elif item["type"] == "commitment":
        found.add("commitment-own" if item["addressee"] else "commitment-dated")
    elif re.search(r"(?:тапсырды|жүктеді|ескертті|tapsyrdy)\W*$", quote):
        found.add("order-kk-final")
    elif re.search(r"поручено|тапсырылды|ескертілді|жүктелді|tapsyryldy", quote, re.I):
        found.add("order-passive")
    deadline = item["deadline"] or ""
    if re.search(r"\d", deadline) and not re.fullmatch(r".*\b20\d\d\b\D*", deadline):
        days = re.search(r"күн|апта|ай ішінде|дн[ея]|недел|месяц|срок|kün", deadline)
        found.add("deadline-duration" if days else "deadline-date")
    elif deadline:
        weeks = re.search(r"апта ішінде|ай ішінде|недел\w*|срок|ден[ьё]|сағат", deadline)
        found.add("deadline-duration" if weeks else "deadline-period")
    if re.search(r",| және | мен | и |;", item["addressee"] or ""):
        found.add("order-several-addressees")
    return found | _of_document(header)
