"""What a cell says that is a number: «1 200», «45 897 чел.», «(10 186)», «от 280 000»; and what is none."""

from __future__ import annotations

import re

from esep.reading.tables.words import begins_with

_NUMBER = re.compile(
    r"[<>≈~+−–-]? ?(?P<digits>\d(?:[\d \u00a0\u202f\u2009]*\d)?(?:[.,]\d+)*)"
    r"(?P<unit>(?: ?%|[ \u00a0][^\W\d_.]+\.?){0,4})[*¹²³]*"
)
MONTHS = re.compile(r"\b\d{1,2} ?(?:мес(?:\.|яц\w*)?|ай(?:да|дағы|ға|дың|ы)?)(?!\w)", re.IGNORECASE)
"""«8 айда нақты», «9 мес. факт»: a period, and no number of anything."""
_BOUNDED = re.compile(
    r"(?:(?:от|до|не менее|не более|более|свыше|около|кемінде|шамамен) )?"
    r"\d[\d \u00a0\u202f\u2009]*(?:[.,]\d+)?(?: ?[–-] ?\d[\d \u00a0\u202f\u2009]*(?:[.,]\d+)?)?",
    re.IGNORECASE,
)
_BELOW_NOTHING = re.compile(
    r"\((?!(?:19|20)\d\d\))(?P<digits>\d[\d \u00a0\u202f\u2009]*(?:[.,]\d+)?)(?P<unit>)\)"
)
"""«(10 186)»: less than nothing, as accountants write it."""
_YEAR = re.compile(r"(?:19|20)\d\d ?(?:г(?:од|\.)?|ж(?:ыл|\.)?)?(?:\s?\(.{1,20}\))?", re.IGNORECASE)
_YEAR_DIGITS = re.compile(r"(?:19|20)\d\d")


def number_of(text: str) -> re.Match[str] | None:
    """The number that a cell is, with the unit that it may carry; None for words, dates and empty cells."""
    found = _NUMBER.fullmatch(text) or _BELOW_NOTHING.fullmatch(text)
    if found is None:
        return None
    digits, unit = found.group("digits"), found.group("unit").strip()
    if digits.count(".") > 1 and not _is_grouped(digits):
        return None
    if unit and (begins_with(unit, "dates") or MONTHS.match(text)):
        return None  # «1 октября», «2 тоқсан»
    return None if _YEAR_DIGITS.fullmatch(digits) and begins_with(unit, "year_words") else found


def is_year(said: str) -> bool:
    """Whether a cell is a year and nothing more: «2024», «2024 жыл»."""
    return _YEAR.fullmatch(said) is not None


def _is_grouped(digits: str) -> bool:
    return re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", digits) is not None


def is_bounded(said: str) -> bool:
    """Whether a cell is a number with a bound, or a range: «от 280 000», «9–10»."""
    return _BOUNDED.fullmatch(said) is not None
