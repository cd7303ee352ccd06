"""The day on which the page of a text says that it was published."""

from __future__ import annotations

import datetime
import re
from functools import cache

from esep.yaml_texts import packaged_yaml

_DAY = r"((?:19|20)\d\d-\d\d-\d\d)(?!\d)"
_HEADING = re.compile(r"<h1[\s>]", re.IGNORECASE)
_TIME = re.compile(rf"<time\b[^>]*\bdatetime\s*=\s*[\"']{_DAY}", re.IGNORECASE)
_META = re.compile(r"<meta\b[^>]*>", re.IGNORECASE)
_CONTENT = re.compile(rf"\bcontent\s*=\s*[\"']{_DAY}", re.IGNORECASE)
_LINKED = re.compile(rf"\"datePublished\"\s*:\s*\"{_DAY}")


def published_on(page: str) -> datetime.date | None:
    """The day in the metadata of the page, else in ``<time>`` under its only heading; None if they differ."""
    metas = (meta[0] for meta in _META.finditer(page) if _named().search(meta[0]) is not None)
    told = {found[1] for meta in metas if (found := _CONTENT.search(meta)) is not None}
    told |= set(_LINKED.findall(page))
    if not told:
        headings = list(_HEADING.finditer(page))
        under = _TIME.search(page, headings[0].end()) if len(headings) == 1 else None
        told = {under[1]} if under is not None else set()
    return _day(told.pop()) if len(told) == 1 else None


def _day(written: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:  # «2024-13-40»
        return None


@cache
def _named() -> re.Pattern[str]:
    names = packaged_yaml(__package__, "words.yaml")["published"]
    return re.compile(rf"\b(?:property|name|itemprop)\s*=\s*[\"'](?:{'|'.join(names)})[\"']", re.IGNORECASE)
