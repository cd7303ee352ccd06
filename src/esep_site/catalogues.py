"""Translations of the site, compiled from its .po files where they are newer than what was compiled.

A language has a folder of .po files: ``django.po`` with the site's own words, ``framework.po`` with those of
Django and other packages where their own catalogues have none. Django gets one catalogue, in which the words
of the site win.
"""

from __future__ import annotations

import os
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = Path(__file__).parent / "locale"
LANGUAGES = ("kk", "ru")
OWN = "django.po"


def sources(language: str) -> list[Path]:
    """The .po files of a language, the site's own last: what is read later wins."""
    return sorted((SOURCE / language / "LC_MESSAGES").glob("*.po"), key=lambda path: (path.name == OWN, path))


def merged(language: str) -> Catalog:
    """All the messages of a language."""
    whole = Catalog(locale=language, fuzzy=False)
    for source in sources(language):
        with source.open("rb") as file:
            for message in read_po(file, locale=language, abort_invalid=True):
                if message.id and not message.fuzzy:
                    whole.delete(message.id, message.context)
                    whole.add(message.id, message.string, context=message.context)
    return whole


def compiled(into: Path) -> Path:
    """The folder for LOCALE_PATHS below ``into``; a program that only reads needs no gettext tools."""
    for language in LANGUAGES:
        target = into / language / "LC_MESSAGES" / "django.mo"
        newest = max(source.stat().st_mtime for source in sources(language))
        if target.is_file() and target.stat().st_mtime >= newest:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_suffix(f".{os.getpid()}")  # several processes may start at once
        with fresh.open("wb") as file:
            write_mo(file, merged(language))
        fresh.replace(target)
    return into
