"""Values of the law as a person reads them: ``16.03 MCI``, ``70 %``, ``yes``, the name of a word."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from esep.language import format_number
from esep.law.parameters import Band, Parameter
from esep.law.units import SHARE_PER, Unit, unit
from esep.law.vocabulary import Entity
from esep.messages import Language, messages_of
from esep.registers import TABLES

_, _n = messages_of(__package__)

Entries = Mapping[str, Any]


def value_text(value: Any, unit: Unit, language: Language) -> str:
    """A value with its unit: ``16,03 МРП``, ``70 %``, ``yes``."""
    if isinstance(value, bool):
        return (_("yes") if value else _("no")).in_language(language)
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, int):
        return str(value)
    if not unit.bases and unit.per == SHARE_PER:
        return f"{format_number(Decimal(value) / 100, language)} %"
    number = format_number(Decimal(value) / unit.per, language)
    word = _word(unit.bases, language)
    return f"{number} {word}" if word else number


@lru_cache(maxsize=1024)
def _word(bases: tuple[tuple[str, int], ...], language: Language) -> str:
    return Unit(bases=bases).in_language(language)


def word_name(entity: Entity, column: str, word: str, language: Language) -> str | None:
    """The name of a word that a register's column holds; None where the column has no such word."""
    table = "memberships" if column == "role" else entity.declared.table
    columns = next((declared.columns for name, declared in TABLES.items() if name == table), ())
    words = next((each.values for each in columns if each.name == column), {})
    return words[word].in_language(language) if word in words else None


def entries_of(parameter: Parameter, content: Any, language: Language) -> Entries:
    """What a dated value holds, entry by entry: one value under ``""``, bands and tables under their keys.

    The values are the program's own (an int in the parameter's unit, a text ...); a list is one value.
    """
    if isinstance(content, dict):
        return dict(content)
    if isinstance(content, tuple) and content and isinstance(content[0], Band):
        return {_band_text(parameter, content, at, language): band.value for at, band in enumerate(content)}
    return {"": content}


def entry_text(parameter: Parameter, entry: Any, language: Language) -> str:
    """One entry of a dated value with its unit; a list as its words, ``–`` for what is not in force."""
    if entry is None or entry in ((), {}):
        return "–"
    if isinstance(entry, tuple):
        return ", ".join(value_text(each, parameter.measure, language) for each in entry)
    return value_text(entry, parameter.measure, language)


def content_text(parameter: Parameter, content: Any, language: Language) -> str:
    """A whole dated value in one line."""
    entries = entries_of(parameter, content, language)
    texts = [
        f"{key}: {entry_text(parameter, entry, language)}" if key else entry_text(parameter, entry, language)
        for key, entry in entries.items()
    ]
    return "; ".join(texts) or "–"


def _band_text(parameter: Parameter, bands: tuple[Band, ...], at: int, language: Language) -> str:
    """The numbers for which a band holds: ``below 1``, ``1 to below 4``, ``4 and more``."""
    cut_in = unit(parameter.of) if parameter.of else Unit()
    above = bands[at - 1].below if at else None
    below = bands[at].below
    low, high = (None if cut is None else value_text(cut, cut_in, language) for cut in (above, below))
    if low is None:
        found = _("below {high}", high=high) if high is not None else _("any number")
    elif high is None:
        found = _("{low} and more", low=low)
    else:
        found = _("{low} to below {high}", low=low, high=high)
    return found.in_language(language)
