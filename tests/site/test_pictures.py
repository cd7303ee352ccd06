"""The documentation shows every page of the site, and its pictures stay small."""

from __future__ import annotations

import re
from pathlib import Path

from .browser.pages import PAGES

DOCS = Path(__file__).resolve().parents[2] / "docs"
AGAIN = "take the pictures again: python docs/site_pictures.py --only NAME"
EXPECTED = {f"{each.id}.{ending}.webp" for each in PAGES for ending in ("kk.desktop", "ru.phone")}


def test_every_page_is_pictured() -> None:
    assert {path.name for path in (DOCS / "pictures" / "site").iterdir()} == EXPECTED, AGAIN


def test_every_picture_is_shown() -> None:
    text = (DOCS / "tutorial" / "the-site.md").read_text(encoding="utf-8")
    assert set(re.findall(r"pictures/site/([\w.-]+)", text)) == EXPECTED


def test_the_pictures_are_small() -> None:
    assert sum(path.stat().st_size for path in (DOCS / "pictures" / "site").iterdir()) < 7_000_000
