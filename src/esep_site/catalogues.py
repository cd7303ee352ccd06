"""Translations of the site, compiled from its .po files where they are newer than what was compiled."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = Path(__file__).parent / "locale"
LANGUAGES = ("kk", "ru")


def compiled(into: Path) -> Path:
    """The folder for LOCALE_PATHS below ``into``; a program that only reads needs no gettext tools."""
    for language in LANGUAGES:
        source = SOURCE / language / "LC_MESSAGES" / "django.po"
        target = into / language / "LC_MESSAGES" / "django.mo"
        if target.is_file() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=language)
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_suffix(".new")
        with fresh.open("wb") as file:
            write_mo(file, catalogue)
        fresh.replace(target)
    return into
